/** Names and words of found topics: the place most of a topic stands in, or else the words that set it apart. */
import { classTfIdf } from '../../kernel/text/contrast.ts';
import { normalise } from '../../kernel/text/normalise.ts';
import { isHan } from '../../kernel/text/script.ts';
import { eachTerm } from '../../kernel/text/terms.ts';
import { eachText } from '../../scope/texts.ts';
import type { Dataset } from '../../store/dataset.ts';
import type { Corpus } from './corpus.ts';

export interface NamedTopic {
  /** What corrections and addresses say: does not change while the place or the words stay. */
  key: string;
  /** Channel or tag that holds most of the topic; null = named by its words. */
  place: string | null;
  /** Words that set it apart, strongest first, as they are written. */
  terms: string[];
}

/** A place gives its name when it and the topic cover each other at least so far (harmonic mean of both shares). */
const MIN_COVER = 0.5;
const TERMS = 12;
const NAME_TERMS = 2;
/** Texts of a topic that are looked at for how its words are written. */
const LOOKED_AT = 400;
/** A term goes on to its neighbour when so large a share of its places do. */
const GOES_ON = 0.7;
const MOST_HAN = 4;
/** A channel is named for people, a tag often for machines: it wins over a tag that covers the topic a little better. */
const CHANNEL_BONUS = 1.15;

/** @param topic of each thread, -1 = none; 0 to k - 1.   Cost: two passes over the counts, one over the texts. */
export function nameTopics(data: Dataset, corpus: Corpus, topic: Int16Array, k: number): NamedTopic[] {
  const terms = termsOfTopics(data, corpus, topic, k);
  const places = placesOfTopics(corpus, topic, k);
  const used = new Set<string>();
  return terms.map((words, t) => {
    const place = places[t]!;
    const byWords = words.slice(0, NAME_TERMS).join(' · ') || `${t + 1}`;
    let key = place ?? byWords;
    if (used.has(key)) key = place ? `${place} · ${words[0] ?? t + 1}` : byWords;
    while (used.has(key)) key += ' *';
    used.add(key);
    return { key, place, terms: words };
  });
}

function placesOfTopics({ units, places, channels, placesOfUnit }: Corpus, topic: Int16Array, k: number): (string | null)[] {
  const both = new Float64Array(places.length * k);
  const ofPlace = new Float64Array(places.length);
  const ofTopic = new Float64Array(k);
  for (let u = 0; u < units; u++) {
    const t = topic[u]!;
    if (t < 0) continue;
    ofTopic[t]!++;
    for (let e = placesOfUnit.offset[u]!; e < placesOfUnit.offset[u + 1]!; e++) {
      const p = placesOfUnit.column[e]!;
      ofPlace[p]!++;
      both[p * k + t]!++;
    }
  }
  return Array.from({ length: k }, (_, t) => {
    let best: string | null = null;
    let cover = 0;
    for (let p = 0; p < places.length; p++) {
      if (!places[p]!.startsWith('#')) continue; // a content is not a place with a name
      const c = (2 * both[p * k + t]!) / (ofPlace[p]! + ofTopic[t]!);
      const worth = c < MIN_COVER ? 0 : c * (channels.has(p) ? CHANNEL_BONUS : 1);
      if (worth <= cover) continue;
      cover = worth;
      best = places[p]!.slice(1);
    }
    return best;
  });
}

function termsOfTopics(data: Dataset, corpus: Corpus, topic: Int16Array, k: number): string[][] {
  const { counts, terms, unit } = corpus;
  const width = terms.length;
  const sums = new Float64Array(k * width);
  for (let i = 0; i < counts.rows; i++) {
    const t = topic[unit[i]!]!;
    if (t < 0) continue;
    for (let e = counts.offset[i]!; e < counts.offset[i + 1]!; e++)
      sums[t * width + counts.column[e]!]! += Math.min(1, counts.value[e]!);
  }
  const weight = classTfIdf(sums, k);
  const strongest = Array.from({ length: k }, (_, t) =>
    Array.from({ length: width }, (_, i) => i)
      .filter((i) => sums[t * width + i]! >= 3)
      .sort((a, b) => weight[t * width + b]! - weight[t * width + a]! || a - b)
      .slice(0, TERMS * 3)
      .map((i) => terms[i]!),
  );
  const looked: string[][] = strongest.map(() => []);
  let i = 0;
  for (const text of eachText(data)) {
    const t = topic[unit[i++]!]!;
    if (t >= 0 && looked[t]!.length < LOOKED_AT && text !== '') looked[t]!.push(normalise(text).text);
  }
  return strongest.map((list, t) => asWritten(list, looked[t]!).slice(0, TERMS));
}

/** Pairs of characters grown to the words they are part of, stems to the form most often written; what is part of a longer one is dropped.
 *  @param terms strongest first @param texts normalised */
export function asWritten(terms: readonly string[], texts: readonly string[]): string[] {
  const wanted = new Set(terms);
  const seen = new Map<string, string[]>();
  for (const text of texts) {
    eachTerm(text, (term, start, end) => {
      if (!wanted.has(term)) return;
      const around = `${text.slice(Math.max(0, start - MOST_HAN), start)}\u0000${text.slice(start, end)}\u0000${text.slice(end, end + MOST_HAN)}`;
      const list = seen.get(term);
      if (list) list.push(around);
      else seen.set(term, [around]);
    });
  }
  const out: string[] = [];
  for (const term of terms) {
    const places = seen.get(term) ?? [];
    const word = isHan(term.charCodeAt(0)) ? grown(term, places) : commonest(places.map((p) => p.split('\u0000')[1]!)) || term;
    if (out.some((w) => w.includes(word) || (isHan(word.charCodeAt(0)) && shares(w, word)))) continue;
    out.push(word);
  }
  return out;
}

/** Two thirds of the shorter one are in the other: halves of one word. */
const shares = (a: string, b: string) => {
  if (!isHan(a.charCodeAt(0))) return false;
  const inside = [...b].filter((c) => a.includes(c)).length;
  return inside >= 2 && inside / Math.min(a.length, b.length) >= 0.66;
};

function grown(term: string, places: string[]): string {
  let word = term;
  let left = places.map((p) => p.split('\u0000')[0]!);
  let right = places.map((p) => p.split('\u0000')[2]!);
  while (word.length < MOST_HAN && places.length > 0) {
    const after = commonest(right.map((r) => (r !== '' && isHan(r.charCodeAt(0)) ? r[0]! : '')));
    const before = commonest(left.map((l) => (l !== '' && isHan(l.charCodeAt(l.length - 1)) ? l.at(-1)! : '')));
    const goesOn = after !== '' && right.filter((r) => r.startsWith(after)).length / places.length >= GOES_ON;
    const comesFrom = before !== '' && left.filter((l) => l.endsWith(before)).length / places.length >= GOES_ON;
    if (goesOn) {
      word += after;
      right = right.map((r) => (r.startsWith(after) ? r.slice(1) : ''));
    } else if (comesFrom) {
      word = before + word;
      left = left.map((l) => (l.endsWith(before) ? l.slice(0, -1) : ''));
    } else break;
  }
  return word;
}

function commonest(values: string[]): string {
  const counts = new Map<string, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  let best = '';
  let most = 0;
  for (const [v, n] of counts) {
    if (n <= most) continue;
    most = n;
    best = v;
  }
  return best;
}
