import { InputError } from '../../base/errors.ts';
import { chiSquareSurvival, intervalZ, twoSided } from '../numeric/distributions.ts';
import { cholesky, invertSymmetric, quadraticForm, solveFactored } from '../numeric/symmetric.ts';
import { type Concordance, concordance } from './concordance.ts';
import { type CoxRows, type CoxSums, type CoxTies, coxRows, coxSums } from './coxSums.ts';
import type { FollowUp } from './riskTable.ts';

export interface ChiSquareTest {
  statistic: number;
  df: number;
  p: number;
}

export interface CoxFit {
  /** Shape (p,): log hazard ratio of one unit of each covariate. */
  coefficients: Float64Array;
  se: Float64Array;
  z: Float64Array;
  p: Float64Array;
  /** Ends of the interval of each coefficient (exponentiate for the hazard ratio). */
  low: Float64Array;
  high: Float64Array;
  hazardRatio: Float64Array;
  /** Shape (p, p), flat. */
  covariance: Float64Array;
  logLikelihood: { null: number; model: number };
  likelihoodRatio: ChiSquareTest;
  wald: ChiSquareTest;
  score: ChiSquareTest;
  /** Of the linear predictor. */
  concordance: Concordance;
  /** Shape (p,): covariate means, where the baseline is taken. */
  means: Float64Array;
  n: number;
  events: number;
  ties: CoxTies;
  iterations: number;
}

const MOST_ITERATIONS = 60;
/** Newton decrement (twice the log-likelihood still to gain) at which a fit has settled. */
const SETTLED = 1e-18;
/** A fit that has settled but whose last step still moved a coefficient by this many of its units is running off to infinity. */
const STILL_MOVING = 1e-3;

/** What goes with leaving sooner, other things equal: hazard ratios by Cox's proportional hazards. Assumes that each covariate multiplies
 *  the hazard by the same factor at all times (`proportionality` checks it). About ten events a covariate are needed to trust it.
 *  @param covariates shape (n, p), flat row-major, finite; any unit: they are centred and scaled inside
 *  @param names      shape (p,): for messages
 *  @param options.ties 'efron' (default) or 'breslow'
 *  @throws InputError bad-option: no event; a constant column or one that others add up to; a covariate that parts those with and without
 *    the event so well that its coefficient has no finite best value
 *  Cost: O(n log n), then O(n p²) an iteration, about 6 of them.   Source: Cox 1972; Newton-Raphson with halved steps. */
export function fitCox(
  data: FollowUp,
  covariates: Float64Array,
  names: readonly string[],
  options: { ties?: CoxTies; confidence?: number } = {},
): CoxFit {
  const { ties = 'efron', confidence = 0.95 } = options;
  const p = names.length;
  const rows = coxRows(data, covariates, p);
  const constant = rows.spread.indexOf(0);
  if (constant >= 0) throw dependent(names[constant]!, 'it has the same value in every row');
  let events = 0;
  for (let k = 0; k < rows.n; k++) if (rows.events[k]) events += rows.weights[k]!;
  if (events === 0) {
    throw new InputError('bad-option', 'A proportional hazards model needs at least 1 event, got 0. Widen the window.', {
      events,
    });
  }
  let beta = new Float64Array(p);
  let at = coxSums(rows, beta, ties);
  const first = at;
  const start = cholesky(first.information, p);
  if (start.singular >= 0) {
    throw dependent(names[start.singular]!, 'while members are at risk it does not vary, or the others add up to it');
  }
  let iterations = 0;
  let lastStep: Float64Array = new Float64Array(p);
  for (; iterations < MOST_ITERATIONS; iterations++) {
    const { factor, singular } = cholesky(at.information, p);
    if (singular >= 0) throw runaway(names[singular]!, beta[singular]! / rows.spread[singular]!);
    lastStep = solveFactored(factor, at.score, p);
    let decrement = 0;
    for (let j = 0; j < p; j++) decrement += lastStep[j]! * at.score[j]!;
    const next = stepUphill(rows, beta, lastStep, at, ties);
    if (!next) break; // no step gains: at the top to rounding
    beta = next.beta;
    at = next.sums;
    if (decrement < SETTLED) {
      iterations++;
      break;
    }
  }
  const worst = lastStep.reduce((most, s, j) => (Math.abs(s) > Math.abs(lastStep[most]!) ? j : most), 0);
  if (Math.abs(lastStep[worst]!) > STILL_MOVING) throw runaway(names[worst]!, beta[worst]! / rows.spread[worst]!);
  return describe(data, covariates, rows, beta, first, at, { ties, confidence, iterations, events });
}

