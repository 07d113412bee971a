import { UNKNOWN_TIME } from '../base/columns.ts';
import type { From, Result } from '../base/result.ts';
import { type FollowUpTimes, timeToAct, timeToSilence } from '../kernel/lapse.ts';
import { kaplanMeier } from '../kernel/survival/kaplanMeier.ts';
import { survivalQuantile } from '../kernel/survival/quantile.ts';
import { calendarOfData, kindMask, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { survivalTable } from './survivalTable.ts';
import type { SurvivalResult } from './types.ts';

const DAY_S = 86_400;

/** Groups of members, fixed; made by the caller. */
export interface StayGroups {
  by: string;
  /** Int32[members]: index into `values`; -1 = left out. */
  code: Int32Array;
  values: string[];
}

export interface Stay extends SurvivalResult {
  definition: StayDefinition;
  /** Members left out: no known start, or a start before the data begins, when nobody watched. */
  leftOut: number;
}

export interface StayDefinition {
  /** join date, else first action; or the first action always. */
  start: 'joined' | 'first-event';
  /** silent: the first silence of `silenceDays`. left: the date of leaving in the export. */
  end: 'silent' | 'left';
  silenceDays: number;
}

/** How long do members stay, in days? Kaplan-Meier curves with log-log bands, whether groups differ (log-rank), and the mean time kept (RMST).
 *  `silent`: a member leaves with the last action before the first silence of so many days; a silence that the data ends too early to watch whole
 *  does not count, so nobody is said to have left because the export stops. `left`: by the date of leaving; others are still there.
 *  @returns unavailable: no-events, too-few-members, too-few-events.   Cost: one pass and one sort. */
export function followStay(
  data: Dataset,
  input: { people?: People | null } & StayDefinition,
  groups: StayGroups | null = null,
): Result<Stay> {
  const { start, end, silenceDays } = input;
  const from = fromOf(data, 'stay/1', data.columns.events, {
    start,
    end,
    silenceDays,
    breakdown: groups?.by ?? null,
    people: input.people?.label ?? null,
  });
  const span = calendarOfData(data);
  if (!span) return unavailable('no-events', 0, 1, from);
  const { columns } = data;
  const endS = span.calendar.start[span.calendar.days]!;
  const startS = new Int32Array(columns.members).fill(UNKNOWN_TIME);
  let leftOut = 0;
  for (let m = 0; m < columns.members; m++) {
    if (input.people?.mask[m] === 0) continue;
    const joined = columns.joined.length > 0 ? columns.joined[m]! : UNKNOWN_TIME;
    const first = columns.off[m]! < columns.off[m + 1]! ? columns.time[columns.off[m]!]! : UNKNOWN_TIME;
    const s = start === 'joined' && joined !== UNKNOWN_TIME ? joined : first;
    const isSeen = s !== UNKNOWN_TIME && s >= span.calendar.start[0]! && s < endS && (groups === null || groups.code[m]! >= 0);
    if (isSeen) startS[m] = s;
    else leftOut++;
  }
  const times =
    end === 'silent'
      ? timeToSilence(columns, { startS, silenceS: silenceDays * DAY_S, endS, only: null })
      : timeToLeaving(startS, columns.left, endS);
  const result = survivalTable(
    {
      durations: times.duration.map((s) => s / DAY_S),
      events: times.event,
      ...(groups ? { groups: Array.from(times.member, (m) => groups.values[groups.code[m]!]!) } : {}),
    },
    from,
  );
  if (result.kind === 'unavailable') return { ...result, from: { ...result.from, method: 'stay/1' } };
  return { ...result, from: { ...result.from, method: 'stay/1' }, definition: { start, end, silenceDays }, leftOut };
}

function timeToLeaving(startS: Int32Array, left: Int32Array, endS: number): FollowUpTimes {
  const rows = Array.from(startS.keys()).filter((m) => startS[m] !== UNKNOWN_TIME);
  const gone = (m: number) => left.length > 0 && left[m] !== UNKNOWN_TIME && left[m]! < endS;
  return {
    member: Int32Array.from(rows),
    duration: Float64Array.from(rows, (m) => Math.max(0, (gone(m) ? left[m]! : endS) - startS[m]!)),
    event: Uint8Array.from(rows, (m) => (gone(m) ? 1 : 0)),
  };
}

export interface TimeBetween {
  kind: 'time-between';
  fromKinds: string[];
  toKinds: string[];
  /** Members who did the first; of them, who did the second afterwards, and who have not yet. */
  members: number;
  done: number;
  waiting: number;
  /** Days by which 10, 50 and 90 of 100 have done it, those still waiting counted as waiting; null = not reached yet. */
  quantiles: { share: number; value: number | null; low: number | null; high: number | null }[];
  /** Share that has done it, by days. */
  curve: { days: number[]; done: number[]; low: number[]; high: number[] };
  from: From;
}

const FEWEST = 10;
const CURVE_POINTS = 200;

/** How long from one act to the next? From each member's first act of one sort to the first of another after it, with those who have not done it
 *  yet counted as waiting (Kaplan-Meier), not left out: leaving them out would make a slow step look fast.   Cost: one pass and one sort. */
export function timeBetween(
  data: Dataset,
  input: { people?: People | null; fromKinds: string[]; toKinds: string[] },
): Result<TimeBetween> {
  const { fromKinds, toKinds } = input;
  const from = fromOf(data, 'time-between/1', data.columns.events, { fromKinds, toKinds, people: input.people?.label ?? null });
  const span = calendarOfData(data);
  if (!span) return unavailable('no-events', 0, 1, from);
  const mask = (kinds: string[]) => kindMask(data, { basis: 'all', kinds });
  const times = timeToAct(data.columns, {
    from: mask(fromKinds),
    to: mask(toKinds),
    endS: span.calendar.start[span.calendar.days]!,
    only: input.people?.mask ?? null,
  });
  const n = times.duration.length;
  if (n < FEWEST) return unavailable('too-few-members', n, FEWEST, from);
  const done = times.event.reduce((sum, e) => sum + e, 0);
  const curve = kaplanMeier({ durations: times.duration.map((s) => s / DAY_S), events: times.event }, { band: 'log-log' });
  const finite = (v: number) => (Number.isFinite(v) ? v : null);
  const step = Math.max(1, Math.ceil(curve.times.length / CURVE_POINTS));
  const shown = Array.from(curve.times.keys()).filter((i) => i % step === 0 || i === curve.times.length - 1);
  return {
    kind: 'time-between',
    fromKinds,
    toKinds,
    members: n,
    done,
    waiting: n - done,
    quantiles: [0.1, 0.5, 0.9].map((share) => {
      const q = survivalQuantile(curve, share);
      return { share, value: finite(q.value), low: finite(q.low), high: finite(q.high) };
    }),
    curve: {
      days: shown.map((i) => curve.times[i]!),
      done: shown.map((i) => 1 - curve.survival[i]!),
      low: shown.map((i) => 1 - curve.high[i]!),
      high: shown.map((i) => 1 - curve.low[i]!),
    },
    from,
  };
}
