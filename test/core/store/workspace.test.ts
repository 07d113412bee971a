import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../core/store/migrate.ts';
import { createWorkspace, meta, openForReading, openWorkspace, settingsOf } from '../../../core/store/workspace.ts';
import { bytesHash, codeOf, emptyWorkspace, peek, tempFolder } from './temp.ts';

const folder = tempFolder();
const NEW = { name: 'New', tz: 'UTC', currency: 'CNY' };

function patch(path: string, at: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

/** Starts another process on the workspace and waits for its first line. */
async function otherProcess(path: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('holdLock.ts', import.meta.url)), path], { stdio: 'pipe' });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, said: line.toString().trim() };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('making a workspace', () => {
  test('a new file is ours, of this version, empty and sound', () => {
    const path = folder.fresh('.hearth');
    createWorkspace(path, { ...NEW, tz: 'Asia/Shanghai', isSynthetic: true }, 5);
    peek(path, (db) => {
      expect(db.pragma('application_id', { simple: true })).toBe(0x48525448);
      expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
      expect(db.pragma('page_size', { simple: true })).toBe(16_384);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    });
    const db = openForReading(path);
    expect(settingsOf(db)).toEqual({ name: 'New', tz: 'Asia/Shanghai', currency: 'CNY', isSynthetic: true });
    db.close();
  });

  test('a file that is there is never written over', () => {
    const path = folder.fresh('.hearth');
    writeFileSync(path, 'precious');
    expect(codeOf(() => createWorkspace(path, NEW, 1))).toBe('workspace-exists');
    expect(statSync(path).size).toBe(8);
  });

  test('a missing folder is said to be missing and nothing is left', () => {
    expect(codeOf(() => createWorkspace(folder.file('no/such/folder.hearth'), NEW, 1))).toBe('file-not-found');
    expect(existsSync(folder.file('no'))).toBe(false);
  });
});

describe('opening a workspace', () => {
  test('a path without a file, or a folder, is not found', () => {
    const aFolder = folder.fresh('.hearth');
    mkdirSync(aFolder);
    for (const path of [folder.fresh('.hearth'), aFolder]) {
      expect(codeOf(() => openWorkspace(path))).toBe('file-not-found');
      expect(codeOf(() => openForReading(path))).toBe('file-not-found');
      expect(existsSync(`${path}-lock`)).toBe(false);
    }
  });

  test('another SQLite file, a text and an empty file are not ours and stay byte for byte as they were', () => {
    const other = folder.fresh('.db');
    const db = new Database(other);
    db.exec('CREATE TABLE a (b); INSERT INTO a VALUES (1)');
    db.close();
    const text = folder.fresh('.hearth');
    writeFileSync(text, 'user,item\n'.repeat(100));
    const empty = folder.fresh('.hearth');
    writeFileSync(empty, '');
    for (const path of [other, text, empty]) {
      const before = bytesHash(path);
      expect(
        codeOf(() => openWorkspace(path)),
        path,
      ).toBe('not-a-workspace');
      expect(
        codeOf(() => openForReading(path)),
        path,
      ).toBe('not-a-workspace');
      expect(bytesHash(path)).toBe(before);
      expect(readdirSync(dirname(path)).filter((n) => n.startsWith(`${basename(path)}-`))).toEqual([]);
    }
  });

  test('a file of a newer version is refused and stays as it was', () => {
    const path = emptyWorkspace(folder);
    const version = Buffer.alloc(4);
    version.writeUInt32BE(SCHEMA_VERSION + 1);
    patch(path, 60, version);
    const before = bytesHash(path);
    expect(codeOf(() => openWorkspace(path))).toBe('workspace-newer');
    expect(codeOf(() => openForReading(path))).toBe('workspace-newer');
    expect(bytesHash(path)).toBe(before);
  });

  test.skipIf(process.getuid?.() === 0)('a read-only file is refused for writing', () => {
    const path = emptyWorkspace(folder);
    chmodSync(path, 0o444);
    expect(codeOf(() => openWorkspace(path))).toBe('read-only');
  });

  test('a damaged file is found out after an unclean exit', () => {
    const path = emptyWorkspace(folder);
    const workspace = openWorkspace(path);
    const note = workspace.writer.prepare('INSERT INTO member_note (member_id, note, updated_at) VALUES (?, ?, 1)');
    for (let i = 0; i < 2000; i++) note.run(`m${i}`, 'x'.repeat(200));
    workspace.writer.pragma('wal_checkpoint(TRUNCATE)');
    const crashed = folder.fresh('.hearth'); // as a crash leaves it: no clean exit noted
    copyFileSync(path, crashed);
    workspace.close();
    const leaf = peek(crashed, (db) =>
      db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'member_note'").pluck().get(),
    ) as number;
    patch(crashed, (leaf - 1) * 16_384, Buffer.alloc(16_384, 0xaa));
    expect(codeOf(() => openWorkspace(crashed))).toBe('damaged');
    expect(codeOf(() => openWorkspace(crashed))).toBe('damaged'); // the failed try let go of the lock
  });

  test('what a killed process had committed is there, its half import is not', async () => {
    const path = emptyWorkspace(folder);
    const { child, said } = await otherProcess(path);
    expect(said).toBe('open');
    child.kill('SIGKILL');
    await ended(child);
    writeFileSync(`${path}-staging`, 'half an import');
    const workspace = openWorkspace(path);
    expect(meta(workspace.writer, 'clean_exit')).toBe('0');
    expect(workspace.writer.prepare('SELECT name FROM recipe').pluck().all()).toEqual(['held']);
    expect(existsSync(`${path}-staging`)).toBe(false);
    workspace.close();
    expect(peek(path, (db) => db.prepare("SELECT value FROM meta WHERE name = 'clean_exit'").pluck().get())).toBe('1');
  });
});

