/** What two texts are compared by: their letters and digits, and the character pairs these make. */
import { normalise } from './normalise.ts';
import { isHan } from './script.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** 1 where a unit is a letter or a digit, 2 where it is not, 0 where nobody has asked yet. */
const seen = new Uint8Array(0x10000);
const isLetterOrDigit = (unit: number): boolean => (seen[unit] ||= LETTER_OR_DIGIT.test(String.fromCharCode(unit)) ? 1 : 2) === 1;

/** The letters and digits of a text, normalised, without blanks, marks and emoji; where there are none, all that can be seen. Two texts with
 *  one reading key are the same text to a reader.   @returns '' for a text of blanks.   Cost: one pass, ~25 MB/s. */
export function readingKey(text: string): string {
  const all = normalise(text).text;
  let key = '';
  let start = -1; // of a run of units that stay: one slice a run, not one a unit
  for (let i = 0; i <= all.length; i++) {
    const unit = i < all.length ? all.charCodeAt(i) : 0x20;
    // Above the first plane only Chinese characters (from U+20000, whose first half is D840 or more) are letters that people write.
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    const stays = isSecondHalf ? start >= 0 : unit >= 0xd840 && unit <= 0xd8bf ? true : isLetterOrDigit(unit);
    if (stays && start < 0) start = i;
    else if (!stays && start >= 0) {
      key += all.slice(start, i);
      start = -1;
    }
  }
  return key === '' ? all.replace(/\s+/gu, '') : key;
}

/** Distinct pairs of neighbouring UTF-16 units, ascending: exact, because two units are 32 bits. A key of one unit has none.
 *  @param room at least key.length - 1 long; the pairs are written to its beginning   @returns how many there are */
export function distinctPairs(key: string, room: Uint32Array): number {
  const n = Math.max(key.length - 1, 0);
  for (let i = 0; i < n; i++) room[i] = ((key.charCodeAt(i) << 16) | key.charCodeAt(i + 1)) >>> 0;
  return distinctInPlace(room, n);
}

/** Distinct runs of `length` units as 32-bit hashes, ascending. Two different runs share a hash once in 4 billion.
 *  @param room at least key.length long   @returns how many there are; 0 when the key is shorter than a run */
export function distinctGrams(key: string, length: number, room: Uint32Array): number {
  const n = Math.max(key.length - length + 1, 0);
  for (let i = 0; i < n; i++) room[i] = gramHash(key, i, i + length);
  return distinctInPlace(room, n);
}

/** Hashes to find a text by, not distinct and in no order: pairs, and inside Latin words and numbers runs of `run`. Long English texts share most
 *  pairs of letters whatever they say (half of them at 1,000 letters, and a fifth of the runs of three), but few runs of four; of Chinese
 *  characters a pair says enough.   @param room at least key.length long   @returns how many were written */
export function shingleHashes(key: string, run: number, room: Uint32Array): number {
  let n = 0;
  for (let i = 0; i + 1 < key.length; i++) {
    const length = isHan(key.charCodeAt(i)) || isHan(key.charCodeAt(i + 1)) ? 2 : run;
    if (i + length <= key.length) room[n++] = gramHash(key, i, i + length);
  }
  return n;
}

/** Whether `shingleHashes` depends on its `run`. */
export function hasLatinRun(key: string): boolean {
  for (let i = 1; i < key.length; i++) if (!isHan(key.charCodeAt(i)) && !isHan(key.charCodeAt(i - 1))) return true;
  return false;
}

/** Shared / all of two ascending lists of distinct numbers; NaN when both are empty. `from`..`to` are positions in `values`. */
export function jaccardOf(values: Uint32Array, fromA: number, toA: number, fromB: number, toB: number): number {
  let a = fromA;
  let b = fromB;
  let shared = 0;
  while (a < toA && b < toB) {
    const x = values[a]!;
    const y = values[b]!;
    if (x === y) shared++;
    if (x <= y) a++;
    if (y <= x) b++;
  }
  return shared / (toA - fromA + toB - fromB - shared);
}

/** Murmur3 over UTF-16 units. */
function gramHash(text: string, start: number, end: number): number {
  let h = 0x9747b28c ^ (end - start);
  for (let i = start; i < end; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function distinctInPlace(room: Uint32Array, n: number): number {
  const values = room.subarray(0, n).sort();
  let size = 0;
  for (let i = 0; i < n; i++) if (i === 0 || values[i] !== values[i - 1]) values[size++] = values[i]!;
  return size;
}
