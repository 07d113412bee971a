/** After the rows are in: links between posts, posts as derived events, positions of each member's events. */
import type { Writer } from '../store/connection.ts';
import { all, scalar, columns as selectColumns, sql } from '../store/sql.ts';
import { type EventBuilder, PRECISION, push, reserve, type SortedEvents, setValue } from './eventBuilder.ts';
import type { KindCodes } from './kinds.ts';

/** Parents, threads, depths, whom a post answers, accepted answers. @returns posts whose parent is not in the workspace. */
export function linkPosts(db: Writer): number {
  db.exec(`
    UPDATE post SET parent_no = p.post_no, reply_to_member_no = p.author_no
    FROM post AS p
    WHERE post.parent_key IS NOT NULL AND p.source_no = post.source_no AND p.source_key = post.parent_key
      AND (post.parent_no IS NOT p.post_no OR post.reply_to_member_no IS NOT p.author_no);
    UPDATE post SET thread_no = p.post_no
    FROM post AS p
    WHERE post.parent_no IS NULL AND post.thread_key IS NOT NULL AND p.source_no = post.source_no AND p.source_key = post.thread_key;
    UPDATE post SET thread_no = post_no, depth = 0 WHERE parent_no IS NULL AND thread_no IS NULL;
    WITH RECURSIVE tree (no, root, depth) AS (
      SELECT post_no, coalesce(thread_no, post_no), CASE WHEN thread_no = post_no THEN 0 ELSE 1 END FROM post WHERE parent_no IS NULL
      UNION ALL
      SELECT post.post_no, tree.root, tree.depth + 1 FROM post JOIN tree ON post.parent_no = tree.no
    )
    UPDATE post SET thread_no = tree.root, depth = tree.depth FROM tree WHERE tree.no = post.post_no
      AND (post.thread_no IS NOT tree.root OR post.depth IS NOT tree.depth);
    UPDATE post SET is_accepted = 1
    WHERE is_accepted = 0 AND post_no IN (SELECT post_no FROM reaction WHERE kind = 'accept' AND post_no IS NOT NULL);
  `);
  return scalar<number>(db, sql`SELECT count(*) FROM post WHERE parent_key IS NOT NULL AND parent_no IS NULL`)!;
}

/** The events that were there before, without the derived ones (they are made anew from the posts). */
export function loadOldEvents(db: Writer, b: EventBuilder): void {
  const derived = new Set(
    all<{ kind: number }>(db, sql`SELECT kind FROM event_kind WHERE origin = 'derived'`).map((r) => r.kind),
  );
  const rows = scalar<number>(db, sql`SELECT coalesce(max(event_id) + 1, 0) FROM event`)!;
  const page = db
    .prepare(
      `SELECT member_no, time_s, kind, content_no, source_no, time_precision, value, native_key & 4294967295, native_key >> 32, detail
       FROM event WHERE event_id >= ? AND event_id < ? ORDER BY event_id`,
    )
    .raw();
  const pageRows = 50_000;
  for (let from = 0; from < rows; from += pageRows) {
    const part = page.all(from, from + pageRows) as (number | null)[][];
    reserve(b, part.length);
    for (const row of part) {
      const [member, time, kind, content, source, precision, value, low, high] = row as number[];
      if (derived.has(kind!)) continue;
      const at = push(b, member!, time!, kind!, content ?? 0, source!, precision!);
      if (low != null) {
        b.nativeLow[at] = low;
        b.nativeHigh[at] = high!;
      }
      if (value != null) setValue(b, at, value);
      const detail = row[9] as unknown as string | null;
      if (detail !== null) b.detail.set(at, detail);
    }
  }
}

/** Every post with an author and a time is an action of its author. */
export function addPostEvents(db: Writer, b: EventBuilder, kinds: KindCodes): void {
  const [no, author, kind, content, source, at] = selectColumns(
    db,
    sql`SELECT post_no, author_no, kind, content_no, source_no, created_at
        FROM post
        WHERE author_no IS NOT NULL AND created_at IS NOT NULL
        ORDER BY post_no`,
  ) as [number[], number[], string[], (number | null)[], number[], number[]];
  reserve(b, no.length);
  for (let i = 0; i < no.length; i++) {
    const seconds = Math.floor(at[i]! / 1000);
    if (Math.abs(seconds) > 2_147_400_000) continue; // out of what the columns hold; the post itself stays
    const e = push(b, author[i]!, seconds, kinds.derived(kind[i]!), content[i] ?? 0, source[i]!, PRECISION.second);
    b.post.set(e, no[i]!);
  }
}

/** Long texts go in by SQL: the page writer knows only short rows. */
export function storeDetails(db: Writer, rows: SortedEvents): void {
  const update = db.prepare('UPDATE event SET detail = ? WHERE event_id = ?');
  db.transaction(() => {
    for (const [id, detail] of rows.detail) update.run(detail, id);
  })();
}

/** Each member's range of event ids. Members without events get an empty range at 0. */
export function storeRanges(db: Writer, offsets: Int32Array): void {
  const update = db.prepare('UPDATE member SET ev_from = ?, ev_to = ? WHERE member_no = ? AND (ev_from <> ? OR ev_to <> ?)');
  db.transaction(() => {
    for (let m = 0; m + 1 < offsets.length; m++) {
      const from = offsets[m]!;
      const to = offsets[m + 1]!;
      if (from === to) update.run(0, 0, m + 1, 0, 0);
      else update.run(from, to, m + 1, from, to);
    }
  })();
}
