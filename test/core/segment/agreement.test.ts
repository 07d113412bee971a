/** One definition, three answers: the scan, the SQL that is shown, and a slow reading of the tables. They must name the same people. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import {
  countNodes,
  eachNode,
  evaluateRule,
  type KnownSegment,
  normalise,
  parseRule,
  type Rule,
  type SegmentContext,
  sentenceOf,
  sqlOf,
} from '../../../core/segment/index.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { tempFolder } from '../store/temp.ts';
import { type Oracle, oracleOf } from './oracle.ts';
import { type Material, randomRule } from './randomRule.ts';
import { awkwardCommunity, contextOf } from './world.ts';

const folder = tempFolder();
const numbersOf = (mask: Uint8Array) =>
  Array.from(mask.keys())
    .filter((m) => mask[m] === 1)
    .map((m) => m + 1);

const SAVED: KnownSegment[] = [
  { segmentNo: 1, name: 'Buyers', rule: { did: ['purchase'] } },
  { segmentNo: 2, name: 'Quiet\nbuyers', rule: { all: [{ segment: 'Buyers' }, { not: { did: [], window: { lastDays: 5 } } }] } },
];
const lookup: SegmentContext['segment'] = (ref) => SAVED.find((s) => s.segmentNo === ref || s.name === ref) ?? null;

interface Arena {
  context: SegmentContext;
  oracle: Oracle;
  material: Material;
}

function arenaOf(data: Dataset, kinds: string[], days: string[], spans: number[]): Arena {
  const contents =
    (data.db.prepare('SELECT content_id FROM content ORDER BY content_no LIMIT 4').pluck().all() as string[]) ?? [];
  return {
    context: contextOf(data, lookup),
    oracle: oracleOf(data),
    material: { kinds, contents, days, spans, segments: [1, 2, 'Buyers', 'Quiet\nbuyers'] },
  };
}

function agree({ context, oracle, material }: Arena, seed: number, rules: number): number {
  const random = seeded(seed);
  let matched = 0;
  for (let i = 0; i < rules; i++) {
    const rule = parseRule(randomRule(random, context, material), context);
    const options = random.unit() < 0.3 ? { asOf: random.pick(material.days) } : {};
    const label = `seed ${seed}, rule ${i} ${JSON.stringify(options)}: ${JSON.stringify(rule)}`;
    const mask = evaluateRule(context, rule, options);
    const scanned = numbersOf(mask);
    matched += scanned.length;
    expect(scanned, `oracle, ${label}`).toEqual(oracle.match(context, rule, options.asOf));
    const text = sqlOf(rule, context, options);
    expect(context.data.db.prepare(text).pluck().all(), `SQL, ${label}\n${text}`).toEqual(scanned);
    expect(numbersOf(evaluateRule(context, normalise(rule, context.segment), options)), `normalised, ${label}`).toEqual(scanned);
    const counted = countNodes(context, rule, options);
    expect(numbersOf(counted.mask), label).toEqual(scanned);
    checkCounts(context, rule, counted.counts, options);
    const { zh, en } = sentenceOf(rule);
    expect(zh.length * en.length).toBeGreaterThan(0);
  }
  return matched;
}

function checkCounts(context: SegmentContext, rule: Rule, counts: number[], options: { asOf?: string }): void {
  let at = 0;
  eachNode(rule, (node) => {
    expect(counts[at++]).toBe(numbersOf(evaluateRule(context, node, options)).length);
  });
  expect(counts.length).toBe(at);
}

describe('the sample community', () => {
  const sample = sampleCommunity();
  test('300 random rules give the same people by scan, by SQL and by hand', () => {
    const days = ['2024-02-29', '2024-09-01', '2025-01-01', '2025-06-15', '2025-11-30'];
    const kinds = ['view', 'like', 'comment', 'complete', 'purchase', 'topic', 'reply'];
    const known = new Set(sample.data.kinds.map((k) => k.name));
    const arena = arenaOf(
      sample.data,
      kinds.filter((k) => known.has(k)),
      days,
      [1, 7, 28, 90, 365],
    );
    expect(agree(arena, 41, 300)).toBeGreaterThan(1000);
  });
});

describe.each([
  ['America/New_York', 1],
  ['Asia/Shanghai', 2],
  ['Australia/Lord_Howe', 3],
  ['America/Havana', 4],
])('an awkward community in %s', (zone, seed) => {
  let data: Dataset;
  beforeAll(async () => {
    const path = folder.fresh('.hearth');
    await awkwardCommunity(path, zone, seed);
    data = openDataset(path);
  });
  afterAll(() => {
    data?.db.close();
  });
  test('300 random rules give the same people by scan, by SQL and by hand', () => {
    const days = [
      '2024-03-09',
      '2024-03-10',
      '2024-03-11',
      '2024-11-02',
      '2024-11-03',
      '2024-11-04',
      '2025-03-09',
      '2025-04-06',
      '2025-06-20',
    ];
    const arena = arenaOf(data, ['view', 'like', 'comment', 'purchase', 'topic'], days, [1, 2, 3, 5, 30, 150, 400]);
    expect(agree(arena, 100 + seed, 300)).toBeGreaterThan(1000);
  });
});
