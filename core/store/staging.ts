/**
 * An import works on a copy and becomes visible at once, or not at all.
 *
 * 1. `openStaging` copies the live workspace (a consistent snapshot) to `name.hearth-staging`; there nothing is synced.
 * 2. The import fills the copy: tables by SQL, the event table by pages.
 * 3. `publish` puts it in the live file's place: by a rename when nobody has the workspace open, else through SQLite's backup, which
 *    is one transaction of the live file. Cancelled, crashed or out of disk before its end, the live file is as it was; readers go
 *    on with the old state until they next look.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { USER_TABLES } from './changeTriggers.ts';
import { openWriter, type Reader, type Writer } from './connection.ts';

export interface Staging {
  path: string;
  db: Writer;
  /** Closes the file, lets `write` change its pages, opens it again. */
  reopenAfter(write: (path: string) => void): void;
  discard(): void;
}

/** All of it in one step: progress is reported elsewhere, and a half copy is of no use. */
const ALL_PAGES = { progress: () => 1 << 30 };

export async function openStaging(
  live: Reader & { backup?: Database.Database['backup'] },
  workspacePath: string,
): Promise<Staging> {
  const path = `${workspacePath}-staging`;
  rmSync(path, { force: true });
  await (live as unknown as Database.Database).backup(path, ALL_PAGES);
  let db = open(path);
  return {
    path,
    get db() {
      return db;
    },
    reopenAfter(write) {
      db.close();
      write(path);
      db = open(path);
    },
    discard() {
      if (db.open) db.close();
      rmSync(path, { force: true });
      rmSync(`${path}-journal`, { force: true });
    },
  };
}

/** Makes the staging copy the workspace. What a person changed meanwhile (settings, recipes, notes, undo log) is taken over from the live file.
 *  Call it while nothing else writes to the workspace. @throws as SQLite does: the live file is then as it was. */
export async function publish(staging: Staging, workspacePath: string): Promise<void> {
  const { db } = staging;
  db.prepare('ATTACH ? AS live').run(workspacePath);
  db.transaction(() => {
    for (const table of ['change_row', 'change_action', ...USER_TABLES]) {
      db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM live.${table};`);
    }
    db.exec("UPDATE main.meta SET value = (SELECT value FROM live.meta WHERE name = 'clean_exit') WHERE name = 'clean_exit'");
  })();
  db.exec('DETACH live');
  if (isAlone(workspacePath)) {
    db.close();
    sync(staging.path);
    renameSync(staging.path, workspacePath);
  } else {
    await (db as unknown as Database.Database).backup(workspacePath, ALL_PAGES);
    staging.discard();
  }
  const published = openWriter(workspacePath);
  published.pragma('journal_mode = WAL');
  published.pragma('busy_timeout = 200'); // behind a long reader the log is folded in later: no need to wait for it
  published.pragma('wal_checkpoint(TRUNCATE)');
  published.close();
  sync(workspacePath);
}

/** Leaving WAL mode needs the file for oneself: when that works, nobody reads it, and the copy can simply take its place.
 *  Else it goes in through the WAL, beside the readers, and is written twice. */
function isAlone(workspacePath: string): boolean {
  const live = openWriter(workspacePath);
  try {
    live.pragma('busy_timeout = 0');
    return live.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch {
    return false; // in use
  } finally {
    live.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Indexes of tables that are still empty are made after the load, in one go. @returns puts them back. */
export function deferIndexes(db: Writer): () => void {
  const indexes = db.prepare("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all() as {
    name: string;
    tbl_name: string;
    sql: string;
  }[];
  const deferred = indexes.filter(({ tbl_name }) => db.prepare(`SELECT 1 FROM ${tbl_name} LIMIT 1`).get() === undefined);
  for (const { name } of deferred) db.exec(`DROP INDEX ${name}`);
  return () => {
    for (const { sql } of deferred) db.exec(sql);
  };
}

function open(path: string): Writer {
  const db = openWriter(path);
  db.pragma('journal_mode = MEMORY'); // a failed statement still rolls back; a failed import drops the file
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -200000');
  return db;
}
