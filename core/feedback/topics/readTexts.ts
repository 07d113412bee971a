/** All texts with their topic and their theme: found, learned, corrected. What every answer of this folder counts. */
import { InputError } from '../../base/errors.ts';
import { groupNearDuplicates } from '../../kernel/text/nearDuplicates.ts';
import { eachText, indexOfText, type TextItem, textsOfData } from '../../scope/texts.ts';
import type { Dataset } from '../../store/dataset.ts';
import { type Corpus, corpusOf } from './corpus.ts';
import { textFeatures } from './features.ts';
import { type FoundTopics, findTopics, type Signals, type TooFewThreads } from './findTopics.ts';
import { type GivenTopic, LEARN_EVERY, learnTopics } from './learnTopics.ts';
import { type NamedTopic, nameTopics } from './nameTopics.ts';
import { type Correction, storedCorrections, storedTaxonomy, textKeys } from './queries.ts';
import { DEFAULT_VOICE, type VoicePreference } from './taxonomy.ts';
import { findSeeds, labelThemes, type SeedHits, SOURCES, type ThemeLabels } from './themes.ts';

export interface ReadOptions {
  /** Number of found topics; null = chosen. */
  k?: number | null;
  signals?: Signals;
  seed?: number;
  /** Corrections for this reading only, after the stored ones: a sample of checked texts, right ones among them. */
  sample?: readonly Correction[];
}

export interface Topic extends NamedTopic {
  /** `found` in the texts, or `given` by a person. */
  origin: 'found' | 'given';
}

export interface Reading {
  corpus: Corpus;
  preference: VoicePreference;
  found: FoundTopics | TooFewThreads;
  topics: Topic[];
  /** Index into `topics` of each text; -1 = nothing to go by. */
  topic: Int16Array;
  /** 0..1. */
  confidence: Float32Array;
  /** Index into SOURCES. */
  source: Uint8Array;
  themes: ThemeLabels;
  seeds: SeedHits;
  /** Number of the group of texts that say the same; -1 = alone. */
  same: Int32Array;
  corrections: {
    topic: number;
    theme: number;
    /** Of all, how many the model has learned from; the others stand on their own texts. */
    learned: number;
    /** So many more teach it again. */
    untilNext: number;
  };
}

/** Texts at least so alike (Jaccard of character pairs) are one text, pasted. */
const SAME_FROM = 0.8;
/** Shorter texts are alike because they are short: thanks from forty people are forty thanks. */
const SAME_LENGTH = 16;
const MOST_KEPT = 6;

interface Kept {
  found: Map<string, { found: FoundTopics | TooFewThreads; named: NamedTopic[] }>;
  seeds: Map<string, SeedHits>;
  readings: Map<string, Reading>;
  same: Int32Array | null;
}
const kept = new WeakMap<Dataset, Kept>();

/** Cost: the first time about 4 s for 20,000 texts, most of it the choice of the number of topics; after a correction 0.5 s; else at once. */
export function readTexts(data: Dataset, options: ReadOptions = {}): Reading {
  const { k = null, signals = 'all', seed = 1, sample = [] } = options;
  let mine = kept.get(data);
  if (!mine) kept.set(data, (mine = { found: new Map(), seeds: new Map(), readings: new Map(), same: null }));
  const stored = storedCorrections(data.db);
  const preferenceText = storedTaxonomy(data.db);
  const name = JSON.stringify([k, signals, seed, sample, stored, preferenceText]);
  const known = mine.readings.get(name);
  if (known) return known;

  const corpus = corpusOf(data);
  const preference = preferenceOf(preferenceText);
  const { found, named } = keptIn(mine.found, JSON.stringify([k, signals, seed]), () => {
    const made = findTopics(corpus, { k, signals, seed });
    return { found: made, named: made.kind === 'found' ? nameTopics(data, corpus, made.topic, made.k) : [] };
  });
  const seeds = keptIn(mine.seeds, JSON.stringify(preference.themes), () => findSeeds(data, corpus.texts, preference));
  mine.same ??= sameTexts(data);
  const same = mine.same;

  const learnedStored = stored.slice(0, stored.length - (stored.length % LEARN_EVERY));
  const taught = sample.length > 0 ? [...stored, ...sample] : learnedStored;
  const shown = [...stored, ...sample];
  const reading: Reading = {
    corpus,
    preference,
    found,
    ...topicsOf(corpus, found, named, preference, same, { shown, taught, isSample: sample.length > 0, seed }),
    themes: themesOf(data, corpus, preference, seeds, same, { shown, taught }),
    seeds,
    same,
    corrections: {
      topic: stored.filter((c) => c.about === 'topic').length,
      theme: stored.filter((c) => c.about === 'theme').length,
      learned: taught.length,
      untilNext: LEARN_EVERY - (stored.length % LEARN_EVERY),
    },
  };
  if (mine.readings.size >= MOST_KEPT) mine.readings.delete(mine.readings.keys().next().value!);
  mine.readings.set(name, reading);
  return reading;
}

export const preferenceOf = (text: string | null): VoicePreference =>
  text === null ? DEFAULT_VOICE : { ...DEFAULT_VOICE, ...(JSON.parse(text) as VoicePreference) };

interface Given {
  shown: readonly Correction[];
  taught: readonly Correction[];
}

