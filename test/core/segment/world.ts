/** Contexts for the tests, and small communities made to be awkward. */
import { seeded } from '../../../core/base/random.ts';
import { importFiles, memoryTables } from '../../../core/import/index.ts';
import { type SegmentContext, STORED_TRAITS, type Trait } from '../../../core/segment/index.ts';
import type { Dataset } from '../../../core/store/dataset.ts';
import { createWorkspace, openForReading } from '../../../core/store/workspace.ts';

/** Traits from the member table and one computed class with gaps; measures: plain counts, and a computed score with gaps. */
export function contextOf(data: Dataset, segment: SegmentContext['segment'] = () => null): SegmentContext {
  const { members } = data.columns;
  const traits = new Map<string, Trait>();
  for (const name of STORED_TRAITS) {
    const rows = data.db.prepare(`SELECT member_no, ${name} FROM member`).raw().all() as [number, string | null][];
    const trait: Trait = { codes: new Int32Array(members).fill(-1), values: [] };
    for (const [no, value] of rows) {
      if (value === null || value === '') continue;
      let code = trait.values.indexOf(value);
      if (code < 0) code = trait.values.push(value) - 1;
      trait.codes[no - 1] = code;
    }
    traits.set(name, trait);
  }
  traits.set('rfm', {
    codes: Int32Array.from({ length: members }, (_, m) => ((m * 7) % 5) - 1),
    values: ['best', 'new', 'at risk', "o'hara"],
  });
  const count = (origin: string) => {
    const out = new Float64Array(members);
    const rows = data.db
      .prepare(
        'SELECT member_no, count(*) FROM event JOIN event_kind USING (kind) WHERE event_kind.origin = ? GROUP BY member_no',
      )
      .raw()
      .all(origin) as [number, number][];
    for (const [no, n] of rows) out[no - 1] = n;
    return out;
  };
  const measures = new Map<string, Float64Array>([
    ['events', count('observed')],
    ['posts', count('derived')],
    ['score', Float64Array.from({ length: members }, (_, m) => (m % 6 === 0 ? Number.NaN : (m * 37) % 101))],
  ]);
  return {
    data,
    trait: (name) => traits.get(name) ?? null,
    measure: (name) => measures.get(name) ?? null,
    traitNames: () => [...traits.keys()],
    measureNames: () => [...measures.keys()],
    segment,
  };
}

/** Imports a few tables into a new workspace. */
export async function makeCommunity(
  path: string,
  tz: string,
  tables: Record<string, { columns: string[]; rows: (string | null)[][] }>,
): Promise<void> {
  createWorkspace(path, { name: 'Awkward', tz, currency: 'CNY' }, 1);
  const live = openForReading(path);
  await importFiles(path, live, {
    paths: [],
    tables: memoryTables(Object.entries(tables).map(([name, table]) => ({ name, ...table }))),
    now: Date.parse('2026-01-01T00:00:00Z'),
  });
  live.close();
}

/** Hours of UTC at which local days begin. */
const MIDNIGHTS: Record<string, number[]> = {
  'America/New_York': [4, 5],
  'America/Havana': [4, 5],
  'Asia/Shanghai': [16],
  'Australia/Lord_Howe': [13, 13.5],
};

const ms = (s: number) => String(s * 1000);

/** 120 members around the changes of the clock: several actions in one second, actions before joining, nobody's dates, silent members. */
export async function awkwardCommunity(path: string, tz: string, seed: number): Promise<void> {
  const random = seeded(seed);
  const changes = ['2024-03-10', '2024-11-03', '2025-03-09', '2025-04-05'].map((d) => Date.parse(`${d}T00:00:00Z`) / 1000);
  const near = () => {
    const day = random.pick(changes) + (random.below(9) - 4) * 86_400;
    // Half of them around the hours at which days begin, with and without daylight saving.
    const midnight = day + random.pick(MIDNIGHTS[tz]!) * 3600;
    return random.unit() < 0.5 ? midnight + random.pick([-1, 0, 1, 1799, 3599]) : day + random.below(2 * 86_400);
  };
  const members: (string | null)[][] = [];
  const events: (string | null)[][] = [];
  const posts: (string | null)[][] = [];
  for (let m = 0; m < 120; m++) {
    const late = m % 20 === 19 ? 90 * 86_400 : 0; // came and went after the last action
    const joined = random.unit() < 0.8 ? near() + late : null;
    members.push([
      `m${m}`,
      joined === null ? null : String(joined * 1000 + random.below(1000)),
      random.unit() < 0.3 ? ms(near() + late) : null,
      random.pick(['annual', 'trial', "it's", null]),
      random.pick(['active', 'expired', null]),
      random.pick(['华东', '', null]),
    ]);
    const count = random.unit() < 0.15 ? 0 : random.below(14);
    let t = near();
    for (let e = 0; e < count; e++) {
      if (random.unit() < 0.6) t = near(); // else the same second again
      if (random.unit() < 0.2) posts.push([`p${m}-${e}`, `m${m}`, random.pick(['topic', 'comment']), ms(t), 'x']);
      else
        events.push([
          `m${m}`,
          random.pick(['view', 'like', 'comment', 'purchase']),
          random.unit() < 0.7 ? `c${random.below(4)}` : null,
          ms(t),
        ]);
    }
  }
  await makeCommunity(path, tz, {
    member: { columns: ['source_key', 'joined_at', 'left_at', 'plan', 'status', 'region'], rows: members },
    event: { columns: ['member_id', 'kind', 'content_id', 'occurred_at'], rows: events },
    post: { columns: ['source_key', 'author_id', 'kind', 'created_at', 'body_text'], rows: posts },
  });
}
