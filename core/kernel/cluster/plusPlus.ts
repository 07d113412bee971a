/** Where k-means starts: centres that lie apart. */
import type { Random } from '../../base/random.ts';
import type { Held } from './held.ts';

/** Greedy k-means++: each next centre is the best of 2 + ln k rows drawn with chances as their squared distances to the centres so far.
 *  @returns shape (k, dims)
 *  Source: Arthur & Vassilvitskii 2007, section 5; the number of trials as in scikit-learn. */
export function spreadCentres(held: Held, rng: Random): Float64Array {
  const { rows, dims, k, points, closest, quads, centres: candidates, sums: totals } = held;
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = new Float64Array(k * dims);
  const known = closest.view;
  known.fill(Infinity);
  let total = Infinity;
  for (let j = 0; j < k; j++) {
    const drawn = j === 0 ? [rng.below(rows)] : drawRows(known, total, trials, rng);
    let best = { row: -1, total: Infinity };
    // Four candidates go through the rows at once; the pass of the best one is kept.
    const kept = new Float32Array(drawn.length > 4 ? rows : 0);
    for (let from = 0; from < drawn.length; from += 4) {
      for (let c = 0; c < 4; c++) {
        const row = drawn[Math.min(from + c, drawn.length - 1)]!;
        for (let a = 0; a < dims; a++) candidates.view[4 * a + c] = points.view[row * dims + a]!;
      }
      held.kernels.weigh(points.at, rows, dims, candidates.at, closest.at, quads.at, totals.at);
      let lane = -1;
      for (let c = 0; c < 4 && from + c < drawn.length; c++) {
        if (totals.view[c]! < best.total) {
          best = { row: drawn[from + c]!, total: totals.view[c]! };
          lane = c;
        }
      }
      if (lane < 0) continue;
      const target = kept.length > 0 ? kept : known;
      for (let i = 0; i < rows; i++) target[i] = quads.view[4 * i + lane]!;
    }
    if (kept.length > 0) known.set(kept);
    total = best.total;
    for (let a = 0; a < dims; a++) chosen[j * dims + a] = points.view[best.row * dims + a]!;
  }
  return chosen;
}

/** Rows drawn with chances as their weights; any row when all weights are 0. One pass for all draws. */
function drawRows(weights: Float32Array, total: number, draws: number, rng: Random): number[] {
  const last = weights.length - 1;
  const marks = Array.from({ length: draws }, (_, order) => ({ order, at: rng.unit() * total }));
  if (total === 0) return marks.map(() => rng.below(weights.length));
  marks.sort((a, b) => a.at - b.at);
  const rows = new Array<number>(draws).fill(last);
  let sum = 0;
  let next = 0;
  for (let i = 0; i <= last && next < draws; i++) {
    sum += weights[i]!;
    while (next < draws && marks[next]!.at < sum) rows[marks[next++]!.order] = i;
  }
  return rows;
}
