/** Data that look like the given data column by column and pair by pair, but hold no groups: what "no clear groups" is measured against. */
import { type Random, seeded } from '../../base/random.ts';
import { covariance, symmetricEigen } from './components.ts';

/** Makes data sets of the same shape. */
export interface Structureless {
  /** Shape (rows, dims), float32: each column holds exactly the values of the original column. */
  draw(seed: number): Float32Array;
}

/** Rounds in which the correlations of the hidden normals are corrected until those of the values agree. */
const ROUNDS = 4;
/** Smallest eigenvalue that is kept, so that the corrected correlations stay those of something. */
const LEAST_EIGENVALUE = 1e-6;

/** A Gaussian copula with the columns' own values: draws correlated normals, one hidden variable a column, and puts the column's sorted values in
 *  the order of its normals. So every column keeps its shape (skew, zeros, two humps), every pair keeps its correlation, and nothing else is left:
 *  the normals have one hump. Ties weaken correlations, which is made up for by a few rounds of correction.
 *  @param points shape (rows, dims), at least 2 rows
 *  Cost: one draw is rows × dims² and dims sorts.   Source: NORTA, Cario & Nelson 1997; as a reference for clusters: the idea of
 *  Tibshirani, Walther & Hastie 2001 and of SigClust (Liu et al. 2008), which take a uniform box and one normal. */
export function structureless(points: Float32Array, rows: number, dims: number, seed: number): Structureless {
  const sorted = Array.from({ length: dims }, (_, a) => {
    const column = new Float32Array(rows);
    for (let i = 0; i < rows; i++) column[i] = points[i * dims + a]!;
    return column.sort();
  });
  const wanted = correlation(points, rows, dims);
  let hidden = wanted.slice();
  const trial = whitened(normals(seeded([0x51ed270b, 0x243f6a88, 0, seed]), rows * dims), rows, dims);
  let root = squareRoot(hidden, dims);
  for (let round = 0; round < ROUNDS; round++) {
    const got = correlation(inOrder(trial, root, sorted, rows, dims), rows, dims);
    hidden = hidden.map((r, at) => Math.max(-0.999, Math.min(0.999, r + wanted[at]! - got[at]!)));
    for (let a = 0; a < dims; a++) hidden[a * dims + a] = 1;
    root = squareRoot(hidden, dims);
  }
  return {
    draw: (seedOfDraw) =>
      inOrder(normals(seeded([0x51ed270b, 0x243f6a88, seedOfDraw + 1, seed]), rows * dims), root, sorted, rows, dims),
  };
}

function normals(rng: Random, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = rng.normal();
  return out;
}

/** The same numbers turned and stretched until their sample covariance is the identity: a trial without the chance of a draw. */
function whitened(points: Float64Array, rows: number, dims: number): Float64Array {
  const { means, matrix } = covariance(points, rows, dims);
  const { values, vectors } = symmetricEigen(matrix, dims);
  const out = new Float64Array(rows * dims);
  for (let c = 0; c < dims; c++) {
    const scale = 1 / Math.sqrt(Math.max(values[c]!, LEAST_EIGENVALUE));
    for (let i = 0; i < rows; i++) {
      let along = 0;
      for (let a = 0; a < dims; a++) along += (points[i * dims + a]! - means[a]!) * vectors[c * dims + a]!;
      out[i * dims + c] = along * scale;
    }
  }
  return out;
}

/** Pearson; 0 with a column that does not vary. */
function correlation(points: Float32Array, rows: number, dims: number): Float64Array {
  const { matrix } = covariance(points, rows, dims);
  return Float64Array.from(matrix, (value, at) => {
    const [a, b] = [Math.floor(at / dims), at % dims];
    const scale = Math.sqrt(matrix[a * dims + a]! * matrix[b * dims + b]!);
    if (a === b) return 1;
    return scale > 0 ? value / scale : 0;
  });
}

/** A matrix R with R Rᵀ = the correlations, after negative eigenvalues were cut off; shape (dims, dims). */
function squareRoot(correlations: Float64Array, dims: number): Float64Array {
  const { values, vectors } = symmetricEigen(correlations, dims);
  const root = new Float64Array(dims * dims);
  for (let a = 0; a < dims; a++) {
    let length = 0;
    for (let c = 0; c < dims; c++) {
      const part = vectors[c * dims + a]! * Math.sqrt(Math.max(values[c]!, LEAST_EIGENVALUE));
      root[a * dims + c] = part;
      length += part * part;
    }
    for (let c = 0; c < dims; c++) root[a * dims + c]! /= Math.sqrt(length);
  }
  return root;
}

/** Each column's sorted values, put in the order of its hidden normal (root × independent normals). */
function inOrder(
  independent: Float64Array,
  root: Float64Array,
  sorted: Float32Array[],
  rows: number,
  dims: number,
): Float32Array {
  const out = new Float32Array(rows * dims);
  const hidden = new Float64Array(rows);
  for (let a = 0; a < dims; a++) {
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let c = 0; c < dims; c++) sum += root[a * dims + c]! * independent[i * dims + c]!;
      hidden[i] = sum;
    }
    const order = rankOrder(hidden);
    const values = sorted[a]!;
    for (let place = 0; place < rows; place++) out[order[place]! * dims + a] = values[place]!;
  }
  return out;
}

/** Row numbers from the smallest value to the largest. A typed array of values sorts much faster than numbers with a comparison:
 *  the row number rides in the lowest bits of the value, which moves it by less than 2⁻²⁰ of itself. */
function rankOrder(values: Float64Array): Int32Array {
  const keyed = values.slice();
  const words = new Uint32Array(keyed.buffer);
  for (let i = 0; i < keyed.length; i++) words[2 * i] = i; // low word: all supported machines are little-endian
  keyed.sort();
  return Int32Array.from({ length: keyed.length }, (_, place) => words[2 * place]!);
}
