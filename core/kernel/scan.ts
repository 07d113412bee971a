/** One pass over event columns each. Inputs are trusted and not modified; no hash tables: periods compare with the previous event's. */
import type { EventColumns } from '../base/columns.ts';
import { type Calendar, dayIndex, type Periods } from './calendar.ts';

const DAY_S = 86_400;

/** What a scan looks at. */
export interface Window {
  calendar: Calendar;
  periods: Periods;
  /** Uint8[256]: 1 where the kind counts; null = every kind. */
  kinds: Uint8Array | null;
  /** Uint8[members]: 1 where the member counts; null = everybody. */
  only: Uint8Array | null;
  /** First second, inclusive, and last, exclusive. */
  fromS: number;
  toS: number;
}

/** Calls back once for each (member, period with activity), members and periods ascending; `actions` = events in it.
 *  Cost: one comparison an event and one division a period when every kind counts; one more look-up an event otherwise. */
export function eachActivePeriod(
  columns: EventColumns,
  window: Window,
  visit: (member: number, period: number, actions: number) => void,
): void {
  const { off, time, kind, members } = columns;
  const { calendar, periods, kinds, only, fromS, toS } = window;
  const { ofDay } = periods;
  const periodEnd = periodEnds(calendar, periods);
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    let i = off[m]!;
    let end = off[m + 1]!;
    if (fromS !== -Infinity) while (i < end && time[i]! < fromS) i++;
    if (toS !== Infinity) while (end > i && time[end - 1]! >= toS) end--;
    while (i < end) {
      const period = ofDay[dayIndex(calendar, time[i]!)]!;
      const until = periodEnd[period]!; // every event before it belongs to the same period
      let next = i + 1;
      while (next < end && time[next]! < until) next++;
      const actions = kinds === null ? next - i : countKinds(kind, i, next, kinds);
      if (actions > 0) visit(m, period, actions);
      i = next;
    }
  }
}

function countKinds(kind: Uint8Array, from: number, to: number, kinds: Uint8Array): number {
  let n = 0;
  for (let i = from; i < to; i++) n += kinds[kind[i]!]!;
  return n;
}

/** Second at which each period ends: events before it belong to it or an earlier one, so one comparison replaces the division. */
function periodEnds(calendar: Calendar, periods: Periods): Int32Array {
  const ends = new Int32Array(periods.count);
  for (let day = 0; day < calendar.days; day++) ends[periods.ofDay[day]!] = calendar.start[day + 1]!;
  ends[periods.count - 1] = 2147483647; // the last period is open
  return ends;
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

/** Distinct members in rolling windows of `widths` days ending each day: a member active on day d counts in d .. d + width - 1;
 *  +1 where such a run starts, -1 where it ends, then one running sum. `window.periods` must be days. @returns one Int32[days] a width. */
export function countRolling(columns: EventColumns, window: Window, widths: readonly number[]): Int32Array[] {
  const days = window.periods.count;
  const steps = widths.map(() => new Int32Array(days + 1));
  let member = -1;
  let last = 0;
  eachActivePeriod(columns, window, (m, day) => {
    for (let w = 0; w < widths.length; w++) {
      const step = steps[w]!;
      const width = widths[w]!;
      const reach = m === member ? last + width : day; // until where the member is already counted
      if (day >= reach) step[day]!++;
      if (day < reach) step[Math.min(reach, days)]!++; // the run goes on: take back its end
      step[Math.min(day + width, days)]!--;
    }
    member = m;
    last = day;
  });
  return steps.map((step) => {
    const out = new Int32Array(days);
    let now = 0;
    for (let d = 0; d < days; d++) out[d] = now += step[d]!;
    return out;
  });
}

/** Events and distinct members per content. @returns Int32[contents + 1] each; index = content number. Stamp array, no sets. */
export function countContents(
  columns: EventColumns,
  window: Omit<Window, 'calendar' | 'periods'>,
  contents: number,
): { events: Int32Array; members: Int32Array } {
  const { off, time, kind, content, members } = columns;
  const { kinds, only, fromS, toS } = window;
  const events = new Int32Array(contents + 1);
  const distinct = new Int32Array(contents + 1);
  const seenBy = new Int32Array(contents + 1); // last member + 1 that touched the content
  const isWhole = kinds === null && fromS === -Infinity && toS === Infinity;
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const end = off[m + 1]!;
    if (isWhole) {
      // Nothing to look up but the content; what has none is counted as content 0 and taken off at the end.
      const stamp = m + 1;
      for (let i = off[m]!; i < end; i++) {
        const c = content[i]!;
        events[c]!++;
        distinct[c]! += seenBy[c] !== stamp ? 1 : 0;
        seenBy[c] = stamp;
      }
      continue;
    }
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
  events[0] = 0;
  distinct[0] = 0;
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

/** Per member, in one pass: recency, counts, active days, distinct contents, spend.
 *  @param kindClass Uint8[256]: 0 observed, 1 written post; spendSign Int8[256]: +1 purchase or renewal, -1 refund, else 0 */
export function memberFeatures(
  columns: EventColumns,
  calendar: Calendar,
  kindClass: Uint8Array,
  spendSign: Int8Array,
  contents: number,
): MemberFeatures {
  const { off, time, kind, content, valueAt, value, members } = columns;
  const out: MemberFeatures = {
    lastAt: new Int32Array(members).fill(-2147483648),
    events: new Int32Array(members),
    posts: new Int32Array(members),
    activeDays: new Int32Array(members),
    contents: new Int32Array(members),
    spend: new Float64Array(members),
  };
  const seenBy = new Int32Array(contents + 1);
  const { start, isRegular } = calendar;
  const firstStart = start[0]!;
  const hasPosts = kindClass.includes(1);
  for (let m = 0; m < members; m++) {
    const from = off[m]!;
    const end = off[m + 1]!;
    if (from === end) continue;
    const stamp = m + 1;
    seenBy[0] = stamp; // no content is not a content
    let days = 0;
    let distinct = 0;
    if (isRegular) {
      // No branch depends on the data: a wrong guess of the processor costs more than the division.
      let day = -1;
      for (let i = from; i < end; i++) {
        const d = ((time[i]! - firstStart) / DAY_S) | 0;
        days += d !== day ? 1 : 0;
        day = d;
        const c = content[i]!;
        distinct += seenBy[c] !== stamp ? 1 : 0;
        seenBy[c] = stamp;
      }
    } else {
      let dayEnd = -2147483648; // second at which the current day ends
      for (let i = from; i < end; i++) {
        const t = time[i]!;
        if (t >= dayEnd) {
          days++;
          dayEnd = start[dayIndex(calendar, t) + 1]!;
        }
        const c = content[i]!;
        distinct += seenBy[c] !== stamp ? 1 : 0;
        seenBy[c] = stamp;
      }
    }
    out.lastAt[m] = time[end - 1]!;
    const posts = hasPosts ? countKinds(kind, from, end, kindClass) : 0;
    out.posts[m] = posts;
    out.events[m] = end - from - posts;
    out.activeDays[m] = days;
    out.contents[m] = distinct;
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
