import type { EventColumns } from '../../base/columns.ts';
import { type EventTest, lowerBound } from './ranges.ts';

/** Bits of one mask: a kind may belong to several steps. */
export const MAX_STEPS = 8;

/** Members who took all steps in order, each at a later position of the timeline than the one before: at a later second, or in the same
 *  second and later in the file. Other actions in between do not matter.
 *  Method: per step, the latest start of any chain that has come this far; a later start can only help. One event never takes two steps.
 *  @param steps     Uint8[256]: bit k set = the kind takes step k
 *  @param count     number of steps, 1 .. MAX_STEPS
 *  @param withinS   most seconds from the first step to the last, inclusive; Infinity = any
 *  @returns         Uint8[members], 1 = matches, 0 where not needed.   Cost: events in the window, up to the first full chain. */
export function markBySequence(
  columns: EventColumns,
  steps: Uint8Array,
  count: number,
  withinS: number,
  window: Pick<EventTest, 'fromS' | 'toS' | 'own'>,
  need: Uint8Array | null,
): Uint8Array {
  const { off, time, kind, members } = columns;
  const { fromS, toS, own } = window;
  const out = new Uint8Array(members);
  const started = new Float64Array(count); // -Infinity = no chain has come this far
  for (let m = 0; m < members; m++) {
    if (need !== null && need[m] === 0) continue;
    let lo = fromS;
    let hi = toS;
    if (own !== null) {
      if (own.known[m] === 0) continue;
      if (own.from[m]! > lo) lo = own.from[m]!;
      if (own.to[m]! < hi) hi = own.to[m]!;
    }
    const begin = lowerBound(time, off[m]!, off[m + 1]!, lo);
    const end = lowerBound(time, begin, off[m + 1]!, hi);
    if (end - begin < count) continue;
    started.fill(-Infinity);
    for (let i = begin; i < end; i++) {
      const bits = steps[kind[i]!]!;
      if (bits === 0) continue;
      const t = time[i]!;
      // Last step first: the event must not follow itself.
      for (let k = count - 1; k >= 0; k--) {
        if ((bits & (1 << k)) === 0) continue;
        const start = k === 0 ? t : started[k - 1]!;
        if (start > started[k]!) started[k] = start;
      }
      const start = started[count - 1]!;
      if (start !== -Infinity && t - start <= withinS) {
        out[m] = 1;
        break;
      }
    }
  }
  return out;
}
