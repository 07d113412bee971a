/** A fingerprint of what a picture looks like, that stays when it is scaled, compressed again or saved in another format. */
import type { Brightness } from './types.ts';

const SIDE = 32;
const KEPT = 8;
/** Pictures whose brightness varies less (standard deviation, of 255) are one colour: their fingerprint would be noise. */
const PLAIN = 4;
/** Fingerprints that differ in no more of their 63 bits are of one picture: two of 63 random bits do by chance once in 20 billion. */
export const SAME_IMAGE_BITS = 6;

/** @returns 64 bits as two 32-bit halves, or null when the picture is plain. Method: 32 by 32 means, cosine transform, signs of the 63 lowest
 *  frequencies about their median.   Source: Zauner, Implementation and benchmarking of perceptual image hash functions, 2010, 3.2.1. */
export function imageHash(picture: Brightness): { high: number; low: number } | null {
  const small = shrunk(picture);
  const mean = small.reduce((sum, v) => sum + v, 0) / small.length;
  const spread = Math.sqrt(small.reduce((sum, v) => sum + (v - mean) ** 2, 0) / small.length);
  if (spread < PLAIN) return null;
  const rows = new Float64Array(SIDE * KEPT); // transformed along x
  for (let y = 0; y < SIDE; y++)
    for (let u = 0; u < KEPT; u++)
      for (let x = 0; x < SIDE; x++) rows[y * KEPT + u]! += small[y * SIDE + x]! * COSINES[u * SIDE + x]!;
  const found = new Float64Array(KEPT * KEPT);
  for (let v = 0; v < KEPT; v++)
    for (let u = 0; u < KEPT; u++)
      for (let y = 0; y < SIDE; y++) found[v * KEPT + u]! += rows[y * KEPT + u]! * COSINES[v * SIDE + y]!;
  const median = found.slice(1).sort()[31]!;
  let high = 0;
  let low = 0;
  for (let i = 1; i < 64; i++) {
    if (found[i]! <= median) continue;
    if (i < 32) high |= 1 << (31 - i);
    else low |= 1 << (63 - i);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

const COSINES = Float64Array.from({ length: KEPT * SIDE }, (_, i) =>
  Math.cos((Math.PI * Math.floor(i / SIDE) * (2 * (i % SIDE) + 1)) / (2 * SIDE)),
);

/** Means over 32 by 32 fields of equal size; a pixel that two fields share counts for each by its part. */
function shrunk({ width, height, value }: Brightness): Float64Array {
  const out = new Float64Array(SIDE * SIDE);
  for (let j = 0; j < SIDE; j++) {
    const top = (j * height) / SIDE;
    const bottom = ((j + 1) * height) / SIDE;
    for (let i = 0; i < SIDE; i++) {
      const left = (i * width) / SIDE;
      const right = ((i + 1) * width) / SIDE;
      let sum = 0;
      for (let y = Math.floor(top); y < bottom; y++) {
        let row = 0;
        for (let x = Math.floor(left); x < right; x++)
          row += value[y * width + x]! * (Math.min(x + 1, right) - Math.max(x, left));
        sum += row * (Math.min(y + 1, bottom) - Math.max(y, top));
      }
      out[j * SIDE + i] = sum / ((bottom - top) * (right - left));
    }
  }
  return out;
}

const BANDS = SAME_IMAGE_BITS + 1;
const BAND_BITS = 9;

/** Which pictures are the same or nearly so: groups of what is connected by fingerprints SAME_IMAGE_BITS apart or less.
 *  @param hashes a fingerprint each, null = none: alone   @returns group of each, numbered by first picture; -1 = alone.
 *  Cost: each picture against those that share one of seven parts of its fingerprint (of two so close one part must be the same). */
export function groupImages(hashes: readonly ({ high: number; low: number } | null)[]): Int32Array {
  const parent = Int32Array.from({ length: hashes.length }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<number, number[]>();
    hashes.forEach((hash, i) => {
      if (!hash) return;
      const key = bandOf(hash, band);
      const others = buckets.get(key);
      if (!others) {
        buckets.set(key, [i]);
        return;
      }
      for (const o of others) {
        if (root(o) === root(i) || distance(hashes[o]!, hash) > SAME_IMAGE_BITS) continue;
        parent[Math.max(root(o), root(i))] = Math.min(root(o), root(i));
      }
      others.push(i);
    });
  }
  const size = new Int32Array(hashes.length);
  for (let i = 0; i < hashes.length; i++) size[root(i)]!++;
  const number = new Map<number, number>();
  return Int32Array.from(hashes, (_, i) => {
    const r = root(i);
    if (size[r]! < 2) return -1;
    if (!number.has(r)) number.set(r, number.size);
    return number.get(r)!;
  });
}

/** Bits 1 to 63 in seven parts of nine. */
function bandOf({ high, low }: { high: number; low: number }, band: number): number {
  let key = 0;
  for (let b = 0; b < BAND_BITS; b++) {
    const bit = 1 + band * BAND_BITS + b;
    key = (key << 1) | (bit < 32 ? (high >>> (31 - bit)) & 1 : (low >>> (63 - bit)) & 1);
  }
  return key;
}

export const distance = (a: { high: number; low: number }, b: { high: number; low: number }): number =>
  ones(a.high ^ b.high) + ones(a.low ^ b.low);

function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
