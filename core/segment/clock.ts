/** From days in words to seconds: which day is "today", and where windows begin and end in the community's zone. */
import { UNKNOWN_TIME } from '../base/columns.ts';
import { InputError } from '../base/errors.ts';
import { type Calendar, calendarOf, dayIndex, dayNumber, isoDay, localMidnight, offsetOf } from '../kernel/calendar.ts';
import type { OwnWindows } from '../kernel/rule/ranges.ts';
import { calendarOfData } from '../scope/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { EvaluateOptions } from './context.ts';
import type { Window } from './rule.ts';

export interface Clock {
  zone: string;
  /** Number of the last day that is taken into account; null when the data holds no date at all. */
  asOfDay: number | null;
  /** Second at which that day ends. */
  endS: number;
  /** A day was asked for: nothing after it counts, nor do members who had not come by then. */
  isHistory: boolean;
}

/** @throws InputError bad-option: `asOf` is no date. */
export function clockOf(data: Dataset, { asOf }: EvaluateOptions = {}): Clock {
  const { zone } = data;
  const asOfDay = asOf === undefined ? lastDay(data) : dayNumber(asOf);
  if (Number.isNaN(asOfDay)) {
    throw new InputError('bad-option', `asOf should be a date such as 2025-11-24, got "${asOf}". Write year, month and day.`, {
      asOf: asOf!,
    });
  }
  return { zone, asOfDay, endS: asOfDay === null ? Infinity : midnight(zone, asOfDay + 1), isHistory: asOf !== undefined };
}

/** Day of the last event; without events, of the last known joining or leaving. */
function lastDay(data: Dataset): number | null {
  const span = calendarOfData(data);
  if (span) return span.calendar.firstDay + span.calendar.days - 1;
  let last = UNKNOWN_TIME;
  for (const column of [data.columns.joined, data.columns.left]) for (const t of column) if (t > last) last = t;
  return last === UNKNOWN_TIME ? null : calendarOf(data.zone, last, last).firstDay;
}

export const midnight = (zone: string, day: number): number => localMidnight(day, offsetOf(zone));

export const asOfIso = (clock: Clock): string | null => (clock.asOfDay === null ? null : isoDay(clock.asOfDay));

/** Seconds of a window, inclusive and exclusive. A window that hangs on the joining is unbounded here; see `joinWindows`.
 *  @param of  events stop at the end of the last day; dates of members do so only when a day was asked for */
export function secondsOf(window: Window | undefined, clock: Clock, of: 'events' | 'dates'): { fromS: number; toS: number } {
  const cap = of === 'events' || clock.isHistory ? clock.endS : Infinity;
  if (window === undefined || 'sinceJoinDays' in window) return { fromS: -Infinity, toS: cap };
  if ('lastDays' in window) return { fromS: lastDaysStart(clock, window.lastDays), toS: clock.endS };
  if ('beforeLastDays' in window) return { fromS: -Infinity, toS: lastDaysStart(clock, window.beforeLastDays) };
  return {
    fromS: window.from === undefined ? -Infinity : midnight(clock.zone, dayNumber(window.from)),
    toS: window.to === undefined ? cap : Math.min(cap, midnight(clock.zone, dayNumber(window.to) + 1)),
  };
}

const lastDaysStart = (clock: Clock, days: number): number =>
  clock.asOfDay === null ? Infinity : midnight(clock.zone, clock.asOfDay - days + 1);

/** Later joinings are no dates of real members, and their windows would not fit into the columns. */
const LATEST_JOIN_S = 2_146_000_000;

/** The local days from the first joining to `days` after the last; null when no joining is known. */
export function joinCalendar(data: Dataset, days: number): Calendar | null {
  let first = Infinity;
  let last = -Infinity;
  for (const t of data.columns.joined) {
    if (t === UNKNOWN_TIME) continue;
    if (t < first) first = t;
    if (t > last) last = t;
  }
  if (first > last) return null;
  return calendarOf(data.zone, Math.min(first, LATEST_JOIN_S), Math.min(last + (days + 1) * 86_400, LATEST_JOIN_S));
}

/** The `days` local days that begin with the day of joining, member by member. Cost: one division a member. */
export function joinWindows(data: Dataset, days: number): OwnWindows {
  const { members, joined } = data.columns;
  const own: OwnWindows = { known: new Uint8Array(members), from: new Float64Array(members), to: new Float64Array(members) };
  const calendar = joinCalendar(data, days);
  if (calendar === null) return own;
  const { start } = calendar;
  for (let m = 0; m < joined.length; m++) {
    const t = joined[m]!;
    if (t === UNKNOWN_TIME) continue;
    const day = dayIndex(calendar, t);
    own.known[m] = 1;
    own.from[m] = start[day]!;
    own.to[m] = start[Math.min(day + days, calendar.days)]!;
  }
  return own;
}

export interface DayRun {
  firstS: number;
  endS: number;
  firstDay: number;
  lastDay: number;
}

/** A calendar as runs of days of 24 hours; only the last day of a run may be longer or shorter. For SQL, which has no time zones. */
export function dayRuns(calendar: Calendar): DayRun[] {
  const { start, days, firstDay } = calendar;
  const runs: DayRun[] = [];
  for (let i = 0; i < days; i++) {
    const run = runs.at(-1);
    const isNext = run && start[i]! - start[i - 1]! === 86_400;
    if (run && isNext) {
      run.lastDay = firstDay + i;
      run.endS = start[i + 1]!;
    } else runs.push({ firstS: start[i]!, endS: start[i + 1]!, firstDay: firstDay + i, lastDay: firstDay + i });
  }
  return runs;
}
