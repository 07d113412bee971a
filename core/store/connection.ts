/** Handles to one SQLite file. A reader cannot be passed where a writer is wanted. */
import Database from 'better-sqlite3';
import type { Brand } from '../base/brand.ts';

type Handle = Database.Database;
export type Reader = Pick<Handle, 'prepare' | 'pragma' | 'close' | 'open' | 'name' | 'function'> & { readonly __reads: true };
export type Writer = Brand<Handle, 'Writer'> & { readonly __reads: true };

/** `HRTH`: tells a workspace from any other SQLite file. */
export const APPLICATION_ID = 0x48525448;
/** 16 KiB: fewer, fuller pages for the event table; measured in the event page writer. */
export const PAGE_SIZE = 16_384;
const BUSY_MS = 5_000;

export function openReader(path: string): Reader {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  db.pragma('query_only = 1');
  db.pragma('trusted_schema = 0');
  db.pragma('mmap_size = 268435456');
  return db as unknown as Reader;
}

export function openWriter(path: string): Writer {
  const db = new Database(path, { timeout: BUSY_MS });
  db.pragma('foreign_keys = OFF'); // links are resolved by the import; orphans are kept with NULL
  db.pragma('synchronous = NORMAL');
  return db as unknown as Writer;
}

export function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return db.prepare('SELECT sqlite_version()').pluck().get() as string;
  } finally {
    db.close();
  }
}
