import type { Reader } from '../store/connection.ts';
import { all, inList, sql } from '../store/sql.ts';

const BOUND = 500; // values in one statement

/** Ids, titles and kinds of some contents. */
export function contentNames(
  db: Reader,
  numbers: number[],
): Map<number, { contentId: string; title: string | null; contentKind: string }> {
  const found = new Map<number, { contentId: string; title: string | null; contentKind: string }>();
  for (let at = 0; at < numbers.length; at += BOUND) {
    const rows = all<{ content_no: number; content_id: string; title: string | null; kind: string }>(
      db,
      sql`SELECT content_no, content_id, title, kind FROM content WHERE content_no IN ${inList(numbers.slice(at, at + BOUND))}`,
    );
    for (const r of rows) found.set(r.content_no, { contentId: r.content_id, title: r.title, contentKind: r.kind });
  }
  return found;
}

export interface QuestionRow {
  postNo: number;
  memberNo: number;
  handle: string | null;
  title: string | null;
  topic: string | null;
  askedAt: number;
  /** First reply of another member straight under the question; null = none. */
  answeredAt: number | null;
}

export function questionRows(db: Reader): QuestionRow[] {
  return all(
    db,
    sql`SELECT q.post_no AS postNo, q.author_no AS memberNo, m.handle, coalesce(q.title, substr(q.body_text, 1, 120)) AS title,
          q.channel AS topic, q.created_at AS askedAt,
          (SELECT min(a.created_at) FROM post a
           WHERE a.parent_no = q.post_no AND a.kind IN ('answer', 'reply', 'comment') AND a.author_no IS NOT NULL AND a.author_no <> q.author_no) AS answeredAt
        FROM post q
        JOIN member m ON m.member_no = q.author_no
        WHERE q.kind = 'question' AND q.author_no IS NOT NULL AND q.created_at IS NOT NULL`,
  );
}

/** Who answers most in each channel: whom to send a question to. */
export function topAnswerers(db: Reader): { topic: string | null; memberNo: number; handle: string | null; answers: number }[] {
  return all(
    db,
    sql`SELECT q.channel AS topic, a.author_no AS memberNo, m.handle, count(*) AS answers
        FROM post q
        JOIN post a ON a.parent_no = q.post_no
        JOIN member m ON m.member_no = a.author_no
        WHERE q.kind = 'question' AND a.kind IN ('answer', 'reply') AND a.author_no IS NOT q.author_no
        GROUP BY 1, 2
        ORDER BY answers DESC, memberNo`,
  );
}
