import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { isoDay } from '../kernel/calendar.ts';
import { weekHours } from '../kernel/habits.ts';
import { wilson } from '../kernel/interval.ts';
import { type Spread, spreadOf } from '../kernel/summary.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { HEALTH_RULES, HEALTH_STATES } from './health.ts';
import { LEVELS } from './levels.ts';
import { memberTable } from './memberTable.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName, type MeasureUnit, memberProfiles, preferencesOf } from './profiles.ts';
import { RFM_CLASSES } from './rfmScores.ts';
import { topicsOfMember } from './topics.ts';

/** So many of how many, with its Wilson 95 % interval. */
export interface Share {
  value: string;
  members: number;
  share: number;
  low: number;
  high: number;
}

export interface ProfilesOverview {
  kind: 'profiles';
  members: number;
  /** Day the profiles stand at, ISO date. */
  asOf: string | null;
  measures: ({ name: MeasureName; unit: MeasureUnit; missing: number } & Known<Spread>)[];
  health: Share[];
  levels: Share[];
  rfm: Share[];
  from: From;
}

/** How the members' measures are spread, and how many are in each state, level and class. Missing values stay missing and are counted. */
export function describeProfiles(data: Dataset, { people = null }: { people?: People | null } = {}): Result<ProfilesOverview> {
  const from = fromOf(data, 'profiles/1', data.columns.events, { people: people?.label ?? null });
  const chosen = people ? people.mask.reduce((n, is) => n + is, 0) : data.columns.members;
  if (chosen === 0) return unavailable('no-members', 0, 1, from);
  const { measures, traits, asOfDay } = memberProfiles(data);
  const own = (values: Float64Array) => (people ? values.filter((_, m) => people.mask[m] === 1) : values);
  return {
    kind: 'profiles',
    members: chosen,
    asOf: asOfDay === null ? null : isoDay(asOfDay),
    measures: MEASURE_NAMES.map((name) => {
      const spread = spreadOf(own(measures[name]), MEASURES[name]);
      return { name, unit: MEASURES[name].unit, missing: chosen - spread.known, ...orNull(spread) };
    }),
    health: sharesOf(traits['health']!, HEALTH_STATES, people),
    levels: sharesOf(traits['level']!, LEVELS, people),
    rfm: sharesOf(
      traits['rfm']!,
      RFM_CLASSES.map((c) => c.id),
      people,
    ),
    from,
  };
}

/** Figures that are not known when nobody has a value: null instead of NaN, which no wire carries. */
export type Known<S> = {
  [K in keyof S]: K extends 'known' | 'outliers'
    ? S[K]
    : S[K] extends number
      ? number | null
      : S[K] extends object
        ? Known<S[K]>
        : S[K];
};

function orNull<S extends object>(figures: S): Known<S> {
  const entries = Object.entries(figures).map(([name, v]) => [
    name,
    typeof v === 'object' ? orNull(v as object) : Number.isNaN(v) ? null : v,
  ]);
  return Object.fromEntries(entries) as Known<S>;
}

/** Members per value, in the order given; of those whose value is known. */
export function sharesOf(
  { code }: { code: Int32Array },
  values: readonly string[],
  people: { mask: Uint8Array } | null = null,
): Share[] {
  const counts = new Int32Array(values.length);
  let known = 0;
  for (let m = 0; m < code.length; m++) {
    if (code[m]! < 0 || people?.mask[m] === 0) continue;
    counts[code[m]!]!++;
    known++;
  }
  return values.map((value, v) => {
    const [low, high] = wilson(counts[v]!, known);
    return { value, members: counts[v]!, share: known === 0 ? 0 : counts[v]! / known, low, high };
  });
}

