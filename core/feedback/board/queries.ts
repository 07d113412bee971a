/** Every statement of the board. */
import type { TextItem } from '../../scope/index.ts';
import type { Reader, Writer } from '../../store/connection.ts';
import { all, one, sql } from '../../store/sql.ts';
import type { Card, CardMetric, CardStatus } from './types.ts';

interface CardRecord {
  card_no: number;
  title: string;
  topic: string | null;
  status: CardStatus;
  position: number;
  owner: string;
  fix: string;
  fixed_on: string | null;
  metric: string | null;
  created_at: number;
  updated_at: number;
  trashed_at: number | null;
}

const toCard = (r: CardRecord): Card => ({
  cardNo: r.card_no,
  title: r.title,
  group: r.topic,
  status: r.status,
  position: r.position,
  owner: r.owner,
  fix: r.fix,
  fixedOn: r.fixed_on,
  metric: r.metric === null ? null : (JSON.parse(r.metric) as CardMetric),
  createdAt: r.created_at,
  updatedAt: r.updated_at,
  trashedAt: r.trashed_at,
});

/** In the order of the columns: by position, then by number. */
export const cards = (db: Reader): Card[] =>
  all<CardRecord>(db, sql`SELECT * FROM issue_card ORDER BY position, card_no`).map(toCard);

export function cardAt(db: Reader, cardNo: number): Card | null {
  const found = one<CardRecord>(db, sql`SELECT * FROM issue_card WHERE card_no = ${cardNo}`);
  return found ? toCard(found) : null;
}

export const evidenceOf = (db: Reader, cardNo: number): { item: TextItem; no: number }[] =>
  all(db, sql`SELECT item_kind AS item, item_no AS no FROM issue_evidence WHERE card_no = ${cardNo} ORDER BY issue_evidence_no`);

export const membersNamed = (
  db: Reader,
  memberNos: readonly number[],
): Map<number, { handle: string | null; memberId: string }> =>
  new Map(
    all<{ no: number; handle: string | null; memberId: string }>(
      db,
      sql`SELECT member_no AS no, handle, member_id AS memberId
          FROM member
          WHERE member_no IN (SELECT value FROM json_each(${JSON.stringify(memberNos)}))`,
    ).map((m) => [m.no, { handle: m.handle, memberId: m.memberId }]),
  );

export function insertCard(db: Writer, card: Omit<Card, 'cardNo' | 'trashedAt'>): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO issue_card (title, topic, status, position, owner, fix, fixed_on, metric, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      card.title,
      card.group,
      card.status,
      card.position,
      card.owner,
      card.fix,
      card.fixedOn,
      card.metric === null ? null : JSON.stringify(card.metric),
      card.createdAt,
      card.updatedAt,
    );
  return Number(lastInsertRowid);
}

export function updateCard(db: Writer, card: Card): void {
  db.prepare(
    `UPDATE issue_card
     SET title = ?, topic = ?, status = ?, position = ?, owner = ?, fix = ?, fixed_on = ?, metric = ?, updated_at = ?, trashed_at = ?
     WHERE card_no = ?`,
  ).run(
    card.title,
    card.group,
    card.status,
    card.position,
    card.owner,
    card.fix,
    card.fixedOn,
    card.metric === null ? null : JSON.stringify(card.metric),
    card.updatedAt,
    card.trashedAt,
    card.cardNo,
  );
}

export function addEvidenceRows(db: Writer, cardNo: number, items: readonly { item: TextItem; no: number }[]): number {
  const add = db.prepare(
    'INSERT INTO issue_evidence (card_no, item_kind, item_no) VALUES (?, ?, ?) ON CONFLICT (card_no, item_kind, item_no) DO NOTHING',
  );
  let added = 0;
  for (const { item, no } of items) added += add.run(cardNo, item, no).changes;
  return added;
}

export function removeEvidenceRow(db: Writer, cardNo: number, item: TextItem, no: number): void {
  db.prepare('DELETE FROM issue_evidence WHERE card_no = ? AND item_kind = ? AND item_no = ?').run(cardNo, item, no);
}
