import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll } from 'vitest';
import { createWorkspace } from '../../../core/store/workspace.ts';

/** A folder of its own for one test file, gone afterwards. */
export function tempFolder(): { path: string; file(name: string): string; fresh(tail?: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'hearth-test-'));
  let made = 0;
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return { path, file: (name) => join(path, name), fresh: (tail = '') => join(path, `${++made}${tail}`) };
}

/** An empty workspace at a new path. */
export function emptyWorkspace(folder: { fresh(tail?: string): string }, tz = 'UTC'): string {
  const path = folder.fresh('.hearth');
  createWorkspace(path, { name: 'Test', tz, currency: 'CNY' }, 1_700_000_000_000);
  return path;
}

/** Runs `work` on a plain read-only handle: independent of the store's own ways in. */
export function peek<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export const bytesHash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every row of every table, as text: equal means the same content. */
export function dump(path: string, without: readonly string[] = []): Record<string, string[]> {
  return peek(path, (db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    const out: Record<string, string[]> = {};
    for (const { name } of tables.all() as { name: string }[]) {
      if (without.includes(name)) continue;
      out[name] = (db.prepare(`SELECT * FROM ${name}`).raw().all() as unknown[]).map((row) => JSON.stringify(row)).sort();
    }
    return out;
  });
}

/** The code of the error that `work` throws. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'no error';
}
