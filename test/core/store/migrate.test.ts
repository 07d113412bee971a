import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writes } from '../../../core/api/writes.ts';
import { history, undo } from '../../../core/store/changes.ts';
import { MIGRATIONS, type Migration, SCHEMA_VERSION } from '../../../core/store/migrate.ts';
import { openWorkspace } from '../../../core/store/workspace.ts';
import { bytesHash, codeOf, dump, emptyWorkspace, peek, tempFolder } from './temp.ts';

const folder = tempFolder();
const NEXT: Migration = {
  version: SCHEMA_VERSION + 1,
  name: 'test-only',
  up: `ALTER TABLE member_note ADD COLUMN colour TEXT;
    CREATE TABLE extra (extra_no INTEGER PRIMARY KEY, member_no INTEGER NOT NULL) STRICT;
    INSERT INTO extra (member_no) SELECT member_no FROM member`,
};
const LATER = [...MIGRATIONS, NEXT];

function filled(): string {
  const path = emptyWorkspace(folder);
  const workspace = openWorkspace(path);
  const db = workspace.writer;
  for (let m = 1; m <= 20; m++) {
    db.prepare(
      'INSERT INTO member (member_no, member_id, source_no, source_key, handle, import_id) VALUES (?, ?, 1, ?, ?, 1)',
    ).run(m, `t:${m}`, String(m), `成员${m}`);
    db.prepare('INSERT INTO event (event_id, member_no, kind, time_s, source_no, time_precision) VALUES (?, ?, 0, ?, 1, 0)').run(
      m - 1,
      m,
      m * 1000,
    );
  }
  writes.saveNote(workspace, { memberNo: 1, note: 'before', now: 1 });
  writes.saveNote(workspace, { memberNo: 1, note: 'before the migration', now: 2 });
  workspace.close();
  return path;
}

describe('migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map((m) => m.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  test('from N-1 to N: a backup is made, every row is kept, the new parts are there', () => {
    const path = filled();
    const before = dump(path);
    const workspace = openWorkspace(path, LATER);
    workspace.close();
    const after = dump(path, ['extra']);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) {
      const expected = table === 'member_note' ? rows.map((r) => r.replace(/]$/, ',null]')) : rows;
      expect(after[table], table).toEqual(expected);
    }
    peek(path, (db) => {
      expect(db.pragma('user_version', { simple: true })).toBe(NEXT.version);
      expect(db.prepare('SELECT count(*) FROM extra').pluck().get()).toBe(20);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    });
    const backup = `${path}-backup-v${SCHEMA_VERSION}`;
    expect(dump(backup)).toEqual({ ...before, meta: dump(backup)['meta'] });
    openWorkspace(backup).close(); // usable as it is
  });

  test('the triggers fit the new columns: an old step is undone, a new one keeps the new column', () => {
    const workspace = openWorkspace(filled(), LATER);
    const { writer } = workspace;
    const note = () => writer.prepare('SELECT note, colour FROM member_note').get();
    writer.exec("UPDATE member_note SET colour = 'red'"); // outside any step
    writes.saveNote(workspace, { memberNo: 1, note: 'after', now: 3 });
    expect(history(writer).undo).toHaveLength(3);
    undo(writer, 4);
    expect(note()).toEqual({ note: 'before the migration', colour: 'red' });
    undo(writer, 5);
    expect(note()).toEqual({ note: 'before', colour: null });
    undo(writer, 6);
    expect(note()).toBeUndefined();
    workspace.close();
  });

  test('opening at the present version makes no backup', () => {
    const path = filled();
    openWorkspace(path).close();
    expect(readdirSync(dirname(path)).filter((n) => n.startsWith(`${basename(path)}-`))).toEqual([]);
  });

  test('a migration that fails leaves the old version, its rows and a free lock', () => {
    const path = filled();
    const before = dump(path);
    const broken: Migration = { version: NEXT.version, name: 'broken', up: `${NEXT.up}; SELECT * FROM nothing_like_it` };
    expect(codeOf(() => openWorkspace(path, [...MIGRATIONS, broken]))).toContain('nothing_like_it');
    peek(path, (db) => expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION));
    expect(dump(path)).toEqual(before);
    expect(existsSync(`${path}-lock`)).toBe(false);
    openWorkspace(path).close();
  });

  test('several steps run in order, and only those that are missing', () => {
    const path = filled();
    const third: Migration = {
      version: NEXT.version + 1,
      name: 'third',
      up: 'ALTER TABLE extra RENAME COLUMN member_no TO person_no',
    };
    openWorkspace(path, LATER).close();
    const hash = bytesHash(`${path}-backup-v${SCHEMA_VERSION}`);
    expect(codeOf(() => openWorkspace(path, [...LATER, third]))).toBe('no error');
    expect(bytesHash(`${path}-backup-v${SCHEMA_VERSION}`)).toBe(hash);
    peek(path, (db) => expect(db.prepare('SELECT count(person_no) FROM extra').pluck().get()).toBe(20));
  });
});
