import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ENTITIES } from '../../../core/import/entities.ts';
import { generateSample, type Sample } from '../../../data/sample/generate.ts';
import {
  answers,
  contents,
  count,
  END,
  events,
  joined,
  left,
  members,
  orders,
  posts,
  rowsOf,
  START,
  sample,
} from './community.ts';

function hash(s: Sample): string {
  const h = createHash('sha256').update(JSON.stringify(s.answers));
  for (const t of s.tables) {
    h.update(t.entity + t.columns.join());
    for (const row of t.rows) h.update(row.join('\u0001'));
  }
  return h.digest('hex');
}

describe('the generator', () => {
  test('gives the same bytes for the same seed and others for another', () => {
    const small = hash(generateSample({ scale: 0.1 }));
    expect(hash(generateSample({ scale: 0.1 }))).toBe(small);
    expect(hash(generateSample({ scale: 0.1, seed: 7 }))).not.toBe(small);
    expect(hash(generateSample())).toBe(hash(sample));
  });

  test('keeps its sizes', () => {
    expect(answers.counts.members).toBe(3000);
    expect(answers.counts.contents).toBe(300);
    expect(answers.counts.events).toBe(200_000);
    expect(answers.counts.posts).toBeGreaterThan(14_700);
    expect(answers.counts.posts).toBeLessThan(15_300);
    expect(answers.counts.reactions).toBe(10_000);
    expect(answers.counts.orders).toBeGreaterThan(3600);
    expect(answers.counts.orders).toBeLessThan(4800);
    expect(answers.counts.membersByRole).toMatchObject({ owner: 1, admin: 1, moderator: 2, expert: 12, bot: 2 });
    expect(rowsOf('response')).toHaveLength(600);
    expect(rowsOf('mod_item').length).toBeGreaterThan(450);
    expect(rowsOf('exposure').filter((x) => x['experiment_key'] === 'rec-log')).toHaveLength(20_000);
    expect(members.some((m) => [...m['handle']!].length === 60)).toBe(true);
  });

  test('a tenth of the scale still holds together', () => {
    const small = generateSample({ scale: 0.1, seed: 3 });
    expect(small.answers.counts.events).toBe(20_000);
    expect(small.answers.counts.members).toBe(300);
  });
});

