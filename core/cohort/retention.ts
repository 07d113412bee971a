import { UNKNOWN_TIME } from '../base/columns.ts';
import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { calendarOf, dayIndex, isoDay, periodsOf } from '../kernel/calendar.ts';
import { changePoint } from '../kernel/changePoint.ts';
import { wilson } from '../kernel/interval.ts';
import { countReturns, eachReturn, type ReturnPlan } from '../kernel/returnScan.ts';
import { eachActivePeriod } from '../kernel/scan.ts';
import { calendarOfData, type Grain, kindMask, type Scope, scopeOptions, windowOf, withHistory } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { Retention, RetentionCell, RetentionDefinition, RetentionGroup, RetentionTrend } from './types.ts';

const DAY_S = 86_400;
/** Length of a period counted from the entry on. A month is 30 days there, because it starts in the middle of one. */
const HOURS24_LENGTH: Record<Grain, number> = { day: DAY_S, week: 7 * DAY_S, month: 30 * DAY_S };

/** Who belongs to which group, fixed at entry. Built by the caller: an attribute as in the last export, or segments. */
export interface Breakdown {
  by: string;
  /** Int32[members]: index into `values`; -1 = unknown, left out. */
  code: Int32Array;
  values: string[];
}

/** Of those who entered in a period, how many came back, and when. Exact; Wilson 95 % intervals; unfinished periods marked and left out of means.
 *  Period 0 is the entry period itself (calendar) or the first 24 hours, 7 or 30 days (hours24).
 *  "New" looks at the whole history: the days of the scope choose which cohorts are shown, not who counts as new.
 *  Members who joined before the data begins are in their cohort, with periods before the first day of data marked as not complete.
 *  @throws InputError bad-option: unknown kinds; brackets that overlap.   Cost: one pass over the columns. */
export function countRetentionCells(
  data: Dataset,
  input: Scope & RetentionDefinition,
  breakdown: Breakdown | null = null,
): Result<Retention> {
  const from = fromOf(data, 'retention/2', data.columns.events, {
    ...definitionOptions(input),
    ...scopeOptions(input),
    breakdown: breakdown?.by ?? null,
    interval: 'wilson-95',
  });
  const plan = planOf(data, input);
  if (!plan) return unavailable('no-events', 0, 1, from);
  const { cohorts } = plan;
  const { columnOf, brackets } = columnsOf(plan, input);
  const groups = breakdown?.values.length ?? 1;
  if (groups === 0) return unavailable('no-members', 0, 1, from);
  const counts = countReturns(data.columns, plan, {
    columnOf,
    columns: brackets.length,
    isOnOrAfter: input.mode === 'on-or-after',
    group: breakdown?.code ?? null,
    groups,
  });
  const shown = shownCohorts(plan, input, counts.size, groups);
  const isComplete = completeness(plan, counts);
  const group = (g: number): RetentionGroup => {
    const rows: RetentionGroup['cohorts'] = [];
    for (let c = shown.first; c <= shown.last; c++) {
      const row = g * cohorts.count + c;
      const size = counts.size[row]!;
      const cells: RetentionCell[] = [];
      for (let j = 0; j < brackets.length; j++) {
        const [start, end] = brackets[j]!;
        if (!isStarted(plan, start, counts.firstEntry[c]!)) break;
        const returned = counts.returned[row * brackets.length + j]!;
        const [low, high] = wilson(returned, size);
        cells.push({
          period: start,
          ...(input.mode === 'bracket' ? { to: end } : {}),
          returned,
          rate: size === 0 ? 0 : returned / size,
          low,
          high,
          complete: isComplete(c, start, end),
        });
      }
      rows.push({ start: isoDay(cohorts.firstDay[c]!), size, cells });
    }
    return { value: breakdown?.values[g] ?? null, cohorts: rows, means: meansOf(rows, input.mean) };
  };
  const all = Array.from({ length: groups }, (_, g) => group(g));
  const first = all[0]!;
  return {
    kind: 'retention',
    grain: input.cohort,
    definition: definitionOf(input),
    cohorts: first.cohorts,
    mean: first.means.map((m) => m?.rate ?? null),
    means: first.means,
    groups: breakdown ? all : [],
    from,
  };
}

