import type { From } from '../base/result.ts';

export const CONTENT_SORTS = [
  'title',
  'contentKind',
  'publishedAt',
  'events',
  'viewers',
  'completions',
  'rating',
  'ratings',
  'posts',
] as const;
export type ContentSort = (typeof CONTENT_SORTS)[number];

export interface ContentRow {
  contentNo: number;
  contentId: string;
  title: string | null;
  contentKind: string;
  parentTitle: string | null;
  publishedAt: number | null;
  events: number;
  /** Distinct members with any event on it. */
  viewers: number;
  /** Distinct members with a `complete` event on it. */
  completions: number;
  /** completions / viewers with a Wilson 95 % interval; null when nobody viewed. */
  completionRate: number | null;
  completionLow: number | null;
  completionHigh: number | null;
  /** Mean rating on its own scale; null when nobody rated. */
  rating: number | null;
  ratingMax: number | null;
  ratings: number;
  posts: number;
  tags: string[];
}

export interface ContentPage {
  kind: 'contents';
  total: number;
  offset: number;
  rows: ContentRow[];
  /** Contents per kind, after search. */
  kinds: { value: string; count: number }[];
  from: From;
}
