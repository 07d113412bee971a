/** How feeling moves: counts, means and shares per period and per group, with intervals; and where it turned. */
import type { Grain } from '../kernel/calendar.ts';
import { calendarOf, dayIndex, isoDay, type Periods, periodsOf } from '../kernel/calendar.ts';
import { holm } from '../kernel/compare/adjust.ts';
import { newcombe, shareP } from '../kernel/compare/proportions.ts';
import { wilson, Z95 } from '../kernel/interval.ts';
import { SENTIMENT_LABELS } from './types.ts';

/** Columns over the texts that are looked at. */
export interface Feelings {
  score: Float32Array;
  /** Index into SENTIMENT_LABELS. */
  label: Uint8Array;
  /** Milliseconds UTC; NaN = not known. */
  atMs: Float64Array;
  /** Which texts: indexes, any order. */
  chosen: Int32Array;
}

export interface FeelingSummary {
  texts: number;
  judged: number;
  positive: number;
  neutral: number;
  negative: number;
  unsure: number;
  /** Mean score of the judged, -1..1, with the normal interval of a mean; null with fewer than two. */
  mean: number | null;
  meanLow: number | null;
  meanHigh: number | null;
  /** Negative among judged, Wilson 95 %; null with none. */
  negativeShare: number | null;
  negativeLow: number | null;
  negativeHigh: number | null;
}

export interface FeelingTrend {
  grain: Grain;
  /** First day of each period, ISO. */
  start: string[];
  /** Whether the period lies wholly within the data. */
  complete: boolean[];
  periods: FeelingSummary[];
  changes: FeelingChange[];
}

/** A period whose negative share differs from that of the periods just before. */
export interface FeelingChange {
  /** Index of the period. */
  period: number;
  start: string;
  negativeShare: number;
  beforeShare: number;
  difference: number;
  differenceLow: number;
  differenceHigh: number;
  /** Corrected for all periods that were looked at (Holm). */
  p: number;
}

const [POSITIVE, NEUTRAL, NEGATIVE, UNSURE] = SENTIMENT_LABELS.map((_, i) => i) as [number, number, number, number];

export function summaryOf({ score, label }: Pick<Feelings, 'score' | 'label'>, chosen: Iterable<number>): FeelingSummary {
  let texts = 0;
  let sum = 0;
  let squares = 0;
  const count = new Int32Array(SENTIMENT_LABELS.length);
  for (const i of chosen) {
    texts++;
    count[label[i]!]!++;
    const s = score[i]!;
    if (Number.isNaN(s)) continue;
    sum += s;
    squares += s * s;
  }
  const judged = count[POSITIVE]! + count[NEUTRAL]! + count[NEGATIVE]! + count[UNSURE]!;
  const mean = judged > 0 ? sum / judged : null;
  const half = judged > 1 ? Z95 * Math.sqrt(Math.max(0, squares - judged * mean! * mean!) / (judged - 1) / judged) : null;
  const [low, high] = wilson(count[NEGATIVE]!, judged);
  return {
    texts,
    judged,
    positive: count[POSITIVE]!,
    neutral: count[NEUTRAL]!,
    negative: count[NEGATIVE]!,
    unsure: count[UNSURE]!,
    mean,
    meanLow: half === null ? null : Math.max(-1, mean! - half),
    meanHigh: half === null ? null : Math.min(1, mean! + half),
    negativeShare: judged === 0 ? null : count[NEGATIVE]! / judged,
    negativeLow: judged === 0 ? null : low,
    negativeHigh: judged === 0 ? null : high,
  };
}

/** A change needs this many judged texts, in the period and before. */
const FEWEST_JUDGED = 12;
/** Compared with this many periods before. */
const BEFORE = 8;
/** Smaller differences are nothing to act on. */
const SMALLEST_CHANGE = 0.08;

/** How does feeling move over time? Periods are days, weeks or months of the community's zone; texts without a time are left out.
 *  A change is a period whose negative share differs from that of the eight before by 0.08 or more, by a two-sided test of shares (Fisher's where
 *  counts are small) corrected for all periods (Holm, 5 %).
 *  @returns null when no chosen text has a time.   Cost: one pass. */