/** The members of one cell, or of a whole cohort (period null). @returns Uint8[members]. Same definition, same count. */
export function membersOfRetention(
  data: Dataset,
  input: Scope & RetentionDefinition,
  cell: { start: string; period: number | null; to?: number | undefined },
): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const plan = planOf(data, input);
  if (!plan) return chosen;
  const cohort = plan.cohorts.firstDay.findIndex((day) => isoDay(day) === cell.start);
  if (cohort < 0)
    throw new InputError('bad-option', `There is no cohort that starts on ${cell.start} in this data.`, { start: cell.start });
  const last = input.mode === 'on-or-after' ? Infinity : (cell.to ?? cell.period ?? 0);
  eachReturn(
    data.columns,
    plan,
    (m, c) => {
      if (c === cohort && cell.period === null) chosen[m] = 1;
    },
    (m, c, k) => {
      if (c === cohort && cell.period !== null && k >= cell.period && k <= last) chosen[m] = 1;
    },
  );
  return chosen;
}

/** In which cohort each member is, and the last local day of each cohort's period that the data reaches. @returns cohort Int32[members], -1 = none. */
export function entriesOf(data: Dataset, input: Scope & RetentionDefinition): { cohort: Int32Array; ends: string[] } {
  const cohort = new Int32Array(data.columns.members).fill(-1);
  const plan = planOf(data, input);
  if (!plan) return { cohort, ends: [] };
  eachReturn(
    data.columns,
    plan,
    (m, c) => {
      cohort[m] = c;
    },
    () => {},
  );
  return { cohort, ends: Array.from(plan.cohorts.endDay, (end) => isoDay(Math.min(end, plan.dataEndDay) - 1)) };
}

/** How much the choice between calendar periods and 24-hour windows matters: members who count as returned in one and not in the other.
 *  @returns one row a period, at most 31.   Cost: two passes. */
export function compareWindows(data: Dataset, input: Scope & RetentionDefinition) {
  const from = fromOf(data, 'retention-windows/1', data.columns.events, { ...definitionOptions(input), ...scopeOptions(input) });
  const bits = (window: RetentionDefinition['window']): Int32Array | null => {
    const plan = planOf(data, { ...input, window });
    if (!plan) return null;
    const of = new Int32Array(data.columns.members);
    eachReturn(
      data.columns,
      plan,
      () => {},
      (m, _c, k) => {
        if (k < 31) of[m]! |= 1 << k;
      },
    );
    return of;
  };
  const calendar = bits('calendar');
  const hours24 = bits('hours24');
  if (!calendar || !hours24) return unavailable('no-events', 0, 1, from);
  const rows = Array.from({ length: 31 }, (_, period) => ({ period, both: 0, onlyCalendar: 0, onlyHours24: 0 }));
  for (let m = 0; m < calendar.length; m++) {
    for (let k = 0; k < 31; k++) {
      const inOne = (calendar[m]! >>> k) & 1;
      const inOther = (hours24[m]! >>> k) & 1;
      if (inOne && inOther) rows[k]!.both++;
      else if (inOne) rows[k]!.onlyCalendar++;
      else if (inOther) rows[k]!.onlyHours24++;
    }
  }
  const used = rows.findLastIndex((r) => r.both + r.onlyCalendar + r.onlyHours24 > 0);
  return { kind: 'retention-windows' as const, rows: rows.slice(0, used + 1), from };
}

/** One column over the cohorts, and where it changed for good if it did. Cohorts that are not complete are shown and left out of the test.
 *  `change` is null below six complete cohorts, or when all of one column is 0 or 1: then it cannot be told. */
export function retentionTrend(data: Dataset, input: Scope & RetentionDefinition & { column: number }): Result<RetentionTrend> {
  const table = countRetentionCells(data, input);
  if (table.kind === 'unavailable') return table;
  const width = Math.max(0, ...table.cohorts.map((c) => c.cells.length));
  if (input.column >= width)
    throw new InputError('bad-option', `The column should be 0 to ${width - 1}, got ${input.column}.`, { column: input.column });
  const points = table.cohorts.flatMap((c) => {
    const cell = c.cells[input.column];
    return cell ? [{ start: c.start, size: c.size, ...cell }] : [];
  });
  const done = points.filter((p) => p.complete && p.size > 0);
  const found = changePoint(
    done.map((p) => p.returned),
    done.map((p) => p.size),
  );
  const from = { ...table.from, method: 'retention-trend/1', options: { ...table.from.options, column: input.column }, seed: 1 };
  return {
    kind: 'retention-trend',
    points,
    change: found ? { ...found, start: done[found.at]!.start, isReal: found.p < 0.05 } : null,
    from,
  };
}

/** Brackets that follow how long members really stay away: up to the median, the 80th and the 95th percentile of the way from one active period
 *  to the next. @returns rising ranges; none when nobody came twice.   Cost: one pass. */
