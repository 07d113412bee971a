import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/errors.ts';
import { seeded } from '../../../core/base/random.ts';
import {
  checkVoice,
  DEFAULT_VOICE,
  describeFeedback,
  describeOne,
  describeTopics,
  labelTexts,
  type Topics,
} from '../../../core/feedback/index.ts';
import { TEXT_ITEMS, textsOfData } from '../../../core/scope/index.ts';
import { undo } from '../../../core/store/changes.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { openWorkspace, type Workspace } from '../../../core/store/workspace.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { tempFolder } from '../store/temp.ts';

/** Normalised mutual information, by the arithmetic mean of the entropies. Written anew, so that it shares nothing with the engine. */
function nmi(a: readonly string[], b: readonly string[]): number {
  const count = (values: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
    return counts;
  };
  const entropy = (counts: Map<string, number>) =>
    [...counts.values()].reduce((h, n) => h - (n / a.length) * Math.log(n / a.length), 0);
  const [ha, hb] = [entropy(count(a)), entropy(count(b))];
  const hab = entropy(count(a.map((v, i) => `${v}\n${b[i]}`)));
  return (2 * (ha + hb - hab)) / (ha + hb);
}

describe('topics of the sample community', () => {
  const sample = sampleCommunity();
  const folder = tempFolder();
  const topicsOf = (question: Parameters<typeof describeTopics>[1] = {}) =>
    describeTopics(sample.data, { withTexts: true, ...question }) as Topics;
  const planted = (key: string) => sample.answers.posts[key]?.topic ?? sample.answers.feedback[key]?.topic ?? null;
  const plantedAspect = (key: string) => sample.answers.posts[key]?.aspect ?? sample.answers.feedback[key]?.aspect ?? null;
  const agreement = (topics: Topics) => {
    const judged = topics.assignments!.filter((a) => planted(a.key) !== null);
    return nmi(
      judged.map((a) => a.topic ?? ''),
      judged.map((a) => planted(a.key)!),
    );
  };

  it('finds the planted subjects without any correction, with every seed that was tried', () => {
    for (const seed of [1, 2, 3]) expect(agreement(topicsOf({ seed }))).toBeGreaterThan(0.85);
  });

  it('learns from 50 checked texts, drawn at random or by doubt', () => {
    const before = topicsOf();
    const judged = before.assignments!.filter((a) => planted(a.key) !== null);
    const sampleOf = (list: typeof judged) =>
      list.slice(0, 50).map(({ item, no, key }) => ({ item, no, about: 'topic' as const, value: planted(key)! }));
    const random = topicsOf({ sample: sampleOf(seeded(11).shuffleInPlace(judged.slice())) });
    const doubtful = topicsOf({ sample: sampleOf(judged.slice().sort((a, b) => a.confidence - b.confidence)) });
    expect(agreement(random)).toBeGreaterThan(0.9);
    expect(agreement(doubtful)).toBeGreaterThan(0.9);
    // Names given to checked texts take the found topics over: eight subjects, not sixteen.
    expect(random.groups.filter((g) => g.texts > 100)).toHaveLength(8);
  });

  it('learning mends topics that were cut too fine', () => {
    const before = topicsOf({ k: 16 });
    const judged = before.assignments!.filter((a) => planted(a.key) !== null);
    const sampleTexts = seeded(11)
      .shuffleInPlace(judged.slice())
      .slice(0, 50)
      .map(({ item, no, key }) => ({ item, no, about: 'topic' as const, value: planted(key)! }));
    const after = agreement(topicsOf({ k: 16, sample: sampleTexts }));
    expect(after).toBeGreaterThan(agreement(before) + 0.03);
    expect(after).toBeGreaterThan(0.85);
  });

  it('themes follow the planted aspects of what members praise and complain about', () => {
    const judged = topicsOf().assignments!.filter((a) => {
      const truth = sample.answers.posts[a.key] ?? sample.answers.feedback[a.key];
      return truth?.aspect && truth.sentiment !== 'neutral' && !sample.answers.posts[a.key]?.isSpam;
    });
    const merged = (aspect: string) => (aspect === 'refund' ? 'price' : aspect);
    const right = judged.filter((a) => a.theme === merged(plantedAspect(a.key)!)).length;
    expect(right / judged.length).toBeGreaterThan(0.75);
  });

  it('counts add up: groups, those without a group, copies, staff', () => {
    const topics = topicsOf();
    const texts = textsOfData(sample.data);
    const written = texts.isWritten.reduce((n, w) => n + w, 0);
    expect(topics.assignments).toHaveLength(written);
    expect(topics.texts + topics.duplicates + topics.byStaff).toBe(written);
    expect(topics.groups.reduce((n, g) => n + g.texts, topics.ungrouped)).toBe(topics.texts);
  });

  it('narrows to days and people, and sets a period beside the one before', () => {
    const mask = new Uint8Array(sample.data.columns.members).fill(0, 0).fill(1, 0, 1500);
    const topics = topicsOf({ from: '2026-09-01', to: '2026-09-30', people: { mask, label: 'the first 1500' } });
    const count = sample.sql(
      `SELECT count(*) AS n FROM post JOIN member m ON m.member_no = author_no
       WHERE post.kind <> 'announcement' AND created_at >= ? AND created_at < ? AND author_no <= 1500 AND m.role NOT IN ('owner', 'admin', 'moderator', 'bot')`,
      Date.parse('2026-09-01T00:00:00+08:00'),
      Date.parse('2026-10-01T00:00:00+08:00'),
    )[0]!['n'] as number;
    expect(topics.texts + topics.duplicates).toBeGreaterThanOrEqual(count);
    expect(topics.groups[0]!.change!.days).toBe(30);
    expect(topics.groups.reduce((n, g) => n + g.change!.before, 0)).toBeLessThanOrEqual(topics.groups[0]!.change!.ofBefore);
  });

  it('one topic: its weeks add up to it, quotes hold the words that are marked', () => {
    const topics = topicsOf();
    const key = topics.groups[0]!.key;
    const one = describeOne(sample.data, { about: 'topic', key, pick: 'central', limit: 6, offset: 0 }, []);
    if (one.kind === 'unavailable') throw new Error(one.reason);
    expect(one.weeks.reduce((n, w) => n + w.texts, 0)).toBe(one.group.texts);
    expect(one.quotes).toHaveLength(6);
    expect(new Set(one.quotes.map((q) => q.memberNo)).size).toBe(6);
    for (const quote of one.quotes)
      for (const [start, end] of quote.evidence) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(quote.text.length);
      }
    expect(one.quotes.filter((q) => q.evidence.length > 0).length).toBeGreaterThan(3);
  });

  it('who says it: people of a value among those who wrote, with a lift', () => {
    const members = sample.data.columns.members;
    const codes = Int32Array.from({ length: members }, (_, m) => m % 2);
    const one = describeOne(sample.data, { about: 'theme', key: 'price', pick: 'latest', limit: 3, offset: 0 }, [
      { by: 'parity', codes, values: ['even', 'odd'] },
    ]);
    if (one.kind === 'unavailable') throw new Error(one.reason);
    const [parity] = one.who;
    expect(parity!.values.reduce((n, v) => n + v.people, 0)).toBe(one.group.people);
    expect(parity!.values.reduce((n, v) => n + v.of, 0)).toBe(parity!.known);
    // Even and odd member numbers mean nothing: no finding.
    expect(parity!.values.every((v) => v.p > 0.01)).toBe(true);
  });

  it('signals without words are the events, by week', () => {
    const feedback = describeFeedback(sample.data, {});
    if (feedback.kind === 'unavailable') throw new Error(feedback.reason);
    const refunds = sample.sql("SELECT count(*) AS n FROM event JOIN event_kind USING (kind) WHERE name = 'refund'")[0]![
      'n'
    ] as number;
    const signal = feedback.signals.find((s) => s.name === 'refund')!;
    expect(signal.total).toBe(refunds);
    expect(signal.weeks.reduce((n, w) => n + w, 0)).toBe(refunds);
    expect(feedback.ratings.stars.reduce((n, s) => n + s, 0)).toBe(feedback.ratings.count);
    expect(feedback.weeks).toHaveLength(signal.weeks.length);
  });

  describe('corrections in a workspace', () => {
    let workspace: Workspace;
    let path: string;
    beforeAll(() => {
      path = folder.fresh('.hearth');
      copyFileSync(sample.data.path, path);
      workspace = openWorkspace(path);
    });
    afterAll(() => workspace.close());
    const asked = () => {
      const data = openDataset(path);
      try {
        return describeTopics(data, { withTexts: true }) as Topics;
      } finally {
        data.db.close();
      }
    };

    it('two corrected texts move two of the count at once, and an undo brings them back', () => {
      const before = asked();
      const [from, to] = before.groups;
      const alone = new Set<string>();
      for (const a of before.assignments!)
        if (a.topic === from!.key && a.from === 'found' && alone.size < 2) alone.add(`${a.item}:${a.no}`);
      const labels = [...alone].map((name) => {
        const [item, no] = name.split(':') as ['post', string];
        return { item, no: Number(no), about: 'topic' as const, value: to!.key };
      });
      labelTexts(workspace.writer, { labels, now: 5 });
      const after = asked();
      const size = (topics: Topics, key: string) => topics.groups.find((g) => g.key === key)!.texts;
      expect(size(after, from!.key)).toBe(from!.texts - 2);
      expect(size(after, to!.key)).toBe(to!.texts + 2);
      expect(after.corrections.untilNext).toBe(8);
      undo(workspace.writer, 6);
      expect(asked().groups.map((g) => g.texts)).toEqual(before.groups.map((g) => g.texts));
    });

    it('refuses a text that is not there', () => {
      expect(() =>
        labelTexts(workspace.writer, { labels: [{ item: 'post', no: 999_999, about: 'topic', value: 'x' }], now: 1 }),
      ).toThrow(InputError);
    });
  });

  it('every item of the stream has the key of its export', () => {
    const topics = topicsOf();
    const texts = textsOfData(sample.data);
    for (let n = 0; n < topics.assignments!.length; n += 997) {
      const a = topics.assignments![n]!;
      const table = { post: ['post', 'post_no'], feedback: ['feedback', 'feedback_id'], answer: ['answer', 'answer_id'] }[
        a.item
      ]!;
      expect(sample.sql(`SELECT source_key FROM ${table[0]} WHERE ${table[1]} = ?`, a.no)[0]!['source_key']).toBe(a.key);
    }
    expect(TEXT_ITEMS).toContain(topics.assignments![0]!.item);
    expect(texts.size).toBeGreaterThan(topics.assignments!.length);
  });
});

describe('themes a person edits', () => {
  it('the themes that ship pass their own check', () => {
    expect(checkVoice(DEFAULT_VOICE).themes.map((t) => t.key)).toEqual([
      'content',
      'teacher',
      'price',
      'app',
      'service',
      'schedule',
      'community',
    ]);
  });
  it.each([
    ['no themes', { themes: [] }],
    ['a key twice', { themes: [DEFAULT_VOICE.themes[0], DEFAULT_VOICE.themes[0]] }],
    ['a name missing', { themes: [{ key: 'a', zh: '', en: 'A', aspects: [] }] }],
    ['a key with a slash', { themes: [{ key: 'a/b', zh: '甲', en: 'A', aspects: [] }] }],
    [
      'words that are no texts',
      { themes: [{ key: 'a', zh: '甲', en: 'A', aspects: [{ key: 'b', zh: '乙', en: 'B', words: [3] }] }] },
    ],
    ['an empty name of a topic', { ...DEFAULT_VOICE, names: { x: ' ' } }],
  ])('refuses %s', (_, value) => {
    expect(() => checkVoice(value)).toThrow(InputError);
  });
});
