/** One start of k-means: from centres to groups at rest. */
import type { Held } from './held.ts';
import { FAR } from './kernels.ts';

/** Runs until no row changes its group, the centres hardly move, or the steps run out; the labels stay in `held`.
 *  @param first shape (k, dims), modified
 *  @param options.stop sum of squared moves at which it ends */
export function lloyd(
  held: Held,
  first: Float64Array,
  options: { maxIterations: number; stop: number },
): { centres: Float64Array; sizes: Int32Array; inertia: number; iterations: number } {
  const { dims, k, labels, sums, counts } = held;
  const centres = first;
  labels.view.fill(-1);
  sums.view.fill(0);
  counts.view.fill(0);
  layCentres(held, centres);
  let iterations = 0;
  while (iterations < options.maxIterations) {
    const changed = held.assign();
    iterations++;
    const filled = fillEmptyGroups(held, centres);
    if (changed === 0 && !filled) break;
    const moved = moveCentres(held, centres);
    if (moved === 0) break;
    layCentres(held, centres);
    if (moved <= options.stop || iterations === options.maxIterations) {
      held.assign(); // the labels belong to the centres that are given back
      fillEmptyGroups(held, centres);
      break;
    }
  }
  const sizes = Int32Array.from(counts.view.subarray(0, k));
  return { centres, sizes, inertia: inertiaOf(held, centres, dims), iterations };
}

/** Float32 centres for the distances, and what Hamerly's bounds need: how far each moved, and half the way to its nearest neighbour. */
export function layCentres(held: Held, centres: Float64Array): void {
  const { dims, k, lanes, centres: laid, drift, drop, half } = held;
  const nearest = new Float64Array(k).fill(Infinity);
  const moves = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    let move = 0;
    for (let a = 0; a < dims; a++) {
      const to = Math.fround(centres[j * dims + a]!);
      move += (to - laid.view[a * lanes + j]!) ** 2;
      laid.view[a * lanes + j] = to;
    }
    moves[j] = Math.sqrt(move);
  }
  for (let j = k; j < lanes; j++) for (let a = 0; a < dims; a++) laid.view[a * lanes + j] = FAR;
  for (let j = 0; j < k; j++) {
    for (let other = 0; other < j; other++) {
      let squared = 0;
      for (let a = 0; a < dims; a++) squared += (laid.view[a * lanes + j]! - laid.view[a * lanes + other]!) ** 2;
      const distance = Math.sqrt(squared);
      if (distance < nearest[j]!) nearest[j] = distance;
      if (distance < nearest[other]!) nearest[other] = distance;
    }
  }
  // Rounded to the safe side: up for what loosens a bound, down for what lets a row stay.
  const safe = 1e-6;
  const slack = (dims + 8) * 2 ** -22;
  for (let j = 0; j < k; j++) {
    let others = 0;
    for (let other = 0; other < k; other++) if (other !== j && moves[other]! > others) others = moves[other]!;
    drift.view[j] = moves[j]! * (1 + safe);
    drop.view[j] = others * (1 + safe);
    half.view[j] = (nearest[j]! / 2) * (1 - slack);
  }
}

/** Centres to the means of their groups. @returns the sum of the squared moves */
function moveCentres(held: Held, centres: Float64Array): number {
  const { dims, k, sums, counts } = held;
  let moved = 0;
  for (let j = 0; j < k; j++) {
    const n = counts.view[j]!;
    if (n === 0) continue; // fewer different rows than groups
    for (let a = 0; a < dims; a++) {
      const mean = sums.view[j * dims + a]! / n;
      moved += (mean - centres[j * dims + a]!) ** 2;
      centres[j * dims + a] = mean;
    }
  }
  return moved;
}

/** Gives each empty group the row that is farthest from its centre, ties to the first; leaves it when all rows sit on their centres.
 *  @returns whether a row moved */
function fillEmptyGroups(held: Held, centres: Float64Array): boolean {
  const { rows, dims, k, points, labels, upper, lower, sums, counts } = held;
  let isMoved = false;
  for (let j = 0; j < k; j++) {
    if (counts.view[j]! > 0) continue;
    let farthest = 0;
    let row = -1;
    for (let i = 0; i < rows; i++) {
      const own = labels.view[i]!;
      if (counts.view[own]! < 2) continue;
      const distance = squaredDistance(points.view, i, centres, own, dims);
      if (distance > farthest) {
        farthest = distance;
        row = i;
      }
    }
    if (row < 0) continue;
    const own = labels.view[row]!;
    for (let a = 0; a < dims; a++) {
      const value = points.view[row * dims + a]!;
      sums.view[own * dims + a]! -= value;
      sums.view[j * dims + a] = value;
      centres[j * dims + a] = value;
    }
    counts.view[own]!--;
    counts.view[j] = 1;
    labels.view[row] = j;
    upper.view[row] = Infinity; // not known: look at all in the next step
    lower.view[row] = 0;
    isMoved = true;
  }
  return isMoved;
}

function inertiaOf(held: Held, centres: Float64Array, dims: number): number {
  let inertia = 0;
  for (let i = 0; i < held.rows; i++) inertia += squaredDistance(held.points.view, i, centres, held.labels.view[i]!, dims);
  return inertia;
}

function squaredDistance(points: Float32Array, i: number, centres: Float64Array, j: number, dims: number): number {
  let sum = 0;
  for (let a = 0; a < dims; a++) {
    const gap = points[i * dims + a]! - centres[j * dims + a]!;
    sum += gap * gap;
  }
  return sum;
}
