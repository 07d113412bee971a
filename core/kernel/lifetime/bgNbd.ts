import { logRising } from '../numeric/gamma.ts';
import { hyper2f1, logHyper2f1 } from '../numeric/hypergeometric.ts';
import { logAdd } from '../numeric/logSum.ts';
import { fitPositive, type PositiveFit } from './fitPositive.ts';
import { ageUnit, type DistinctHistory, distinctHistories, type OrderHistory, thinned } from './orderHistory.ts';

/** Order rates vary over members as gamma(r, alpha), alpha in the unit of time; the chance of leaving after an order as beta(a, b). */
export interface BgNbd {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Log-likelihood of order histories under the BG/NBD model: members order at a steady rate of their own until, after an order, they
 *  leave for good.   Cost: O(distinct histories).   Source: Fader, Hardie and Lee 2005, "Counting your customers the easy way", eq. 6. */
export function bgNbdLogLikelihood(params: BgNbd, data: OrderHistory): number {
  return sumOver(params, distinctHistories(data));
}

function sumOver({ r, alpha, a, b }: BgNbd, data: DistinctHistory): number {
  // the terms that depend on the count alone
  const fixed = data.counts.map((x) => logRising(r, x) + r * Math.log(alpha) + logRising(b, x) - logRising(a + b, x));
  const left = data.counts.map((x) => (x > 0 ? Math.log(a / (b + x - 1)) : -Infinity));
  let sum = 0;
  for (let i = 0; i < data.rows; i++) {
    const at = data.countAt[i]!;
    const power = r + data.x[i]!;
    const alive = -power * Math.log(alpha + data.age[i]!);
    const gone = left[at]! - power * Math.log(alpha + data.recency[i]!);
    sum += data.weights[i]! * (fixed[at]! + logAdd(alive, gone));
  }
  return sum;
}

/** The BG/NBD parameters under which the histories are likeliest.
 *  @returns params in order r, alpha, a, b. Not `converged`: too few repeat orders, or nobody seems to leave (a to 0 or b to infinity).
 *  Cost: about 100 passes over the distinct histories. */
export function fitBgNbd(data: OrderHistory): PositiveFit & { model: BgNbd } {
  const unit = ageUnit(data);
  const rows = distinctHistories(data, unit);
  const few = thinned(rows);
  const under = (over: DistinctHistory) => (p: Float64Array) => sumOver({ r: p[0]!, alpha: p[1]!, a: p[2]!, b: p[3]! }, over);
  const fit = fitPositive(
    under(rows),
    [
      [1, 1, 1, 1],
      [0.3, 0.15, 0.8, 2.5],
      [2, 0.5, 0.2, 4],
    ],
    { coarse: few === rows ? undefined : under(few) },
  );
  return {
    ...inUnits(fit, rows, unit),
    model: { r: fit.params[0]!, alpha: fit.params[1]! * unit, a: fit.params[2]!, b: fit.params[3]! },
  };
}

/** Back from scaled time: alpha grows by the unit, and the density of the order times shrinks by unit^-x. */
function inUnits(fit: PositiveFit, rows: DistinctHistory, unit: number): PositiveFit {
  let orders = 0;
  for (let i = 0; i < rows.rows; i++) orders += rows.weights[i]! * rows.x[i]!;
  return {
    ...fit,
    params: fit.params.map((v, j) => (j === 1 ? v * unit : v)),
    se: fit.se.map((v, j) => (j === 1 ? v * unit : v)),
    logLikelihood: fit.logLikelihood - orders * Math.log(unit),
  };
}

/** Repeat orders to expect from a new member within `t`.   Source: Fader, Hardie and Lee 2005, eq. 9. */
export function bgNbdExpected(params: BgNbd, t: number): number {
  return ordersAhead(params, 0, 0, t);
}

/** Chance that a member is still one. A member without a repeat order has not had the occasion to leave: 1.
 *  Source: Fader, Hardie and Lee 2008, note on P(alive) for the BG/NBD. */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, x: number, recency: number, age: number): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + age) / (alpha + recency))));
}

/** Orders to expect within the next `t` from a member with a known history.   Source: Fader, Hardie and Lee 2005, eq. 10. */
export function bgNbdConditional(params: BgNbd, x: number, recency: number, age: number, t: number): number {
  return ordersAhead(params, x, age, t) * bgNbdAlive(params, x, recency, age);
}

/** Closer than this to a = 1 or a + b + x = 1 the closed form divides two vanishing numbers. */
const SINGULAR = 5e-4;

/** Orders within `t` of a member known to be there at `age` with x repeat orders. */
function ordersAhead(params: BgNbd, x: number, age: number, t: number): number {
  if (t <= 0) return 0;
  const { r, alpha, a, b } = params;
  // the limits exist: take them from four points around, which leaves an error of the fourth order
  if (Math.abs(a - 1) < SINGULAR) return around(a, 2 * SINGULAR, (v) => ordersAhead({ ...params, a: v }, x, age, t));
  if (Math.abs(a + b + x - 1) < SINGULAR) return around(b, 2 * SINGULAR, (v) => closedForm(r, alpha, a, v, x, age, t));
  return closedForm(r, alpha, a, b, x, age, t);
}

function around(at: number, width: number, f: (v: number) => number): number {
  const near = (f(at - width) + f(at + width)) / 2;
  const far = (f(at - 2 * width) + f(at + 2 * width)) / 2;
  return (4 * near - far) / 3;
}

function closedForm(r: number, alpha: number, a: number, b: number, x: number, age: number, t: number): number {
  const c = a + b + x - 1;
  const z = t / (alpha + age + t);
  const shrink = (r + x) * Math.log1p(-z);
  const rest = c > 0 ? Math.exp(logHyper2f1(r + x, b + x, c, z) + shrink) : hyper2f1(r + x, b + x, c, z) * Math.exp(shrink);
  return (c / (a - 1)) * (1 - rest);
}
