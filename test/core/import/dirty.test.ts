import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recipe } from '../../../core/import/index.ts';
import { peek, tempFolder } from '../store/temp.ts';
import { activity, checkInvariants, exportOf, importInto, issue, rowsOf } from './community.ts';

const folder = tempFolder();
const EVENTS = {
  tables: [{ match: '*', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't', value: 'v' } }],
} as unknown as Recipe;
const POSTS = {
  tables: [{ match: '*', entity: 'post', fields: { source_key: 'id', author_id: 'u', created_at: 't', body_text: 'text' } }],
} as unknown as Recipe;

async function imported(csv: string | Uint8Array, recipe: Recipe, name = 'log.csv') {
  const path = folder.fresh('.hearth');
  const result = await importInto(path, join(exportOf(folder, { [name]: csv }), name), { recipe });
  checkInvariants(path);
  return { path, result, issues: result.sources[0]!.issues };
}

describe('rows that cannot be read', () => {
  test('are rejected one by one, with file, row, column, reason and sample; the others get in', async () => {
    const csv =
      'u,c,t,v\na,x,2020-01-01,1\n,x,2020-01-01,1\nb,x,,1\nc,x,never,1\nd,x,1850-01-01,1\ne,x,2020-01-02,lots\nf,,2020-01-03,\n';
    const { path, result, issues } = await imported(csv, EVENTS);
    expect(rowsOf(result, 'log.csv')).toEqual({ read: 7, inserted: 3, updated: 0, skipped: 0, rejected: 4 });
    const said = issues.filter((i) =>
      ['missing-key', 'missing-value', 'bad-time', 'time-out-of-range', 'bad-number'].includes(i.code),
    );
    expect(said.map(({ code, file, row, column, sample, count }) => [code, file, row, column, sample, count])).toEqual([
      ['missing-key', 'log.csv', 3, 'u', null, 1],
      ['missing-value', 'log.csv', 4, 't', null, 1],
      ['bad-time', 'log.csv', 5, 't', 'never', 1],
      ['time-out-of-range', 'log.csv', 6, 't', '1850-01-01', 1],
      ['bad-number', 'log.csv', 7, 'v', 'lots', 1],
    ]);
    expect(activity(path).map((l) => l[0])).toEqual(['a', 'e', 'f']);
  });

  test('are counted however many there are, and kept in the report of the workspace', async () => {
    const csv = `u,c,t,v\n${'a,x,2020-01-01,1\nb,x,bad,1\n'.repeat(3000)}`;
    const { path, result } = await imported(csv, EVENTS);
    expect(rowsOf(result, 'log.csv')).toMatchObject({ read: 6000, inserted: 3000, rejected: 3000 });
    expect(
      peek(path, (db) =>
        db
          .prepare("SELECT file_name, severity, file_row, column_name, sample, count FROM import_issue WHERE code = 'bad-time'")
          .raw()
          .all(),
      ),
    ).toEqual([['log.csv', 'warn', 3, 't', 'bad', 3000]]);
    expect(peek(path, (db) => db.prepare('SELECT rows_read, rows_inserted, rows_rejected FROM import_file').raw().get())).toEqual(
      [6000, 3000, 3000],
    );
    expect(result.sources[0]!.columns.find((c) => c.column === 't')).toMatchObject({
      field: 'event.occurred_at',
      rows: 6000,
      rejected: 3000,
    });
  });

  test('of posts without a key are rejected, of an unknown kind kept with its default', async () => {
    const recipe = {
      tables: [{ match: '*', entity: 'post', fields: { source_key: 'id', author_id: 'u', created_at: 't', kind: 'k' } }],
    } as unknown as Recipe;
    const { path, result } = await imported(
      'id,u,t,k\n1,a,2020-01-01,question\n,a,2020-01-01,answer\n3,a,2020-01-01,poem\n',
      recipe,
    );
    expect(rowsOf(result, 'log.csv')).toMatchObject({ read: 3, inserted: 2, rejected: 1 });
    expect([issue(result, 'missing-key'), issue(result, 'bad-value')]).toEqual([1, 1]);
    expect(peek(path, (db) => db.prepare('SELECT source_key, kind FROM post ORDER BY source_key').raw().all())).toEqual([
      ['1', 'question'],
      ['3', 'message'],
    ]);
  });

  test('of duplicate ids in a table of members the later stands, and that is counted', async () => {
    const recipe = {
      tables: [{ match: '*', entity: 'member', fields: { source_key: 'id', handle: 'name' } }],
    } as unknown as Recipe;
    const { path, result, issues } = await imported('id,name\n1,a\n2,b\n1,c\n1,d\n', recipe);
    expect(issues.find((i) => i.code === 'duplicate-id')).toMatchObject({ row: 4, column: 'id', sample: '1', count: 2 });
    expect(result.totals.members).toBe(2);
    expect(peek(path, (db) => db.prepare("SELECT handle FROM member WHERE source_key = '1'").pluck().get())).toBe('d');
  });
});

