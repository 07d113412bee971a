/** The families of `hearth stat` for orders at any time: BG/NBD and Pareto/NBD. */
import {
  type BgNbd,
  bgNbdAlive,
  bgNbdConditional,
  bgNbdExpected,
  bgNbdLogLikelihood,
  fitBgNbd,
} from '../kernel/lifetime/bgNbd.ts';
import {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdConditional,
  paretoNbdDert,
  paretoNbdExpected,
  paretoNbdLogLikelihood,
} from '../kernel/lifetime/paretoNbd.ts';
import { alive, each, expectation, expected, fitFields, members, readCases, readSample } from './statCases.ts';
import { type Inputs, positive } from './statInputs.ts';
import { type Fields, logLik, named } from './statOutput.ts';

export function bgNbdOf(inputs: Inputs): BgNbd {
  return {
    r: positive(inputs, ['r']),
    alpha: positive(inputs, ['alpha']),
    a: positive(inputs, ['a']),
    b: positive(inputs, ['b']),
  };
}

export function paretoNbdOf(inputs: Inputs): ParetoNbd {
  return {
    r: positive(inputs, ['r']),
    alpha: positive(inputs, ['alpha']),
    s: positive(inputs, ['s']),
    beta: positive(inputs, ['beta']),
  };
}

export const bgNbdFamilies: Record<string, (inputs: Inputs) => Fields> = {
  'bgnbd-fit': (inputs) => {
    const sample = readSample(inputs);
    const fit = fitBgNbd(sample);
    return fitFields(fit, ['r', 'alpha', 'a', 'b'], members(sample));
  },
  'bgnbd-expectation': (inputs) => {
    const model = bgNbdOf(inputs);
    return expectation(inputs, (t) => bgNbdExpected(model, t));
  },
  'bgnbd-conditional': (inputs) => {
    const model = bgNbdOf(inputs);
    return expected(each(readCases(inputs), (x, tx, age, t) => bgNbdConditional(model, x, tx, age, t)));
  },
  'bgnbd-palive': (inputs) => {
    const model = bgNbdOf(inputs);
    return alive(each(readCases(inputs), (x, tx, age) => bgNbdAlive(model, x, tx, age), 0));
  },
  'bgnbd-loglik': (inputs) => {
    const model = bgNbdOf(inputs);
    const value = bgNbdLogLikelihood(model, readSample(inputs));
    return { ...logLik(value), value };
  },
};

export const paretoNbdFamilies: Record<string, (inputs: Inputs) => Fields> = {
  'paretonbd-fit': (inputs) => {
    const sample = readSample(inputs);
    const fit = fitParetoNbd(sample);
    return fitFields(fit, ['r', 'alpha', 's', 'beta'], members(sample));
  },
  'paretonbd-expectation': (inputs) => {
    const model = paretoNbdOf(inputs);
    return expectation(inputs, (t) => paretoNbdExpected(model, t));
  },
  'paretonbd-conditional': (inputs) => {
    const model = paretoNbdOf(inputs);
    return expected(each(readCases(inputs), (x, tx, age, t) => paretoNbdConditional(model, x, tx, age, t)));
  },
  'paretonbd-palive': (inputs) => {
    const model = paretoNbdOf(inputs);
    return alive(each(readCases(inputs), (x, tx, age) => paretoNbdAlive(model, x, tx, age), 0));
  },
  'paretonbd-loglik': (inputs) => {
    const model = paretoNbdOf(inputs);
    const value = paretoNbdLogLikelihood(model, readSample(inputs));
    return { ...logLik(value), value };
  },
  'paretonbd-dert': (inputs) => {
    const model = paretoNbdOf(inputs);
    const discount = positive(inputs, ['d', 'discount', 'discount_rate', 'delta']);
    const value = each(readCases(inputs), (x, tx, age) => paretoNbdDert(model, x, tx, age, discount), 0);
    return named(value, 'dert', 'value', 'values');
  },
};
