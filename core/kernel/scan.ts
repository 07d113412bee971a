/** One pass over the active days or the events each. Inputs are trusted and not modified; no hash tables: periods compare with the previous one's. */
import type { EventColumns } from '../base/columns.ts';
import { type ActiveDays, MANY } from './activeDays.ts';
import type { Calendar, Periods } from './calendar.ts';
import type { Touches } from './touches.ts';

/** What a scan looks at. */
export interface Window {
  /** Local days; holds every event, also those outside the window. */
  calendar: Calendar;
  days: ActiveDays;
  periods: Periods;
  /** Uint8[256]: 1 where the kind counts; null = every kind. */
  kinds: Uint8Array | null;
  /** Uint8[members]: 1 where the member counts; null = everybody. */
  only: Uint8Array | null;
  /** First second, inclusive, and last, exclusive. */
  fromS: number;
  toS: number;
}

/** Everything and everybody. */
export const isWhole = ({ kinds, only, fromS, toS }: Pick<Window, 'kinds' | 'only' | 'fromS' | 'toS'>): boolean =>
  kinds === null && only === null && fromS === -Infinity && toS === Infinity;

/** Calls back once for each (member, period with activity), members and periods ascending; `actions` = events in it.
 *  Cost: one look-up an active day when every kind counts; one an event of it otherwise. */
export function eachActivePeriod(
  columns: EventColumns,
  window: Window,
  visit: (member: number, period: number, actions: number) => void,
): void {
  const { off, time, kind, members } = columns;
  const { calendar, periods, kinds, only, fromS, toS } = window;
  const { off: dayOff, day, events } = window.days;
  const { start } = calendar;
  const { ofDay } = periods;
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const stop = dayOff[m + 1]!;
    const last = off[m + 1]!;
    let k = dayOff[m]!;
    let at = off[m]!; // first event of day k
    let end = last;
    if (fromS !== -Infinity)
      for (; k < stop && start[day[k]! + 1]! <= fromS; k++) at = endOfDay(time, at, events[k]!, last, start[day[k]! + 1]!);
    let i = at;
    if (fromS !== -Infinity) while (i < end && time[i]! < fromS) i++;
    if (toS !== Infinity) while (end > i && time[end - 1]! >= toS) end--;
    while (k < stop && i < end) {
      const period = ofDay[day[k]!]!;
      do {
        const n = events[k]!;
        at = n < MANY ? at + n : endOfDay(time, at, n, last, start[day[k]! + 1]!);
        k++;
      } while (k < stop && ofDay[day[k]!] === period);
      const next = at < end ? at : end;
      const actions = kinds === null ? next - i : countKinds(kind, i, next, kinds);
      if (actions > 0) visit(m, period, actions);
      i = next;
    }
  }
}

/** Where an active day ends that starts at event `at` and has `n` events, or MANY or more, of a member whose events end at `last`. */
function endOfDay(time: Int32Array, at: number, n: number, last: number, dayEnd: number): number {
  let next = at + n;
  if (n === MANY) while (next < last && time[next]! < dayEnd) next++;
  return next;
}

function countKinds(kind: Uint8Array, from: number, to: number, kinds: Uint8Array): number {
  let n = 0;
  for (let i = from; i < to; i++) n += kinds[kind[i]!]!;
  return n;
}

/** Distinct members and actions per period. @returns Float64Array[periods] each. */
export function countActive(columns: EventColumns, window: Window): { active: Int32Array; actions: Float64Array } {
  const active = new Int32Array(window.periods.count);
  const actions = new Float64Array(window.periods.count);
  eachActivePeriod(columns, window, (_member, period, n) => {
    active[period]!++;
    actions[period]! += n;
  });
  return { active, actions };
}

export interface LifecycleCounts {
  new: Int32Array;
  returning: Int32Array;
  resurrected: Int32Array;
  dormant: Int32Array;
}

/** States per period: new = first activity inside the columns (not only the window), returning = active in the period before,
 *  resurrected = active earlier but not in the one before, dormant = active in the one before and not now. */
export function countLifecycle(columns: EventColumns, window: Window): LifecycleCounts {
  const n = window.periods.count;
  const counts = {
    new: new Int32Array(n),
    returning: new Int32Array(n),
    resurrected: new Int32Array(n),
    dormant: new Int32Array(n),
  };
  let member = -1;
  let last = -1;
  eachActivePeriod(columns, window, (m, period) => {
    if (m !== member) {
      if (member >= 0 && last + 1 < n) counts.dormant[last + 1]!++;
      member = m;
      counts.new[period]!++;
    } else if (period === last + 1) counts.returning[period]!++;
    else {
      counts.dormant[last + 1]!++;
      counts.resurrected[period]!++;
    }
    last = period;
  });
  if (member >= 0 && last + 1 < n) counts.dormant[last + 1]!++;
  return counts;
}

