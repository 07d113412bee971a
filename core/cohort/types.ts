import type { From } from '../base/result.ts';
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

export interface RetentionCell {
  /** Periods after the entry period; 0 is the entry period itself. */
  period: number;
  returned: number;
  rate: number;
  /** Wilson interval, 95 %. */
  low: number;
  high: number;
  /** False when the return period had not ended when the data ends: left out of the mean. */
  complete: boolean;
}

export interface Retention {
  kind: 'retention';
  grain: Grain;
  cohorts: { start: string; size: number; cells: RetentionCell[] }[];
  /** Mean of complete cells by period, weighted by cohort size; null where no complete cell exists. */
  mean: (number | null)[];
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
