/** How a text sounds: what hides behind other characters with the same reading. */
import type { Normalised } from './normalise.ts';
import { PINYIN } from './pinyinTable.ts';
import { isHan } from './script.ts';

const READINGS: string[] = [''];
/** Index into READINGS by character; 0 where no reading is known. */
const readingOf = new Uint16Array(0x10000);
for (const [, reading, characters] of PINYIN.matchAll(/([a-z]+)([^a-z]+)/g)) {
  for (let i = 0; i < characters!.length; i++) readingOf[characters!.charCodeAt(i)] = READINGS.length;
  READINGS.push(reading!);
}

const isLetterOrDigit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** The reading of a normalised text in letters a to z and digits, with the way back to the original: 薇信, 威 信, wei xin and 微信 all read `weixin`.
 *  Each character has its most frequent reading, whatever word it stands in (行 is always xing); tones, blanks, marks and everything without a
 *  reading are left out, so that two characters can read like one (西安 and 先). A find begins where a character does when its `from` differs from
 *  the one before.   @returns in the form of `normalise`: `originalRange` leads back to the original.   Cost: one pass. */
export function pinyinSkeleton({ text, from, to }: Normalised): Normalised {
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    size += isHan(code) ? READINGS[readingOf[code]!]!.length : isLetterOrDigit(code) ? 1 : 0;
  }
  const starts = new Uint32Array(size + 1);
  const ends = new Uint32Array(size + 1);
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const reading = isHan(code) ? READINGS[readingOf[code]!]! : isLetterOrDigit(code) ? text[i]! : '';
    starts.fill(from[i]!, out.length, out.length + reading.length);
    ends.fill(to[i]!, out.length, out.length + reading.length);
    out += reading;
  }
  starts[size] = ends[size] = from[text.length]!;
  return { text: out, from: starts, to: ends };
}
