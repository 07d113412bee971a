/** What the buying models know of each member; two members with the same history are one row with a weight of two. */

/** Histories of n members, one time unit throughout. Arrays are not modified. */
export interface OrderHistory {
  /** Shape (n,): repeat orders, the first not counted; whole, >= 0. */
  x: Float64Array;
  /** Shape (n,): time of the last order since the first, 0 when there was no repeat. */
  recency: Float64Array;
  /** Shape (n,): time from the first order to the end of watching, >= recency. */
  age: Float64Array;
  /** Shape (n,): how many members a row stands for; absent: one each. */
  weights?: Float64Array | undefined;
}

export interface DistinctHistory {
  rows: number;
  x: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  weights: Float64Array;
  /** Members. */
  n: number;
  /** Distinct order counts, and for each row the position of its count: what depends on the count alone is computed once. */
  counts: Float64Array;
  countAt: Uint32Array;
}

/** Equal histories merged, in order of (x, recency, age), so that the order of rows cannot change a fit.
 *  @param unit times are divided by it.   Cost: O(n log n). */
export function distinctHistories(data: OrderHistory, unit = 1): DistinctHistory {
  const { x, recency, age, weights } = data;
  const order = Uint32Array.from(x, (_, i) => i).sort((i, j) => x[i]! - x[j]! || recency[i]! - recency[j]! || age[i]! - age[j]!);
  const out: DistinctHistory = {
    rows: 0,
    x: new Float64Array(order.length),
    recency: new Float64Array(order.length),
    age: new Float64Array(order.length),
    weights: new Float64Array(order.length),
    n: 0,
    counts: new Float64Array(0),
    countAt: new Uint32Array(order.length),
  };
  const counts: number[] = [];
  let last = -1;
  for (const i of order) {
    const w = weights ? weights[i]! : 1;
    if (w === 0) continue;
    const isSame = last >= 0 && x[last] === x[i] && recency[last] === recency[i] && age[last] === age[i];
    if (!isSame) {
      if (counts.length === 0 || counts[counts.length - 1] !== x[i]) counts.push(x[i]!);
      out.x[out.rows] = x[i]!;
      out.recency[out.rows] = recency[i]! / unit;
      out.age[out.rows] = age[i]! / unit;
      out.countAt[out.rows] = counts.length - 1;
      out.rows++;
      last = i;
    }
    out.weights[out.rows - 1]! += w;
    out.n += w;
  }
  out.counts = Float64Array.from(counts);
  return out;
}

/** Every k-th distinct row, k so that about `most` are left: enough to find the neighbourhood of a maximum. */
export function thinned(data: DistinctHistory, most = 2000): DistinctHistory {
  const step = Math.ceil(data.rows / most);
  if (step <= 1) return data;
  const rows = Math.floor(data.rows / step);
  const every = <A extends Float64Array | Uint32Array>(from: A): A =>
    from.filter((_, i) => i % step === 0 && i / step < rows) as A;
  return {
    ...data,
    rows,
    x: every(data.x),
    recency: every(data.recency),
    age: every(data.age),
    weights: every(data.weights),
    countAt: every(data.countAt),
  };
}

/** A unit of time in which parameters are near 1: the mean age. */
export function ageUnit(data: OrderHistory): number {
  let sum = 0;
  for (const t of data.age) sum += t;
  const mean = sum / Math.max(1, data.age.length);
  return mean > 0 ? mean : 1;
}
