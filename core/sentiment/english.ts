/** How strong is the feeling in an English text? The rules of VADER, with the place of every word that counted. */
import type { EvidenceWord } from './types.ts';

/** What the rules look words up in. */
export interface EnglishLexicon {
  /** Word or mark to valence, -4..4. */
  word: ReadonlyMap<string, number>;
  /** Words of judgement outside social media, with phrases of up to four words; they win over `word`. */
  more: ReadonlyMap<string, number> | null;
}

export interface Intensity {
  /** -1..1. */
  compound: number;
  words: EvidenceWord[];
}

const BOOST = 0.293;
const CAPITALS = 0.733;
const NEGATION = -0.74;
/** Flattens the sum of valences: about the largest sum a sentence reaches. */
const FLATTEN = 15;
const LONGEST_PHRASE = 4;

const BOOSTERS = new Map<string, number>([
  ...words(
    `absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially exceptionally extremely
     fabulously flipping flippin fricking frickin frigging friggin fully fucking greatly hella highly hugely incredibly intensely majorly
     more most particularly purely quite really remarkably so substantially thoroughly totally tremendously uber unbelievably unusually
     utterly very`,
  ).map((w): [string, number] => [w, BOOST]),
  ...words(
    `almost barely hardly kinda kindof kind-of less little marginally occasionally partly scarcely slightly somewhat sorta sortof sort-of`,
  ).map((w): [string, number] => [w, -BOOST]),
]);
const DAMPENING_PAIRS = new Set(['just enough', 'kind of', 'sort of']);
const NEGATIONS = new Set(
  words(
    `aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither neednt never none nope nor not
     nothing nowhere oughtnt shant shouldnt uhuh wasnt werent uh-uh without wont wouldnt rarely seldom despite`,
  ),
);
const IDIOMS = new Map([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['yeah right', -2],
  ['cut the mustard', 2],
  ['kiss of death', -1.5],
  ['hand to mouth', -2],
]);

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

interface Token {
  /** As written, without punctuation around it. */
  text: string;
  lower: string;
  start: number;
  end: number;
}

/** @param text     original text: capitals and punctuation count
 *  @param lexicon  see EnglishLexicon
 *  @returns compound in [-1, 1], 0 when no word counted; the words with their valence after the rules, in the order of the text.
 *  Cost: one pass; ~30k short texts a second.   Source: Hutto and Gilbert 2014, VADER 0.5 and the JavaScript port 1.1.3. We strip all
 *  punctuation around a word, look phrases up, and keep marks such as ":)" and emoji wherever they stand. */
export function englishIntensity(text: string, lexicon: EnglishLexicon): Intensity {
  const tokens = tokensOf(text, lexicon.word);
  const n = tokens.length;
  const shouts = mixesCapitals(tokens);
  const valence = new Float64Array(n);
  const span = new Uint8Array(n).fill(1);
  for (let i = 0; i < n; i++) {
    const { lower } = tokens[i]!;
    const phrase = lexicon.more ? phraseAt(tokens, i, lexicon.more) : null;
    if (phrase) span[i] = phrase.length;
    else if (BOOSTERS.has(lower) || (lower === 'kind' && tokens[i + 1]?.lower === 'of')) continue;
    const base = phrase?.valence ?? lexicon.word.get(lower);
    if (base === undefined || base === 0) {
      if (phrase) i += phrase.length - 1;
      continue;
    }
    valence[i] = modified(tokens, i, base, shouts, lexicon.word);
    i += span[i]! - 1;
  }
  const but = tokens.findIndex((t) => t.lower === 'but' || t.lower === 'however');
  let sum = 0;
  const found: EvidenceWord[] = [];
  for (let i = 0; i < n; i++) {
    if (valence[i] === 0) continue;
    const v = but < 0 || i === but ? valence[i]! : valence[i]! * (i < but ? 0.5 : 1.5);
    sum += v;
    const start = tokens[i]!.start;
    const end = tokens[i + span[i]! - 1]!.end;
    found.push({ text: text.slice(start, end), weight: v, start, end });
  }
  if (sum !== 0) sum += Math.sign(sum) * emphasis(text);
  return { compound: sum / Math.sqrt(sum * sum + FLATTEN), words: found };
}

