export type Grain = 'day' | 'week' | 'month';

/** What counts as activity: recorded events, written posts, or both. */
export type Basis = 'events' | 'posts' | 'all';

/** What every engagement question may be narrowed to. */
export interface Scope {
  basis: Basis;
  /** Event or post kinds by name; empty = all of the basis. */
  kinds: string[];
  /** First day, inclusive, ISO date in the community's zone; null = from the start. */
  from: string | null;
  /** Last day, inclusive; null = to the end. */
  to: string | null;
  /** Whom it looks at; absent = everybody. */
  people?: People | null;
}

/** Some members, and the words that say which. */
export interface People {
  /** Uint8[members], 1 = in. */
  mask: Uint8Array;
  /** For `from.options`: the rule or the segment. */
  label: string;
}
