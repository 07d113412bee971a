/** Reading order histories, and answering one figure a history: shared by the models of repeat orders. */
import type { PositiveFit } from '../kernel/lifetime/fitPositive.ts';
import type { OrderHistory } from '../kernel/lifetime/orderHistory.ts';
import { has, type Inputs, isList, numbers, pick, refuse, sameLength, toNumbers } from './statInputs.ts';
import { type Fields, logLik, named } from './statOutput.ts';

export const X = ['x', 'frequency', 'freq', 'repeat', 'repeats'] as const;
export const RECENCY = ['t_x', 'tx', 'recency', 't.x', 'last'] as const;
export const AGE = ['T', 'age', 'T_cal', 'T.cal', 'n', 'n_periods', 'opportunities'] as const;
export const AHEAD = [
  't',
  'horizon',
  'ahead',
  'T_star',
  'T.star',
  'n_star',
  'm',
  'm_periods_in_future',
  'periods',
  'future',
] as const;
export const COUNT = ['weights', 'weight', 'count', 'counts', 'n_custs', 'custs', 'customers', 'N'] as const;

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
export function readSample(inputs: Inputs): OrderHistory {
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

export function each(
  cases: Cases,
  f: (x: number, recency: number, age: number, ahead: number) => number,
  ahead?: number,
): unknown {
  const { history, isSingle } = cases;
  const far = cases.ahead ?? (ahead === undefined ? refuse(['t'], 'the time ahead', undefined, 'Pass t.') : undefined);
  const values = history.x.map((x, i) => f(x, history.recency[i]!, history.age[i]!, far ? far[i]! : ahead!));
  return isSingle ? values[0] : values;
}

export const alive = (value: unknown): Fields => named(value, 'p', 'palive', 'p_alive', 'probability_alive', 'alive', 'value');
export const expected = (value: unknown): Fields =>
  named(value, 'value', 'expected', 'conditional', 'conditional_expectation', 'expected_purchases', 'ey', 'y');

/** E[X(t)] at one or several t. */
export function expectation(inputs: Inputs, f: (t: number) => number): Fields {
  const times = numbers(inputs, [...AHEAD, 'times', 'T', 'n']);
  const bad = times.findIndex((t) => t < 0);
  if (bad >= 0) refuse(['t'], 'at least 0', times[bad], 'Pass the time since the first order.');
  const values = times.map(f);
  const value = isList(pick(inputs, [...AHEAD, 'times', 'T', 'n'])) ? values : values[0];
  return { ...named(value, 'ex', 'ex_rounded_params', 'value', 'values', 'expected', 'expectation'), t: times };
}

export function fitFields(fit: PositiveFit, names: readonly string[], n: number): Fields {
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

export function members(sample: OrderHistory): number {
  return sample.weights ? sample.weights.reduce((a, b) => a + b, 0) : sample.x.length;
}
