import { intervalZ, twoSided } from '../numeric/distributions.ts';
import type { SurvivalCurve } from './kaplanMeier.ts';

export interface Rmst {
  /** Mean time before the event, up to tau: the area under S. */
  value: number;
  /** Greenwood-type standard error; events that brought S to 0 add nothing. */
  se: number;
  low: number;
  high: number;
  tau: number;
  /** True when tau lies beyond the last row while S is above 0: the curve was drawn on flat. */
  isExtended: boolean;
}

/** How long members stay on average within the first `tau`: unlike a mean over everything it needs no guess about the future, and unlike
 *  the hazard ratio it needs no proportional hazards.
 *  @param tau > 0, the unit of the durations; best within the follow-up of every group
 *  @param confidence 0..1, of the normal interval
 *  Source: Royston and Parmar 2013; variance: Klein and Moeschberger 2003, 4.5.2, as in R's survRM2. */
export function rmst(curve: SurvivalCurve, tau: number, confidence = 0.95): Rmst {
  const { times, survival, atRisk, events } = curve;
  const m = times.length;
  let rows = 0;
  while (rows < m && times[rows]! <= tau) rows++;
  let variance = 0;
  let area = 0;
  let right = tau;
  // from the right, so that the area after each event is at hand
  for (let i = rows - 1; i >= 0; i--) {
    area += survival[i]! * (right - times[i]!);
    right = times[i]!;
    const n = atRisk[i]!;
    const d = events[i]!;
    if (d > 0 && survival[i]! > 0) variance += (area * area * d) / (n * (n - d));
  }
  area += right;
  const se = Math.sqrt(variance);
  const half = intervalZ(confidence) * se;
  const isExtended = m > 0 && tau > times[m - 1]! && survival[m - 1]! > 0;
  return { value: area, se, low: area - half, high: area + half, tau, isExtended };
}

export interface RmstContrast {
  difference: { value: number; se: number; low: number; high: number; p: number };
  /** On the log scale; NaN where a mean is 0. */
  ratio: { value: number; low: number; high: number; p: number };
}

/** Time gained: second group against first, as difference and as ratio (delta method on the log). Both means need the same tau. */
export function compareRmst(first: Rmst, second: Rmst, confidence = 0.95): RmstContrast {
  const z = intervalZ(confidence);
  const value = second.value - first.value;
  const se = Math.hypot(first.se, second.se);
  const log = Math.log(second.value / first.value);
  const logSe = Math.hypot(first.se / first.value, second.se / second.value);
  return {
    difference: { value, se, low: value - z * se, high: value + z * se, p: se > 0 ? twoSided(value / se) : NaN },
    ratio: {
      value: Math.exp(log),
      low: Math.exp(log - z * logSe),
      high: Math.exp(log + z * logSe),
      p: logSe > 0 ? twoSided(log / logSe) : NaN,
    },
  };
}
