import { logRising } from '../numeric/gamma.ts';
import { logHyperOne } from '../numeric/hypergeometric.ts';
import { scaledUpperGamma } from '../numeric/incompleteGamma.ts';
import { logAdd, logSubtract } from '../numeric/logSum.ts';
import { fitPositive, type PositiveFit } from './fitPositive.ts';
import { ageUnit, type DistinctHistory, distinctHistories, type OrderHistory, thinned } from './orderHistory.ts';

/** Order rates vary over members as gamma(r, alpha), rates of leaving as gamma(s, beta); alpha and beta in the unit of time. */
export interface ParetoNbd {
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

/** The two ways to a history, as logarithms less what depends on x alone: still a member at `age`, or left between `recency` and `age`. */
function waysTo({ r, alpha, s, beta }: ParetoNbd, x: number, recency: number, age: number): { alive: number; gone: number } {
  const alive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
  const sum = r + s + x;
  const big = Math.max(alpha, beta);
  const small = Math.min(alpha, beta);
  // 2F1(sum, k; sum + 1; z) by Euler's transformation, so that every term is positive and nothing overflows
  const k = alpha >= beta ? s + 1 : r + x;
  const at = (t: number) => {
    const z = (big - small) / (big + t);
    return (1 - k) * Math.log1p(-z) + logHyperOne(sum + 1 - k, sum + 1, z) - sum * Math.log(big + t);
  };
  return { alive, gone: Math.log(s / sum) + logSubtract(at(recency), at(age)) };
}

/** Log-likelihood of order histories under the Pareto/NBD model: members order at a steady rate of their own until, at a random moment,
 *  they leave for good.   Cost: O(distinct histories), two continued fractions each.
 *  Source: Schmittlein, Morrison and Colombo 1987; Fader and Hardie 2005, "A note on deriving the Pareto/NBD model", eq. 18-20. */
export function paretoNbdLogLikelihood(params: ParetoNbd, data: OrderHistory): number {
  return sumOver(params, distinctHistories(data));
}

function sumOver(params: ParetoNbd, data: DistinctHistory): number {
  const { r, alpha, s, beta } = params;
  const fixed = data.counts.map((x) => logRising(r, x) + r * Math.log(alpha) + s * Math.log(beta));
  let sum = 0;
  for (let i = 0; i < data.rows; i++) {
    const { alive, gone } = waysTo(params, data.x[i]!, data.recency[i]!, data.age[i]!);
    sum += data.weights[i]! * (fixed[data.countAt[i]!]! + logAdd(alive, gone));
  }
  return sum;
}

/** The Pareto/NBD parameters under which the histories are likeliest.
 *  @returns params in order r, alpha, s, beta. Not `converged`: too few repeat orders, or nobody seems to leave.
 *  Cost: about 100 passes over the distinct histories. */
export function fitParetoNbd(data: OrderHistory): PositiveFit & { model: ParetoNbd } {
  const unit = ageUnit(data);
  const rows = distinctHistories(data, unit);
  const few = thinned(rows);
  const under = (over: DistinctHistory) => (p: Float64Array) => sumOver({ r: p[0]!, alpha: p[1]!, s: p[2]!, beta: p[3]! }, over);
  const fit = fitPositive(
    under(rows),
    [
      [1, 1, 1, 1],
      [0.5, 0.3, 0.6, 0.35],
      [2, 0.5, 0.3, 2],
    ],
    { coarse: few === rows ? undefined : under(few) },
  );
  let orders = 0;
  for (let i = 0; i < rows.rows; i++) orders += rows.weights[i]! * rows.x[i]!;
  const scale = (v: number, j: number) => (j === 1 || j === 3 ? v * unit : v);
  const [r, alpha, s, beta] = fit.params.map(scale) as unknown as [number, number, number, number];
  return {
    ...fit,
    params: fit.params.map(scale),
    se: fit.se.map(scale),
    logLikelihood: fit.logLikelihood - orders * Math.log(unit),
    model: { r, alpha, s, beta },
  };
}

/** (1 - e^(-k l)) / k, and its limit l at k = 0. */
function decay(k: number, l: number): number {
  return Math.abs(k * l) < 1e-12 ? l : -Math.expm1(-k * l) / k;
}

/** Repeat orders to expect from a new member within `t`.   Source: Fader and Hardie 2005, eq. 27; s = 1 by its limit. */
export function paretoNbdExpected({ r, alpha, s, beta }: ParetoNbd, t: number): number {
  return ((r * beta) / alpha) * decay(s - 1, Math.log1p(t / beta));
}

/** Chance that a member with this history is still one.   Source: Fader and Hardie 2005, eq. 36. */
export function paretoNbdAlive(params: ParetoNbd, x: number, recency: number, age: number): number {
  const { alive, gone } = waysTo(params, x, recency, age);
  return 1 / (1 + Math.exp(gone - alive));
}

/** Orders to expect within the next `t` from a member with a known history.   Source: Fader and Hardie 2005, eq. 41. */
export function paretoNbdConditional(params: ParetoNbd, x: number, recency: number, age: number, t: number): number {
  const { r, alpha, s, beta } = params;
  const rate = ((r + x) * (beta + age)) / (alpha + age);
  return paretoNbdAlive(params, x, recency, age) * rate * decay(s - 1, Math.log1p(t / (beta + age)));
}

/** Orders still to come for good, each worth e^(-discount · time from now): discounted expected residual transactions.
 *  @param discount continuous rate per unit of time, > 0
 *  Source: Fader, Hardie and Lee 2005, "RFM and CLV", eq. 3, with Tricomi's U(s, s, z) = e^z Γ(1 - s, z). */
export function paretoNbdDert(params: ParetoNbd, x: number, recency: number, age: number, discount: number): number {
  const { r, alpha, s, beta } = params;
  const z = discount * (beta + age);
  // alive share × mean rate × integral of the surviving, discounted future
  const future = (beta + age) * z ** (s - 1) * scaledUpperGamma(1 - s, z);
  return ((paretoNbdAlive(params, x, recency, age) * (r + x)) / (alpha + age)) * future;
}
