import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Unavailable } from '../../../core/base/result.ts';
import {
  evaluateRule,
  listMembersOfRule,
  type Rule,
  type SegmentContext,
  type SegmentHistory,
  type SegmentPreview,
  saveSegment,
  segmentHistory,
  segmentLookup,
  segmentPreview,
  sqlOf,
} from '../../../core/segment/index.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { codeOf, emptyWorkspace, tempFolder } from '../store/temp.ts';
import { contextOf, makeCommunity } from './world.ts';

const folder = tempFolder();
const ms = (iso: string) => String(Date.parse(iso));

describe('the sample community', () => {
  const sample = sampleCommunity();
  let context: SegmentContext;
  beforeAll(() => {
    context = contextOf(sample.data);
  });
  const PAID_WRITERS: Rule = {
    all: [
      { trait: 'plan', is: ['annual', 'quarterly', 'monthly'] },
      { did: ['posts'], times: { atLeast: 3 }, window: { lastDays: 28 } },
      { not: { did: [], window: { lastDays: 7 } } },
    ],
  };

  test('on a paid plan, posted at least 3 times in 28 days, silent for the last 7: count, nodes, SQL and list agree with plain SQL', () => {
    const got = segmentPreview(context, PAID_WRITERS) as SegmentPreview;
    // Shanghai is UTC + 8 h the whole year; the last day ends at its midnight.
    const want = sample.sql(
      `WITH end (s) AS (SELECT (max(time_s) + 28800) / 86400 * 86400 + 86400 - 28800 FROM event),
       per AS (SELECT member_no, max(time_s) AS last, sum(origin = 'derived' AND time_s >= s - 28 * 86400) AS posts
               FROM event JOIN event_kind USING (kind), end GROUP BY member_no)
       SELECT member_no AS no FROM member JOIN per USING (member_no), end
       WHERE plan IN ('annual', 'quarterly', 'monthly') AND posts >= 3 AND last < s - 7 * 86400
       ORDER BY 1`,
    );
    expect(got.size).toBe(want.length);
    expect(got.size).toBeGreaterThan(0);
    expect(Array.from(listMembersOfRule(context, PAID_WRITERS))).toEqual(want.map((r) => r['no']));
    expect(sample.sql(got.sql!).map((r) => r['member_no'])).toEqual(want.map((r) => r['no']));
    expect(got.nodes.length).toBe(5);
    expect(got.nodes[0]).toBe(got.size);
    expect(got.of).toBe(sample.answers.counts.members);
    expect(got.share.value).toBeCloseTo(got.size / got.of, 12);
    expect(got.share.low).toBeLessThan(got.share.value);
    expect(got.sentence.zh).toBe('会员类型是年度会员、季度会员或月度会员、近28天发帖至少3次、近7天没有活动');
    expect(got.from.method).toBe('segment/1');
    expect(structuredClone(got)).toEqual(got);
  });

  test('history: sizes add up, the last complete point equals a look back, and the whole community grows as its joins say', () => {
    const rule: Rule = { did: ['view'], times: { atLeast: 5 }, window: { lastDays: 28 } };
    const got = segmentHistory(context, rule, { grain: 'month', periods: 12 }) as SegmentHistory;
    expect(got.points.length).toBe(12);
    for (let p = 1; p < 12; p++) {
      const [before, now] = [got.points[p - 1]!, got.points[p]!];
      expect(now.size).toBe(before.size + now.entered - now.left);
      expect(now.base).toBeGreaterThanOrEqual(before.base);
      expect(now.active).toBeNull();
    }
    const last = got.points.at(-1)!;
    expect(last.size).toBe(evaluateRule(context, rule, { asOf: last.end }).reduce((n, x) => n + x, 0));
    const everybody = segmentHistory(context, { all: [] }, { grain: 'month', periods: 36 }) as SegmentHistory;
    expect(everybody.points.at(-1)!.size + everybody.undated).toBe(sample.answers.counts.members);
    expect(everybody.points.every((p) => p.size === p.base && p.left === 0)).toBe(true);
    expect(codeOf(() => segmentHistory(context, rule, { grain: 'week', periods: 37 }))).toBe('bad-option');
  });

  test('what has no history is named', () => {
    const rule: Rule = { any: [PAID_WRITERS, { measure: 'score', atLeast: 3 }, { members: [1] }] };
    expect((segmentHistory(context, rule, { grain: 'week' }) as SegmentHistory).asToday).toEqual(['plan', 'score', 'members']);
  });
});

