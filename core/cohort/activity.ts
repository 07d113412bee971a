import { UNKNOWN_TIME } from '../base/columns.ts';
import type { Result } from '../base/result.ts';
import { calendarOf, dayIndex, type Periods } from '../kernel/calendar.ts';
import { countActive, countRolling } from '../kernel/scan.ts';
import type { Grain, Scope } from '../scope/types.ts';
import { isComplete, scopeOptions, shownPeriods, startIso, windowOf, withHistory } from '../scope/window.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { Activity, Stickiness } from './types.ts';

/** How many different members were active in each day, week or month, and how many joined and left.
 *  Joins and leaves count every member with such a date in the period, active or not; the scope's kinds do not narrow them.
 *  @returns every period from the first to the last with data in the scope, without gaps.   Cost: one pass over the columns. */
export function countActivity(data: Dataset, scope: Scope & { grain: Grain }): Result<Activity> {
  const from = fromOf(data, 'activity/1', data.columns.events, { grain: scope.grain, ...scopeOptions(scope) });
  const window = windowOf(data, scope, scope.grain);
  if (!window) return unavailable('no-events', 0, 1, from);
  const { active, actions } = countActive(data.columns, window);
  const { first, last } = shownPeriods(window);
  const joined = datesPerPeriod(data.columns.joined, data.zone, window.periods, window);
  const left = datesPerPeriod(data.columns.left, data.zone, window.periods, window);
  const result: Activity = {
    kind: 'activity',
    grain: scope.grain,
    start: [],
    active: [],
    joined: [],
    left: [],
    actions: [],
    complete: [],
    from,
  };
  for (let p = first; p <= last; p++) {
    result.start.push(startIso(window, p));
    result.active.push(active[p]!);
    result.actions.push(actions[p]!);
    result.joined.push(joined[p]!);
    result.left.push(left[p]!);
    result.complete.push(isComplete(window, p));
  }
  return result;
}

/** Member dates per period; dates outside the periods are not counted. */
function datesPerPeriod(
  seconds: Int32Array,
  zone: string,
  periods: Periods,
  range: { fromS: number; toS: number; only: Uint8Array | null },
): Int32Array {
  const counts = new Int32Array(periods.count);
  let low = Infinity;
  let high = -Infinity;
  for (let m = 0; m < seconds.length; m++) {
    const t = seconds[m]!;
    if (t === UNKNOWN_TIME || t < range.fromS || t >= range.toS || range.only?.[m] === 0) continue;
    if (t < low) low = t;
    if (t > high) high = t;
  }
  if (low > high) return counts;
  const calendar = calendarOf(zone, low, high);
  for (let m = 0; m < seconds.length; m++) {
    const t = seconds[m]!;
    if (t === UNKNOWN_TIME || t < range.fromS || t >= range.toS || range.only?.[m] === 0) continue;
    const p = periodOfDay(periods, calendar.firstDay + dayIndex(calendar, t));
    if (p >= 0) counts[p]!++;
  }
  return counts;
}

/** Binary search over the periods' first days. -1 = before or after all of them. */
function periodOfDay(periods: Periods, day: number): number {
  let low = 0;
  let high = periods.count - 1;
  if (day < periods.firstDay[0]! || day >= periods.endDay[high]!) return -1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (periods.firstDay[middle]! <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How often active members come: members active on a day, in the 7 and in the 28 days ending that day.
 *  Windows reach back before the scope; near the start of the data they hold fewer days. @returns one value a local day.   Cost: one pass. */
export function countStickiness(data: Dataset, scope: Scope): Result<Stickiness> {
  const from = fromOf(data, 'stickiness/1', data.columns.events, { ...scopeOptions(scope), windowDays: ['1', '7', '28'] });
  const window = windowOf(data, scope, 'day');
  if (!window) return unavailable('no-events', 0, 1, from);
  const [dau, wau, mau] = countRolling(data.columns, withHistory(window), [1, 7, 28]) as [Int32Array, Int32Array, Int32Array];
  const { first, last } = shownPeriods(window);
  const day: string[] = [];
  for (let d = first; d <= last; d++) day.push(startIso(window, d));
  const part = (counts: Int32Array) => Array.from(counts.subarray(first, last + 1));
  return { kind: 'stickiness', day, dau: part(dau), wau: part(wau), mau: part(mau), from };
}
