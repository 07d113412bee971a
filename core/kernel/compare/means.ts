/** Two means, of two separate groups. */
import { Z95 } from '../interval.ts';
import { twoSidedP } from './normal.ts';

export interface Sums {
  n: number;
  sum: number;
  squares: number;
}

export interface MeanDifference {
  difference: number;
  low: number;
  high: number;
  p: number;
}

/** Mean of b minus mean of a, unequal variances. Normal limits, so both sides should have 30 or so; with fewer the interval is a little short.
 *  @returns null when a side has fewer than two.   Source: Welch 1947. */
export function meanDifference(a: Sums, b: Sums, z = Z95): MeanDifference | null {
  if (a.n < 2 || b.n < 2) return null;
  const difference = b.sum / b.n - a.sum / a.n;
  const error = Math.sqrt(varianceOf(a) / a.n + varianceOf(b) / b.n);
  if (error === 0) return { difference, low: difference, high: difference, p: difference === 0 ? 1 : 0 };
  return { difference, low: difference - z * error, high: difference + z * error, p: twoSidedP(difference / error) };
}

/** Interval of one mean. @returns [low, high], both the mean itself with fewer than two */
export function meanInterval(s: Sums, z = Z95): [number, number] {
  const mean = s.sum / s.n;
  const half = s.n < 2 ? 0 : z * Math.sqrt(varianceOf(s) / s.n);
  return [mean - half, mean + half];
}

const varianceOf = ({ n, sum, squares }: Sums): number => Math.max(0, (squares - (sum * sum) / n) / (n - 1));
