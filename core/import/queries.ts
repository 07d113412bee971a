/** What the workspace holds, and what past imports did. */
import type { Reader } from '../store/connection.ts';
import { all, scalar, sql } from '../store/sql.ts';
import type { Issue } from './issues.ts';
import type { ColumnReport, ImportChange, ImportedSource, PastImport, SourceFormat, Totals } from './types.ts';

/** Rows per entity. `events` counts recorded events only: written posts stand under `posts`. */
export function importTotals(db: Reader): Totals {
  const count = (table: string) => scalar<number>(db, { text: `SELECT count(*) FROM ${table}`, values: [] })!;
  const derived = scalar<number>(
    db,
    sql`SELECT count(*) FROM post WHERE author_no IS NOT NULL AND created_at IS NOT NULL AND abs(created_at / 1000) <= 2147400000`,
  )!;
  return {
    members: count('member'),
    contents: count('content'),
    events: Math.max(0, scalar<number>(db, sql`SELECT coalesce(max(event_id) + 1, 0) FROM event`)! - derived),
    posts: count('post'),
    reactions: count('reaction'),
    orders: count('purchase_order'),
    feedback: count('feedback'),
  };
}

export function postsByKind(db: Reader): Record<string, number> {
  const rows = all<{ kind: string; n: number }>(db, sql`SELECT kind, count(*) AS n FROM post GROUP BY kind ORDER BY n DESC`);
  return Object.fromEntries(rows.map((r) => [r.kind, r.n]));
}

export function importedFiles(
  db: Reader,
): { file: string; format: SourceFormat; sha256: string; bytes: number; importedAt: number }[] {
  return all(
    db,
    sql`SELECT file_name AS file, f.format, file_sha256 AS sha256, file_bytes AS bytes, i.finished_at AS importedAt
        FROM import_file f
        JOIN import i USING (import_id)
        ORDER BY import_id DESC, file_no`,
  );
}

export function pastImports(db: Reader): PastImport[] {
  const imports = all<{ import_id: number; finished_at: number; changes: string }>(
    db,
    sql`SELECT import_id, finished_at, changes FROM import ORDER BY import_id DESC`,
  );
  return imports.map((i) => ({
    importId: i.import_id,
    finishedAt: i.finished_at,
    changes: JSON.parse(i.changes) as ImportChange[],
    sources: sourcesOf(db, i.import_id),
  }));
}

function sourcesOf(db: Reader, importId: number): ImportedSource[] {
  const files = all<Record<string, string | number | null>>(
    db,
    sql`SELECT * FROM import_file WHERE import_id = ${importId} ORDER BY file_no`,
  );
  const issues = all<Issue>(
    db,
    sql`SELECT code, severity, file_name AS file, NULL AS "table", file_row AS row, column_name AS "column", sample, count
        FROM import_issue WHERE import_id = ${importId} ORDER BY issue_id`,
  );
  const columns = all<Omit<ColumnReport, 'samples'> & { file: string; samples: string }>(
    db,
    sql`SELECT file_name AS file, table_name AS "table", column_name AS "column", field, rows, missing, rejected, minimum, maximum, samples
        FROM import_column WHERE import_id = ${importId} ORDER BY file_name, position`,
  );
  return files.map((f) => ({
    file: String(f['file_name']),
    format: f['format'] as SourceFormat,
    sha256: String(f['file_sha256']),
    encoding: f['encoding'] as string | null,
    rows: {
      read: Number(f['rows_read']),
      inserted: Number(f['rows_inserted']),
      updated: Number(f['rows_updated']),
      skipped: Number(f['rows_skipped']),
      rejected: Number(f['rows_rejected']),
    },
    issues: issues.filter((i) => i.file === f['file_name']),
    columns: columns
      .filter((c) => c.file === f['file_name'])
      .map(({ file: _, ...c }) => ({ ...c, samples: JSON.parse(c.samples) as string[] })),
  }));
}
