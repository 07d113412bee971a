import { type Random, seeded } from '../base/random.ts';
import { Z95 } from './interval.ts';

export interface ChangePoint {
  /** Index of the first value of the new regime. */
  at: number;
  before: number;
  after: number;
  /** after - before, with a 95 % interval that takes the place of the change as given. */
  difference: number;
  low: number;
  high: number;
  /** Share of series without any change, with the same sizes, that show a split at least as strong. */
  p: number;
}

/** Where, if anywhere, did a rate change for good? The split with the largest binomial likelihood ratio; its p-value by simulation from the
 *  one-rate model, so that looking at every split is paid for. Assumes independent cohorts and one change.
 *  @param hits, sizes one value a period, hits <= sizes; periods without members are passed over
 *  @param options.margin fewest periods on either side   @returns null when there are fewer than 2 x margin periods or nobody.
 *  Cost: O(simulations x periods).   Source: Hinkley and Hinkley 1970, binomial change-point. */
export function changePoint(
  hits: ArrayLike<number>,
  sizes: ArrayLike<number>,
  { margin = 3, simulations = 999, seed = 1 }: { margin?: number; simulations?: number; seed?: number } = {},
): ChangePoint | null {
  const at: number[] = [];
  for (let i = 0; i < sizes.length; i++) if (sizes[i]! > 0) at.push(i);
  if (at.length < 2 * margin) return null;
  const n = Float64Array.from(at, (i) => sizes[i]!);
  const x = Float64Array.from(at, (i) => hits[i]!);
  const total = n.reduce((s, v) => s + v, 0);
  const rate = x.reduce((s, v) => s + v, 0) / total;
  if (rate <= 0 || rate >= 1) return null;
  const found = bestSplit(x, n, margin);
  const rng = seeded(seed);
  let stronger = 0;
  const drawn = new Float64Array(n.length);
  for (let s = 0; s < simulations; s++) {
    for (let i = 0; i < n.length; i++) drawn[i] = binomial(n[i]!, rate, rng);
    if (bestSplit(drawn, n, margin).ratio >= found.ratio) stronger++;
  }
  const sum = (values: Float64Array, from: number, to: number) => values.subarray(from, to).reduce((a, v) => a + v, 0);
  const n1 = sum(n, 0, found.split);
  const n2 = sum(n, found.split, n.length);
  const before = sum(x, 0, found.split) / n1;
  const after = sum(x, found.split, n.length) / n2;
  const half = Z95 * Math.sqrt((before * (1 - before)) / n1 + (after * (1 - after)) / n2);
  return {
    at: at[found.split]!,
    before,
    after,
    difference: after - before,
    low: after - before - half,
    high: after - before + half,
    p: (stronger + 1) / (simulations + 1),
  };
}

function bestSplit(x: Float64Array, n: Float64Array, margin: number): { split: number; ratio: number } {
  let allX = 0;
  let allN = 0;
  for (let i = 0; i < n.length; i++) {
    allX += x[i]!;
    allN += n[i]!;
  }
  const whole = logLikelihood(allX, allN);
  let best = { split: margin, ratio: -1 };
  let leftX = 0;
  let leftN = 0;
  for (let i = 0; i < n.length - margin; i++) {
    leftX += x[i]!;
    leftN += n[i]!;
    if (i + 1 < margin) continue;
    const ratio = logLikelihood(leftX, leftN) + logLikelihood(allX - leftX, allN - leftN) - whole;
    if (ratio > best.ratio) best = { split: i + 1, ratio };
  }
  return best;
}

const logLikelihood = (x: number, n: number): number =>
  (x > 0 ? x * Math.log(x / n) : 0) + (n - x > 0 ? (n - x) * Math.log((n - x) / n) : 0);

/** Exact below 60 trials, else normal with a continuity step: only the null distribution of a maximum needs it. */
function binomial(n: number, p: number, rng: Random): number {
  if (n < 60) {
    let hits = 0;
    for (let i = 0; i < n; i++) if (rng.unit() < p) hits++;
    return hits;
  }
  return Math.min(n, Math.max(0, Math.round(n * p + rng.normal() * Math.sqrt(n * p * (1 - p)))));
}
