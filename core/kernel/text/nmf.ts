/** Parts of texts: non-negative matrix factorisation of a sparse matrix. */
import type { Random } from '../../base/random.ts';
import type { SparseRows } from './sparse.ts';

export interface Factors {
  k: number;
  /** How much of each part is in each row, shape (rows, k), row-major, >= 0. */
  weights: Float64Array;
  /** How much each column belongs to each part, shape (columns, k), row-major, >= 0; each part has length 1. */
  parts: Float64Array;
  /** Share of the squared sum of the matrix that is left over, 0..1. */
  residual: number;
  passes: number;
}

const TINY = 1e-12;

/** Which parts make up the rows? X ≈ weights · partsᵀ, nothing below 0, so that parts add up and read as topics.
 *  Method: hierarchical alternating least squares, from rows far apart; parts are scaled to length 1 after each pass.
 *  Not convex: another start may end elsewhere. Try some and keep the least residual (`bestOfStarts`).
 *  @param x      shape (rows, columns), >= 0; rows of length 1 make texts count alike; not modified
 *  @param options.k         parts, from 1
 *  @param options.rng       for the start
 *  @param options.passes    at most; default 40, by which the residual of text matrices has settled to 1e-3
 *  @param options.from      parts to go on from, k of them or fewer: the others start at rows far from these; default: none
 *  @param options.tolerance stop when a pass improves the residual by less; default 1e-4
 *  @returns parts ordered by their share of all weights, largest first.   Cost: passes x (entries x k x 2 + (rows + columns) x k²).
 *  Source: Cichocki & Phan 2009, algorithm 2 (HALS); start after Arthur & Vassilvitskii 2007, on cosine distance. */
export function factorise(
  x: SparseRows,
  {
    k,
    rng,
    passes = 40,
    tolerance = 1e-4,
    from = null,
  }: { k: number; rng: Random; passes?: number; tolerance?: number; from?: Pick<Factors, 'parts' | 'k'> | null },
): Factors {
  const { rows, columns } = x;
  const parts = farRows(x, k, rng, from);
  const weights = new Float64Array(rows * k);
  const xp = new Float64Array(rows * k); // X · parts
  const xw = new Float64Array(columns * k); // Xᵀ · weights
  const pp = new Float64Array(k * k);
  const ww = new Float64Array(k * k);
  let total = 0;
  for (const v of x.value) total += v * v;
  let residual = 1;
  let pass = 0;
  timesParts(x, parts, k, xp);
  gram(parts, k, columns, pp);
  while (pass < passes && total > 0) {
    // From nothing the weights of the first pass need a few rounds.
    for (let round = pass === 0 ? 5 : 1; round > 0; round--) improve(weights, xp, pp, rows, k);
    timesWeights(x, weights, k, xw);
    gram(weights, k, rows, ww);
    improve(parts, xw, ww, columns, k);
    scaleParts(parts, weights, rows, columns, k);
    timesParts(x, parts, k, xp);
    gram(parts, k, columns, pp);
    gram(weights, k, rows, ww);
    // ||X - WPᵀ||² = ||X||² - 2 <XP, W> + <WᵀW, PᵀP>
    let cross = 0;
    for (let i = 0; i < rows * k; i++) cross += xp[i]! * weights[i]!;
    let square = 0;
    for (let i = 0; i < k * k; i++) square += pp[i]! * ww[i]!;
    const left = Math.max(0, (total - 2 * cross + square) / total);
    const gain = residual - left;
    residual = left;
    pass++;
    if (pass > 3 && gain < tolerance) break;
  }
  return ordered({ k, weights, parts, residual, passes: pass }, rows, columns);
}

/** A few passes from each of several starts, drawn one after the other from `rng`; the one with the least residual is carried to its end.
 *  @param options.grown parts of a smaller k, as one more start: the rows they explain least become the new parts */
