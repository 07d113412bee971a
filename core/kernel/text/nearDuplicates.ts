/** Which texts say the same: pasted, retyped or slightly changed. */
import { InputError } from '../../base/errors.ts';
import { type Bands, bandKeys, bandsFor, HASHES, minHash } from './minHash.ts';
import { distinctGrams, distinctPairs, hasLatinRun, jaccardOf, readingKey, shingleHashes } from './shingles.ts';

export const DEFAULT_SIMILARITY = 0.5;
export const LEAST_SIMILARITY = 0.3;
/** Shorter reading keys are compared whole: one character changed in six is another word. */
export const SHORTEST_COMPARED = 8;

export interface NearDuplicates {
  /** shape (texts,), number of its group, in the order of their first texts; -1 = alone, or blank. */
  group: Int32Array;
  groups: number;
  /** shape (groups,), texts in it: 2 or more. */
  size: Int32Array;
  /** shape (groups,), lowest and mean Jaccard similarity of the pairs that tie the group together, 0..1: 1 where all are the same text. A chain
   *  may tie two texts that are less alike than this. */
  lowest: Float32Array;
  mean: Float32Array;
}

/** Which of these texts are one text, pasted or slightly changed?
 *  Texts with one reading key (letters and digits, normalised) are the same. Of the others with 8 characters or more, pairs are found by MinHash
 *  of 64 over character pairs (runs of three or four in longer Latin text) and confirmed by the exact Jaccard similarity of their distinct character pairs.
 *  Long texts in letters share most pairs whatever they say, so from 80 distinct pairs on runs of four decide, at the same share of untouched
 *  characters.
 *  Groups are what confirmed pairs connect, so that a long chain can connect texts that differ.
 *  @param texts             any number; read once, kept as letters and pairs: about 8 bytes a character and 170 bytes a text
 *  @param options.threshold similarity from which two texts count as one, 0.3 to 1; default 0.5: one character in ten may be inserted, dropped or
 *                           changed in a text of ordinary length (similarity 0.73, lowest of 100 0.6), while of unrelated texts none in 200,000
 *                           pairs reaches it
 *  @throws bad-option: threshold outside 0.3 to 1.   Cost: ~25 µs a text of 50 characters; a bucket is searched 64 texts deep.
 *  Source: Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4. */
export function groupNearDuplicates(texts: Iterable<string>, options: { threshold?: number } = {}): NearDuplicates {
  const { threshold = DEFAULT_SIMILARITY } = options;
  if (!(threshold >= LEAST_SIMILARITY && threshold <= 1))
    throw new InputError(
      'bad-option',
      `The threshold must be a similarity from ${LEAST_SIMILARITY} to 1, got ${threshold}. Choose 0.5 for texts with one character in ten changed.`,
      { option: 'threshold' },
    );
  const store = readDistinct(texts, threshold, bandsFor(threshold));
  const ties = new Ties(store.size);
  if (threshold < 1) joinSimilar(store, threshold, ties);
  return numbered(store, ties);
}

/** The distinct reading keys, and for each what it is found and confirmed by. */
interface Distinct {
  size: number;
  /** shape (texts,), number of the distinct key; -1 = blank. */
  of: Int32Array;
  /** Distinct character pairs of each key that is compared; shape (size + 1,) where each begins. */
  pairs: Uint32Array;
  pairAt: Float64Array;
  /** Distinct runs of four of the keys that pairs alone do not tell apart. */
  grams: Uint32Array;
  gramAt: Float64Array;
  bands: Bands;
  /** One row a signature: band keys; and whose they are. A key has none, one or two. */
  signatures: number;
  keys: Uint32Array;
  owner: Int32Array;
}

/** A key is found by runs of a length that suits its own; shapes: runs of `run` from `from` units on. Where two ranges meet, a key is found both ways,
 *  so far that two keys of which one may be that much longer than the other always share a way. */
const WAYS = [
  { run: 2, from: SHORTEST_COMPARED, to: 20 },
  { run: 3, from: 20, to: 80 },
  { run: 4, from: 80, to: Number.POSITIVE_INFINITY },
];
/** From so many distinct pairs on, pairs alone do not tell texts in letters apart: of unrelated English posts of 160 to 320 letters some share 0.52. */
const PAIRS_TELL_TO = 80;
const GRAM = 4;

