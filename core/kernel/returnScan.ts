/** Who comes back after an entry, and when: one pass over the event columns. Inputs are trusted and not modified. */
import { type EventColumns, UNKNOWN_TIME } from '../base/columns.ts';
import { type Calendar, dayIndex, type Periods } from './calendar.ts';

/** What counts as entering and as returning. */
export interface ReturnPlan {
  calendar: Calendar;
  /** Periods that group the entries, and periods that are counted after them. */
  cohorts: Periods;
  periods: Periods;
  /** 'joined' = the join date; else the first event of a kind marked 1; null = the first event of any kind. */
  entry: 'joined' | Uint8Array | null;
  /** Uint8[256]; null = every kind. */
  returns: Uint8Array | null;
  /** Uint8[members]: 1 where the member counts; null = everybody. */
  only: Uint8Array | null;
  /** 0 = calendar periods: period 0 is the calendar period that holds the entry. Else periods of so many seconds from the entry on. */
  lengthS: number;
}

/** Calls `enter` once a member with an entry, then `visit` once for each period with a return, periods ascending from 0.
 *  In calendar periods the whole entry period counts as period 0, also what the member did in it before the entry.
 *  Cost: as eachActivePeriod; entries by kind look up one kind an event until the first hit. */
export function eachReturn(
  columns: EventColumns,
  plan: ReturnPlan,
  enter: (member: number, cohort: number, entryS: number) => void,
  visit: (member: number, cohort: number, period: number) => void,
): void {
  const { off, time, kind, joined, members } = columns;
  const { calendar, cohorts, periods, entry, returns, only, lengthS } = plan;
  const firstS = calendar.start[0]!;
  const endS = calendar.start[calendar.days]!;
  const periodEnd = new Int32Array(periods.count);
  const periodStart = new Int32Array(periods.count).fill(2147483647);
  for (let day = calendar.days - 1; day >= 0; day--) {
    const p = periods.ofDay[day]!;
    periodEnd[p] = Math.max(periodEnd[p]!, calendar.start[day + 1]!);
    periodStart[p] = calendar.start[day]!;
  }
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const from = off[m]!;
    let end = off[m + 1]!;
    while (end > from && time[end - 1]! >= endS) end--; // after the calendar nobody is watched
    let entryS = UNKNOWN_TIME;
    if (entry === 'joined') {
      if (joined.length > 0) entryS = joined[m]!;
    } else {
      let i = from;
      if (entry !== null) while (i < end && entry[kind[i]!] === 0) i++;
      if (i < end) entryS = time[i]!;
    }
    if (entryS === UNKNOWN_TIME || entryS < firstS || entryS >= endS) continue;
    const entryDay = dayIndex(calendar, entryS);
    const cohort = cohorts.ofDay[entryDay]!;
    enter(m, cohort, entryS);
    const entryPeriod = periods.ofDay[entryDay]!;
    const startS = lengthS === 0 ? periodStart[entryPeriod]! : entryS;
    let i = from;
    while (i < end && time[i]! < startS) i++;
    while (i < end) {
      const t = time[i]!;
      let k: number;
      let until: number;
      if (lengthS === 0) {
        const p = periods.ofDay[dayIndex(calendar, t)]!;
        k = p - entryPeriod;
        until = periodEnd[p]!;
      } else {
        k = Math.floor((t - entryS) / lengthS);
        until = entryS + (k + 1) * lengthS;
      }
      let hits = 0;
      if (returns === null) {
        hits = 1;
        do i++;
        while (i < end && time[i]! < until);
      } else {
        do {
          hits |= returns[kind[i]!]!;
          i++;
        } while (i < end && time[i]! < until);
      }
      if (hits !== 0) visit(m, cohort, k);
    }
  }
}

/** Members of each cohort, and how many of them returned in each column.
 *  @param options.columnOf Int32[periods]: column of each period; -1 = in none. Ascending where set.
 *  @param options.isOnOrAfter a column also counts everybody who returned in a later one
 *  @param options.group Int32[members]: group of each member, -1 = left out; null = one group
 *  @returns size Int32[groups * cohorts]; returned Int32[groups * cohorts * columns], row-major; first and last entry second of each cohort */
