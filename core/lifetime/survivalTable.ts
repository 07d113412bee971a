import { InputError } from '../base/errors.ts';
import type { From, Result, Unavailable } from '../base/result.ts';
import { fitCox } from '../kernel/survival/cox.ts';
import type { CoxTies } from '../kernel/survival/coxSums.ts';
import { type BandKind, kaplanMeier, type SurvivalCurve } from '../kernel/survival/kaplanMeier.ts';
import { type LogRankWeight, logRank } from '../kernel/survival/logRank.ts';
import { proportionality } from '../kernel/survival/proportionality.ts';
import { survivalQuantile } from '../kernel/survival/quantile.ts';
import { compareRmst, type Rmst, rmst } from '../kernel/survival/rmst.ts';
import { groupNumbers, rowsOf } from './statFollowUp.ts';
import type {
  CoxRefused,
  CoxTable,
  Interval,
  LogRankRow,
  SurvivalColumns,
  SurvivalCurveRow,
  SurvivalResult,
  TimeGained,
} from './types.ts';

/** Fewer members than this are stories, not a curve. */
const LEAST_MEMBERS = 10;
/** Fewer events than this leave the curve without a usable band. */
const LEAST_EVENTS = 5;
/** Peduzzi et al. 1995: below about ten events a covariate, Cox coefficients are biased and their intervals wrong. */
const EVENTS_PER_COVARIATE = 10;
const MOST_GROUPS = 50;
const WEIGHTS: LogRankWeight[] = ['logrank', 'gehan', 'tarone-ware', 'peto'];

export interface SurvivalOptions {
  /** Of all intervals, 0..1; default 0.95. */
  confidence?: number;
  band?: BandKind;
  /** Horizon of the restricted mean, unit of the durations; default: the shortest follow-up of any group, so that no curve is drawn on. */
  tau?: number;
  ties?: CoxTies;
  /** Rows a curve may have; beyond that the rows with the smallest steps go. Default 500. */
  curveRows?: number;
}

/** Who stays how long? Survival curves by group, whether the groups differ, the mean time kept within a horizon, and what goes with leaving
 *  sooner. Assumes that why somebody is no longer watched has nothing to do with their leaving.
 *  @param columns.durations  shape (n,), >= 0, any one unit; not modified
 *  @param columns.events     shape (n,): 1 left, 0 still there when last seen
 *  @param columns.groups     shape (n,): label of each row; absent: one curve
 *  @param columns.covariates each of shape (n,), finite: a Cox model when there are any
 *  @param from               provenance of the rows; method, rows and options are filled in here
 *  @returns curves in order of the labels; `unavailable` with too-few-members (10) or too-few-events (5); `cox` has its own answer when it
 *    alone lacks events (10 a covariate) or has no finite fit. An end that the follow-up does not reach is null.
 *  @throws InputError bad-option: lists of unequal length, a value out of range, more than 50 groups
 *  Cost: O(n log n), and O(n p²) a Cox iteration. */
export function survivalTable(columns: SurvivalColumns, from: From, options: SurvivalOptions = {}): Result<SurvivalResult> {
  const { confidence = 0.95, band = 'log-log', ties = 'efron', curveRows = 500 } = options;
  check(columns, options);
  const { durations, events, groups, covariates = [] } = columns;
  const n = durations.length;
  const { of, names } = groupNumbers(groups ?? Array.from(durations, () => 'all'));
  if (names.length > MOST_GROUPS) {
    throw bad(`Groups must be at most ${MOST_GROUPS}, got ${names.length}. Merge the small ones.`, { groups: names.length });
  }
  const followed = names.map((_, g) => durations.reduce((most, t, i) => (of[i] === g ? Math.max(most, t) : most), 0));
  const tau = options.tau ?? (n === 0 ? 0 : Math.min(...followed));
  const origin: From = {
    ...from,
    method: 'survival/1',
    rows: n,
    options: { ...from.options, confidence, band, tau, ties, covariates: covariates.map((c) => c.name) },
  };
  const seen = events.reduce((sum, e) => sum + e, 0);
  if (n < LEAST_MEMBERS) return lacking('too-few-members', n, LEAST_MEMBERS, origin);
  if (seen < LEAST_EVENTS) return lacking('too-few-events', seen, LEAST_EVENTS, origin);
  const data = { durations, events };
  const means: Rmst[] = [];
  const curves = names.map((name, g) => {
    const curve = kaplanMeier(data, { band, confidence }, rowsOf(of, g));
    const mean = rmst(curve, tau, confidence);
    means.push(mean);
    return toCurveRow(groups ? name : null, curve, mean, curveRows);
  });
  return {
    kind: 'survival',
    n,
    events: seen,
    tau,
    confidence,
    curves,
    logrank: names.length < 2 ? [] : WEIGHTS.map((weight) => toLogRankRow(weight, data, of, names)),
    gained: names.length === 2 ? toGained(names, means, confidence) : null,
    cox: covariates.length === 0 ? null : coxOf(columns, { ties, confidence }, origin),
    from: origin,
  };
}

function toCurveRow(group: string | null, curve: SurvivalCurve, mean: Rmst, most: number): SurvivalCurveRow {
  const rows = stepsOf(curve, most);
  const column = (values: Float64Array) => rows.map((i) => values[i]!);
  const median = survivalQuantile(curve, 0.5);
  return {
    group,
    n: curve.n,
    events: curve.events.reduce((a, b) => a + b, 0),
    times: column(curve.times),
    atRisk: column(curve.atRisk),
    survival: column(curve.survival),
    low: column(curve.low),
    high: column(curve.high),
    median: { value: reached(median.value), low: reached(median.low), high: reached(median.high) },
    rmst: { value: mean.value, low: mean.low, high: mean.high },
  };
}