export function suggestBrackets(data: Dataset, input: Scope & { period: Grain }): Result<SuggestedBrackets> {
  const from = fromOf(data, 'brackets/1', data.columns.events, { period: input.period, ...scopeOptions(input) });
  const window = windowOf(data, input, input.period);
  if (!window) return unavailable('no-events', 0, 1, from);
  const steps = new Float64Array(window.periods.count);
  let member = -1;
  let last = 0;
  eachActivePeriod(data.columns, withHistory(window), (m, p) => {
    if (m === member) steps[p - last]!++;
    member = m;
    last = p;
  });
  const total = steps.reduce((sum, n) => sum + n, 0);
  const shares = [0.5, 0.8, 0.95];
  const ends: number[] = [];
  let sum = 0;
  for (let d = 1; d < steps.length && total > 0; d++) {
    sum += steps[d]!;
    while (ends.length < shares.length && sum >= shares[ends.length]! * total) ends.push(d);
  }
  const brackets: [number, number][] = [];
  for (const end of ends) {
    const start = (brackets.at(-1)?.[1] ?? 0) + 1;
    if (end >= start) brackets.push([start, end]);
  }
  return { kind: 'brackets', brackets, steps: Array.from(steps.subarray(0, Math.min(steps.length, 91))), from };
}

export interface SuggestedBrackets {
  kind: 'brackets';
  brackets: [number, number][];
  /** How often the next active period came so many periods later; index = periods, at most 90. */
  steps: number[];
  from: From;
}

/** Days and seconds that the recorded events cover: only they can tell that somebody did not return. */
interface CohortPlan extends ReturnPlan {
  dataStartDay: number;
  dataEndDay: number;
  dataStartS: number;
  dataEndS: number;
}

function planOf(data: Dataset, input: Scope & RetentionDefinition): CohortPlan | null {
  const span = calendarOfData(data);
  if (!span) return null;
  // The last day of the scope is the last that anybody is watched, as everywhere; the first one only chooses which cohorts are shown.
  const scoped = windowOf(data, input, 'day');
  if (!scoped) return null;
  const watchedS = Math.min(span.lastS, scoped.toS - 1);
  // Joins may lie before the first event and after the last: their days need a place in the calendar.
  let { firstS, lastS } = span;
  if (input.entry === 'joined') {
    for (const t of data.columns.joined) {
      if (t === UNKNOWN_TIME) continue;
      if (t < firstS) firstS = t;
      if (t > lastS) lastS = t;
    }
  }
  if (input.to !== null) lastS = Math.min(lastS, watchedS);
  if (lastS < firstS) return null;
  const watchedDays = dayIndex(span.calendar, watchedS) + 1;
  const calendar = firstS === span.firstS && lastS === span.lastS ? span.calendar : calendarOf(data.zone, firstS, lastS);
  const kindsOf = (choice: RetentionDefinition['return']) =>
    choice === 'any'
      ? kindMask(data, input)
      : choice === 'posts'
        ? kindMask(data, { basis: 'posts', kinds: [] })
        : kindMask(data, { basis: 'all', kinds: choice });
  const cohorts = periodsOf(calendar, input.cohort);
  return {
    calendar,
    cohorts,
    periods: input.period === input.cohort ? cohorts : periodsOf(calendar, input.period),
    entry: input.entry === 'joined' ? 'joined' : kindsOf(input.entry === 'first-event' ? 'any' : input.entry),
    returns: kindsOf(input.return),
    only: input.people?.mask ?? null,
    lengthS: input.window === 'hours24' ? HOURS24_LENGTH[input.period] : 0,
    dataStartDay: span.calendar.firstDay,
    dataEndDay: span.calendar.firstDay + watchedDays,
    dataStartS: span.calendar.start[0]!,
    dataEndS: span.calendar.start[watchedDays]!,
  };
}

/** Which column each period belongs to. */
function columnsOf(plan: ReturnPlan, input: RetentionDefinition): { columnOf: Int32Array; brackets: [number, number][] } {
  const { calendar, periods, lengthS } = plan;
  const longest = lengthS === 0 ? periods.count : Math.ceil((calendar.start[calendar.days]! - calendar.start[0]!) / lengthS);
  const count = Math.min(longest, input.periods ?? longest);
  const brackets: [number, number][] =
    input.mode === 'bracket' ? checkedBrackets(input.brackets) : Array.from({ length: count }, (_, k) => [k, k]);
  const columnOf = new Int32Array(longest).fill(-1);
  brackets.forEach(([start, end], j) => {
    for (let k = start; k <= Math.min(end, longest - 1); k++) columnOf[k] = j;
  });
  // Later than the last column asked for is still "or after".
  if (input.mode === 'on-or-after') columnOf.fill(count - 1, count);
  return { columnOf, brackets };
}