export function bestOfStarts(
  x: SparseRows,
  {
    k,
    rng,
    starts,
    trial = 5,
    passes = 40,
    grown = null,
  }: { k: number; rng: Random; starts: number; trial?: number; passes?: number; grown?: Pick<Factors, 'parts' | 'k'> | null },
): Factors {
  let best = factorise(x, { k, rng, passes: trial, from: grown });
  for (let n = grown ? 0 : 1; n < starts; n++) {
    const other = factorise(x, { k, rng, passes: trial });
    if (other.residual < best.residual) best = other;
  }
  return factorise(x, { k, rng, passes, from: best });
}

/** How much of known parts is in other rows; the parts stay as they are. @returns shape (rows, k) */
export function weightsOf(x: SparseRows, parts: Float64Array, k: number): Float64Array {
  const weights = new Float64Array(x.rows * k);
  const xp = new Float64Array(x.rows * k);
  const pp = new Float64Array(k * k);
  timesParts(x, parts, k, xp);
  gram(parts, k, x.columns, pp);
  for (let round = 0; round < 12; round++) improve(weights, xp, pp, x.rows, k);
  return weights;
}

/** Rows closer than this by cosine are averaged into a first part: the neighbourhood of a row says more than the row. */
const NEAR = 0.3;
/** A little of the mean row is mixed into each first part: a column that starts at 0 in all of them never leaves it. */
const MEAN_SHARE = 0.01;

/** First parts: rows far apart; each next one is drawn by its squared distance to the nearest one before (k-means++, the greedy form). */
function farRows(x: SparseRows, k: number, rng: Random, from: Pick<Factors, 'parts' | 'k'> | null): Float64Array {
  const { rows, columns, offset, column, value } = x;
  const parts = new Float64Array(columns * k);
  const mean = new Float64Array(columns);
  const length = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let e = offset[i]!; e < offset[i + 1]!; e++) {
      length[i]! += value[e]! ** 2;
      mean[column[e]!]! += value[e]! / rows;
    }
    length[i] = Math.sqrt(length[i]!);
  }
  let away: Float64Array = Float64Array.from(length, (l) => (l > 0 ? 1 : 0));
  const given = from?.k ?? 0;
  if (from) {
    for (let c = 0; c < columns; c++) for (let p = 0; p < given; p++) parts[c * k + p] = from.parts[c * given + p]!;
    if (given >= k) return parts;
    const near = new Float64Array(rows * given);
    timesParts(x, from.parts, given, near);
    for (let i = 0; i < rows; i++)
      for (let p = 0; p < given; p++)
        if (length[i]! > 0) away[i] = Math.min(away[i]!, Math.max(0, 1 - near[i * given + p]! / length[i]!) ** 2);
  }
  const dense = new Float64Array(columns);
  const centre = new Float64Array(columns);
  const tries = 2 + Math.floor(Math.log(k + 1));
  for (let p = given; p < k; p++) {
    // Of several draws the one that leaves the least distance: an odd text is far from all, but few are near it.
    let near: Float64Array = new Float64Array(0);
    let left: Float64Array = away;
    let least = Infinity;
    for (let n = 0; n < tries; n++) {
      const cosine = cosinesTo(x, drawn(away, rng), length, dense);
      let sum = 0;
      const after = away.map((d, i) => {
        const closer = Math.min(d, Math.max(0, 1 - cosine[i]!) ** 2);
        sum += closer;
        return closer;
      });
      if (sum >= least) continue;
      least = sum;
      near = cosine;
      left = after;
    }
    away = left;
    centre.fill(0);
    for (let i = 0; i < rows; i++)
      if (near[i]! > NEAR) for (let e = offset[i]!; e < offset[i + 1]!; e++) centre[column[e]!]! += near[i]! * value[e]!;
    let size = 0;
    for (let c = 0; c < columns; c++) size += centre[c]! ** 2;
    const scale = size > 0 ? 1 / Math.sqrt(size) : 0;
    for (let c = 0; c < columns; c++) parts[c * k + p] = centre[c]! * scale + MEAN_SHARE * mean[c]!;
  }
  return parts;
}

