import { describe, expect, test } from 'vitest';
import { questions } from '../../../core/api/questions.ts';
import { countActivity, countLifecycleStates, countRetentionCells, type Mark, topContents } from '../../../core/cohort/index.ts';
import type { MemberPage, MemberSort, TimelinePage } from '../../../core/profile/types.ts';
import type { Scope } from '../../../core/scope/types.ts';
import { ALL, FIRST_SEEN, GRAINS, sampleCommunity } from './sample.ts';

const community = sampleCommunity();

const SCOPES: Record<string, Scope> = {
  everything: ALL,
  'written posts': { ...ALL, basis: 'posts' },
  'two kinds in a cut': { ...ALL, kinds: ['view', 'complete'], from: '2025-03-05', to: '2025-06-12' },
};

type Ask = Parameters<typeof questions.members>[1];

const list = (input: Partial<Ask> = {}): MemberPage =>
  questions.members(community.data, {
    search: '',
    facets: {},
    mark: null,
    scope: ALL,
    sort: { column: 'handle', direction: 'asc' },
    offset: 0,
    limit: 5,
    ...input,
  } as Ask) as MemberPage;

const members = (scope: Scope, mark: Mark): number => list({ scope: scope as Ask['scope'], mark: mark as Ask['mark'] }).total;

/** Every seventh, so that several hundred marks are checked in a second or two. */
const some = <T>(items: readonly T[], step = 7): [number, T][] =>
  [...items.entries()].filter(([i]) => i % step === 0 || i === items.length - 1);

describe.each(Object.entries(SCOPES))('the list behind a mark, %s', (_name, scope) => {
  test.each(GRAINS)('holds as many members as the bar says: active, joined, left by %s', (grain) => {
    const chart = countActivity(community.data, { ...scope, grain });
    if (chart.kind !== 'activity') throw new Error(chart.kind);
    for (const [i, start] of some(chart.start, grain === 'day' ? 23 : 3)) {
      for (const of of ['active', 'joined', 'left'] as const) {
        expect([start, of, members(scope, { of, grain, start })]).toEqual([start, of, chart[of][i]]);
      }
    }
  });

  test.each(['week', 'month'] as const)(
    'holds as many members as the state and the cell say: lifecycle and retention by %s',
    (grain) => {
      const chart = countLifecycleStates(community.data, { ...scope, grain });
      const triangle = countRetentionCells(community.data, { ...scope, ...FIRST_SEEN(grain) });
      if (chart.kind !== 'lifecycle' || triangle.kind !== 'retention') throw new Error(chart.kind);
      for (const [i, start] of some(chart.start, 3)) {
        for (const of of ['new', 'returning', 'resurrected', 'dormant'] as const) {
          expect([start, of, members(scope, { of, grain, start })]).toEqual([start, of, chart[of][i]]);
        }
      }
      for (const [, { start, cells }] of some(triangle.cohorts, 6)) {
        for (const [, cell] of some(cells, 5)) {
          expect([start, cell.period, members(scope, { of: 'cohort', grain, start, period: cell.period })]).toEqual([
            start,
            cell.period,
            cell.returned,
          ]);
        }
      }
    },
  );

  test('holds as many members as the content says', () => {
    const chart = topContents(community.data, { ...scope, by: 'members', limit: 40 });
    if (chart.kind !== 'top') throw new Error(chart.kind);
    for (const row of chart.rows)
      expect([row.contentNo, members(scope, { of: 'content', contentNo: row.contentNo })]).toEqual([row.contentNo, row.members]);
  });
});

