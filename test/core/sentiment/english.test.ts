import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { englishIntensity } from '../../../core/sentiment/english.ts';
import { vaderList } from '../../../data/build/lists.ts';

const require = createRequire(import.meta.url);
const vader = require('vader-sentiment').SentimentIntensityAnalyzer as { polarity_scores(text: string): { compound: number } };
const lexicon = { word: vaderList(), more: null };

it('with the list of VADER alone, nearly every sentence has the intensity VADER gives', () => {
  const texts = ['amazon', 'yelp', 'imdb'].flatMap((n) =>
    (require(`sentiment/test/fixtures/${n}.json`) as { text: string }[]).map((r) => r.text),
  );
  const differing = texts.filter(
    (text) => Math.abs(englishIntensity(text, lexicon).compound - vader.polarity_scores(text).compound) > 2e-4,
  );
  // What differs has punctuation stuck to words ("great..", "--but", "So good!."), "however", a word in brackets, or "Not": the port
  // looks negations up as they are written.
  expect(differing.length / texts.length).toBeLessThan(0.07);
  const plain = differing.filter(
    (text) =>
      !/[^\w\s'.,!?]|\.{2,}|[.,!?]\w|\s[.,!?]|\b[Bb]ut\b|[Hh]owever|[!?]{2,}|!\.|\b[NDI]+O?[Tt]\b|\bNo\b|\bNever\b/.test(text),
  );
  expect(plain.length / texts.length).toBeLessThan(0.008);
});

it.each([
  ['VADER is smart, handsome, and funny.', 0.8316],
  ['VADER is very smart, handsome, and funny.', 0.8545],
  ['VADER is not smart, handsome, nor funny.', -0.7424],
  ['The book was only kind of good.', 0.3832],
  ['At least it is not a horrible book.', 0.431],
  ['Today sux', -0.3612],
  ['Make sure you :) or :D today!', 0.8633],
])('%s has the intensity that its authors print', (text, compound) => {
  expect(englishIntensity(text, lexicon).compound).toBeCloseTo(compound, 2);
});
