/** Every member's measures and traits, as columns, made once a dataset and set of preferences: lists, segments, clusters and cards read these. */
import { UNKNOWN_TIME } from '../base/columns.ts';
import { dayIndex } from '../kernel/calendar.ts';
import { type Habits, memberHabits } from '../kernel/habits.ts';
import { calendarOfData } from '../scope/index.ts';
import type { Dataset } from '../store/dataset.ts';
import { type Health, healthStates } from './health.ts';
import { LEVELS, levelsOf } from './levels.ts';
import { type FacetColumn, memberTable } from './memberTable.ts';
import { preference } from './preferences.ts';
import type { Preferences } from './preferenceTypes.ts';
import { likesByMember, repliesByMember } from './queries.ts';
import { RFM_CLASSES, type RfmScores, rfmScores } from './rfmScores.ts';
import { FACETS } from './types.ts';

export type MeasureUnit = 'days' | 'count' | 'share' | 'money' | 'points' | 'change';

/** What a measure counts. `log`: counts with a long tail, compared on a log scale. */
export const MEASURES = {
  recencyDays: { unit: 'days', log: true },
  tenureDays: { unit: 'days', log: false },
  events: { unit: 'count', log: true },
  posts: { unit: 'count', log: true },
  activeDays: { unit: 'days', log: true },
  activeDays28: { unit: 'days', log: true },
  streakDays: { unit: 'days', log: true },
  currentStreakDays: { unit: 'days', log: true },
  contents: { unit: 'count', log: true },
  finished: { unit: 'count', log: true },
  depth: { unit: 'share', log: false },
  spend: { unit: 'money', log: true },
  repliesGiven: { unit: 'count', log: true },
  repliesReceived: { unit: 'count', log: true },
  likesGiven: { unit: 'count', log: true },
  likesReceived: { unit: 'count', log: true },
  recent28: { unit: 'count', log: true },
  before28: { unit: 'count', log: true },
  trend: { unit: 'change', log: false },
  weekendShare: { unit: 'share', log: false },
  nightShare: { unit: 'share', log: false },
  score: { unit: 'points', log: true },
} as const satisfies Record<string, { unit: MeasureUnit; log: boolean }>;
export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

export interface Profiles {
  members: number;
  /** Day the profiles stand at: the last with data, as a day number; null when there is no event. */
  asOfDay: number | null;
  /** NaN = not known for this member (missing stays missing). Money in whole units of the community's currency. */
  measures: Record<MeasureName, Float64Array>;
  /** Attributes as in the export, and what is computed here. Code -1 = not known. */
  traits: Record<string, FacetColumn>;
  rfm: RfmScores;
  health: Health;
  habits: Habits;
  /** Second after the last day; for ages. */
  endS: number;
  /** When each member joined, else was first seen; UNKNOWN_TIME when neither is known. Seconds. */
  startedAt: Int32Array;
}

const kept = new WeakMap<Dataset, { key: string; profiles: Profiles }>();
const FINISH_KINDS: ReadonlySet<string> = new Set(['complete', 'lesson_complete', 'finish']);
const DAY_S = 86_400;

/** Cost: one pass over the columns and two grouped queries; kept for the dataset until a preference changes. */
export function memberProfiles(data: Dataset, preferences = preferencesOf(data)): Profiles {
  const key = JSON.stringify(preferences);
  const known = kept.get(data);
  if (known?.key === key) return known.profiles;
  const profiles = makeProfiles(data, preferences);
  kept.set(data, { key, profiles });
  return profiles;
}

export const preferencesOf = (data: Dataset): Preferences => ({
  rfm: preference(data.db, 'rfm'),
  score: preference(data.db, 'score'),
  health: preference(data.db, 'health'),
});

