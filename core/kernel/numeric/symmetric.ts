/** Small symmetric systems: information matrices of a handful of parameters. Matrices are flat, row-major, p by p. */

/** A pivot below this share of its diagonal means that the row is, to rounding, a combination of those before it. */
const PIVOT_SHARE = 1e-10;

/** Lower Cholesky factor of a positive definite matrix.
 *  @returns the factor; or the index of the first row that depends on the rows before it, as `singular` */
export function cholesky(matrix: Float64Array, p: number): { factor: Float64Array; singular: number } {
  const factor = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let i = j; i < p; i++) {
      let sum = matrix[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!;
      if (i === j) {
        if (!(sum > PIVOT_SHARE * Math.abs(matrix[j * p + j]!))) return { factor, singular: j };
        factor[j * p + j] = Math.sqrt(sum);
      } else factor[i * p + j] = sum / factor[j * p + j]!;
    }
  }
  return { factor, singular: -1 };
}

/** x of A x = b, from the Cholesky factor of A. */
export function solveFactored(factor: Float64Array, b: Float64Array, p: number): Float64Array {
  const x = b.slice();
  for (let i = 0; i < p; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * p + k]! * x[k]!;
    x[i] = sum / factor[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < p; k++) sum -= factor[k * p + i]! * x[k]!;
    x[i] = sum / factor[i * p + i]!;
  }
  return x;
}

/** Inverse of a positive definite matrix, or undefined when it is singular. */
export function invertSymmetric(matrix: Float64Array, p: number): Float64Array | undefined {
  const { factor, singular } = cholesky(matrix, p);
  if (singular >= 0) return undefined;
  const inverse = new Float64Array(p * p);
  const unit = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveFactored(factor, unit, p);
    for (let i = 0; i < p; i++) inverse[i * p + j] = column[i]!;
  }
  return inverse;
}

/** u' A^- u for a positive semidefinite A, leaving out rows that depend on earlier ones.
 *  @returns the form and the rank that was used: the degrees of freedom of a test */
export function quadraticForm(matrix: Float64Array, u: Float64Array, p: number): { value: number; rank: number } {
  const factor = new Float64Array(p * p);
  const half = new Float64Array(p);
  let value = 0;
  let rank = 0;
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < j; k++) {
      if (factor[k * p + k] === 0) continue;
      let sum = matrix[j * p + k]!;
      for (let m = 0; m < k; m++) sum -= factor[j * p + m]! * factor[k * p + m]!;
      factor[j * p + k] = sum / factor[k * p + k]!;
    }
    let pivot = matrix[j * p + j]!;
    let left = u[j]!;
    for (let k = 0; k < j; k++) {
      pivot -= factor[j * p + k]! ** 2;
      left -= factor[j * p + k]! * half[k]!;
    }
    if (!(pivot > PIVOT_SHARE * Math.abs(matrix[j * p + j]!))) continue;
    factor[j * p + j] = Math.sqrt(pivot);
    half[j] = left / factor[j * p + j]!;
    value += half[j]! ** 2;
    rank++;
  }
  return { value, rank };
}
