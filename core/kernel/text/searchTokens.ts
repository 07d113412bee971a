/** How a text is cut up so that it can be searched, in Chinese and in every script that sets blanks between words. */
import { normalise } from './normalise.ts';

const OTHER = 1;
const WORD = 2;
/** Written without blanks: Chinese characters, kana, hangul. */
const RUN = 3;
const PICTURE = 4;

/** Class of each unit of the first plane; 0 = not asked yet. */
const classes = new Uint8Array(0x10000);
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const RUN_CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const PICTURE_CHARACTER = /\p{Extended_Pictographic}/u;

function classOf(code: number): number {
  if (code < 0x10000 && classes[code] !== 0) return classes[code]!;
  const character = String.fromCodePoint(code);
  const found = RUN_CHARACTER.test(character)
    ? RUN
    : WORD_CHARACTER.test(character)
      ? WORD
      : code > 0xff && PICTURE_CHARACTER.test(character)
        ? PICTURE
        : OTHER;
  if (code < 0x10000) classes[code] = found;
  return found;
}

/** Longer words are cut: no word a person looks for, but keys and encoded files in the text. */
const LONGEST_WORD = 64;

/** Calls back for every token of a normalised text, in order: words as they stand; of characters written without blanks each pair of neighbours
 *  and then the last one alone, so that a single character begins a token wherever it stands; and each emoji.   Cost: one pass. */
export function eachToken(text: string, emit: (token: string, start: number, end: number) => void): void {
  let word = -1; // where the word begun begins
  let before = -1; // where the character before begins, when it is of a run
  const endRun = (at: number) => {
    if (before >= 0) emit(text.slice(before, at), before, at);
    before = -1;
  };
  const endWord = (at: number) => {
    if (word >= 0) emit(text.slice(word, Math.min(at, word + LONGEST_WORD)), word, at);
    word = -1;
  };
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!;
    const size = code > 0xffff ? 2 : 1;
    const kind = classOf(code);
    if (kind !== WORD) endWord(i);
    if (kind !== RUN) endRun(i);
    if (kind === WORD && word < 0) word = i;
    if (kind === PICTURE) emit(text.slice(i, i + size), i, i + size);
    if (kind === RUN) {
      if (before >= 0) emit(text.slice(before, i + size), before, i + size);
      before = i;
    }
    i += size;
  }
  endWord(text.length);
  endRun(text.length);
}

/** The tokens of a normalised text with blanks between them: what a full-text index that splits at blanks takes. */
export function indexedForm(text: string): string {
  let out = '';
  eachToken(text, (token) => {
    out += out === '' ? token : ` ${token}`;
  });
  return out;
}

/** Tokens that must follow one another. */
export interface Phrase {
  tokens: string[];
  /** The last token may go on: `cours` finds `course`, and a single character is found wherever it stands. */
  isOpen: boolean;
}

const QUOTED = /"([^"]*)"|“([^“”]*)”|「([^「」]*)」|『([^『』]*)』/g;

/** What a person wrote into a search field, as phrases that must all be there. Runs of characters are phrases; words may stand anywhere, the last
 *  one may be unfinished; what stands in quotation marks must stand so. Any text is a query: there are no operators and no errors.
 *  @returns none when nothing in it can be looked for. */
export function parseQuery(query: string): Phrase[] {
  const phrases: Phrase[] = [];
  let at = 0;
  let endsOpen = false;
  const loose = (part: string) => {
    let run: string[] = [];
    let runEnd = -1;
    const endRun = () => {
      if (run.length > 0) phrases.push(phraseOf(run));
      run = [];
    };
    const text = normalise(part).text;
    eachToken(text, (token, start, end) => {
      const isRun = classOf(token.codePointAt(0)!) === RUN;
      if (!isRun || start >= runEnd) endRun();
      endsOpen = !isRun && end === text.trimEnd().length && classOf(token.codePointAt(0)!) === WORD;
      if (isRun) run.push(token);
      else phrases.push({ tokens: [token], isOpen: false });
      runEnd = end;
    });
    endRun();
  };
  for (const match of query.matchAll(QUOTED)) {
    loose(query.slice(at, match.index));
    at = match.index + match[0].length;
    const tokens: string[] = [];
    eachToken(normalise(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').text, (token) => tokens.push(token));
    if (tokens.length > 0) phrases.push(phraseOf(tokens));
    endsOpen = false;
  }
  const rest = query.slice(at);
  if (rest.trim() !== '') loose(rest);
  if (endsOpen && phrases.length > 0) phrases.at(-1)!.isOpen = true;
  return phrases;
}

/** Tokens as a document would have them, without the character that ends a run alone: there the run may go on. */
function phraseOf(tokens: string[]): Phrase {
  const last = tokens.at(-1)!;
  const lastIsRun = classOf(last.codePointAt(0)!) === RUN;
  const isAlone = lastIsRun && String.fromCodePoint(last.codePointAt(0)!).length === last.length;
  if (!isAlone) return { tokens, isOpen: false };
  const pair = tokens.at(-2);
  const continuesPair = pair !== undefined && pair.length > last.length && pair.endsWith(last);
  return continuesPair ? { tokens: tokens.slice(0, -1), isOpen: false } : { tokens, isOpen: true };
}

/** Where phrases stand in a normalised text: ranges, merged and ascending.   @returns null when one of them does not stand in it. */
export function findPhrases(text: string, phrases: readonly Phrase[]): [start: number, end: number][] | null {
  const tokens: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  eachToken(text, (token, start, end) => {
    tokens.push(token);
    starts.push(start);
    ends.push(end);
  });
  const found: [number, number][] = [];
  for (const phrase of phrases) {
    const n = phrase.tokens.length;
    const last = phrase.tokens[n - 1]!;
    let isThere = false;
    for (let i = 0; i + n <= tokens.length; i++) {
      let fits = 0;
      while (fits < n - 1 && tokens[i + fits] === phrase.tokens[fits]) fits++;
      const end = tokens[i + n - 1]!;
      if (fits < n - 1 || !(phrase.isOpen ? end.startsWith(last) : end === last)) continue;
      isThere = true;
      found.push([starts[i]!, phrase.isOpen ? starts[i + n - 1]! + last.length : ends[i + n - 1]!]);
    }
    if (!isThere) return null;
  }
  return merged(found);
}

function merged(ranges: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