describe('the tables', () => {
  test('use only canonical entities and fields, fill what is required, and give each row as many cells as columns', () => {
    for (const { entity, columns, rows } of sample.tables) {
      const fields: Record<string, { required?: boolean; type: unknown }> = ENTITIES[entity as keyof typeof ENTITIES].fields;
      columns.forEach((c, at) => {
        if (entity === 'member' && c.startsWith('attr:')) return;
        expect(fields, `${entity}.${c}`).toHaveProperty(c);
        const { type } = fields[c]!;
        if (typeof type !== 'object') return;
        const allowed = new Set((type as { oneOf: string[] }).oneOf);
        expect(
          rows.every((row) => row[at] === null || allowed.has(row[at]!)),
          `${entity}.${c}`,
        ).toBe(true);
      });
      for (const [name, field] of Object.entries(fields)) {
        if (!field.required) continue;
        const at = columns.indexOf(name);
        expect(
          rows.every((row) => row[at]),
          `${entity}.${name}`,
        ).toBe(true);
      }
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      const keys = rows.map((row) => row[columns.indexOf('source_key')]);
      expect(new Set(keys).size, entity).toBe(keys.length);
    }
  });

  test('point only at rows that exist', () => {
    const known = {
      member: new Set(members.map((r) => r['source_key']!)),
      content: new Set(contents.map((r) => r['source_key']!)),
      post: new Set(posts.map((r) => r['source_key']!)),
      campaign: new Set(rowsOf('campaign').map((r) => r['source_key']!)),
      survey: new Set(rowsOf('survey').map((r) => r['source_key']!)),
      question: new Set(rowsOf('question').map((r) => r['source_key']!)),
      response: new Set(rowsOf('response').map((r) => r['source_key']!)),
      item: new Set(rowsOf('mod_item').map((r) => r['source_key']!)),
      membership: new Set(rowsOf('membership').map((r) => r['source_key']!)),
    };
    const targets: Record<string, keyof typeof known> = {
      member_id: 'member',
      author_id: 'member',
      host_id: 'member',
      reporter_id: 'member',
      target_member_id: 'member',
      content_id: 'content',
      parent_id: 'content',
      post_id: 'post',
      parent_key: 'post',
      thread_key: 'post',
      campaign_key: 'campaign',
      survey_key: 'survey',
      question_key: 'question',
      response_key: 'response',
      item_key: 'item',
      target_key: 'post',
      renewed_from: 'membership',
    };
    for (const { entity, columns, rows } of sample.tables) {
      columns.forEach((c, at) => {
        const target = targets[c];
        if (!target) return;
        const missing = rows.filter((row) => row[at] !== null && !known[target].has(row[at]!));
        expect(missing.slice(0, 3), `${entity}.${c}`).toEqual([]);
      });
    }
  });

  test('nobody acts before joining, after leaving or outside the window', () => {
    const times: Record<string, [string, string][]> = {
      event: [['member_id', 'occurred_at']],
      post: [['author_id', 'created_at']],
      reaction: [['member_id', 'reacted_at']],
      feedback: [['member_id', 'created_at']],
      order: [
        ['member_id', 'ordered_at'],
        ['member_id', 'paid_at'],
      ],
      exposure: [['member_id', 'exposed_at']],
      mod_report: [['reporter_id', 'reported_at']],
      campaign_touch: [['member_id', 'occurred_at']],
    };
    for (const [entity, pairs] of Object.entries(times)) {
      for (const [who, when] of pairs) {
        const wrong = rowsOf(entity).filter((r) => {
          if (r[when] === null) return false;
          const ms = Number(r[when]);
          return ms < joined.get(r[who]!)! || ms > left.get(r[who]!)! || ms < START || ms >= END;
        });
        expect(wrong.slice(0, 3), `${entity}.${when}`).toEqual([]);
      }
    }
  });

  test('replies follow their parents and counters agree with the rows', () => {
    const byKey = new Map(posts.map((p) => [p['source_key']!, p]));
    const children = count(posts.filter((p) => p['parent_key']).map((p) => p['parent_key']!));
    const likes = count(rowsOf('reaction').map((r) => r['post_id']!));
    for (const p of posts) {
      const parent = p['parent_key'] ? byKey.get(p['parent_key'])! : null;
      if (
        parent &&
        (Number(p['created_at']) <= Number(parent['created_at']) ||
          p['thread_key'] !== parent['thread_key'] ||
          p['source_key']! <= parent['source_key']!)
      )
        expect.fail(`reply ${p['source_key']}`);
      if (
        Number(p['reply_count']) !== (children[p['source_key']!] ?? 0) ||
        Number(p['like_count']) !== (likes[p['source_key']!] ?? 0)
      )
        expect.fail(`counters ${p['source_key']}`);
    }
  });

  test('paid and refunded orders are events, and events use contents that are out', () => {
    const kinds = count(events.map((e) => e['kind']!));
    expect(kinds['purchase']! + kinds['renew']!).toBe(orders.filter((o) => o['paid_at']).length);
    expect(kinds['refund']).toBe(orders.filter((o) => o['status'] === 'refunded').length);
    const out = new Map(contents.map((c) => [c['source_key']!, Number(c['published_at'])]));
    expect(events.filter((e) => e['content_id'] && out.get(e['content_id'])! > Number(e['occurred_at'])).length).toBe(0);
    const plans = orders.filter((o) => o['plan'] && o['paid_at']).length;
    expect(rowsOf('membership').filter((s) => s['plan'] !== 'trial').length).toBe(plans);
  });
});
