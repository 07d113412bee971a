/** Opens somebody else's SQLite file to read from it: nothing is written into it or beside it, no code in it runs. */
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { InputError } from '../base/errors.ts';

export interface ForeignFile {
  db: Database.Database;
  close(): void;
}

const MAGIC = 'SQLite format 3\0';

/** @throws InputError 'bad-file': not SQLite, or damaged. */
export function openForeign(path: string): ForeignFile {
  const header = readHeader(path);
  if (header.toString('latin1', 0, 16) !== MAGIC) {
    throw new InputError('bad-file', `${path} is not a SQLite database. Choose the file the program itself saves.`, { path });
  }
  // bytes 18 and 19 are 2 in write-ahead mode: even a read-only reader then makes -wal and -shm files beside it, so read a copy
  const copy = header[18] === 2 || header[19] === 2 || existsSync(`${path}-journal`) ? copied(path) : undefined;
  let db: Database.Database | undefined;
  const close = () => {
    db?.close();
    if (copy) rmSync(copy.folder, { recursive: true, force: true });
  };
  try {
    db = new Database(copy?.path ?? path, copy ? { fileMustExist: true } : { readonly: true, fileMustExist: true });
    db.pragma('query_only = 1');
    db.pragma('trusted_schema = 0');
    db.prepare('SELECT count(*) FROM sqlite_schema').get(); // the first read tells whether it is damaged
    return { db, close };
  } catch (error) {
    close();
    throw damaged(path, error);
  }
}

/** The same words for damage found while reading on. */
export function damaged(path: string, cause: unknown): InputError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InputError(
    'bad-file',
    `${path} cannot be read as a SQLite database (${message}). Export it again, or use a backup.`,
    { path },
    cause,
  );
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  return header;
}

function copied(path: string): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-import-'));
  const target = join(folder, 'copy.sqlite');
  copyFileSync(path, target);
  for (const tail of ['-wal', '-journal'])
    if (existsSync(path + tail) && statSync(path + tail).size > 0) copyFileSync(path + tail, target + tail);
  return { folder, path: target };
}
