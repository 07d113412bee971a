/** The family of `hearth stat` for things at set occasions: BG/BB. */
import {
  type BgBb,
  bgBbAlive,
  bgBbConditional,
  bgBbDert,
  bgBbExpected,
  bgBbLogLikelihood,
  bgBbLogOne,
  bgBbProbability,
  fitBgBb,
} from '../kernel/lifetime/bgBb.ts';
import { alive, each, expectation, expected, fitFields, members, readCases, readSample, X } from './statCases.ts';
import { type Inputs, number, numbers, pick, positive } from './statInputs.ts';
import { type Fields, logLik, named } from './statOutput.ts';

function bgBbOf(inputs: Inputs): BgBb {
  return {
    alpha: positive(inputs, ['alpha']),
    beta: positive(inputs, ['beta']),
    gamma: positive(inputs, ['gamma']),
    delta: positive(inputs, ['delta']),
  };
}

/** Occasions to look ahead: the paper asks about the next one. */
const NEXT = 1;

export const bgBbFamilies: Record<string, (inputs: Inputs) => Fields> = {
  'bgbb-fit': (inputs) => {
    const sample = readSample(inputs);
    const fit = fitBgBb(sample);
    return fitFields(fit, ['alpha', 'beta', 'gamma', 'delta'], members(sample));
  },
  'bgbb-expectation': (inputs) => {
    const model = bgBbOf(inputs);
    const x = pick(inputs, X);
    const out = expectation(inputs, (n) => bgBbExpected(model, n));
    if (x === undefined) return out;
    const n = number(inputs, ['n', 't', 'T']);
    return { ...out, probability: numbers(inputs, X).map((k) => bgBbProbability(model, k, n)) };
  },
  'bgbb-conditional': (inputs) => {
    const model = bgBbOf(inputs);
    return expected(each(readCases(inputs), (x, tx, n, m) => bgBbConditional(model, x, tx, n, m)));
  },
  'bgbb-palive': (inputs) => {
    const model = bgBbOf(inputs);
    const cases = readCases(inputs);
    return {
      ...alive(each(cases, (x, tx, n, m) => bgBbAlive(model, x, tx, n, m), NEXT)),
      p_now: each({ ...cases, ahead: undefined }, (x, tx, n) => bgBbAlive(model, x, tx, n, 0), 0),
      p_next: each({ ...cases, ahead: undefined }, (x, tx, n) => bgBbAlive(model, x, tx, n, NEXT), NEXT),
    };
  },
  'bgbb-loglik': (inputs) => {
    const model = bgBbOf(inputs);
    const sample = readSample(inputs);
    const value = bgBbLogLikelihood(model, sample);
    const one = sample.x.map((x, i) => bgBbLogOne(model, x, sample.recency[i]!, sample.age[i]!));
    return { ...logLik(value), value, each: one };
  },
  'bgbb-dert': (inputs) => {
    const model = bgBbOf(inputs);
    const discount = positive(inputs, ['d', 'discount', 'discount_rate']);
    return named(
      each(readCases(inputs), (x, tx, n) => bgBbDert(model, x, tx, n, discount), 0),
      'dert',
      'value',
      'values',
    );
  },
};
