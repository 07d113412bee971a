/** Sentences and the script each is written in: what decides which model reads it. */

export type Script = 'zh' | 'en' | 'other' | 'none';

export interface Sentence {
  /** Range in the text, without the mark that ends it. */
  start: number;
  end: number;
  script: Script;
  /** Letters and Chinese characters in it: its weight among the sentences of a text. */
  letters: number;
}

/** One Chinese character says about as much as this many Latin letters. */
const LETTERS_A_CHARACTER = 2.5;

export const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
/** Latin after normalisation: lower case, with accents. */
export const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f && code !== 0xf7);
const isKana = (code: number): boolean => code >= 0x3041 && code <= 0x30ff;
const OTHER_LETTER = /\p{L}/u;

/** Which script most of a text is in. Kana, Cyrillic, Arabic and so on are `other`, which no model here reads; a text without letters is `none`. */
export function scriptOf(text: string, start = 0, end = text.length): { script: Script; letters: number } {
  let han = 0;
  let latin = 0;
  let other = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isHan(code)) han++;
    else if (isLatin(code)) latin++;
    else if (code >= 0x100 && !(code >= 0x2000 && code <= 0x303f) && !(code >= 0xd800 && code <= 0xffff))
      if (isKana(code) || OTHER_LETTER.test(text[i]!)) other++;
  }
  const zh = han * LETTERS_A_CHARACTER;
  // Japanese writes Chinese characters too: kana among them says that it is Japanese.
  if (other * LETTERS_A_CHARACTER > Math.max(zh * 0.6, latin)) return { script: 'other', letters: han + latin + other };
  if (han === 0 && latin === 0) return { script: 'none', letters: 0 };
  return { script: zh >= latin ? 'zh' : 'en', letters: zh >= latin ? han + latin : latin + han };
}

/** Where a sentence ends: a full stop only before a blank, so that 3.5 and example.com stay whole. */
const isEnd = (text: string, i: number): boolean => {
  const c = text[i]!;
  if (c === '。' || c === '!' || c === '?' || c === '…' || c === '\n' || c === ';') return true;
  return c === '.' && (i + 1 >= text.length || text[i + 1] === ' ' || text[i + 1] === '\n');
};

/** The sentences of a normalised text, in order; pieces without any letter are left out.   Cost: two passes. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isEnd(text, i)) continue;
    if (i > start) {
      const { script, letters } = scriptOf(text, start, i);
      if (script !== 'none') found.push({ start, end: i, script, letters });
    }
    start = i + 1;
  }
  return found;
}
