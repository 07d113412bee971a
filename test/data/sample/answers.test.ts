import { describe, expect, test } from 'vitest';
import { clusterPurity } from './clusterPurity.ts';
import { answers, contents, count, events, joined, members, monthOf, orders, posts, rowsOf, sample } from './community.ts';

describe('the answer sheet', () => {
  test('counts what is in the rows', () => {
    const c = answers.counts;
    expect(c.eventsByKind).toEqual(count(events.map((e) => e['kind']!)));
    expect(c.postsByKind).toEqual(count(posts.map((p) => p['kind']!)));
    expect(c.joinsByMonth).toEqual(count(members.map((m) => monthOf(m['joined_at']!))));
    expect(c.membersByPlan).toEqual(count(members.map((m) => m['plan'] ?? 'none')));
    expect(c.activeMembersByMonth).toEqual(
      count([...new Set(events.map((e) => `${monthOf(e['occurred_at']!)} ${e['member_id']}`))].map((x) => x.slice(0, 7))),
    );
    expect(c.ordersPaid).toBe(orders.filter((o) => o['paid_at']).length);
    expect(c.paidMinor).toBe(orders.filter((o) => o['paid_at']).reduce((sum, o) => sum + Number(o['amount_minor']), 0));
    expect(c.refundedMinor).toBe(orders.reduce((sum, o) => sum + Number(o['refund_minor'] ?? 0), 0));
    expect(Object.keys(c.joinsByMonth)).toHaveLength(24);
  });

  test('labels every post and every text of feedback, and no bot has a cluster', () => {
    expect(Object.keys(answers.posts)).toHaveLength(posts.length);
    expect(
      rowsOf('feedback')
        .filter((f) => f['text'])
        .every((f) => answers.feedback[f['source_key']!]),
    ).toBe(true);
    expect(Object.keys(answers.clusters)).toHaveLength(members.filter((m) => m['role'] !== 'bot').length);
    expect(structuredClone(answers)).toEqual(JSON.parse(JSON.stringify(answers)));
  });

  test('campaign rates can be found again from touches, held-out lists and events', () => {
    const touches = rowsOf('campaign_touch');
    for (const [key, truth] of Object.entries(answers.campaigns)) {
      const sent = new Map(
        touches
          .filter((t) => t['campaign_key'] === key && t['kind'] === 'sent')
          .map((t) => [t['member_id']!, Number(t['occurred_at'])]),
      );
      const hit = new Set<string>();
      for (const e of events) {
        const from = sent.get(e['member_id']!);
        if (
          e['kind'] === truth.goal &&
          from !== undefined &&
          Number(e['occurred_at']) >= from &&
          Number(e['occurred_at']) < from + truth.windowDays * 86_400_000
        )
          hit.add(e['member_id']!);
      }
      expect(sent.size).toBe(truth.reached);
      expect(hit.size / sent.size).toBeCloseTo(truth.rateReached, 5);
      expect(truth.heldOut.some((m) => sent.has(m))).toBe(false);
    }
  });

  test('experiments: the winner wins, the null does not, the broken split shows in chi-square', () => {
    const chiSquare = (a: number, b: number) => (a - b) ** 2 / (a + b);
    const z = (key: string) => {
      const { assigned, converted } = answers.experiments[key]!;
      const [[c, n], [d, m]] = Object.keys(assigned).map((arm) => [converted[arm]!, assigned[arm]!]) as [
        [number, number],
        [number, number],
      ];
      const p = (c + d) / (n + m);
      return (d / m - c / n) / Math.sqrt(p * (1 - p) * (1 / n + 1 / m));
    };
    expect(z('exp-welcome')).toBeGreaterThan(3);
    expect(Math.abs(z('exp-price-page'))).toBeLessThan(1.96);
    const split = (key: string) => chiSquare(...(Object.values(answers.experiments[key]!.assigned) as [number, number]));
    expect(split('exp-worksheet')).toBeGreaterThan(20);
    expect(split('exp-welcome')).toBeLessThan(3.84);
    expect(split('exp-price-page')).toBeLessThan(3.84);
    const exposures = rowsOf('exposure').filter((x) => x['experiment_key'] === 'exp-welcome');
    expect(exposures.filter((x) => x['arm'] === 'personal' && x['reward'] === '1').length).toBe(
      answers.experiments['exp-welcome']!.converted['personal'],
    );
    // The same outcome can be read from the events.
    const enrolled = new Set(
      events
        .filter((e) => e['kind'] === 'enrol' && Number(e['occurred_at']) < joined.get(e['member_id']!)! + 7 * 86_400_000)
        .map((e) => e['member_id']!),
    );
    expect(exposures.filter((x) => enrolled.has(x['member_id']!) !== (x['reward'] === '1')).length).toBeLessThanOrEqual(3);
  });

  test('weighting the uniform log by propensities finds the value of the personal policy', () => {
    const { values, candidates } = answers.policies;
    const topic = new Map(contents.map((c) => [c['source_key']!, JSON.parse(c['tags']!)[0] as string]));
    const log = rowsOf('exposure').filter((x) => x['experiment_key'] === 'rec-log');
    for (const policy of Object.keys(values)) {
      const rows = log.filter((x) => x['arm'] === policy);
      const mean = rows.reduce((sum, x) => sum + Number(x['reward']), 0) / rows.length;
      expect(Math.abs(mean - values[policy]!)).toBeLessThan(
        3.5 * Math.sqrt((values[policy]! * (1 - values[policy]!)) / rows.length),
      );
    }
    expect(
      log.every((x) => Number(x['propensity']) > 0 && candidates.includes(x['content_id']!) && topic.has(x['content_id']!)),
    ).toBe(true);
    expect(values['personal']! / values['uniform']!).toBeGreaterThan(1.3);
  });
});

