import type { EventColumns } from '../../base/columns.ts';
import { type EventTest, lowerBound } from './ranges.ts';

/** Members whose first, or last, matching event ever lies in the window. "Ever" ends before `endS`; members without one never match.
 *  @returns Uint8[members], 1 = matches, 0 where not needed.   Cost: events up to the first match from that side. */
export function markByEdge(
  columns: EventColumns,
  test: Omit<EventTest, 'contents'>,
  edge: 'first' | 'last',
  endS: number,
  need: Uint8Array | null,
): Uint8Array {
  const { off, time, kind, members } = columns;
  const { kinds, fromS, toS, own } = test;
  const out = new Uint8Array(members);
  const step = edge === 'first' ? 1 : -1;
  for (let m = 0; m < members; m++) {
    if (need !== null && need[m] === 0) continue;
    if (own !== null && own.known[m] === 0) continue;
    const start = off[m]!;
    const end = lowerBound(time, start, off[m + 1]!, endS);
    let i = edge === 'first' ? start : end - 1;
    if (kinds !== null) while (i >= start && i < end && kinds[kind[i]!] === 0) i += step;
    if (i < start || i >= end) continue;
    const t = time[i]!;
    if (t < fromS || t >= toS) continue;
    if (own !== null && (t < own.from[m]! || t >= own.to[m]!)) continue;
    out[m] = 1;
  }
  return out;
}

/** Second of each member's first or last event before `endS`; `unknown` when there is none. @returns Int32[members]. */
export function seenTimes(columns: EventColumns, edge: 'first' | 'last', endS: number, unknown: number): Int32Array {
  const { off, time, members } = columns;
  const out = new Int32Array(members).fill(unknown);
  for (let m = 0; m < members; m++) {
    const start = off[m]!;
    const end = lowerBound(time, start, off[m + 1]!, endS);
    if (end > start) out[m] = time[edge === 'first' ? start : end - 1]!;
  }
  return out;
}
