/** Local days, weeks and months of a time zone, as lookup tables: scans never call a date library. */

export type Grain = 'day' | 'week' | 'month';

export interface Calendar {
  zone: string;
  /** Number of the first local day, days since 1970-01-01. */
  firstDay: number;
  days: number;
  /** Int32[days + 1]: UTC second at which each local day starts; ascending. Days are 23 to 25 hours long under daylight saving. */
  start: Int32Array;
  /** Every day has 24 hours: then a day's index is a division. */
  isRegular: boolean;
}

const DAY_S = 86_400;
/** 1970-01-01 was a Thursday; Monday is 0. */
const EPOCH_WEEKDAY = 3;

/** The days from the one holding `fromS` to the one holding `toS`, inclusive. Cost: one zone look-up a day. */
export function calendarOf(zone: string, fromS: number, toS: number): Calendar {
  const offset = offsetOf(zone);
  const firstDay = Math.floor((fromS + offset(fromS)) / DAY_S);
  const lastDay = Math.floor((toS + offset(toS)) / DAY_S);
  const days = lastDay - firstDay + 1;
  const start = new Int32Array(days + 1);
  for (let i = 0; i <= days; i++) start[i] = localMidnight(firstDay + i, offset);
  return { zone, firstDay, days, start, isRegular: start.every((s, i) => i === 0 || s - start[i - 1]! === DAY_S) };
}

/** Index of the local day holding second `t`, which must lie inside the calendar. Cost: one division, at most one step aside. */
export function dayIndex(calendar: Calendar, t: number): number {
  const { start, days } = calendar;
  let i = ((t - start[0]!) / DAY_S) | 0; // right, or off by one under daylight saving
  if (i >= days) i = days - 1;
  while (i > 0 && t < start[i]!) i--;
  while (i < days - 1 && t >= start[i + 1]!) i++;
  return i;
}

export interface Periods {
  grain: Grain;
  count: number;
  /** Int32[days]: period index of each local day of the calendar. */
  ofDay: Int32Array;
  /** Day number (since 1970-01-01) of each period's first day, which may lie before the calendar's first day. */
  firstDay: Int32Array;
  /** Day number just after each period's last day. */
  endDay: Int32Array;
}

/** Groups a calendar's days. Weeks run Monday to Sunday. */
export function periodsOf(calendar: Calendar, grain: Grain): Periods {
  const ofDay = new Int32Array(calendar.days);
  const firstDay: number[] = [];
  const endDay: number[] = [];
  for (let i = 0; i < calendar.days; i++) {
    const day = calendar.firstDay + i;
    if (firstDay.length === 0 || day >= endDay.at(-1)!) {
      const [from, to] = periodAround(day, grain);
      firstDay.push(from);
      endDay.push(to);
    }
    ofDay[i] = firstDay.length - 1;
  }
  return { grain, count: firstDay.length, ofDay, firstDay: Int32Array.from(firstDay), endDay: Int32Array.from(endDay) };
}

/** First day and the day after the last of the period that holds `day` (numbers since 1970-01-01). */
export function periodAround(day: number, grain: Grain): [number, number] {
  if (grain === 'day') return [day, day + 1];
  if (grain === 'week') {
    const monday = day - ((((day + EPOCH_WEEKDAY) % 7) + 7) % 7);
    return [monday, monday + 7];
  }
  const date = new Date(day * DAY_S * 1000);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  return [Date.UTC(year, month, 1) / 1000 / DAY_S, Date.UTC(year, month + 1, 1) / 1000 / DAY_S];
}

/** `2026-11-24` of a day number. */
export const isoDay = (day: number): string => new Date(day * DAY_S * 1000).toISOString().slice(0, 10);

/** Day number of `2026-11-24`. NaN when it is no date, as 30 February is none. */
export function dayNumber(iso: string): number {
  const day = Date.parse(`${iso}T00:00:00Z`) / 1000 / DAY_S;
  return Number.isInteger(day) && isoDay(day) === iso ? day : Number.NaN;
}

/** UTC second of local midnight of a day number; where that midnight does not exist, the first second after the gap. */
export function localMidnight(day: number, offset: (utcS: number) => number): number {
  const local = day * DAY_S;
  // Two tries settle every zone: the offset at the guess, then the offset at the corrected guess.
  let utc = local - offset(local);
  utc = local - offset(utc);
  if (Math.floor((utc + offset(utc)) / DAY_S) < day) utc += local - (utc + offset(utc)); // midnight skipped
  if (Math.floor((utc - 1 + offset(utc - 1)) / DAY_S) >= day) {
    // midnight came twice: the day starts at the first
    const before = offset(utc - DAY_S / 2);
    const early = local - before;
    if (Math.floor((early - 1 + offset(early - 1)) / DAY_S) < day) utc = early;
  }
  return utc;
}

const offsets = new Map<string, (utcS: number) => number>();

/** Seconds to add to UTC for local time. Each quarter hour of the axis is looked up once and remembered. @throws RangeError: no such zone. */
export function offsetOf(zone: string): (utcS: number) => number {
  let offset = offsets.get(zone);
  if (!offset) offsets.set(zone, (offset = offsetTable(zone)));
  return offset;
}

function offsetTable(zone: string): (utcS: number) => number {
  if (zone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcS) => {
    const hour = Math.floor(utcS / 900); // zones change on quarter hours
    let offset = known.get(hour);
    if (offset === undefined) {
      const at = hour * 900;
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(at * 1000)) part[type] = Number(value);
      const local =
        Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour']!, part['minute']!, part['second']!) / 1000;
      offset = local - at;
      known.set(hour, offset);
    }
    return offset;
  };
}
