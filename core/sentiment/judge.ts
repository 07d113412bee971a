/** What does a text feel? */
import { type GramReader, gramReader } from '../kernel/text/hashedGrams.ts';
import { logit, sigmoid } from '../kernel/text/logistic.ts';
import { type Normalised, normalise, originalRange } from '../kernel/text/normalise.ts';
import { sentencesOf } from '../kernel/text/script.ts';
import { type ChineseScorer, chineseScorer } from './chinese.ts';
import { englishIntensity } from './english.ts';
import type { SentimentModel } from './model.ts';
import type { EvidenceWord, Judgement } from './types.ts';

/** What one community's corrections change. */
export interface Layer {
  /** Added to the log-odds of the shipped models, over the grams of the whole text. */
  polarity: { bias: number; weight: Float32Array } | null;
  neutral: { bias: number; weight: Float32Array } | null;
}

export interface JudgeOptions {
  /** Distance from even odds, 0..0.5, below which a text is `unsure`. */
  threshold?: number;
  layer?: Layer | null;
}

/** What a text says by the shipped model, before any label is given: enough to label it again when a layer or the threshold changes. */
export interface TextReading {
  /** -1..1. */
  score: number;
  /** Log-odds of good against bad. */
  good: number;
  /** Log-odds that nothing is judged, against something. */
  nothing: number;
  /** Lists and model read it in opposite ways. */
  isTorn: boolean;
  language: 'zh' | 'en' | 'mixed';
  words: EvidenceWord[];
}

export interface Judge {
  /** null when not judged. */
  read(text: string): TextReading | null;
  /** @param text any string. Cost: 15k to 30k short texts a second; the first 4,000 units of a run of one language decide its n-grams. */
  judge(text: string): Judgement;
}

