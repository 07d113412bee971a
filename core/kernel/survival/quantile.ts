import type { SurvivalCurve } from './kaplanMeier.ts';

/** Rounding of a product of shares must not move a quantile: 1/2 computed as 0.5000000000000001 has reached 1/2. */
const SLACK = 1e-12;

export interface SurvivalQuantile {
  /** The time; Infinity when the curve does not come down that far. */
  value: number;
  low: number;
  high: number;
}

/** By when a share has had the event: the first time at which S is at most 1 - share. The median is share 0.5. Its interval holds the
 *  times at which the pointwise band contains that level (the band is inverted). Where S stays exactly on the level for a
 *  while, R's survfit answers the middle of that stretch; we answer its beginning, as lifelines does.
 *  @param share 0..1, of members with the event
 *  @returns Infinity for an end that the follow-up does not reach.   Source: Brookmeyer and Crowley 1982. */
export function survivalQuantile(curve: SurvivalCurve, share = 0.5): SurvivalQuantile {
  const level = 1 - share;
  const first = (values: Float64Array) => {
    const at = values.findIndex((v) => v <= level + SLACK);
    return at < 0 ? Infinity : curve.times[at]!;
  };
  return { value: first(curve.survival), low: first(curve.low), high: first(curve.high) };
}
