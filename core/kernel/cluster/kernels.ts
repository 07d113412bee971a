/** The inner loops of clustering, as functions over one block of memory, so that JavaScript and WebAssembly can be swapped and compared. */

/**
 * Addresses are byte offsets into the memory, aligned to 4 (sums to 8). Points are float32, row-major, `dims` to a row.
 *
 * Centres lie transposed: `lanes` of them to a dimension, the number a multiple of 4, unused lanes at FAR. A squared distance is the sum over
 * the dimensions in order, each step rounded to float32: that makes both twins equal to the last bit.
 */
export interface Kernels {
  /** One step of k-means with Hamerly's bounds.
   *  A row keeps its centre without a look when its upper bound is below both its lower bound and half the way to the nearest other centre.
   *  All others are compared with every centre; ties go to the lowest number. Rows with label -1 are new.
   *  @param half, drift, drop per centre: half the way to the nearest other, how far it moved, how far the others moved at most
   *  @param grow, shrink factors just above and below 1, exact in float32, that keep the bounds true in spite of rounding
   *  @returns rows that changed their centre; `labels`, `upper`, `lower`, `sums` (float64) and `counts` (int32) are brought up to date */
  assign(
    points: number,
    rows: number,
    dims: number,
    k: number,
    lanes: number,
    centres: number,
    labels: number,
    upper: number,
    lower: number,
    half: number,
    drift: number,
    drop: number,
    sums: number,
    counts: number,
    scratch: number,
    grow: number,
    shrink: number,
  ): number;
  /** Four candidates for the next centre of k-means++: `out` gets, per row, the four squared distances to the nearest centre if it were chosen,
   *  `totals` their four float64 sums. */
  weigh(points: number, rows: number, dims: number, candidates: number, closest: number, out: number, totals: number): void;
  /** Sum of the distances from one point to a group, whose rows lie transposed in blocks of 16; `masks` is all ones where a lane is in use. */
  distanceSum(point: number, dims: number, blocks: number, masks: number, count: number): number;
}

/** Where an unused lane lies: so far away that its squared distance is infinite. */
export const FAR = 3e38;
export const BLOCK = 16;
