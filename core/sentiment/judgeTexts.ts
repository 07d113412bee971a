/** What every text of the workspace feels, as columns. */
import { gramReader } from '../kernel/text/hashedGrams.ts';
import { normalise } from '../kernel/text/normalise.ts';
import { eachText, indexOfText, type Texts, textsAt, textsOfData } from '../scope/index.ts';
import type { Dataset } from '../store/dataset.ts';
import { createJudge, DEFAULT_THRESHOLD, type Layer, type Shift, shiftOf, verdictOf } from './judge.ts';
import { type Taught, trainLayer } from './layer.ts';
import { type SentimentModel, sentimentModel, withWords } from './model.ts';
import { keptThreshold, labelRows, labelsVersion, ownWords, wordsVersion } from './queries.ts';
import { type Judgement, SENTIMENT_LABELS } from './types.ts';

/** One entry per text, in the order of `textsOfData`. */
export interface JudgedTexts {
  size: number;
  /** -1..1; NaN = not judged, or nothing is written. */
  score: Float32Array;
  /** Index into SENTIMENT_LABELS. */
  label: Uint8Array;
  /** 0..1. */
  confidence: Float32Array;
  /** 1 where a person said so. */
  isTaught: Uint8Array;
  model: SentimentModel;
  layer: Layer | null;
  threshold: number;
  /** How many labels taught the layer. */
  labels: number;
}

const NOT_JUDGED = SENTIMENT_LABELS.indexOf('not-judged');

interface Readings {
  version: string;
  model: SentimentModel;
  score: Float32Array;
  good: Float32Array;
  nothing: Float32Array;
  isTorn: Uint8Array;
}
const readings = new WeakMap<Texts, Readings>();
const judged = new WeakMap<Texts, { version: string; judged: JudgedTexts }>();

/** Judged once a dataset; a correction trains the layer anew and adds it, without reading the words of the texts again.
 *  Cost: the first time 15k to 30k texts a second, after a correction about 200k a second and the training (0.2 s per 1,000 labels). */
export function judgedTexts(data: Dataset): JudgedTexts {
  const texts = textsOfData(data);
  const threshold = keptThreshold(data.db) ?? DEFAULT_THRESHOLD;
  const version = [wordsVersion(data.db), labelsVersion(data.db), threshold].join('|');
  const known = judged.get(texts);
  if (known?.version === version) return known.judged;
  const read = readAll(data, texts);
  const taught = taughtTexts(data);
  const layer = trainLayer(read.model, taught);
  const made = label(data, texts, read, layer, threshold, taught.length);
  judged.set(texts, { version, judged: made });
  return made;
}

/** The texts people labelled, with the label. */
export function taughtTexts(data: Dataset): Taught[] {
  const texts = textsOfData(data);
  const rows = labelRows(data.db)
    .map((r) => ({ at: indexOfText(texts, r.item_kind, r.item_no), label: r.value }))
    .filter(({ at }) => at >= 0);
  const said = textsAt(
    data,
    rows.map((r) => r.at),
  );
  return rows.map(({ label: given }, i) => ({ text: said[i]!, label: given }));
}

/** Judgements of some texts with the words behind them, by their index. */
export function judgementsAt(data: Dataset, at: ArrayLike<number>, said: readonly string[]): Judgement[] {
  const all = judgedTexts(data);
  const judge = createJudge(all.model);
  return Array.from(at, (i, n) => {
    const read = judge.read(said[n]!);
    return {
      score: all.score[i]!,
      label: SENTIMENT_LABELS[all.label[i]!]!,
      confidence: all.confidence[i]!,
      language: read?.language ?? null,
      words: read?.words ?? [],
    };
  });
}

function readAll(data: Dataset, texts: Texts): Readings {
  const version = wordsVersion(data.db);
  const known = readings.get(texts);
  if (known?.version === version) return known;
  const model = withWords(sentimentModel(), new Map(ownWords(data.db).map((w) => [w.word, w.weight])));
  const judge = createJudge(model);
  const made: Readings = {
    version,
    model,
    score: new Float32Array(texts.size).fill(Number.NaN),
    good: new Float32Array(texts.size),
    nothing: new Float32Array(texts.size),
    isTorn: new Uint8Array(texts.size),
  };
  let i = 0;
  for (const text of eachText(data)) {
    const read = text === '' ? null : judge.read(text);
    if (read) {
      made.score[i] = read.score;
      made.good[i] = read.good;
      made.nothing[i] = read.nothing;
      made.isTorn[i] = read.isTorn ? 1 : 0;
    }
    i++;
  }
  readings.set(texts, made);
  return made;
}

/** A person's word stands, whatever the model reads: at least this far from nothing. */
const SAID = 0.5;

function label(data: Dataset, texts: Texts, read: Readings, layer: Layer | null, threshold: number, labels: number): JudgedTexts {
  const out: JudgedTexts = {
    size: texts.size,
    score: read.score.slice(),
    label: new Uint8Array(texts.size).fill(NOT_JUDGED),
    confidence: new Float32Array(texts.size),
    isTaught: new Uint8Array(texts.size),
    model: read.model,
    layer,
    threshold,
    labels,
  };
  const judgeOne = (i: number, shift: Shift | null) => {
    if (Number.isNaN(read.score[i]!)) return;
    const parts = { score: read.score[i]!, good: read.good[i]!, nothing: read.nothing[i]!, isTorn: read.isTorn[i] === 1 };
    const verdict = verdictOf(parts, threshold, shift);
    out.score[i] = verdict.score;
    out.label[i] = SENTIMENT_LABELS.indexOf(verdict.label);
    out.confidence[i] = verdict.confidence;
  };
  if (layer) {
    const reader = gramReader();
    let i = 0;
    // To the end: a walk that stops early would keep the connection busy.
    for (const text of eachText(data)) {
      judgeOne(i, Number.isNaN(read.score[i]!) ? null : shiftOf(layer, normalise(text).text, reader));
      i++;
    }
  } else for (let i = 0; i < texts.size; i++) judgeOne(i, null);
  for (const row of labelRows(data.db)) {
    const at = indexOfText(texts, row.item_kind, row.item_no);
    if (at < 0) continue;
    const score = Number.isNaN(out.score[at]!) ? 0 : out.score[at]!;
    out.score[at] = row.value === 'neutral' ? 0 : row.value === 'positive' ? Math.max(score, SAID) : Math.min(score, -SAID);
    out.label[at] = SENTIMENT_LABELS.indexOf(row.value);
    out.confidence[at] = 1;
    out.isTaught[at] = 1;
  }
  return out;
}
