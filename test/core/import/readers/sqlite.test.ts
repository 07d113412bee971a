import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { issueLog } from '../../../../core/import/issues.ts';
import { openFile } from '../../../../core/import/readers/open.ts';
import { readPath, tempPath } from './tempFiles.ts';

function database(sql: string, name = 'x.sqlite'): string {
  const path = tempPath(name);
  const db = new Database(path);
  db.exec(sql);
  db.close();
  return path;
}

const beside = (path: string) => readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));

describe('sqlite files', () => {
  test('reserved words, quotes, generated columns and tables without rowid are read like any other', async () => {
    const path = database(`
      CREATE TABLE "order" ("select" TEXT, "a""b" INTEGER, "group by" REAL, twice INTEGER GENERATED ALWAYS AS ("a""b" * 2) STORED, more AS (twice + 1));
      INSERT INTO "order" ("select", "a""b", "group by") VALUES ('x', 9007199254740993, 1e-7), (NULL, 2, 1.5);
      CREATE TABLE k (id TEXT PRIMARY KEY, n) WITHOUT ROWID;
      INSERT INTO k VALUES ('1.10', 1), ('1.1', 'text in a number column');
      CREATE VIEW v AS SELECT * FROM k;
    `);
    const { file, tables } = await readPath(path);
    expect(file.tables).toEqual([
      { name: 'k', columns: ['id', 'n'], rows: 2 },
      { name: 'order', columns: ['select', 'a"b', 'group by', 'twice', 'more'], rows: 2 },
    ]);
    expect(tables['order']).toEqual([
      ['x', '9007199254740993', '0.0000001', '18014398509481986', '18014398509481987'],
      [null, '2', '1.5', '4', '5'],
    ]);
    expect(tables['k']).toEqual([
      ['1.1', 'text in a number column'],
      ['1.10', '1'],
    ]);
  });

  test('virtual tables and what belongs to them are left out', async () => {
    const { file } = await readPath(
      database("CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES ('a'); CREATE TABLE t (a); "),
    );
    expect(file.tables.map((table) => table.name)).toEqual(['t']);
  });

  test('blobs are null and counted, empty tables are said', async () => {
    const { rows, issues } = await readPath(
      database("CREATE TABLE a (x, y); INSERT INTO a VALUES (x'00ff', 1), (x'01', 2); CREATE TABLE b (x);"),
    );
    expect(rows).toEqual([
      [null, '1'],
      [null, '2'],
    ]);
    expect(issues.map(({ code, table, count }) => [code, table, count])).toEqual([
      ['table-empty', 'b', 1],
      ['bad-value', 'a', 2],
    ]);
  });

  test('nothing is written into a write-ahead file or beside it', async () => {
    const path = database('PRAGMA journal_mode = WAL; CREATE TABLE a (x); INSERT INTO a VALUES (1);', 'x.hearth');
    const before = readFileSync(path);
    expect((await readPath(path)).rows).toEqual([['1']]);
    expect(beside(path)).toEqual([basename(path)]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('rows that still stand in the write-ahead log are read', async () => {
    const path = tempPath('live.db');
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TABLE a (x); INSERT INTO a VALUES (1), (2);');
    expect((await readPath(path)).rows).toEqual([['1'], ['2']]);
    db.close();
  });

  test('two tables can be read side by side', async () => {
    const path = database('CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO a VALUES (1); INSERT INTO b VALUES (2);');
    const file = await openFile(path, { issues: issueLog('x') });
    const a = file.batches('a');
    const b = file.batches('b');
    expect((await a.next()).value.cell(0, 0)).toBe('1');
    expect((await b.next()).value.cell(0, 0)).toBe('2');
    await a.return(undefined);
    await b.return(undefined);
    file.close();
  });

  test('a file that only begins like SQLite, or is damaged, is refused in words', async () => {
    const path = database(`CREATE TABLE a (x); ${'INSERT INTO a VALUES (zeroblob(3000));'.repeat(20)}`);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 0xaa)]));
    await expect(readPath(path)).rejects.toMatchObject({ code: 'bad-file' });
    writeFileSync(path, bytes.fill(0x5a, 100, 4096));
    await expect(readPath(path)).rejects.toMatchObject({ code: 'bad-file' });
  });
});
