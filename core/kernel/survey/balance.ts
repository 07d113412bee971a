/** The share of one end minus the share of the other, of the same people: promoters less detractors, agreement less disagreement. */
import { Z95 } from '../interval.ts';

export interface Balance {
  /** (up - down) / n, in -1..1. */
  value: number;
  low: number;
  high: number;
}

/** Net share of a three-way answer. Method: score interval of the difference of two shares of one sample (Tango 1998): each end is the value at which the
 *  score test, with the most likely shares under that value, is just at z. It holds from one answer on and never leaves -1..1, where the usual interval
 *  (± z √((p + d - (p - d)²) / n), a Net Promoter Score's textbook one) is a point of width 0 when all say the same.
 *  @param up, down counts of the two ends; the rest of n is between.  @returns NaN value and [-1, 1] when n is 0.
 *  Cost: some 100 evaluations.   Source: Tango 1998, Stat. Med. 17, section 3; Rocks 2016 compares such intervals for the Net Promoter Score. */
export function balance(up: number, down: number, n: number, z = Z95): Balance {
  if (n === 0) return { value: NaN, low: -1, high: 1 };
  const value = (up - down) / n;
  return {
    value,
    low: value === -1 ? -1 : solve((at) => score(up, down, n, at) > z, -1, value),
    high: value === 1 ? 1 : solve((at) => score(up, down, n, at) > -z, value, 1),
  };
}

/** How far the answers lie above a supposed net share, in its standard deviations. Falls as the supposed share rises. */
function score(up: number, down: number, n: number, at: number): number {
  const q = likelyDown(up, down, n, at);
  const spread = Math.sqrt(Math.max(0, n * (2 * q + at * (1 - at))));
  const above = up - down - n * at;
  if (spread > 0) return above / spread;
  return above > 0 ? Infinity : above < 0 ? -Infinity : 0;
}

/** Most likely share of the lower end when the net share is `at`. Tango 1998, equation for the nuisance parameter. */
function likelyDown(up: number, down: number, n: number, at: number): number {
  const b = -up - down + (2 * n - up + down) * at;
  const c = -down * at * (1 - at);
  const q = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
  return Math.min(Math.max(q, 0, -at), (1 - at) / 2);
}

/** Where `isLeft` turns from true to false. */
function solve(isLeft: (at: number) => boolean, low: number, high: number): number {
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (isLeft(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
