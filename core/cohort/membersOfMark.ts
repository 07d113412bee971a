import { UNKNOWN_TIME } from '../base/columns.ts';
import { InputError } from '../base/errors.ts';
import { calendarOf, dayIndex, dayNumber, periodAround } from '../kernel/calendar.ts';
import { eachActivePeriod } from '../kernel/scan.ts';
import type { Scope } from '../scope/types.ts';
import { type ScopedWindow, startIso, windowOf, withHistory } from '../scope/window.ts';
import type { Dataset } from '../store/dataset.ts';
import type { Mark } from './types.ts';

/** The people a mark of a chart draws: the same definition and count as the chart. @returns Uint8[members], 1 = in it. Cost: one pass. */
export function membersOfMark(data: Dataset, scope: Scope, mark: Mark): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  if (mark.of === 'content') return markContent(data, scope, mark.contentNo, chosen);
  const scoped = windowOf(data, scope, mark.grain);
  if (!scoped) return chosen;
  if (mark.of === 'joined' || mark.of === 'left') return markDates(data, scoped, mark, chosen);
  const window = mark.of === 'active' ? scoped : withHistory(scoped); // as the charts do
  const target = periodOf(window, mark.start);
  if (mark.of === 'cohort') {
    const wanted = target + mark.period;
    let member = -1;
    let entry = -1;
    eachActivePeriod(data.columns, window, (m, period) => {
      if (m !== member) {
        member = m;
        entry = period;
      }
      if (entry === target && period === wanted) chosen[m] = 1;
    });
    return chosen;
  }
  let member = -1;
  let last = -1;
  const isDormant = mark.of === 'dormant';
  const activeNow = new Uint8Array(isDormant ? data.columns.members : 0);
  eachActivePeriod(data.columns, window, (m, period) => {
    const isNew = m !== member;
    const before = last;
    member = m;
    last = period;
    if (isDormant) {
      if (period === target - 1) chosen[m] = 1;
      else if (period === target) activeNow[m] = 1;
      return;
    }
    if (period !== target) return;
    const state = isNew ? 'new' : before === period - 1 ? 'returning' : 'resurrected';
    if (mark.of === 'active' || mark.of === state) chosen[m] = 1;
  });
  if (isDormant) for (let m = 0; m < chosen.length; m++) if (activeNow[m] === 1) chosen[m] = 0;
  return chosen;
}

function periodOf(window: ScopedWindow, start: string): number {
  for (let p = 0; p < window.periods.count; p++) if (startIso(window, p) === start) return p;
  throw new InputError('bad-option', `There is no period that starts on ${start} in this data.`, { start });
}

function markDates(
  data: Dataset,
  { fromS, toS, only }: ScopedWindow,
  mark: { of: 'joined' | 'left'; grain: 'day' | 'week' | 'month'; start: string },
  chosen: Uint8Array,
): Uint8Array {
  const seconds = mark.of === 'joined' ? data.columns.joined : data.columns.left;
  const [firstDay, endDay] = periodAround(dayNumber(mark.start), mark.grain);
  for (let m = 0; m < seconds.length; m++) {
    const t = seconds[m]!;
    if (t === UNKNOWN_TIME || t < fromS || t >= toS || only?.[m] === 0 || Math.abs(t / 86_400 - firstDay) > 40) continue;
    const calendar = calendarOf(data.zone, t, t);
    const day = calendar.firstDay + dayIndex(calendar, t);
    if (day >= firstDay && day < endDay) chosen[m] = 1;
  }
  return chosen;
}

function markContent(data: Dataset, scope: Scope, contentNo: number, chosen: Uint8Array): Uint8Array {
  const window = windowOf(data, scope, 'day');
  if (!window) return chosen;
  const { off, time, kind, content, members } = data.columns;
  for (let m = 0; m < members; m++) {
    if (window.only?.[m] === 0) continue;
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      if (content[i] !== contentNo) continue;
      const t = time[i]!;
      if (t < window.fromS || t >= window.toS || (window.kinds !== null && window.kinds[kind[i]!] === 0)) continue;
      chosen[m] = 1;
      break;
    }
  }
  return chosen;
}
