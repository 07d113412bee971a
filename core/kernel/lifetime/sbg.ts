import { InputError } from '../../base/errors.ts';
import { logBeta } from '../numeric/gamma.ts';
import { logHyperOne } from '../numeric/hypergeometric.ts';
import { fitPositive, type PositiveFit } from './fitPositive.ts';

/** Chances of not renewing vary over members as beta(alpha, beta): who is likely to leave leaves first, so retention rises with time. */
export interface Sbg {
  alpha: number;
  beta: number;
}

/** Share of members left after t renewals, t = 0, 1, 2, …   Source: Fader and Hardie 2007, "How to project customer retention", eq. 6. */
export function sbgSurvival({ alpha, beta }: Sbg, t: number): number {
  return Math.exp(logBeta(alpha, beta + t) - logBeta(alpha, beta));
}

/** Share of members that renew at the t-th renewal, of those who had come so far; t = 1, 2, …   Source: Fader and Hardie 2007, eq. 8. */
export function sbgRetention({ alpha, beta }: Sbg, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/** Chance of leaving at exactly the t-th renewal.   Source: Fader and Hardie 2007, eq. 5. */
export function sbgChurn({ alpha, beta }: Sbg, t: number): number {
  return Math.exp(logBeta(alpha + 1, beta + t - 1) - logBeta(alpha, beta));
}

/** The sBG parameters under which a cohort's renewals are likeliest.
 *  @param lost shape (periods,): members (or shares) that left at renewal 1, 2, …
 *  @param kept members (or shares) still there after the last of them
 *  @returns params in order alpha, beta; with shares instead of members the standard errors are those of a cohort of 1.
 *  @throws InputError bad-option: nobody, or a negative number
 *  Source: Fader and Hardie 2007, eq. B3. */
export function fitSbg(lost: Float64Array, kept: number): PositiveFit & { model: Sbg } {
  const rising = lost.findIndex((d) => !(d >= 0));
  if (rising >= 0) {
    throw new InputError(
      'bad-option',
      `Members left after each renewal must not rise, but at renewal ${rising + 1} there are ${-lost[rising]!} more than before. Correct it.`,
      { renewal: rising + 1 },
    );
  }
  const total = lost.reduce((a, b) => a + b, kept);
  if (lost.length === 0 || !(total > 0)) {
    throw new InputError(
      'bad-option',
      'A cohort must have members and at least 1 renewal, got none. Pass its survival by renewal.',
      {},
    );
  }
  const logLikelihood = (p: Float64Array) => {
    const [alpha, beta] = p as unknown as [number, number];
    const whole = logBeta(alpha, beta);
    let sum = kept > 0 ? kept * (logBeta(alpha, beta + lost.length) - whole) : 0;
    for (let t = 1; t <= lost.length; t++) {
      if (lost[t - 1]! > 0) sum += lost[t - 1]! * (logBeta(alpha + 1, beta + t - 1) - whole);
    }
    return sum;
  };
  // shares would leave the search too little to hold on to
  const scale = total < 100 ? 1000 / total : 1;
  const fit = fitPositive(
    (p) => scale * logLikelihood(p),
    [
      [1, 1],
      [0.7, 4],
      [5, 5],
    ],
  );
  return {
    ...fit,
    se: fit.se.map((v) => v * Math.sqrt(scale)),
    logLikelihood: fit.logLikelihood / scale,
    model: { alpha: fit.params[0]!, beta: fit.params[1]! },
  };
}

/** Periods a new member stays, the first in full, each next one worth 1/(1 + discount) of the one before.
 *  @param discount per period, > 0 (at 0 only where alpha > 1, else Infinity)
 *  Source: Fader and Hardie 2010, "Customer-base valuation in a contractual setting", eq. 7. */
export function sbgLifetime({ alpha, beta }: Sbg, discount: number): number {
  if (discount <= 0) return alpha > 1 ? (alpha + beta - 1) / (alpha - 1) : Infinity;
  return Math.exp(logHyperOne(beta, alpha + beta, 1 / (1 + discount)));
}

/** Periods still to come for a member who has renewed `renewals` times and is about to decide again, discounted to that moment.
 *  @param renewals n - 1 of the paper: 0 for a member in their first period
 *  Source: Fader and Hardie 2010, eq. 8. */
export function sbgResidualLifetime({ alpha, beta }: Sbg, renewals: number, discount: number): number {
  return sbgRetention({ alpha, beta }, renewals + 1) * sbgLifetime({ alpha, beta: beta + renewals + 1 }, discount);
}
