/** Two shares, of two separate groups of people. */
import { wilson, Z95 } from '../interval.ts';
import { twoSidedP } from './normal.ts';

/** Interval of the difference of two shares. @returns [low, high] in -1..1.   Source: Newcombe 1998, method 10 (hybrid score); holds from n = 1. */
export function newcombe(hitsA: number, nA: number, hitsB: number, nB: number, z = Z95): [number, number] {
  const a = hitsA / nA;
  const b = hitsB / nB;
  const [lowA, highA] = wilson(hitsA, nA, z);
  const [lowB, highB] = wilson(hitsB, nB, z);
  const d = a - b;
  return [d - Math.hypot(a - lowA, highB - b), d + Math.hypot(highA - a, b - lowB)];
}

export interface Ratio {
  /** Share A / share B; null when B's share is 0. */
  ratio: number | null;
  low: number;
  /** null = no upper limit. */
  high: number | null;
}

/** How many times as large one share is. Method: normal interval of the logarithm (Katz et al. 1978). Where a share is exactly 0 or both are exactly 1
 *  the logarithm or its spread fails; then half a person is added on either side (hits + 1/2, n + 1), and the limit the data cannot give is open.
 *  @returns null when nobody in either group is a hit. */
export function shareRatio(hitsA: number, nA: number, hitsB: number, nB: number, z = Z95): Ratio | null {
  if (hitsA === 0 && hitsB === 0) return null;
  const isEdge = hitsA === 0 || hitsB === 0 || (hitsA === nA && hitsB === nB);
  const add = isEdge ? 0.5 : 0;
  const [xA, mA, xB, mB] = [hitsA + add, nA + 2 * add, hitsB + add, nB + 2 * add];
  const centre = Math.log(xA / mA / (xB / mB));
  const half = z * Math.sqrt(1 / xA - 1 / mA + 1 / xB - 1 / mB);
  return {
    ratio: hitsB === 0 ? null : hitsA / nA / (hitsB / nB),
    low: hitsA === 0 ? 0 : Math.exp(centre - half),
    high: hitsB === 0 ? null : Math.exp(centre + half),
  };
}

/** Smallest expected count for which the score test is trusted. Source: Cochran 1954. */
const MIN_EXPECTED = 5;

/** Chance of shares at least this different if both groups had the same: pooled score test, or Fisher's exact test where an expected count is
 *  below 5. @returns 1 when everybody or nobody is a hit. */
export function shareP(hitsA: number, nA: number, hitsB: number, nB: number): { p: number; test: 'score' | 'fisher' } {
  const n = nA + nB;
  const hits = hitsA + hitsB;
  if (hits === 0 || hits === n) return { p: 1, test: 'score' };
  const smallest = (Math.min(nA, nB) * Math.min(hits, n - hits)) / n;
  if (smallest < MIN_EXPECTED) return { p: fisher(hitsA, nA, hitsB, nB), test: 'fisher' };
  const share = hits / n;
  const z = (hitsA / nA - hitsB / nB) / Math.sqrt(share * (1 - share) * (1 / nA + 1 / nB));
  return { p: twoSidedP(z), test: 'score' };
}

/** Ties in probability, as rounding leaves them. */
const SAME = 1 + 1e-7;

/** Fisher's exact test, two-sided: all tables that are no more likely than this one. Cost: the number of possible tables. */
export function fisher(hitsA: number, nA: number, hitsB: number, nB: number): number {
  const hits = hitsA + hitsB;
  const low = Math.max(0, hits - nB);
  const high = Math.min(hits, nA);
  // Likelihoods relative to the table seen, by their ratios: no factorials.
  let total = 1;
  let unlikely = 1;
  const add = (weight: number) => {
    total += weight;
    if (weight <= SAME) unlikely += weight;
  };
  for (let x = hitsA, weight = 1; x < high; x++) {
    weight *= ((hits - x) * (nA - x)) / ((x + 1) * (nB - hits + x + 1));
    add(weight);
  }
  for (let x = hitsA, weight = 1; x > low; x--) {
    weight *= (x * (nB - hits + x)) / ((hits - x + 1) * (nA - x + 1));
    add(weight);
  }
  return Math.min(1, unlikely / total);
}

/** Distance of two shares in standard deviations, alike everywhere between 0 and 1. Source: Cohen 1988, h. */
export const shareDistance = (a: number, b: number): number => 2 * (Math.asin(Math.sqrt(a)) - Math.asin(Math.sqrt(b)));
