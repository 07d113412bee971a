import type { Reader, Writer } from '../store/connection.ts';
import { all, inList, one, scalar, sql } from '../store/sql.ts';

export interface SegmentRecord {
  segmentNo: number;
  name: string;
  definition: string;
  createdAt: number;
  updatedAt: number;
  trashedAt: number | null;
}

const COLUMNS = {
  text: 'segment_no AS segmentNo, name, definition, created_at AS createdAt, updated_at AS updatedAt, trashed_at AS trashedAt',
  values: [],
};

/** Live ones by name, then the trash, newest first. */
export function segmentRecords(db: Reader): SegmentRecord[] {
  return all(db, sql`SELECT ${COLUMNS} FROM segment ORDER BY trashed_at IS NOT NULL, trashed_at DESC, name, segment_no`);
}

export function segmentRecord(db: Reader, segmentNo: number): SegmentRecord | undefined {
  return one(db, sql`SELECT ${COLUMNS} FROM segment WHERE segment_no = ${segmentNo}`);
}

/** A live segment by its name. */
export function segmentNamed(db: Reader, name: string): SegmentRecord | undefined {
  return one(db, sql`SELECT ${COLUMNS} FROM segment WHERE name = ${name} AND trashed_at IS NULL`);
}

/** @returns its number. Numbers of deleted segments are not given again as long as a newer one exists or the change log remembers them. */
export function insertSegment(db: Writer, name: string, definition: string, now: number): number {
  const next = scalar<number>(
    db,
    sql`SELECT 1 + max(coalesce((SELECT max(segment_no) FROM segment), 0),
                       coalesce((SELECT max(row_id) FROM change_row WHERE table_name = 'segment'), 0))`,
  )!;
  db.prepare('INSERT INTO segment (segment_no, name, definition, created_at, updated_at) VALUES (?, ?, ?, ?, ?)').run(
    next,
    name,
    definition,
    now,
    now,
  );
  return next;
}

/** Leaves the row alone when nothing would change. */
export function updateSegment(db: Writer, segmentNo: number, name: string, definition: string, now: number): void {
  db.prepare(
    `UPDATE segment SET name = $name, definition = $definition, updated_at = $now
     WHERE segment_no = $segmentNo AND (name <> $name OR definition <> $definition)`,
  ).run({ segmentNo, name, definition, now });
}

export function setTrashed(db: Writer, segmentNo: number, trashedAt: number | null, name: string): void {
  db.prepare('UPDATE segment SET trashed_at = ?, name = ? WHERE segment_no = ?').run(trashedAt, name, segmentNo);
}

export function removeSegment(db: Writer, segmentNo: number): void {
  db.prepare('DELETE FROM segment WHERE segment_no = ?').run(segmentNo);
}

/** Everything else whose JSON may name a segment. */
export function otherDefinitions(db: Reader): { kind: 'tag' | 'preference'; name: string; definition: string }[] {
  return all(
    db,
    sql`SELECT 'tag' AS kind, name, definition FROM member_tag
        UNION ALL
        SELECT 'preference', name, definition FROM preference
        ORDER BY 1 DESC, 2`,
  );
}

const BOUND = 500; // values in one statement

function contentRows(db: Reader, ids: string[]): { no: number; id: string; title: string | null }[] {
  const rows: { no: number; id: string; title: string | null }[] = [];
  for (let at = 0; at < ids.length; at += BOUND) {
    const some = inList(ids.slice(at, at + BOUND));
    rows.push(
      ...all<(typeof rows)[0]>(
        db,
        sql`SELECT content_no AS no, content_id AS id, title FROM content WHERE content_id IN ${some}`,
      ),
    );
  }
  return rows;
}

export const contentNumbers = (db: Reader, ids: string[]): number[] => contentRows(db, ids).map((row) => row.no);

/** Ids that no content has. */
export function unknownContents(db: Reader, ids: string[]): string[] {
  const found = new Set(contentRows(db, ids).map((row) => row.id));
  return ids.filter((id) => !found.has(id));
}

/** Titles of contents by their text id; null = it has none. */
export const contentTitles = (db: Reader, ids: string[]): Map<string, string | null> =>
  new Map(contentRows(db, ids).map((row) => [row.id, row.title]));
