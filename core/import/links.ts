/** Native ids -> row numbers, for members, contents and posts of one source; makes the rows that only others mention. */
import { createHash } from 'node:crypto';
import { isPersonalData } from '../kernel/text/plainText.ts';
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
  /** A member of any source, by id, or by a name that only one has; 0 when nobody, or more than one, is meant. Makes nobody. */
  person(text: string): number;
  content(key: string): number;
  post(key: string): number;
  /** Called by the upserts. */
  known: Record<'member' | 'content' | 'post', Map<string, number>>;
  /** An id as it is stored: hashed with the source's salt when it is an e-mail address. */
  safeKey(key: string): string;
  /** The same for the id of a member: a phone number or an IP address is hashed as well. */
  memberKey(key: string): string;
  /** Inserts the rows that wait: before another statement reads or adds members or contents. */
  flush(): void;
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
  const members = rowQueue(
    db,
    'member',
    'member_no, member_id, source_no, source_key, is_implied, import_id',
    '(?, ?, ?, ?, 1, ?)',
  );
  const contents = rowQueue(
    db,
    'content',
    'content_no, content_id, source_no, source_key, is_implied, import_id, kind',
    "(?, ?, ?, ?, 1, ?, 'other')",
  );
  const hashed = (key: string) => hashedId(salt, key);
  const safeKey = (text: string) => {
    const key = text.trim();
    return key.includes('@') && isPersonalData(key) ? hashed(key) : key;
  };
  const memberKey = (text: string) => {
    const key = text.trim();
    return isPersonalData(key) ? hashed(key) : key;
  };

  let people: ((text: string) => number) | null = null;
  const links: Links = {
    known,
    implied: { members: 0, contents: 0 },
    listsMembers,
    safeKey,
    memberKey,
    member(key, mustExist) {
      const no = known.member.get(key);
      if (no !== undefined) return no;
      if (!mustExist && links.listsMembers) return 0;
      const made = members.add(`${sourceId}:${key}`, sourceNo, key, importId);
      known.member.set(key, made);
      links.implied.members++;
      return made;
    },
    person: (text) => (people ??= findPeople(db, source))(text),
    content(key) {
      const no = known.content.get(key);
      if (no !== undefined) return no;
      const made = contents.add(`${sourceId}:${key}`, sourceNo, key, importId);
      known.content.set(key, made);
      links.implied.contents++;
      return made;
    },
    post: (key) => known.post.get(key) ?? 0,
    flush() {
      members.flush();
      contents.flush();
    },
  };
  return links;
}

/** Ids of this source, then ids of any, then names. An e-mail address or a phone number is known by its hash, salted by each source. */
function findPeople(db: Writer, own: SourceRef): (text: string) => number {
  const rows = all<{ source_no: number; source_key: string; handle: string | null; member_no: number }>(
    db,
    sql`SELECT source_no, source_key, handle, member_no FROM member
        UNION ALL SELECT source_no, source_key, NULL, member_no FROM member_alias`,
  );
  const salts = all<{ source_no: number; id_salt: string }>(db, sql`SELECT source_no, id_salt FROM source`);
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  const keys = new Map<string, number>();
  const owned = new Map<string, number>();
  const names = new Map<string, number>();
  // 0 = more than one
  const add = (map: Map<string, number>, key: string, no: number) => map.set(key, (map.get(key) ?? no) === no ? no : 0);
  for (const { source_no, source_key, handle, member_no } of rows) {
    if (source_no === own.sourceNo) add(owned, plain(source_key), member_no);
    add(keys, plain(source_key), member_no);
    if (handle !== null) add(names, plain(handle), member_no);
  }
  return (text) => {
    const key = plain(text);
    if (isPersonalData(text.trim())) {
      for (const { id_salt } of salts) {
        const no = keys.get(hashedId(id_salt, text.trim()));
        if (no) return no;
      }
      return 0;
    }
    return owned.get(key) ?? keys.get(key) ?? names.get(key) ?? 0;
  };
}

const hashedId = (salt: string, key: string) =>
  `h-${createHash('sha256').update(salt).update(key.toLowerCase()).digest('hex').slice(0, 32)}`;

/** Rows wait to be inserted many at a time: three times as fast as one by one. Numbers are given at once. */
function rowQueue(db: Writer, table: 'member' | 'content', columns: string, values: string) {
  const many = 50;
  const insert = (n: number) => db.prepare(`INSERT INTO ${table} (${columns}) VALUES ${new Array(n).fill(values).join(', ')}`);
  const full = insert(many);
  let next = 0;
  let waiting: (string | number)[] = [];
  let rows = 0;
  const flush = () => {
    if (rows === many) full.run(waiting);
    else if (rows > 0) insert(rows).run(waiting);
    waiting = [];
    rows = 0;
  };
  return {
    flush,
    add(id: string, sourceNo: number, key: string, importId: number): number {
      // Other statements add rows too, but only while this queue is empty: the first of a run asks for the largest number.
      if (rows === 0) next = (db.prepare(`SELECT coalesce(max(${table}_no), 0) FROM ${table}`).pluck().get() as number) + 1;
      const no = next++;
      waiting.push(no, id, sourceNo, key, importId);
      rows++;
      if (rows === many) flush();
      return no;
    },
  };
}