function stepUphill(
  rows: CoxRows,
  beta: Float64Array,
  step: Float64Array,
  from: CoxSums,
  ties: CoxTies,
): { beta: Float64Array<ArrayBuffer>; sums: CoxSums } | undefined {
  const slack = 1e-13 * Math.abs(from.logLikelihood);
  for (let scale = 1; scale > 1e-4; scale /= 2) {
    const next = Float64Array.from(beta, (b, j) => b + scale * step[j]!);
    const sums = coxSums(rows, next, ties);
    if (sums.logLikelihood >= from.logLikelihood - slack) return { beta: next, sums };
  }
  return undefined;
}

function describe(
  data: FollowUp,
  covariates: Float64Array,
  rows: CoxRows,
  beta: Float64Array,
  first: CoxSums,
  last: CoxSums,
  with_: { ties: CoxTies; confidence: number; iterations: number; events: number },
): CoxFit {
  const { p, n, spread } = rows;
  const inverse = invertSymmetric(last.information, p)!;
  const covariance = inverse.map((v, at) => v / (spread[Math.floor(at / p)]! * spread[at % p]!));
  const coefficients = beta.map((b, j) => b / spread[j]!);
  const se = coefficients.map((_, j) => Math.sqrt(covariance[j * p + j]!));
  const z = coefficients.map((b, j) => b / se[j]!);
  const half = intervalZ(with_.confidence);
  const test = (statistic: number): ChiSquareTest => ({ statistic, df: p, p: chiSquareSurvival(statistic, p) });
  const staying = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) staying[i]! -= coefficients[j]! * covariates[i * p + j]!;
  return {
    coefficients,
    se,
    z,
    p: z.map(twoSided),
    low: coefficients.map((b, j) => b - half * se[j]!),
    high: coefficients.map((b, j) => b + half * se[j]!),
    hazardRatio: coefficients.map(Math.exp),
    covariance,
    logLikelihood: { null: first.logLikelihood, model: last.logLikelihood },
    likelihoodRatio: test(2 * (last.logLikelihood - first.logLikelihood)),
    wald: test(quadraticOf(last.information, beta, p)),
    score: test(quadraticForm(first.information, first.score, p).value),
    concordance: concordance(data.durations, data.events, staying),
    means: rows.mean,
    n,
    events: with_.events,
    ties: with_.ties,
    iterations: with_.iterations,
  };
}

/** b' A b. */
function quadraticOf(matrix: Float64Array, b: Float64Array, p: number): number {
  let sum = 0;
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) sum += b[i]! * matrix[i * p + j]! * b[j]!;
  return sum;
}

function dependent(covariate: string, why: string): InputError {
  return new InputError(
    'bad-option',
    `Covariates must each say something the others do not, but ${covariate} does not: ${why}. Leave it out.`,
    { covariate },
  );
}

function runaway(covariate: string, reached: number): InputError {
  return new InputError(
    'bad-option',
    `The coefficient of ${covariate} must have a finite best value, but the likelihood still rose at ${reached.toPrecision(3)}: it tells ` +
      'members with the event perfectly from the others. Leave it out, or merge its rare values.',
    { covariate },
  );
}
