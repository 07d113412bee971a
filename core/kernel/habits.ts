/** What members do beyond how much: one pass over the event columns in local days. Inputs are trusted and not modified. */
import type { EventColumns } from '../base/columns.ts';
import { type Calendar, dayIndex, offsetOf } from './calendar.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;
const NONE = -2147483648;

export interface HabitOptions {
  calendar: Calendar;
  /** Uint8[256]: 1 = finished a content. */
  finishKinds: Uint8Array;
  /** Uint8[256]: 1 = written post (not an observed action). */
  postKinds: Uint8Array;
  /** Float64[256]: weight of each kind in the participation score. */
  weights: Float64Array;
  /** Days after which an action counts half. */
  halfLifeDays: number;
  contents: number;
  /** Day (index in the calendar) the features are taken at; later events do not count. */
  asOfDay: number;
}

/** One value a member each; a member without events has zeros and NONE. */
export interface Habits {
  /** Seconds of the first and last action; -2147483648 = none. */
  firstAt: Int32Array;
  lastAt: Int32Array;
  /** Observed actions and written posts. */
  events: Int32Array;
  posts: Int32Array;
  activeDays: Int32Array;
  /** Most days in a row with activity, and days in a row up to the as-of day (0 when silent that day and the day before). */
  longestStreak: Int32Array;
  currentStreak: Int32Array;
  /** Distinct contents touched; of them finished. */
  contents: Int32Array;
  finished: Int32Array;
  /** Actions in the 28 days that end with the as-of day, and in the 28 before; active days in the last 28 and 90. */
  recent: Int32Array;
  before: Int32Array;
  activeDays28: Int32Array;
  activeDays90: Int32Array;
  /** Actions on Saturdays and Sundays; between 22:00 and 06:00 local; at midnight to the second (a date without a time of day). */
  weekend: Int32Array;
  night: Int32Array;
  midnight: Int32Array;
  /** Weighted actions, halved every `halfLifeDays`; the largest share that one day has in the undecayed sum. */
  score: Float64Array;
  topDayShare: Float64Array;
  /** Length of silence before each return, by days: index = days without activity between two active days. */
  gaps: Float64Array;
}