describe('the people and their words', () => {
  test('the planted clusters can be told apart by simple features', () => {
    expect(clusterPurity(events, answers.clusters)).toBeGreaterThanOrEqual(0.95);
  });

  test('attributes have gaps as on a real form', () => {
    const known = (field: string) => members.filter((m) => m[field] !== null).length / members.length;
    expect(known('birth_year')).toBeGreaterThan(0.55);
    expect(known('birth_year')).toBeLessThan(0.65);
    expect(known('occupation')).toBeCloseTo(0.7, 1);
  });

  test('texts hardly repeat outside planted abuse, in about two parts Chinese and one part English', () => {
    const own = posts.filter((p) => !answers.posts[p['source_key']!]!.isSpam);
    expect(1 - new Set(own.map((p) => p['body_text'])).size / own.length).toBeLessThan(0.01);
    expect(1 - new Set(posts.map((p) => p['body_text'])).size / posts.length).toBeLessThan(0.02);
    const zh = own.filter((p) => answers.posts[p['source_key']!]!.lang === 'zh');
    expect(zh.length / own.length).toBeGreaterThan(0.62);
    expect(zh.length / own.length).toBeLessThan(0.78);
    expect(zh.filter((p) => /\p{Script=Han}/u.test(p['body_text']!)).length).toBe(zh.length);
  });

  test('no text shows a seam of the grammar', () => {
    for (const { entity, columns, rows } of sample.tables) {
      for (const c of ['body_text', 'title', 'summary', 'text', 'handle', 'value_text'].filter((name) =>
        columns.includes(name),
      )) {
        const at = columns.indexOf(c);
        const broken = rows
          .map((row) => row[at])
          .filter(
            (text) =>
              text != null &&
              (/[{}[\]|]|undefined|\bnull\b|NaN|\uFFFD|^\s|\s$|，，(?!.*fake)|。。(?!。)/.test(text) || text === ''),
          );
        expect(broken.filter((t) => !/fake|ｆａｋｅ|f a k e|fаkе/.test(t!)).slice(0, 3), `${entity}.${c}`).toEqual([]);
      }
    }
  });

  test('near-duplicate groups hold adverts that differ a little', () => {
    const text = new Map(posts.map((p) => [p['source_key']!, p['body_text']!]));
    expect(answers.nearDuplicates.length).toBeGreaterThanOrEqual(8);
    for (const group of answers.nearDuplicates) {
      expect(group.length).toBeGreaterThan(1);
      expect(group.every((key) => answers.posts[key]!.isAd)).toBe(true);
      const [a, b] = group.map((key) => pairs(text.get(key)!)) as [Set<string>, Set<string>];
      const both = [...a].filter((x) => b.has(x)).length;
      expect(both / (a.size + b.size - both)).toBeGreaterThan(0.6);
    }
  });
});

const pairs = (text: string): Set<string> => new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
