import { UNKNOWN_TIME } from '../base/columns.ts';
import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { isoDay, periodAround } from '../kernel/calendar.ts';
import { markByCount } from '../kernel/rule/markByCount.ts';
import { calendarOfData } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { clockOf, midnight } from './clock.ts';
import type { SegmentContext } from './context.ts';
import { countOf, evaluateRule, knownBy } from './evaluateRule.ts';
import { eachNode, type Rule } from './rule.ts';

export const MAX_PERIODS = 36;

export interface HistoryPoint {
  /** First and last local day of the period; the last is the day the point looks back from. */
  start: string;
  end: string;
  /** The data reaches its end. */
  complete: boolean;
  /** Members who fit at the end of that day. */
  size: number;
  /** Fit now and not a period before, and the other way round: size = size before + entered - left. */
  entered: number;
  left: number;
  /** Members who had joined or acted by then. */
  base: number;
  /** Of a list: how many of its members did something in the period. null for rules. */
  active: number | null;
}

export interface SegmentHistory {
  kind: 'segment-history';
  /** `list`: the people are fixed. `size` counts those who had joined or acted by then, `left` is 0. */
  of: 'rule' | 'list';
  grain: 'week' | 'month';
  points: HistoryPoint[];
  /** Names of traits, measures and lists in the rule that have no history here: every point uses them as they are today. */
  asToday: string[];
  /** Members without a joining date and without an action: no point counts them. */
  undated: number;
  from: From;
}

/** How a segment grew and shrank: its size at the end of each week or month, worked out from what had happened by then.
 *  @param options.periods  the last so many, 1 .. 36; default 12.   @throws InputError bad-option.
 *  @returns                oldest first; fewer when the data is younger.   Cost: one evaluation a period and one more. */
export function segmentHistory(
  context: SegmentContext,
  rule: Rule,
  options: { grain: 'week' | 'month'; periods?: number },
): Result<SegmentHistory> {
  const { grain, periods = 12 } = options;
  if (!Number.isInteger(periods) || periods < 1 || periods > MAX_PERIODS) {
    throw new InputError(
      'bad-option',
      `periods should be a whole number from 1 to ${MAX_PERIODS}, got ${periods}. Choose fewer.`,
      {
        periods,
      },
    );
  }
  const { data } = context;
  const from = fromOf(data, 'segment-history/1', data.columns.events, { grain, periods, rule: JSON.stringify(rule) });
  const span = calendarOfData(data);
  if (!span) return unavailable('no-events', 0, 1, from);
  const isList = 'members' in rule;
  const ends = periodEnds(span.calendar.firstDay, span.calendar.firstDay + span.calendar.days - 1, grain, periods);

  const [before, ...shown] = ends.map(({ firstDay, lastDay, isComplete }) => {
    const asOf = isoDay(lastDay);
    const mask = evaluateRule(context, rule, { asOf });
    return { firstDay, lastDay, isComplete, mask, base: countOf(knownBy(data, clockOf(data, { asOf }))!) };
  });
  const points: HistoryPoint[] = [];
  let previous = before!.mask;
  for (const { firstDay, lastDay, isComplete, mask, base } of shown) {
    let size = 0;
    let entered = 0;
    let left = 0;
    for (let m = 0; m < mask.length; m++) {
      size += mask[m]!;
      entered += mask[m]! & (previous[m]! ^ 1);
      left += previous[m]! & (mask[m]! ^ 1);
    }
    points.push({
      start: isoDay(firstDay),
      end: isoDay(lastDay),
      complete: isComplete,
      size,
      entered,
      left,
      base,
      active: isList ? activeIn(data, mask, firstDay, lastDay) : null,
    });
    previous = mask;
  }
  return {
    kind: 'segment-history',
    of: isList ? 'list' : 'rule',
    grain,
    points,
    asToday: isList ? [] : namesWithoutHistory(context, rule),
    undated: undatedMembers(data),
    from,
  };
}

/** The last periods, oldest first, with the one before them in front; the running one ends with the last day of data. */
function periodEnds(firstDay: number, lastDay: number, grain: 'week' | 'month', count: number) {
  const ends: { firstDay: number; lastDay: number; isComplete: boolean }[] = [];
  for (let day = lastDay; ends.length <= count; ) {
    const [start, end] = periodAround(day, grain);
    ends.unshift({ firstDay: start, lastDay: Math.min(end - 1, lastDay), isComplete: end - 1 <= lastDay });
    if (end <= firstDay) break; // nothing was there before: it only stands in front
    day = start - 1;
  }
  return ends;
}

function activeIn(data: Dataset, mask: Uint8Array, firstDay: number, lastDay: number): number {
  const fromS = midnight(data.zone, firstDay);
  const toS = midnight(data.zone, lastDay + 1);
  return countOf(markByCount(data.columns, { kinds: null, contents: null, fromS, toS, own: null }, 1, Infinity, mask));
}

/** Also inside the segments it uses. */
function namesWithoutHistory(context: SegmentContext, rule: Rule): string[] {
  const names = new Set<string>();
  const seen = new Set<number>();
  const walk = (part: Rule): void =>
    eachNode(part, (node) => {
      if ('trait' in node) names.add(node.trait);
      else if ('measure' in node) names.add(node.measure);
      else if ('members' in node) names.add('members');
      else if ('segment' in node) {
        const found = context.segment(node.segment);
        if (!found || seen.has(found.segmentNo)) return;
        seen.add(found.segmentNo);
        walk(found.rule);
      }
    });
  walk(rule);
  return [...names];
}

function undatedMembers({ columns }: Dataset): number {
  const { off, joined, members } = columns;
  let n = 0;
  for (let m = 0; m < members; m++) {
    if (off[m] === off[m + 1] && (joined.length === 0 || joined[m] === UNKNOWN_TIME)) n++;
  }
  return n;
}
