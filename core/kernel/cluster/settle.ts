/** The last steps of k-means in float64, for sums of squares that agree with other tools to the last digits. */

/** Plain Lloyd steps from good centres until no row changes its group. Ties go to the lowest number; an empty group stays where it is.
 *  @param values shape (rows, dims), row-major, finite
 *  @param start shape (k, dims), not modified
 *  Cost: rows × k × dims a step; few steps from centres that are nearly at rest. */
export function settle(
  values: Float64Array,
  rows: number,
  dims: number,
  k: number,
  start: Float64Array,
  maxIterations = 300,
): { labels: Int32Array; centres: Float64Array; inertia: number; iterations: number } {
  const centres = start.slice();
  const labels = new Int32Array(rows).fill(-1);
  let iterations = 0;
  for (; iterations < maxIterations; iterations++) {
    if (!relabel(values, rows, dims, k, centres, labels)) break;
    means(values, rows, dims, k, labels, centres);
  }
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < dims; a++) inertia += (values[i * dims + a]! - centres[labels[i]! * dims + a]!) ** 2;
  }
  return { labels, centres, inertia, iterations };
}

function relabel(
  values: Float64Array,
  rows: number,
  dims: number,
  k: number,
  centres: Float64Array,
  labels: Int32Array,
): boolean {
  let isChanged = false;
  for (let i = 0; i < rows; i++) {
    let best = Infinity;
    let label = 0;
    for (let j = 0; j < k; j++) {
      let squared = 0;
      for (let a = 0; a < dims && squared < best; a++) {
        const gap = values[i * dims + a]! - centres[j * dims + a]!;
        squared += gap * gap;
      }
      if (squared < best) {
        best = squared;
        label = j;
      }
    }
    if (label !== labels[i]) {
      labels[i] = label;
      isChanged = true;
    }
  }
  return isChanged;
}

function means(values: Float64Array, rows: number, dims: number, k: number, labels: Int32Array, centres: Float64Array): void {
  const sums = new Float64Array(k * dims);
  const counts = new Int32Array(k);
  for (let i = 0; i < rows; i++) {
    counts[labels[i]!]!++;
    for (let a = 0; a < dims; a++) sums[labels[i]! * dims + a]! += values[i * dims + a]!;
  }
  for (let j = 0; j < k; j++) {
    for (let a = 0; a < dims && counts[j]! > 0; a++) centres[j * dims + a] = sums[j * dims + a]! / counts[j]!;
  }
}