describe('a small community', () => {
  let context: SegmentContext;
  beforeAll(async () => {
    const path = folder.fresh('.hearth');
    await makeCommunity(path, 'America/New_York', {
      member: {
        columns: ['source_key', 'joined_at', 'plan'],
        rows: [
          ['a', ms('2025-01-15T12:00:00-05:00'), 'annual'],
          ['b', ms('2025-03-01T12:00:00-05:00'), null],
          ['c', null, "it's"],
          ['d', null, null],
        ],
      },
      event: {
        columns: ['member_id', 'kind', 'occurred_at'],
        rows: [
          ['a', 'view', ms('2025-01-20T12:00:00-05:00')],
          ['a', 'like', ms('2025-03-09T00:30:00-05:00')], // the night the clock goes forward: a day of 23 hours
          ['a', 'view', ms('2025-03-10T00:30:00-04:00')],
          ['c', 'view', ms('2025-02-10T12:00:00-05:00')],
        ],
      },
    });
    context = contextOf(openDataset(path));
  });
  afterAll(() => {
    context.data.db.close();
  });
  const people = (rule: Rule, asOf?: string) => Array.from(listMembersOfRule(context, rule, asOf === undefined ? {} : { asOf }));

  test('the last n days are local days, also when one has 23 hours', () => {
    expect(people({ did: [], times: { exactly: 1 }, window: { lastDays: 1 } })).toEqual([1]);
    expect(people({ did: [], times: { exactly: 2 }, window: { lastDays: 2 } })).toEqual([1]);
    expect(people({ did: ['like'], window: { from: '2025-03-09', to: '2025-03-09' } })).toEqual([1]);
    expect(people({ sequence: [['like'], ['view']], withinDays: 1 })).toEqual([1]); // 23 hours later
  });
  test('who had not come by then is in no look back, not even in "everybody" or "not"', () => {
    expect(people({ all: [] }, '2025-01-31')).toEqual([1]);
    expect(people({ all: [] }, '2025-02-28')).toEqual([1, 3]);
    expect(people({ not: { did: ['like'] } }, '2025-03-08')).toEqual([1, 2, 3]);
    expect(people({ not: { did: ['like'] } }, '2025-03-10')).toEqual([2, 3]);
    expect(people({ not: { did: ['like'] } })).toEqual([2, 3, 4]); // no day asked for: everybody
  });
  test('unknown is neither is nor is not; known: false finds it', () => {
    expect(people({ trait: 'plan', is: ['annual'] })).toEqual([1]);
    expect(people({ trait: 'plan', isNot: ['annual'] })).toEqual([3]);
    expect(people({ trait: 'plan', known: false })).toEqual([2, 4]);
    expect(people({ not: { trait: 'plan', is: ['annual'] } })).toEqual([2, 3, 4]);
    expect(people({ did: ['like'], times: { exactly: 0 }, window: { sinceJoinDays: 60 } })).toEqual([2]);
  });
  test('the history of a list counts who of it had come and who was active', () => {
    const got = segmentHistory(context, { members: [1, 2, 4] }, { grain: 'month', periods: 3 }) as SegmentHistory;
    expect(got.of).toBe('list');
    expect(got.points.map((p) => [p.start, p.size, p.entered, p.left, p.active, p.base])).toEqual([
      ['2025-01-01', 1, 1, 0, 1, 1],
      ['2025-02-01', 1, 0, 0, 0, 2],
      ['2025-03-01', 2, 1, 0, 1, 3],
    ]);
    expect(got.points.map((p) => p.complete)).toEqual([true, true, false]);
    expect(got.undated).toBe(1);
  });
  test('names cannot break out of the SQL, and comments stay comments', () => {
    const rule: Rule = { any: [{ trait: 'plan', is: ["it's", "'); DROP TABLE member; --"] }, { segment: 'x' }] };
    const odd = { segmentNo: 5, name: 'a\n1; DROP TABLE event; */', rule: { members: [2] } };
    const text = sqlOf(rule, { ...context, segment: () => odd }, { names: { segment: () => odd.name } });
    expect(context.data.db.prepare(text).pluck().all()).toEqual([2, 3]);
  });
  test('the SQL says the local days and what was computed elsewhere', () => {
    const text = sqlOf(
      {
        all: [
          { did: ['view'], window: { lastDays: 2 } },
          { trait: 'rfm', is: ['best'] },
        ],
      },
      context,
    );
    expect(text).toContain('-- As of 2025-03-10 (America/New_York)');
    expect(text).toContain(`e.time_s >= ${Date.parse('2025-03-09T05:00:00Z') / 1000} /* 2025-03-09 00:00 */`);
    expect(text).toContain('"rfm" is computed by Hearth');
    expect(sqlOf({ all: [] }, context, { language: 'zh' })).toContain('-- 截至 2025-03-10（America/New_York）');
  });
  test('a bad day to look back from is refused', () => {
    expect(codeOf(() => evaluateRule(context, { all: [] }, { asOf: '2025-02-30' }))).toBe('bad-option');
  });
});

