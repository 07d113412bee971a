/** What kind of feedback each text is: seed words first, what they teach second, the thread third, a person's correction above all. */
import { seeded } from '../../base/random.ts';
import { keywordFinder } from '../../kernel/text/keywords.ts';
import { normalise } from '../../kernel/text/normalise.ts';
import { chancesOf, type Examples, trainSoftmax } from '../../kernel/text/softmax.ts';
import type { SparseRows } from '../../kernel/text/sparse.ts';
import { eachText, TEXT_FORMS, type Texts } from '../../scope/texts.ts';
import type { Dataset } from '../../store/dataset.ts';
import type { Corpus } from './corpus.ts';
import type { Taxonomy } from './taxonomy.ts';

/** How a text came to its label. */
export const SOURCES = ['none', 'seed', 'form', 'learned', 'thread', 'found', 'corrected'] as const;
export type Source = (typeof SOURCES)[number];

export interface ThemeLabels {
  /** Index of the theme of each text; -1 = none of them. */
  theme: Int16Array;
  /** Index of the aspect within its theme; -1 = none in particular. */
  aspect: Int16Array;
  /** 0..1. */
  confidence: Float32Array;
  /** Index into SOURCES. */
  source: Uint8Array;
}

/** What the seed words say, before anything is learned. */
export interface SeedHits {
  theme: Int16Array;
  aspect: Int16Array;
  /** Words of the theme, minus those of the next one. */
  margin: Float32Array;
}

/** A seed word multiplies the odds of its theme by e to this power, and by its square when two or more agree. */
const SEED_PULL = 2;
/** A text without seed words gets a theme when its chance is at least this. */
const SURE = 0.6;
/** A correction speaks as loud as this many seed labels. */
const CORRECTION_WEIGHT = 8;

/** Texts that are feedback by what they are, whatever they say: kind of entry -> theme and aspect. */
const FORM_THEME: Partial<Record<(typeof TEXT_FORMS)[number], [theme: string, aspect: string | null]>> = {
  review: ['content', null],
  rating: ['content', null],
  suggestion: ['content', null],
  refund_reason: ['price', 'refund'],
};

/** Kinds of text that talk about the subject more than about the service: without a seed word most of them have no theme. A comment under a
 *  content or a reply may well be feedback; those are left open. */
const SAYS_NOTHING: ReadonlySet<(typeof TEXT_FORMS)[number]> = new Set(['topic', 'question', 'answer', 'message']);

/** Cost: one pass over all texts. */
export function findSeeds(data: Dataset, texts: Texts, taxonomy: Taxonomy): SeedHits {
  const themeOf: number[] = [];
  const aspectOf: number[] = [];
  const keywords: string[] = [];
  taxonomy.themes.forEach((theme, t) => {
    theme.aspects.forEach((aspect, a) => {
      for (const word of aspect.words) {
        keywords.push(normalise(word).text);
        themeOf.push(t);
        aspectOf.push(a);
      }
    });
  });
  const find = keywordFinder(keywords);
  const { size } = texts;
  const hits: SeedHits = {
    theme: new Int16Array(size).fill(-1),
    aspect: new Int16Array(size).fill(-1),
    margin: new Float32Array(size),
  };
  const score = new Float64Array(taxonomy.themes.length);
  let i = 0;
  for (const text of eachText(data)) {
    if (texts.isWritten[i]) {
      // What a lesson is called says nothing about it.
      const clean = normalise(text).text.replace(TITLE, (m) => ' '.repeat(m.length));
      const found = find(clean);
      if (found.length > 0) {
        score.fill(0);
        const seen = new Set<number>();
        const turn = found.length > 1 ? lastTurn(clean) : 0;
        for (const { keyword, start } of found) {
          if (seen.has(keyword)) continue;
          seen.add(keyword);
          score[themeOf[keyword]!]! += strength(keywords[keyword]!) * (start < turn ? BEFORE_TURN : 1);
        }
        let best = 0;
        for (let t = 1; t < score.length; t++) if (score[t]! > score[best]!) best = t;
        let next = 0;
        for (let t = 0; t < score.length; t++) if (t !== best && score[t]! > next) next = score[t]!;
        hits.theme[i] = best;
        hits.margin[i] = score[best]! - next;
        hits.aspect[i] = aspectOf[found.find((f) => themeOf[f.keyword] === best)!.keyword]!;
      }
    }
    i++;
  }
  return hits;
}

/** "The teachers are good, but …": what is said before the turn counts this much. */
const BEFORE_TURN = 0.3;
const TURN = /但是|但|可是|不过|就是说|结果|, but |\. but | however|although/g;

const TITLE = /《[^》\n]{1,80}》/g;

/** Where the last turn of a text stands; 0 = none. */
function lastTurn(text: string): number {
  let at = 0;
  for (const match of text.matchAll(TURN)) at = match.index;
  return at;
}

/** A long phrase is rarer by chance than a short word. */
const strength = (word: string) => (/[㐀-鿿]/.test(word) ? Math.min(2, word.length / 2) : Math.min(2, word.length / 7));

/** @param x          features of the texts, shape (texts, …)
 *  @param corrections theme a person has given, by text; -1 = said to be none. Learned from when `learns` is set, else only shown on their own text. */