export const DEFAULT_THRESHOLD = 0.24;
/** How many grams are named as evidence where no word of the lists spoke. */
const MOST_GRAMS = 4;
/** What is longer is an address or a key. */
const LONGEST_GRAM = 40;
/** A gram must add this much log-odds to be named. */
const TELLING = 0.12;
/** A sentence that the lists and the model read in opposite ways, both at least this strongly, leaves us unsure. */
const AGAINST = { words: 0.45, model: 0.9 };
/** Log-odds that marks can add at most, however many there are. */
const MOST_BY_MARKS = 3;
const NEUTRAL_FROM = 0.5;
/** As far from even odds as this, the parts no longer matter. */
const SETTLED = 0.45;
/** Marks of social media: there VADER was made, and is best alone. */
const SOCIAL = /[#@]\w|[:;=]-?[()dp]|\b(?:lol|lmao|omg|wtf|rt|u|ur|gonna|wanna|thx|haha+)\b|\p{Extended_Pictographic}/iu;

/** More is a document, not somebody's word about something: one score for it would say nothing. */
const LONGEST_TEXT = 100_000;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const FEW = 3;
/** Turns the order of letters round, so that what is read is not what is written. */
const OVERRIDE = /[\u202d\u202e]/;

/** English words that the lists would not know as they are written: full-width letters, invisible characters inside a word. */
const DISGUISED = /[\uff21-\uff3a\uff41-\uff5a]|\p{L}[\u00ad\u200b-\u200f\u2060\ufeff]+\p{L}/u;

/** Hebrew or Arabic beside Latin or Chinese, or letters shown in another order than they stand: no model here reads it. */
function runsBothWays(text: string): boolean {
  return OVERRIDE.test(text) || (text.match(RIGHT_TO_LEFT)?.length ?? 0) >= FEW;
}

/** Is a text positive, neutral or negative, how surely, and by which words? Sentences are read in their own language and weighed by length.
 *  Chinese: log-odds of hashed n-grams plus the weighed words. English: VADER's rules over its list and ours, with the n-grams beside it
 *  where the text is not social media. A second model says how likely it is that nothing is judged at all.
 *  @throws nothing: odd text is `not-judged`.   Source: README, Sentiment; TEXT.md's measurements were repeated in test/reference. */
export function createJudge(model: SentimentModel, options: JudgeOptions = {}): Judge {
  const { threshold = DEFAULT_THRESHOLD, layer = null } = options;
  const scorer = chineseScorer(model.zh);
  const reader = gramReader();
  const means: Means = { model, scorer, reader };
  return {
    read: (text) => readText(text, means),
    judge(text) {
      const read = readText(text, means);
      if (!read) return { score: Number.NaN, label: 'not-judged', confidence: 0, language: null, words: [] };
      const shift = layer ? shiftOf(layer, normalise(text).text, reader) : null;
      return { ...verdictOf(read, threshold, shift), language: read.language, words: read.words };
    },
  };
}

/** What a layer adds to the two log-odds of a text. */
export interface Shift {
  good: number;
  nothing: number;
}

/** @param text normalised */
export function shiftOf(layer: Layer, text: string, reader: GramReader): Shift {
  const { bucket, size } = reader.read(text);
  return {
    good: layer.polarity ? logit(layer.polarity, bucket, 0, size) : 0,
    nothing: layer.neutral ? logit(layer.neutral, bucket, 0, size) : 0,
  };
}

/** The label of a reading, with what a layer adds. */
export function verdictOf(
  read: Pick<TextReading, 'score' | 'good' | 'nothing' | 'isTorn'>,
  threshold: number,
  shift: Shift | null,
): Pick<Judgement, 'score' | 'label' | 'confidence'> {
  const good = read.good + (shift?.good ?? 0);
  const q = sigmoid(read.nothing + (shift?.nothing ?? 0));
  const p = sigmoid(good);
  const moved = read.score + Math.tanh(good / 2) - Math.tanh(read.good / 2);
  const score = Math.max(-1, Math.min(1, moved));
  if (q >= NEUTRAL_FROM) return { score: score * (1 - q), label: 'neutral', confidence: q };
  const isUnsure = Math.abs(p - 0.5) < threshold || (read.isTorn && Math.abs(p - 0.5) < SETTLED);
  return {
    score,
    label: isUnsure ? 'unsure' : p > 0.5 ? 'positive' : 'negative',
    confidence: (1 - q) * Math.max(p, 1 - p),
  };
}

interface Means {
  model: SentimentModel;
  scorer: ChineseScorer;
  reader: GramReader;
}

interface Run {
  start: number;
  end: number;
  script: 'zh' | 'en';
  letters: number;
}

/** The runs of a text, weighed by their letters. */
function readText(text: string, means: Means): TextReading | null {
  if (text.length > LONGEST_TEXT || runsBothWays(text)) return null;
  const normal = normalise(text);
  const runs = runsOf(normal.text);
  if (runs.length === 0) return null;
  const whole = { score: 0, good: 0, nothing: 0, isTorn: false, words: [] as EvidenceWord[] };
  let letters = 0;
  let torn = 0;
  for (const run of runs) {
    const read = run.script === 'zh' ? readChinese(normal, run, means) : readEnglish(text, normal, run, means);
    letters += run.letters;
    whole.score += read.score * run.letters;
    whole.good += read.good * run.letters;
    whole.nothing += read.nothing * run.letters;
    if (read.isTorn) torn += run.letters;
    whole.words.push(...read.words);
  }
  return {
    score: whole.score / letters,
    good: whole.good / letters,
    nothing: whole.nothing / letters,
    isTorn: torn * 2 > letters,
    words: whole.words,
    language: runs.some((r) => r.script !== runs[0]!.script) ? 'mixed' : runs[0]!.script,
  };
}

/** Neighbouring sentences of one language are read as one; what stands between them (marks, emoji) goes with the one before. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const s of sentencesOf(text)) {
    if (s.script !== 'zh' && s.script !== 'en') continue;
    const last = runs.at(-1);
    if (last?.script === s.script) {
      last.letters += s.letters;
      last.end = s.end;
    } else {
      if (last) last.end = s.start;
      runs.push({ start: runs.length === 0 ? 0 : s.start, end: s.end, script: s.script, letters: s.letters });
    }
  }
  if (runs.length > 0) runs.at(-1)!.end = text.length;
  return runs;
}

type Reading = Omit<TextReading, 'language'>;

function grams(normal: Normalised, run: Run, { model, reader }: Means) {
  const { bucket, start, end, size } = reader.read(normal.text, run.start, run.end);
  const learnt = logit(model.polarity, bucket, 0, size);
  const nothing = logit(model.neutral, bucket, 0, size);
  return { learnt, nothing, bucket, start, end, size };
}

function readChinese(normal: Normalised, run: Run, means: Means): Reading {
  const { model, scorer } = means;
  const g = grams(normal, run, means);
  const { words, marks, found: spoke } = scorer.score(normal.text, run.start, run.end);
  const { chineseFlatten, chineseWords, chineseMarks } = model.weighing;
  const listed = words / Math.sqrt(words * words + chineseFlatten);
  const good = g.learnt + chineseWords * listed + Math.max(-MOST_BY_MARKS, Math.min(MOST_BY_MARKS, chineseMarks * marks));
  const found = spoke.map((w) => inOriginal(normal, w));
  return {
    score: Math.tanh(good / 2),
    good,
    nothing: g.nothing,
    isTorn: listed * g.learnt < 0 && Math.abs(listed) > AGAINST.words && Math.abs(g.learnt) > AGAINST.model,
    words: found.length > 0 ? found : tellingGrams(normal, g, model),
  };
}

function readEnglish(original: string, normal: Normalised, run: Run, means: Means): Reading {
  const { model } = means;
  const g = grams(normal, run, means);
  const [from, to] = originalRange(normal, run.start, run.end);
  const written = original.slice(from, to);
  // As written, capitals count for emphasis; a disguised text is read normalised, without them.
  const isDisguised = DISGUISED.test(written);
  const piece = isDisguised ? normal.text.slice(run.start, run.end) : written;
  const isSocial = SOCIAL.test(piece);
  const { compound, words } = englishIntensity(piece, isSocial ? { word: model.en.word, more: null } : model.en);
  const share = isSocial ? 0 : model.weighing.englishModel;
  const place = (w: EvidenceWord): EvidenceWord =>
    isDisguised
      ? inOriginal(normal, { ...w, start: w.start + run.start, end: w.end + run.start })
      : { ...w, start: w.start + from, end: w.end + from };
  const good = g.learnt + model.weighing.englishWords * compound;
  return {
    score: compound + share * (1 - Math.abs(compound)) * Math.tanh(g.learnt),
    good,
    nothing: g.nothing,
    isTorn: compound * g.learnt < 0 && Math.abs(compound) > AGAINST.words && Math.abs(g.learnt) > 2 * AGAINST.model,
    words: words.length > 0 ? words.map(place) : tellingGrams(normal, g, model),
  };
}

function inOriginal(normal: Normalised, { text, weight, start, end }: EvidenceWord): EvidenceWord {
  const [from, to] = originalRange(normal, start, end);
  return { text, weight, start: from, end: to };
}

/** Where no listed word spoke, the grams that weighed most. */
function tellingGrams(normal: Normalised, g: ReturnType<typeof grams>, model: SentimentModel): EvidenceWord[] {
  const scale = 1 / Math.sqrt(Math.max(1, g.size));
  const found: EvidenceWord[] = [];
  for (let i = 0; i < g.size; i++) {
    const b = g.bucket[i]!;
    const weight = model.polarity.weight[b]! * scale;
    const units = g.end[i]! - g.start[i]!;
    if (Math.abs(weight) < TELLING || units < 2 || units > LONGEST_GRAM) continue;
    found.push({ text: normal.text.slice(g.start[i], g.end[i]), weight, start: g.start[i]!, end: g.end[i]! });
  }
  found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const chosen: EvidenceWord[] = [];
  for (const f of found) {
    if (chosen.length === MOST_GRAMS) break;
    if (!chosen.some((c) => f.start < c.end && c.start < f.end)) chosen.push(f);
  }
  return chosen.sort((a, b) => a.start - b.start).map((w) => inOriginal(normal, w));
}
