/** N-grams as bucket numbers: features of a text without a dictionary, in any language. */

export const GRAM_BUCKETS = 1 << 18;
const MASK = GRAM_BUCKETS - 1;
/** Longest gram, in UTF-16 units. */
const LONGEST = 3;
/** A longer text says nothing new about how its writer feels; and a megabyte must not hold the queue. */
export const MOST_UNITS = 4000;

/** FNV-1a over units, finished as in MurmurHash3, so that neighbouring grams fall far apart. */
function mixed(hash: number): number {
  let h = hash;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  return h;
}

export interface Grams {
  /** Bucket of each distinct gram, in the order of first appearance; only the first `size` count. */
  bucket: Int32Array;
  /** Where the gram first stands. */
  start: Int32Array;
  end: Int32Array;
  size: number;
}

export interface GramReader {
  /** Distinct grams between two positions of a normalised text. The answer is overwritten by the next call. */
  read(text: string, start?: number, end?: number): Grams;
}

/** Letters of a long Latin word that stand for all its forms: `disappoint` for disappointing and disappointed. */
const STEM = 6;
const isWordUnit = (code: number): boolean => (code >= 97 && code <= 122) || code === 39 || (code >= 0xdf && code <= 0x24f);

/** What is a text made of? Runs of Chinese characters (and of anything else that is no Latin word) give their 1- to 3-grams; Latin words
 *  give themselves, their beginning and the pair with the word before. Blanks break grams, digits count as one digit.
 *  Reused buffers: no garbage per text.   Cost: three hashes a unit.   Source: Weinberger et al. 2009, feature hashing (without the sign:
 *  weights are looked at one by one). */
export function gramReader(): GramReader {
  const seen = new Int32Array(GRAM_BUCKETS).fill(-1);
  const bucket = new Int32Array(MOST_UNITS * LONGEST);
  const from = new Int32Array(MOST_UNITS * LONGEST);
  const to = new Int32Array(MOST_UNITS * LONGEST);
  const grams: Grams = { bucket, start: from, end: to, size: 0 };
  let turn = 0;
  const add = (hash: number, start: number, end: number) => {
    const at = mixed(hash) & MASK;
    if (seen[at] === turn) return;
    seen[at] = turn;
    bucket[grams.size] = at;
    from[grams.size] = start;
    to[grams.size++] = end;
  };
  return {
    read(text, start = 0, end = text.length) {
      turn++;
      grams.size = 0;
      const stop = Math.min(end, start + MOST_UNITS);
      let before = 0;
      let beforeStart = start;
      for (let i = start; i < stop; ) {
        const first = text.charCodeAt(i);
        if (isWordUnit(first)) {
          const wordStart = i;
          let hash = SEED;
          let stem = 0;
          while (i < stop && isWordUnit(text.charCodeAt(i))) {
            hash = step(hash, text.charCodeAt(i++));
            if (i - wordStart === STEM) stem = hash;
          }
          add(hash + WORD, wordStart, i);
          if (stem !== 0 && i - wordStart > STEM) add(stem + STEM_OF, wordStart, i);
          if (before !== 0) add(step(before, hash) + PAIR, beforeStart, i);
          before = hash;
          beforeStart = wordStart;
          continue;
        }
        if (first > 32) {
          if (first !== 45) before = 0; // a hyphen joins
          let hash = SEED;
          for (let n = 0; n < LONGEST && i + n < stop; n++) {
            const code = text.charCodeAt(i + n);
            if (code <= 32 || (n > 0 && isWordUnit(code))) break;
            hash = step(hash, code >= 48 && code <= 57 ? 48 : code);
            add(hash + n, i, i + n + 1);
          }
        }
        i++;
      }
      return grams;
    },
  };
}

const SEED = 0x811c9dc5 | 0;
const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
/** Kinds of gram are told apart, so that a word and a run of the same units do not meet. */
const WORD = 11;
const STEM_OF = 23;
const PAIR = 37;
