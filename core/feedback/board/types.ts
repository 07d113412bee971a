/** The board of issues: what members complain about, who acts on it, and whether it helped. */
import type { From } from '../../base/result.ts';
import type { TextItem } from '../../scope/index.ts';

export const CARD_STATUSES = ['new', 'planned', 'doing', 'done'] as const;
export type CardStatus = (typeof CARD_STATUSES)[number];

/** What a card is about: a theme of the list (`theme:price`) or a found topic (`topic:…`); null = nothing but its evidence. */
export type CardGroup = string | null;

/** What should change. Each is counted in as many days before the fix as after it. */
export type CardMetric =
  /** Share of all texts that are about the card's group. */
  | { kind: 'mentions'; windowDays: number }
  /** Negative share of the judged texts about the group; of all texts without a group. */
  | { kind: 'negative'; windowDays: number }
  /** Mean rating, as a share of the largest possible. */
  | { kind: 'rating'; windowDays: number }
  /** Share of the members active then who did this. `better` says which way is good. */
  | { kind: 'action'; action: string; better: 'up' | 'down'; windowDays: number };

export interface Card {
  cardNo: number;
  title: string;
  group: CardGroup;
  status: CardStatus;
  position: number;
  owner: string;
  fix: string;
  /** Local day on which the fix came, ISO. */
  fixedOn: string | null;
  metric: CardMetric | null;
  createdAt: number;
  updatedAt: number;
  trashedAt: number | null;
}

export interface CardQuote {
  item: TextItem;
  no: number;
  text: string;
  atMs: number | null;
  memberNo: number | null;
  handle: string | null;
}

/** One side of a comparison. */
export interface Side {
  /** First and last local day, ISO. */
  from: string;
  to: string;
  /** Of how many texts, ratings or members. */
  n: number;
  /** 0..1; null with n = 0. */
  value: number | null;
  low: number | null;
  high: number | null;
}

export type BeforeAfter =
  /** No metric, or no day of the fix yet. */
  | { kind: 'not-set' }
  /** The data ends too soon after the fix. */
  | { kind: 'waiting'; haveDays: number; needDays: number }
  /** One side has nobody to count. */
  | { kind: 'too-few'; before: Side; after: Side }
  | {
      kind: 'compared';
      before: Side;
      after: Side;
      /** After minus before, with its 95 % interval. */
      difference: number;
      low: number;
      high: number;
      p: number;
      /** `unclear`: the interval holds no difference as well. */
      verdict: 'better' | 'worse' | 'unclear';
      /** Fewer days than the metric asks for, because the data ends. */
      isShort: boolean;
    };

export interface BoardCard extends Card {
  evidence: number;
  /** Members who wrote the evidence. */
  people: number;
  /** What those members have paid, in the major unit of the community's currency. */
  value: number;
  quotes: CardQuote[];
  effect: BeforeAfter;
}

export interface Board {
  kind: 'board';
  cards: BoardCard[];
  trash: Card[];
  from: From;
}

export interface CardPeople {
  kind: 'card-people';
  cardNo: number;
  title: string;
  people: { memberNo: number; handle: string | null; memberId: string; lastAt: number | null; quote: string; texts: number }[];
  /** Texts of the evidence whose author is not known. */
  unknown: number;
  from: From;
}
