/** Which events a leaf of a rule looks at, and where they lie in a member's timeline. */

/** A window that starts anew for every member, such as the first days after joining. */
export interface OwnWindows {
  /** Uint8[members]: 0 = the member has no such window (the date it hangs on is unknown). */
  known: Uint8Array;
  /** Float64[members], seconds: inclusive, exclusive. */
  from: Float64Array;
  to: Float64Array;
}

/** Events that count. */
export interface EventTest {
  /** Uint8[256]: 1 where the kind counts; null = every kind. */
  kinds: Uint8Array | null;
  /** Uint8[contents + 1]: 1 where the content counts; null = every content and none. */
  contents: Uint8Array | null;
  /** Seconds, inclusive and exclusive; may be infinite. */
  fromS: number;
  toS: number;
  /** Narrows further, member by member. */
  own: OwnWindows | null;
}

/** First position in `from .. end` whose time is `s` or later; `end` when there is none. Cost: a binary search, none at the edges. */
export function lowerBound(time: Int32Array, from: number, end: number, s: number): number {
  if (from === end || time[from]! >= s) return from;
  if (time[end - 1]! < s) return end;
  let low = from; // time[low] < s <= time[high]
  let high = end - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (time[middle]! < s) low = middle;
    else high = middle;
  }
  return high;
}
