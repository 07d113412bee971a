import type { Reader } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';

export interface ContentRecord {
  content_no: number;
  content_id: string;
  title: string | null;
  kind: string;
  parent_title: string | null;
  published_at: number | null;
}

export function contentRecords(db: Reader): ContentRecord[] {
  return all(
    db,
    sql`SELECT c.content_no, c.content_id, c.title, c.kind, p.title AS parent_title, c.published_at
        FROM content c
        LEFT JOIN content p ON p.content_no = c.parent_no
        ORDER BY c.content_no`,
  );
}

export function ratingsByContent(db: Reader): { content_no: number; mean: number; max: number | null; n: number }[] {
  return all(
    db,
    sql`SELECT content_no, avg(rating) AS mean, max(rating_max) AS max, count(*) AS n
        FROM feedback
        WHERE content_no IS NOT NULL AND rating IS NOT NULL
        GROUP BY content_no`,
  );
}

/** Posts written under a content or below one of its posts. */
export function postsByContent(db: Reader): { content_no: number; n: number }[] {
  return all(db, sql`SELECT content_no, count(*) AS n FROM post WHERE content_no IS NOT NULL GROUP BY content_no`);
}

export function tagsByContent(db: Reader): { content_no: number; name: string }[] {
  return all(db, sql`SELECT content_no, name FROM content_tag JOIN tag USING (tag_id) ORDER BY content_no, weight DESC, name`);
}
