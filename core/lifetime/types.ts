/** What survival questions take and answer. */
import type { InputCode } from '../base/errors.ts';
import type { From, Unavailable } from '../base/result.ts';

/** Follow-up as columns; row i of each is the same member. */
export interface SurvivalColumns {
  durations: Float64Array;
  /** 1 = the event was seen, 0 = censored. */
  events: Uint8Array;
  groups?: string[];
  covariates?: { name: string; values: ArrayLike<number> }[];
}

/** A value with the ends of its interval; null = not reached within the follow-up. */
export interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Estimated {
  value: number;
  low: number;
  high: number;
}

export interface SurvivalCurveRow {
  /** null = everybody. */
  group: string | null;
  n: number;
  events: number;
  /** Rising; rows with events, and the last look. Time 0 with S = 1 is not among them unless somebody left then. */
  times: number[];
  atRisk: number[];
  /** Share still there just after each time, 0..1, with its pointwise band. */
  survival: number[];
  low: number[];
  high: number[];
  median: Interval;
  /** Mean time within the horizon `tau`. */
  rmst: Estimated;
}

export interface LogRankRow {
  weight: 'logrank' | 'gehan' | 'tarone-ware' | 'peto' | 'fleming-harrington';
  chi2: number;
  df: number;
  p: number;
  /** Weighted sums of events seen and expected under one common hazard. */
  groups: { group: string; n: number; observed: number; expected: number }[];
}

/** Restricted means of two groups, compared. */
export interface TimeGained {
  group: string;
  over: string;
  difference: Estimated;
  /** null where one of the means is 0. */
  ratio: Estimated | null;
  /** Of no difference; null where neither curve has an error. */
  p: number | null;
}

export interface CoxTable {
  kind: 'cox';
  ties: 'efron' | 'breslow';
  covariates: {
    name: string;
    coefficient: number;
    se: number;
    z: number;
    p: number;
    hazardRatio: Estimated;
    /** Of a constant effect (Grambsch and Therneau): small means that the effect drifts with time. */
    driftP: number;
  }[];
  driftP: number;
  logLikelihood: { null: number; model: number };
  likelihoodRatio: { statistic: number; df: number; p: number };
  /** Harrell's c of the predictor. */
  concordance: number;
  n: number;
  events: number;
}

/** The covariates admit no finite fit; the rest of the answer stands. */
export interface CoxRefused {
  kind: 'refused';
  code: InputCode;
  covariate: string;
  message: string;
}

export interface SurvivalResult {
  kind: 'survival';
  n: number;
  events: number;
  /** Horizon of the restricted means, unit of the durations. */
  tau: number;
  confidence: number;
  curves: SurvivalCurveRow[];
  /** Empty with one group. */
  logrank: LogRankRow[];
  /** For exactly two groups. */
  gained: TimeGained | null;
  cox: CoxTable | CoxRefused | Unavailable | null;
  from: From;
}
