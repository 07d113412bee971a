/** Corrections of topics: shown on their own text at once; every ten of them teach the model. */
import { seeded } from '../../base/random.ts';
import { chancesOf, trainSoftmax } from '../../kernel/text/softmax.ts';
import type { Corpus } from './corpus.ts';
import { type FoundTopics, largest } from './findTopics.ts';

/** The model learns anew with every so many corrections: between them, a correction moves its own text and no other. */
export const LEARN_EVERY = 10;
/** A correction speaks as loud as this many threads that were only found. */
const CORRECTION_WEIGHT = 12;
const FOUND_WEIGHT = 0.5;
/** Of a found topic whose checked threads were all given another name, and at least so many of them, the name is taken over. */
const RENAMED_FROM = 2;
const RENAMED_SHARE = 0.6;

export interface GivenTopic {
  /** Index of the text. */
  text: number;
  /** Name or key of a topic, known or new. */
  value: string;
}

export interface LearntTopics {
  /** Keys: those that were found, then names given by people. */
  keys: string[];
  /** Which key each found topic goes by now: several may share one. */
  keyOfFound: Int16Array;
  /** Chance of each key for each thread, shape (units, keys). */
  chance: Float32Array;
  topic: Int16Array;
}

/** What threads are about, after what people said about some of them.
 *  A name that checked threads of a found topic were given takes the topic over (when `isSample`: the corrections are a sample of texts, right ones
 *  among them; a person who corrects only what is wrong does not rename the rest). Then the linear model is learned again, from the found topics
 *  as weak examples and the corrections as strong ones.
 *  @param foundKeys  key of each found topic
 *  @param given      the corrections that are learned from, oldest first; the last one counts for a thread, its starting text before its answers
 *  Cost: one training over all threads. */
export function learnTopics(
  corpus: Corpus,
  found: FoundTopics,
  foundKeys: readonly string[],
  given: readonly GivenTopic[],
  { isSample, seed }: { isSample: boolean; seed: number },
): LearntTopics {
  const keys = [...new Set(foundKeys)];
  const keyOfFound = Int16Array.from(foundKeys, (key) => keys.indexOf(key));
  const byUnit = new Map<number, { value: string; isStart: boolean }>();
  for (const { text, value } of given) {
    const u = corpus.unit[text]!;
    const isStart = corpus.isStart[text] === 1;
    if (!byUnit.get(u)?.isStart || isStart) byUnit.set(u, { value, isStart });
  }
  if (isSample) takeOver(votesOf(found, byUnit), keys, keyOfFound);
  for (const { value } of byUnit.values()) if (!keys.includes(value)) keys.push(value);

  const width = keys.length;
  const { units } = corpus;
  const chance = new Float32Array(units * width);
  const topic = new Int16Array(units).fill(-1);
  if (byUnit.size === 0) {
    for (let u = 0; u < units; u++)
      for (let f = 0; f < found.k; f++) chance[u * width + keyOfFound[f]!]! += found.chance[u * found.k + f]!;
  } else {
    const row: number[] = [];
    const classOf: number[] = [];
    const weight: number[] = [];
    for (let u = 0; u < units; u++) {
      if (byUnit.has(u) || found.topic[u]! < 0) continue;
      row.push(u);
      classOf.push(keyOfFound[found.topic[u]!]!);
      weight.push(FOUND_WEIGHT * found.chance[u * found.k + found.topic[u]!]! ** 2);
    }
    for (const [u, { value }] of byUnit) {
      row.push(u);
      classOf.push(keys.indexOf(value));
      weight.push(CORRECTION_WEIGHT);
    }
    const model = trainSoftmax(
      found.features,
      { row: Int32Array.from(row), classOf: Int32Array.from(classOf), weight: Float32Array.from(weight) },
      { classes: width, rng: seeded(seed), rounds: 4 },
    );
    const one = new Float64Array(width);
    for (let u = 0; u < units; u++) {
      if (found.topic[u]! < 0) continue;
      chancesOf(model, found.features, u, one);
      chance.set(one, u * width);
    }
    for (const [u, { value }] of byUnit) {
      chance.fill(0, u * width, (u + 1) * width);
      chance[u * width + keys.indexOf(value)] = 1;
    }
  }
  for (let u = 0; u < units; u++) if (found.topic[u]! >= 0 || byUnit.has(u)) topic[u] = largest(chance, u, width);
  return { keys, keyOfFound, chance, topic };
}

type Votes = Map<string, number>[];

/** Which names the checked threads of each found topic were given. */
function votesOf(found: FoundTopics, byUnit: ReadonlyMap<number, { value: string }>): Votes {
  const votes: Votes = Array.from({ length: found.k }, () => new Map<string, number>());
  for (const [u, { value }] of byUnit) {
    const f = found.topic[u]!;
    if (f >= 0) votes[f]!.set(value, (votes[f]!.get(value) ?? 0) + 1);
  }
  return votes;
}

const sumOf = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((sum, n) => sum + n, 0);

/** A found topic whose checked threads mostly got one new name goes by that name; two that got the same become one. */
function takeOver(votes: Votes, keys: string[], keyOfFound: Int16Array): void {
  const renamed = new Map<number, string>();
  votes.forEach((of, f) => {
    const all = sumOf(of);
    for (const [value, n] of of)
      if (n >= RENAMED_FROM && n / all >= RENAMED_SHARE && value !== keys[keyOfFound[f]!]) renamed.set(f, value);
  });
  if (renamed.size === 0) return;
  const names = Array.from(keyOfFound, (key, f) => renamed.get(f) ?? keys[key]!);
  keys.length = 0;
  keys.push(...new Set(names));
  names.forEach((name, f) => {
    keyOfFound[f] = keys.indexOf(name);
  });
}
