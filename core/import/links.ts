/** Native ids -> row numbers, for members, contents and posts of one source; makes the rows that only others mention. */
import { createHash } from 'node:crypto';
import { isPersonalData } from '../kernel/text.ts';
import type { Writer } from '../store/connection.ts';
import { all, sql } from '../store/sql.ts';

export interface SourceRef {
  sourceNo: number;
  sourceId: string;
  salt: string;
}

export interface Links {
  /** 0 when the id is unknown and members are listed elsewhere in this source (then it is an orphan). */
  member(key: string, mustExist: boolean): number;
  content(key: string): number;
  post(key: string): number;
  /** Called by the upserts. */
  known: Record<'member' | 'content' | 'post', Map<string, number>>;
  /** An id as it is stored: hashed with the source's salt when it identifies a person outside. */
  safeKey(key: string, isSecret?: boolean): string;
  implied: { members: number; contents: number };
  /** Whether this source lists its members: then an unknown author is an orphan, not a new member. */
  listsMembers: boolean;
}

export function openLinks(db: Writer, source: SourceRef, importId: number, listsMembers: boolean): Links {
  const { sourceNo, sourceId, salt } = source;
  const load = (table: string, no: string) => {
    const map = new Map<string, number>();
    const rows = all<{ key: string; no: number }>(db, {
      text: `SELECT source_key AS key, ${no} AS no FROM ${table} WHERE source_no = ?`,
      values: [sourceNo],
    });
    for (const row of rows) map.set(row.key, row.no);
    return map;
  };
  const known = { member: load('member', 'member_no'), content: load('content', 'content_no'), post: load('post', 'post_no') };
  for (const alias of all<{ source_key: string; member_no: number }>(
    db,
    sql`SELECT source_key, member_no FROM member_alias WHERE source_no = ${sourceNo}`,
  )) {
    known.member.set(alias.source_key, alias.member_no);
  }
  const addMember = db.prepare('INSERT INTO member (member_id, source_no, source_key, is_implied, import_id) VALUES (?, ?, ?, 1, ?)');
  const addContent = db.prepare(
    "INSERT INTO content (content_id, source_no, source_key, kind, is_implied, import_id) VALUES (?, ?, ?, 'other', 1, ?)",
  );
  const safeKey = (key: string, isSecret = false) =>
    isSecret || (key.includes('@') && isPersonalData(key))
      ? `h-${createHash('sha256').update(salt).update(key.trim().toLowerCase()).digest('hex').slice(0, 32)}`
      : key;

  const links: Links = {
    known,
    implied: { members: 0, contents: 0 },
    listsMembers,
    safeKey,
    member(key, mustExist) {
      const no = known.member.get(key);
      if (no !== undefined) return no;
      if (!mustExist && links.listsMembers) return 0;
      const made = Number(addMember.run(`${sourceId}:${key}`, sourceNo, key, importId).lastInsertRowid);
      known.member.set(key, made);
      links.implied.members++;
      return made;
    },
    content(key) {
      const no = known.content.get(key);
      if (no !== undefined) return no;
      const made = Number(addContent.run(`${sourceId}:${key}`, sourceNo, key, importId).lastInsertRowid);
      known.content.set(key, made);
      links.implied.contents++;
      return made;
    },
    post: (key) => known.post.get(key) ?? 0,
  };
  return links;
}
