import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import { inProcess } from '../../../core/api/index.ts';
import type { ImportOptions, ImportResult } from '../../../core/import/index.ts';
import type { IssueCode } from '../../../core/import/issues.ts';
import { loadColumns } from '../../../core/store/sidecar.ts';
import { openForReading } from '../../../core/store/workspace.ts';
import { peek } from '../store/temp.ts';

export const NOW = Date.parse('2024-05-01T00:00:00Z');
export const engine = inProcess();

/** Writes files into a new folder. @returns the folder. */
export function exportOf(folder: { fresh(tail?: string): string }, files: Record<string, string | Uint8Array>): string {
  const path = folder.fresh('-export');
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

export function importInto(path: string, from: string | string[], options: Partial<ImportOptions> = {}): Promise<ImportResult> {
  return engine.import(path, { now: NOW, paths: typeof from === 'string' ? [from] : from, ...options });
}

/** The sum of one issue over the files of an import. */
export const issue = (result: ImportResult, code: IssueCode): number =>
  result.sources.flatMap((s) => s.issues).reduce((n, i) => n + (i.code === code ? i.count : 0), 0);

export const rowsOf = (result: ImportResult, file: string) => result.sources.find((s) => s.file === file)!.rows;

/** What a person would recognise: no row numbers, no hashes of the machine. */
export function activity(path: string): string[] {
  return peek(path, (db) =>
    (
      db
        .prepare(
          `SELECT m.source_key, k.name, k.origin, coalesce(c.source_key, '-'), e.time_s, coalesce(e.value, '-'), coalesce(e.detail, '-')
           FROM event e JOIN member m USING (member_no) JOIN event_kind k ON k.kind = e.kind LEFT JOIN content c ON c.content_no = e.content_no`,
        )
        .raw()
        .all() as unknown[][]
    )
      .map((row) => row.join(' '))
      .sort(),
  );
}

/** The rules every imported workspace keeps: positions, ranges, columns equal to the table, a sound file. */
export function checkInvariants(path: string): void {
  const reader = openForReading(path);
  const { columns } = loadColumns(reader, path);
  reader.close();
  peek(path, (db: Database.Database) => {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = db
      .prepare(
        'SELECT event_id AS id, member_no AS member, time_s AS time, kind, content_no AS content, value FROM event ORDER BY member_no, time_s, event_id',
      )
      .all() as { id: number; member: number; time: number; kind: number; content: number | null; value: number | null }[];
    expect(rows.map((r) => r.id)).toEqual(rows.map((_, i) => i));
    expect(columns.events).toBe(rows.length);
    expect(Array.from(columns.time)).toEqual(rows.map((r) => r.time));
    expect(Array.from(columns.kind)).toEqual(rows.map((r) => r.kind));
    expect(Array.from(columns.content)).toEqual(rows.map((r) => r.content ?? 0));
    expect(Array.from(columns.valueAt)).toEqual(rows.flatMap((r) => (r.value === null ? [] : [r.id])));
    expect(Array.from(columns.value)).toEqual(rows.flatMap((r) => (r.value === null ? [] : [r.value])));
    const members = db.prepare('SELECT member_no AS no, ev_from AS a, ev_to AS b FROM member ORDER BY member_no').all() as {
      no: number;
      a: number;
      b: number;
    }[];
    expect(columns.members).toBe(members.at(-1)?.no ?? 0);
    const ids = Map.groupBy(rows, (r) => r.member);
    for (const { no, a, b } of members) {
      const own = (ids.get(no) ?? []).map((r) => r.id);
      expect([no, b - a, b > a ? a : 0]).toEqual([no, own.length, own[0] ?? 0]);
      expect(columns.off[no]! - columns.off[no - 1]!).toBe(own.length);
    }
  });
}
