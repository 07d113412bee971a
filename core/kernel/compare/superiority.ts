import { Z95 } from '../interval.ts';
import { twoSidedP } from './normal.ts';

export interface Superiority {
  /** Chance that a random one of A is larger than a random one of B, ties half. 0.5 = no difference. */
  probability: number;
  low: number;
  high: number;
  p: number;
}

/** Which of two groups tends to have the larger numbers, whatever their shape. Method: Mann-Whitney, normal approximation with the tie correction and
 *  without continuity correction; interval by Newcombe 2006, method 5. Trust it from about 5 in each group.
 *  @param a, b sorted ascending, without NaN; not modified.   Cost: one merge. */
export function superiority(a: Float64Array, b: Float64Array, z = Z95): Superiority {
  const m = a.length;
  const n = b.length;
  let wins = 0; // pairs that A wins, ties half
  let ties = 0; // sum of t³ - t over groups of equal values
  for (let i = 0, j = 0; i < m || j < n; ) {
    const value = i < m && (j >= n || a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const before = j;
    let inA = 0;
    let inB = 0;
    while (i < m && a[i] === value) {
      i++;
      inA++;
    }
    while (j < n && b[j] === value) {
      j++;
      inB++;
    }
    wins += inA * (before + inB / 2);
    const t = inA + inB;
    ties += t * t * t - t;
  }
  const probability = wins / (m * n);
  const all = m + n;
  const variance = (all + 1 - ties / (all * (all - 1))) / (12 * m * n);
  const p = variance > 0 ? twoSidedP((probability - 0.5) / Math.sqrt(variance)) : 1;
  const [low, high] = interval(probability, m, n, z);
  return { probability, low, high, p };
}

/** Both ends solve |probability - θ| = z √variance(θ); the variance is that of two exponential groups. */
function interval(probability: number, m: number, n: number, z: number): [number, number] {
  const mean = (m + n) / 2 - 1;
  const spread = (t: number) => z * Math.sqrt((t * (1 - t) * (1 + (mean * (1 - t)) / (2 - t) + (mean * t) / (1 + t))) / (m * n));
  return [
    probability === 0 ? 0 : solve((t) => t + spread(t) < probability, 0, probability),
    probability === 1 ? 1 : solve((t) => t - spread(t) <= probability, probability, 1),
  ];
}

/** Where `isBelow` turns from true to false between low and high. Halving 50 times leaves less than rounding. */
function solve(isBelow: (t: number) => boolean, low: number, high: number): number {
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export interface Moments {
  n: number;
  mean: number;
  median: number;
  /** Sample standard deviation; 0 when n is 1. */
  sd: number;
}

/** @param sorted ascending, without NaN, at least one value */
export function momentsOf(sorted: Float64Array): Moments {
  const n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (sorted[i]! - mean) ** 2;
  const half = n >> 1;
  const median = n % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return { n, mean, median, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}

/** Difference of means in standard deviations (root of the mean variance); null when neither group varies. */
export function standardDifference(a: Moments, b: Moments): number | null {
  const sd = Math.sqrt((a.sd * a.sd + b.sd * b.sd) / 2);
  return sd > 0 ? (a.mean - b.mean) / sd : a.mean === b.mean ? 0 : null;
}
