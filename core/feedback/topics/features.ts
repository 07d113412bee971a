/** Texts as numbers for what is learned: hashed character n-grams and words. */
import { normalise } from '../../kernel/text/normalise.ts';
import { isHan, isLatin } from '../../kernel/text/script.ts';
import { rowBuilder, type SparseRows } from '../../kernel/text/sparse.ts';
import { stemOf } from '../../kernel/text/terms.ts';
import { eachText } from '../../scope/texts.ts';
import type { Dataset } from '../../store/dataset.ts';
import type { Corpus } from './corpus.ts';

/** Buckets of hashed features: with some 30,000 different n-grams in a community, few share one. */
const BUCKETS = 1 << 16;
/** Longer texts are read so far: what a text is about stands at its start. */
const MOST_UNITS = 600;

const kept = new WeakMap<Corpus, SparseRows>();

/** Rows of length 1: Chinese characters by one, two and three, English words by their stems and by pairs.
 *  Cost: one pass over all texts; ~60 entries a text. */
export function textFeatures(data: Dataset, corpus: Corpus): SparseRows {
  const known = kept.get(corpus);
  if (known) return known;
  const rows = rowBuilder();
  for (const text of eachText(data)) {
    const row = new Map<number, number>();
    const { text: t } = normalise(text.length > MOST_UNITS ? text.slice(0, MOST_UNITS) : text);
    const add = (hash: number, by: number) => {
      const at = (hash >>> 0) % BUCKETS;
      row.set(at, (row.get(at) ?? 0) + by);
    };
    let before = 0;
    for (let at = 0; at < t.length; ) {
      const code = t.charCodeAt(at);
      if (isHan(code)) {
        let hash = SALT;
        for (let n = 0; n < 3 && at + n < t.length && isHan(t.charCodeAt(at + n)); n++) {
          hash = mixed(hash, t.charCodeAt(at + n));
          add(hash, n === 0 ? 0.5 : 1);
        }
        at++;
      } else if (isLatin(code)) {
        let end = at + 1;
        while (end < t.length && (isLatin(t.charCodeAt(end)) || t[end] === "'")) end++;
        let hash = SALT ^ 0x55;
        for (const c of stemOf(t.slice(at, end))) hash = mixed(hash, c.charCodeAt(0));
        add(hash, 1);
        if (before !== 0) add(mixed(before, hash), 1);
        before = hash;
        at = end;
      } else {
        if (t[at] !== ' ') before = 0;
        at++;
      }
    }
    let size = 0;
    for (const [at, n] of row) {
      const v = Math.sqrt(n);
      row.set(at, v);
      size += v * v;
    }
    const length = Math.sqrt(size) || 1;
    for (const [at, v] of row) row.set(at, v / length);
    rows.add(row);
  }
  const made = rows.done(BUCKETS);
  kept.set(corpus, made);
  return made;
}

const SALT = 0x2545f491;
const mixed = (hash: number, value: number): number => {
  const h = Math.imul(hash ^ value, 0x9e3779b1);
  return h ^ (h >>> 15);
};