function modified(tokens: Token[], i: number, base: number, shouts: boolean, lexicon: ReadonlyMap<string, number>): number {
  let valence = base;
  if (shouts && isCapital(tokens[i]!.text)) valence += Math.sign(valence) * CAPITALS;
  for (let back = 1; back <= 3 && i - back >= 0; back++) {
    const before = tokens[i - back]!;
    if (lexicon.has(before.lower)) continue;
    let step = BOOSTERS.get(before.lower) ?? 0;
    if (step !== 0) {
      if (valence < 0) step = -step;
      if (shouts && isCapital(before.text)) step += Math.sign(valence) * CAPITALS;
      valence += step * (back === 1 ? 1 : back === 2 ? 0.95 : 0.9);
    }
    valence = turned(tokens, i, back, valence);
    if (back === 3) valence = idiomatic(tokens, i, valence);
  }
  if (i > 0 && tokens[i - 1]!.lower === 'least' && !(i > 1 && /^(at|very)$/.test(tokens[i - 2]!.lower))) valence *= NEGATION;
  return valence;
}

const negates = (word: string): boolean => NEGATIONS.has(word) || word.includes("n't");

function turned(tokens: Token[], i: number, back: number, valence: number): number {
  const at = (k: number) => tokens[i - k]?.lower;
  const isSo = (word: string | undefined) => word === 'so' || word === 'this';
  if (back === 2 && at(2) === 'never' && isSo(at(1))) return valence * 1.5;
  if (back === 3 && ((at(3) === 'never' && isSo(at(2))) || isSo(at(1)))) return valence * 1.25;
  return negates(at(back)!) ? valence * NEGATION : valence;
}

function idiomatic(tokens: Token[], i: number, valence: number): number {
  const pair = (from: number, to: number) =>
    tokens
      .slice(Math.max(0, i + from), i + to + 1)
      .map((t) => t.lower)
      .join(' ');
  let v = valence;
  for (const sequence of [pair(-1, 0), pair(-2, 0), pair(-2, -1), pair(-3, -1), pair(-3, -2)]) {
    const idiom = IDIOMS.get(sequence);
    if (idiom === undefined) continue;
    v = idiom;
    break;
  }
  v = IDIOMS.get(pair(0, 1)) ?? v;
  v = IDIOMS.get(pair(0, 2)) ?? v;
  return DAMPENING_PAIRS.has(pair(-3, -2)) || DAMPENING_PAIRS.has(pair(-2, -1)) ? v - BOOST : v;
}

/** The longest phrase of the list that starts here. */
function phraseAt(tokens: Token[], i: number, more: ReadonlyMap<string, number>): { length: number; valence: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - i); length >= 1; length--) {
    let key = tokens[i]!.lower;
    for (let k = 1; k < length; k++) key += `_${tokens[i + k]!.lower}`;
    const valence = more.get(key);
    if (valence !== undefined) return { length, valence };
  }
  return null;
}

const PUNCTUATION = /[!-/:-@[-`{-~\u2018\u2019\u201c\u201d\u2013\u2014\u2026]/;
const EMOJI = /\p{Extended_Pictographic}/u;

function tokensOf(text: string, lexicon: ReadonlyMap<string, number>): Token[] {
  const tokens: Token[] = [];
  const push = (start: number, end: number) => {
    const plain = text.slice(start, end).replaceAll('\u2019', "'");
    tokens.push({ text: plain, lower: plain.toLowerCase(), start, end });
  };
  for (const match of text.matchAll(/\S+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[0].length > 40 && !EMOJI.test(match[0])) continue; // an address or a key, no word
    if (lexicon.has(match[0].toLowerCase())) {
      push(start, end);
      continue;
    }
    let [s, e] = [start, end];
    while (s < e && PUNCTUATION.test(text[s]!)) s++;
    while (e > s && PUNCTUATION.test(text[e - 1]!)) e--;
    if (EMOJI.test(match[0])) {
      for (const piece of match[0].matchAll(/\p{Extended_Pictographic}|\P{Extended_Pictographic}+/gu))
        push(start + piece.index, start + piece.index + piece[0].length);
      continue;
    }
    // A smile may hang on a word: "great:)".
    const tail = text.slice(e, end);
    const isMark = tail.length > 1 && lexicon.has(tail.toLowerCase());
    if (e - s > 1) push(s, e);
    else if (e === s && end - start > 1) push(start, end);
    if (isMark) push(e, end);
  }
  return tokens;
}

const isCapital = (word: string): boolean => /[A-Z]/.test(word) && !/[a-z]/.test(word);

/** Capitals say something only where not everything is in capitals. */
function mixesCapitals(tokens: Token[]): boolean {
  let capital = 0;
  for (const t of tokens) if (isCapital(t.text)) capital++;
  return capital > 0 && capital < tokens.length;
}

function emphasis(text: string): number {
  let exclaims = 0;
  let asks = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 33 || c === 0xff01) exclaims++;
    else if (c === 63 || c === 0xff1f) asks++;
  }
  return Math.min(exclaims, 4) * 0.292 + (asks > 1 ? (asks <= 3 ? asks * 0.18 : 0.96) : 0);
}