/** The rows that draw the curve: those with events and the last one; of too many, those where S has fallen by 1/most since the row before. */
function stepsOf(curve: SurvivalCurve, most: number): number[] {
  const last = curve.times.length - 1;
  const steps: number[] = [];
  for (let i = 0; i <= last; i++) if (curve.events[i]! > 0 || i === last) steps.push(i);
  if (steps.length <= most) return steps;
  let before = 1;
  return steps.filter((i) => {
    if (i !== last && before - curve.survival[i]! < 1 / (most - 1)) return false;
    before = curve.survival[i]!;
    return true;
  });
}

function toLogRankRow(
  weight: LogRankWeight,
  data: { durations: Float64Array; events: Uint8Array },
  of: Uint32Array,
  names: string[],
): LogRankRow {
  const test = logRank(data, of, names.length, { weight });
  return {
    weight,
    chi2: test.chi2,
    df: test.df,
    p: test.p,
    groups: names.map((group, g) => ({ group, n: test.n[g]!, observed: test.observed[g]!, expected: test.expected[g]! })),
  };
}

function toGained(names: string[], means: Rmst[], confidence: number): TimeGained {
  const { difference, ratio } = compareRmst(means[0]!, means[1]!, confidence);
  const hasError = Number.isFinite(difference.p);
  return {
    group: names[1]!,
    over: names[0]!,
    difference: { value: difference.value, low: difference.low, high: difference.high },
    ratio:
      Number.isFinite(ratio.value) && Number.isFinite(ratio.low)
        ? { value: ratio.value, low: ratio.low, high: ratio.high }
        : null,
    p: hasError ? difference.p : null,
  };
}

function coxOf(
  { durations, events, covariates = [] }: SurvivalColumns,
  options: { ties: CoxTies; confidence: number },
  from: From,
): CoxTable | CoxRefused | Unavailable {
  const p = covariates.length;
  const seen = events.reduce((sum, e) => sum + e, 0);
  const need = EVENTS_PER_COVARIATE * p;
  if (seen < need) return lacking('too-few-events', seen, need, from);
  const x = new Float64Array(durations.length * p);
  covariates.forEach(({ values }, j) => {
    for (let i = 0; i < values.length; i++) x[i * p + j] = values[i]!;
  });
  const data = { durations, events };
  try {
    const names = covariates.map((c) => c.name);
    const fit = fitCox(data, x, names, options);
    const drift = proportionality(data, x, fit);
    return {
      kind: 'cox',
      ties: options.ties,
      covariates: names.map((name, j) => ({
        name,
        coefficient: fit.coefficients[j]!,
        se: fit.se[j]!,
        z: fit.z[j]!,
        p: fit.p[j]!,
        hazardRatio: { value: fit.hazardRatio[j]!, low: Math.exp(fit.low[j]!), high: Math.exp(fit.high[j]!) },
        driftP: drift.each[j]!.p,
      })),
      driftP: drift.global.p,
      logLikelihood: fit.logLikelihood,
      likelihoodRatio: fit.likelihoodRatio,
      concordance: fit.concordance.value,
      n: fit.n,
      events: fit.events,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: 'refused', code: error.code, covariate: String(error.data['covariate'] ?? ''), message: error.message };
  }
}

function check({ durations, events, groups, covariates = [] }: SurvivalColumns, options: SurvivalOptions): void {
  const n = durations.length;
  const lists: [string, ArrayLike<unknown> | undefined][] = [
    ['events', events],
    ['groups', groups],
    ...covariates.map((c): [string, ArrayLike<unknown>] => [c.name, c.values]),
  ];
  for (const [name, list] of lists) {
    if (list && list.length !== n) {
      throw bad(`Columns must have one entry a row, but durations has ${n} and ${name} ${list.length}. Pass whole columns.`, {
        name,
      });
    }
  }
  const late = durations.findIndex((t) => !(t >= 0 && t < Infinity));
  if (late >= 0) {
    throw bad(
      `Durations must be finite and at least 0, got ${durations[late]} in row ${late + 1}. Correct it, or leave the row out.`,
      {
        row: late + 1,
      },
    );
  }
  const odd = events.findIndex((e) => e > 1);
  if (odd >= 0) throw bad(`Events must be 1 or 0, got ${events[odd]} in row ${odd + 1}. Recode them.`, { row: odd + 1 });
  for (const { name, values } of covariates) {
    const hole = Array.prototype.findIndex.call(values, (v: number) => !Number.isFinite(v));
    if (hole >= 0)
      throw bad(`Covariates must be finite, but ${name} is ${values[hole]} in row ${hole + 1}. Fill it, or leave the row out.`, {
        name,
      });
  }
  const { confidence = 0.95, tau = 1, curveRows = 2 } = options;
  if (!(confidence > 0 && confidence < 1))
    throw bad(`Confidence must be between 0 and 1, got ${confidence}. Use 0.95.`, { confidence });
  if (!(tau > 0 && tau < Infinity))
    throw bad(`The horizon must be above 0, got ${tau}. Pass a time within the follow-up.`, { tau });
  if (!(curveRows >= 2)) throw bad(`A curve must have at least 2 rows, got ${curveRows}. Ask for more.`, { curveRows });
}

function bad(message: string, data: Record<string, string | number>): InputError {
  return new InputError('bad-option', message, data);
}

function lacking(reason: Unavailable['reason'], have: number, need: number, from: From): Unavailable {
  return { kind: 'unavailable', reason, have, need, from };
}

function reached(time: number): Interval['low'] {
  return time === Infinity ? null : time;
}
