/** Where a card can go. */
import type { BoardCard, CardStatus } from '../../../core/api/contract.ts';

export const COLUMNS: readonly CardStatus[] = ['new', 'planned', 'doing', 'done'];

export interface Place {
  status: CardStatus;
  /** The card it comes to stand before; null = at the end. */
  before: number | null;
}

export type Step = 'up' | 'down' | 'left' | 'right';
const STEPS: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };
export const stepOf = (key: string): Step | null => STEPS[key] ?? null;

/** The place one step away; null at the edge of the board. */
export function neighbour(cards: readonly BoardCard[], card: Pick<BoardCard, 'cardNo' | 'status'>, step: Step): Place | null {
  const column = cards.filter((c) => c.status === card.status);
  const at = column.findIndex((c) => c.cardNo === card.cardNo);
  if (step === 'up') return at > 0 ? { status: card.status, before: column[at - 1]!.cardNo } : null;
  if (step === 'down') return at < column.length - 1 ? { status: card.status, before: column[at + 2]?.cardNo ?? null } : null;
  const status = COLUMNS[COLUMNS.indexOf(card.status) + (step === 'right' ? 1 : -1)];
  if (!status) return null;
  const there = cards.filter((c) => c.status === status);
  return { status, before: there[at]?.cardNo ?? null };
}