function topicsOf(
  corpus: Corpus,
  found: FoundTopics | TooFewThreads,
  named: readonly NamedTopic[],
  preference: VoicePreference,
  same: Int32Array,
  { shown, taught, isSample, seed }: Given & { isSample: boolean; seed: number },
): Pick<Reading, 'topics' | 'topic' | 'confidence' | 'source'> {
  const { texts, unit, isStart } = corpus;
  const topic = new Int16Array(texts.size).fill(-1);
  const confidence = new Float32Array(texts.size);
  const source = new Uint8Array(texts.size);
  const renamed = (key: string) => preference.names[key] ?? key;
  const foundKeys = named.map((n) => renamed(n.key));
  const value = (c: Correction) => keyLike(c.value, [...foundKeys]) ?? c.value;
  const given = (list: readonly Correction[]): GivenTopic[] =>
    list.flatMap((c) => {
      const text = c.about === 'topic' ? indexOfText(texts, c.item, c.no) : -1;
      return text < 0 ? [] : [{ text, value: value(c) }];
    });
  const learnt = found.kind === 'found' ? learnTopics(corpus, found, foundKeys, given(taught), { isSample, seed }) : null;
  const keys = learnt ? [...learnt.keys] : [];
  if (learnt) {
    for (let i = 0; i < texts.size; i++) {
      const u = unit[i]!;
      const t = texts.isWritten[i] ? learnt.topic[u]! : -1;
      if (t < 0) continue;
      topic[i] = t;
      confidence[i] = learnt.chance[u * learnt.keys.length + t]!;
      source[i] = SOURCES.indexOf(isStart[i] ? (taught.length > 0 ? 'learned' : 'found') : 'thread');
    }
  }
  const groups = textsOfGroups(same);
  for (const { text, value: key } of given(shown)) {
    let t = keys.indexOf(key);
    if (t < 0) t = keys.push(key) - 1;
    for (const i of groups(text)) {
      topic[i] = t;
      confidence[i] = 1;
      source[i] = SOURCES.indexOf('corrected');
    }
  }
  const topics = keys.map((key): Topic => {
    const parts = named.filter((_, f) => learnt !== null && learnt.keys[learnt.keyOfFound[f]!] === key);
    return {
      key,
      origin: parts.length > 0 ? 'found' : 'given',
      place: parts[0]?.place ?? null,
      terms: [...new Set(parts.length < 2 ? (parts[0]?.terms ?? []) : parts.flatMap((p) => p.terms.slice(0, 6)))],
    };
  });
  return { topics, topic, confidence, source };
}

function themesOf(
  data: Dataset,
  corpus: Corpus,
  preference: VoicePreference,
  seeds: SeedHits,
  same: Int32Array,
  { shown, taught }: Given,
): ThemeLabels {
  const keys = preference.themes.map((t) => t.key);
  const groups = textsOfGroups(same);
  const byText = (list: readonly Correction[]) => {
    const map = new Map<number, number>();
    for (const c of list) {
      if (c.about !== 'theme') continue;
      const theme = c.value === NO_THEME ? -1 : keys.indexOf(c.value);
      if (theme < 0 && c.value !== NO_THEME) continue; // a theme that is gone
      const text = indexOfText(corpus.texts, c.item, c.no);
      if (text >= 0) for (const i of groups(text)) map.set(i, theme);
    }
    return map;
  };
  return labelThemes(corpus, preference, seeds, textFeatures(data, corpus), byText(shown), new Set(byText(taught).keys()));
}

/** The correction "none of these". */
export const NO_THEME = 'none';

/** A key that is the same but for case and blanks. */
export function keyLike(value: string, keys: readonly string[]): string | null {
  const plain = (v: string) => v.normalize('NFKC').trim().toLowerCase();
  return keys.find((k) => plain(k) === plain(value)) ?? null;
}

function sameTexts(data: Dataset): Int32Array {
  function* comparable() {
    for (const text of eachText(data)) yield text.length >= SAME_LENGTH ? text : '';
  }
  return groupNearDuplicates(comparable(), { threshold: SAME_FROM }).group;
}

/** The texts that say the same as one, itself among them. */
function textsOfGroups(same: Int32Array): (text: number) => number[] {
  let members: Map<number, number[]> | null = null;
  return (text) => {
    if (same[text]! < 0) return [text];
    if (!members) {
      members = new Map();
      for (let i = 0; i < same.length; i++) {
        if (same[i]! < 0) continue;
        const list = members.get(same[i]!);
        if (list) list.push(i);
        else members.set(same[i]!, [i]);
      }
    }
    return members.get(same[text]!)!;
  };
}

function keptIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    if (map.size >= MOST_KEPT) map.delete(map.keys().next().value!);
    map.set(key, (value = make()));
  }
  return value;
}

/** Finds the text a person means: `p00012` as the export calls it, or `post:12` by its number here.
 *  @returns a function name -> place in `textsOfData`; it throws InputError not-found, bad-option (a key of two sources).   Cost: one pass over the keys */
export function textFinder(data: Dataset): (name: string) => number {
  const texts = textsOfData(data);
  const places = new Map<string, number>();
  const twice = new Set<string>();
  textKeys(data.db).forEach((key, i) => {
    if (places.has(key)) twice.add(key);
    else places.set(key, i);
  });
  return (name) => {
    const numbered = /^(post|feedback|answer):(\d+)$/.exec(name);
    const at = numbered ? indexOfText(texts, numbered[1] as TextItem, Number(numbered[2])) : (places.get(name) ?? -1);
    if (at < 0)
      throw new InputError(
        'not-found',
        `A text should be named by its key in the export or as post:12, feedback:12 or answer:12, got "${name}".`,
        { text: name },
      );
    if (!numbered && twice.has(name))
      throw new InputError('bad-option', `"${name}" names more than one text here. Write post:12, feedback:12 or answer:12.`, {
        text: name,
      });
    return at;
  };
}
