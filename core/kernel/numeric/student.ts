/** Student's t, for the interval of a mean of few numbers. */
import { logGamma } from './gamma.ts';

/** Keeps Lentz's fraction from dividing by zero. */
const TINY = 1e-300;
const EPSILON = 1e-16;
const MOST_STEPS = 10_000;

/** Regularised incomplete beta I_x(a, b), a, b > 0, x in 0..1.   Source: Press et al., Numerical Recipes 6.4 (continued fraction, Lentz). */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // the fraction is short on the side of the mean where x lies
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < EPSILON * 10) break;
  }
  return front * h;
}

/** P(|T| > |t|) of Student's t with `df` > 0 degrees of freedom. */
export const studentTwoSided = (t: number, df: number): number => incompleteBeta(df / 2, 0.5, df / (df + t * t));

/** The t of a two-sided interval with the given confidence, 0..1: 12.706 for 0.95 with one degree of freedom. Halving 100 times leaves less than rounding. */
export function intervalT(confidence: number, df: number): number {
  if (!(df > 0) || !(confidence >= 0 && confidence < 1)) return NaN;
  const outside = 1 - confidence;
  let low = 0;
  let high = 1;
  while (studentTwoSided(high, df) > outside) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