/** Distinct members in rolling windows of `widths` days ending each day. A member active on day d counts from d until the next active day,
 *  which counts for itself, or until d + width, whichever is first: one start, one end, then a running sum.
 *  `window.periods` must be days. @returns one Int32[days] a width.   Cost: one look-up an active day and width. */
export function countRolling(columns: EventColumns, window: Window, widths: readonly number[]): Int32Array[] {
  const { off, day } = daysWithin(columns, window);
  const days = window.periods.count;
  const starts = new Int32Array(days);
  for (let k = 0; k < day.length; k++) starts[day[k]!]!++;
  return widths.map((width) => {
    const ends = new Int32Array(days + width);
    for (let m = 0; m < columns.members; m++) {
      const stop = off[m + 1]!;
      for (let k = off[m]!; k < stop; k++) {
        const end = day[k]! + width;
        const next = k + 1 < stop ? day[k + 1]! : end;
        ends[next < end ? next : end]!++;
      }
    }
    const out = new Int32Array(days);
    for (let d = 0, now = 0; d < days; d++) out[d] = now += starts[d]! - ends[d]!;
    return out;
  });
}

/** The active days that count: all of them, or those with an event in the window. */
function daysWithin(columns: EventColumns, window: Window): Pick<ActiveDays, 'off' | 'day'> {
  const { days } = window;
  if (isWhole(window)) return days;
  const off = new Int32Array(columns.members + 1);
  const day = new Uint16Array(days.day.length);
  let k = 0;
  eachActivePeriod(columns, window, (m, d) => {
    day[k++] = d;
    off[m + 1]!++;
  });
  for (let m = 0; m < columns.members; m++) off[m + 1]! += off[m]!;
  return { off, day: day.subarray(0, k) };
}

/** Events and distinct members per content. @returns Int32[contents + 1] each; index = content number. Stamp array, no sets. */
export function countContents(
  columns: EventColumns,
  window: Omit<Window, 'calendar' | 'days' | 'periods'>,
  contents: number,
): { events: Int32Array; members: Int32Array } {
  const { off, time, kind, content, members } = columns;
  const { kinds, only, fromS, toS } = window;
  const events = new Int32Array(contents + 1);
  const distinct = new Int32Array(contents + 1);
  const seenBy = new Int32Array(contents + 1); // last member + 1 that touched the content
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const end = off[m + 1]!;
    for (let i = off[m]!; i < end; i++) {
      const c = content[i]!;
      if (c === 0) continue;
      const t = time[i]!;
      if (t < fromS || t >= toS || (kinds !== null && kinds[kind[i]!] === 0)) continue;
      events[c]!++;
      if (seenBy[c] !== m + 1) {
        seenBy[c] = m + 1;
        distinct[c]!++;
      }
    }
  }
  return { events, members: distinct };
}

export interface MemberFeatures {
  /** Last activity, seconds; UNKNOWN when none. */
  lastAt: Int32Array;
  events: Int32Array;
  posts: Int32Array;
  activeDays: Int32Array;
  contents: Int32Array;
  /** Sum of values of `spendKinds` less those of `refundKinds`. */
  spend: Float64Array;
}

/** Per member: recency, counts, active days, distinct contents, spend.
 *  @param kindClass Uint8[256]: 0 observed, 1 written post; spendSign Int8[256]: +1 purchase or renewal, -1 refund, else 0
 *  Cost: one pass over the members and the values, one over the kinds when there are posts; the rest is in `days` and `touches`. */
export function memberFeatures(
  columns: EventColumns,
  days: ActiveDays,
  touches: Touches,
  kindClass: Uint8Array,
  spendSign: Int8Array,
): MemberFeatures {
  const { off, time, kind, valueAt, value, members } = columns;
  const out: MemberFeatures = {
    lastAt: new Int32Array(members).fill(-2147483648),
    events: new Int32Array(members),
    posts: new Int32Array(members),
    activeDays: new Int32Array(members),
    contents: touches.contents,
    spend: new Float64Array(members),
  };
  const hasPosts = kindClass.includes(1);
  for (let m = 0; m < members; m++) {
    const from = off[m]!;
    const end = off[m + 1]!;
    if (from === end) continue;
    const posts = hasPosts ? countKinds(kind, from, end, kindClass) : 0;
    out.lastAt[m] = time[end - 1]!;
    out.posts[m] = posts;
    out.events[m] = end - from - posts;
    out.activeDays[m] = days.off[m + 1]! - days.off[m]!;
  }
  // Values are few: walk them beside the member offsets.
  for (let v = 0, m = 0; v < valueAt.length; v++) {
    const at = valueAt[v]!;
    const sign = spendSign[kind[at]!]!;
    if (sign === 0) continue;
    while (off[m + 1]! <= at) m++;
    out.spend[m]! += sign * value[v]!;
  }
  return out;
}