describe('the member list', () => {
  test('has the features that plain SQL counts for each member', () => {
    const { rows, total } = list({ limit: 100_000, sort: { column: 'joinedAt', direction: 'asc' } });
    const expected = community.sql(
      `SELECT m.member_no AS memberNo, m.member_id AS memberId, m.handle, m.role, m.plan, m.joined_at AS joinedAt, m.left_at AS leftAt,
         max(e.time_s) * 1000 AS lastSeenAt, coalesce(sum(k.origin = 'observed'), 0) AS events, coalesce(sum(k.origin = 'derived'), 0) AS posts,
         count(DISTINCT date(e.time_s + 28800, 'unixepoch')) AS activeDays, count(DISTINCT e.content_no) AS contents
       FROM member m LEFT JOIN event e USING (member_no) LEFT JOIN event_kind k ON k.kind = e.kind GROUP BY m.member_no ORDER BY m.member_no`,
    );
    expect(total).toBe(expected.length);
    const byNo = new Map(rows.map((r) => [r.memberNo, r]));
    for (const row of expected) expect(byNo.get(Number(row['memberNo']))).toMatchObject(row);
    expect(rows.reduce((n, r) => n + r.spend, 0)).toBe(
      community.answers.counts.paidMinor - community.answers.counts.refundedMinor,
    );
  });

  test('is in the order asked for, unknown values last, and pages cover it once', () => {
    for (const column of ['lastSeenAt', 'joinedAt', 'events', 'spend', 'activeDays'] as MemberSort[]) {
      for (const direction of ['asc', 'desc'] as const) {
        const all = list({ limit: 100_000, sort: { column, direction } }).rows.map((r) => r[column as 'events'] as number | null);
        const known = all.filter((v) => v !== null);
        expect(all.slice(0, known.length)).toEqual(known);
        for (let i = 1; i < known.length; i++)
          expect(direction === 'asc' ? known[i]! >= known[i - 1]! : known[i]! <= known[i - 1]!).toBe(true);
      }
    }
    const seen = new Set<number>();
    const { total } = list();
    for (let offset = 0; offset < total; offset += 500) for (const r of list({ offset, limit: 500 }).rows) seen.add(r.memberNo);
    expect(seen.size).toBe(total);
  });

  test('is found by part of a Chinese or English nickname, and narrowed by attributes', () => {
    const handles = community.sql('SELECT handle FROM member WHERE handle IS NOT NULL').map((r) => String(r['handle']));
    for (const handle of [handles.find((h) => /[\u4e00-\u9fff]{2}/.test(h))!, handles.find((h) => /^[A-Za-z]{4}/.test(h))!]) {
      const part = handle.slice(0, 2);
      const expected = community.sql(
        "SELECT count(*) AS n FROM member WHERE instr(lower(coalesce(handle, '') || char(10) || member_id), lower(?)) > 0",
        part,
      )[0]!['n'];
      expect([part, list({ search: part.toUpperCase() }).total]).toEqual([part, expected]);
    }
    for (const { plan, n } of community.sql('SELECT plan, count(*) AS n FROM member WHERE plan IS NOT NULL GROUP BY plan')) {
      expect(list({ facets: { plan: [String(plan)] } }).total).toBe(n);
    }
  });
});

describe('the timeline of a member', () => {
  test.each([1, 7, 100])('in pages of %d covers every event once, newest first', (limit) => {
    const chosen = community.sql(
      'SELECT member_no AS no, ev_to - ev_from AS n FROM member WHERE ev_to - ev_from IN (0, 1, 7, 8, 100, 150) OR member_no % 500 = 1 LIMIT 12',
    );
    expect(chosen.length).toBeGreaterThan(5);
    for (const { no, n } of chosen) {
      const ids: number[] = [];
      let before: number | null = null;
      do {
        const page: TimelinePage = questions.timeline(community.data, { memberNo: Number(no), before, limit });
        expect(page.total).toBe(n);
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        ids.push(...page.rows.map((r) => r.eventId));
        before = page.next;
      } while (before !== null);
      const expected = community
        .sql('SELECT event_id AS id FROM event WHERE member_no = ? ORDER BY event_id DESC', Number(no))
        .map((r) => r['id']);
      expect(ids).toEqual(expected);
    }
  });
});

describe('the content list', () => {
  test('has the viewers, completions and posts that plain SQL counts', () => {
    const page = questions.contents(community.data, {
      search: '',
      kinds: [],
      sort: { column: 'events', direction: 'desc' },
      offset: 0,
      limit: 1000,
    });
    if (page.kind !== 'contents') throw new Error(page.kind);
    const rows = community.sql(
      `SELECT c.content_no AS contentNo, c.title, c.kind AS contentKind, coalesce(sum(k.origin = 'observed'), 0) AS events,
         count(DISTINCT CASE WHEN k.origin = 'observed' THEN e.member_no END) AS viewers,
         count(DISTINCT CASE WHEN k.name = 'complete' AND k.origin = 'observed' THEN e.member_no END) AS completions,
         (SELECT count(*) FROM post p WHERE p.content_no = c.content_no) AS posts
       FROM content c LEFT JOIN event e USING (content_no) LEFT JOIN event_kind k ON k.kind = e.kind GROUP BY c.content_no`,
    );
    expect(page.total).toBe(rows.length);
    const byNo = new Map(page.rows.map((r) => [r.contentNo, r]));
    for (const row of rows) expect(byNo.get(Number(row['contentNo']))).toMatchObject(row);
    for (const r of page.rows) expect(r.completionRate).toBe(r.viewers === 0 ? null : r.completions / r.viewers);
  });
});
