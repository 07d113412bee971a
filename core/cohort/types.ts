import type { From } from '../base/result.ts';
import type { ChangePoint } from '../kernel/changePoint.ts';
import type { Grain } from '../scope/types.ts';

export interface Activity {
  kind: 'activity';
  grain: Grain;
  /** First day of each period, ISO date in the community's zone. */
  start: string[];
  /** Distinct members with at least one action in the period. */
  active: number[];
  /** Members whose join date falls in the period. */
  joined: number[];
  /** Members whose leave date falls in the period. */
  left: number[];
  /** Actions in the period. */
  actions: number[];
  /** False when the period is cut by the start or end of the data or of the scope. */
  complete: boolean[];
  from: From;
}

export interface Lifecycle {
  kind: 'lifecycle';
  grain: Grain;
  start: string[];
  /** Active now, never before. */
  new: number[];
  /** Active now and in the period before. */
  returning: number[];
  /** Active now, not in the period before, but earlier. */
  resurrected: number[];
  /** Active in the period before, not now. Together: active = new + returning + resurrected, and returning + dormant = active before. */
  dormant: number[];
  complete: boolean[];
  from: From;
}

export interface Stickiness {
  kind: 'stickiness';
  /** Each day, ISO date. */
  day: string[];
  /** Distinct members active that day; in the 7 days ending that day; in the 28 days ending that day. */
  dau: number[];
  wau: number[];
  mau: number[];
  from: From;
}

/** Who enters, what counts as coming back, and how periods are counted. */
export interface RetentionDefinition {
  /** Periods that group the entries. */
  cohort: Grain;
  /** The date of joining; the first action ever (of the scope's basis); or the first of these kinds. */
  entry: 'joined' | 'first-event' | string[];
  /** Any action of the scope's basis; a written post; or one of these kinds. */
  return: 'any' | 'posts' | string[];
  period: Grain;
  /** on: in that period. on-or-after: in it or any later one. bracket: in any of a range of periods. */
  mode: 'on' | 'on-or-after' | 'bracket';
  brackets: [number, number][] | null;
  /** calendar: days, weeks, months of the community's zone. hours24: 24 hours, 7 days, 30 days from each member's own entry. */
  window: 'calendar' | 'hours24';
  mean: 'weighted' | 'simple';
  /** At most so many periods; null = as many as the data has. */
  periods: number | null;
}

export interface RetentionCell {
  /** Periods after the entry period; 0 is the entry period itself. The first of its range when the columns are brackets. */
  period: number;
  /** Last period of the range; only when the columns are brackets. */
  to?: number;
  returned: number;
  rate: number;
  /** Wilson interval, 95 %. */
  low: number;
  high: number;
  /** False when the return period had not ended, for the last member who entered, when the data ends: left out of the mean. */
  complete: boolean;
}

export interface RetentionMean {
  rate: number;
  low: number;
  high: number;
  /** Pooled over the complete cells. */
  returned: number;
  size: number;
  cohorts: number;
}

export interface RetentionGroup {
  /** Value of the breakdown; null = everybody. */
  value: string | null;
  cohorts: { start: string; size: number; cells: RetentionCell[] }[];
  means: (RetentionMean | null)[];
}

export interface Retention {
  kind: 'retention';
  /** Grain of the cohorts. */
  grain: Grain;
  definition: RetentionDefinition;
  cohorts: RetentionGroup['cohorts'];
  /** Mean of complete cells by column; null where no complete cell exists. */
  mean: (number | null)[];
  means: RetentionGroup['means'];
  /** With a breakdown: every group; `cohorts` and `means` above are then the first one's. */
  groups: RetentionGroup[];
  from: From;
}

export interface RetentionTrend {
  kind: 'retention-trend';
  points: ({ start: string; size: number } & RetentionCell)[];
  /** The strongest split; null = too few complete cohorts to tell. p: how often a series without a change looks so; isReal: p below 0.05. */
  change: (ChangePoint & { start: string; isReal: boolean }) | null;
  from: From;
}

export interface TopContents {
  kind: 'top';
  by: 'events' | 'members';
  rows: { contentNo: number; contentId: string; title: string | null; contentKind: string; events: number; members: number }[];
  from: From;
}

/** A mark of a chart as the set of people it draws. */
export type Mark =
  | { of: 'active'; grain: Grain; start: string }
  | { of: 'joined' | 'left'; grain: Grain; start: string }
  | { of: 'new' | 'returning' | 'resurrected' | 'dormant'; grain: Grain; start: string }
  | { of: 'cohort'; grain: Grain; start: string; period: number }
  | { of: 'content'; contentNo: number };
