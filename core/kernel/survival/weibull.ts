import { InputError } from '../../base/errors.ts';
import { chiSquareSurvival, intervalZ } from '../numeric/distributions.ts';
import { logGamma } from '../numeric/gamma.ts';
import { invertSymmetric } from '../numeric/symmetric.ts';
import type { ChiSquareTest } from './cox.ts';
import type { FollowUp } from './riskTable.ts';

export interface Estimate {
  value: number;
  se: number;
  low: number;
  high: number;
}

export interface WeibullFit {
  /** Scale, unit of the durations: 63 % have had the event by then. */
  lambda: Estimate;
  /** Shape: below 1 the hazard falls with time, above 1 it rises. */
  rho: Estimate;
  /** Covariance of lambda and rho, 2 by 2. */
  covariance: Float64Array;
  logLikelihood: number;
  aic: number;
  median: Estimate;
  mean: number;
  n: number;
  events: number;
  exponential: ExponentialFit;
  /** Likelihood ratio against a constant hazard, 1 degree of freedom. */
  againstExponential: ChiSquareTest;
}

export interface ExponentialFit {
  /** Mean time to the event, unit of the durations. */
  lambda: Estimate;
  logLikelihood: number;
  aic: number;
  median: number;
  n: number;
  events: number;
}

/** How long members stay if the hazard is a power of time: S(t) = exp(-(t / lambda)^rho). Two numbers for a whole curve, also beyond the
 *  follow-up; look at the curve first, for nothing here checks the shape. Late entry is not taken into account.
 *  @param data.durations shape (n,), > 0
 *  @param confidence     0..1, of the normal intervals on the parameters themselves, as in lifelines
 *  @throws InputError bad-option: a duration that is not positive, no event, or all events at one time with nobody staying longer
 *  Cost: about 10 passes.   Source: maximum likelihood through the profile of the shape, Kalbfleisch and Prentice 1980, 3.4. */
export function fitWeibull(data: FollowUp, confidence = 0.95): WeibullFit {
  const { durations, events, weights } = data;
  const n = durations.length;
  const exponential = fitExponential(data, confidence);
  const d = exponential.events;
  // in units of the longest duration: powers stay in 0..1
  const unit = durations.reduce((most, t) => Math.max(most, t), 0);
  const logs = Float64Array.from(durations, (t) => Math.log(t / unit));
  const weightOf = (i: number) => (weights ? weights[i]! : 1);
  let eventLogs = 0;
  for (let i = 0; i < n; i++) if (events[i]) eventLogs += weightOf(i) * logs[i]!;
  // sums of t^rho, t^rho log t, t^rho log² t
  const sumsAt = (rho: number) => {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    for (let i = 0; i < n; i++) {
      const power = weightOf(i) * Math.exp(rho * logs[i]!);
      s0 += power;
      s1 += power * logs[i]!;
      s2 += power * logs[i]! ** 2;
    }
    return [s0, s1, s2] as const;
  };
  // the profile's slope in rho, divided by d, falls from +infinity to its limit: one root, or none when the limit is positive
  const slope = (rho: number) => {
    const [s0, s1, s2] = sumsAt(rho);
    return { value: 1 / rho + eventLogs / d - s1 / s0, slope: -1 / rho ** 2 - (s2 / s0 - (s1 / s0) ** 2) };
  };
  let low = 0;
  let high = Infinity;
  let rho = 1;
  for (let round = 0; round < 200; round++) {
    const at = slope(rho);
    if (at.value > 0) low = rho;
    else high = rho;
    let next = rho - at.value / at.slope;
    if (!(next > low && next < high)) next = high === Infinity ? rho * 4 : (low + high) / 2;
    if (next > 1e6) {
      throw new InputError(
        'bad-option',
        'A Weibull shape must be finite, but all events came at the same, longest time. Use the survival curve itself.',
        { events: d },
      );
    }
    const moved = Math.abs(next - rho);
    rho = next;
    if (moved < 1e-15 * rho) break;
  }
  const [s0, s1, s2] = sumsAt(rho);
  const scaled = (s0 / d) ** (1 / rho);
  const lambda = scaled * unit;
  const logLambda = Math.log(scaled);
  const logLikelihood = d * Math.log(rho) - d * rho * logLambda + (rho - 1) * eventLogs - d - d * Math.log(unit);
  // second derivatives at the top, where the sum of (t/lambda)^rho is d
  const a1 = (s1 / s0) * d - d * logLambda;
  const a2 = (s2 / s0) * d - 2 * logLambda * (s1 / s0) * d + logLambda ** 2 * d;
  const information = Float64Array.of(d * (rho / lambda) ** 2, -(rho / lambda) * a1, -(rho / lambda) * a1, d / rho ** 2 + a2);
  const covariance = invertSymmetric(information, 2) ?? new Float64Array(4).fill(NaN);
  const z = intervalZ(confidence);
  const estimate = (value: number, se: number): Estimate => ({ value, se, low: value - z * se, high: value + z * se });
  const median = lambda * Math.LN2 ** (1 / rho);
  const slopes = [median / lambda, (-median * Math.log(Math.LN2)) / rho ** 2] as const;
  const medianSe = Math.sqrt(
    slopes[0] ** 2 * covariance[0]! + 2 * slopes[0] * slopes[1] * covariance[1]! + slopes[1] ** 2 * covariance[3]!,
  );
  const statistic = Math.max(0, 2 * (logLikelihood - exponential.logLikelihood));
  return {
    lambda: estimate(lambda, Math.sqrt(covariance[0]!)),
    rho: estimate(rho, Math.sqrt(covariance[3]!)),
    covariance,
    logLikelihood,
    aic: 4 - 2 * logLikelihood,
    median: estimate(median, medianSe),
    mean: lambda * Math.exp(logGamma(1 + 1 / rho)),
    n: exponential.n,
    events: d,
    exponential,
    againstExponential: { statistic, df: 1, p: chiSquareSurvival(statistic, 1) },
  };
}

/** How long members stay if the hazard never changes: events over time at risk.
 *  @throws InputError bad-option: a duration that is not positive, or no event */
export function fitExponential(data: FollowUp, confidence = 0.95): ExponentialFit {
  const { durations, events, weights } = data;
  let total = 0;
  let d = 0;
  let n = 0;
  for (let i = 0; i < durations.length; i++) {
    const w = weights ? weights[i]! : 1;
    if (!(durations[i]! > 0)) {
      throw new InputError(
        'bad-option',
        `Durations must be above 0 for a Weibull or exponential model, got ${durations[i]} in row ${i + 1}. Measure in a finer unit.`,
        { row: i + 1 },
      );
    }
    total += w * durations[i]!;
    n += w;
    if (events[i]) d += w;
  }
  if (d === 0)
    throw new InputError('bad-option', 'A Weibull or exponential model needs at least 1 event, got 0. Widen the window.', {});
  const value = total / d;
  const se = value / Math.sqrt(d);
  const z = intervalZ(confidence);
  const logLikelihood = -d * Math.log(value) - d;
  return {
    lambda: { value, se, low: value - z * se, high: value + z * se },
    logLikelihood,
    aic: 2 - 2 * logLikelihood,
    median: value * Math.LN2,
    n,
    events: d,
  };
}
