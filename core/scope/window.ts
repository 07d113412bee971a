/** From a scope in words to what the scans take. */
import { InputError } from '../base/errors.ts';
import { type Calendar, dayIndex, dayNumber, isoDay, localMidnight, offsetOf, periodsOf } from '../kernel/calendar.ts';
import type { Window } from '../kernel/scan.ts';
import type { Dataset } from '../store/dataset.ts';
import { activeDaysOfData, calendarOfData } from './digest.ts';
import type { Grain, Scope } from './types.ts';

export interface ScopedWindow extends Window {
  /** Second after the last recorded event: a period that ends later is not complete. */
  dataEndS: number;
  /** First second of data. */
  dataStartS: number;
}

/** @returns null when no event lies in the scope's days. @throws InputError bad-option: dates that are none, or in the wrong order; unknown kinds. */
export function windowOf(data: Dataset, scope: Scope, grain: Grain): ScopedWindow | null {
  const span = calendarOfData(data);
  if (!span) return null;
  const { calendar, firstS, lastS } = span;
  const { fromDay, toDay } = daysOf(scope);
  const fromS = fromDay === null ? -Infinity : startOfDay(calendar, fromDay);
  const toS = toDay === null ? Infinity : startOfDay(calendar, toDay + 1);
  const kinds = kindMask(data, scope);
  if (fromS > lastS || toS <= firstS) return null; // the data lies wholly before or after the scope
  return {
    calendar,
    days: activeDaysOfData(data),
    periods: periodsOf(calendar, grain),
    kinds,
    only: scope.people?.mask ?? null,
    fromS,
    toS,
    dataStartS: firstS,
    dataEndS: lastS + 1,
  };
}

/** First and last day of a scope, as numbers; null = open. @throws InputError bad-option: dates that are none, or in the wrong order. */
function daysOf({ from, to }: Pick<Scope, 'from' | 'to'>): { fromDay: number | null; toDay: number | null } {
  const fromDay = from === null ? null : checkedDay(from, 'from');
  const toDay = to === null ? null : checkedDay(to, 'to');
  if (fromDay !== null && toDay !== null && fromDay > toDay)
    throw new InputError('bad-option', `The period should start before it ends, got ${from} to ${to}. Swap the dates.`, {
      from,
      to,
    });
  return { fromDay, toDay };
}

/** Milliseconds UTC at which the days of a scope start, and at which the day after the last starts. For data that has no events to make a calendar of. */
export function boundsOf(zone: string, from: string | null, to: string | null): [fromMs: number, toMs: number] {
  const { fromDay, toDay } = daysOf({ from, to });
  const offset = offsetOf(zone);
  const ms = (day: number) => localMidnight(day, offset) * 1000;
  return [fromDay === null ? -Infinity : ms(fromDay), toDay === null ? Infinity : ms(toDay + 1)];
}

function checkedDay(iso: string, name: string): number {
  const day = dayNumber(iso.slice(0, 10));
  if (Number.isNaN(day))
    throw new InputError('bad-option', `${name} should be a date such as 2026-11-24, got "${iso}".`, { [name]: iso });
  return day;
}

/** UTC second at which a day starts; outside the data, by whole days from its edge (nothing lies there). */
function startOfDay(calendar: Calendar, day: number): number {
  const i = day - calendar.firstDay;
  if (i < 0) return -Infinity;
  return i > calendar.days ? Infinity : calendar.start[i]!;
}

/** 1 where a kind counts. null = all. @throws InputError bad-option: a kind that no event has. */
export function kindMask(data: Dataset, scope: Pick<Scope, 'basis' | 'kinds'>): Uint8Array | null {
  if (scope.basis === 'all' && scope.kinds.length === 0) return null;
  const mask = new Uint8Array(256);
  const inBasis = data.kinds.filter((k) => scope.basis === 'all' || (scope.basis === 'posts') === (k.origin === 'derived'));
  for (const name of scope.kinds) {
    if (!data.kinds.some((k) => k.name === name)) {
      throw new InputError(
        'bad-option',
        `There is no event kind "${name}" here. Known kinds: ${data.kinds.map((k) => k.name).join(', ')}.`,
        { kind: name },
      );
    }
  }
  for (const kind of inBasis) if (scope.kinds.length === 0 || scope.kinds.includes(kind.name)) mask[kind.code] = 1;
  return mask;
}

/** The same window with all history before it: who is new, and the days a rolling window reaches back to, do not depend on where a
 *  period of interest starts. Only what is shown does. */
export const withHistory = (window: ScopedWindow): ScopedWindow => ({ ...window, fromS: -Infinity });

/** Indexes of the periods that overlap the scope and the data: what is shown. */
export function shownPeriods(window: ScopedWindow): { first: number; last: number } {
  const { calendar, periods, fromS, toS, dataStartS, dataEndS } = window;
  const clamp = (s: number) => periods.ofDay[dayIndex(calendar, Math.min(Math.max(s, dataStartS), dataEndS - 1))]!;
  return { first: clamp(fromS), last: clamp(toS - 1) };
}

/** Whether a period lies wholly inside the data and the scope. */
export function isComplete(window: ScopedWindow, period: number): boolean {
  const { calendar, periods, fromS, toS, dataStartS, dataEndS } = window;
  const startS = calendar.start[periods.firstDay[period]! - calendar.firstDay] ?? -Infinity;
  const endDay = periods.endDay[period]! - calendar.firstDay;
  const endS = endDay <= calendar.days ? calendar.start[endDay]! : Infinity;
  if (periods.firstDay[period]! < calendar.firstDay && period === 0) return false;
  return (
    startS >= fromS && endS <= toS && endS <= nextMidnight(calendar, dataEndS) && startS >= startOfDayOf(calendar, dataStartS)
  );
}

/** The day of the last event counts as over: an export is taken at the end of a day more often than in the middle of one. */
const nextMidnight = (calendar: Calendar, s: number) => calendar.start[dayIndex(calendar, s - 1) + 1]!;
const startOfDayOf = (calendar: Calendar, s: number) => calendar.start[dayIndex(calendar, s)]!;

export const startIso = (window: ScopedWindow, period: number): string => isoDay(window.periods.firstDay[period]!);

export function scopeOptions(scope: Scope): Record<string, string | string[] | null> {
  const options: Record<string, string | string[] | null> = {
    basis: scope.basis,
    kinds: scope.kinds,
    from: scope.from,
    to: scope.to,
  };
  if (scope.people) options['people'] = scope.people.label;
  return options;
}
