/** Seeded streams: each part of the generator has its own, so that changing one leaves the others as they were. */
import { type Random, seeded } from '../../core/base/random.ts';

export function stream(seed: number, name: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return seeded([seed | 0, hash, 0x9e3779b9, (hash ^ (seed * 7919)) | 0]);
}

/** Draws an index in proportion to weights, by binary search. */
export function sampler(weights: ArrayLike<number>): (rng: Random) => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = total += weights[i]!;
  return (rng) => searchSums(sums, rng.unit() * total);
}

/** First index whose running sum exceeds the target. */
export function searchSums(sums: Float64Array, target: number, length = sums.length): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sums[mid]! > target) high = mid;
    else low = mid + 1;
  }
  return low;
}

export const chance = (rng: Random, p: number): boolean => rng.unit() < p;
export const between = (rng: Random, low: number, high: number): number => low + rng.below(high - low + 1);

/** Failures before the first success: mean (1 - p) / p, never above the cap. */
export function failures(rng: Random, p: number, cap: number): number {
  let n = 0;
  while (n < cap && rng.unit() >= p) n++;
  return n;
}

/** `m0042`: prefix and a number of fixed width. */
export const keyOf = (prefix: string, n: number, width: number): string => prefix + String(n).padStart(width, '0');
