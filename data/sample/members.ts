/** Who is in the club: staff, experts, bots, advertisers in disguise, and some three thousand members. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { DAYS, END_MS, msOfDay, START_MS } from './calendar.ts';
import { BEHAVIOURS, type Behaviour } from './clusters.ts';
import { LONG_NICKNAME, nickname } from './nicknames.ts';
import * as places from './places.ts';
import { chance, keyOf, sampler, stream } from './streams.ts';
import { tableOf } from './table.ts';
import { TOPICS } from './topics/index.ts';
import type { Lang, SampleTable } from './types.ts';

export interface Member {
  i: number;
  key: string;
  handle: string;
  role: 'owner' | 'admin' | 'moderator' | 'expert' | 'bot' | 'member';
  lang: Lang;
  behaviour: Behaviour;
  topic: number;
  topic2: number;
  joinedMs: number;
  isSpammer: boolean;
  /** Multiplies the activity of the behaviour. */
  drive: number;
  occupation: string;
  birthYear: number;
  gender: string;
  // Filled by the memberships.
  plan: string | null;
  status: 'active' | 'expired' | 'suspended' | 'deleted';
  leftMs: number | null;
  /** No activity after this. */
  untilMs: number;
}

const STAFF: readonly [Member['role'], string, Lang][] = [
  ['owner', '青梧', 'zh'],
  ['admin', '小满·班主任', 'zh'],
  ['moderator', '阿槐（值班）', 'zh'],
  ['moderator', 'Robin (community)', 'en'],
  ['expert', '林老师', 'zh'],
  ['expert', '周老师', 'zh'],
  ['expert', '沈老师', 'zh'],
  ['expert', '顾老师', 'zh'],
  ['expert', '许老师', 'zh'],
  ['expert', '程老师', 'zh'],
  ['expert', '何老师', 'zh'],
  ['expert', '苏老师', 'zh'],
  ['expert', 'Ms Avery', 'en'],
  ['expert', 'Mr Lindqvist', 'en'],
  ['expert', 'Dr Okoro', 'en'],
  ['expert', 'Coach Tan', 'en'],
  ['bot', '课表小助手 🤖', 'zh'],
  ['bot', 'welcome-bot', 'en'],
];

/** Launches that bring a wave: day of the window and size. */
const WAVES: readonly [number, number][] = [
  [0, 30],
  [61, 12],
  [121, 16],
  [212, 13],
  [304, 20],
  [365, 24],
  [455, 11],
  [487, 15],
  [580, 10],
  [669, 19],
];

export function makeMembers(seed: number, scale: number): Member[] {
  const rng = stream(seed, 'members');
  const total = Math.max(STAFF.length + 60, Math.round(3000 * scale));
  const drawDay = sampler(joinWeights());
  const joins = Array.from({ length: total - STAFF.length }, () => {
    const day = drawDay(rng);
    return (
      msOfDay(day, rng.pick([7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 19, 20, 21, 22, 23])) +
      rng.below(60) * MINUTE_MS +
      rng.below(60) * 1000
    );
  }).sort((a, b) => a - b);
  const taken = new Set<string>();
  const members: Member[] = [];
  for (const [role, handle, lang] of STAFF) {
    const cluster = role === 'expert' || role === 'owner' ? 0 : 3;
    const m = draft(rng, members.length, lang, BEHAVIOURS[cluster]!, START_MS + HOUR_MS * 7 + members.length * MINUTE_MS);
    const nth = members.length - 4;
    members.push({ ...m, role, handle, topic: role === 'expert' ? nth % TOPICS.length : m.topic, untilMs: END_MS });
    taken.add(handle);
  }
  const spammers = Math.max(4, Math.round(46 * scale));
  const spammerEvery = Math.floor(joins.length / spammers);
  joins.forEach((joinedMs, n) => {
    const isSpammer = n % spammerEvery === spammerEvery - 1;
    const behaviour = isSpammer
      ? BEHAVIOURS[4]!
      : rng.pick(
          BEHAVIOURS,
          BEHAVIOURS.map((b) => b.share),
        );
    const lang: Lang = chance(rng, 0.7) ? 'zh' : 'en';
    const m = draft(rng, members.length, lang, behaviour, joinedMs);
    m.isSpammer = isSpammer;
    m.handle = n === 7 ? LONG_NICKNAME : nickname(rng, lang, taken);
    members.push(m);
  });
  return members;
}

