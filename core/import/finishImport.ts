/** Writes down what an import did: counts, issues and columns per file, what changed, the new state's token. */
import type { Writer } from '../store/connection.ts';
import { scalar } from '../store/sql.ts';
import { meta, setMeta } from '../store/workspace.ts';
import type { PlannedFile } from './planFiles.ts';
import { importTotals } from './queries.ts';
import type { ImportChange, ImportedSource, ImportResult, Totals } from './types.ts';

export function finishImport(
  db: Writer,
  importId: number,
  sources: ImportedSource[],
  plan: PlannedFile[],
  before: Totals,
  orphans: number,
  eventsUpdated: number,
  token: string,
  now: number,
): ImportResult {
  const totals = importTotals(db);
  const updated = (table: string) =>
    scalar<number>(db, { text: `SELECT count(*) FROM ${table} WHERE import_id = ?`, values: [importId] })!;
  const change = (what: ImportChange['what'], moved: number | string): ImportChange => {
    const added = totals[what] - before[what];
    return {
      what,
      before: before[what],
      after: totals[what],
      updated: typeof moved === 'number' ? moved : Math.max(0, updated(moved) - added),
    };
  };
  const changes = [
    change('members', 'member'),
    change('contents', 'content'),
    change('events', eventsUpdated),
    change('posts', 'post'),
    change('reactions', 'reaction'),
  ];

  const addFile = db.prepare(
    `INSERT INTO import_file (import_id, source_no, file_name, file_sha256, file_bytes, format, encoding, dialect, recipe_hash,
       rows_read, rows_inserted, rows_updated, rows_skipped, rows_rejected)
     VALUES (?, (SELECT source_no FROM source WHERE source_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addIssue = db.prepare(
    'INSERT INTO import_issue (import_id, file_name, severity, code, file_row, column_name, sample, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addColumn = db.prepare(
    `INSERT INTO import_column (import_id, file_name, table_name, column_name, position, field, rows, missing, rejected, minimum, maximum, samples)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  if (orphans > 0) {
    const host = sources.find((s) => s.columns.some((c) => c.field === 'post.parent_key'));
    host?.issues.push({
      code: 'orphan-post',
      severity: 'info',
      file: host.file,
      table: null,
      row: null,
      column: 'parent_key',
      sample: null,
      count: orphans,
    });
  }
  db.transaction(() => {
    sources.forEach((s, i) => {
      const file = plan[i]!;
      if (file.isKnown) return;
      const opened = file.group.files[file.index]!;
      addFile.run(
        importId,
        file.sourceId,
        s.file,
        s.sha256,
        file.bytes,
        s.format,
        s.encoding,
        opened.delimiter,
        file.recipeHash,
        s.rows.read,
        s.rows.inserted,
        s.rows.updated,
        s.rows.skipped,
        s.rows.rejected,
      );
      for (const issue of s.issues)
        addIssue.run(importId, s.file, issue.severity, issue.code, issue.row, issue.column, issue.sample, issue.count);
      s.columns.forEach((c, position) => {
        addColumn.run(
          importId,
          s.file,
          c.table,
          c.column,
          position,
          c.field,
          c.rows,
          c.missing,
          c.rejected,
          c.minimum,
          c.maximum,
          JSON.stringify(c.samples),
        );
      });
    });
    db.prepare('UPDATE import SET finished_at = ?, changes = ? WHERE import_id = ?').run(now, JSON.stringify(changes), importId);
    db.prepare('UPDATE member SET is_synthetic = 1 WHERE import_id = ? AND (SELECT is_synthetic FROM community) = 1').run(
      importId,
    );
    setMeta(db, 'snapshot', String(Number(meta(db, 'snapshot') ?? 0) + 1));
    setMeta(db, 'columns_token', token);
  })();
  return { kind: 'import', importId, sources, totals, changes };
}
