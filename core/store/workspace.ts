/**
 * The workspace file: one SQLite database, `name.hearth`, STRICT tables, WAL, 16 KiB pages, application id `HRTH`,
 * `user_version` = schema version. Beside it, only while needed: `-wal`, `-shm`, `-lock` (one writer), `-columns` (a cache),
 * `-backup-vN` (before a migration), `-staging` (an import in the making).
 */
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fromWire, InputError, StoreError, toWire } from '../base/errors.ts';
import { createChangeTriggers } from './changeTriggers.ts';
import { APPLICATION_ID, openReader, openWriter, PAGE_SIZE, type Reader, type Writer } from './connection.ts';
import { takeWriterLock } from './lock.ts';
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION } from './migrate.ts';
import { one, scalar, sql } from './sql.ts';
import type { Settings } from './types.ts';

export interface Workspace {
  path: string;
  writer: Writer;
  /** Lets go of the file, but not of the lock, while `work` replaces what is in it. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the session: notes the clean exit, closes, lets go of the lock. */
  close(): void;
}

export interface NewWorkspace extends Settings {
  isSynthetic?: boolean;
}

/** Makes an empty workspace. @throws InputError workspace-exists; StoreError read-only, disk-full. */
export function createWorkspace(path: string, settings: NewWorkspace, now: number): void {
  if (existsSync(path)) {
    throw new InputError('workspace-exists', `A file named ${path} is already there. Choose another name, or open it.`, { path });
  }
  if (!existsSync(dirname(path))) {
    throw new InputError('file-not-found', `The folder ${dirname(path)} does not exist. Create it, or choose another.`, {
      path: dirname(path),
    });
  }
  const made = `${path}-new`; // takes its name when it is whole: a kill in between leaves no half workspace
  removeWorkspace(made);
  try {
    const db = openWriter(made);
    try {
      db.pragma(`page_size = ${PAGE_SIZE}`);
      db.pragma('journal_mode = WAL');
      db.pragma(`application_id = ${APPLICATION_ID}`);
      migrate(db);
      createChangeTriggers(db);
      db.prepare(
        'INSERT INTO community (community_no, name, tz, currency, is_synthetic, created_at) VALUES (1, ?, ?, ?, ?, ?)',
      ).run(settings.name, settings.tz, settings.currency, settings.isSynthetic ? 1 : 0, now);
      db.prepare("INSERT INTO meta (name, value) VALUES ('columns_token', ?)").run(randomBytes(8).toString('hex'));
    } finally {
      db.close();
    }
    renameSync(made, path);
  } catch (cause) {
    removeWorkspace(made);
    throw fromWire(toWire(cause));
  }
}

/**
 * Opens a workspace for writing: takes the lock, checks it after an unclean exit, migrates it (after a backup).
 * @throws InputError file-not-found, not-a-workspace, workspace-newer; StoreError locked, read-only, damaged.
 */
export function openWorkspace(path: string, migrations: readonly Migration[] = MIGRATIONS): Workspace {
  const newest = migrations.at(-1)!.version;
  const version = checkHeader(path, newest);
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK); // SQLite writes beside the file
  } catch (cause) {
    throw new StoreError(
      'read-only',
      `${path} or its folder is read-only. Copy it to a folder you can write to and open the copy.`,
      { path },
      cause,
    );
  }
  const lock = takeWriterLock(path);
  try {
    rmSync(`${path}-staging`, { force: true }); // an import that was killed: its work never counted
    let db = openWriter(path);
    try {
      db.pragma('journal_mode = WAL');
      if (version < newest) {
        db.pragma('wal_checkpoint(TRUNCATE)');
        copyFileSync(path, `${path}-backup-v${version}`);
        migrate(db, newest, migrations);
        createChangeTriggers(db);
      }
      if (meta(db, 'clean_exit') !== '1') quickCheck(db, path);
      setMeta(db, 'clean_exit', '0');
      db.prepare('UPDATE change_state SET action_id = NULL').run();
      return {
        path,
        get writer() {
          return db;
        },
        async aside(work) {
          db.close();
          try {
            return await work();
          } finally {
            db = openWriter(path);
          }
        },
        close() {
          setMeta(db, 'clean_exit', '1');
          db.pragma('busy_timeout = 200');
          db.pragma('wal_checkpoint(TRUNCATE)'); // the file alone holds everything: people copy it
          db.close();
          lock.release();
        },
      };
    } catch (cause) {
      db.close();
      throw cause;
    }
  } catch (cause) {
    lock.release();
    throw fromWire(toWire(cause));
  }
}

/** Opens a workspace for questions only; works beside a writer. One of an older format is brought up to date first.
 *  @throws as openWorkspace, but locked only when it is of an older format. */
export function openForReading(path: string): Reader {
  if (checkHeader(path) < SCHEMA_VERSION) openWorkspace(path).close();
  try {
    // A journal left by a killed import is rolled back by whoever writes first: a reader alone may not.
    if (existsSync(`${path}-journal`)) rollBack(path);
    return openReader(path);
  } catch (cause) {
    throw fromWire(toWire(cause));
  }
}

function rollBack(path: string): void {
  const db = openWriter(path);
  db.prepare('SELECT count(*) FROM meta').get();
  db.close();
}

export function meta(db: Reader, name: string): string | undefined {
  return scalar<string>(db, sql`SELECT value FROM meta WHERE name = ${name}`);
}

export function setMeta(db: Writer, name: string, value: string): void {
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(
    name,
    value,
  );
}

/** Rises with every import. */
export const snapshotOf = (db: Reader): number => Number(meta(db, 'snapshot') ?? 0);

export function settingsOf(db: Reader): Settings & { isSynthetic: boolean } {
  const row = one<{ name: string; tz: string; currency: string; is_synthetic: number }>(
    db,
    sql`SELECT name, tz, currency, is_synthetic FROM community`,
  )!;
  return { name: row.name, tz: row.tz, currency: row.currency, isSynthetic: row.is_synthetic === 1 };
}

/** Reads the SQLite header without opening the database: tells our files from others before anything can change. */
function checkHeader(path: string, known = SCHEMA_VERSION): number {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new InputError('file-not-found', `There is no workspace file at ${path}. Check the name, or make one with an import.`, {
      path,
    });
  }
  const head = Buffer.alloc(100);
  const file = openSync(path, 'r');
  const read = readSync(file, head, 0, 100, 0);
  closeSync(file);
  const isSqlite = read === 100 && head.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite || head.readUInt32BE(68) !== APPLICATION_ID) {
    throw new InputError(
      'not-a-workspace',
      `${path} is not a Hearth workspace (${isSqlite ? 'it is another SQLite database' : 'it is not a SQLite file'}). To analyse an export, import it.`,
      { path },
    );
  }
  const version = head.readUInt32BE(60);
  if (version > known) {
    throw new InputError(
      'workspace-newer',
      `${path} was made by a newer Hearth (format ${version}, this one knows up to ${known}). Update Hearth to open it.`,
      { path, version, known },
    );
  }
  return version;
}

function quickCheck(db: Writer, path: string): void {
  const said = db.pragma('quick_check(1)', { simple: true });
  if (said !== 'ok') {
    throw new StoreError(
      'damaged',
      `${path} is damaged (${String(said)}). Open a backup beside it, or import the export again.`,
      { path },
    );
  }
}

/** Deletes a workspace and all that lies beside it: only for one that was just made and never held anything. */
export function removeWorkspace(path: string): void {
  for (const tail of ['', '-wal', '-shm', '-journal', '-columns', '-staging', '-lock', '-new'])
    rmSync(path + tail, { force: true });
}
