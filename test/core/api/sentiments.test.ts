import { beforeAll, describe, expect, it } from 'vitest';
import { asks } from '../../../core/api/inputs.ts';
import { questions } from '../../../core/api/questions.ts';
import { writes } from '../../../core/api/writes.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { exportOf, importInto } from '../import/community.ts';
import { tempFolder } from '../store/temp.ts';

const folder = tempFolder();
let path: string;

const SAID = [
  ['2025-01-06', '老师讲得太好了，收获很大'],
  ['2025-01-07', '内容垃圾，浪费时间，要退款'],
  ['2025-01-13', 'Great course, very helpful'],
  ['2025-01-14', '请问课件在哪里下载'],
  ['2025-01-15', '😀😀'],
  ['2025-01-20', 'It keeps crashing, terrible app'],
] as const;

beforeAll(async () => {
  path = folder.fresh('.hearth');
  const rows = SAID.map(([day, text], i) => `p${i + 1},m${(i % 2) + 1},${Date.parse(`${day}T10:00:00Z`)},"${text}",topic`).join(
    '\n',
  );
  await importInto(path, exportOf(folder, { 'post.csv': `source_key,author_id,created_at,body_text,kind\n${rows}\n` }), {
    tz: 'UTC',
  });
});

const withData = <T>(use: (data: ReturnType<typeof openDataset>) => T): T => {
  const data = openDataset(path);
  try {
    return use(data);
  } finally {
    data.db.close();
  }
};
const overview = (more: object = {}) =>
  withData((data) => {
    const answer = questions.sentiment(data, asks.sentiment.parse({ grain: 'week', ...more }));
    if (answer.kind !== 'sentiment') throw new Error('nothing was read');
    return answer;
  });
const page = (more: object = {}) =>
  withData((data) => {
    const answer = questions.sentimentTexts(data, asks.sentimentTexts.parse({ limit: 10, ...more }));
    if (answer.kind !== 'sentiment-texts') throw new Error('nothing was read');
    return answer;
  });
const write = <W extends keyof typeof writes>(name: W, input: Parameters<(typeof writes)[W]>[1]) => {
  const workspace = openWorkspace(path);
  try {
    return (writes[name] as (w: unknown, i: unknown) => unknown)(workspace, input);
  } finally {
    workspace.close();
  }
};

describe('sentiment of a workspace', () => {
  it('counts every written text once, and what is not judged apart', () => {
    const { summary, trend } = overview();
    expect(summary).toMatchObject({ texts: 6, judged: 5, positive: 2, neutral: 1, negative: 2, unsure: 0 });
    expect(summary.negativeShare).toBeCloseTo(0.4, 10);
    expect(trend!.start).toEqual(['2025-01-06', '2025-01-13', '2025-01-20']);
    expect(trend!.periods.map((p) => p.texts)).toEqual([2, 3, 1]);
  });

  it('narrows by days and people, and groups by who wrote', () => {
    expect(overview({ from: '2025-01-13', to: '2025-01-19' }).summary.texts).toBe(3);
    expect(overview({ where: { members: [1] } }).summary.texts).toBe(3);
    const { groups } = overview({ by: 'form' });
    expect(groups.map((g) => [g.key, g.texts])).toEqual([['topic', 6]]);
  });

  it('a correction moves the totals by one, is remembered, and undo takes it back', () => {
    const [row] = page({ labels: ['negative'], order: 'newest' }).rows;
    expect(row!.text).toContain('crashing');
    write('labelSentiment', { item: row!.item, no: row!.no, value: 'positive', now: 1000 });
    expect(overview().summary).toMatchObject({ positive: 3, negative: 1 });
    expect(page({ isTaught: true }).rows).toEqual([expect.objectContaining({ no: row!.no, label: 'positive', confidence: 1 })]);
    write('undo', { now: 2000 });
    expect(overview().summary).toMatchObject({ positive: 2, negative: 2 });
    expect(page({ isTaught: true }).total).toBe(0);
  });

  it("the community's own words and threshold count at once", () => {
    write('saveOwnWords', { words: [{ word: '课件', weight: -5 }], now: 3000 });
    const asked = page().rows.find((r) => r.text.includes('课件'))!;
    expect(asked.words).toContainEqual(expect.objectContaining({ text: '课件' }));
    write('saveThreshold', { threshold: 0.49, now: 4000 });
    expect(overview().summary.unsure).toBeGreaterThan(0);
    write('undo', { now: 5000 });
    write('undo', { now: 6000 });
    expect(overview().summary.unsure).toBe(0);
  });

  it('a label of a text that is not there, and a weight out of range, are refused', () => {
    expect(() => write('labelSentiment', { item: 'post', no: 999, value: 'neutral', now: 1 })).toThrow(/no post number 999/);
    expect(() => write('saveOwnWords', { words: [{ word: 'x', weight: 9 }], now: 1 })).toThrow(/-5 to 5/);
  });
});