export interface MemberProfile {
  kind: 'profile';
  memberNo: number;
  memberId: string;
  handle: string | null;
  asOf: string | null;
  /** value: null = not known. rank: share of the members with a known value that have less, 0..1. isOutlier: beyond the fence. */
  measures: {
    name: MeasureName;
    unit: MeasureUnit;
    value: number | null;
    rank: number | null;
    typical: number | null;
    isOutlier: boolean;
  }[];
  /** Attributes and computed classes; null = not known. */
  traits: Record<string, string | null>;
  /** Which rule gave the health state. */
  healthRule: (typeof HEALTH_RULES)[number] | null;
  rfmScores: Record<string, number>;
  /** Topics of what was written and touched, most first. */
  topics: { topic: string; actions: number; share: number }[];
  /** Int32-like [7 * 24]: actions by weekday (Monday first) and hour on the wall clock. */
  weekHours: number[];
  from: From;
}

/** One member's measures beside the community's. @throws InputError not-found. */
export function describeProfile(data: Dataset, memberNo: number): MemberProfile {
  const profiles = memberProfiles(data);
  if (!(memberNo >= 1 && memberNo <= profiles.members))
    throw new InputError('not-found', `There is no member number ${memberNo} in this workspace.`, { memberNo });
  const m = memberNo - 1;
  const span = calendarOfData(data);
  const table = memberTable(data);
  const measures = MEASURE_NAMES.map((name) => {
    const column = profiles.measures[name];
    const value = column[m]!;
    const spread = spreadCache(column, MEASURES[name].log);
    let less = 0;
    for (let i = 0; i < column.length; i++) less += column[i]! < value ? 1 : 0;
    return {
      name,
      unit: MEASURES[name].unit,
      value: Number.isNaN(value) ? null : value,
      rank: Number.isNaN(value) ? null : less / Math.max(1, spread.known),
      typical: spread.known === 0 ? null : spread.median,
      isOutlier: value < spread.fence.low || value > spread.fence.high,
    };
  });
  const traits: Record<string, string | null> = {};
  for (const [name, { code, values }] of Object.entries(profiles.traits)) traits[name] = code[m]! < 0 ? null : values[code[m]!]!;
  return {
    kind: 'profile',
    memberNo,
    memberId: table.id[m]!,
    handle: table.handle[m]!,
    asOf: profiles.asOfDay === null ? null : isoDay(profiles.asOfDay),
    measures,
    traits,
    healthRule: HEALTH_RULES[profiles.health.rule[m]!] ?? null,
    rfmScores: Object.fromEntries(Object.entries(profiles.rfm.scores).map(([d, scores]) => [d, scores[m]!])),
    topics: topicsOfMember(data, memberNo),
    weekHours: span ? Array.from(weekHours(data.columns, span.calendar, m)) : [],
    from: fromOf(data, 'profile/1', data.columns.off[m + 1]! - data.columns.off[m]!, {
      memberNo,
      preferences: JSON.stringify(preferencesOf(data)),
    }),
  };
}

const spreads = new WeakMap<Float64Array, Spread>();
function spreadCache(column: Float64Array, log: boolean): Spread {
  const known = spreads.get(column);
  if (known) return known;
  const made = spreadOf(column, { log });
  spreads.set(column, made);
  return made;
}

/** Member number of a native or full member id. @throws InputError not-found. */
export function memberNoOf(data: Dataset, id: string): number {
  const { id: ids } = memberTable(data);
  const exact = ids.indexOf(id);
  if (exact >= 0) return exact + 1;
  const ends = ids.flatMap((known, m) => (known.endsWith(`:${id}`) ? [m] : []));
  if (ends.length === 1) return ends[0]! + 1;
  if (ends.length > 1)
    throw new InputError(
      'not-found',
      `"${id}" is the id of ${ends.length} members from different sources. Write <source>:${id}.`,
      { id },
    );
  const number = Number(id);
  if (Number.isInteger(number) && number >= 1 && number <= ids.length) return number;
  throw new InputError(
    'not-found',
    `There is no member "${id}" in this workspace. Use an id as in the export, or a member number.`,
    { id },
  );
}
