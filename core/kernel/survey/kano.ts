/** Kano's model: what a feature is to people, from how they feel with it and without it. */
import { wilson } from '../interval.ts';

/** Attractive, one-dimensional, must-be, indifferent, reverse, questionable. */
export const KANO_CLASSES = ['A', 'O', 'M', 'I', 'R', 'Q'] as const;
export type KanoClass = (typeof KANO_CLASSES)[number];

/** Rows: how one feels with the feature; columns: without it. 0 like, 1 expect, 2 neutral, 3 can live with, 4 dislike.   Source: Kano et al. 1984; Berger et al. 1993. */
const TABLE: readonly string[] = ['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ'];

/** @param withIt, without 0 like .. 4 dislike */
export const kanoClass = (withIt: number, without: number): KanoClass => TABLE[withIt]![without] as KanoClass;

export interface KanoResult {
  n: number;
  /** In the order of KANO_CLASSES. */
  counts: number[];
  /** The most frequent class; of equals the one that matters more (M, O, A, I, R, Q). */
  kind: KanoClass;
  /** Whether the lead of the first class over the second is more than chance (Fong 1996, at 90 %). */
  isClear: boolean;
  /** (A + O) / (A + O + M + I): how much having it would please. null when nobody is in these classes. */
  better: { value: number; low: number; high: number } | null;
  /** -(O + M) / (A + O + M + I): how much lacking it would displease. */
  worse: { value: number; low: number; high: number } | null;
}

/** Of equal classes the one that more follows from. Source: Berger et al. 1993, M > O > A > I. */
const WEIGHTIER: readonly KanoClass[] = ['M', 'O', 'A', 'I', 'R', 'Q'];
/** Two-sided 90 %, as Fong's rule has it. */
const FONG_Z = 1.645;

/** What a feature is to these people. Method: Kano's evaluation table; Better and Worse coefficients (Berger et al. 1993) are shares, with Wilson intervals.
 *  Reverse and questionable answers are counted and take no part in the coefficients.
 *  @param withIt, without shape (people,), 0..4; -1 = no answer: the person is left out.  @returns null when nobody answered both. */
export function kano(withIt: ArrayLike<number>, without: ArrayLike<number>): KanoResult | null {
  const counts = KANO_CLASSES.map(() => 0);
  let n = 0;
  for (let i = 0; i < withIt.length; i++) {
    const a = withIt[i]!;
    const b = without[i]!;
    if (a < 0 || b < 0) continue;
    counts[KANO_CLASSES.indexOf(kanoClass(a, b))]!++;
    n++;
  }
  if (n === 0) return null;
  const count = (c: KanoClass) => counts[KANO_CLASSES.indexOf(c)]!;
  const order = [...WEIGHTIER].sort((a, b) => count(b) - count(a));
  const [first, second] = [count(order[0]!), count(order[1]!)];
  const isClear = first - second >= FONG_Z * Math.sqrt(((first + second) * (2 * n - first - second)) / (2 * n));
  const base = count('A') + count('O') + count('M') + count('I');
  const share = (hits: number) => {
    const [low, high] = wilson(hits, base);
    return { value: hits / base, low, high };
  };
  const please = base > 0 ? share(count('A') + count('O')) : null;
  const displease = base > 0 ? share(count('O') + count('M')) : null;
  return {
    n,
    counts,
    kind: order[0]!,
    isClear,
    better: please,
    worse: displease && { value: -displease.value, low: -displease.high, high: -displease.low },
  };
}
