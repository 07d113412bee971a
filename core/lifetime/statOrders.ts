/** The families of `hearth stat` that fit and use a model of repeat orders: BG/NBD, Pareto/NBD and BG/BB. */
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
import {
  type BgNbd,
  bgNbdAlive,
  bgNbdConditional,
  bgNbdExpected,
  bgNbdLogLikelihood,
  fitBgNbd,
} from '../kernel/lifetime/bgNbd.ts';
import type { PositiveFit } from '../kernel/lifetime/fitPositive.ts';
import type { OrderHistory } from '../kernel/lifetime/orderHistory.ts';
import {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdConditional,
  paretoNbdDert,
  paretoNbdExpected,
  paretoNbdLogLikelihood,
} from '../kernel/lifetime/paretoNbd.ts';
import { has, type Inputs, isList, number, numbers, pick, positive, refuse, sameLength, toNumbers } from './statInputs.ts';
import { type Fields, logLik, named } from './statOutput.ts';

export const X = ['x', 'frequency', 'freq', 'repeat', 'repeats'] as const;
export const RECENCY = ['t_x', 'tx', 'recency', 't.x', 'last'] as const;
export const AGE = ['T', 'age', 'T_cal', 'T.cal', 'n', 'n_periods', 'opportunities'] as const;
const AHEAD = ['t', 'horizon', 'ahead', 'T_star', 'T.star', 'n_star', 'm', 'm_periods_in_future', 'periods', 'future'] as const;
const COUNT = ['weights', 'weight', 'count', 'counts', 'n_custs', 'custs', 'customers', 'N'] as const;

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

function bgBbOf(inputs: Inputs): BgBb {
  return {
    alpha: positive(inputs, ['alpha']),
    beta: positive(inputs, ['beta']),
    gamma: positive(inputs, ['gamma']),
    delta: positive(inputs, ['delta']),
  };
}

export interface Cases {
  history: OrderHistory;
  /** Per case. */
  ahead: Float64Array | undefined;
  /** True when everything came as bare numbers: answered in kind. */
  isSingle: boolean;
}

/** Histories as columns, as bare numbers, or as rows [x, t_x, T] or [x, t_x, T, t]; bare numbers go with every row. */
export function readCases(inputs: Inputs): Cases {
  const rows = pick(inputs, ['cases', 'rows', 'histories', 'customers', 'data']);
  if (isList(rows) && rows.length > 0 && Array.from(rows).every(isList)) {
    const list = Array.from(rows) as unknown[][];
    const column = (j: number, names: readonly string[]) =>
      toNumbers(
        list.map((row) => row[j]),
        names,
      );
    const ahead = list.every((row) => row.length > 3) ? column(3, AHEAD) : aheadOf(inputs, list.length);
    return { history: checked(column(0, X), column(1, RECENCY), column(2, AGE)), ahead, isSingle: false };
  }
  const parts = [pick(inputs, X), pick(inputs, RECENCY), pick(inputs, AGE), pick(inputs, AHEAD)];
  const isSingle = !parts.some(isList);
  const lists = [numbers(inputs, X), numbers(inputs, RECENCY), numbers(inputs, AGE)] as const;
  const n = Math.max(...lists.map((list) => list.length), isList(parts[3]) ? parts[3].length : 1);
  const [x, recency, age] = lists.map((list) => stretched(list, n)) as [Float64Array, Float64Array, Float64Array];
  return { history: checked(x, recency, age), ahead: aheadOf(inputs, n), isSingle };
}

function aheadOf(inputs: Inputs, n: number): Float64Array | undefined {
  if (!has(inputs, AHEAD)) return undefined;
  const ahead = stretched(numbers(inputs, AHEAD), n);
  const bad = ahead.findIndex((t) => t < 0);
  if (bad >= 0) refuse(['t'], 'at least 0', ahead[bad], 'Pass the time ahead.');
  sameLength({ x: { length: n }, t: ahead });
  return ahead;
}

function stretched(list: Float64Array, n: number): Float64Array {
  return list.length === 1 && n > 1 ? new Float64Array(n).fill(list[0]!) : list;
}

function checked(x: Float64Array, recency: Float64Array, age: Float64Array): OrderHistory {
  sameLength({ x, t_x: recency, T: age });
  for (let i = 0; i < x.length; i++) {
    if (!(x[i]! >= 0 && Number.isInteger(x[i]!)))
      refuse(['x'], 'a whole number of repeat orders', x[i], `Correct entry ${i + 1}.`);
    if (!(recency[i]! >= 0 && recency[i]! <= age[i]!)) {
      refuse(
        ['t_x'],
        `between 0 and T (${age[i]})`,
        recency[i],
        `Correct entry ${i + 1}: both are counted from the first order.`,
      );
    }
  }
  return { x, recency, age };
}

/** Histories to fit, with an optional count of members a row. */
function readSample(inputs: Inputs): OrderHistory {
  const { history } = readCases(inputs);
  if (history.x.length === 0) refuse(['x'], 'a list with at least 1 entry', [], 'Pass x, t_x and T.');
  const counts = pick(inputs, COUNT);
  if (!isList(counts)) return history;
  const weights = toNumbers(counts, COUNT);
  sameLength({ x: history.x, weights });
  const bad = weights.findIndex((w) => w < 0);
  if (bad >= 0) refuse(['weights'], 'at least 0', weights[bad], `Correct entry ${bad + 1}.`);
  return { ...history, weights };
}

function each(cases: Cases, f: (x: number, recency: number, age: number, ahead: number) => number, ahead?: number): unknown {
  const { history, isSingle } = cases;
  const far = cases.ahead ?? (ahead === undefined ? refuse(['t'], 'the time ahead', undefined, 'Pass t.') : undefined);
  const values = history.x.map((x, i) => f(x, history.recency[i]!, history.age[i]!, far ? far[i]! : ahead!));
  return isSingle ? values[0] : values;
}

const alive = (value: unknown): Fields => named(value, 'p', 'palive', 'p_alive', 'probability_alive', 'alive', 'value');
const expected = (value: unknown): Fields =>
  named(value, 'value', 'expected', 'conditional', 'conditional_expectation', 'expected_purchases', 'ey', 'y');

/** E[X(t)] at one or several t. */
function expectation(inputs: Inputs, f: (t: number) => number): Fields {
  const times = numbers(inputs, [...AHEAD, 'times', 'T', 'n']);
  const bad = times.findIndex((t) => t < 0);
  if (bad >= 0) refuse(['t'], 'at least 0', times[bad], 'Pass the time since the first order.');
  const values = times.map(f);
  const value = isList(pick(inputs, [...AHEAD, 'times', 'T', 'n'])) ? values : values[0];
  return { ...named(value, 'ex', 'ex_rounded_params', 'value', 'values', 'expected', 'expectation'), t: times };
}

function fitFields(fit: PositiveFit, names: readonly string[], n: number): Fields {
  const se = Object.fromEntries(names.map((name, j) => [name, fit.se[j]]));
  return {
    ...Object.fromEntries(names.map((name, j) => [name, fit.params[j]])),
    ...Object.fromEntries(names.map((name, j) => [`${name}_se`, fit.se[j]])),
    params: Object.fromEntries(names.map((name, j) => [name, fit.params[j]])),
    ...named(se, 'se', 'standard_errors'),
    ...logLik(fit.logLikelihood),
    aic: 2 * names.length - 2 * fit.logLikelihood,
    n,
    converged: fit.converged,
  };
}

function members(sample: OrderHistory): number {
  return sample.weights ? sample.weights.reduce((a, b) => a + b, 0) : sample.x.length;
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
