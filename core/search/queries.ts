import type { Reader } from '../store/connection.ts';
import { all, columns, inList, one, sql } from '../store/sql.ts';

/** Rows of the index that hold all phrases, with their relevance (lower is better). The expression is bound as a value, and its tokens hold
 *  letters and digits only: nothing in it is read as an operator. */
export function matching(db: Reader, expression: string): { rows: number[]; rank: number[] } {
  const [rows, rank] = columns(db, sql`SELECT rowid, bm25(text_index) FROM text_index WHERE text_index MATCH ${expression}`) as [
    number[],
    number[],
  ];
  return { rows, rank };
}

export interface MemberName {
  /** null where the export lists nothing of the member. */
  handle: string | null;
  id: string;
}

export const memberNames = (db: Reader, numbers: number[]): Map<number, MemberName> =>
  new Map(
    all<MemberName & { no: number }>(
      db,
      sql`SELECT member_no AS no, handle, member_id AS id FROM member WHERE member_no IN ${inList(numbers)}`,
    ).map(({ no, handle, id }) => [no, { handle, id }]),
  );

/** The nickname of the member; else what the text itself calls its author; else the id. */
export const nameOf = (member: MemberName | undefined, author: string | undefined | null): string | null =>
  member?.handle ?? author ?? member?.id ?? null;

/** What the export calls the authors of some posts: for members of whom it lists nothing else. */
export const authorNames = (db: Reader, posts: number[]): Map<number, string> =>
  new Map(
    all<{ no: number; name: string }>(
      db,
      sql`SELECT post_no AS no, author_name AS name FROM post WHERE author_name IS NOT NULL AND post_no IN ${inList(posts)}`,
    ).map(({ no, name }) => [no, name]),
  );

export const contentTitles = (db: Reader, numbers: number[]): Map<number, string> =>
  new Map(
    all<{ no: number; title: string | null; id: string }>(
      db,
      sql`SELECT content_no AS no, title, content_id AS id FROM content WHERE content_no IN ${inList(numbers)}`,
    ).map(({ no, title, id }) => [no, title ?? id]),
  );

export interface PostRecord {
  parent_no: number | null;
  attachments: string | null;
  body_html: string | null;
  body_text: string | null;
}

export const postRecord = (db: Reader, no: number): PostRecord | undefined =>
  one(db, sql`SELECT parent_no, attachments, body_html, body_text FROM post WHERE post_no = ${no}`);

interface Beside {
  no: number;
  text: string;
  author_no: number | null;
  author_name: string | null;
  created_at: number | null;
}

/** The posts a post answers, one after another up to the beginning of the thread; the nearest first. */
export const ancestors = (db: Reader, no: number, limit: number): Beside[] =>
  all(
    db,
    sql`WITH RECURSIVE up (no, step) AS (
          SELECT parent_no, 1 FROM post WHERE post_no = ${no}
          UNION ALL
          SELECT p.parent_no, up.step + 1 FROM up JOIN post p ON p.post_no = up.no WHERE up.step < ${limit}
        )
        SELECT p.post_no AS no, trim(coalesce(p.title || char(10), '') || coalesce(p.body_text, '')) AS text, p.author_no, p.author_name, p.created_at
        FROM up JOIN post p ON p.post_no = up.no
        ORDER BY up.step`,
  );

export const repliesTo = (db: Reader, no: number, limit: number): Beside[] =>
  all(
    db,
    sql`SELECT post_no AS no, trim(coalesce(title || char(10), '') || coalesce(body_text, '')) AS text, author_no, author_name, created_at
        FROM post
        WHERE parent_no = ${no} AND deleted_at IS NULL
        ORDER BY created_at, post_no
        LIMIT ${limit}`,
  );

export const repliesCount = (db: Reader, no: number): number =>
  one<{ n: number }>(db, sql`SELECT count(*) AS n FROM post WHERE parent_no = ${no} AND deleted_at IS NULL`)!.n;

export interface ImageRecord {
  post_no: number;
  source: string;
  sha256: string;
  look: string | null;
}

export const imageRecords = (db: Reader): ImageRecord[] =>
  all(db, sql`SELECT post_no, source, sha256, look FROM post_image ORDER BY post_no, source`);

export const postsBeside = (db: Reader, numbers: number[]): Beside[] =>
  all(
    db,
    sql`SELECT post_no AS no, trim(coalesce(title || char(10), '') || coalesce(body_text, '')) AS text, author_no, author_name, created_at
        FROM post
        WHERE post_no IN ${inList(numbers)} AND deleted_at IS NULL
        ORDER BY created_at, post_no`,
  );
