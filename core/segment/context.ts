import type { Dataset } from '../store/dataset.ts';
import type { Rule } from './rule.ts';

/** A property with classes. */
export interface Trait {
  /** Int32[members]: index into `values`, -1 = unknown. */
  codes: Int32Array;
  values: string[];
}

/** What a rule is evaluated against: the data, and what other questions computed about the members. */
export interface SegmentContext {
  data: Dataset;
  /** A class of every member; null when there is no such trait. A name of STORED_TRAITS must hold that column of the member table,
   *  with empty texts as unknown; anything else is computed. */
  trait(name: string): Trait | null;
  /** A number of every member, NaN = unknown; null when there is no such measure. Infinite values are not known values. */
  measure(name: string): Float64Array | null;
  traitNames(): string[];
  measureNames(): string[];
  /** Another segment, by number or by name. */
  segment(ref: number | string): KnownSegment | null;
}

export interface KnownSegment {
  segmentNo: number;
  name: string;
  rule: Rule;
}

/** Traits that are columns of the member table: the SQL view names the column instead of listing people. */
export const STORED_TRAITS: ReadonlySet<string> = new Set([
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
]);

export interface EvaluateOptions {
  /** Last local day that is taken into account, ISO; absent = the day of the last recorded event, and every member counts. */
  asOf?: string;
}
