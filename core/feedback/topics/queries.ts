/** Every statement of the feature that reads what stands around a text, and what a person has said about it. */
import { TEXT_ITEMS, type TextItem } from '../../scope/texts.ts';
import type { Reader } from '../../store/connection.ts';
import { all, columns, inList, sql } from '../../store/sql.ts';

/** Where posts stand: one entry a post, by number. */
export interface PostPlaces {
  no: number[];
  /** Post number of the start of the thread; the post itself when it starts one. */
  thread: number[];
  parent: (number | null)[];
  channel: (string | null)[];
}

export function postPlaces(db: Reader): PostPlaces {
  const [no, thread, parent, channel] = columns(
    db,
    sql`SELECT post_no, coalesce(thread_no, post_no), parent_no, channel FROM post ORDER BY post_no`,
  ) as [number[], number[], (number | null)[], (string | null)[]];
  return { no, thread, parent, channel };
}

export const postTags = (db: Reader) =>
  all<{ no: number; name: string }>(
    db,
    sql`SELECT p.post_no AS no, t.name FROM post_tag p JOIN tag t USING (tag_id) ORDER BY p.post_no, t.name`,
  );

export const contentTags = (db: Reader) =>
  all<{ no: number; name: string }>(
    db,
    sql`SELECT c.content_no AS no, t.name FROM content_tag c JOIN tag t USING (tag_id) ORDER BY c.content_no, c.weight DESC, t.name`,
  );

/** What each content says of itself, and the course that a lesson belongs to. */
export const contentWords = (db: Reader) =>
  all<{ no: number; parent: number | null; text: string }>(
    db,
    sql`SELECT content_no AS no, parent_no AS parent, trim(coalesce(title, '') || char(10) || coalesce(summary, '')) AS text FROM content ORDER BY content_no`,
  );

/** Native keys, in the order of `textsOfData`: what an export calls each text. */
export function textKeys(db: Reader): string[] {
  return (
    columns(
      db,
      sql`SELECT source_key FROM (
            SELECT 0 AS item, post_no AS no, source_key FROM post WHERE kind NOT IN ('announcement', 'system') AND deleted_at IS NULL
            UNION ALL SELECT 1, feedback_id, source_key FROM feedback
            UNION ALL SELECT 2, a.answer_id, a.source_key
              FROM answer a JOIN question q ON q.source_no = a.source_no AND q.source_key = a.question_key
              WHERE coalesce(q.kind, 'text') = 'text' AND trim(coalesce(a.value_text, '')) <> '')
          ORDER BY item, no`,
    ) as [string[]]
  )[0];
}

/** The post that a feedback entry is about, where the export says so. */
export const feedbackPosts = (db: Reader) =>
  all<{ no: number; post: number }>(db, sql`SELECT feedback_id AS no, post_no AS post FROM feedback WHERE post_no IS NOT NULL`);

export interface Correction {
  item: TextItem;
  no: number;
  about: 'topic' | 'theme';
  value: string;
}

/** What a person has corrected, oldest first. */
export const storedCorrections = (db: Reader): Correction[] =>
  all<Correction>(
    db,
    sql`SELECT item_kind AS item, item_no AS no, about, value FROM text_label WHERE about IN ('topic', 'theme') ORDER BY updated_at, text_label_no`,
  ).filter((c) => TEXT_ITEMS.includes(c.item));

/** Members who speak for the community, not to it. */
export const staffNumbers = (db: Reader) =>
  all<{ no: number }>(db, sql`SELECT member_no AS no FROM member WHERE role IN ('owner', 'admin', 'moderator', 'bot')`).map(
    (m) => m.no,
  );

export const storedTaxonomy = (db: Reader): string | null =>
  all<{ definition: string }>(db, sql`SELECT definition FROM preference WHERE name = 'voice-topics'`)[0]?.definition ?? null;

/** Nicknames by member number. */
export function namesOf(db: Reader, numbers: readonly number[]): Map<number, string> {
  const wanted = [...new Set(numbers)].filter((no) => no > 0);
  if (wanted.length === 0) return new Map();
  return new Map(
    all<{ no: number; handle: string | null }>(
      db,
      sql`SELECT member_no AS no, handle FROM member WHERE member_no IN ${inList(wanted)}`,
    ).flatMap((m) => (m.handle === null ? [] : [[m.no, m.handle]])),
  );
}
