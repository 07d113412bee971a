import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../../../core/api/index.ts';
import { indexTexts } from '../../../core/scope/index.ts';
import { countCopies, describeText, searchTexts, type TextPage, type TextWhere } from '../../../core/search/index.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { MIGRATIONS, migrate } from '../../../core/store/migrate.ts';
import { openForReading, openWorkspace } from '../../../core/store/workspace.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { exportOf, importInto } from '../import/community.ts';
import { emptyWorkspace, peek, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const community = sampleCommunity();
const EVERYTHING: TextWhere = { query: '', facets: {}, contentNo: null, memberNo: null, sameAs: null, from: null, to: null };

const POSTS = [
  ['p1', 'u1', '社群运营复盘', '聊聊知识付费的退款', '2025-01-06T02:00:00Z', 'g1', '', ''],
  ['p2', 'u2', '', '課程講得很亂，要退款', '2025-01-13T02:00:00Z', 'g1', '', ''],
  ['p3', 'u1', '', 'The course materials are good. REFUND please', '2025-01-14T02:00:00Z', 'g2', '', ''],
  ['p4', 'u3', '', '看图', '2025-02-01T02:00:00Z', 'g2', '一张课程表', '"[""img/a.png""]"'],
  ['p5', 'u3', '', '', '2025-02-02T02:00:00Z', 'g2', '', '"[""b.mp3""]"'],
].map((row) => row.join(','));
const HEAD = 'id,author,title,body,created,channel,alt,attachments';
const RECIPE = {
  tables: [
    {
      match: 'posts',
      entity: 'post',
      fields: {
        source_key: 'id',
        author_id: 'author',
        title: 'title',
        body_text: 'body',
        created_at: 'created',
        channel: 'channel',
        alt_text: 'alt',
        attachments: 'attachments',
      },
    },
  ],
} as never;

async function workspaceOf(rows: string[] = POSTS): Promise<string> {
  const path = emptyWorkspace(folder);
  await importInto(path, exportOf(folder, { 'posts.csv': [HEAD, ...rows].join('\n') }), { recipe: RECIPE });
  return path;
}

function search(path: string, where: Partial<TextWhere>, options = {}): TextPage {
  const data = openDataset(path);
  const found = searchTexts(data, { ...EVERYTHING, ...where }, options);
  data.db.close();
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found;
}
/** As a workspace is that was just brought up from the format before. */
function forgetIndex(path: string): void {
  const { writer, close } = openWorkspace(path);
  writer.exec(`DELETE FROM text_index; DELETE FROM text_trait; DELETE FROM meta WHERE name = 'texts_import'`);
  close();
}
const shown = ({ rows }: TextPage) => rows.map((r) => r.text.split('\n').at(-1));
const marked = ({ rows }: TextPage) => rows.map((r) => r.ranges.map(([s, e]) => r.text.slice(s, e)));

describe('searchTexts', () => {
  it('finds words of two characters, single characters, words that are not finished, and both in one query', async () => {
    const path = await workspaceOf();
    const hits = (query: string) => search(path, { query }).total;
    expect(hits('运营')).toBe(1);
    expect(hits('营复')).toBe(1);
    expect(hits('知识付费')).toBe(1);
    expect(hits('营')).toBe(1);
    expect(hits('款')).toBe(2);
    expect(hits('cours')).toBe(1);
    expect(hits('cours good')).toBe(0);
    expect(hits('course good')).toBe(1);
    expect(hits('退款 refund')).toBe(0);
    expect(hits('运盘')).toBe(0);
    expect(hits('"materials are"')).toBe(1);
    expect(hits('"are materials"')).toBe(0);
  });

  it('marks what was searched for in the text as it was written', async () => {
    const path = await workspaceOf();
    expect(marked(search(path, { query: '课程讲' }))).toEqual([['課程講']]);
    expect(marked(search(path, { query: 'ｒｅｆｕｎｄ' }))).toEqual([['REFUND']]);
    expect(marked(search(path, { query: '社群 退款' }))).toEqual([['社群', '退款']]);
  });

  it('reads what images show as part of the text, and finds posts that are media alone by what they carry', async () => {
    const path = await workspaceOf();
    expect(search(path, { query: '课程表' }).rows[0]).toMatchObject({ text: '看图\n一张课程表', media: ['image'] });
    const audio = search(path, { facets: { media: ['audio'] } });
    expect(audio.rows).toMatchObject([{ text: '', media: ['audio'] }]);
    expect(audio.facets.find((f) => f.facet === 'media')!.values).toEqual([
      { value: 'image', count: 1 },
      { value: 'audio', count: 1 },
    ]);
  });

  it('names an author of whom nothing is listed as the text does, and begins a text of a transcript alone with its first word', async () => {
    const path = emptyWorkspace(folder);
    const csv =
      '消息ID,用户ID,昵称,发言内容,发言时间,转写\n1,u1,小雨,,2025-01-06 10:00,老师您好我想问退款\n2,u2,阿宁,好的,2025-01-06 11:00,';
    await importInto(path, exportOf(folder, { '发言.csv': csv }));
    expect(search(path, { query: '退款' }).rows).toMatchObject([
      { text: '老师您好我想问退款', memberName: '小雨', ranges: [[7, 9]] },
    ]);
  });

  it('narrows by facets, member and days in the zone; a facet counts without its own choice', async () => {
    const path = await workspaceOf();
    const all = search(path, { facets: { channel: ['g1'] } });
    expect(all.total).toBe(2);
    expect(all.facets.find((f) => f.facet === 'channel')!.values).toEqual([
      { value: 'g2', count: 3 },
      { value: 'g1', count: 2 },
    ]);
    expect(all.facets.find((f) => f.facet === 'language')!.values).toEqual([{ value: 'zh', count: 2 }]);
    expect(search(path, { facets: { language: ['en'] } }).total).toBe(1);
    expect(search(path, { facets: { channel: ['nowhere'] } }).total).toBe(0);
    expect(search(path, { from: '2025-01-13', to: '2025-01-14' }).total).toBe(2);
    expect(search(path, { memberNo: 1 }).total).toBe(2);
    const people = { mask: Uint8Array.of(0, 1, 0), label: 'one' };
    expect(shown(search(path, { people }))).toEqual(['課程講得很亂，要退款']);
    expect(() => search(path, { from: '2025-02-01', to: '2025-01-01' })).toThrow(/Swap/);
  });

  it('orders by time and pages; weeks count every text found, and weeks of none between', async () => {
    const path = await workspaceOf();
    const newest = search(path, {}, { limit: 2 });
    expect(newest.total).toBe(5);
    expect(shown(newest)).toEqual(['', '一张课程表']);
    expect(shown(search(path, {}, { offset: 4 }))).toEqual(['聊聊知识付费的退款']);
    expect(shown(search(path, {}, { order: 'oldest', limit: 1 }))).toEqual(['聊聊知识付费的退款']);
    expect(newest.weeks).toEqual({ start: ['2025-01-06', '2025-01-13', '2025-01-20', '2025-01-27'], count: [1, 2, 0, 2] });
  });

  it.each([
    '"',
    "'; DROP TABLE post; --",
    'body:x OR *',
    'NEAR(a b)',
    '(',
    '^a',
    'a AND',
    '{body} : x',
    '-',
    '\u0000',
    '"a" + "b"',
  ])('reads %j as words', async (query) => {
    const data = community.data;
    expect(searchTexts(data, { ...EVERYTHING, query }).kind).toBe('texts');
  });

  it('finds nothing for a query of marks, and everything for an empty one', async () => {
    const path = await workspaceOf();
    expect(search(path, { query: '！？…' }).total).toBe(0);
    expect(search(path, { query: '  ' }).total).toBe(5);
  });

  it('finds what reading every text of the sample finds', () => {
    for (const query of ['退款', '老师', '卡', 'refund', 'teacher', '"thank you"', '直播 回放']) {
      const found = searchTexts(community.data, { ...EVERYTHING, query }, { limit: 500 }) as TextPage;
      const words = query.startsWith('"') ? [query.slice(1, -1)] : query.split(' ');
      const like = words.map(() => 'lower(text) LIKE ?').join(' AND ');
      const rows = community.sql(
        `SELECT text FROM (
           SELECT trim(coalesce(title || char(10), '') || coalesce(body_text, '')) AS text FROM post WHERE kind NOT IN ('announcement', 'system') AND deleted_at IS NULL
           UNION ALL SELECT text FROM feedback
           UNION ALL SELECT value_text FROM answer JOIN question ON question.source_key = answer.question_key WHERE question.kind = 'text')
         WHERE ${like}`,
        ...words.map((w) => `%${w}%`),
      );
      const isWord = (text: string) => words.every((w) => !/^[a-z ]+$/.test(w) || new RegExp(`\\b${w}`, 'i').test(text));
      expect(found.total, query).toBe(rows.filter((r) => isWord(String(r['text']))).length);
      expect(found.total, query).toBeGreaterThan(0);
      for (const row of found.rows) expect(row.ranges.length, row.text).toBeGreaterThan(0);
    }
  });
});

describe('the index of texts', () => {
  it('follows imports: what is new is found, what changed is found by its new words, what was deleted is gone', async () => {
    const path = await workspaceOf();
    const next = [POSTS[0]!.replace('退款', '续费'), 'p6,u9,,全新的帖子,2025-03-01T02:00:00Z,g1,,'];
    await importInto(path, exportOf(folder, { 'posts.csv': [HEAD, ...next].join('\n') }), { recipe: RECIPE });
    expect(search(path, { query: '续费' }).total).toBe(1);
    expect(search(path, { query: '退款' }).total).toBe(1);
    expect(search(path, { query: '全新' }).total).toBe(1);
    const rows = (table: string) => peek(path, (db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    expect(rows('text_trait')).toBe(6);
    expect(rows('text_index_docsize')).toBe(5);
  });

  it('says of a workspace of an older format that it is behind, and is made when that is opened for writing', async () => {
    const path = await workspaceOf();
    forgetIndex(path);
    const data = openDataset(path);
    expect(searchTexts(data, EVERYTHING)).toMatchObject({ kind: 'unavailable', reason: 'texts-not-indexed' });
    data.db.close();
    const workspace = openWorkspace(path);
    expect(indexTexts(workspace.writer)).toBe(4);
    expect(indexTexts(workspace.writer)).toBe(0);
    workspace.close();
    expect(search(path, { query: '退款' }).total).toBe(2);
  });

  it('stands in a workspace that was migrated', () => {
    const db = new Database(':memory:');
    db.pragma('foreign_keys = OFF');
    migrate(db as never, 2);
    db.exec(`INSERT INTO import (import_id, started_at, finished_at) VALUES (1, 1, 1);
      INSERT INTO post (post_no, post_id, source_no, source_key, body_text, import_id) VALUES (7, 's:7', 1, '7', '要退款', 1)`);
    migrate(db as never, 3, MIGRATIONS);
    expect(indexTexts(db as never)).toBe(1);
    expect(db.prepare(`SELECT rowid FROM text_index WHERE text_index MATCH '"退款"'`).pluck().all()).toEqual([28]);
  });
});

describe('one text and its copies', () => {
  it('tells what a post answers, what answers it, and what it carries', () => {
    const { no } = community.sql(
      'SELECT parent_no AS no FROM post WHERE parent_no IS NOT NULL AND deleted_at IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1',
    )[0] as { no: number };
    const replies = community.sql('SELECT post_no FROM post WHERE parent_no = ? AND deleted_at IS NULL', no);
    const told = describeText(community.data, { item: 'post', no });
    expect(told.repliesTotal).toBe(replies.length);
    const reply = describeText(community.data, { item: 'post', no: told.replies[0]!.no });
    expect(reply.before.at(-1)).toMatchObject({ item: 'post', no });
    expect(() => describeText(community.data, { item: 'post', no: 10_000_000 })).toThrow(/no post/);
  });

  it('counts how often a thing was said, and shows who said it', async () => {
    const path = await workspaceOf([
      ...POSTS,
      'c1,u4,,老师讲的运营方法很实用回去就能用上,2025-01-20T02:00:00Z,g1,,',
      'c2,u5,,老师讲的运营方法很实用，回去就能用上！,2025-01-21T02:00:00Z,g1,,',
      'c3,u5,,老师讲的运营方法真实用，回去就能用,2025-01-22T02:00:00Z,g1,,',
    ]);
    const data = openDataset(path);
    const counted = countCopies(data, [
      { item: 'post', no: 7 },
      { item: 'post', no: 1 },
    ]);
    expect(counted).toMatchObject({ copies: [3, 1], members: [2, 1] });
    data.db.close();
    const same = search(path, { sameAs: { item: 'post', no: 7 } }, { order: 'oldest' });
    expect(same.rows.map((r) => r.memberNo)).toHaveLength(3);
    expect(search(path, { sameAs: { item: 'post', no: 1 } }).total).toBe(1);
    expect(search(path, { sameAs: { item: 'feedback', no: 999 } }).total).toBe(0);
  });
});

describe('hearth search', () => {
  it('answers for a workspace whose index is behind by bringing it up to date', async () => {
    const path = await workspaceOf();
    forgetIndex(path);
    const { VOICE_COMMANDS } = await import('../../../core/cli/voiceCommands.ts');
    const run = (flags: object) => VOICE_COMMANDS['search']!.run({ positional: [path, '退款'], flags: flags as never }, () => {});
    expect(run({ limit: '1' })).toMatchObject({ kind: 'texts', total: 2, rows: [{}] });
    expect(run({ form: 'message', order: 'oldest', from: '2025-01-10' })).toMatchObject({ total: 1 });
    expect(() => run({ form: 'nothing', limit: '0' })).toThrow(/--limit/);
    expect(() => run({ order: 'best' })).toThrow(/--order/);
    openForReading(path).close();
    expect(inProcess().ask(path, 'texts', { query: '复盘' })).toMatchObject({ total: 1 });
  });
});
