import type { Reader } from '../store/connection.ts';
import { all, one, scalar, sql } from '../store/sql.ts';
import { FACETS, type FacetField } from './types.ts';

/** Every member's columns, by member number; member numbers run from 1 without gaps. */
export function memberColumns(db: Reader, visit: (row: MemberRecord) => void): void {
  const rows = db
    .prepare(`SELECT member_no, member_id, handle, joined_at, left_at, ${FACETS.join(', ')} FROM member ORDER BY member_no`)
    .raw()
    .iterate() as Iterable<MemberRecord>;
  for (const row of rows) visit(row);
}

/** member_no, member_id, handle, joined_at, left_at, then the facets in order. */
export type MemberRecord = [number, string, string | null, number | null, number | null, ...(string | null)[]];

/** Paid less refunded, per member, in minor units. Empty when the workspace holds no orders. */
export function spendByMember(db: Reader): { memberNo: number; spend: number }[] {
  return all(
    db,
    sql`SELECT member_no AS memberNo,
          sum(CASE WHEN status IN ('paid', 'refunded') OR paid_at IS NOT NULL THEN coalesce(amount_minor, 0) ELSE 0 END - coalesce(refund_minor, 0)) AS spend
        FROM purchase_order
        WHERE member_no IS NOT NULL
        GROUP BY member_no`,
  );
}

export const hasOrders = (db: Reader): boolean => one(db, sql`SELECT 1 FROM purchase_order LIMIT 1`) !== undefined;

export interface MemberHead {
  member_no: number;
  member_id: string;
  ev_from: number;
  ev_to: number;
  birth_year: number | null;
  is_synthetic: number;
  source_id: string;
  source_format: string;
  imported_at: number;
  file_name: string | null;
}

export function memberHead(db: Reader, memberNo: number): MemberHead | undefined {
  return one(
    db,
    sql`SELECT m.member_no, m.member_id, m.ev_from, m.ev_to, m.birth_year,
          max(m.is_synthetic, (SELECT is_synthetic FROM community)) AS is_synthetic, s.source_id, s.format AS source_format,
          i.finished_at AS imported_at,
          (SELECT file_name FROM import_file f WHERE f.import_id = m.import_id AND f.source_no = m.source_no ORDER BY file_no LIMIT 1) AS file_name
        FROM member m
        JOIN source s USING (source_no)
        JOIN import i USING (import_id)
        WHERE m.member_no = ${memberNo}`,
  );
}

export function freeAttributes(
  db: Reader,
  memberNo: number,
): { name: string; value: string; importedAt: number; source: string | null }[] {
  return all(
    db,
    sql`SELECT a.name, a.value_text AS value, i.finished_at AS importedAt,
          (SELECT file_name FROM import_file f WHERE f.import_id = a.import_id ORDER BY file_no LIMIT 1) AS source
        FROM member_attribute a
        JOIN import i USING (import_id)
        WHERE a.member_no = ${memberNo} AND a.valid_to IS NULL
        ORDER BY a.name`,
  );
}

export function membershipsOf(db: Reader, memberNo: number) {
  return all<{ plan: string | null; startedAt: number | null; endedAt: number | null; status: string | null }>(
    db,
    sql`SELECT plan, started_at AS startedAt, ended_at AS endedAt, status
        FROM membership
        WHERE member_no = ${memberNo}
        ORDER BY started_at DESC`,
  );
}

export function ordersOf(db: Reader, memberNo: number) {
  return one<{ count: number; paidMinor: number; refundedMinor: number }>(
    db,
    sql`SELECT count(*) AS count,
          coalesce(sum(CASE WHEN status IN ('paid', 'refunded') OR paid_at IS NOT NULL THEN amount_minor END), 0) AS paidMinor,
          coalesce(sum(refund_minor), 0) AS refundedMinor
        FROM purchase_order
        WHERE member_no = ${memberNo}`,
  )!;
}

export function reactionsOf(db: Reader, memberNo: number): { given: number; received: number } {
  const given = scalar<number>(db, sql`SELECT count(*) FROM reaction WHERE member_no = ${memberNo}`)!;
  const received = scalar<number>(
    db,
    sql`SELECT coalesce(sum(r.count), 0) FROM post p JOIN reaction r ON r.post_no = p.post_no
        WHERE p.author_no = ${memberNo} AND r.kind IN ('like', 'upvote', 'emoji', 'favourite', 'accept', 'bounty')`,
  )!;
  return { given, received };
}