describe('the first days after joining', () => {
  // New York, 3 November 2024: a day of 25 hours, 04:00 to 05:00 UTC the next day. All three joined on it, one in its last hour.
  const joined = ['2024-11-03T04:00:00Z', '2024-11-03T20:00:00Z', '2024-11-04T04:30:00Z'];
  const acts: [string, number][] = [
    ['2024-11-03T03:59:59Z', 0], // the day before
    ['2024-11-03T04:00:00Z', 1],
    ['2024-11-04T04:59:59Z', 1],
    ['2024-11-04T05:00:00Z', 2],
    ['2024-11-05T04:59:59Z', 2],
    ['2024-11-05T05:00:00Z', 3],
  ];
  test('begin at the local midnight before it and end at a local midnight, in the scan and in SQL', async () => {
    const path = folder.fresh('.hearth');
    const members = joined.flatMap((j, k) => acts.map((_, i) => [`j${k}a${i}`, ms(j)]));
    const events = joined.flatMap((_, k) => acts.map(([at], i) => [`j${k}a${i}`, 'view', ms(at)]));
    await makeCommunity(path, 'America/New_York', {
      member: { columns: ['source_key', 'joined_at'], rows: members },
      event: { columns: ['member_id', 'kind', 'occurred_at'], rows: events },
    });
    const data = openDataset(path);
    const context = contextOf(data);
    for (const days of [1, 2, 3]) {
      const want = members.flatMap((_, m) => {
        const day = acts[m % acts.length]![1];
        return day >= 1 && day <= days ? [m + 1] : [];
      });
      const rule: Rule = { did: ['view'], window: { sinceJoinDays: days } };
      expect(Array.from(listMembersOfRule(context, rule))).toEqual(want);
      expect(data.db.prepare(sqlOf(rule, context)).pluck().all()).toEqual(want);
    }
    data.db.close();
  });
});

describe('an empty workspace', () => {
  test('has no preview and no history; saving in it works', () => {
    const path = emptyWorkspace(folder);
    const workspace = openWorkspace(path);
    const rule: Rule = { did: ['posts'], window: { lastDays: 7 } };
    const saved = saveSegment(workspace.writer, { name: 'Writers', rule, now: 1 });
    const data = openDataset(path);
    const context = contextOf(data, segmentLookup(data.db));
    expect(segmentPreview(context, rule)).toMatchObject({
      kind: 'unavailable',
      reason: 'no-members',
    } satisfies Partial<Unavailable>);
    expect(segmentHistory(context, rule, { grain: 'week' })).toMatchObject({ kind: 'unavailable', reason: 'no-events' });
    expect(evaluateRule(context, { segment: saved.segmentNo })).toEqual(new Uint8Array(0));
    expect(data.db.prepare(sqlOf(rule, context)).all()).toEqual([]);
    data.db.close();
    workspace.close();
  });
});