function makeProfiles(data: Dataset, preferences: Preferences): Profiles {
  const n = data.columns.members;
  const span = calendarOfData(data);
  const table = memberTable(data);
  const habits = habitsOf(data, preferences);
  const endS = span ? span.calendar.start[span.calendar.days]! : 0;
  const measures = Object.fromEntries(MEASURE_NAMES.map((name) => [name, new Float64Array(n)])) as Profiles['measures'];
  const startedAt = new Int32Array(n).fill(UNKNOWN_TIME);
  const replies = repliesByMember(data.db, n);
  const likes = likesByMember(data.db, n);
  const dayOf = (t: number) => (span && t >= span.calendar.start[0]! ? dayIndex(span.calendar, Math.min(t, endS - 1)) : null);
  for (let m = 0; m < n; m++) {
    const last = habits.lastAt[m]!;
    const joined = data.columns.joined.length > 0 ? data.columns.joined[m]! : UNKNOWN_TIME;
    startedAt[m] = joined !== UNKNOWN_TIME ? joined : habits.firstAt[m]!;
    const started = startedAt[m]!;
    const startDay = started === UNKNOWN_TIME ? null : dayOf(started);
    const sum = habits.events[m]! + habits.posts[m]!;
    const own = measures;
    own.recencyDays[m] = last === UNKNOWN_TIME ? Number.NaN : span!.calendar.days - 1 - dayOf(last)!;
    own.tenureDays[m] =
      started === UNKNOWN_TIME || !span
        ? Number.NaN
        : Math.max(0, startDay === null ? Math.floor((endS - started) / DAY_S) : span.calendar.days - 1 - startDay);
    own.events[m] = habits.events[m]!;
    own.posts[m] = habits.posts[m]!;
    own.activeDays[m] = habits.activeDays[m]!;
    own.activeDays28[m] = habits.activeDays28[m]!;
    own.streakDays[m] = habits.longestStreak[m]!;
    own.currentStreakDays[m] = habits.currentStreak[m]!;
    own.contents[m] = habits.contents[m]!;
    own.finished[m] = habits.finished[m]!;
    own.depth[m] = habits.contents[m] === 0 ? Number.NaN : habits.finished[m]! / habits.contents[m]!;
    own.spend[m] = table.spend[m]! / 100;
    own.repliesGiven[m] = replies.given[m]!;
    own.repliesReceived[m] = replies.received[m]!;
    own.likesGiven[m] = likes.given[m]!;
    own.likesReceived[m] = likes.received[m]!;
    own.recent28[m] = habits.recent[m]!;
    own.before28[m] = habits.before[m]!;
    const both = habits.recent[m]! + habits.before[m]!;
    own.trend[m] = both === 0 ? Number.NaN : (habits.recent[m]! - habits.before[m]!) / both;
    own.weekendShare[m] = sum === 0 ? Number.NaN : habits.weekend[m]! / sum;
    // Every action at midnight to the second: the export gives days, not times of day.
    own.nightShare[m] = sum === 0 || habits.midnight[m] === sum ? Number.NaN : habits.night[m]! / sum;
    own.score[m] = habits.score[m]!;
  }
  const rfm = rfmScores(
    { recency: measures.recencyDays, frequency: measures.activeDays, depth: measures.depth, spend: measures.spend },
    preferences.rfm,
  );
  const health = healthStates(
    { recencyDays: measures.recencyDays, tenureDays: measures.tenureDays, left: data.columns.left, status: table.facets.status },
    { ...preferences.health, endS },
  );
  const traits: Profiles['traits'] = {};
  for (const facet of FACETS) traits[facet] = table.facets[facet];
  traits['rfm'] = { code: rfm.code, values: RFM_CLASSES.map((c) => c.id) };
  traits['health'] = { code: health.code, values: [...health.states] };
  traits['level'] = { code: levelsOf(measures.score, preferences.score.levelShares).code, values: [...LEVELS] };
  return {
    members: n,
    asOfDay: span ? span.calendar.firstDay + span.calendar.days - 1 : null,
    measures,
    traits,
    rfm,
    health,
    habits,
    endS,
    startedAt,
  };
}

export function weightsOf(data: Dataset, { weights }: Preferences['score']): Float64Array {
  const byCode = new Float64Array(256);
  for (const { code, name, origin } of data.kinds) byCode[code] = weights[name] ?? (origin === 'derived' ? 5 : 1);
  return byCode;
}

function habitsOf(data: Dataset, { score }: Preferences): Habits {
  const span = calendarOfData(data);
  const postKinds = new Uint8Array(256);
  const finishKinds = new Uint8Array(256);
  for (const kind of data.kinds) {
    if (kind.origin === 'derived') postKinds[kind.code] = 1;
    else if (FINISH_KINDS.has(kind.name)) finishKinds[kind.code] = 1;
  }
  const calendar = span?.calendar ?? { zone: data.zone, firstDay: 0, days: 1, start: new Int32Array(2), isRegular: false };
  return memberHabits(data.columns, {
    calendar,
    finishKinds,
    postKinds,
    weights: weightsOf(data, score),
    halfLifeDays: score.halfLifeDays,
    contents: data.contents,
    asOfDay: calendar.days - 1,
  });
}