export function noteOf(db: Reader, memberId: string): string | null {
  return scalar<string>(db, sql`SELECT note FROM member_note WHERE member_id = ${memberId}`) ?? null;
}

export interface TimelineRecord {
  event_id: number;
  time_s: number;
  time_precision: number;
  kind: string;
  origin: string;
  content_no: number | null;
  content_title: string | null;
  post_no: number | null;
  post_title: string | null;
  excerpt: string | null;
  value: number | null;
}

/** Events by id, newest first: a member's events are a rowid range, so no index is needed. */
export function timelineRows(db: Reader, from: number, before: number, limit: number): TimelineRecord[] {
  return all(
    db,
    sql`SELECT e.event_id, e.time_s, e.time_precision, k.name AS kind, k.origin, e.content_no, c.title AS content_title,
          e.post_no, p.title AS post_title, substr(p.body_text, 1, 400) AS excerpt, e.value
        FROM event e
        JOIN event_kind k USING (kind)
        LEFT JOIN content c USING (content_no)
        LEFT JOIN post p USING (post_no)
        WHERE e.event_id >= ${from} AND e.event_id < ${before}
        ORDER BY e.event_id DESC
        LIMIT ${limit}`,
  );
}

export function contentTitles(db: Reader, numbers: number[]): Map<number, string | null> {
  const titles = new Map<number, string | null>();
  const find = db.prepare('SELECT title FROM content WHERE content_no = ?').pluck();
  for (const no of numbers) titles.set(no, (find.get(no) as string | null | undefined) ?? null);
  return titles;
}

export type { FacetField };

/** Replies written to others and received from others, per member. A reply's target is the author of its parent, else the member it names;
 *  replies to oneself do not count. */
export function repliesByMember(db: Reader, members: number): { given: Float64Array; received: Float64Array } {
  const given = new Float64Array(members);
  const received = new Float64Array(members);
  const rows = db
    .prepare(
      `SELECT p.author_no, coalesce(q.author_no, p.reply_to_member_no) AS target, count(*)
       FROM post p
       LEFT JOIN post q ON q.post_no = p.parent_no
       WHERE p.author_no IS NOT NULL
       GROUP BY 1, 2`,
    )
    .raw()
    .iterate() as Iterable<[number, number | null, number]>;
  for (const [author, target, count] of rows) {
    if (target === null || target === author || author > members || target > members) continue;
    given[author - 1]! += count;
    received[target - 1]! += count;
  }
  return { given, received };
}

/** Likes and other welcome reactions given, and received on own posts. */
export function likesByMember(db: Reader, members: number): { given: Float64Array; received: Float64Array } {
  const given = new Float64Array(members);
  const received = new Float64Array(members);
  const rows = db
    .prepare(
      `SELECT r.member_no, p.author_no, sum(r.count)
       FROM reaction r
       LEFT JOIN post p USING (post_no)
       WHERE r.kind IN ('like', 'upvote', 'emoji', 'favourite', 'accept', 'bounty')
       GROUP BY 1, 2`,
    )
    .raw()
    .iterate() as Iterable<[number | null, number | null, number]>;
  for (const [from, to, count] of rows) {
    if (from !== null && from <= members) given[from - 1]! += count;
    if (to !== null && to <= members) received[to - 1]! += count;
  }
  return { given, received };
}

/** Paid less refunded between two times, per member, in whole units. From orders where there are any, else from purchase events. */
export function yearSpend(db: Reader, members: number, fromMs: number, toMs: number): Float64Array {
  const spend = new Float64Array(members);
  const rows = hasOrders(db)
    ? all<{ memberNo: number; spend: number }>(
        db,
        sql`SELECT member_no AS memberNo, sum(coalesce(amount_minor, 0) - coalesce(refund_minor, 0)) / 100.0 AS spend
            FROM purchase_order
            WHERE member_no IS NOT NULL AND coalesce(paid_at, ordered_at) >= ${fromMs} AND coalesce(paid_at, ordered_at) < ${toMs}
              AND (status IN ('paid', 'refunded') OR paid_at IS NOT NULL)
            GROUP BY member_no`,
      )
    : all<{ memberNo: number; spend: number }>(
        db,
        sql`SELECT member_no AS memberNo, sum(CASE k.name WHEN 'refund' THEN -value ELSE value END) AS spend
            FROM event e
            JOIN event_kind k USING (kind)
            WHERE k.name IN ('purchase', 'renew', 'refund') AND value IS NOT NULL AND time_s >= ${fromMs / 1000} AND time_s < ${toMs / 1000}
            GROUP BY member_no`,
      );
  for (const r of rows) if (r.memberNo <= members) spend[r.memberNo - 1] = Math.max(0, r.spend);
  return spend;
}

