/** Whether the words of a topic belong together. */
import type { SparseRows } from './sparse.ts';

/** Mean normalised pointwise mutual information of the pairs among the top columns of each part: 1 = always together, 0 = as chance has it,
 *  -1 = never. Counted over the rows of `x` (texts or threads). The usual measure of a topic's quality; it tends to agree with readers' ratings.
 *  @param top shape (parts, width), row-major: column numbers
 *  @returns one value per part; NaN for a width below 2.   Cost: one pass over the entries, and width² x rows / 32 per part.
 *  Source: Bouma 2009; Lau, Newman & Baldwin 2014. */
export function coherence(x: SparseRows, top: Int32Array, parts: number): Float64Array {
  const width = top.length / parts;
  const words = Math.ceil(x.rows / 32);
  const bits = new Map<number, Uint32Array>();
  for (const c of top) if (!bits.has(c)) bits.set(c, new Uint32Array(words));
  for (let i = 0; i < x.rows; i++) {
    for (let e = x.offset[i]!; e < x.offset[i + 1]!; e++) {
      const set = bits.get(x.column[e]!);
      if (set) set[i >> 5]! |= 1 << (i & 31);
    }
  }
  const size = new Map([...bits].map(([c, set]) => [c, countBits(set, set)]));
  return Float64Array.from({ length: parts }, (_, p) => {
    let sum = 0;
    let pairs = 0;
    for (let i = 0; i < width; i++) {
      for (let j = i + 1; j < width; j++) {
        const [a, b] = [top[p * width + i]!, top[p * width + j]!];
        const both = countBits(bits.get(a)!, bits.get(b)!);
        sum += npmi(size.get(a)!, size.get(b)!, both, x.rows);
        pairs++;
      }
    }
    return sum / pairs;
  });
}

/** @param both rows with a and b, of `n` rows. @returns -1..1; 1 when both are in every row. */
export function npmi(a: number, b: number, both: number, n: number): number {
  if (both === 0) return -1;
  if (both === n) return 1;
  return Math.log((both * n) / (a * b)) / -Math.log(both / n);
}

function countBits(a: Uint32Array, b: Uint32Array): number {
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    let v = (a[i]! & b[i]!) >>> 0;
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    n += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return n;
}
