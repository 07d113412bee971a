import { intervalZ } from '../numeric/distributions.ts';
import { type FollowUp, type RiskTable, riskTable } from './riskTable.ts';

/** How the pointwise band is made: on which scale of S the error is taken to be normal. */
export type BandKind = 'log-log' | 'log' | 'plain';

export interface SurvivalCurve extends RiskTable {
  /** S just after each time, 0..1, falling. */
  survival: Float64Array;
  /** Greenwood's standard error of S; where S has reached 0 it is unknown and NaN. */
  se: Float64Array;
  /** Pointwise band, 0..1. Where S has reached 0 the low end is 0 and the high end stays where it was: one last event is no certainty. */
  low: Float64Array;
  high: Float64Array;
}

/** What share is still there after each time, from follow-up that for some ended before the event. Kaplan and Meier's product-limit
 *  estimate; it assumes that censoring says nothing about the event (members still here today are censored by the calendar: fine;
 *  members lost because they were about to leave: not). Do not trust the far end, where few are at risk.
 *  @param data.durations  shape (n,); the result is the same in any order of rows
 *  @param rows            use only these rows; default all
 *  @param options.band    log-log (default: stays in 0..1 and holds 95 % from about 10 events on), log, plain
 *  @param options.confidence 0..1, default 0.95
 *  @returns one row a distinct time, censoring times included.   Cost: O(n log n).
 *  Source: Kaplan and Meier 1958; Greenwood 1926; log-log band: Kalbfleisch and Prentice 1980, 1.3. */
export function kaplanMeier(
  data: FollowUp,
  options: { band?: BandKind; confidence?: number } = {},
  rows?: Uint32Array,
): SurvivalCurve {
  const { band = 'log-log', confidence = 0.95 } = options;
  const table = riskTable(data, rows);
  const m = table.times.length;
  const curve: SurvivalCurve = {
    ...table,
    survival: new Float64Array(m),
    se: new Float64Array(m),
    low: new Float64Array(m),
    high: new Float64Array(m),
  };
  const z = intervalZ(confidence);
  let s = 1;
  let sum = 0;
  let lastHigh = 1;
  for (let i = 0; i < m; i++) {
    const n = table.atRisk[i]!;
    const d = table.events[i]!;
    if (d > 0) {
      s = n - d <= n * 1e-14 ? 0 : s * (1 - d / n);
      sum += d / (n * (n - d));
    }
    curve.survival[i] = s;
    curve.se[i] = s === 0 ? NaN : s * Math.sqrt(sum);
    const [low, high] = s === 0 ? [0, lastHigh] : bandAt(s, Math.sqrt(sum), z, band);
    curve.low[i] = low;
    curve.high[i] = high;
    lastHigh = high;
  }
  return curve;
}

/** Band of one point: `spread` is the standard error of log S. */
function bandAt(s: number, spread: number, z: number, band: BandKind): [number, number] {
  if (spread === 0) return [s, s];
  if (band === 'plain') return [Math.max(0, s - z * s * spread), Math.min(1, s + z * s * spread)];
  if (band === 'log') return [s * Math.exp(-z * spread), Math.min(1, s * Math.exp(z * spread))];
  const step = (z * spread) / Math.abs(Math.log(s));
  return [s ** Math.exp(step), s ** Math.exp(-step)];
}

/** S at any time: 1 before the first row, flat between rows and after the last. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  const i = rowAt(curve.times, time);
  return i < 0 ? 1 : curve.survival[i]!;
}

/** The row that holds at `time`: the last with a time <= it; -1 before the first. */
export function rowAt(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
