import type { Reader } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';

export interface ReplyRow {
  author: number;
  /** null = the post replied to has no known author. */
  target: number | null;
  replies: number;
}

/** Replies by who and to whom: the author of the parent post, else the member the reply names. */
export function replyRows(db: Reader): ReplyRow[] {
  return all(
    db,
    sql`SELECT p.author_no AS author, coalesce(q.author_no, p.reply_to_member_no) AS target, count(*) AS replies
        FROM post p
        LEFT JOIN post q ON q.post_no = p.parent_no
        WHERE p.author_no IS NOT NULL AND (p.parent_no IS NOT NULL OR p.reply_to_member_no IS NOT NULL)
        GROUP BY 1, 2
        ORDER BY 1, 2`,
  );
}

export const postAuthors = (db: Reader): number[] =>
  all<{ no: number }>(db, sql`SELECT DISTINCT author_no AS no FROM post WHERE author_no IS NOT NULL`).map((r) => r.no);

/** Who answered which question: replies of other members straight under a question. */
export function answerRows(db: Reader): { question: number; asker: number | null; author: number; answers: number }[] {
  return all(
    db,
    sql`SELECT q.post_no AS question, q.author_no AS asker, a.author_no AS author, count(*) AS answers
        FROM post q
        JOIN post a ON a.parent_no = q.post_no
        WHERE q.kind = 'question' AND a.kind IN ('answer', 'reply') AND a.author_no IS NOT NULL AND a.author_no IS NOT q.author_no
        GROUP BY 1, 3`,
  );
}

/** Each author's first post, and the first reply anybody else gave them. Milliseconds. */
export function firstTies(db: Reader): { member: number; postedAt: number; tiedAt: number | null }[] {
  return all(
    db,
    sql`WITH tie AS (
          SELECT coalesce(q.author_no, p.reply_to_member_no) AS member, min(p.created_at) AS tied_at
          FROM post p
          LEFT JOIN post q ON q.post_no = p.parent_no
          WHERE p.author_no IS NOT NULL AND p.author_no IS NOT coalesce(q.author_no, p.reply_to_member_no)
          GROUP BY 1
        )
        SELECT p.author_no AS member, min(p.created_at) AS postedAt, t.tied_at AS tiedAt
        FROM post p
        LEFT JOIN tie t ON t.member = p.author_no
        WHERE p.author_no IS NOT NULL AND p.created_at IS NOT NULL
        GROUP BY p.author_no`,
  );
}
