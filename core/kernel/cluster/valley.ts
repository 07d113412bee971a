/** Whether there is a valley between groups, or one cloud that was cut. */

/** Bands on the way from one centre (0) to another (1): around both ends, and in the middle, all of the same width. */
const WIDTH = 1 / 3;

/** How many rows lie half way to another group, against those near the centres: of each group to the neighbour where this is worst, weighted by size.
 *  0 = empty between the groups; about 0.35 for two round groups 4 standard deviations apart, 0.7 for 3; 1 or more = cut through one cloud.
 *  @param points shape (rows, dims); @param labels 0..k-1; @param centres shape (k, dims)
 *  @returns >= 0; Infinity where a group has no rows near its centre.   Cost: rows × k × dims. */
export function valleyDepth(
  points: Float32Array,
  labels: Int32Array,
  centres: Float64Array,
  options: { rows: number; dims: number; k: number },
): number {
  const { rows, dims, k } = options;
  const sizes = new Int32Array(k);
  const bands = new Int32Array(k * k * 3); // own end, middle, other end, seen from the group of the first index
  const ways = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    for (let o = 0; o < k; o++) {
      for (let a = 0; a < dims; a++) ways[c * k + o]! += (centres[o * dims + a]! - centres[c * dims + a]!) ** 2;
    }
  }
  for (let i = 0; i < rows; i++) {
    const c = labels[i]!;
    sizes[c]!++;
    for (let o = 0; o < k; o++) {
      if (o === c || ways[c * k + o] === 0) continue;
      let along = 0;
      for (let a = 0; a < dims; a++) {
        const from = centres[c * dims + a]!;
        along += (points[i * dims + a]! - from) * (centres[o * dims + a]! - from);
      }
      along /= ways[c * k + o]!;
      if (Math.abs(along) < WIDTH / 2) bands[(c * k + o) * 3]!++;
      else if (Math.abs(along - 0.5) < WIDTH / 2) bands[(c * k + o) * 3 + 1]!++;
      else if (Math.abs(along - 1) < WIDTH / 2) bands[(c * k + o) * 3 + 2]!++;
    }
  }
  let total = 0;
  for (let c = 0; c < k; c++) {
    let worst = 0;
    for (let o = 0; o < k; o++) {
      if (o === c || sizes[o] === 0) continue;
      const [here, there] = [(c * k + o) * 3, (o * k + c) * 3];
      const middle = bands[here + 1]! + bands[there + 1]!;
      const ends = Math.min(bands[here]! + bands[there + 2]!, bands[here + 2]! + bands[there]!);
      const share = middle === 0 ? 0 : middle / ends;
      if (share > worst) worst = share;
    }
    if (sizes[c]! > 0) total += (worst * sizes[c]!) / rows;
  }
  return total;
}
