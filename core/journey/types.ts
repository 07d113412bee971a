import type { From } from '../base/result.ts';

export interface FunnelDefinition {
  /** Kinds of each step, in order; a step of several kinds is any of them. */
  steps: string[][];
  windowDays: number;
  /** ordered: other actions may come between. strict: none may. any: whatever order. */
  order: 'ordered' | 'strict' | 'any';
}

export interface FunnelStep {
  /** Kinds of the step, joined by a bar; in any order: the number of different steps. */
  name: string;
  /** Members who reached it. */
  members: number;
  /** Of those who did the first step, with a Wilson 95 % interval. */
  rate: number;
  low: number;
  high: number;
  /** Of those who did the step before. */
  fromPrevious: { rate: number; low: number; high: number };
  dropped: number;
  /** Seconds of those who reached it: quartiles from the first step, and from the one before. null for the first step or nobody. */
  timeFromFirst: { q25: number; median: number; q75: number } | null;
  timeFromPrevious: { q25: number; median: number; q75: number } | null;
  /** What those who came no further did next inside the window, most frequent first; null = nothing more. */
  instead: { kind: string | null; members: number }[];
}

export interface Funnel {
  kind: 'funnel';
  definition: FunnelDefinition;
  steps: FunnelStep[];
  from: From;
}

export interface PathDefinition {
  /** Kinds a path starts with; empty = the beginning of each visit. */
  anchor: string[];
  /** Steps shown. */
  depth: number;
  gapMinutes: number;
  /** Kinds kept in each step; the others are folded into one. */
  keep: number;
}

export interface Paths {
  kind: 'paths';
  definition: PathDefinition;
  /** Step 0 is the start. `kindName` null = the others, folded; `end` = the visit ended here. Counts of the first and, when compared, the second group. */
  nodes: { step: number; kindName: string | null; isEnd: boolean; visits: number[] }[];
  links: { from: number; to: number; visits: number[]; members: number[] }[];
  /** Visits and members of each group. */
  groups: { label: string | null; visits: number; members: number }[];
  from: From;
}
