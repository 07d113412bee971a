/** What members talk about, found without a list: parts of the threads, named by the place or the words that set them apart. */
import { seeded } from '../../base/random.ts';
import { coherence } from '../../kernel/text/coherence.ts';
import { bestOfStarts, type Factors, weightsOf } from '../../kernel/text/nmf.ts';
import { chancesOf, trainSoftmax } from '../../kernel/text/softmax.ts';
import { documentFrequency, pickRows, rowBuilder, type SparseRows } from '../../kernel/text/sparse.ts';
import { cohesionOf } from './cohesion.ts';
import type { Corpus } from './corpus.ts';

/** What the factorisation may look at. `text`: words alone. `all`: channels, tags, contents and the habits of the author beside them. */
export type Signals = 'all' | 'text';

export interface TopicOptions {
  /** Number of topics; null = chosen by coherence. */
  k: number | null;
  signals: Signals;
  seed: number;
}

export interface FoundTopics {
  kind: 'found';
  k: number;
  /** Chance of each topic for each thread, shape (units, k); 0 in a row that has neither words nor a place. */
  chance: Float32Array;
  /** Largest chance of each thread; -1 = nothing to go by. */
  topic: Int16Array;
  /** The features that topics are learned from, shape (units, …). */
  features: SparseRows;
  candidates: { k: number; coherence: number; residual: number }[];
  /** Threads that have words or a place. */
  threads: number;
}

export interface TooFewThreads {
  kind: 'too-few';
  have: number;
  need: number;
}

/** With fewer threads the parts are those of single texts. */
export const MIN_THREADS = 80;
/** Parts are looked for in so many threads, drawn evenly; the others are set beside them. More changes the parts little. */
const MOST_THREADS = 3000;
const CANDIDATES = [4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20];
/** Threads a topic should have on average. */
const THREADS_PER_TOPIC = 12;
const STARTS = 2;
/** No more candidates are tried when so many in a row were worse than the best. */
const PATIENCE = 4;
const LOOK_PASSES = 12;
const TOP_TERMS = 10;
/** What a place is worth beside the words of a thread, which together have length 1. */
const PLACE_WEIGHT = 1;
const PLACE_WEIGHT_LEARNED = 0.7;
const HABIT_WEIGHT_LEARNED = 1;
/** A term keeps this share of its weight when it is not about anything (see cohesionOf). */
const COMMON_SHARE = 0.1;

/** Which topics are there, and which has each thread?
 *  Method: non-negative matrix factorisation of the threads by their words (TF-IDF, words that come back within a thread or with an author count
 *  more) and their places (channel, tags, content; a place that holds a tenth of the threads says most). The number of topics is the one with the
 *  most coherent top terms (mean NPMI) and the sharpest bend of the residual, of several starts each. What the parts say is then learned by a linear model over
 *  words, places and the habits of the author, which also reads threads that stand nowhere.
 *  When not to trust it: topics of a community without channels, tags or contents are those of its words alone; answers of a few words follow their thread.
 *  Cost: about 2 s for 50,000 texts. */
export function findTopics(corpus: Corpus, { k, signals, seed }: TopicOptions): FoundTopics | TooFewThreads {
  const withPlaces = signals === 'all';
  const words = wordsOfUnits(corpus);
  const x = joined(corpus, words, withPlaces ? PLACE_WEIGHT : 0, 0);
  const filled: number[] = [];
  for (let u = 0; u < x.rows; u++) if (x.offset[u + 1]! > x.offset[u]!) filled.push(u);
  if (filled.length < MIN_THREADS) return { kind: 'too-few', have: filled.length, need: MIN_THREADS };

  const rng = seeded(seed);
  const drawn = filled.length <= MOST_THREADS ? filled : rng.shuffleInPlace(filled.slice()).slice(0, MOST_THREADS);
  const part = pickRows(x, drawn);
  const most = Math.max(2, Math.floor(filled.length / THREADS_PER_TOPIC));
  let ks = k === null ? CANDIDATES.filter((c) => c <= most) : [Math.min(k, most)];
  if (ks.length === 0) ks = [Math.min(3, most)];
  const tried: { factors: Factors; k: number; coherence: number; residual: number }[] = [];
  for (const n of ks) {
    const grown = tried.at(-1)?.factors ?? null;
    const factors = bestOfStarts(part, { k: n, rng, starts: STARTS, passes: LOOK_PASSES, grown });
    const each = coherence(part, topColumns(factors, part.columns, TOP_TERMS), n);
    tried.push({ factors, k: n, coherence: each.reduce((sum, v) => sum + v, 0) / n, residual: factors.residual });
    if (tried.length - 1 - bestCandidate(tried) >= PATIENCE) break;
  }
  const { factors } = tried[bestCandidate(tried)]!;
  const candidates = tried.map(({ factors: _, ...candidate }) => candidate);
  const weights = weightsOf(x, factors.parts, factors.k);
  const features = joined(corpus, words, withPlaces ? PLACE_WEIGHT_LEARNED : 0, withPlaces ? HABIT_WEIGHT_LEARNED : 0);
  const chance = learned(features, weights, factors.k, filled, seed);
  const topic = new Int16Array(x.rows).fill(-1);
  for (let u = 0; u < x.rows; u++) {
    if (features.offset[u + 1] === features.offset[u]) chance.fill(0, u * factors.k, (u + 1) * factors.k);
    else topic[u] = largest(chance, u, factors.k);
  }
  return { kind: 'found', k: factors.k, chance, topic, features, candidates, threads: filled.length };
}

