/** What one community's corrections teach, on top of the shipped model. */
import { seeded } from '../base/random.ts';
import { GRAM_BUCKETS, gramReader } from '../kernel/text/hashedGrams.ts';
import { fitLogistic, type LogisticModel, sparseBuilder } from '../kernel/text/logistic.ts';
import { normalise } from '../kernel/text/normalise.ts';
import { createJudge, type JudgeOptions, type Layer } from './judge.ts';
import type { SentimentModel } from './model.ts';

/** What a person can say about a text. */
export const TAUGHT_LABELS = ['positive', 'neutral', 'negative'] as const;
export type TaughtLabel = (typeof TAUGHT_LABELS)[number];

export interface Taught {
  text: string;
  label: TaughtLabel;
}

export interface Agreement {
  labels: number;
  /** Share of the labels the model gives by itself, unsure counted as not given. */
  before: number;
  /** The same with the layer, each label judged by a layer that has not seen it (five parts). null with fewer than FEWEST labels. */
  after: number | null;
}

export const FEWEST_TO_CHECK = 20;
const PARTS = 5;

/** What do these corrections change? A logistic regression over the same grams as the shipped one, for good against bad and for nothing judged
 *  against something; it is added to the log-odds the shipped model gives and pulled to nothing, so that few labels change little.
 *  @param taught   texts with the label a person gave, in any order; the same text twice counts twice
 *  @returns null when nothing was taught.   Cost: ~0.2 s per 1,000 labels.   Source: prior-shifted logistic regression, Chelba and Acero 2006. */
export function trainLayer(model: SentimentModel, taught: readonly Taught[]): Layer | null {
  if (taught.length === 0) return null;
  return fitRows(featurise(model, taught));
}

/** How often do the model, and the model with what it was taught, give the label a person gave?
 *  Cost: five trainings. The parts are the texts in turn, so the same labels give the same answer. */
export function agreementOf(model: SentimentModel, taught: readonly Taught[], options: JudgeOptions = {}): Agreement {
  const shareOf = (part: readonly Taught[], layer: Layer | null) => {
    const judge = createJudge(model, { ...options, layer });
    return part.filter(({ text, label }) => judge.judge(text).label === label).length;
  };
  const before = taught.length === 0 ? 0 : shareOf(taught, null) / taught.length;
  if (taught.length < FEWEST_TO_CHECK) return { labels: taught.length, before, after: null };
  let right = 0;
  for (let part = 0; part < PARTS; part++) {
    const rest = taught.filter((_, i) => i % PARTS !== part);
    const held = taught.filter((_, i) => i % PARTS === part);
    right += shareOf(held, trainLayer(model, rest));
  }
  return { labels: taught.length, before, after: right / taught.length };
}

interface Row {
  grams: Int32Array;
  label: TaughtLabel;
  good: number;
  nothing: number;
}

function featurise(model: SentimentModel, taught: readonly Taught[]): Row[] {
  const reader = gramReader();
  const judge = createJudge(model);
  const rows: Row[] = [];
  for (const { text, label } of taught) {
    const read = judge.read(text);
    if (!read) continue; // nothing in it that a model reads
    const { bucket, size } = reader.read(normalise(text).text);
    rows.push({ grams: bucket.slice(0, size), label, good: read.good, nothing: read.nothing });
  }
  return rows;
}

function fitRows(rows: Row[]): Layer {
  const polar = rows.filter((r) => r.label !== 'neutral');
  return {
    polarity: learn(
      polar,
      (r) => (r.label === 'positive' ? 1 : 0),
      (r) => r.good,
    ),
    neutral: learn(
      rows,
      (r) => (r.label === 'neutral' ? 1 : 0),
      (r) => r.nothing,
    ),
  };
}

/** Odds beyond this are not believed: a person who contradicts them should be heard. */
const SUREST = 4;

function learn(rows: Row[], label: (row: Row) => number, odds: (row: Row) => number): LogisticModel | null {
  if (rows.length === 0) return null;
  const built = sparseBuilder();
  for (const { grams } of rows) built.add(grams, grams.length);
  return fitLogistic(built.rows(), Float32Array.from(rows, label), {
    features: GRAM_BUCKETS,
    epochs: 8,
    rate: 0.4,
    l2: 1e-4,
    biasRate: 0.5,
    offset: Float32Array.from(rows, (r) => Math.max(-SUREST, Math.min(SUREST, odds(r)))),
    rng: seeded(3),
  });
}
