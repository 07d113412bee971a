import type { From, Result } from '../base/result.ts';
import { dayIndex, isoDay } from '../kernel/calendar.ts';
import { countActiveDays } from '../kernel/engagement.ts';
import { type Scope, scopeOptions, windowOf, withHistory } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';

export interface Power {
  kind: 'power';
  /** Days in the window: 7 or 28. */
  width: number;
  /** Windows, oldest first: the last day of each month's data, and the last day of the scope. */
  windows: {
    /** Last day of the window, ISO date. */
    end: string;
    /** Members active on exactly 1, 2, ... `width` days of it. */
    members: number[];
    /** Active on at least one. */
    active: number;
    /** Mean active days of them. */
    meanDays: number;
    /** False when the window begins before the data does. */
    complete: boolean;
  }[];
  from: From;
}

/** On how many of 28 (or 7) days do members come? The power-user curve, month by month. Cost: one pass. */
export function countPower(data: Dataset, input: Scope & { width: 7 | 28 }): Result<Power> {
  const { width } = input;
  const from = fromOf(data, 'power/1', data.columns.events, { width, ...scopeOptions(input) });
  const window = windowOf(data, input, 'day');
  if (!window) return unavailable('no-events', 0, 1, from);
  const { calendar } = window;
  const inData = (s: number) => dayIndex(calendar, Math.min(Math.max(s, window.dataStartS), window.dataEndS - 1));
  const first = inData(window.fromS);
  const last = inData(window.toS - 1);
  const ends: number[] = [];
  for (let day = first; day < last; day++) if (isoDay(calendar.firstDay + day + 1).endsWith('-01')) ends.push(day);
  ends.push(last);
  const counts = countActiveDays(data.columns, withHistory(window), width, ends);
  return {
    kind: 'power',
    width,
    windows: ends.map((end, w) => {
      const members = Array.from(counts[w]!.subarray(1));
      const active = members.reduce((sum, n) => sum + n, 0);
      const days = members.reduce((sum, n, d) => sum + n * (d + 1), 0);
      return {
        end: isoDay(calendar.firstDay + end),
        members,
        active,
        meanDays: active === 0 ? 0 : days / active,
        complete: end - width + 1 >= 0,
      };
    }),
    from,
  };
}

/** Members active on `days` of the window that ends on a day. @returns Uint8[members]. */
export function membersOfPower(data: Dataset, input: Scope & { width: 7 | 28 }, end: string, days: number): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const window = windowOf(data, input, 'day');
  if (!window) return chosen;
  const { off, time, kind, members } = data.columns;
  const last = window.calendar.days - 1;
  let endDay = -1;
  for (let day = 0; day <= last; day++) if (isoDay(window.calendar.firstDay + day) === end) endDay = day;
  if (endDay < 0) return chosen;
  const fromS = window.calendar.start[Math.max(0, endDay - input.width + 1)]!;
  const toS = window.calendar.start[endDay + 1]!;
  for (let m = 0; m < members; m++) {
    if (window.only?.[m] === 0) continue;
    let active = 0;
    let dayEnd = fromS;
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      const t = time[i]!;
      if (t < dayEnd) continue;
      if (t >= toS) break;
      if (window.kinds !== null && window.kinds[kind[i]!] === 0) continue;
      active++;
      dayEnd = window.calendar.start[dayIndex(window.calendar, t) + 1]!;
    }
    if (active === days) chosen[m] = 1;
  }
  return chosen;
}
