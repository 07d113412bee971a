/** How long members stay, whether they renew, what buyers bring: on the sample, against plain SQL and a slow count. */
import { describe, expect, test } from 'vitest';
import { membersOf } from '../../../core/api/people.ts';
import { countRenewals, followStay, revenueCohorts, timeBetween, valueOrders } from '../../../core/lifetime/index.ts';
import { ALL, sampleCommunity } from '../cohort/sample.ts';

const community = sampleCommunity();
const DAY_MS = 86_400_000;
const END_MS = Date.parse('2026-10-31T16:00:00Z'); // midnight after the last day, China time
const must = <T extends { kind: string }>(answer: T): Exclude<T, { kind: 'unavailable' }> => {
  if (answer.kind === 'unavailable') throw new Error('unavailable');
  return answer as Exclude<T, { kind: 'unavailable' }>;
};
const STAY = { start: 'joined', end: 'silent', silenceDays: 60 } as const;

describe('how long members stay', () => {
  test('the curve is Kaplan-Meier over the first silences, counted again from SQL', () => {
    const stay = must(followStay(community.data, { ...ALL, ...STAY }));
    const rows = community.sql('SELECT member_no AS m, joined_at / 1000 AS j FROM member') as { m: number; j: number }[];
    const events = new Map<number, number[]>();
    for (const { m, t } of community.sql('SELECT member_no AS m, time_s AS t FROM event ORDER BY event_id') as {
      m: number;
      t: number;
    }[])
      events.set(m, [...(events.get(m) ?? []), t]);
    const until = END_MS / 1000 - 60 * 86_400;
    const follow: { days: number; gone: boolean }[] = [];
    for (const { m, j } of rows) {
      if (j > until) continue;
      const times = [j, ...(events.get(m) ?? []).filter((t) => t > j)];
      const last = times.find((t, i) => (times[i + 1] ?? Infinity) - t >= 60 * 86_400) ?? Infinity;
      follow.push(last <= until ? { days: (last - j) / 86_400, gone: true } : { days: (until - j) / 86_400, gone: false });
    }
    expect([stay.n, stay.events]).toEqual([follow.length, follow.filter((f) => f.gone).length]);
    for (const at of [7, 60, 180, 400]) {
      let share = 1;
      for (const time of [...new Set(follow.filter((f) => f.gone && f.days <= at).map((f) => f.days))].sort((a, b) => a - b)) {
        const watched = follow.filter((f) => f.days >= time).length;
        share *= 1 - follow.filter((f) => f.gone && f.days === time).length / watched;
      }
      const { times, survival, low, high } = stay.curves[0]!;
      const i = times.findLastIndex((t) => t <= at);
      expect(Math.abs(survival[i]! - share)).toBeLessThan(0.004); // the curve is thinned to 500 rows
      expect(low[i]! < share + 0.004 && share - 0.004 < high[i]!).toBe(true);
    }
  });

  test('groups are every group, and their members together everybody who is in one', () => {
    const code = Int32Array.from({ length: community.data.columns.members }, (_, m) => (m % 5 === 0 ? -1 : m % 2));
    const stay = must(followStay(community.data, { ...ALL, ...STAY }, { by: 'x', code, values: ['even', 'odd'] }));
    expect(stay.curves.map((c) => c.group)).toEqual(['even', 'odd']);
    expect(stay.curves.reduce((n, c) => n + c.n, 0)).toBe(stay.n);
    expect(stay.logrank[0]!.p).toBeGreaterThan(0.001); // split by number: nothing to find
    expect(must(followStay(community.data, { ...ALL, ...STAY })).n).toBeGreaterThan(stay.n);
  });

  test('time between acts counts those who have not done the second', () => {
    const answer = must(timeBetween(community.data, { ...ALL, fromKinds: ['enrol'], toKinds: ['complete'] }));
    const rows =
      community.sql(`WITH f AS (SELECT member_no AS m, min(event_id) AS e FROM event JOIN event_kind USING (kind) WHERE name = 'enrol' GROUP BY 1)
      SELECT count(*) AS n, sum(EXISTS (SELECT 1 FROM event x JOIN event_kind k USING (kind) WHERE x.member_no = f.m AND k.name = 'complete' AND x.event_id > f.e)) AS done FROM f`)[0]!;
    expect([answer.members, answer.done, answer.waiting]).toEqual([
      rows['n'],
      rows['done'],
      (rows['n'] as number) - (rows['done'] as number),
    ]);
    expect(answer.quantiles.map((q) => q.share)).toEqual([0.1, 0.5, 0.9]);
  });
});

