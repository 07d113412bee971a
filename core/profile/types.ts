import type { From } from '../base/result.ts';

/** Attributes that members can be faceted by. */
export const FACETS = [
  'role',
  'status',
  'plan',
  'age_band',
  'gender',
  'occupation',
  'education',
  'region',
  'country',
  'city',
  'acquisition_channel',
] as const;
export type FacetField = (typeof FACETS)[number];

export const MEMBER_SORTS = [
  'handle',
  'joinedAt',
  'lastSeenAt',
  'events',
  'posts',
  'activeDays',
  'contents',
  'spend',
  ...FACETS,
] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

export interface MemberRow {
  memberNo: number;
  memberId: string;
  handle: string | null;
  role: string;
  status: string;
  plan: string | null;
  joinedAt: number | null;
  leftAt: number | null;
  lastSeenAt: number | null;
  events: number;
  posts: number;
  activeDays: number;
  contents: number;
  /** Sum of purchase values less refunds, in minor units of the community's currency. */
  spend: number;
  age_band: string | null;
  gender: string | null;
  occupation: string | null;
  education: string | null;
  region: string | null;
  country: string | null;
  city: string | null;
  acquisition_channel: string | null;
}

export interface MemberPage {
  kind: 'members';
  total: number;
  offset: number;
  rows: MemberRow[];
  from: From;
}

export interface Facets {
  kind: 'facets';
  /** Members counted (after search, mark and the other facets). */
  total: number;
  fields: {
    field: FacetField;
    /** Members whose value is known. */
    known: number;
    /** Most frequent first, at most 30. Counts ignore this field's own choice, so that a choice can be widened. */
    values: { value: string; count: number }[];
  }[];
  from: From;
}

export interface MemberDetail {
  kind: 'member';
  member: MemberRow;
  isSynthetic: boolean;
  /** Every known attribute with the source it came from. */
  attributes: { name: string; value: string; source: string; importedAt: number }[];
  memberships: { plan: string | null; startedAt: number | null; endedAt: number | null; status: string | null }[];
  orders: { count: number; paidMinor: number; refundedMinor: number; currency: string };
  reactions: { given: number; received: number };
  eventsByKind: Record<string, number>;
  postsByKind: Record<string, number>;
  /** Actions per week over the member's life: first day of week and count. */
  weeks: { start: string[]; actions: number[] };
  topContents: { contentNo: number; title: string | null; events: number }[];
  note: string | null;
  from: From;
}

export interface TimelinePage {
  kind: 'timeline';
  /** Newest first. */
  rows: {
    eventId: number;
    at: number;
    /** How exact `at` is. */
    precision: 'second' | 'day' | 'relative';
    /** Event kind, or `post:<kind>` when it is a written post. */
    action: string;
    contentNo: number | null;
    contentTitle: string | null;
    postNo: number | null;
    postTitle: string | null;
    /** Plain text, at most 280 characters. */
    excerpt: string | null;
    value: number | null;
  }[];
  /** Give it back as `before` for the next page; null at the end. */
  next: number | null;
  total: number;
  from: From;
}
