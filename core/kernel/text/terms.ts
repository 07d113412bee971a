/** What a text is about, as terms: pairs of Chinese characters without a segmenter, stems of English words. */
import { isHan, isLatin } from './script.ts';
import { ENGLISH_STOP, HAN_FUNCTION, HAN_STOP } from './stopWords.ts';

/** Addresses and names of people: not what a text is about. */
const NOISE = /https?:\/\/\S+|www\.\S+|@[^\s@,。，:：!?！？]{1,24}/g;
const isFunction = new Uint8Array(0x10000);
for (const c of HAN_FUNCTION) isFunction[c.charCodeAt(0)] = 1;

/** Blanks of the same length, so that places stay what they were. */
const blanked = (text: string) => text.replace(NOISE, (m) => ' '.repeat(m.length));

/** Calls `found` for every term of a normalised text, in order, with its place. Chinese: each pair of neighbouring characters that is no stop
 *  pair. English: each word of two letters or more, by its stem, without stop words. Everything else (digits, kana, emoji) gives none.
 *  Cost: one pass. */
export function eachTerm(text: string, found: (term: string, start: number, end: number) => void): void {
  const clean = text.includes('@') || text.includes('www.') || text.includes('://') ? blanked(text) : text;
  const n = clean.length;
  for (let i = 0; i < n; ) {
    const code = clean.charCodeAt(i);
    if (isHan(code)) {
      if (i + 1 < n && isHan(clean.charCodeAt(i + 1)) && isFunction[code] === 0 && isFunction[clean.charCodeAt(i + 1)] === 0) {
        const pair = clean.slice(i, i + 2);
        // What joins a stop pair to its neighbour is no word either.
        if (HAN_STOP.has(pair)) i++;
        else found(pair, i, i + 2);
      }
      i++;
    } else if (isLatin(code)) {
      let end = i + 1;
      while (
        end < n &&
        (isLatin(clean.charCodeAt(end)) || (isJoiner(clean[end]!) && end + 1 < n && isLatin(clean.charCodeAt(end + 1))))
      )
        end++;
      if (end - i >= 2) {
        const stem = stemOf(clean.slice(i, end));
        if (stem.length >= 2 && !ENGLISH_STOP.has(stem)) found(stem, i, end);
      }
      i = end;
    } else i++;
  }
}

const isJoiner = (c: string) => c === "'" || c === '’';

/** The stem of a lower-case English word: without its plural, -ing, -ed and possessive ends. A handful of rules, not a dictionary: it joins
 *  `notes` and `note`, `planning` and `planned`; it may join words that only look alike. */
export function stemOf(word: string): string {
  let w = word.replace(/['’](s|re|ll|ve|d|m|t)?/g, (_, end) => (end === 't' ? 't' : ''));
  if (w.length > 4 && w.endsWith('ies')) w = `${w.slice(0, -3)}y`;
  else if (w.length > 4 && /(ss|sh|ch|x|z)es$/.test(w)) w = w.slice(0, -2);
  else if (w.length > 3 && w.endsWith('s') && !/(ss|us|is)$/.test(w)) w = w.slice(0, -1);
  if (w.length > 5 && w.endsWith('ing') && /[aeiouy]/.test(w.slice(0, -3))) w = undoubled(w.slice(0, -3));
  else if (w.length > 4 && w.endsWith('ed') && /[aeiouy]/.test(w.slice(0, -2))) w = undoubled(w.slice(0, -2));
  if (w.length > 4 && w.endsWith('e')) w = w.slice(0, -1);
  return w;
}

const undoubled = (w: string) => (/([bdfgmnprt])\1$/.test(w) ? w.slice(0, -1) : w);
