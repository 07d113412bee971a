/** The workspace as plain CSV tables in a folder: what `recogniseFormat` reads back as a Hearth export. */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';
import { ENTITIES, type EntityName, entityOf, type Field } from './entities.ts';

export interface ExportedTable {
  file: string;
  rows: number;
}

/** Fields that are another unit of a column that is exported in the store's own: price is price_minor, age is birth_year. */
const DERIVED_TYPES: ReadonlySet<Field['type']> = new Set<Field['type']>(['money', 'age', 'seconds', 'secret', 'person']);
const FLUSH_LINES = 5000;

/** One folder a source, one CSV an entity that has rows. Times are epoch milliseconds, money minor units, ids native.
 *  @returns the files.   Cost: one scan a table; memory: some thousand lines. */
export function exportTables(db: Reader, folder: string): ExportedTable[] {
  const sources = all<{ source_no: number; source_id: string }>(
    db,
    sql`SELECT source_no, source_id FROM source ORDER BY source_no`,
  );
  const written: ExportedTable[] = [];
  for (const { source_no, source_id } of sources) {
    const target = sources.length === 1 ? folder : join(folder, source_id);
    mkdirSync(target, { recursive: true });
    for (const name of Object.keys(ENTITIES) as EntityName[]) {
      const file = join(target, `${name}.csv`);
      const { columns, query } = name === 'event' ? eventQuery() : entityQuery(name);
      const rows = writeTable(db, file, columns, query, source_no);
      if (rows > 0) written.push({ file, rows });
    }
  }
  return written;
}

function entityQuery(name: EntityName): { columns: string[]; query: string } {
  const { table, rowNo, fields } = entityOf(name);
  const columns: string[] = [];
  const picks: string[] = [];
  for (const [field, { type, column }] of Object.entries(fields)) {
    if (DERIVED_TYPES.has(type)) continue;
    const stored = `t.${column ?? field}`;
    columns.push(field);
    if (type === 'member' || type === 'content' || type === 'post') {
      picks.push(`(SELECT source_key FROM ${type} r WHERE r.${type}_no = ${stored})`);
    } else if (type === 'tags') {
      picks.push(
        `(SELECT group_concat(name, '|') FROM ${table}_tag x JOIN tag USING (tag_id) WHERE x.${rowNo} = t.${rowNo} AND x.origin = 'author')`,
      );
    } else picks.push(stored);
  }
  const isOfSource = name === 'attribute' ? 'member_no IN (SELECT member_no FROM member WHERE source_no = ?)' : 'source_no = ?';
  const isListed = name === 'member' || name === 'content' ? ' AND is_implied = 0' : '';
  return { columns, query: `SELECT ${picks.join(', ')} FROM ${table} t WHERE ${isOfSource}${isListed} ORDER BY t.rowid` };
}

/** A key that was a text is kept only as its hash: written as ~hash, which an import takes as that hash again. */
function eventQuery(): { columns: string[]; query: string } {
  const details = ['unit', 'label', 'duration_ms', 'session_key', 'campaign_key', 'props'];
  return {
    columns: ['source_key', 'member_id', 'kind', 'content_id', 'occurred_at', 'value', ...details],
    query: `SELECT CASE WHEN e.native_key >= 0 THEN e.native_key WHEN e.native_key < 0 THEN '~' || e.native_key END, m.source_key, k.name, c.source_key, e.time_s * 1000, e.value,
        ${details.map((d) => `e.detail ->> '$.${d}'`).join(', ')}
      FROM event e JOIN member m USING (member_no) JOIN event_kind k USING (kind) LEFT JOIN content c ON c.content_no = e.content_no
      WHERE e.source_no = ? AND k.origin = 'observed' ORDER BY e.event_id`,
  };
}

/** Columns that no row fills are left out; a table without rows leaves no file. */
function writeTable(db: Reader, path: string, columns: string[], query: string, sourceNo: number): number {
  const used = columns.map(() => false);
  let total = 0;
  for (const row of db.prepare(query).raw().iterate(sourceNo) as Iterable<unknown[]>) {
    for (let c = 0; c < row.length; c++) if (row[c] !== null) used[c] = true;
    total++;
  }
  if (total === 0) return 0;
  const kept = columns.map((_, c) => c).filter((c) => used[c]);
  const file = openSync(path, 'w');
  try {
    let lines = [kept.map((c) => columns[c]).join(',')];
    for (const row of db.prepare(query).raw().iterate(sourceNo) as Iterable<unknown[]>) {
      lines.push(kept.map((c) => cell(row[c])).join(','));
      if (lines.length >= FLUSH_LINES) {
        writeSync(file, `${lines.join('\n')}\n`);
        lines = [];
      }
    }
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return total;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
