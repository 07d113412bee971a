import { describe, expect, test } from 'vitest';
import type { Result, Unavailable } from '../../../core/base/result.ts';
import {
  countActivity,
  countLifecycleStates,
  countRetentionCells,
  countStickiness,
  topContents,
} from '../../../core/cohort/index.ts';
import { wilson } from '../../../core/kernel/interval.ts';
import type { Scope } from '../../../core/scope/types.ts';
import { ALL, FIRST_SEEN, GRAINS, PERIOD, sampleCommunity } from './sample.ts';

const community = sampleCommunity();

const SCOPES: Record<string, Scope> = {
  everything: ALL,
  events: { ...ALL, basis: 'events' },
  posts: { ...ALL, basis: 'posts' },
  'two kinds': { ...ALL, kinds: ['view', 'complete'] },
  'a cut from Wednesday to Thursday': { ...ALL, from: '2025-03-05', to: '2025-06-12' },
};

function here<T extends { kind: string }>(result: Result<T>): T {
  expect(result.kind).not.toBe('unavailable');
  return result as Exclude<Result<T>, Unavailable>;
}

const seconds = (iso: string) => Date.parse(`${iso}T00:00:00+08:00`) / 1000;

/** The events of a scope as a table expression; `history` keeps what lies before the scope. */
function events(scope: Scope, history = false): string {
  const where = ['1'];
  if (scope.basis !== 'all') where.push(`k.origin = '${scope.basis === 'posts' ? 'derived' : 'observed'}'`);
  if (scope.kinds.length) where.push(`k.name IN (${scope.kinds.map((k) => `'${k}'`).join(', ')})`);
  if (scope.from && !history) where.push(`e.time_s >= ${seconds(scope.from)}`);
  if (scope.to) where.push(`e.time_s < ${seconds(scope.to) + 86_400}`);
  return `(SELECT e.member_no AS m, e.time_s AS t, e.content_no AS c FROM event e JOIN event_kind k ON k.kind = e.kind WHERE ${where.join(' AND ')})`;
}

/** Active periods of each member, numbered by the chart's own list of starts. */
function activePeriods(scope: Scope, grain: 'day' | 'week' | 'month'): Map<number, string[]> {
  const rows = community.sql(`SELECT DISTINCT m, ${PERIOD[grain]('t')} AS p FROM ${events(scope, true)} ORDER BY m, p`);
  return Map.groupBy(rows as { m: number; p: string }[], (r) => r.m) as unknown as Map<number, string[]>;
}
const startsOf = (rows: unknown) => (rows as { p: string }[]).map((r) => r.p);

function next(start: string, grain: 'day' | 'week' | 'month', n = 1): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (grain === 'month') date.setUTCMonth(date.getUTCMonth() + n);
  else date.setUTCDate(date.getUTCDate() + n * (grain === 'week' ? 7 : 1));
  return date.toISOString().slice(0, 10);
}

