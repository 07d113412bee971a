/** RFM for learning: recency, frequency, depth and spend in five scores each, and eight classes of what to do next. */
import { type Preferences, RFM_DIMENSIONS, type RfmDimension } from './preferenceTypes.ts';

export interface RfmClass {
  id: string;
  isRecent: boolean;
  isEngaged: boolean;
  isPaying: boolean;
}

/** Recent or not, engaged or not (frequency and depth), paying well or not: the eight cases. */
export const RFM_CLASSES: readonly RfmClass[] = [
  { id: 'champions', isRecent: true, isEngaged: true, isPaying: true },
  { id: 'learners', isRecent: true, isEngaged: true, isPaying: false },
  { id: 'fresh-payers', isRecent: true, isEngaged: false, isPaying: true },
  { id: 'visitors', isRecent: true, isEngaged: false, isPaying: false },
  { id: 'cannot-lose', isRecent: false, isEngaged: true, isPaying: true },
  { id: 'fading-learners', isRecent: false, isEngaged: true, isPaying: false },
  { id: 'sleeping-payers', isRecent: false, isEngaged: false, isPaying: true },
  { id: 'lost', isRecent: false, isEngaged: false, isPaying: false },
];

export type RfmCuts = Record<RfmDimension, [number, number, number, number] | null>;

export interface RfmScores {
  /** Uint8[members] each: 1 to 5, 0 = not known. Recency 5 = seen lately. */
  scores: Record<RfmDimension, Uint8Array>;
  /** Int32[members]: index into RFM_CLASSES; -1 = never seen. */
  code: Int32Array;
  /** The cuts that were used; null when nobody has a value. */
  cuts: RfmCuts;
}

/** Scores by four cuts a dimension. Cuts left to Hearth are quintiles for recency and frequency, and for depth and spend the quartiles of
 *  those above zero (zero scores 1): most members have not paid, and equal values always get equal scores.
 *  Engaged = the mean of the frequency and depth scores reaches `highFrom`; depth not known leaves frequency alone. */
export function rfmScores(values: Record<RfmDimension, Float64Array>, options: Preferences['rfm']): RfmScores {
  const { highFrom } = options;
  const n = values.recency.length;
  const cuts = Object.fromEntries(
    RFM_DIMENSIONS.map((d) => [d, options.cuts[d] ?? defaultCuts(values[d], values.recency, d)]),
  ) as RfmCuts;
  const scores = Object.fromEntries(RFM_DIMENSIONS.map((d) => [d, new Uint8Array(n)])) as RfmScores['scores'];
  for (const d of RFM_DIMENSIONS) {
    const four = cuts[d];
    if (!four) continue;
    for (let m = 0; m < n; m++) {
      const v = values[d][m]!;
      if (Number.isNaN(v) || Number.isNaN(values.recency[m]!)) continue;
      let score = 1;
      // A recency of at most the lowest cut is best; of the others, more is better.
      for (const cut of four) score += d === 'recency' ? (v <= cut ? 1 : 0) : v > cut ? 1 : 0;
      scores[d][m] = score;
    }
  }
  const code = new Int32Array(n).fill(-1);
  for (let m = 0; m < n; m++) {
    const r = scores.recency[m]!;
    if (r === 0) continue;
    const f = scores.frequency[m]!;
    const depth = scores.depth[m]!;
    const isEngaged = (depth === 0 ? f : (f + depth) / 2) >= highFrom;
    const isPaying = scores.spend[m]! >= highFrom;
    code[m] = (r >= highFrom ? 0 : 4) + (isEngaged ? 0 : 2) + (isPaying ? 0 : 1);
  }
  return { scores, code, cuts };
}

function defaultCuts(values: Float64Array, recency: Float64Array, dimension: RfmDimension): RfmCuts[RfmDimension] {
  const fromZero = dimension === 'depth' || dimension === 'spend';
  const known = values.filter((v, m) => !Number.isNaN(v) && !Number.isNaN(recency[m]!) && (!fromZero || v > 0)).sort();
  if (known.length === 0) return null;
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(share * known.length))]!;
  return fromZero ? [0, at(0.25), at(0.5), at(0.75)] : [at(0.2), at(0.4), at(0.6), at(0.8)];
}
