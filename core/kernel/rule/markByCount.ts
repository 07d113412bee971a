import type { EventColumns } from '../../base/columns.ts';
import { type EventTest, lowerBound } from './ranges.ts';

/** Members who did something between `low` and `high` times. A member without an own window never matches, not even `low` 0.
 *  @param need  Uint8[members]: only these are looked at; null = everybody
 *  @param high  Infinity = no limit: counting then stops at `low`
 *  @returns     Uint8[members], 1 = matches, 0 where not needed.   Cost: a binary search a member, then the events in the window at most. */
export function markByCount(
  columns: EventColumns,
  test: EventTest,
  low: number,
  high: number,
  need: Uint8Array | null,
): Uint8Array {
  const { off, time, kind, content, members } = columns;
  const { kinds, contents, fromS, toS, own } = test;
  const out = new Uint8Array(members);
  const enough = high === Infinity ? low : high + 1; // from here on the answer is settled
  for (let m = 0; m < members; m++) {
    if (need !== null && need[m] === 0) continue;
    let lo = fromS;
    let hi = toS;
    if (own !== null) {
      if (own.known[m] === 0) continue;
      if (own.from[m]! > lo) lo = own.from[m]!;
      if (own.to[m]! < hi) hi = own.to[m]!;
    }
    const start = lowerBound(time, off[m]!, off[m + 1]!, lo);
    const end = lowerBound(time, start, off[m + 1]!, hi);
    let n = 0;
    if (kinds === null && contents === null) n = end - start;
    else if (contents === null) for (let i = start; i < end && n < enough; i++) n += kinds![kind[i]!]!;
    else {
      for (let i = start; i < end && n < enough; i++) {
        if (contents[content[i]!] === 1 && (kinds === null || kinds[kind[i]!] === 1)) n++;
      }
    }
    if (n >= low && n <= high) out[m] = 1;
  }
  return out;
}