export function labelThemes(
  corpus: Corpus,
  taxonomy: Taxonomy,
  seeds: SeedHits,
  x: SparseRows,
  corrections: ReadonlyMap<number, number>,
  learns: ReadonlySet<number>,
): ThemeLabels {
  const { texts, parent } = corpus;
  const { size } = texts;
  const none = taxonomy.themes.length;
  const labels: ThemeLabels = {
    theme: new Int16Array(size).fill(-1),
    aspect: new Int16Array(size).fill(-1),
    confidence: new Float32Array(size),
    source: new Uint8Array(size),
  };
  const byForm = TEXT_FORMS.map((form) => {
    const [theme, aspect] = FORM_THEME[form] ?? [null, null];
    const t = taxonomy.themes.findIndex((th) => th.key === theme);
    return t < 0 ? null : { t, a: aspect === null ? -1 : taxonomy.themes[t]!.aspects.findIndex((as) => as.key === aspect) };
  });

  const says = TEXT_FORMS.map((form) => SAYS_NOTHING.has(form));
  // Each half of the threads is judged by what the other half taught: a model that has seen a text repeats its seed word.
  const halves = [examples(), examples()];
  const fold = (i: number) => corpus.unit[i]! & 1;
  for (let i = 0; i < size; i++) {
    if (!texts.isWritten[i]) continue;
    const given = learns.has(i) ? corrections.get(i) : undefined;
    const form = byForm[texts.form[i]!];
    const other = halves[1 - fold(i)]!;
    if (given !== undefined) for (const half of halves) half.add(i, given < 0 ? none : given, CORRECTION_WEIGHT);
    else if (seeds.theme[i]! >= 0) other.add(i, seeds.theme[i]!, Math.min(1, seeds.margin[i]!));
    else if (form) other.add(i, form.t, 1);
    else if (says[texts.form[i]!]) other.add(i, none, 1);
  }
  const models = halves.map((half) => trainSoftmax(x, half.done(), { classes: none + 1, rng: seeded(SEED), rounds: 4 }));

  const chance = new Float64Array(none + 1);
  const set = (i: number, theme: number, aspect: number, confidence: number, source: Source) => {
    labels.theme[i] = theme;
    labels.aspect[i] = aspect;
    labels.confidence[i] = confidence;
    labels.source[i] = SOURCES.indexOf(source);
  };
  const isDone = new Uint8Array(size);
  /** A text after the one it answers: what is answered is the likeliest theme of the answer, and its only one when it names none. */
  const settle = (i: number, depth: number): void => {
    if (isDone[i]) return;
    isDone[i] = 1;
    const above = depth < DEEPEST ? parent[i]! : -1;
    if (above >= 0) settle(above, depth + 1);
    const given = corrections.get(i);
    const form = byForm[texts.form[i]!];
    const seed = seeds.theme[i]!;
    if (given !== undefined) {
      set(i, given, given === seed ? seeds.aspect[i]! : -1, 1, 'corrected');
      return;
    }
    if (!texts.isWritten[i]) {
      if (form) set(i, form.t, form.a, 1, 'form');
      return;
    }
    if (above >= 0 && seed < 0) {
      if (labels.theme[above]! >= 0)
        set(i, labels.theme[above]!, labels.aspect[above]!, labels.confidence[above]! * FROM_THREAD, 'thread');
      return;
    }
    chancesOf(models[fold(i)]!, x, i, chance);
    if (seed >= 0) favour(chance, seed, Math.exp(SEED_PULL * Math.min(2, seeds.margin[i]!)));
    if (form) favour(chance, form.t, Math.exp(SEED_PULL));
    if (above >= 0 && labels.theme[above]! >= 0) favour(chance, labels.theme[above]!, Math.exp(SEED_PULL));
    let best = 0;
    for (let t = 1; t <= none; t++) if (chance[t]! > chance[best]!) best = t;
    if (best !== none && chance[best]! >= SURE)
      set(i, best, best === seed ? seeds.aspect[i]! : -1, chance[best]!, best === seed ? 'seed' : 'learned');
    else if (form) set(i, form.t, form.a, 0.5, 'form');
    else set(i, -1, -1, chance[none]!, 'none');
  };
  for (let i = 0; i < size; i++) settle(i, 0);
  return labels;
}
function examples() {
  const row: number[] = [];
  const classOf: number[] = [];
  const weight: number[] = [];
  return {
    add(i: number, of: number, by: number) {
      row.push(i);
      classOf.push(of);
      weight.push(by);
    },
    done: (): Examples => ({ row: Int32Array.from(row), classOf: Int32Array.from(classOf), weight: Float32Array.from(weight) }),
  };
}

/** Multiplies the odds of one class; the chances go on summing to 1. */
function favour(chance: Float64Array, c: number, times: number): void {
  const total = 1 + chance[c]! * (times - 1);
  chance[c]! *= times;
  for (let t = 0; t < chance.length; t++) chance[t]! /= total;
}
/** What an answer inherits is a little less sure with every step. */
const FROM_THREAD = 0.9;
/** Longer chains of answers are cut: a thread a hundred deep is a chat. */
const DEEPEST = 40;
const SEED = 7;
