import type { OwnWindows } from './ranges.ts';

/** Members whose date lies in the window; `unknown` never does.
 *  @param seconds Int32[members], or empty when nobody's date is known.   @returns Uint8[members], 1 = matches, 0 where not needed. */
export function markByDate(
  seconds: Int32Array,
  window: { fromS: number; toS: number; own: OwnWindows | null; unknown: number },
  need: Uint8Array | null,
  members: number,
): Uint8Array {
  const { fromS, toS, own, unknown } = window;
  const out = new Uint8Array(members);
  if (seconds.length === 0) return out;
  for (let m = 0; m < members; m++) {
    if (need !== null && need[m] === 0) continue;
    const t = seconds[m]!;
    if (t === unknown || t < fromS || t >= toS) continue;
    if (own !== null && (own.known[m] === 0 || t < own.from[m]! || t >= own.to[m]!)) continue;
    out[m] = 1;
  }
  return out;
}
