import { describe, expect, test } from 'vitest';
import { healthStates } from '../../../core/profile/health.ts';
import {
  analyseAttribute,
  describeProfile,
  describeProfiles,
  describeRfm,
  HEALTH_STATES,
  LEVELS,
  listAtRisk,
  memberNoOf,
  memberProfiles,
  preferencesOf,
  rankScores,
  tagColumn,
  topTopic,
} from '../../../core/profile/index.ts';
import { levelsOf } from '../../../core/profile/levels.ts';
import { rfmScores } from '../../../core/profile/rfmScores.ts';
import { sampleCommunity } from '../cohort/sample.ts';

const community = sampleCommunity();
const LOCAL = "date(e.time_s + 28800, 'unixepoch')";
const LAST = '2026-10-31';
const must = <T extends { kind: string }>(answer: T): Exclude<T, { kind: 'unavailable' }> => {
  if (answer.kind === 'unavailable') throw new Error('unavailable');
  return answer as Exclude<T, { kind: 'unavailable' }>;
};

describe('measures of the sample equal plain SQL', () => {
  const rows = (text: string) => new Map(community.sql(text).map((r) => [r['m'] as number, r['v'] as number]));
  const expectAll = (column: Float64Array, expected: Map<number, number>, otherwise: number) => {
    const got = Array.from(column);
    expect(got).toEqual(got.map((_, m) => expected.get(m + 1) ?? otherwise));
  };

  test('counts, days, recency and tenure', () => {
    const { measures } = memberProfiles(community.data);
    const events = 'FROM event e JOIN event_kind k USING (kind)';
    expectAll(measures.events, rows(`SELECT member_no AS m, count(*) AS v ${events} WHERE origin = 'observed' GROUP BY 1`), 0);
    expectAll(measures.posts, rows(`SELECT member_no AS m, count(*) AS v ${events} WHERE origin = 'derived' GROUP BY 1`), 0);
    expectAll(measures.activeDays, rows(`SELECT member_no AS m, count(DISTINCT ${LOCAL}) AS v ${events} GROUP BY 1`), 0);
    expectAll(
      measures.activeDays28,
      rows(
        `SELECT member_no AS m, count(DISTINCT ${LOCAL}) AS v ${events} WHERE ${LOCAL} > date('${LAST}', '-28 days') GROUP BY 1`,
      ),
      0,
    );
    expectAll(measures.contents, rows(`SELECT member_no AS m, count(DISTINCT content_no) AS v ${events} GROUP BY 1`), 0);
    expectAll(
      measures.finished,
      rows(`SELECT member_no AS m, count(DISTINCT content_no) AS v ${events} WHERE name = 'complete' GROUP BY 1`),
      0,
    );
    expectAll(
      measures.recencyDays,
      rows(`SELECT member_no AS m, julianday('${LAST}') - julianday(max(${LOCAL})) AS v ${events} GROUP BY 1`),
      Number.NaN,
    );
    expectAll(
      measures.tenureDays,
      rows(
        `SELECT member_no AS m, julianday('${LAST}') - julianday(date(joined_at / 1000 + 28800, 'unixepoch')) AS v FROM member`,
      ),
      Number.NaN,
    );
  });

  test('spend, replies and likes', () => {
    const { measures } = memberProfiles(community.data);
    expectAll(
      measures.spend,
      rows(`SELECT member_no AS m, sum(CASE WHEN paid_at IS NOT NULL THEN amount_minor ELSE 0 END - coalesce(refund_minor, 0)) / 100.0 AS v
        FROM purchase_order WHERE member_no IS NOT NULL GROUP BY 1`),
      0,
    );
    const reply = `FROM post p JOIN post q ON q.post_no = p.parent_no WHERE p.author_no IS NOT NULL AND q.author_no IS NOT NULL AND p.author_no <> q.author_no`;
    expectAll(measures.repliesGiven, rows(`SELECT p.author_no AS m, count(*) AS v ${reply} GROUP BY 1`), 0);
    expectAll(measures.repliesReceived, rows(`SELECT q.author_no AS m, count(*) AS v ${reply} GROUP BY 1`), 0);
    expectAll(
      measures.likesGiven,
      rows(`SELECT member_no AS m, sum(count) AS v FROM reaction WHERE member_no IS NOT NULL GROUP BY 1`),
      0,
    );
    expectAll(
      measures.likesReceived,
      rows(
        `SELECT p.author_no AS m, sum(r.count) AS v FROM reaction r JOIN post p USING (post_no) WHERE p.author_no IS NOT NULL GROUP BY 1`,
      ),
      0,
    );
  });

  test('the summary counts what is known, missing and outside the fences, and its classes sum to the members', () => {
    const overview = must(describeProfiles(community.data));
    for (const m of overview.measures) expect(m.known + m.missing).toBe(overview.members);
    for (const shares of [overview.health, overview.levels])
      expect(shares.reduce((n, s) => n + s.members, 0)).toBe(overview.members);
    expect(overview.asOf).toBe(LAST);
  });
});

