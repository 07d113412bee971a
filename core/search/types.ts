import type { From } from '../base/result.ts';
import type { Media } from '../kernel/text/media.ts';
import type { TextForm, TextItem, TextLanguage } from '../scope/index.ts';

export type { Attachment, Media } from '../kernel/text/media.ts';
export type { TextForm, TextItem, TextLanguage } from '../scope/index.ts';

export const TEXT_FACETS = ['form', 'language', 'channel', 'media'] as const;
export type TextFacet = (typeof TEXT_FACETS)[number];
export const SEARCH_ORDERS = ['relevance', 'newest', 'oldest'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

/** Names one text. */
export interface TextRef {
  item: TextItem;
  /** post_no, feedback_id or answer_id. */
  no: number;
}

export interface TextRow extends TextRef {
  form: TextForm;
  /** The text as it was written: a title on a line of its own, then the body, what images show, what is said. Cut at 20,000 units. */
  text: string;
  isCut: boolean;
  /** Where what was searched for stands in `text`: UTF-16 units, end exclusive, ascending. */
  ranges: [start: number, end: number][];
  /** Milliseconds since 1970 UTC. */
  at: number | null;
  memberNo: number | null;
  memberName: string | null;
  contentNo: number | null;
  contentTitle: string | null;
  channel: string | null;
  language: TextLanguage;
  media: Media[];
  /** Share of the largest rating, 0..1. */
  rating: number | null;
}

export interface TextPage {
  kind: 'texts';
  total: number;
  offset: number;
  rows: TextRow[];
  /** Values of each facet with their texts, as they would be without a choice in that facet; most first. */
  facets: { facet: TextFacet; values: { value: string; count: number }[] }[];
  /** Texts per week (Monday, ISO date) from the first that has any to the last, weeks of none among them; texts without a time are in none. */
  weeks: { start: string[]; count: number[] };
  from: From;
}

/** A text beside another: its author and its first words. */
export interface TextBeside extends TextRef {
  text: string;
  memberNo: number | null;
  memberName: string | null;
  at: number | null;
}

export interface TextDetail extends TextRow {
  kind: 'text';
  /** `alsoIn`: other posts with the same picture or nearly the same, oldest first, the first 20; only for images that lay beside the export. */
  attachments: {
    media: Media;
    source: string | null;
    name: string | null;
    alt: string | null;
    alsoIn: TextBeside[];
    alsoInTotal: number;
  }[];
  /** What it answers, the beginning of the thread first. */
  before: TextBeside[];
  /** What answers it, oldest first, the first 50; and how many there are. */
  replies: TextBeside[];
  repliesTotal: number;
}

/** How often texts were said: the number of texts that say the same, itself among them; 1 = once. In the order asked. */
export interface TextCopies {
  kind: 'copies';
  copies: number[];
  /** Distinct members among them. */
  members: number[];
  from: From;
}
