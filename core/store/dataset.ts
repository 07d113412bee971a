/** A workspace as analyses see it: a reader, the event columns, and what every result says about its origin. */
import { type EventColumns, type EventKind, noEvents } from '../base/columns.ts';
import type { From, Unavailable } from '../base/result.ts';
import type { Reader } from './connection.ts';
import { loadColumns } from './sidecar.ts';
import { all, scalar, sql } from './sql.ts';
import { meta, openForReading, settingsOf, snapshotOf } from './workspace.ts';

export interface Dataset {
  path: string;
  db: Reader;
  columns: EventColumns;
  kinds: EventKind[];
  /** Largest content number. */
  contents: number;
  zone: string;
  currency: string;
  snapshot: number;
  /** Changes whenever an import did: tells whether `columns` still fit. */
  token: string;
  files: From['files'];
}

/** @param shared columns that another thread has loaded for the same token */
export function openDataset(path: string, shared?: { token: string; columns: EventColumns }): Dataset {
  const db = openForReading(path);
  try {
    return readDataset(path, db, shared);
  } catch (error) {
    db.close();
    throw error;
  }
}

export function readDataset(path: string, db: Reader, shared?: { token: string; columns: EventColumns }): Dataset {
  const token = meta(db, 'columns_token') ?? '';
  const snapshot = snapshotOf(db);
  const columns = shared?.token === token ? shared.columns : snapshot === 0 ? noEvents() : loadColumns(db, path).columns;
  const settings = settingsOf(db);
  return {
    path,
    db,
    columns,
    kinds: all<EventKind>(db, sql`SELECT kind AS code, name, origin FROM event_kind ORDER BY kind`),
    contents: scalar<number>(db, sql`SELECT coalesce(max(content_no), 0) FROM content`)!,
    zone: settings.tz,
    currency: settings.currency,
    snapshot,
    token,
    files: all<{ name: string; sha256: string }>(
      db,
      sql`SELECT file_name AS name, file_sha256 AS sha256 FROM import_file ORDER BY file_no DESC LIMIT 20`,
    ),
  };
}

export function fromOf(data: Dataset, method: string, rows: number, options: From['options'], exact = true): From {
  return { method, snapshot: data.snapshot, rows, files: data.files, options: { zone: data.zone, ...options }, exact };
}

export function unavailable(reason: Unavailable['reason'], have: number, need: number, from: From): Unavailable {
  return { kind: 'unavailable', reason, have, need, from };
}
