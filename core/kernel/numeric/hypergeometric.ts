import { logGamma } from './gamma.ts';

const EPSILON = 1e-17;
const MOST_TERMS = 5_000_000;
const TINY = 1e-300;
/** Above this z the plain series needs more than about 1,500 terms, and the expansion in 1 - z is short. */
const NEAR_ONE = 0.975;
/** Closer than this to a whole c - a - b, the two halves of the expansion in 1 - z cancel. */
const DEGENERATE = 0.01;

/** Gauss's hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 (and z < 0 through Pfaff's formula), real a, b and c, c no whole
 *  number <= 0. May overflow to Infinity where c < a + b and z is near 1. Precise to about 1e-13 where the terms have one sign.
 *  @throws nothing: outside its domain it answers NaN.   Cost: terms, about 36/(1 - z), at most.
 *  Source: Abramowitz and Stegun 15.1.1, 15.3.3, 15.3.4, 15.3.6. */
export function hyper2f1(a: number, b: number, c: number, z: number): number {
  if (!(z < 1) || (c <= 0 && Number.isInteger(c))) return NaN;
  if (z === 0 || a === 0 || b === 0) return 1;
  if (z < 0) return (1 - z) ** -b * hyper2f1(c - a, b, c, z / (z - 1));
  const gap = c - a - b;
  if (z > NEAR_ONE && Math.abs(gap - Math.round(gap)) > DEGENERATE) return nearOne(a, b, c, z);
  // Euler's transformation makes the terms fall faster, but may bring alternating signs: only where it does not.
  if (gap < 0 && c - a > 0 && c - b > 0) return (1 - z) ** gap * series(c - a, c - b, c, z);
  return series(a, b, c, z);
}

/** log 2F1(1, b; c; z) for 0 <= z < 1, b > 0, c > b: every partial value is positive, nothing overflows, and z near 1 costs little.
 *  Cost: about 20/sqrt(1 - z) steps.   Source: Gauss's continued fraction (Abramowitz and Stegun 15.2 via Jones and Thron 1980, 6.1.2). */
export function logHyperOne(b: number, c: number, z: number): number {
  if (z === 0) return 0;
  // 1 / (1 - k1 z / (1 - k2 z / ...)) by Lentz's method
  let f = 1;
  let top = 1;
  let bottom = 0;
  for (let n = 1; n < MOST_TERMS; n++) {
    const half = n >> 1;
    const k =
      n & 1
        ? ((b + half) * (c - 1 + half)) / ((c + n - 2) * (c + n - 1))
        : (half * (c - b - 1 + half)) / ((c + n - 2) * (c + n - 1));
    bottom = 1 - k * z * bottom;
    if (Math.abs(bottom) < TINY) bottom = TINY;
    bottom = 1 / bottom;
    top = 1 - (k * z) / top;
    if (Math.abs(top) < TINY) top = TINY;
    const step = top * bottom;
    f *= step;
    if (Math.abs(step - 1) < 3e-16) break;
  }
  return -Math.log(f);
}

/** log 2F1(a, b; c; z) for a, b, c > 0 and 0 <= z < 1, also where the function itself would overflow (a customer with 500 orders).
 *  Cost: as `hyper2f1`. */
export function logHyper2f1(a: number, b: number, c: number, z: number): number {
  const gap = c - a - b;
  const direct = gap < 0 && gap * Math.log1p(-z) > 600 ? Infinity : hyper2f1(a, b, c, z);
  if (direct > 0 && direct < Infinity) return Math.log(direct);
  return gap * Math.log1p(-z) + Math.log(series(c - a, c - b, c, z));
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (term === 0 || !Number.isFinite(sum)) break;
    // the rest is bounded by a geometric series once the ratio of terms has settled below 1
    if (n > -c && Math.abs(term) * Math.max(1, z / (1 - z)) < EPSILON * Math.abs(sum)) break;
  }
  return sum;
}

function nearOne(a: number, b: number, c: number, z: number): number {
  const y = 1 - z;
  const gap = c - a - b;
  const first = gammaRatio(c, gap, c - a, c - b) * series(a, b, 1 - gap, y);
  const second = gammaRatio(c, -gap, a, b) * y ** gap * series(c - a, c - b, gap + 1, y);
  return first + second;
}

/** Γ(p) Γ(q) / (Γ(s) Γ(t)) for real arguments; 0 where Γ(s) or Γ(t) has a pole. */
function gammaRatio(p: number, q: number, s: number, t: number): number {
  let log = 0;
  let sign = 1;
  for (const [x, side] of [
    [p, 1],
    [q, 1],
    [s, -1],
    [t, -1],
  ] as const) {
    if (x <= 0 && Number.isInteger(x)) return side < 0 ? 0 : NaN;
    const [value, s1] = signedLogGamma(x);
    log += side * value;
    sign *= s1;
  }
  return sign * Math.exp(log);
}

/** log |Γ(x)| and its sign, by reflection below 0. */
function signedLogGamma(x: number): [number, number] {
  if (x > 0) return [logGamma(x), 1];
  const sine = Math.sin(Math.PI * x);
  return [Math.log(Math.PI / Math.abs(sine)) - logGamma(1 - x), sine > 0 ? 1 : -1];
}
