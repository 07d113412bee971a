import type { CoxFit } from './cox.ts';
import { coxRows, coxSums } from './coxSums.ts';
import type { FollowUp } from './riskTable.ts';

export interface Baseline {
  /** Distinct event times, rising. */
  times: Float64Array;
  /** Cumulative hazard of a member with the mean of every covariate. */
  hazardAtMeans: Float64Array;
  /** Cumulative hazard of a member with every covariate 0. */
  hazard: Float64Array;
}

/** The hazard that the covariates multiply. A member with linear predictor eta survives exp(-hazard(t) e^eta).
 *  @param options.ties 'breslow' divides the events of a time by its risk set (lifelines); 'efron' lets them leave one after the other (R
 *    after an Efron fit); default: as the fit
 *  Cost: O(n log n + n p²).   Source: Breslow 1974; Efron form: Therneau and Grambsch 2000, 10.2. */
export function coxBaseline(
  data: FollowUp,
  covariates: Float64Array,
  fit: CoxFit,
  options: { ties?: CoxFit['ties'] } = {},
): Baseline {
  const { ties = fit.ties } = options;
  const p = fit.coefficients.length;
  const rows = coxRows(data, covariates, p);
  const times: number[] = [];
  const steps: number[] = [];
  const beta = fit.coefficients.map((b, j) => b * rows.spread[j]!);
  coxSums(rows, beta, ties, (m) => {
    times.push(m.time);
    steps.push(m.hazard);
  });
  times.reverse();
  steps.reverse();
  let atMeans = 0;
  for (let j = 0; j < p; j++) atMeans += fit.coefficients[j]! * fit.means[j]!;
  let sum = 0;
  const hazardAtMeans = Float64Array.from(steps, (s) => {
    sum += s;
    return sum;
  });
  return { times: Float64Array.from(times), hazardAtMeans, hazard: hazardAtMeans.map((h) => h * Math.exp(-atMeans)) };
}
