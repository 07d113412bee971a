import { InputError } from '../../base/errors.ts';
import { logGamma } from '../numeric/gamma.ts';
import { fitPositive, type PositiveFit } from './fitPositive.ts';

/** Order values of one member scatter as gamma(p, ν); ν varies over members as gamma(q, v), v in the unit of money. */
export interface GammaGamma {
  p: number;
  q: number;
  v: number;
}

/** Mean order values of members with repeat orders. Arrays are not modified. */
export interface OrderValues {
  /** Shape (n,): orders behind the mean, > 0; rows with 0 say nothing and are left out. */
  x: Float64Array;
  /** Shape (n,): mean value of these orders, > 0. */
  mean: Float64Array;
  weights?: Float64Array | undefined;
}

/** Log-likelihood of mean order values.   Source: Fader and Hardie 2013, "The Gamma-Gamma model of monetary value", eq. 1a. */
export function gammaGammaLogLikelihood({ p, q, v }: GammaGamma, data: OrderValues): number {
  const { x, mean, weights } = data;
  const fixed = q * Math.log(v) - logGamma(q);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const w = weights ? weights[i]! : 1;
    if (!(x[i]! > 0) || w === 0) continue;
    const px = p * x[i]!;
    sum +=
      w *
      (fixed +
        logGamma(px + q) -
        logGamma(px) +
        (px - 1) * Math.log(mean[i]!) +
        px * Math.log(x[i]!) -
        (px + q) * Math.log(v + x[i]! * mean[i]!));
  }
  return sum;
}

/** The Gamma-Gamma parameters under which the values are likeliest. Assumes that what members spend does not go with how often they
 *  order.   @returns params in order p, q, v
 *  @throws InputError bad-option: no row with an order, or a mean that is not positive.   Cost: about 1,000 passes. */
export function fitGammaGamma(data: OrderValues): PositiveFit & { model: GammaGamma } {
  const kept = Array.from(data.x.keys()).filter((i) => data.x[i]! > 0 && (data.weights ? data.weights[i]! > 0 : true));
  const bad = kept.find((i) => !(data.mean[i]! > 0));
  if (bad !== undefined) {
    throw new InputError(
      'bad-option',
      `Mean order values must be above 0 where there are orders, got ${data.mean[bad]} in row ${bad + 1}. Leave out free orders.`,
      { row: bad + 1 },
    );
  }
  if (kept.length === 0) {
    throw new InputError(
      'bad-option',
      'A Gamma-Gamma model needs members with at least 1 repeat order, got none. Widen the window.',
      {},
    );
  }
  let total = 0;
  for (const i of kept) total += data.mean[i]! / kept.length;
  const unit = total;
  const rows: OrderValues = {
    x: Float64Array.from(kept, (i) => data.x[i]!),
    mean: Float64Array.from(kept, (i) => data.mean[i]! / unit),
    weights: Float64Array.from(kept, (i) => (data.weights ? data.weights[i]! : 1)),
  };
  const n = rows.weights!.reduce((a, b) => a + b, 0);
  const fit = fitPositive(
    (p) => gammaGammaLogLikelihood({ p: p[0]!, q: p[1]!, v: p[2]! }, rows),
    [
      [2, 2, 1],
      [6, 4, 0.5],
      [1, 8, 8],
    ],
  );
  const scale = (value: number, j: number) => (j === 2 ? value * unit : value);
  const params = fit.params.map(scale);
  return {
    ...fit,
    params,
    se: fit.se.map(scale),
    logLikelihood: fit.logLikelihood - n * Math.log(unit),
    model: { p: params[0]!, q: params[1]!, v: params[2]! },
  };
}

/** Mean order value over all members; Infinity when q <= 1 (the tail is too heavy for a mean). */
export function gammaGammaMean({ p, q, v }: GammaGamma): number {
  return q > 1 ? (p * v) / (q - 1) : Infinity;
}

/** Expected value of a member's future orders: their own mean drawn towards everybody's, the more so the fewer orders it rests on.
 *  @param x 0: the mean over all members.   Source: Fader and Hardie 2013, eq. 5. */
export function gammaGammaConditional({ p, q, v }: GammaGamma, x: number, mean: number): number {
  return (p * (v + x * mean)) / (p * x + q - 1);
}
