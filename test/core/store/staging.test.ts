import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writes } from '../../../core/api/writes.ts';
import { history, undo } from '../../../core/store/changes.ts';
import { deferIndexes, openStaging, publish, type Staging } from '../../../core/store/staging.ts';
import { meta, openForReading, openWorkspace, setMeta } from '../../../core/store/workspace.ts';
import { bytesHash, dump, emptyWorkspace, peek, tempFolder } from './temp.ts';

const folder = tempFolder();

function filled(): string {
  const path = emptyWorkspace(folder);
  const workspace = openWorkspace(path);
  for (let m = 1; m <= 3; m++) {
    workspace.writer
      .prepare('INSERT INTO member (member_no, member_id, source_no, source_key, import_id) VALUES (?, ?, 1, ?, 1)')
      .run(m, `t:${m}`, String(m));
  }
  writes.saveNote(workspace, { memberNo: 1, note: 'first', now: 1 });
  workspace.close();
  return path;
}

/** A staging copy with one more member and a later snapshot, as an import would leave it. */
async function staged(path: string): Promise<Staging> {
  const live = openForReading(path);
  const staging = await openStaging(live, path);
  live.close();
  staging.db.exec("INSERT INTO member (member_id, source_no, source_key, import_id) VALUES ('t:new', 1, 'new', 2)");
  setMeta(staging.db, 'snapshot', '1');
  return staging;
}

const members = (path: string) => peek(path, (db) => db.prepare('SELECT count(*) FROM member').pluck().get());
const beside = (path: string) => readdirSync(dirname(path)).filter((n) => n.startsWith(`${basename(path)}-`));

describe('publishing a staging copy', () => {
  test('with nobody reading, the copy takes the place of the file; nothing stays beside it', async () => {
    const path = filled();
    const workspace = openWorkspace(path);
    const staging = await staged(path);
    await workspace.aside(() => publish(staging, path));
    expect(meta(workspace.writer, 'snapshot')).toBe('1');
    workspace.close();
    expect(beside(path)).toEqual([]);
    expect(members(path)).toBe(4);
    peek(path, (db) => {
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    });
  });

  test('with a reader open, it goes on seeing the old state inside its transaction, then the new one', async () => {
    const path = filled();
    const reader = openForReading(path);
    const count = () => reader.prepare('SELECT count(*) FROM member').pluck().get();
    reader.prepare('BEGIN').run();
    expect(count()).toBe(3);
    const workspace = openWorkspace(path);
    const staging = await staged(path);
    const published = workspace.aside(() => publish(staging, path));
    expect(count()).toBe(3);
    await published;
    expect(count()).toBe(3);
    reader.prepare('COMMIT').run();
    expect(count()).toBe(4);
    reader.close();
    expect(meta(workspace.writer, 'snapshot')).toBe('1');
    workspace.close();
    expect(existsSync(staging.path)).toBe(false);
    peek(path, (db) => expect(db.pragma('integrity_check', { simple: true })).toBe('ok'));
  });

  test.each([false, true])(
    'notes, recipes, settings and the undo log saved meanwhile survive (reader open: %s)',
    async (isRead) => {
      const path = filled();
      const workspace = openWorkspace(path);
      const staging = await staged(path);
      writes.saveNote(workspace, { memberNo: 1, note: 'second', now: 2 });
      writes.saveNote(workspace, { memberNo: 2, note: 'new', now: 3 });
      writes.saveSettings(workspace, { name: 'Renamed', tz: 'Asia/Shanghai', currency: 'CNY', now: 4 });
      undo(workspace.writer, 5);
      const kept = ['community', 'recipe', 'member_note', 'change_action', 'change_row'] as const;
      const before = dump(path);
      const reader = isRead ? openForReading(path) : null;
      reader?.prepare('SELECT count(*) FROM member').get();
      await workspace.aside(() => publish(staging, path));
      reader?.close();
      for (const table of kept) expect(dump(path)[table], table).toEqual(before[table]);
      expect(members(path)).toBe(4);
      expect(history(workspace.writer).redo).toHaveLength(1);
      undo(workspace.writer, 6);
      undo(workspace.writer, 7);
      expect(workspace.writer.prepare('SELECT note FROM member_note').pluck().all()).toEqual(['first']);
      workspace.close();
    },
  );

  test('the unclean state of the live file is kept, so that a crash afterwards is still noticed', async () => {
    const path = filled();
    const workspace = openWorkspace(path);
    const staging = await staged(path);
    setMeta(staging.db, 'clean_exit', '1');
    await workspace.aside(() => publish(staging, path));
    expect(meta(workspace.writer, 'clean_exit')).toBe('0');
    workspace.close();
  });
});

describe('a staging copy', () => {
  test('thrown away leaves the live file byte for byte as it was', async () => {
    const path = filled();
    const before = bytesHash(path);
    const staging = await staged(path);
    staging.reopenAfter((file) => expect(existsSync(file)).toBe(true));
    staging.db.exec('DELETE FROM member');
    staging.discard();
    staging.discard(); // twice does no harm
    expect(bytesHash(path)).toBe(before);
    expect(beside(path).filter((n) => n.includes('staging'))).toEqual([]);
  });

  test('left by an earlier crash is replaced by a fresh copy', async () => {
    const path = filled();
    writeFileSync(`${path}-staging`, 'left over');
    const staging = await staged(path);
    expect(staging.db.prepare('SELECT count(*) FROM member').pluck().get()).toBe(4);
    staging.discard();
  });

  test('holds what the writer has committed to the log but not yet to the file', async () => {
    const path = filled();
    const workspace = openWorkspace(path);
    writes.saveNote(workspace, { memberNo: 3, note: 'only in the log', now: 9 });
    const staging = await staged(path);
    expect(staging.db.prepare('SELECT note FROM member_note ORDER BY note').pluck().all()).toEqual(['first', 'only in the log']);
    staging.discard();
    workspace.close();
  });

  test('puts indexes of empty tables off and back, those of filled tables stay', async () => {
    const staging = await staged(filled());
    const names = () =>
      staging.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1").pluck().all();
    const before = names();
    const restore = deferIndexes(staging.db);
    expect(names()).toContain('member_by_joined');
    expect(names()).not.toContain('post_by_thread');
    restore();
    expect(names()).toEqual(before);
    staging.discard();
  });
});