function readDistinct(texts: Iterable<string>, threshold: number, bands: Bands): Distinct {
  let of = new Int32Array(1024);
  let count = 0;
  let size = 0;
  let units = new Uint16Array(1 << 16);
  let unitAt = new Float64Array(1025);
  let pairs = new Uint32Array(1 << 16);
  let pairAt = new Float64Array(1025);
  let grams = new Uint32Array(1024);
  let gramAt = new Float64Array(1025);
  let signatures = 0;
  let keys = new Uint32Array(1024 * bands.count);
  let owner = new Int32Array(1024);
  let slots = new Int32Array(4096).fill(-1); // open addressing: distinct key by the hash of its units
  let hashes = new Uint32Array(1024);
  let room = new Uint32Array(1024);
  const signature = new Uint32Array(HASHES);

  const find = (key: string): number => {
    const hash = hashOf(key);
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const d = slots[slot]!;
      if (hashes[d] === hash && isSame(units, unitAt[d]!, unitAt[d + 1]!, key)) return d;
    }
    hashes = grown(hashes, size + 1, Uint32Array);
    hashes[size] = hash;
    slots[slot] = size;
    return size;
  };

  for (const text of texts) {
    of = grown(of, count + 1, Int32Array);
    const key = readingKey(text);
    if (key === '') {
      of[count++] = -1;
      continue;
    }
    const d = find(key);
    of[count++] = d;
    if (d < size) continue;
    size++;
    unitAt = grown(unitAt, size + 1, Float64Array);
    pairAt = grown(pairAt, size + 1, Float64Array);
    gramAt = grown(gramAt, size + 1, Float64Array);
    units = grown(units, unitAt[d]! + key.length, Uint16Array);
    for (let i = 0; i < key.length; i++) units[unitAt[d]! + i] = key.charCodeAt(i);
    unitAt[size] = unitAt[d]! + key.length;
    pairAt[size] = pairAt[d]!;
    gramAt[size] = gramAt[d]!;
    if (size * 2 > slots.length) slots = rehashed(slots.length * 4, hashes, size);
    if (key.length < SHORTEST_COMPARED || threshold === 1) continue;

    room = key.length > room.length ? new Uint32Array(key.length * 2) : room;
    const distinct = distinctPairs(key, room);
    pairs = grown(pairs, pairAt[d]! + distinct, Uint32Array);
    pairs.set(room.subarray(0, distinct), pairAt[d]!);
    pairAt[size] = pairAt[d]! + distinct;
    if (distinct >= PAIRS_TELL_TO) {
      const runs = distinctGrams(key, GRAM, room);
      grams = grown(grams, gramAt[d]! + runs, Uint32Array);
      grams.set(room.subarray(0, runs), gramAt[d]!);
      gramAt[size] = gramAt[d]! + runs;
    }
    const isLatin = hasLatinRun(key);
    for (const way of WAYS) {
      if (key.length < way.from || key.length > way.to / threshold) continue;
      minHash(room, shingleHashes(key, way.run, room), signature);
      keys = grown(keys, (signatures + 1) * bands.count, Uint32Array);
      owner = grown(owner, signatures + 1, Int32Array);
      bandKeys(signature, bands, keys, signatures * bands.count);
      owner[signatures++] = d;
      if (!isLatin) break; // all ways are the same
    }
  }
  return { size, of: of.subarray(0, count), pairs, pairAt, grams, gramAt, bands, signatures, keys, owner };
}

/** So deep a bucket is searched: a phrase that thousands share would otherwise cost their square, and its texts meet in other bands. */
const DEEPEST = 64;

function joinSimilar(store: Distinct, threshold: number, ties: Ties): void {
  const { bands, keys, owner, signatures } = store;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(signatures * 2, 2))));
  const previous = new Int32Array(signatures);
  const confirm = confirmer(store, threshold);
  for (let band = 0; band < bands.count; band++) {
    slots.fill(-1);
    for (let s = 0; s < signatures; s++) {
      const key = keys[s * bands.count + band]!;
      const slot = key & (slots.length - 1);
      previous[s] = slots[slot]!;
      slots[slot] = s;
      let depth = 0;
      for (let o = previous[s]!; o >= 0 && depth < DEEPEST; o = previous[o]!) {
        if (keys[o * bands.count + band] !== key) continue;
        depth++;
        const a = owner[s]!;
        const b = owner[o]!;
        if (ties.root(a) === ties.root(b)) continue;
        const similarity = confirm(a, b);
        if (similarity >= threshold) ties.join(a, b, similarity);
      }
    }
  }
}

