/** How a column is spread. NaN is missing and never counted. */

export interface Spread {
  known: number;
  min: number;
  q25: number;
  median: number;
  q75: number;
  max: number;
  mean: number;
  /** Values outside [low, high] are outliers: they are pulled to the fence where an average is made (winsorised), never dropped. */
  fence: { low: number; high: number };
  outliers: number;
  /** Mean after winsorising. */
  winsorisedMean: number;
}

/** @param values NaN = missing; not modified
 *  @param options.log fences on log(1 + x): for counts, whose long tail is no error
 *  @returns NaN everywhere when nothing is known.   Fences: three interquartile ranges beyond the quartiles (Tukey 1977, "far out").
 *  Cost: one sort. */
export function spreadOf(values: Float64Array, { log = false }: { log?: boolean } = {}): Spread {
  const sorted = sortedKnown(values);
  const n = sorted.length;
  const q25 = quantile(sorted, 0.25);
  const q75 = quantile(sorted, 0.75);
  const to = (v: number) => (log ? Math.log1p(v) : v);
  const back = (v: number) => (log ? Math.expm1(v) : v);
  const reach = 3 * (to(q75) - to(q25));
  const fence = { low: back(to(q25) - reach), high: back(to(q75) + reach) };
  let sum = 0;
  let pulled = 0;
  let outliers = 0;
  const isFlat = q25 === q75; // half the members are equal: a fence would call all others outliers
  for (const v of sorted) {
    sum += v;
    const isOut = !isFlat && (v < fence.low || v > fence.high);
    outliers += isOut ? 1 : 0;
    pulled += isOut ? Math.min(Math.max(v, fence.low), fence.high) : v;
  }
  return {
    known: n,
    min: sorted[0] ?? Number.NaN,
    q25,
    median: quantile(sorted, 0.5),
    q75,
    max: sorted[n - 1] ?? Number.NaN,
    mean: n === 0 ? Number.NaN : sum / n,
    fence: isFlat ? { low: sorted[0] ?? Number.NaN, high: sorted[n - 1] ?? Number.NaN } : fence,
    outliers,
    winsorisedMean: n === 0 ? Number.NaN : pulled / n,
  };
}

/** Largest whole number that is counted instead of compared. */
const COUNTED = 1 << 17;

/** The known values, ascending. Whole numbers of a small range (days, counts: most measures of members) are counted, the others sorted.
 *  Cost: O(n), or O(n log n). */
export function sortedKnown(values: Float64Array): Float64Array {
  let known = 0;
  let most = 0;
  let isWhole = true;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (Number.isNaN(v)) continue;
    known++;
    if (v < 0 || v > COUNTED || v !== (v | 0)) {
      isWhole = false;
      break;
    }
    if (v > most) most = v;
  }
  if (!isWhole || most > 4 * known) return values.filter((v) => !Number.isNaN(v)).sort();
  const counts = new Int32Array(most + 1);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) counts[values[i]!]!++;
  const sorted = new Float64Array(known);
  for (let v = 0, at = 0; v <= most; v++) {
    sorted.fill(v, at, at + counts[v]!);
    at += counts[v]!;
  }
  return sorted;
}

/** Linear between the two nearest ranks (R type 7, as NumPy). @param sorted ascending. @returns NaN when empty. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = share * (n - 1);
  const low = Math.floor(at);
  const rest = at - low;
  return rest === 0 ? sorted[low]! : sorted[low]! + rest * (sorted[low + 1]! - sorted[low]!);
}

/** Median of the values that are known. NaN when none is. */
export const median = (values: Float64Array): number => quantile(sortedKnown(values), 0.5);
