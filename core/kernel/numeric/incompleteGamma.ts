import { logGamma } from './gamma.ts';

const EPSILON = 1.1e-16;
/** Keeps Lentz's fractions from dividing by zero. */
const TINY = 1e-300;
/** Far above what the series need (about sqrt(a) steps); only a guard against NaN. */
const MOST_STEPS = 200_000;

/** Regularised lower incomplete gamma P(a, x), a > 0, x >= 0: the share of a gamma(a) distribution below x. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? bySeries(a, x) : 1 - byFraction(a, x);
}

/** Regularised upper incomplete gamma Q(a, x) = 1 - P(a, x), precise in the tail.   Source: Press et al., Numerical Recipes 6.2. */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - bySeries(a, x) : byFraction(a, x);
}

/** e^x Γ(a, x) for x > 0 and any a < 1, negative ones too: the scaled upper incomplete gamma of discounted lifetimes.
 *  Cost: about 20/x steps for small x.   Source: Abramowitz and Stegun 6.5.31, even form, by Lentz's method. */
export function scaledUpperGamma(a: number, x: number): number {
  return x ** a * fraction(a, x);
}

function bySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_STEPS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - logGamma(a)));
}

function byFraction(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a)) * fraction(a, x);
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_STEPS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 4 * EPSILON) break;
  }
  return h;
}