/** Members whose last term ends in a span. */
export function endingMemberships(db: Reader, fromMs: number, toMs: number): { memberNo: number; endedAt: number }[] {
  return all(
    db,
    sql`SELECT member_no AS memberNo, max(ended_at) AS endedAt
        FROM membership
        WHERE status IS NULL OR status <> 'refunded'
        GROUP BY member_no
        HAVING endedAt >= ${fromMs} AND endedAt < ${toMs}`,
  );
}

/** Members with questions nobody else has replied to. */
export function openQuestions(db: Reader): { memberNo: number; n: number }[] {
  return all(
    db,
    sql`SELECT q.author_no AS memberNo, count(*) AS n
        FROM post q
        WHERE q.kind = 'question' AND q.author_no IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM post a WHERE a.parent_no = q.post_no AND a.author_no IS NOT q.author_no)
        GROUP BY q.author_no`,
  );
}

/** Each member's last order, and whether it was given back. */
export function lastPurchases(db: Reader): { memberNo: number; isRefund: number }[] {
  return all(
    db,
    sql`SELECT member_no AS memberNo, coalesce(refund_minor, 0) > 0 OR status = 'refunded' AS isRefund, max(coalesce(paid_at, ordered_at))
        FROM purchase_order
        WHERE member_no IS NOT NULL
        GROUP BY member_no`,
  );
}

/** Text of a free attribute, per member; the present one. */
export function attributeValues(db: Reader, name: string, members: number): { code: Int32Array; values: string[] } {
  const code = new Int32Array(members).fill(-1);
  const values: string[] = [];
  const codes = new Map<string, number>();
  const rows = all<{ memberNo: number; value: string }>(
    db,
    sql`SELECT member_no AS memberNo, coalesce(value_text, CAST(value_num AS TEXT)) AS value
        FROM member_attribute
        WHERE name = ${name} AND valid_to IS NULL`,
  );
  for (const { memberNo, value } of rows) {
    if (value === null || value === '' || memberNo > members) continue;
    let c = codes.get(value);
    if (c === undefined) codes.set(value, (c = values.push(value) - 1));
    code[memberNo - 1] = c;
  }
  return { code, values };
}

export const attributeNames = (db: Reader): string[] =>
  all<{ name: string }>(db, sql`SELECT DISTINCT name FROM member_attribute ORDER BY name`).map((r) => r.name);

/** Title (else id) or kind of every content, by number. */
export function contentLabels(db: Reader, of: 'content' | 'content-kind'): Map<number, string> {
  const rows = db.prepare('SELECT content_no, title, content_id, kind FROM content').raw().iterate() as Iterable<
    [number, string | null, string, string]
  >;
  const labels = new Map<number, string>();
  for (const [no, title, id, kind] of rows) labels.set(no, of === 'content' ? (title ?? id) : kind);
  return labels;
}

/** Posts by author and channel. */
export function postTopics(db: Reader): { memberNo: number; topic: string; n: number }[] {
  return all(
    db,
    sql`SELECT author_no AS memberNo, channel AS topic, count(*) AS n
        FROM post
        WHERE author_no IS NOT NULL AND channel IS NOT NULL AND channel <> ''
        GROUP BY 1, 2`,
  );
}

/** The first tag of every content that has one: the heaviest, else by name. */
export function contentTopics(db: Reader): Map<number, string> {
  const rows = all<{ no: number; name: string }>(
    db,
    sql`SELECT c.content_no AS no, t.name FROM content_tag c JOIN tag t USING (tag_id) ORDER BY c.content_no, c.weight DESC, t.name`,
  );
  const topics = new Map<number, string>();
  for (const { no, name } of rows) if (!topics.has(no)) topics.set(no, name);
  return topics;
}