/** Coherence, and the bend of the residual: the topic after which another one explains little more. In units of the coherence. */
const BEND_WEIGHT = 5;

function bestCandidate(tried: { k: number; coherence: number; residual: number }[]): number {
  const gain = (n: number) => (tried[n - 1]!.residual - tried[n]!.residual) / (tried[n]!.k - tried[n - 1]!.k);
  const score = tried.map(
    ({ coherence: own }, n) => own + (n === 0 || n === tried.length - 1 ? 0 : BEND_WEIGHT * (gain(n) - gain(n + 1))),
  );
  return score.indexOf(Math.max(...score));
}

export function largest(chance: Float32Array, u: number, k: number): number {
  let best = 0;
  for (let p = 1; p < k; p++) if (chance[u * k + p]! > chance[u * k + best]!) best = p;
  return best;
}

/** What the parts say, learned: a thread that is mostly one part teaches it, by how clearly it is so. */
function learned(features: SparseRows, weights: Float64Array, k: number, filled: number[], seed: number): Float32Array {
  const row: number[] = [];
  const classOf: number[] = [];
  const weight: number[] = [];
  for (const u of filled) {
    let best = 0;
    let total = 0;
    for (let p = 0; p < k; p++) {
      total += weights[u * k + p]!;
      if (weights[u * k + p]! > weights[u * k + best]!) best = p;
    }
    if (total === 0) continue;
    row.push(u);
    classOf.push(best);
    weight.push((weights[u * k + best]! / total) ** 2);
  }
  const model = trainSoftmax(
    features,
    { row: Int32Array.from(row), classOf: Int32Array.from(classOf), weight: Float32Array.from(weight) },
    { classes: k, rng: seeded(seed), rounds: 5 },
  );
  const chance = new Float32Array(features.rows * k);
  const one = new Float64Array(k);
  for (let u = 0; u < features.rows; u++) {
    chancesOf(model, features, u, one);
    chance.set(one, u * k);
  }
  return chance;
}

/** Words of each thread, TF-IDF with the cohesion of the term, length 1. A word said by three people counts √3 times. */
function wordsOfUnits(corpus: Corpus): Map<number, number>[] {
  const { texts, unit, units, counts, frequency } = corpus;
  const cohesion = cohesionOf(corpus);
  const rows: Map<number, number>[] = Array.from({ length: units }, () => new Map());
  for (let i = 0; i < texts.size; i++) {
    const row = rows[unit[i]!]!;
    for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++) {
      const t = counts.column[e]!;
      row.set(t, (row.get(t) ?? 0) + Math.sqrt(counts.value[e]!));
    }
  }
  for (const row of rows) {
    let square = 0;
    for (const [t, n] of row) {
      const v = Math.sqrt(n) * Math.log(texts.size / frequency[t]!) * (COMMON_SHARE + (1 - COMMON_SHARE) * cohesion[t]!);
      row.set(t, v);
      square += v * v;
    }
    const length = Math.sqrt(square) || 1;
    for (const [t, v] of row) row.set(t, v / length);
  }
  return rows;
}

/** Words, and after them the places, in one matrix. */
function joined(corpus: Corpus, words: Map<number, number>[], placeWeight: number, habitWeight: number): SparseRows {
  const { units, terms, places, placesOfUnit, habitsOfUnit } = corpus;
  const df = documentFrequency(placesOfUnit);
  // -p log p: what knowing the place says about all threads. A channel of everybody says nothing, a tag of one thread little.
  const says = Float64Array.from(df, (n) => (n === 0 || n >= units ? 0 : -(n / units) * Math.log(n / units)));
  const rows = rowBuilder();
  for (let u = 0; u < units; u++) {
    const row = new Map(words[u]!);
    addPlaces(row, placesOfUnit, u, says, terms.length, placeWeight);
    addPlaces(row, habitsOfUnit, u, says, terms.length, habitWeight);
    rows.add(row);
  }
  return rows.done(terms.length + places.length);
}

function addPlaces(row: Map<number, number>, of: SparseRows, u: number, says: Float64Array, from: number, weight: number): void {
  if (weight === 0) return;
  let square = 0;
  for (let e = of.offset[u]!; e < of.offset[u + 1]!; e++) square += (of.value[e]! * says[of.column[e]!]!) ** 2;
  if (square === 0) return;
  const scale = weight / Math.sqrt(square);
  for (let e = of.offset[u]!; e < of.offset[u + 1]!; e++) {
    const at = from + of.column[e]!;
    row.set(at, (row.get(at) ?? 0) + of.value[e]! * says[of.column[e]!]! * scale);
  }
}

function topColumns({ parts, k }: Factors, columns: number, width: number): Int32Array {
  const out = new Int32Array(k * width);
  for (let p = 0; p < k; p++) {
    const order = Array.from({ length: columns }, (_, c) => c)
      .filter((c) => parts[c * k + p]! > 0)
      .sort((a, b) => parts[b * k + p]! - parts[a * k + p]! || a - b);
    for (let n = 0; n < width; n++) out[p * width + n] = order[Math.min(n, order.length - 1)] ?? 0;
  }
  return out;
}