describe.each(Object.entries(SCOPES))('%s', (_name, scope) => {
  test.each(GRAINS)('active members and actions by %s equal plain SQL', (grain) => {
    const rows = community.sql(
      `SELECT ${PERIOD[grain]('t')} AS p, count(DISTINCT m) AS active, count(*) AS actions FROM ${events(scope)} GROUP BY 1`,
    );
    const byStart = new Map(rows.map((r) => [r['p'], r]));
    const chart = here(countActivity(community.data, { ...scope, grain }));
    expect(chart.active).toEqual(chart.start.map((s) => byStart.get(s)?.['active'] ?? 0));
    expect(chart.actions).toEqual(chart.start.map((s) => byStart.get(s)?.['actions'] ?? 0));
    expect(chart.actions.reduce((a, b) => a + b, 0)).toBe(rows.reduce((a, r) => a + Number(r['actions']), 0));
    for (let i = 1; i < chart.start.length; i++) expect(chart.start[i]).toBe(next(chart.start[i - 1]!, grain));
  });

  test.each(GRAINS)('joins and leaves by %s equal plain SQL', (grain) => {
    const chart = here(countActivity(community.data, { ...scope, grain }));
    for (const [field, column] of [
      ['joined', 'joined_at'],
      ['left', 'left_at'],
    ] as const) {
      const cut = `${scope.from ? `AND ${column} >= ${seconds(scope.from)} * 1000` : ''} ${scope.to ? `AND ${column} < ${seconds(scope.to) + 86_400} * 1000` : ''}`;
      const rows = community.sql(
        `SELECT ${PERIOD[grain](`${column} / 1000`)} AS p, count(*) AS n FROM member WHERE ${column} IS NOT NULL ${cut} GROUP BY 1`,
      );
      const byStart = new Map(rows.map((r) => [r['p'], r['n']]));
      expect(chart[field], field).toEqual(chart.start.map((s) => byStart.get(s) ?? 0));
    }
  });

  test.each(['week', 'month'] as const)('lifecycle and retention by %s equal plain SQL over all history', (grain) => {
    const lifecycle = here(countLifecycleStates(community.data, { ...scope, grain }));
    const retention = here(countRetentionCells(community.data, { ...scope, ...FIRST_SEEN(grain) }));
    const count = {
      new: new Map<string, number>(),
      returning: new Map<string, number>(),
      resurrected: new Map<string, number>(),
      dormant: new Map<string, number>(),
    };
    const cells = new Map<string, number>();
    const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const rows of activePeriods(scope, grain).values()) {
      const own = startsOf(rows);
      const set = new Set(own);
      for (const p of own) {
        add(cells, `${own[0]} ${p}`);
        if (p === own[0]) add(count.new, p);
        else add(set.has(next(p, grain, -1)) ? count.returning : count.resurrected, p);
        if (!set.has(next(p, grain))) add(count.dormant, next(p, grain));
      }
    }
    for (const state of ['new', 'returning', 'resurrected', 'dormant'] as const) {
      expect(lifecycle[state], state).toEqual(lifecycle.start.map((s) => count[state].get(s) ?? 0));
    }
    for (const { start, size, cells: row } of retention.cohorts) {
      expect(size).toBe(count.new.get(start) ?? 0);
      expect(row.map((c) => c.returned)).toEqual(row.map((c) => cells.get(`${start} ${next(start, grain, c.period)}`) ?? 0));
      for (const c of row) expect([c.rate, c.low, c.high]).toEqual([size ? c.returned / size : 0, ...wilson(c.returned, size)]);
    }
    retention.mean.forEach((mean, k) => {
      const complete = retention.cohorts.filter((c) => c.cells[k]?.complete);
      const size = complete.reduce((n, c) => n + c.size, 0);
      expect(mean).toBe(size ? complete.reduce((n, c) => n + c.cells[k]!.returned, 0) / size : null);
    });
  });

  test('stickiness of each day equals sets of members', () => {
    const chart = here(countStickiness(community.data, scope));
    const byDay = Map.groupBy(
      community.sql(`SELECT DISTINCT m, ${PERIOD.day('t')} AS p FROM ${events(scope, true)}`),
      (r) => r['p'] as string,
    );
    const distinct = (day: string, width: number) => {
      const members = new Set<unknown>();
      for (let k = 0; k < width; k++) for (const r of byDay.get(next(day, 'day', -k)) ?? []) members.add(r['m']);
      return members.size;
    };
    for (const [field, width] of [
      ['dau', 1],
      ['wau', 7],
      ['mau', 28],
    ] as const) {
      expect(chart[field], field).toEqual(chart.day.map((d) => distinct(d, width)));
    }
  });

  test.each(['events', 'members'] as const)('top contents by %s equal plain SQL', (by) => {
    const chart = here(topContents(community.data, { ...scope, by, limit: 25 }));
    const rows = community.sql(
      `SELECT c AS contentNo, content_id AS contentId, title, content.kind AS contentKind, count(*) AS events, count(DISTINCT m) AS members
       FROM ${events(scope)} JOIN content ON content_no = c GROUP BY c ORDER BY ${by} DESC, c LIMIT 25`,
    );
    expect(chart.rows).toEqual(rows);
  });
});

describe('the answer sheet', () => {
  test('active members and joins by month are those that were planted', () => {
    const { counts } = community.answers;
    const chart = here(countActivity(community.data, { ...ALL, basis: 'events', grain: 'month' }));
    const planted = (by: Record<string, number>) => chart.start.map((s) => by[s.slice(0, 7)] ?? 0);
    expect(chart.active).toEqual(planted(counts.activeMembersByMonth));
    expect(chart.joined).toEqual(planted(counts.joinsByMonth));
  });
});

describe('a scope', () => {
  test('wholly before or after the data has nothing to show and says so', () => {
    for (const scope of [
      { ...ALL, from: '1999-01-01', to: '1999-12-31' },
      { ...ALL, from: '2060-01-01' },
      { ...ALL, to: '1999-01-01' },
    ]) {
      expect(countActivity(community.data, { ...scope, grain: 'week' })).toMatchObject({
        kind: 'unavailable',
        reason: 'no-events',
      });
      expect(topContents(community.data, { ...scope, by: 'events', limit: 3 })).toMatchObject({ kind: 'unavailable' });
    }
  });

  test('that ends before it starts, with a date that is none or an unknown kind is refused', () => {
    for (const scope of [
      { ...ALL, from: '2025-02-02', to: '2025-02-01' },
      { ...ALL, from: '2025-02-30' },
      { ...ALL, kinds: ['no such kind'] },
    ]) {
      expect(() => countActivity(community.data, { ...scope, grain: 'week' })).toThrow(
        expect.objectContaining({ code: 'bad-option' }),
      );
    }
  });
});
