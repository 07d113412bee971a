/** What a person does on the board: each is one undoable step. */
import { InputError } from '../../base/errors.ts';
import type { TextItem } from '../../scope/index.ts';
import { record } from '../../store/changes.ts';
import type { Writer } from '../../store/connection.ts';
import { addEvidenceRows, cardAt, cards, insertCard, removeEvidenceRow, updateCard } from './queries.ts';
import type { Card, CardMetric, CardStatus } from './types.ts';

export interface CardInput {
  /** null = a new card. */
  cardNo: number | null;
  title: string;
  group: string | null;
  status?: CardStatus;
  owner: string;
  fix: string;
  fixedOn: string | null;
  metric: CardMetric | null;
  /** Texts that a new card starts with. */
  evidence?: { item: TextItem; no: number }[];
}

/** @throws InputError bad-option: no title. not-found: no such card. */
export function saveCard(db: Writer, input: CardInput & { now: number }): { cardNo: number } {
  const { cardNo, now, evidence = [], status, ...rest } = input;
  const title = rest.title.trim();
  if (title === '')
    throw new InputError('bad-option', 'A card should have a title, got none. Name what is wrong.', { option: 'title' });
  if (cardNo === null)
    return record(db, { name: 'card.add', params: { title }, at: now }, () => {
      const column = status ?? 'new';
      const made = insertCard(db, {
        ...rest,
        title,
        status: column,
        position: endOf(db, column),
        createdAt: now,
        updatedAt: now,
      });
      addEvidenceRows(db, made, evidence);
      return { cardNo: made };
    });
  const old = known(db, cardNo);
  const column = status ?? old.status;
  record(db, { name: 'card.save', params: { title }, at: now }, () => {
    const position = column === old.status ? old.position : endOf(db, column);
    const changed = { ...old, ...rest, title, status: column, position, updatedAt: now };
    if (JSON.stringify({ ...changed, updatedAt: 0 }) !== JSON.stringify({ ...old, updatedAt: 0 })) updateCard(db, changed);
    addEvidenceRows(db, cardNo, evidence);
  });
  return { cardNo };
}

/** Puts a card into a column, before another card or at the end. A card that is done for the first time gets today as the day of its fix. */
export function moveCard(
  db: Writer,
  input: { cardNo: number; status: CardStatus; before: number | null; today: string; now: number },
): void {
  const card = known(db, input.cardNo);
  const column = cards(db).filter((c) => c.status === input.status && c.trashedAt === null && c.cardNo !== card.cardNo);
  const at = input.before === null ? column.length : column.findIndex((c) => c.cardNo === input.before);
  if (at < 0)
    throw new InputError('not-found', `There is no card number ${input.before} in that column.`, { card: input.before });
  const left = column[at - 1]?.position ?? (column[at]?.position ?? 1) - 2;
  const right = column[at]?.position ?? left + 2;
  record(db, { name: 'card.move', params: { title: card.title }, at: input.now }, () => {
    updateCard(db, {
      ...card,
      status: input.status,
      position: (left + right) / 2,
      fixedOn: input.status === 'done' ? (card.fixedOn ?? input.today) : card.fixedOn,
      updatedAt: input.now,
    });
  });
}

/** @returns how many were new. */
export function addEvidence(
  db: Writer,
  { cardNo, items, now }: { cardNo: number; items: { item: TextItem; no: number }[]; now: number },
): { added: number } {
  const card = known(db, cardNo);
  return record(db, { name: 'card.evidence', params: { title: card.title }, at: now }, () => ({
    added: addEvidenceRows(db, cardNo, items),
  }));
}

export function removeEvidence(
  db: Writer,
  { cardNo, item, no, now }: { cardNo: number; item: TextItem; no: number; now: number },
): void {
  const card = known(db, cardNo);
  record(db, { name: 'card.evidence-remove', params: { title: card.title }, at: now }, () =>
    removeEvidenceRow(db, cardNo, item, no),
  );
}

export function trashCard(db: Writer, { cardNo, now }: { cardNo: number; now: number }): void {
  const card = known(db, cardNo);
  record(db, { name: 'card.trash', params: { title: card.title }, at: now }, () => updateCard(db, { ...card, trashedAt: now }));
}

export function restoreCard(db: Writer, { cardNo, now }: { cardNo: number; now: number }): void {
  const card = known(db, cardNo);
  record(db, { name: 'card.restore', params: { title: card.title }, at: now }, () =>
    updateCard(db, { ...card, trashedAt: null }),
  );
}

function known(db: Writer, cardNo: number): Card {
  const card = cardAt(db, cardNo);
  if (card) return card;
  throw new InputError('not-found', `There is no card number ${cardNo} on this board.`, { cardNo });
}

const endOf = (db: Writer, status: CardStatus): number =>
  Math.max(
    0,
    ...cards(db)
      .filter((c) => c.status === status && c.trashedAt === null)
      .map((c) => c.position),
  ) + 1;
