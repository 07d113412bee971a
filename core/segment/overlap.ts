import { InputError } from '../base/errors.ts';

export interface Overlap {
  kind: 'overlap';
  members: number;
  sizes: number[];
  /** Every combination, 1 .. 2^n - 1: bit i of `sets` = in mask i and in no other that is not set. */
  regions: { sets: number; count: number }[];
  /** In none of them. */
  none: number;
  /** In at least one. */
  union: number;
  /** Each pair: in both, in either, and the share of the two (Jaccard); null when both are empty. */
  pairs: { a: number; b: number; both: number; either: number; jaccard: number | null }[];
}

/** Who is in one, in several, in none of 2 to 4 sets of members. The regions and `none` sum to all members.
 *  @param masks each Uint8[members], 1 = in; not modified.   @throws InputError bad-option: fewer than 2 or more than 4.   Cost: one pass. */
export function overlapOf(masks: readonly Uint8Array[]): Overlap {
  const n = masks.length;
  if (n < 2 || n > 4) {
    throw new InputError('bad-option', `An overlap should compare 2 to 4 segments, got ${n}. Choose fewer or more.`, {
      segments: n,
    });
  }
  const members = masks[0]!.length;
  const counts = new Int32Array(1 << n);
  for (let m = 0; m < members; m++) {
    let sets = 0;
    for (let i = 0; i < n; i++) sets |= masks[i]![m]! << i;
    counts[sets]!++;
  }
  const sum = (isWanted: (sets: number) => boolean) =>
    counts.reduce((total, count, sets) => total + (isWanted(sets) ? count : 0), 0);
  const has = (sets: number, i: number) => (sets & (1 << i)) !== 0;
  const pairs: Overlap['pairs'] = [];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const both = sum((sets) => has(sets, a) && has(sets, b));
      const either = sum((sets) => has(sets, a) || has(sets, b));
      pairs.push({ a, b, both, either, jaccard: either === 0 ? null : both / either });
    }
  }
  return {
    kind: 'overlap',
    members,
    sizes: masks.map((_, i) => sum((sets) => has(sets, i))),
    regions: Array.from(counts.subarray(1), (count, i) => ({ sets: i + 1, count })),
    none: counts[0]!,
    union: members - counts[0]!,
    pairs,
  };
}