describe('cells that are hard to read', () => {
  test('a field of 2 MB survives whole, with quotes, commas and line breaks', async () => {
    const text = 'He said "yes", 中文\r\n'.repeat(100_000);
    const { path, result } = await imported(
      `id,u,t,text\n1,a,2020-01-01,"${text.replaceAll('"', '""')}"\n2,b,2020-01-02,short\n`,
      POSTS,
    );
    expect(result.totals.posts).toBe(2);
    const stored = peek(path, (db) => db.prepare("SELECT body_text FROM post WHERE source_key = '1'").pluck().get()) as string;
    expect(stored.trimEnd().replaceAll('\r\n', '\n')).toBe(text.trimEnd().replaceAll('\r\n', '\n'));
  });

  test('a record of 20 lines is one row', async () => {
    const text = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n');
    const { path } = await imported(`id,u,t,text\n1,a,2020-01-01,"${text}"\n2,b,2020-01-02,x\n`, POSTS);
    expect(peek(path, (db) => db.prepare('SELECT body_text FROM post ORDER BY source_key').pluck().all())).toEqual([text, 'x']);
  });

  test('NUL bytes are taken out and counted', async () => {
    const { path, result } = await imported('u,c,t,v\na\0b,x,2020-01-01,1\nab,x,2020-01-02,1\n', EVENTS);
    expect(issue(result, 'nul-removed')).toBeGreaterThan(0);
    expect(activity(path).map((l) => l.split(' ')[0])).toEqual(['ab', 'ab']);
  });

  test('ragged rows, repeated and empty headers are reported and the rest is read', async () => {
    const { path, result } = await imported(
      'u,c,t,v,,v\na,x,2020-01-01,1,p,q\nb,x,2020-01-02\nc,x,2020-01-03,3,p,q,r,s\n',
      EVENTS,
    );
    for (const code of ['ragged-row', 'header-repeated', 'header-empty'] as const)
      expect(issue(result, code), code).toBeGreaterThan(0);
    expect(activity(path).map((l) => l.split(' ')[0])).toEqual(['a', 'b', 'c']);
  });

  test('spaces around ids do not make other members, contents or authors', async () => {
    const recipe = {
      tables: [
        { match: 'members', entity: 'member', fields: { source_key: 'id' } },
        { match: 'items', entity: 'content', fields: { source_key: 'id', title: 'name' } },
        { match: 'log', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't' } },
        { match: 'posts', entity: 'post', fields: { source_key: 'id', author_id: 'u', created_at: 't' } },
      ],
    } as unknown as Recipe;
    const from = exportOf(folder, {
      'members.csv': 'id\n1\n2 \n',
      'items.csv': 'id,name\n x,X\n',
      'log.csv': 'u,c,t\n 1,x,2020-01-01\n1,x ,2020-01-01\n2,x,2020-01-01\n',
      'posts.csv': 'id,u,t\n9, 2,2020-01-01\n',
    });
    const result = await importInto(folder.fresh('.hearth'), from, { recipe });
    expect(result.totals).toMatchObject({ members: 2, contents: 1, events: 3, posts: 1 });
    expect([issue(result, 'member-implied'), issue(result, 'content-implied'), issue(result, 'orphan-member')]).toEqual([
      0, 0, 0,
    ]);
  });

  test('a column of numbers with a few words in it is reported as mixed', async () => {
    const recipe = {
      tables: [{ match: '*', entity: 'member', fields: { source_key: 'id', 'attr:score': 'score' } }],
    } as unknown as Recipe;
    const csv = `id,score\n${Array.from({ length: 60 }, (_, i) => `${i},${i % 20 === 7 ? 'absent' : i}`).join('\n')}\n`;
    const { issues } = await imported(csv, recipe);
    expect(issues.find((i) => i.code === 'mixed-type')).toMatchObject({ column: 'score', sample: 'absent', count: 3 });
  });

  test('a file in UTF-16 gives the same as in UTF-8', async () => {
    const csv = 'u,c,t,v\n小明,课程,2020-01-01,1\n小红,课程,2020-01-02,2\n李雷,文章,2020-01-03,3\n';
    const bytes: Record<string, Uint8Array> = {
      utf8: Buffer.from(csv),
      utf16: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, 'utf16le')]),
    };
    const { path: plain } = await imported(bytes['utf8']!, EVENTS);
    const { path: wide, result } = await imported(bytes['utf16']!, EVENTS);
    expect(activity(wide)).toEqual(activity(plain));
    expect(result.sources[0]!.encoding).toMatch(/utf-16/i);
  });

  test('a header without rows and an empty file are answers, not failures', async () => {
    const path = folder.fresh('.hearth');
    const result = await importInto(path, exportOf(folder, { 'log.csv': 'u,c,t,v\n', 'other.csv': '' }), { recipe: EVENTS });
    expect(result.totals).toMatchObject({ members: 0, events: 0 });
    expect(issue(result, 'file-empty')).toBeGreaterThan(0);
    checkInvariants(path);
  });
});
