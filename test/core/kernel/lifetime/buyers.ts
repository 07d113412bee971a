import { type Random, seeded } from '../../../../core/base/random.ts';

/** Gamma with shape k and scale 1, Marsaglia and Tsang 2000; shapes below 1 by a power of a uniform. */
export function gammaDraw(random: Random, k: number): number {
  if (k < 1) return gammaDraw(random, k + 1) * (1 - random.unit()) ** (1 / k);
  const d = k - 1 / 3;
  for (;;) {
    const z = random.normal();
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.unit()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function betaDraw(random: Random, a: number, b: number): number {
  const x = gammaDraw(random, a);
  return x / (x + gammaDraw(random, b));
}

function columns(n: number) {
  return { x: new Float64Array(n), recency: new Float64Array(n), age: new Float64Array(n) };
}

/** Members as the BG/NBD model has them: watched 27 to 39 weeks, order times to a hundredth of a week. */
export function bgNbdBuyers(n: number, { r, alpha, a, b }: { r: number; alpha: number; a: number; b: number }, seed: number) {
  const random = seeded(seed);
  const out = columns(n);
  for (let i = 0; i < n; i++) {
    const age = 27 + random.below(13);
    const rate = gammaDraw(random, r) / alpha;
    const leaving = betaDraw(random, a, b);
    out.age[i] = age;
    for (let t = random.exponential(1 / rate); t <= age; t += random.exponential(1 / rate)) {
      out.x[i]!++;
      out.recency[i] = Math.round(t * 100) / 100;
      if (random.unit() < leaving) break;
    }
  }
  return out;
}

/** Members as the Pareto/NBD model has them. */
export function paretoNbdBuyers(
  n: number,
  { r, alpha, s, beta }: { r: number; alpha: number; s: number; beta: number },
  seed: number,
) {
  const random = seeded(seed);
  const out = columns(n);
  for (let i = 0; i < n; i++) {
    const age = 27 + random.below(13);
    const rate = gammaDraw(random, r) / alpha;
    const until = Math.min(age, random.exponential(beta / gammaDraw(random, s)));
    out.age[i] = age;
    for (let t = random.exponential(1 / rate); t <= until; t += random.exponential(1 / rate)) {
      out.x[i]!++;
      out.recency[i] = Math.round(t * 100) / 100;
    }
  }
  return out;
}

/** Mean order values as the Gamma-Gamma model has them, to the cent. */
export function orderValues(x: Float64Array, { p, q, v }: { p: number; q: number; v: number }, seed: number) {
  const random = seeded(seed);
  return x.map((n) =>
    n === 0 ? 0 : Math.max(0.01, Math.round((gammaDraw(random, p * n) / n / (gammaDraw(random, q) / v)) * 100) / 100),
  );
}

/** Donations of 11,104 people first giving to a charity in 1995, by year up to 2001.
 *  Source: Fader, Hardie and Shang 2010, Marketing Science 29, table 1. */
export const donors = {
  x: Float64Array.of(0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6),
  recency: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 3, 4, 5, 6, 4, 5, 6, 5, 6, 6),
  age: new Float64Array(22).fill(6),
  weights: Float64Array.of(
    ...[3464, 1091, 277, 129, 78, 119, 129, 613, 255, 155, 173, 234, 322, 181, 225, 357, 240, 284, 512, 335, 728, 1203],
  ),
};
