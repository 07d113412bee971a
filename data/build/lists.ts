/** The word lists written by hand (data/lexicon/*.txt), and VADER's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A line: weight, a colon, words. @throws Error naming the word that has two weights. */
export function readList(name: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of readFileSync(new URL(`../lexicon/${name}.txt`, import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const colon = line.indexOf(': ');
    const weight = Number(line.slice(0, colon));
    if (colon < 0 || Number.isNaN(weight))
      throw new Error(`${name}.txt: a line should be "weight: words", got "${line.slice(0, 40)}"`);
    for (const word of line.slice(colon + 2).split(' ')) if (word !== '') found.set(word, weight);
  }
  return found;
}

/** Hutto and Gilbert 2014, MIT, as packed in vader-sentiment (Apache-2.0). */
export function vaderList(): Map<string, number> {
  const file = createRequire(import.meta.url).resolve('vader-sentiment/vader_lexicon.txt');
  return new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter((parts) => parts.length > 1)
      .map(([word, weight]) => [word!.toLowerCase(), Number(weight)]),
  );
}
