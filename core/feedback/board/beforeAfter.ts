/** Did it help? The metric of a card in the days before its fix, and in as many after. */
import { dayNumber, isoDay } from '../../kernel/calendar.ts';
import { meanDifference, meanInterval, type Sums } from '../../kernel/compare/means.ts';
import { newcombe, shareP } from '../../kernel/compare/proportions.ts';
import { wilson } from '../../kernel/interval.ts';
import type { BeforeAfter, CardMetric, Side } from './types.ts';

/** What a metric counts between two local days (numbers, the second exclusive). */
export type Count =
  | { kind: 'share'; of(fromDay: number, toDay: number): { hits: number; n: number } }
  | { kind: 'mean'; of(fromDay: number, toDay: number): Sums };

/** Fewer days after the fix than this say nothing yet. */
export const FEWEST_DAYS = 7;
/** A side with fewer texts, ratings or members is not compared. */
const FEWEST_COUNTED = 10;

/** Which way is good? */
export const goodWay = (metric: CardMetric): 'up' | 'down' =>
  metric.kind === 'action' ? metric.better : metric.kind === 'rating' ? 'up' : 'down';

/** The day of the fix belongs to neither side. Both sides have the same number of days: as many as the metric asks for, or as the data has after
 *  the fix. Shares: Wilson and Newcombe intervals, score or Fisher's test; means: Welch. The same people may stand on both sides, and something
 *  else may have changed on that day: better is not yet because of the fix.
 *  @param lastDay number of the last local day with data. */
export function beforeAfter(
  metric: CardMetric | null,
  fixedOn: string | null,
  count: Count | null,
  lastDay: number,
): BeforeAfter {
  if (metric === null || fixedOn === null || count === null) return { kind: 'not-set' };
  const fix = dayNumber(fixedOn);
  const haveDays = Math.max(0, lastDay - fix);
  if (haveDays < FEWEST_DAYS) return { kind: 'waiting', haveDays, needDays: FEWEST_DAYS };
  const days = Math.min(metric.windowDays, haveDays);
  const spans = { before: [fix - days, fix] as const, after: [fix + 1, fix + 1 + days] as const };
  const isShort = days < metric.windowDays;
  if (count.kind === 'share') {
    const a = count.of(...spans.before);
    const b = count.of(...spans.after);
    const [before, after] = [shareSide(spans.before, a), shareSide(spans.after, b)];
    if (a.n < FEWEST_COUNTED || b.n < FEWEST_COUNTED) return { kind: 'too-few', before, after };
    const [low, high] = newcombe(b.hits, b.n, a.hits, a.n);
    const difference = b.hits / b.n - a.hits / a.n;
    const { p } = shareP(a.hits, a.n, b.hits, b.n);
    return { kind: 'compared', before, after, difference, low, high, p, verdict: verdictOf(metric, low, high), isShort };
  }
  const a = count.of(...spans.before);
  const b = count.of(...spans.after);
  const [before, after] = [meanSide(spans.before, a), meanSide(spans.after, b)];
  const found = a.n < FEWEST_COUNTED || b.n < FEWEST_COUNTED ? null : meanDifference(a, b);
  if (!found) return { kind: 'too-few', before, after };
  return { kind: 'compared', before, after, ...found, verdict: verdictOf(metric, found.low, found.high), isShort };
}

function verdictOf(metric: CardMetric, low: number, high: number): 'better' | 'worse' | 'unclear' {
  if (low <= 0 && high >= 0) return 'unclear';
  return low > 0 === (goodWay(metric) === 'up') ? 'better' : 'worse';
}

const daysOf = ([from, to]: readonly [number, number]) => ({ from: isoDay(from), to: isoDay(to - 1) });

function shareSide(span: readonly [number, number], { hits, n }: { hits: number; n: number }): Side {
  const [low, high] = wilson(hits, n);
  return { ...daysOf(span), n, value: n === 0 ? null : hits / n, low: n === 0 ? null : low, high: n === 0 ? null : high };
}

function meanSide(span: readonly [number, number], sums: Sums): Side {
  if (sums.n === 0) return { ...daysOf(span), n: 0, value: null, low: null, high: null };
  const [low, high] = meanInterval(sums);
  return { ...daysOf(span), n: sums.n, value: sums.sum / sums.n, low, high };
}
