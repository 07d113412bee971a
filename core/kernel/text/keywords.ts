/** Many keywords at once in a normalised text. */
import { isLatin } from './script.ts';

export interface Found {
  /** Place of the keyword in the list that was given. */
  keyword: number;
  start: number;
  end: number;
}

/** Shorter Latin keywords must be whole words, but for a plural s: `app` is not in `apple`. */
const WHOLE_UP_TO = 4;

/** Makes a finder of keywords. Latin ones match from the start of a word (`refund` finds `refunded`), others anywhere.
 *  @param keywords normalised; empty ones are never found
 *  @returns a function: all places in a normalised text, in order; at one place the longest keyword only.
 *  Cost: one pass over the text, at each place the keywords with the same first unit. */
export function keywordFinder(keywords: readonly string[]): (text: string) => Found[] {
  const byFirst = new Map<number, { word: string; keyword: number }[]>();
  keywords.forEach((word, keyword) => {
    if (word === '') return;
    const first = word.charCodeAt(0);
    const list = byFirst.get(first);
    if (list) list.push({ word, keyword });
    else byFirst.set(first, [{ word, keyword }]);
  });
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  return (text) => {
    const found: Found[] = [];
    for (let i = 0; i < text.length; i++) {
      const list = byFirst.get(text.charCodeAt(i));
      if (!list) continue;
      const isInWord = i > 0 && isLatin(text.charCodeAt(i)) && isLatin(text.charCodeAt(i - 1));
      if (isInWord) continue;
      const hit = list.find(({ word }) => text.startsWith(word, i) && fits(text, i + word.length, word));
      if (!hit) continue;
      found.push({ keyword: hit.keyword, start: i, end: i + hit.word.length });
      i += hit.word.length - 1;
    }
    return found;
  };
}

function fits(text: string, end: number, word: string): boolean {
  if (word.length > WHOLE_UP_TO || !isLatin(word.charCodeAt(word.length - 1))) return true;
  const after = text[end] === 's' ? end + 1 : end;
  return after >= text.length || !isLatin(text.charCodeAt(after));
}