export function memberHabits(columns: EventColumns, options: HabitOptions): Habits {
  const { off, time, kind, content, members } = columns;
  const { calendar, finishKinds, postKinds, weights, halfLifeDays, asOfDay } = options;
  const { start } = calendar;
  const offset = offsetOf(calendar.zone);
  const ints = () => new Int32Array(members);
  const out: Habits = {
    firstAt: ints().fill(NONE),
    lastAt: ints().fill(NONE),
    events: ints(),
    posts: ints(),
    activeDays: ints(),
    longestStreak: ints(),
    currentStreak: ints(),
    contents: ints(),
    finished: ints(),
    recent: ints(),
    before: ints(),
    activeDays28: ints(),
    activeDays90: ints(),
    weekend: ints(),
    night: ints(),
    midnight: ints(),
    score: new Float64Array(members),
    topDayShare: new Float64Array(members),
    gaps: new Float64Array(calendar.days + 1),
  };
  const seenBy = new Int32Array(options.contents + 1);
  const finishedBy = new Int32Array(options.contents + 1);
  const decay = decayByDay(asOfDay, halfLifeDays);
  const endS = start[asOfDay + 1]!;
  const recentFrom = asOfDay - 27;
  const beforeFrom = asOfDay - 55;
  const from90 = asOfDay - 89;
  for (let m = 0; m < members; m++) {
    const from = off[m]!;
    let end = off[m + 1]!;
    while (end > from && time[end - 1]! >= endS) end--;
    if (from === end) continue;
    const stamp = m + 1;
    seenBy[0] = stamp; // no content is not a content
    finishedBy[0] = stamp;
    let day = -1;
    let dayStart = 0;
    let dayEnd = NONE;
    let isWeekend = false;
    let isRegular = true;
    let streak = 0;
    let longest = 0;
    let days = 0;
    let days28 = 0;
    let days90 = 0;
    let score = 0;
    let plain = 0;
    let plainOfDay = 0;
    let topDay = 0;
    for (let i = from; i < end; i++) {
      const t = time[i]!;
      if (t >= dayEnd) {
        const next = dayIndex(calendar, t);
        if (day >= 0 && next > day + 1) out.gaps[next - day - 1]!++;
        streak = next === day + 1 ? streak + 1 : 1;
        if (streak > longest) longest = streak;
        if (plainOfDay > topDay) topDay = plainOfDay;
        plainOfDay = 0;
        day = next;
        dayStart = start[day]!;
        dayEnd = start[day + 1]!;
        isWeekend = weekday(calendar, day) >= 5;
        isRegular = dayEnd - dayStart === DAY_S;
        days++;
        if (day >= recentFrom) days28++;
        if (day >= from90) days90++;
      }
      const k = kind[i]!;
      const c = content[i]!;
      if (seenBy[c] !== stamp) {
        seenBy[c] = stamp;
        out.contents[m]!++;
      }
      if (finishKinds[k] === 1 && finishedBy[c] !== stamp) {
        finishedBy[c] = stamp;
        out.finished[m]!++;
      }
      if (postKinds[k] === 1) out.posts[m]!++;
      else out.events[m]!++;
      if (day >= recentFrom) out.recent[m]!++;
      else if (day >= beforeFrom) out.before[m]!++;
      if (isWeekend) out.weekend[m]!++;
      if (t === dayStart) out.midnight[m]!++;
      const hour = isRegular ? ((t - dayStart) / HOUR_S) | 0 : localHour(offset, t);
      if (hour >= 22 || hour < 6) out.night[m]!++;
      const weight = weights[k]!;
      score += weight * decay[day]!;
      plain += weight;
      plainOfDay += weight;
    }
    if (plainOfDay > topDay) topDay = plainOfDay;
    out.firstAt[m] = time[from]!;
    out.lastAt[m] = time[end - 1]!;
    out.activeDays[m] = days;
    out.activeDays28[m] = days28;
    out.activeDays90[m] = days90;
    out.longestStreak[m] = longest;
    out.currentStreak[m] = asOfDay - day <= 1 ? streak : 0;
    out.score[m] = score;
    out.topDayShare[m] = plain > 0 ? topDay / plain : 0;
  }
  return out;
}

/** 2^(-age / halfLife) for every day up to the as-of day. Repeated multiplication: the same bits on every machine. */
function decayByDay(asOfDay: number, halfLifeDays: number): Float64Array {
  const decay = new Float64Array(asOfDay + 1);
  const daily = 2 ** (-1 / halfLifeDays);
  let now = 1;
  for (let day = asOfDay; day >= 0; day--) {
    decay[day] = now;
    now *= daily;
  }
  return decay;
}

/** Monday 0 to Sunday 6. Day 0 of 1970 was a Thursday. */
const weekday = ({ firstDay }: Calendar, day: number): number => (((firstDay + day + 3) % 7) + 7) % 7;

/** Hour on the wall clock: on a day that daylight saving makes longer or shorter, seconds since midnight are not it. */
function localHour(offset: (t: number) => number, t: number): number {
  const local = t + offset(t);
  return Math.floor((local - Math.floor(local / DAY_S) * DAY_S) / HOUR_S);
}

/** Actions by weekday (Monday first) and hour on the wall clock of one member. @returns Int32Array[7 * 24]. */
export function weekHours(columns: EventColumns, calendar: Calendar, member: number): Int32Array {
  const { off, time } = columns;
  const offset = offsetOf(calendar.zone);
  const cells = new Int32Array(7 * 24);
  for (let i = off[member]!; i < off[member + 1]!; i++) {
    const t = time[i]!;
    cells[weekday(calendar, dayIndex(calendar, t)) * 24 + localHour(offset, t)]!++;
  }
  return cells;
}

/** How often each member did each kind, up to a second. @param nodeOf Int16[256]: column of each kind, -1 = not counted
 *  @returns Int32[members * kinds], row-major.   Cost: one pass. */
export function countKindsByMember(columns: EventColumns, nodeOf: Int16Array, kinds: number): Int32Array {
  const { off, kind, members } = columns;
  const counts = new Int32Array(members * kinds);
  for (let m = 0; m < members; m++) {
    const row = m * kinds;
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      const k = nodeOf[kind[i]!]!;
      if (k >= 0) counts[row + k]!++;
    }
  }
  return counts;
}
