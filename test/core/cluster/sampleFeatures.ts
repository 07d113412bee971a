/** Features of the sample community's members, counted straight from the generator's rows, without the engine. */

import type { ClusterInput } from '../../../core/cluster/index.ts';
import { generateSample } from '../../../data/sample/generate.ts';

const DAY_MS = 86_400_000;
/** China has no daylight saving. */
const ZONE_MS = 8 * 3_600_000;

export interface SampleFeatures {
  input: ClusterInput;
  /** Planted behaviour per member as a number; -1 for the two bots. */
  planted: Int32Array;
  keys: string[];
}

export function sampleFeatures(options: { seed?: number; scale?: number } = {}): SampleFeatures {
  const sample = generateSample(options);
  const rowsOf = (entity: string) => {
    const table = sample.tables.find((t) => t.entity === entity)!;
    return table.rows.map((row) => Object.fromEntries(table.columns.map((c, i) => [c, row[i] ?? null])));
  };
  const members = rowsOf('member');
  const keys = members.map((m) => m['source_key']!);
  const numberOf = new Map(keys.map((key, i) => [key, i]));
  const n = members.length;
  const column = (fill = 0) => new Float64Array(n).fill(fill);
  const events = column();
  const [spend, posts, repliesGiven, repliesReceived] = [column(), column(), column(), column()];
  const [likesGiven, likesReceived] = [column(), column()];
  const [weekend, night, recent] = [column(), column(), column()];
  const days = Array.from({ length: n }, () => new Set<number>());
  const seen = Array.from({ length: n }, () => new Set<string>());
  const kinds = new Map<string, Float64Array>();
  const last = column(-Infinity);
  const endMs = rowsOf('event').reduce((latest, e) => Math.max(latest, Number(e['occurred_at'])), 0);
  for (const e of rowsOf('event')) {
    const m = numberOf.get(e['member_id']!)!;
    const ms = Number(e['occurred_at']) + ZONE_MS;
    events[m]!++;
    days[m]!.add(Math.floor(ms / DAY_MS));
    if (e['content_id']) seen[m]!.add(e['content_id']);
    let own = kinds.get(e['kind']!);
    if (!own) kinds.set(e['kind']!, (own = column()));
    own[m]!++;
    const weekday = Math.floor(ms / DAY_MS + 3) % 7; // 1970-01-01 was a Thursday; 0 = Monday
    if (weekday >= 5) weekend[m]!++;
    const hour = Math.floor((ms % DAY_MS) / 3_600_000);
    if (hour >= 22 || hour < 6) night[m]!++;
    if (endMs - Number(e['occurred_at']) < 60 * DAY_MS) recent[m]!++;
    last[m] = Math.max(last[m]!, Number(e['occurred_at']));
  }
  for (const o of rowsOf('order')) {
    if (o['status'] === 'paid') spend[numberOf.get(o['member_id']!)!]! += Number(o['amount_minor']) / 100;
  }
  const authors = new Map<string, number>();
  for (const p of rowsOf('post')) {
    const m = numberOf.get(p['author_id'] ?? '');
    if (m === undefined) continue;
    authors.set(p['source_key']!, m);
    posts[m]!++;
  }
  for (const p of rowsOf('post')) {
    const to = authors.get(p['parent_key'] ?? '');
    const m = authors.get(p['source_key']!);
    if (to === undefined || m === undefined) continue;
    repliesGiven[m]!++;
    repliesReceived[to]!++;
  }
  for (const r of rowsOf('reaction')) {
    const m = numberOf.get(r['member_id'] ?? '');
    const to = authors.get(r['post_id']!);
    if (m !== undefined) likesGiven[m]!++;
    if (to !== undefined) likesReceived[to]!++;
  }
  const streak = days.map((set) => {
    let best = 0;
    let run = 0;
    let before = -2;
    for (const day of [...set].sort((a, b) => a - b)) {
      run = day === before + 1 ? run + 1 : 1;
      before = day;
      best = Math.max(best, run);
    }
    return best;
  });
  const share = (part: Float64Array) => part.map((v, i) => (events[i]! === 0 ? NaN : v / events[i]!));
  const count = (name: string, values: Float64Array) => ({ name, unit: 'count', values, log: true });
  const ratio = (name: string, values: Float64Array) => ({ name, unit: 'share', values, log: false });
  return {
    keys,
    planted: Int32Array.from(keys, (key) => {
      const names = ['deep-learner', 'live-regular', 'browser', 'social-talker', 'lapsed-trial'];
      return names.indexOf(sample.answers.clusters[key] ?? '');
    }),
    input: {
      members: n,
      features: [
        {
          name: 'recencyDays',
          unit: 'days',
          values: last.map((ms) => (ms === -Infinity ? NaN : (endMs - ms) / DAY_MS)),
          log: true,
        },
        count('events', events),
        count(
          'activeDays',
          Float64Array.from(days, (set) => set.size),
        ),
        {
          name: 'tenureDays',
          unit: 'days',
          values: Float64Array.from(members, (m) => (endMs - Number(m['joined_at'])) / DAY_MS),
          log: false,
        },
        count('streakDays', Float64Array.from(streak)),
        count(
          'contents',
          Float64Array.from(seen, (set) => set.size),
        ),
        { name: 'spend', unit: 'CNY', values: spend, log: true },
        count('posts', posts),
        count('repliesGiven', repliesGiven),
        count('repliesReceived', repliesReceived),
        count('likesGiven', likesGiven),
        count('likesReceived', likesReceived),
        ratio('trend', share(recent)),
        ratio('weekendShare', share(weekend)),
        ratio('nightShare', share(night)),
        ...[...kinds].map(([kind, values]) => ratio(`share.${kind}`, share(values))),
      ],
    },
  };
}