/** Exact similarity of two distinct keys, or 0 where they are not alike. Long keys are judged by their runs of four: they are 0 where the likeness of
 *  their pairs comes from the alphabet, and alike where pairs of characters that are strange to the text (a quotation in another script) swamp those of
 *  the alphabet; then their similarity is what that of the runs corresponds to in pairs. */
function confirmer({ pairs, pairAt, grams, gramAt }: Distinct, threshold: number) {
  const gramThreshold = inRuns(threshold, 2, GRAM);
  return (a: number, b: number): number => {
    const isLong = gramAt[a]! < gramAt[a + 1]! && gramAt[b]! < gramAt[b + 1]!;
    const byRuns = isLong ? jaccardOf(grams, gramAt[a]!, gramAt[a + 1]!, gramAt[b]!, gramAt[b + 1]!) : 1;
    if (byRuns < gramThreshold) return 0;
    const [fromA, toA, fromB, toB] = [pairAt[a]!, pairAt[a + 1]!, pairAt[b]!, pairAt[b + 1]!];
    const isFar = Math.min(toA - fromA, toB - fromB) < threshold * Math.max(toA - fromA, toB - fromB);
    const byPairs = isFar ? 0 : jaccardOf(pairs, fromA, toA, fromB, toB);
    return byPairs >= threshold || !isLong ? byPairs : inRuns(byRuns, GRAM, 2);
  };
}

/** A similarity of runs of one length as it would be of another, when the same share of characters is untouched and a run survives where all of its
 *  characters do. */
function inRuns(similarity: number, from: number, to: number): number {
  const survives = ((2 * similarity) / (1 + similarity)) ** (to / from);
  return survives / (2 - survives);
}

/** Which distinct keys are connected, and how strong the ties of each group are. */
class Ties {
  private readonly parent: Int32Array;
  readonly count: Int32Array;
  readonly sum: Float64Array;
  readonly lowest: Float32Array;
  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, d) => d);
    this.count = new Int32Array(size);
    this.sum = new Float64Array(size);
    this.lowest = new Float32Array(size).fill(1);
  }
  root(d: number): number {
    let at = d;
    while (this.parent[at] !== at) at = this.parent[at] = this.parent[this.parent[at]!]!;
    return at;
  }
  join(a: number, b: number, similarity: number): void {
    const [x, y] = [this.root(a), this.root(b)];
    const [to, from] = x < y ? [x, y] : [y, x];
    this.parent[from] = to;
    this.count[to]! += this.count[from]! + 1;
    this.sum[to]! += this.sum[from]! + similarity;
    this.lowest[to] = Math.min(this.lowest[to]!, this.lowest[from]!, similarity);
  }
}

function numbered({ of, size }: Distinct, ties: Ties): NearDuplicates {
  const texts = new Int32Array(size);
  for (let i = 0; i < of.length; i++) if (of[i]! >= 0) texts[ties.root(of[i]!)]!++;
  const number = new Int32Array(size).fill(-1);
  const group = new Int32Array(of.length).fill(-1);
  const roots: number[] = [];
  for (let i = 0; i < of.length; i++) {
    if (of[i]! < 0) continue;
    const root = ties.root(of[i]!);
    if (texts[root]! < 2) continue;
    if (number[root]! < 0) number[root] = roots.push(root) - 1;
    group[i] = number[root]!;
  }
  return {
    group,
    groups: roots.length,
    size: Int32Array.from(roots, (r) => texts[r]!),
    lowest: Float32Array.from(roots, (r) => ties.lowest[r]!),
    // A group of n texts has n - 1 ties; those between equal texts are 1.
    mean: Float32Array.from(roots, (r) => (ties.sum[r]! + (texts[r]! - 1 - ties.count[r]!)) / (texts[r]! - 1)),
  };
}

function hashOf(key: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
    h ^= h >>> 15;
  }
  return h >>> 0;
}

function isSame(units: Uint16Array, from: number, to: number, key: string): boolean {
  if (to - from !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (units[from + i] !== key.charCodeAt(i)) return false;
  return true;
}

function rehashed(length: number, hashes: Uint32Array, size: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(length).fill(-1);
  for (let d = 0; d < size; d++) {
    let slot = hashes[d]! & (length - 1);
    while (slots[slot]! >= 0) slot = (slot + 1) & (length - 1);
    slots[slot] = d;
  }
  return slots;
}

type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The same array, or a copy with at least `need` places: half as many more each time. */
function grown<A extends Numbers>(array: A, need: number, make: new (length: number) => A): A {
  if (need <= array.length) return array;
  const larger = new make(Math.ceil(need * 1.5));
  larger.set(array as never);
  return larger;
}
