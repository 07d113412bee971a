/** Principal components: the few directions in which points differ most, for a map of them. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Components {
  means: Float64Array;
  /** Shape (count, dims), unit length, most spread first; the largest loading of each is positive. */
  directions: Float64Array;
  /** Variance along each direction, divided by rows - 1. */
  variances: Float64Array;
  /** Share of the whole variance, 0..1; 0 when nothing varies. */
  explained: Float64Array;
}

/** Sample covariance, shape (dims, dims), and means. @param points shape (rows, dims). Rows - 1 in the divisor. */
export function covariance(
  points: Float32Array | Float64Array,
  rows: number,
  dims: number,
): { means: Float64Array; matrix: Float64Array } {
  const means = new Float64Array(dims);
  for (let i = 0; i < rows; i++) for (let a = 0; a < dims; a++) means[a]! += points[i * dims + a]!;
  for (let a = 0; a < dims; a++) means[a]! /= Math.max(rows, 1);
  const matrix = new Float64Array(dims * dims);
  const row = new Float64Array(dims);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < dims; a++) row[a] = points[i * dims + a]! - means[a]!;
    for (let a = 0; a < dims; a++) {
      const value = row[a]!;
      for (let b = a; b < dims; b++) matrix[a * dims + b]! += value * row[b]!;
    }
  }
  for (let a = 0; a < dims; a++) {
    for (let b = a; b < dims; b++) matrix[b * dims + a] = matrix[a * dims + b]! /= Math.max(rows - 1, 1);
  }
  return { means, matrix };
}

/** Eigenvectors of a symmetric matrix as rows, largest eigenvalue first; ties and signs are settled, so that the answer is one.
 *  The loading of largest size is positive (the first of equals). */
export function symmetricEigen(matrix: Float64Array, dims: number): { values: Float64Array; vectors: Float64Array } {
  const nested = Matrix.from1DArray(dims, dims, Array.from(matrix));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(nested, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]! || a - b);
  const values = Float64Array.from(order, (i) => realEigenvalues[i]!);
  const vectors = new Float64Array(dims * dims);
  order.forEach((column, place) => {
    let largest = 0;
    for (let a = 0; a < dims; a++) {
      const loading = eigenvectorMatrix.get(a, column);
      if (Math.abs(loading) > Math.abs(largest) * (1 + 1e-9)) largest = loading;
    }
    for (let a = 0; a < dims; a++) vectors[place * dims + a] = (largest < 0 ? -1 : 1) * eigenvectorMatrix.get(a, column);
  });
  return { values, vectors };
}

/** @param points shape (rows, dims); a column in a larger unit counts for more, so scale first
 *  @param count directions wanted, at most dims */
export function principalComponents(points: Float32Array | Float64Array, rows: number, dims: number, count: number): Components {
  const { means, matrix } = covariance(points, rows, dims);
  const { values, vectors } = symmetricEigen(matrix, dims);
  let whole = 0;
  for (let a = 0; a < dims; a++) whole += matrix[a * dims + a]!;
  const kept = Math.min(count, dims);
  const variances = values.slice(0, kept).map((v) => Math.max(v, 0));
  return {
    means,
    directions: vectors.slice(0, kept * dims),
    variances,
    explained: variances.map((v) => (whole > 0 ? v / whole : 0)),
  };
}

/** Coordinates along the directions, one array per direction. */
export function project(
  points: Float32Array | Float64Array,
  rows: number,
  dims: number,
  { means, directions }: Pick<Components, 'means' | 'directions'>,
): Float32Array[] {
  return Array.from({ length: directions.length / dims }, (_, c) => {
    const along = new Float32Array(rows);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let a = 0; a < dims; a++) sum += (points[i * dims + a]! - means[a]!) * directions[c * dims + a]!;
      along[i] = sum;
    }
    return along;
  });
}
