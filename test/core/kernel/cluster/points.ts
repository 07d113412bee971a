/** Points for the tests of clustering. */
import { seeded } from '../../../../core/base/random.ts';

/** Twelve rows of three numbers in three groups, small enough to see. */
export const TWELVE = [
  [1, 2, 0],
  [1.5, 1.8, 0.2],
  [5, 8, 1],
  [8, 8, 0],
  [1, 0.6, 0.4],
  [9, 11, 1],
  [8, 2, 5],
  [10, 2, 4],
  [9, 3, 6],
  [2, 1, 0],
  [8.5, 9.5, 0.5],
  [9.5, 2.5, 5],
];

/** Round groups around random centres. @param apart sd of the centres, in sd of the groups */
export function blobs(rows: number, dims: number, groups: number, apart: number, seed: number) {
  const rng = seeded(seed);
  const centres = Array.from({ length: groups * dims }, () => rng.normal() * apart);
  const truth = Int32Array.from({ length: rows }, (_, i) => i % groups);
  const points = new Float32Array(rows * dims);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < dims; a++) points[i * dims + a] = centres[truth[i]! * dims + a]! + rng.normal();
  }
  return { points, truth };
}

export const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());

export const nested = (points: Float32Array, rows: number, dims: number) =>
  Array.from({ length: rows }, (_, i) => [...points.subarray(i * dims, (i + 1) * dims)]);
