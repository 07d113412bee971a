/** Which action follows which: visits as short sequences of kinds. Inputs are trusted and not modified. */
import type { EventColumns } from '../base/columns.ts';

export interface PathPlan {
  /** A visit ends after so many seconds without an action. */
  gapS: number;
  /** Actions of a visit that are looked at, after repeats are taken as one. */
  depth: number;
  /** Uint8[256]: a visit is looked at from its first action of these kinds on; null = from its beginning. */
  anchor: Uint8Array | null;
  /** Uint8[256]: kinds that are seen; null = all. */
  kinds: Uint8Array | null;
  only: Uint8Array | null;
  fromS: number;
  toS: number;
}

/** Calls back once a visit with its actions: node numbers in `path[0 .. length - 1]`, at most `depth`; `ended` = the visit had no further action.
 *  @param nodeOf Int16[256]: node of each kind; repeats of one node in a row are one */
export function eachPath(
  columns: EventColumns,
  plan: PathPlan,
  nodeOf: Int16Array,
  visit: (member: number, path: Int16Array, length: number, ended: boolean) => void,
): void {
  const { off, time, kind, members } = columns;
  const { gapS, depth, anchor, kinds, only, fromS, toS } = plan;
  const path = new Int16Array(depth);
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const end = off[m + 1]!;
    let length = 0;
    let isFull = false;
    let isOpen = false; // inside a visit whose anchor has come
    let lastAt = -Infinity;
    const close = () => {
      if (length > 0) visit(m, path, length, !isFull);
      length = 0;
      isFull = false;
      isOpen = false;
    };
    for (let i = off[m]!; i < end; i++) {
      const t = time[i]!;
      if (t < fromS) continue;
      if (t >= toS) break;
      const k = kind[i]!;
      if (kinds !== null && kinds[k] === 0) continue;
      if (t - lastAt > gapS) close();
      lastAt = t;
      if (!isOpen) {
        if (anchor !== null && anchor[k] === 0) continue;
        isOpen = true;
      }
      const node = nodeOf[k]!;
      if (length > 0 && path[length - 1] === node) continue;
      if (length === depth) isFull = true;
      else path[length++] = node;
    }
    close();
  }
}