/** Cosine of every row to one of them; 0 for empty rows. @param dense all 0, and left so */
function cosinesTo(
  { rows, offset, column, value }: SparseRows,
  at: number,
  length: Float64Array,
  dense: Float64Array,
): Float64Array {
  const out = new Float64Array(rows);
  if (length[at] === 0) return out;
  for (let e = offset[at]!; e < offset[at + 1]!; e++) dense[column[e]!] = value[e]!;
  for (let i = 0; i < rows; i++) {
    if (length[i] === 0) continue;
    let dot = 0;
    for (let e = offset[i]!; e < offset[i + 1]!; e++) dot += value[e]! * dense[column[e]!]!;
    out[i] = dot / (length[i]! * length[at]!);
  }
  for (let e = offset[at]!; e < offset[at + 1]!; e++) dense[column[e]!] = 0;
  return out;
}

/** An index by its weight; the last one when all weights are 0. */
function drawn(weight: Float64Array, rng: Random): number {
  let total = 0;
  for (const w of weight) total += w;
  let left = rng.unit() * total;
  for (let i = 0; i < weight.length - 1; i++) {
    left -= weight[i]!;
    if (left < 0) return i;
  }
  return Math.max(0, weight.length - 1);
}

function timesParts({ rows, offset, column, value }: SparseRows, parts: Float64Array, k: number, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let e = offset[i]!; e < offset[i + 1]!; e++) {
      const v = value[e]!;
      const from = column[e]! * k;
      for (let p = 0; p < k; p++) out[i * k + p]! += v * parts[from + p]!;
    }
  }
}

function timesWeights({ rows, offset, column, value }: SparseRows, weights: Float64Array, k: number, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let e = offset[i]!; e < offset[i + 1]!; e++) {
      const v = value[e]!;
      const to = column[e]! * k;
      for (let p = 0; p < k; p++) out[to + p]! += v * weights[i * k + p]!;
    }
  }
}

/** Inner products of the k columns of a matrix of shape (n, k). */
function gram(m: Float64Array, k: number, n: number, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < k; a++) {
      const v = m[i * k + a]!;
      if (v === 0) continue;
      for (let b = a; b < k; b++) out[a * k + b]! += v * m[i * k + b]!;
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) out[a * k + b] = out[b * k + a]!;
}

/** One round over the k columns of one side, row by row: each takes its best value given the others. */
function improve(side: Float64Array, product: Float64Array, other: Float64Array, n: number, k: number): void {
  for (let i = 0; i < n; i++) {
    const at = i * k;
    for (let p = 0; p < k; p++) {
      let rest = product[at + p]!;
      for (let q = 0; q < k; q++) rest -= side[at + q]! * other[q * k + p]!;
      const better = side[at + p]! + rest / Math.max(other[p * k + p]!, TINY);
      side[at + p] = better > 0 ? better : 0;
    }
  }
}

function scaleParts(parts: Float64Array, weights: Float64Array, rows: number, columns: number, k: number): void {
  for (let p = 0; p < k; p++) {
    let size = 0;
    for (let c = 0; c < columns; c++) size += parts[c * k + p]! ** 2;
    size = Math.sqrt(size);
    if (size < TINY) continue;
    for (let c = 0; c < columns; c++) parts[c * k + p]! /= size;
    for (let i = 0; i < rows; i++) weights[i * k + p]! *= size;
  }
}

function ordered(f: Factors, rows: number, columns: number): Factors {
  const { k } = f;
  const share = new Float64Array(k);
  for (let i = 0; i < rows * k; i++) share[i % k]! += f.weights[i]!;
  const order = [...share.keys()].sort((a, b) => share[b]! - share[a]! || a - b);
  const moved = (m: Float64Array, n: number) => {
    const out = new Float64Array(n * k);
    for (let i = 0; i < n; i++) for (let p = 0; p < k; p++) out[i * k + p] = m[i * k + order[p]!]!;
    return out;
  };
  return { ...f, weights: moved(f.weights, rows), parts: moved(f.parts, columns) };
}