export function countReturns(
  columns: EventColumns,
  plan: ReturnPlan,
  options: { columnOf: Int32Array; columns: number; isOnOrAfter: boolean; group: Int32Array | null; groups: number },
): { size: Int32Array; returned: Int32Array; firstEntry: Int32Array; lastEntry: Int32Array } {
  const { columnOf, columns: width, isOnOrAfter, group, groups } = options;
  const isPlain =
    plan.entry === null && plan.returns === null && plan.lengthS === 0 && plan.cohorts === plan.periods && group === null;
  if (isPlain && !isOnOrAfter && columnOf.every((column, k) => column === k)) return firstSeenReturns(columns, plan, width);
  const n = plan.cohorts.count;
  const size = new Int32Array(groups * n);
  const returned = new Int32Array(groups * n * width);
  const firstEntry = new Int32Array(n).fill(2147483647);
  const lastEntry = new Int32Array(n).fill(UNKNOWN_TIME);
  let row = -1; // of the member being scanned
  let lastColumn = -1;
  const close = () => {
    if (isOnOrAfter && row >= 0 && lastColumn >= 0) returned[row * width + lastColumn]!++;
  };
  eachReturn(
    columns,
    plan,
    (m, cohort, entryS) => {
      close();
      lastColumn = -1;
      const g = group === null ? 0 : group[m]!;
      row = g < 0 ? -1 : g * n + cohort;
      if (row < 0) return;
      size[row]!++;
      if (entryS < firstEntry[cohort]!) firstEntry[cohort] = entryS;
      if (entryS > lastEntry[cohort]!) lastEntry[cohort] = entryS;
    },
    (_m, _cohort, k) => {
      if (row < 0 || k >= columnOf.length) return;
      const column = columnOf[k]!;
      if (column < 0 || column === lastColumn) return;
      lastColumn = column;
      if (!isOnOrAfter) returned[row * width + column]!++;
    },
  );
  close();
  if (isOnOrAfter)
    for (let r = 0; r < groups * n; r++)
      for (let k = width - 2; k >= 0; k--) returned[r * width + k]! += returned[r * width + k + 1]!;
  return { size, returned, firstEntry, lastEntry };
}

/** The common case: cohorts by first action, any action is a return, a column a period. The same counts, without a call for each of them. */
function firstSeenReturns(columns: EventColumns, plan: ReturnPlan, width: number): ReturnType<typeof countReturns> {
  const { off, time, members } = columns;
  const { calendar, periods, only } = plan;
  const { ofDay, count: n } = periods;
  const endS = calendar.start[calendar.days]!;
  const size = new Int32Array(n);
  const returned = new Int32Array(n * width);
  const firstEntry = new Int32Array(n).fill(2147483647);
  const lastEntry = new Int32Array(n).fill(UNKNOWN_TIME);
  const periodEnd = new Int32Array(n);
  for (let day = 0; day < calendar.days; day++) periodEnd[ofDay[day]!] = calendar.start[day + 1]!;
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    let end = off[m + 1]!;
    let i = off[m]!;
    while (end > i && time[end - 1]! >= endS) end--;
    if (i === end) continue;
    const entryS = time[i]!;
    const entry = ofDay[dayIndex(calendar, entryS)]!;
    size[entry]!++;
    if (entryS < firstEntry[entry]!) firstEntry[entry] = entryS;
    if (entryS > lastEntry[entry]!) lastEntry[entry] = entryS;
    const row = entry * width - entry;
    let period = entry;
    while (true) {
      returned[row + period]!++;
      const until = periodEnd[period]!;
      do i++;
      while (i < end && time[i]! < until);
      if (i === end) break;
      // Most often the next period: then no day has to be worked out.
      period = time[i]! < periodEnd[period + 1]! ? period + 1 : ofDay[dayIndex(calendar, time[i]!)]!;
    }
  }
  return { size, returned, firstEntry, lastEntry };
}
