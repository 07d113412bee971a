import type { Reader } from './connection.ts';

/** Nicknames of some members. Cost: one look-up each. */
export function handlesOf(db: Reader, members: Iterable<number>): Map<number, string | null> {
  const find = db.prepare('SELECT handle FROM member WHERE member_no = ?').pluck();
  const handles = new Map<number, string | null>();
  for (const no of members) handles.set(no, (find.get(no) as string | null | undefined) ?? null);
  return handles;
}
