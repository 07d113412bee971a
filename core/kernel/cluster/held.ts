/** A fit laid out in memory: points, bounds, centres, sums. */
import type { Arena } from './arena.ts';

interface Piece<T> {
  /** Address for the kernels. */
  at: number;
  view: T;
}

/** The points of a fit and its work space, in the memory of the kernels. */
export interface Held {
  rows: number;
  dims: number;
  k: number;
  /** k, rounded up to a multiple of 4. */
  lanes: number;
  points: Piece<Float32Array>;
  /** Own centre of each row; -1 = not looked at yet. */
  labels: Piece<Int32Array>;
  /** Bounds of Hamerly: the own centre is not farther than `upper`, no other is nearer than `lower`. */
  upper: Piece<Float32Array>;
  lower: Piece<Float32Array>;
  /** Squared distance to the nearest centre so far, and to it or one of four candidates: for the starts. */
  closest: Piece<Float32Array>;
  quads: Piece<Float32Array>;
  /** Transposed, float32: what distances are taken to. */
  centres: Piece<Float32Array>;
  /** Per centre: half the way to the nearest other; how far it moved; how far the others moved at most. */
  half: Piece<Float32Array>;
  drift: Piece<Float32Array>;
  drop: Piece<Float32Array>;
  /** Sums and numbers of the rows of each centre. */
  sums: Piece<Float64Array>;
  counts: Piece<Int32Array>;
  kernels: Arena['kernels'];
  /** One step: see `Kernels.assign`. */
  assign(): number;
}

/** What `holdPoints` takes, and some more for the alignment of the pieces. */
export function fitBytes(rows: number, dims: number, k: number): number {
  return 4 * rows * (dims + 8) + 4 * (k + 4) * (dims + 6) + 8 * (k * dims + 4) + 512;
}

/** Lays the points and the work space of a fit into memory. */
export function holdPoints(arena: Arena, source: Float32Array, rows: number, dims: number, k: number): Held {
  const lanes = Math.ceil(k / 4) * 4;
  const points = arena.f32(rows * dims);
  points.view.set(source.subarray(0, rows * dims));
  const labels = arena.i32(rows);
  const upper = arena.f32(rows);
  const lower = arena.f32(rows);
  const closest = arena.f32(rows);
  const quads = arena.f32(4 * rows);
  const centres = arena.f32(lanes * dims);
  const half = arena.f32(lanes);
  const drift = arena.f32(lanes);
  const drop = arena.f32(lanes);
  const scratch = arena.f32(lanes);
  const counts = arena.i32(lanes);
  const sums = arena.f64(Math.max(k * dims, 4)); // the starts keep four totals here
  // A float32 distance over `dims` terms is off by at most about dims / 2 roundings: bounds are widened by more than that.
  // A whole number of roundings, so that the factors are the same in float32 and float64.
  const slack = (dims + 8) * 2 ** -23;
  const { kernels } = arena;
  const assign = () =>
    kernels.assign(
      points.at,
      rows,
      dims,
      k,
      lanes,
      centres.at,
      labels.at,
      upper.at,
      lower.at,
      half.at,
      drift.at,
      drop.at,
      sums.at,
      counts.at,
      scratch.at,
      1 + slack,
      1 - slack,
    );
  const pieces = { points, labels, upper, lower, closest, quads, centres, half, drift, drop, sums, counts };
  return { rows, dims, k, lanes, kernels, assign, ...pieces };
}