describe('the lock', () => {
  test('a second writer of the same process is refused, a reader is not', () => {
    const path = emptyWorkspace(folder);
    const workspace = openWorkspace(path);
    expect(codeOf(() => openWorkspace(path))).toBe('locked');
    const reader = openForReading(path);
    expect(settingsOf(reader).name).toBe('Test');
    expect(() => reader.prepare("UPDATE community SET name = 'x'").run()).toThrow(/readonly/);
    reader.close();
    workspace.close();
    openWorkspace(path).close();
    expect(readdirSync(dirname(path)).filter((n) => n.startsWith(basename(path)))).toEqual([basename(path)]);
  });

  test('a second writer from another process is refused, either way round', async () => {
    const path = emptyWorkspace(folder);
    const workspace = openWorkspace(path);
    expect((await otherProcess(path)).said).toBe('locked');
    workspace.close();
    const { child, said } = await otherProcess(path);
    expect(said).toBe('open');
    expect(codeOf(() => openWorkspace(path))).toBe('locked');
    child.stdin!.write('close\n');
    await ended(child);
    openWorkspace(path).close();
  });

  test('the lock is free after its holder was killed', async () => {
    const path = emptyWorkspace(folder);
    for (let i = 0; i < 2; i++) {
      const { child } = await otherProcess(path);
      child.kill('SIGKILL');
      await ended(child);
      const workspace = openWorkspace(path);
      workspace.writer.exec('DELETE FROM recipe');
      workspace.close();
    }
  });

  test('the lock stays held while the file is set aside, and is let go at the end', async () => {
    const path = emptyWorkspace(folder);
    const workspace = openWorkspace(path);
    await workspace.aside(async () => expect(codeOf(() => openWorkspace(path))).toBe('locked'));
    expect(workspace.writer.open).toBe(true);
    await expect(workspace.aside(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(settingsOf(workspace.writer).name).toBe('Test');
    workspace.close();
  });
});

test('after a clean close the file alone holds the last change, also with a reader still open', () => {
  const path = folder.fresh('.hearth');
  const copy = folder.fresh('.hearth');
  createWorkspace(path, NEW, 1);
  const workspace = openWorkspace(path);
  const reader = openForReading(path);
  settingsOf(reader);
  workspace.writer.prepare("UPDATE community SET name = 'Renamed'").run();
  workspace.close();
  copyFileSync(path, copy);
  reader.close();
  expect(peekName(copy)).toBe('Renamed');
});

function peekName(path: string): unknown {
  const db = new Database(path);
  try {
    return db.prepare('SELECT name FROM community').pluck().get();
  } finally {
    db.close();
  }
}
