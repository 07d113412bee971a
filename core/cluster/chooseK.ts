/** How many clusters there are, if any. */
import { seeded } from '../base/random.ts';
import { adjustedRand } from '../kernel/cluster/agreement.ts';
import { assignToCentres, kmeans } from '../kernel/cluster/kmeans.ts';
import { silhouette, stratifiedRows } from '../kernel/cluster/silhouette.ts';
import { structureless } from '../kernel/cluster/structureless.ts';
import { valleyDepth } from '../kernel/cluster/valley.ts';
import type { Candidate } from './types.ts';

export const K_MIN = 2;
export const K_MAX = 12;
/** Candidates are compared on at most so many rows; more rows change the answer little and cost in proportion. */
export const CANDIDATE_ROWS = 2_000;
export const SILHOUETTE_ROWS = 2_000;
export const RESAMPLES = 20;
/** Structureless data sets, and their rows. */
export const REFERENCES = 20;
const REFERENCE_ROWS = 1_000;
const REFERENCE_STARTS = 3;
const RESAMPLE_STARTS = 2;
/** A number of clusters is in the choice when all of these hold. */
export const NEED = {
  /** Mean adjusted Rand index of the groups found in a resample with those found in all rows. */
  stability: 0.7,
  /** Groups at least so much tighter than in structureless data: ln of the ratio of the sums of squares ... */
  gap: 0.05,
  /** ... which is so many standard deviations of what structureless data give by chance ... */
  gapDeviations: 4,
  /** ... and so much farther apart by the silhouette. */
  silhouetteGain: 0.03,
  /** Rows half way between groups, as a share of those near the centres, at most. */
  valley: 0.5,
  /** Share of the rows in the smallest group. */
  smallest: 0.01,
};
/** Added to sums of squares before the logarithm, as a share of the total: rows that sit on their centres have none. */
const LOG_FLOOR = 1e-9;

/** Tries each k on the points: silhouette, stability over bootstrap resamples, the valley between groups, and for those that are stable and apart
 *  the comparison with structureless data, in the order of merit until one is clear.
 *  @param points shape (rows, dims), scaled; rows in no order
 *  @param ks ascending
 *  @returns candidates in the order of ks, and the k to take: the best mean of silhouette and stability among those that meet NEED, or null */
export function tryEach(
  points: Float32Array,
  rows: number,
  dims: number,
  ks: readonly number[],
  seed: number,
): { candidates: Candidate[]; chosen: number | null } {
  const fits = ks.map((k) => ({ k, ...kmeans(points, { rows, dims, k, seed }) }));
  const stabilities = stabilityOf(points, rows, dims, fits, seed);
  const candidates = fits.map((fit, at): Candidate => {
    const sampled = stratifiedRows(fit.labels, fit.k, SILHOUETTE_ROWS, seeded([1, 0, fit.k, seed]));
    const { mean } = silhouette(takeRows(points, dims, sampled), takeLabels(fit.labels, sampled), {
      rows: sampled.length,
      dims,
      k: fit.k,
    });
    return {
      k: fit.k,
      silhouette: mean,
      stability: stabilities[at]!,
      inertia: fit.inertia,
      valley: valleyDepth(points, fit.labels, fit.centres, { rows, dims, k: fit.k }),
      gap: null,
      gapDeviations: null,
      silhouetteGain: null,
    };
  });
  const inOrderOfMerit = candidates
    .filter((c, at) => isApart(c) && Math.min(...fits[at]!.sizes) >= Math.max(2, NEED.smallest * rows))
    .sort((a, b) => merit(b) - merit(a) || a.k - b.k);
  const compare = inOrderOfMerit.length > 0 ? againstStructureless(points, rows, dims, seed) : null;
  for (const candidate of inOrderOfMerit) {
    Object.assign(candidate, compare!(candidate.k));
    if (isClear(candidate)) return { candidates, chosen: candidate.k };
  }
  return { candidates, chosen: null };
}

const merit = (c: Candidate) => (c.silhouette + c.stability) / 2;
const isApart = (c: Candidate) => c.stability >= NEED.stability && c.valley <= NEED.valley;
const isClear = (c: Candidate) =>
  c.gap !== null && c.gap >= NEED.gap && c.gapDeviations! >= NEED.gapDeviations && c.silhouetteGain! >= NEED.silhouetteGain;

/** Mean adjusted Rand index per fit: fit a bootstrap resample, give every row the nearest of its centres, compare with the fit of all rows.
 *  Source: Hennig 2007; Dolnicar & Leisch 2010. */
export function stabilityOf(
  points: Float32Array,
  rows: number,
  dims: number,
  fits: readonly { k: number; labels: Int32Array }[],
  seed: number,
): number[] {
  const sums = fits.map(() => 0);
  const drawn = new Int32Array(rows);
  for (let r = 0; r < RESAMPLES; r++) {
    const rng = seeded([2, 0, r, seed]);
    for (let i = 0; i < rows; i++) drawn[i] = rng.below(rows);
    const resample = takeRows(points, dims, drawn);
    fits.forEach(({ k, labels }, at) => {
      const { centres } = kmeans(resample, { rows, dims, k, seed: seed + r + 1, starts: RESAMPLE_STARTS });
      sums[at]! += adjustedRand(labels, assignToCentres(points, { rows, dims, k }, centres)) / RESAMPLES;
    });
  }
  return sums;
}

/** How far groups are from those in data of the same columns and correlations that hold no groups. */
function againstStructureless(points: Float32Array, rows: number, dims: number, seed: number) {
  const n = Math.min(rows, REFERENCE_ROWS);
  const own = points.subarray(0, n * dims); // the rows come in no order
  const source = structureless(own, n, dims, seed);
  const references = Array.from({ length: REFERENCES }, (_, b) => source.draw(b));
  const whole = kmeans(own, { rows: n, dims, k: 1, seed, starts: 1 }).inertia;
  const measure = (data: Float32Array, k: number) => {
    const fit = kmeans(data, { rows: n, dims, k, seed, starts: REFERENCE_STARTS });
    const { mean } = silhouette(data, fit.labels, { rows: n, dims, k });
    return { logInertia: Math.log(fit.inertia + LOG_FLOOR * whole), silhouette: mean };
  };
  return (k: number): { gap: number; gapDeviations: number; silhouetteGain: number } => {
    const here = measure(own, k);
    const there = references.map((data) => measure(data, k));
    const mean = there.reduce((sum, m) => sum + m.logInertia, 0) / REFERENCES;
    const deviation = Math.sqrt(there.reduce((sum, m) => sum + (m.logInertia - mean) ** 2, 0) / (REFERENCES - 1));
    const gap = mean - here.logInertia;
    const silhouetteGain = here.silhouette - there.reduce((sum, m) => sum + m.silhouette, 0) / REFERENCES;
    return { gap, gapDeviations: gap / Math.max(deviation, 1e-9), silhouetteGain };
  };
}

export function takeRows(points: Float32Array, dims: number, rows: Int32Array): Float32Array {
  const out = new Float32Array(rows.length * dims);
  for (let i = 0; i < rows.length; i++) {
    for (let a = 0, from = rows[i]! * dims; a < dims; a++) out[i * dims + a] = points[from + a]!;
  }
  return out;
}

export const takeLabels = (labels: Int32Array, rows: Int32Array): Int32Array => rows.map((row) => labels[row]!);
