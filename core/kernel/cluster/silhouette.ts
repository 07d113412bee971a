/** How clearly groups stand apart. */
import type { Random } from '../../base/random.ts';
import { type Engine, withArena } from './arena.ts';
import { BLOCK } from './kernels.ts';

export interface Silhouette {
  /** Mean over the rows, -1..1; NaN with fewer than two groups. */
  mean: number;
  /** Mean per group, shape (k,); NaN for an empty one. */
  perGroup: Float64Array;
  /** Of each row, shape (rows,); 0 for a row alone in its group. */
  values: Float64Array;
}

/** (b - a) / max(a, b): a = mean distance to the others of the own group, b = to the nearest other group. 1 = apart, 0 = between, below = wrong.
 *  @param points shape (rows, dims), float32
 *  @param labels shape (rows,), 0..k-1
 *  Cost: rows² × dims; 5,000 rows of 16 take about 60 ms.   Source: Rousseeuw 1987. */
export function silhouette(
  points: Float32Array,
  labels: Int32Array,
  options: { rows: number; dims: number; k: number; engine?: Engine },
): Silhouette {
  const { rows, dims, k, engine = 'wasm' } = options;
  const sizes = new Int32Array(k);
  for (let i = 0; i < rows; i++) sizes[labels[i]!]!++;
  const firstBlock = new Int32Array(k + 1);
  for (let c = 0; c < k; c++) firstBlock[c + 1] = firstBlock[c]! + Math.ceil(sizes[c]! / BLOCK);
  const blocks = firstBlock[k]!;
  const values = new Float64Array(rows);
  withArena(4 * rows * dims + 4 * blocks * BLOCK * (dims + 1) + 128, engine, ({ f32, i32, kernels }) => {
    const held = f32(rows * dims);
    held.view.set(points.subarray(0, rows * dims));
    // Each group once more, transposed in blocks of 16 rows.
    const laid = f32(blocks * BLOCK * dims);
    const masks = i32(blocks * BLOCK);
    laid.view.fill(0);
    masks.view.fill(0);
    const filled = new Int32Array(k);
    for (let i = 0; i < rows; i++) {
      const c = labels[i]!;
      const place = filled[c]!++;
      const block = firstBlock[c]! + Math.floor(place / BLOCK);
      const lane = place % BLOCK;
      masks.view[block * BLOCK + lane] = -1;
      for (let a = 0; a < dims; a++) laid.view[(block * dims + a) * BLOCK + lane] = points[i * dims + a]!;
    }
    for (let i = 0; i < rows; i++) {
      const own = labels[i]!;
      let inside = 0;
      let nearest = Infinity;
      for (let c = 0; c < k; c++) {
        if (sizes[c] === 0) continue;
        const from = firstBlock[c]!;
        const sum = kernels.distanceSum(
          held.at + 4 * i * dims,
          dims,
          laid.at + 4 * from * dims * BLOCK,
          masks.at + 4 * from * BLOCK,
          firstBlock[c + 1]! - from,
        );
        if (c === own) inside = sizes[c]! > 1 ? sum / (sizes[c]! - 1) : 0;
        else if (sum / sizes[c]! < nearest) nearest = sum / sizes[c]!;
      }
      const larger = Math.max(inside, nearest);
      values[i] = sizes[own]! < 2 || larger === 0 || nearest === Infinity ? 0 : (nearest - inside) / larger;
    }
  });
  const perGroup = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    perGroup[labels[i]!]! += values[i]!;
    total += values[i]!;
  }
  let groups = 0;
  for (let c = 0; c < k; c++) {
    perGroup[c] = sizes[c] === 0 ? NaN : perGroup[c]! / sizes[c]!;
    if (sizes[c]! > 0) groups++;
  }
  return { mean: groups < 2 ? NaN : total / rows, perGroup, values };
}

/** Rows for a sample in which each group has its share, at least two rows where it has them; ascending.
 *  @param size wanted rows; all rows when there are not more */
export function stratifiedRows(labels: Int32Array, k: number, size: number, rng: Random): Int32Array {
  const rows = labels.length;
  if (rows <= size) return Int32Array.from({ length: rows }, (_, i) => i);
  const left = new Int32Array(k);
  for (const label of labels) left[label]!++;
  const wanted = left.map((n) => Math.min(n, Math.max(2, Math.round((n * size) / rows))));
  const picked: number[] = [];
  // Selection sampling: each row is taken with the chance that fills its group's quota (Knuth, volume 2, algorithm S).
  for (let i = 0; i < rows; i++) {
    const c = labels[i]!;
    if (rng.unit() * left[c]! < wanted[c]!) {
      picked.push(i);
      wanted[c]!--;
    }
    left[c]!--;
  }
  return Int32Array.from(picked);
}