export function feelingTrend(feelings: Feelings, { grain, zone }: { grain: Grain; zone: string }): FeelingTrend | null {
  const { atMs, chosen } = feelings;
  let first = Infinity;
  let last = -Infinity;
  for (const i of chosen) {
    const ms = atMs[i]!;
    if (Number.isNaN(ms)) continue;
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  if (first > last) return null;
  const calendar = calendarOf(zone, Math.floor(first / 1000), Math.floor(last / 1000));
  const periods = periodsOf(calendar, grain);
  const of: number[][] = Array.from({ length: periods.count }, () => []);
  for (const i of chosen) {
    const ms = atMs[i]!;
    if (!Number.isNaN(ms)) of[periods.ofDay[dayIndex(calendar, Math.floor(ms / 1000))]!]!.push(i);
  }
  const summaries = of.map((list) => summaryOf(feelings, list));
  const start = Array.from(periods.firstDay, isoDay);
  return { grain, start, complete: completeness(periods, calendar), periods: summaries, changes: changesOf(summaries, start) };
}

const completeness = (periods: Periods, calendar: { firstDay: number; days: number }): boolean[] =>
  Array.from(
    { length: periods.count },
    (_, p) => periods.firstDay[p]! >= calendar.firstDay && periods.endDay[p]! <= calendar.firstDay + calendar.days,
  );

function changesOf(periods: FeelingSummary[], start: string[]): FeelingChange[] {
  const looked: (FeelingChange & { raw: number })[] = [];
  for (let p = 1; p < periods.length; p++) {
    const now = periods[p]!;
    let judged = 0;
    let negative = 0;
    for (let b = Math.max(0, p - BEFORE); b < p; b++) {
      judged += periods[b]!.judged;
      negative += periods[b]!.negative;
    }
    if (now.judged < FEWEST_JUDGED || judged < FEWEST_JUDGED) continue;
    const [low, high] = newcombe(now.negative, now.judged, negative, judged);
    looked.push({
      period: p,
      start: start[p]!,
      negativeShare: now.negative / now.judged,
      beforeShare: negative / judged,
      difference: now.negative / now.judged - negative / judged,
      differenceLow: low,
      differenceHigh: high,
      p: 1,
      raw: shareP(now.negative, now.judged, negative, judged).p,
    });
  }
  const corrected = holm(looked.map((c) => c.raw));
  return looked
    .map(({ raw: _, ...c }, i) => ({ ...c, p: corrected[i]! }))
    .filter((c) => c.p < 0.05 && Math.abs(c.difference) >= SMALLEST_CHANGE);
}

export interface FeelingGroup extends FeelingSummary {
  key: string;
  /** Negative share here minus that of the rest, with Newcombe's interval; null when either is empty. */
  difference: number | null;
  differenceLow: number | null;
  differenceHigh: number | null;
  /** Corrected over the groups shown (Holm); null when not compared. */
  p: number | null;
}

/** Where does it feel better or worse? Groups with the most texts first.
 *  @param groupOf index of the group of each text, or -1; a text may also belong to several (a list)
 *  @param keys    name of each group */
export function feelingByGroup(
  feelings: Feelings,
  groupOf: (i: number) => readonly number[],
  keys: readonly string[],
  limit: number,
): FeelingGroup[] {
  const of: number[][] = keys.map(() => []);
  for (const i of feelings.chosen) for (const g of groupOf(i)) of[g]!.push(i);
  const whole = summaryOf(feelings, feelings.chosen);
  const groups = of
    .map((list, g) => ({ key: keys[g]!, summary: summaryOf(feelings, list) }))
    .filter(({ summary }) => summary.texts > 0)
    .sort((a, b) => b.summary.texts - a.summary.texts || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
  const compared = groups.map(({ summary: s }) => {
    const judged = whole.judged - s.judged;
    if (s.judged === 0 || judged <= 0) return null;
    const negative = whole.negative - s.negative;
    const [low, high] = newcombe(s.negative, s.judged, negative, judged);
    return {
      difference: s.negative / s.judged - negative / judged,
      low,
      high,
      p: shareP(s.negative, s.judged, negative, judged).p,
    };
  });
  const corrected = holm(compared.filter((c) => c !== null).map((c) => c.p));
  let next = 0;
  return groups.map(({ key, summary }, g) => {
    const c = compared[g];
    return {
      key,
      ...summary,
      difference: c?.difference ?? null,
      differenceLow: c?.low ?? null,
      differenceHigh: c?.high ?? null,
      p: c ? corrected[next++]! : null,
    };
  });
}
