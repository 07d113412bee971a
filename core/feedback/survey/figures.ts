/** Shares and means as every question gives them. */
import { wilson } from '../../kernel/interval.ts';
import { intervalT } from '../../kernel/numeric/student.ts';
import type { Estimate, ShareOf } from './types.ts';

/** 0 of nobody is 0, with the interval 0..1: nothing is known. */
export function shareOf(count: number, n: number): ShareOf {
  const [low, high] = wilson(count, n);
  return { count, share: n === 0 ? 0 : count / n, low, high };
}

const CONFIDENCE = 0.95;

/** Mean with Student's interval, kept inside what can be answered. Trust it from about 10 answers; a scale of few levels is not normal, its mean nearly is.
 *  @param values at least one, no NaN */
export function meanOf(values: ArrayLike<number>, least = -Infinity, most = Infinity): Estimate {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const value = sum / n;
  if (n < 2) return { value, low: null, high: null };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - value) ** 2;
  const half = intervalT(CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}

/** @param counts per level of `values`, ascending; at least one answer */
export function medianOfLevels(values: ArrayLike<number>, counts: ArrayLike<number>, n: number): number {
  const at = (rank: number): number => {
    let below = 0;
    for (let i = 0; i < values.length; i++) if ((below += counts[i]!) > rank) return values[i]!;
    return values[values.length - 1]!;
  };
  return (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2;
}
