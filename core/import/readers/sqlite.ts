/** Tables of any SQLite file, read-only. Views, virtual tables and what belongs to them are left out. */
import { basename } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { damaged, type ForeignFile, openForeign } from '../../store/openForeign.ts';
import type { IssueLog } from '../issues.ts';
import { issuesOnce } from './once.ts';
import type { OpenedFile, RowBatch, TableHead } from './reader.ts';
import { textBatch } from './rows.ts';

type Db = ForeignFile['db'];

export interface SqliteOptions {
  bytes: number;
  issues: IssueLog;
}

export function openSqlite(path: string, options: SqliteOptions): OpenedFile {
  const { issues, bytes } = options;
  const foreign = openForeign(path);
  const once = issuesOnce(issues);
  let tables: TableHead[];
  try {
    tables = tablesOf(foreign.db);
  } catch (error) {
    foreign.close();
    throw damaged(path, error);
  }
  for (const table of tables) if (table.rows === 0) issues.add('table-empty', { table: table.name });
  let position = 0;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    const table = tables.find((head) => head.name === wanted);
    if (!table) throw new InputError('not-found', `There is no table "${wanted}" in ${basename(path)}.`, { table: wanted });
    const add = once().byRow(wanted);
    const share = bytes / Math.max(1, table.rows ?? 1);
    const batch = textBatch(table.columns.length);
    const columns = table.columns.map(quoted).join(', ');
    let row = 0;
    try {
      for (const values of foreign.db
        .prepare(`SELECT ${columns} FROM ${quoted(wanted)}`)
        .safeIntegers()
        .raw()
        .iterate()) {
        row++;
        const at = batch.open(row);
        (values as unknown[]).forEach((value, column) => {
          batch.cells[at + column] = textOf(value);
          if (value instanceof Uint8Array) add('bad-value', row, `BLOB of ${value.length} bytes in ${table.columns[column]}`);
        });
        if (!batch.isFull()) continue;
        position = Math.round(row * share);
        yield batch;
        batch.clear();
      }
    } catch (error) {
      // what was read before the damage stays
      if (!isSqliteError(error)) throw error;
      issues.add('file-cut', { table: wanted, row, sample: error.message });
    }
    if (batch.count > 0) yield batch;
    position = bytes;
  }

  return {
    path,
    name: basename(path),
    kind: 'sqlite',
    bytes,
    encoding: null,
    encodings: [],
    delimiter: null,
    tables,
    batches,
    position: () => position,
    close: foreign.close,
  };
}

const isSqliteError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function tablesOf(db: Db): TableHead[] {
  const found = db.prepare('PRAGMA table_list').all() as { schema: string; name: string; type: string }[];
  return found
    .filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      // hidden = 1 are columns of virtual tables; 2 and 3 are generated columns, which hold values like any other
      const columns = db.prepare(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1`).pluck().all(name) as string[];
      const rows = db
        .prepare(`SELECT count(*) FROM ${quoted(name)}`)
        .pluck()
        .get() as number;
      return { name, columns, rows };
    });
}

function textOf(value: unknown): string | null {
  if (value === null || value instanceof Uint8Array) return null;
  return typeof value === 'number' ? plainNumber(value) : String(value);
}

/** Digits without an exponent, so that nothing downstream has to know one. */
export function plainNumber(value: number): string {
  const text = String(value);
  const e = text.indexOf('e');
  if (e < 0) return text;
  const sign = value < 0 ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length, e).split('.');
  const exponent = Number(text.slice(e + 1));
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
