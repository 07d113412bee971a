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
