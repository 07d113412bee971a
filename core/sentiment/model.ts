/** What was learnt at build time, ready to use. */
import shipped from '../../data/lexicon/sentiment.json' with { type: 'json' };
import { GRAM_BUCKETS } from '../kernel/text/hashedGrams.ts';
import type { LogisticModel } from '../kernel/text/logistic.ts';
import type { ChineseLexicon } from './chinese.ts';
import type { EnglishLexicon } from './english.ts';

/** How the parts of a judgement are put together; fitted at build time, see data/lexicon/build/train.ts. */
export interface Weighing {
  /** Log-odds that the words of a Chinese text add, from all against (-1) to all for (1). */
  chineseWords: number;
  /** Flattens the sum of Chinese word weights, as in `s / sqrt(s² + flatten)`. */
  chineseFlatten: number;
  /** Log-odds that each weight of an emoji or bracket name in a Chinese text adds: who writes one means it. */
  chineseMarks: number;
  /** Log-odds that the intensity of an English text adds, from -1 to 1. */
  englishWords: number;
  /** How far the model may move the score of an English text whose words say nothing; none where the text reads like social media. */
  englishModel: number;
}

export interface SentimentModel {
  name: string;
  zh: ChineseLexicon;
  en: EnglishLexicon;
  /** Bad (below 0) or good? Over hashed grams. */
  polarity: LogisticModel;
  /** Without any judgement (above 0), or with one? */
  neutral: LogisticModel;
  weighing: Weighing;
}

interface Packed {
  bias: number;
  /** Largest absolute weight: 127 in the bytes. */
  scale: number;
  /** One signed byte a bucket, runs of zeros shortened, base 64. */
  weights: string;
}
export interface ShippedModel {
  name: string;
  made: string;
  zh: Record<string, number>;
  modifier: Record<string, number>;
  mark: Record<string, number>;
  en: Record<string, number>;
  enMore: Record<string, number>;
  polarity: Packed;
  neutral: Packed;
  weighing: Weighing;
}

let ready: SentimentModel | null = null;

/** Cost: ~20 ms the first time; 2 MB. */
export function sentimentModel(): SentimentModel {
  ready ??= unpackModel(shipped as ShippedModel);
  return ready;
}

export function unpackModel(model: ShippedModel): SentimentModel {
  const mark = new Map(Object.entries(model.mark));
  const en = new Map(Object.entries(model.en));
  for (const [m, weight] of mark) if (!en.has(m)) en.set(m, weight);
  return {
    name: model.name,
    zh: { word: new Map(Object.entries(model.zh)), modifier: new Map(Object.entries(model.modifier)), mark },
    en: { word: en, more: new Map(Object.entries(model.enMore)) },
    polarity: unpack(model.polarity),
    neutral: unpack(model.neutral),
    weighing: model.weighing,
  };
}

/** Bytes: 0 is followed by how many zeros (1..255) stand there. */
export function pack({ bias, weight }: LogisticModel): Packed {
  let scale = 0;
  for (const w of weight) scale = Math.max(scale, Math.abs(w));
  const bytes: number[] = [];
  for (let i = 0; i < weight.length; ) {
    const q = Math.round((weight[i]! / scale) * 127);
    if (q !== 0) {
      bytes.push(q & 255);
      i++;
      continue;
    }
    let run = 0;
    while (run < 255 && i < weight.length && Math.round((weight[i]! / scale) * 127) === 0) {
      run++;
      i++;
    }
    bytes.push(0, run);
  }
  return { bias, scale, weights: Buffer.from(Uint8Array.from(bytes)).toString('base64') };
}

function unpack({ bias, scale, weights }: Packed): LogisticModel {
  const bytes = Buffer.from(weights, 'base64');
  const weight = new Float32Array(GRAM_BUCKETS);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) at += bytes[++i]!;
    else weight[at++] = (bytes.readInt8(i) / 127) * scale;
  }
  return { bias, weight };
}

/** The model with a community's own words: they win over the shipped lists, in both languages. Weights are -5..5, as in the shipped lists. */
export function withWords(model: SentimentModel, own: ReadonlyMap<string, number>): SentimentModel {
  if (own.size === 0) return model;
  const more = new Map(model.en.more);
  const zh = new Map(model.zh.word);
  for (const [word, weight] of own) {
    more.set(word.replaceAll(' ', '_'), weight);
    zh.set(word, weight);
  }
  return { ...model, zh: { ...model.zh, word: zh }, en: { ...model.en, more } };
}
