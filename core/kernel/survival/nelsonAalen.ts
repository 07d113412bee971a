import { intervalZ } from '../numeric/distributions.ts';
import { type FollowUp, type RiskTable, riskTable } from './riskTable.ts';

export interface HazardCurve extends RiskTable {
  /** Cumulative hazard just after each time, >= 0. */
  hazard: Float64Array;
  /** Its standard error. */
  se: Float64Array;
  /** Pointwise band on the log scale; 0 where no event has come yet. */
  low: Float64Array;
  high: Float64Array;
}

/** How much risk has added up by each time: the sum of events over members at risk.
 *  @param options.ties 'discrete' (default): d/n, variance d/n²; 'continuous': events at the same time are taken one after the
 *    other, 1/n + 1/(n - 1) + …, variance 1/n² + 1/(n - 1)² + … (Fleming and Harrington; the default of lifelines)
 *  @returns one row a distinct time, censoring times included.   Cost: O(n log n).   Source: Nelson 1972, Aalen 1978. */
export function nelsonAalen(
  data: FollowUp,
  options: { ties?: 'discrete' | 'continuous'; confidence?: number } = {},
  rows?: Uint32Array,
): HazardCurve {
  const { ties = 'discrete', confidence = 0.95 } = options;
  const table = riskTable(data, rows);
  const m = table.times.length;
  const curve: HazardCurve = {
    ...table,
    hazard: new Float64Array(m),
    se: new Float64Array(m),
    low: new Float64Array(m),
    high: new Float64Array(m),
  };
  const z = intervalZ(confidence);
  let sum = 0;
  let variance = 0;
  for (let i = 0; i < m; i++) {
    const n = table.atRisk[i]!;
    const d = table.events[i]!;
    if (ties === 'continuous' && Number.isInteger(d)) {
      for (let k = 0; k < d; k++) {
        sum += 1 / (n - k);
        variance += 1 / (n - k) ** 2;
      }
    } else if (d > 0) {
      sum += d / n;
      variance += d / (n * n);
    }
    curve.hazard[i] = sum;
    curve.se[i] = Math.sqrt(variance);
    const stretch = sum > 0 ? Math.exp((z * Math.sqrt(variance)) / sum) : 1;
    curve.low[i] = sum / stretch;
    curve.high[i] = sum * stretch;
  }
  return curve;
}