describe('renewals', () => {
  test('by plan equal plain SQL over the terms', () => {
    const answer = must(countRenewals(community.data, {}));
    const rows = community.sql(`SELECT plan, sum(status = 'refunded') AS refunded,
        sum(status IS NOT 'refunded' AND ended_at + 30 * ${DAY_MS} <= ${END_MS}) AS due,
        sum(status IS NOT 'refunded' AND ended_at + 30 * ${DAY_MS} <= ${END_MS}
          AND EXISTS (SELECT 1 FROM membership r WHERE r.source_no = t.source_no AND r.renewed_from = t.source_key)) AS renewed,
        count(*) AS n
      FROM membership t WHERE plan <> 'trial' AND status IS NOT 'trial' AND started_at IS NOT NULL AND ended_at IS NOT NULL GROUP BY plan`);
    const by = new Map(answer.byPlan.map((r) => [r.plan, r]));
    for (const row of rows) {
      const got = by.get(row['plan'] as string)!;
      expect([got.due, got.renewed, got.refunded, got.due + got.refunded + got.running]).toEqual([
        row['due'],
        row['renewed'],
        row['refunded'],
        row['n'],
      ]);
    }
    for (const part of [answer.byPlan, answer.byNumber])
      expect(part.reduce((n, r) => n + r.due + r.refunded + r.running, 0)).toBe(
        answer.all.due + answer.all.refunded + answer.all.running,
      );
  });

  test('the people of an outcome are those of its terms', () => {
    const people = (end: 'renewed' | 'lapsed' | 'refunded' | 'running') =>
      membersOf(community.data, ALL, { of: 'renewal', plan: 'annual', end, graceDays: 30 }).reduce((n, is) => n + is, 0);
    const refunded = community.sql(
      "SELECT count(DISTINCT member_no) AS n FROM membership WHERE plan = 'annual' AND status = 'refunded'",
    )[0]!['n'];
    expect(people('refunded')).toBe(refunded);
    const annual = must(countRenewals(community.data, {})).byPlan.find((p) => p.plan === 'annual')!;
    expect(people('renewed')).toBeLessThanOrEqual(annual.renewed);
    expect(people('renewed')).toBeGreaterThan(annual.renewed * 0.9); // few renewed twice
  });

  test('a projection is checked on renewals that were held out, and close on the sample', () => {
    for (const p of must(countRenewals(community.data, {})).projections) {
      p.survival.forEach((s, n) => {
        if (n > 0) expect(s.share).toBeLessThanOrEqual(p.survival[n - 1]!.share);
      });
      if (p.holdoutError !== null) expect(p.holdoutError).toBeLessThan(0.1);
    }
  });
});

describe('revenue', () => {
  test('of each cohort equals plain SQL, refunds taken off, unfinished months left out', () => {
    const answer = must(revenueCohorts(community.data, {}));
    const LOCAL = (ms: string) => `strftime('%Y-%m', ${ms} / 1000 + 28800, 'unixepoch')`;
    const rows =
      community.sql(`WITH o AS (SELECT member_no AS m, coalesce(paid_at, ordered_at) AS at, max(0, amount_minor - coalesce(refund_minor, 0)) AS v
        FROM purchase_order WHERE member_no IS NOT NULL AND (status IN ('paid', 'refunded') OR paid_at IS NOT NULL)),
      f AS (SELECT m, min(at) AS first FROM o GROUP BY m)
      SELECT ${LOCAL('first')} AS cohort, count(DISTINCT m) AS buyers, sum(v) / 100.0 AS total,
        sum(CASE WHEN ${LOCAL('at')} = ${LOCAL('first')} THEN v END) / 100.0 AS month0 FROM o JOIN f USING (m) GROUP BY 1 ORDER BY 1`);
    expect(answer.cohorts.map((c) => [c.start.slice(0, 7), c.buyers])).toEqual(rows.map((r) => [r['cohort'], r['buyers']]));
    answer.cohorts.forEach((c, i) => {
      if (c.cumulative[0] !== null) expect(c.cumulative[0]).toBeCloseTo((rows[i]!['month0'] as number) / c.buyers, 9);
      const last = c.cumulative.findLast((v) => v !== null);
      if (last !== undefined) expect(last! * c.buyers).toBeLessThanOrEqual((rows[i]!['total'] as number) + 1e-6);
    });
    // The data ends with October: its month is over.
    expect(answer.cohorts.at(-1)!.cumulative[0]).not.toBeNull();
  });
});

describe('the value of buyers', () => {
  test('is checked on the orders held out, and its rows are ranked', () => {
    const answer = must(valueOrders(community.data, {}));
    const orders =
      community.sql(`SELECT count(DISTINCT member_no || date(coalesce(paid_at, ordered_at) / 86400000.0)) AS n, count(DISTINCT member_no) AS buyers
      FROM purchase_order WHERE plan IS NULL AND status IN ('paid', 'refunded')`)[0]!;
    expect(answer.orders).toBe('one-off');
    expect(answer.buyers).toBe(orders['buyers']);
    expect(answer.holdout.byRepeats.reduce((n, b) => n + b.buyers, 0)).toBe(answer.holdout.buyers);
    expect(answer.holdout.byRepeats.reduce((n, b) => n + b.actual * b.buyers, 0)).toBeCloseTo(answer.holdout.actual, 6);
    answer.rows.forEach((row, i) => {
      if (i > 0) expect(row.value).toBeLessThanOrEqual(answer.rows[i - 1]!.value);
      expect(row.alive).toBeGreaterThanOrEqual(0);
      expect(row.alive).toBeLessThanOrEqual(1);
    });
  });
});
