import { chiSquareSurvival } from '../numeric/distributions.ts';
import { invertSymmetric, quadraticForm } from '../numeric/symmetric.ts';
import type { ChiSquareTest, CoxFit } from './cox.ts';
import { coxRows, coxSums } from './coxSums.ts';
import { kaplanMeier, rowAt } from './kaplanMeier.ts';
import { type FollowUp, lowerBound } from './riskTable.ts';

/** The clock on which a coefficient might drift: share gone so far (default), order, time, or its logarithm. */
export type TimeScale = 'km' | 'rank' | 'identity' | 'log';

export interface Proportionality {
  /** One per covariate, 1 degree of freedom: does its coefficient drift along the clock? */
  each: ChiSquareTest[];
  /** All together, p degrees of freedom. */
  global: ChiSquareTest;
  scale: TimeScale;
}

/** Does each covariate's effect stay the same over time, as Cox's model assumes? A small p says that it does not: report the effect by
 *  period, or use restricted means instead.
 *  @param options.method 'score' (default): the exact score test of a term covariate × clock, as R's cox.zph since 3.0; 'residual': the
 *    older approximation from scaled Schoenfeld residuals, which takes every event to carry the same information (lifelines)
 *  Cost: O(n log n + n p² + times · p²).   Source: Grambsch and Therneau 1994. */
export function proportionality(
  data: FollowUp,
  covariates: Float64Array,
  fit: CoxFit,
  options: { scale?: TimeScale; method?: 'score' | 'residual' } = {},
): Proportionality {
  const { scale = 'km', method = 'score' } = options;
  const p = fit.coefficients.length;
  const rows = coxRows(data, covariates, p);
  const times: number[] = [];
  const counts: number[] = [];
  const residuals: Float64Array[] = [];
  const shares: Float64Array[] = [];
  const beta = fit.coefficients.map((b, j) => b * rows.spread[j]!);
  const sums = coxSums(rows, beta, fit.ties, (m) => {
    times.push(m.time);
    counts.push(m.rows);
    residuals.push(m.residual.slice());
    shares.push(m.information.slice());
  });
  const clock = clockOf(scale, method, data, times);
  const events = counts.reduce((a, b) => a + b, 0);
  // a clock centred on its mean over events keeps the two blocks of information well apart
  let centre = 0;
  for (let k = 0; k < times.length; k++) centre += (counts[k]! * clock[k]!) / events;
  const u = new Float64Array(p);
  const own = new Float64Array(p * p); // sum of g² V
  const cross = new Float64Array(p * p); // sum of g V
  let squares = 0;
  for (let k = 0; k < times.length; k++) {
    const g = clock[k]! - centre;
    squares += counts[k]! * g * g;
    for (let j = 0; j < p; j++) u[j]! += g * residuals[k]![j]!;
    for (let at = 0; at < p * p; at++) {
      own[at]! += g * g * shares[k]![at]!;
      cross[at]! += g * shares[k]![at]!;
    }
  }
  const inverse = invertSymmetric(sums.information, p)!;
  const variance = new Float64Array(p * p);
  if (method === 'residual') {
    // V of the drift is I · squares / events, so that u' V^-1 u needs only the inverse at hand
    for (let at = 0; at < p * p; at++) variance[at] = (sums.information[at]! * squares) / events;
  } else {
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) {
        let taken = 0;
        for (let a = 0; a < p; a++)
          for (let b = 0; b < p; b++) taken += cross[i * p + a]! * inverse[a * p + b]! * cross[b * p + j]!;
        variance[i * p + j] = own[i * p + j]! - taken;
      }
    }
  }
  const each = Array.from({ length: p }, (_, j): ChiSquareTest => {
    let statistic: number;
    // all events at one time: nothing to drift along
    if (!(squares > 0) || !(variance[j * p + j]! > 0)) statistic = 0;
    else if (method === 'score') statistic = u[j]! ** 2 / variance[j * p + j]!;
    else {
      let drift = 0;
      for (let a = 0; a < p; a++) drift += inverse[j * p + a]! * u[a]!;
      statistic = (events * drift ** 2) / (inverse[j * p + j]! * squares);
    }
    return { statistic, df: 1, p: chiSquareSurvival(statistic, 1) };
  });
  const all = quadraticForm(variance, u, p);
  return { each, global: { statistic: all.value, df: all.rank, p: chiSquareSurvival(all.value, all.rank) }, scale };
}

/** The clock at each event time; `times` come falling. */
function clockOf(scale: TimeScale, method: 'score' | 'residual', data: FollowUp, times: number[]): Float64Array {
  if (scale === 'identity') return Float64Array.from(times);
  if (scale === 'log') return Float64Array.from(times, Math.log);
  if (scale === 'rank') {
    // mean rank of each time: among all rows for the score test, among the events for the older one, as their sources have it
    const among = method === 'score' ? data.durations : data.durations.filter((_, i) => data.events[i] === 1);
    const sorted = among.slice().sort();
    return Float64Array.from(times, (t) => (lowerBound(sorted, t) + rowAt(sorted, t)) / 2 + 1);
  }
  const curve = kaplanMeier(data);
  return Float64Array.from(times, (t) => {
    const before = rowAt(curve.times, t) - 1;
    return before < 0 ? 0 : 1 - curve.survival[before]!;
  });
}