function checkedBrackets(brackets: [number, number][] | null): [number, number][] {
  const rises = brackets?.every(
    ([a, b], i) => Number.isInteger(a) && Number.isInteger(b) && a >= 0 && b >= a && (i === 0 || a > brackets[i - 1]![1]),
  );
  if (!brackets || brackets.length === 0 || !rises)
    throw new InputError(
      'bad-option',
      `Brackets should be rising ranges that do not overlap, such as 1-3,4-7,8-28, got ${brackets ? JSON.stringify(brackets) : 'none'}.`,
      {
        brackets: JSON.stringify(brackets),
      },
    );
  return brackets;
}

/** First and last cohort to show: those with entries, inside the days of the scope, without gaps. */
function shownCohorts(plan: ReturnPlan, { from, to }: Scope, size: Int32Array, groups: number): { first: number; last: number } {
  const { cohorts } = plan;
  let first = cohorts.count;
  let last = -1;
  for (let c = 0; c < cohorts.count; c++) {
    let some = 0;
    for (let g = 0; g < groups; g++) some += size[g * cohorts.count + c]!;
    if (some === 0) continue;
    if (from !== null && isoDay(cohorts.endDay[c]! - 1) < from) continue;
    if (to !== null && isoDay(cohorts.firstDay[c]!) > to) continue;
    first = Math.min(first, c);
    last = c;
  }
  return { first, last };
}

/** Whether anybody of a cohort can have reached period k by the last day of data. */
function isStarted({ calendar, periods, lengthS }: CohortPlan, k: number, firstEntry: number): boolean {
  const entry = Math.min(firstEntry, calendar.start[calendar.days]! - 1);
  if (lengthS !== 0) return entry + k * lengthS < calendar.start[calendar.days]!;
  return periods.ofDay[dayIndex(calendar, entry)]! + k < periods.count;
}

/** A cell is complete when its cohort is over, the period has ended for the last member who entered, and it lies inside the data. */
function completeness(plan: CohortPlan, counts: { firstEntry: Int32Array; lastEntry: Int32Array }) {
  const { calendar, cohorts, periods, lengthS } = plan;
  return (cohort: number, start: number, end: number): boolean => {
    const first = counts.firstEntry[cohort]!;
    const last = counts.lastEntry[cohort]!;
    if (last === UNKNOWN_TIME) return false;
    if (cohorts.endDay[cohort]! > plan.dataEndDay) return false;
    if (lengthS !== 0) return first + start * lengthS >= plan.dataStartS && last + (end + 1) * lengthS <= plan.dataEndS;
    const p = periods.ofDay[dayIndex(calendar, last)]! + end;
    const q = periods.ofDay[dayIndex(calendar, first)]! + start;
    return p < periods.count && periods.endDay[p]! <= plan.dataEndDay && periods.firstDay[q]! >= plan.dataStartDay;
  };
}

/** One value a column over complete cells, with its interval; weighted by cohort size (Wilson of the pooled counts), or each cohort alike
 *  (the cells' Wilson limits put together: MOVER, Zou and Donner 2008). null where no cell is complete. */
function meansOf(cohorts: RetentionGroup['cohorts'], how: RetentionDefinition['mean']): RetentionGroup['means'] {
  const width = cohorts.reduce((w, c) => Math.max(w, c.cells.length), 0);
  return Array.from({ length: width }, (_, j) => {
    let returned = 0;
    let size = 0;
    let rates = 0;
    let below = 0;
    let above = 0;
    let n = 0;
    for (const cohort of cohorts) {
      const cell = cohort.cells[j];
      if (!cell?.complete || cohort.size === 0) continue;
      returned += cell.returned;
      size += cohort.size;
      rates += cell.rate;
      below += (cell.rate - cell.low) ** 2;
      above += (cell.high - cell.rate) ** 2;
      n++;
    }
    if (n === 0) return null;
    if (how === 'simple') {
      const rate = rates / n;
      return { rate, low: rate - Math.sqrt(below) / n, high: rate + Math.sqrt(above) / n, returned, size, cohorts: n };
    }
    const [low, high] = wilson(returned, size);
    return { rate: returned / size, low, high, returned, size, cohorts: n };
  });
}

const definitionOf = ({
  cohort,
  entry,
  period,
  mode,
  brackets,
  window,
  mean,
  ...rest
}: RetentionDefinition): RetentionDefinition => ({
  cohort,
  entry,
  return: rest.return,
  period,
  mode,
  brackets,
  window,
  mean,
  periods: rest.periods,
});

function definitionOptions(input: RetentionDefinition): Record<string, string | number | string[] | null> {
  const { brackets, ...rest } = definitionOf(input);
  return { ...rest, brackets: brackets ? brackets.map(([a, b]) => `${a}-${b}`) : null };
}