function draft(rng: Random, i: number, lang: Lang, behaviour: Behaviour, joinedMs: number): Member {
  const topic = rng.pick([0, 1, 2, 3, 4, 5, 6, 7], [14, 13, 15, 13, 14, 9, 12, 10]);
  const fit = places.TOPIC_FIT[TOPICS[topic]!.key]!;
  const occupation = rng.pick(
    places.OCCUPATIONS,
    places.OCCUPATION_WEIGHTS.map((w, o) => w * (fit[o] ?? 1)),
  );
  const age = occupation.startsWith('学生')
    ? 18 + rng.below(8)
    : occupation.startsWith('退休')
      ? 55 + rng.below(16)
      : 22 + rng.below(16) + rng.below(17);
  return {
    i,
    key: keyOf('m', i + 1, 4),
    handle: '',
    role: 'member',
    lang,
    behaviour,
    topic,
    topic2: (topic + 1 + rng.below(TOPICS.length - 1)) % TOPICS.length,
    joinedMs,
    isSpammer: false,
    drive: 0.78 + rng.unit() * 0.44,
    occupation,
    birthYear: 2025 - age,
    gender: chance(rng, topic === 4 ? 0.8 : 0.62) ? 'female' : 'male',
    plan: null,
    status: 'active',
    leftMs: null,
    untilMs: END_MS,
  };
}

function joinWeights(): Float64Array {
  const weights = new Float64Array(DAYS);
  for (let day = 0; day < DAYS; day++) weights[day] = 1.5 + day / 730;
  for (const [start, size] of WAVES) {
    let left = size;
    for (let day = start; day < Math.min(DAYS, start + 30); day++) {
      weights[day]! += left;
      left *= 0.8;
    }
  }
  for (let day = DAYS - 14; day < DAYS; day++) weights[day] = 0.8;
  return weights;
}

/** The member table: attributes have gaps, as on a form where nothing is required. */
export function memberTable(seed: number, members: readonly Member[]): SampleTable {
  const rng = stream(seed, 'attributes');
  const out = tableOf('member', [
    'source_key',
    'handle',
    'joined_at',
    'left_at',
    'role',
    'status',
    'birth_year',
    'age_band',
    'gender',
    'occupation',
    'education',
    'region',
    'country',
    'city',
    'acquisition_channel',
    'plan',
    'attr:interest',
    'attr:weekly_hours_goal',
  ]);
  const homeWeights = places.HOME.map((p) => p.weight);
  const abroadWeights = places.ABROAD.map((p) => p.weight);
  for (const m of members) {
    const isBot = m.role === 'bot';
    const maybe = <T>(p: number, value: T): T | null => (chance(rng, p) && !isBot ? value : null);
    const abroad = chance(rng, m.lang === 'en' ? 0.82 : 0.08);
    const place = rng.pick(abroad ? places.ABROAD : places.HOME, abroad ? abroadWeights : homeWeights);
    const city = rng.pick(place.cities);
    const region = maybe(0.84, place.region);
    const knowsAge = chance(rng, 0.6) && !isBot;
    const age = 2025 - m.birthYear;
    out.add({
      source_key: m.key,
      handle: m.handle,
      joined_at: m.joinedMs,
      left_at: m.leftMs,
      role: m.role,
      status: m.status,
      birth_year: knowsAge ? m.birthYear : null,
      age_band: knowsAge ? places.AGE_BANDS.find(([top]) => age <= top)![1] : null,
      gender: maybe(0.66, chance(rng, 0.015) ? 'other' : m.gender),
      occupation: maybe(0.7, m.occupation),
      education: maybe(0.58, rng.pick(places.EDUCATIONS, places.EDUCATION_WEIGHTS)),
      region,
      country: region ? place.country : maybe(0.4, place.country),
      city: region ? maybe(0.8, city) : null,
      acquisition_channel: maybe(0.88, rng.pick(places.CHANNELS, places.CHANNEL_WEIGHTS)),
      plan: m.plan,
      'attr:interest': maybe(0.62, TOPICS[m.topic]!.key),
      'attr:weekly_hours_goal': maybe(0.45, rng.pick([1, 2, 3, 4, 5, 7, 10], [3, 6, 8, 4, 5, 3, 1])),
    });
  }
  return out.table;
}

/** Milliseconds a member was there, from joining to the end of the activity. */
export const stayDays = (m: Member): number => Math.max(1, Math.ceil((m.untilMs - m.joinedMs) / DAY_MS));