describe('RFM', () => {
  const four = (...cuts: number[]) => cuts as [number, number, number, number];

  test('scores by hand: a lower recency is better, zero spend is 1, equal values score alike', () => {
    const values = {
      recency: Float64Array.of(1, 5, 10, 20, 40, Number.NaN),
      frequency: Float64Array.of(9, 7, 5, 3, 1, 0),
      depth: Float64Array.of(0.9, 0, Number.NaN, 0.1, 0, Number.NaN),
      spend: Float64Array.of(500, 0, 100, 500, 0, 0),
    };
    const cuts = {
      recency: four(2, 6, 15, 30),
      frequency: four(2, 4, 6, 8),
      depth: four(0, 0.2, 0.4, 0.6),
      spend: four(0, 50, 200, 400),
    };
    const { scores, code } = rfmScores(values, { cuts, highFrom: 3 });
    expect(Array.from(scores.recency)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(Array.from(scores.frequency)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(Array.from(scores.depth)).toEqual([5, 1, 0, 2, 1, 0]);
    expect(Array.from(scores.spend)).toEqual([5, 1, 3, 5, 1, 0]);
    // champions; recent, (4 + 1) / 2 not engaged, not paying; recent, engaged by frequency alone, paying; quiet payer; lost; never seen.
    expect(Array.from(code)).toEqual([0, 3, 0, 6, 7, -1]);
  });

  test('eight classes hold every member who was seen, and cuts to try change the answer, not what is kept', () => {
    const kept = must(describeRfm(community.data, {}));
    expect(kept.classes).toHaveLength(8);
    expect(kept.classes.reduce((n, c) => n + c.members, 0) + kept.unseen).toBe(kept.members);
    expect(kept.grid.reduce((n, c) => n + c, 0)).toBe(kept.members - kept.unseen);
    const tried = must(describeRfm(community.data, { highFrom: 5 }));
    expect(tried.isDefault).toBe(false);
    expect(tried.classes[0]!.members).toBeLessThan(kept.classes[0]!.members);
    expect(must(describeRfm(community.data, {}))).toEqual(kept);
    expect(kept.classes.reduce((sum, c) => sum + c.spendShare, 0)).toBeCloseTo(1, 12);
  });
});

describe('health', () => {
  test('the first rule that fits decides, with its bounds', () => {
    const status = { code: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 0, 0), values: ['active', 'deleted'] };
    const left = new Int32Array(9).fill(-2147483648);
    left[7] = 900;
    const { code, rule } = healthStates(
      {
        recencyDays: Float64Array.of(0, 13, 14, 59, 60, Number.NaN, 0, 0, Number.NaN),
        tenureDays: Float64Array.of(13, 14, 100, 100, 100, 3, 100, 100, Number.NaN),
        left,
        status,
      },
      { onboardingDays: 14, activeDays: 14, atRiskDays: 60, endS: 1000 },
    );
    const states = Array.from(code, (c) => HEALTH_STATES[c] ?? null);
    expect(states).toEqual(['onboarding', 'active', 'at-risk', 'at-risk', 'lapsed', 'onboarding', 'lapsed', 'lapsed', null]);
    expect(Array.from(rule)).toEqual([3, 4, 5, 5, 6, 1, 0, 0, 255]);
  });
});

describe('levels and scores', () => {
  test('levels go by rank among those with a score; equal scores share the higher one', () => {
    const { code } = levelsOf(Float64Array.of(10, 9, 9, 8, 7, 6, 5, 4, 3, 2, 0), [0.1, 0.2, 0.5]);
    expect(Array.from(code, (c) => LEVELS[c])).toEqual([
      'core',
      'contributor',
      'contributor',
      'participant',
      'participant',
      'observer',
      'observer',
      'observer',
      'observer',
      'observer',
      'silent',
    ]);
  });

  test('the score is points halved every half-life; other weights move the ranks and say from where', () => {
    const kept = must(rankScores(community.data, { value: null, limit: 20 }));
    expect(kept.rows.map((r) => r.rank)).toEqual(kept.rows.map((r) => r.keptRank));
    const value = { ...preferencesOf(community.data).score, weights: { checkin: 50 }, halfLifeDays: 1e9 as number };
    const tried = must(rankScores(community.data, { value: { ...value, halfLifeDays: 3000 }, limit: 5 }));
    const checkins =
      community.sql(`SELECT member_no AS m, sum(CASE name WHEN 'checkin' THEN 50 ELSE CASE origin WHEN 'derived' THEN 5 ELSE 1 END END
      * pow(2, -(julianday('${LAST}') - julianday(${LOCAL})) / 3000.0)) AS v FROM event e JOIN event_kind k USING (kind) GROUP BY 1 ORDER BY v DESC LIMIT 5`);
    expect(tried.rows.map((r) => r.memberNo)).toEqual(checkins.map((r) => r['m']));
    for (const [i, r] of tried.rows.entries()) expect(r.score).toBeCloseTo(checkins[i]!['v'] as number, 6);
  });
});

describe('at risk', () => {
  test('holds everybody in that state, the most valuable first, with what they did last', () => {
    const answer = must(listAtRisk(community.data, { limit: 500 }));
    const { health, measures } = memberProfiles(community.data);
    expect(answer.total).toBe(health.code.filter((c) => HEALTH_STATES[c] === 'at-risk').length);
    answer.rows.forEach((row, i) => {
      expect(row.silentDays).toBe(measures.recencyDays[row.memberNo - 1]);
      expect(row.valueAtRisk).toBeCloseTo(row.yearSpend * (1 - row.returnChance!), 9);
      if (i > 0) expect(row.valueAtRisk).toBeLessThanOrEqual(answer.rows[i - 1]!.valueAtRisk!);
    });
    const last = community.sql(`SELECT member_no AS m, max(time_s) * 1000 AS v FROM event GROUP BY 1`);
    const at = new Map(last.map((r) => [r['m'], r['v']]));
    for (const row of answer.rows) expect(row.last.at).toBe(at.get(row.memberNo));
  });

  test('the chance to come back is the share of past silences, counted again from days', () => {
    const { chances, horizonDays } = must(listAtRisk(community.data, {}));
    const days = community.sql(
      `SELECT DISTINCT member_no AS m, CAST(julianday(${LOCAL}) AS INTEGER) AS d FROM event e ORDER BY 1, 2`,
    ) as { m: number; d: number }[];
    const end = community.sql(`SELECT CAST(julianday('${LAST}') AS INTEGER) AS d`)[0]!['d'] as number;
    for (const silent of [14, 30, 50]) {
      let watched = 0;
      let returned = 0;
      days.forEach(({ m, d }, i) => {
        const next = days[i + 1]?.m === m ? days[i + 1]!.d : null;
        const gap = next === null ? end - d : next - d - 1;
        if (gap < silent) return;
        if (next !== null) {
          watched++;
          if (gap < silent + horizonDays) returned++;
        } else if (gap >= silent + horizonDays) watched++;
      });
      expect(chances[silent]).toMatchObject({ watched, rate: returned / watched });
    }
  });
});

describe('attributes', () => {
  test('by a value: members, share of the known, active and spend equal SQL', () => {
    const answer = must(analyseAttribute(community.data, { attribute: 'gender' }));
    const expected = community.sql(
      `SELECT gender AS v, count(*) AS n FROM member WHERE gender IS NOT NULL GROUP BY 1 ORDER BY 2 DESC`,
    );
    expect(answer.rows.map((r) => [r.value, r.members])).toEqual(expected.map((r) => [r['v'], r['n']]));
    expect(answer.known).toBe(expected.reduce((n, r) => n + (r['n'] as number), 0));
    const active =
      community.sql(`SELECT gender AS v, count(DISTINCT m.member_no) AS n FROM member m JOIN event e USING (member_no)
      WHERE gender IS NOT NULL AND ${LOCAL} > date('${LAST}', '-28 days') GROUP BY 1`);
    const by = new Map(active.map((r) => [r['v'], r['n']]));
    for (const row of answer.rows) expect(row.active.members).toBe(by.get(row.value));
  });

  test('that nobody has are refused with those that are known', () => {
    expect(() => analyseAttribute(community.data, { attribute: 'shoe size' })).toThrow(/Known: role, status/);
  });
});

describe('one member', () => {
  test('has the measures of the columns, a rank among the known, and the rule of its state', () => {
    const profile = describeProfile(community.data, 7);
    const { measures } = memberProfiles(community.data);
    for (const { name, value, rank } of profile.measures) {
      const column = measures[name];
      expect(value).toBe(Number.isNaN(column[6]!) ? null : column[6]);
      if (value === null) continue;
      expect(rank).toBeCloseTo(column.filter((v) => v < value).length / column.filter((v) => !Number.isNaN(v)).length, 12);
    }
    expect(profile.weekHours.reduce((a, b) => a + b, 0)).toBe(community.data.columns.off[7]! - community.data.columns.off[6]!);
    expect(profile.healthRule).not.toBeNull();
  });

  test('is found by the id of the export, the full id, or the number', () => {
    for (const id of ['m0007', 'hearth:m0007', '7']) expect(memberNoOf(community.data, id)).toBe(7);
    expect(() => memberNoOf(community.data, 'nobody')).toThrow(/no member "nobody"/);
  });
});

describe('topics', () => {
  test('of a member are the channels of the posts, and the most frequent is the main one', () => {
    const rows = community.sql(
      `SELECT author_no AS m, channel AS v, count(*) AS n FROM post WHERE author_no IS NOT NULL AND channel IS NOT NULL GROUP BY 1, 2`,
    );
    const of = new Map<number, Map<string, number>>();
    for (const r of rows as { m: number; v: string; n: number }[]) of.set(r.m, (of.get(r.m) ?? new Map()).set(r.v, r.n));
    const { code, values } = topTopic(community.data);
    const tagged = community.sql('SELECT count(*) AS n FROM content_tag')[0]!['n'] as number;
    for (const memberNo of [2, 7, 300, 615]) {
      const { topics } = describeProfile(community.data, memberNo);
      expect(topics.reduce((sum, t) => sum + t.share, 0)).toBeCloseTo(topics.length > 0 ? 1 : 0, 9);
      if (topics.length > 0) expect(values[code[memberNo - 1]!]).toBe(topics[0]!.topic);
      for (const t of topics) expect(t.actions).toBeGreaterThanOrEqual(of.get(memberNo)?.get(t.topic) ?? 0);
      if (tagged === 0)
        expect(topics.map((t) => t.actions)).toEqual([...(of.get(memberNo)?.values() ?? [])].sort((a, b) => b - a));
    }
  });
});

describe('tags', () => {
  const none = () => new Uint8Array(0);
  test('first, last and preferred action equal plain SQL', () => {
    const names = (order: string) =>
      new Map(
        community
          .sql(`SELECT member_no AS m, name AS v FROM (SELECT member_no, name, row_number() OVER (PARTITION BY member_no ORDER BY ${order}) AS r
            FROM event e JOIN event_kind k USING (kind)) WHERE r = 1`)
          .map((r) => [r['m'], r['v']]),
      );
    for (const [kind, order] of [
      ['first', 'event_id'],
      ['last', 'event_id DESC'],
    ] as const) {
      const { code, values } = tagColumn(community.data, { kind, of: 'action', kinds: [] }, none);
      const expected = names(order);
      expect(Array.from(code, (c) => values[c] ?? null)).toEqual(Array.from(code, (_, m) => expected.get(m + 1) ?? null));
    }
    const { code, values } = tagColumn(community.data, { kind: 'preferred', of: 'action', kinds: [] }, none);
    const counts = community.sql(
      `SELECT member_no AS m, name AS k, count(*) AS n, max(event_id) AS last FROM event JOIN event_kind USING (kind) GROUP BY 1, 2`,
    );
    const best = new Map<number, { k: string; n: number; last: number }>();
    for (const r of counts as { m: number; k: string; n: number; last: number }[]) {
      const b = best.get(r.m);
      if (!b || r.n > b.n || (r.n === b.n && r.last > b.last)) best.set(r.m, r);
    }
    expect(Array.from(code, (c) => values[c] ?? null)).toEqual(Array.from(code, (_, m) => best.get(m + 1)?.k ?? null));
  });

  test('ranks, active days and imported attributes cut where they say', () => {
    const { measures } = memberProfiles(community.data);
    const rank = tagColumn(
      community.data,
      { kind: 'percentile', measure: 'posts', cuts: [0.5, 0.9], values: ['few', 'some', 'many'] },
      none,
    );
    const sorted = Array.from(measures.posts).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    rank.code.forEach((c, m) => {
      const posts = measures.posts[m]!;
      if (posts > at(0.9) + 1) expect(rank.values[c]).toBe('many');
      if (posts < at(0.5)) expect(rank.values[c]).toBe('few');
    });
    const days = tagColumn(
      community.data,
      { kind: 'active-days', days: 28, cuts: [1, 8], values: ['none', 'some', 'many'] },
      none,
    );
    days.code.forEach((c, m) => {
      const n = measures.activeDays28[m]!;
      expect(days.values[c]).toBe(n === 0 ? 'none' : n < 8 ? 'some' : 'many');
    });
    const interest = tagColumn(community.data, { kind: 'import', attribute: 'interest' }, none);
    const known = community.sql(`SELECT count(*) AS n FROM member_attribute WHERE name = 'interest' AND valid_to IS NULL`)[0]![
      'n'
    ];
    expect(interest.code.filter((c) => c >= 0).length).toBe(known);
  });
});
