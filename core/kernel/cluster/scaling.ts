/** Columns in different units made comparable, so that none outweighs the others and no outlier rules its column. */

export interface ColumnScale {
  /** Whether log(1 + x) is taken first: for counts and money, where ratios matter. Values below 0 are mirrored. */
  log: boolean;
  /** Median of the known values, after the logarithm. */
  centre: number;
  /** What one unit of the scaled column is: the interquartile range / 1.349 (1 sd of a normal); the standard deviation when that is 0; else 1. */
  spread: number;
  /** Values that were NaN: they get the median. */
  missing: number;
}

/** Scaled values are cut to this many units, so that a few extreme members do not become a group of their own. */
export const CLIP = 5;
/** Interquartile range of a standard normal. */
const NORMAL_IQR = 1.3489795003921634;

const logged = (value: number) => Math.sign(value) * Math.log1p(Math.abs(value));

/** @param values NaN = not known; @param log see `ColumnScale`. All unknown: centre 0, spread 1. */
export function columnScale(values: Float64Array, log: boolean): ColumnScale {
  const known = values.filter((v) => !Number.isNaN(v));
  if (log) for (let i = 0; i < known.length; i++) known[i] = logged(known[i]!);
  known.sort();
  const missing = values.length - known.length;
  if (known.length === 0) return { log, centre: 0, spread: 1, missing };
  const centre = quantileOfSorted(known, 0.5);
  const range = (quantileOfSorted(known, 0.75) - quantileOfSorted(known, 0.25)) / NORMAL_IQR;
  return { log, centre, spread: range > 0 ? range : deviation(known) || 1, missing };
}

/** Linear between the two nearest ranks (type 7 of Hyndman & Fan 1996, as in NumPy and R). NaN when empty. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return NaN;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

function deviation(values: Float64Array): number {
  let mean = 0;
  for (const v of values) mean += v / values.length;
  let squares = 0;
  for (const v of values) squares += (v - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** One value in scaled units. */
export function scaleValue(value: number, scale: ColumnScale): number {
  if (Number.isNaN(value)) return 0;
  const scaled = ((scale.log ? logged(value) : value) - scale.centre) / scale.spread;
  return Math.max(-CLIP, Math.min(CLIP, scaled));
}

/** Columns side by side, scaled: shape (rows, dims), row-major, float32. */
export function scaleColumns(columns: readonly Float64Array[], scales: readonly ColumnScale[], rows: number): Float32Array {
  const dims = columns.length;
  const points = new Float32Array(rows * dims);
  columns.forEach((column, a) => {
    for (let i = 0; i < rows; i++) points[i * dims + a] = scaleValue(column[i]!, scales[a]!);
  });
  return points;
}
