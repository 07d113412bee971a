/** Which words of feeling does a Chinese text use, and which way do they point? Segmented, looked up, turned and scaled by what stands before. */
import Sentiment from 'sentiment';
import type { EvidenceWord } from './types.ts';

export interface ChineseLexicon {
  /** Word or phrase to weight, -4..4; 0 = looks like a word of feeling and is none. */
  word: ReadonlyMap<string, number>;
  /** What scales the next word: below 0 turns it, above 1 strengthens, between weakens. */
  modifier: ReadonlyMap<string, number>;
  /** Emoji and other marks to weight. */
  mark: ReadonlyMap<string, number>;
}

export interface ChineseScorer {
  /** @param text normalised
   *  @returns sums of the weights of words and of marks; what was found, in the order of the text, and the units it stands at. */
  score(text: string, start?: number, end?: number): { words: number; marks: number; found: EvidenceWord[] };
  /** The words as they are looked up, a mark between clauses. */
  words(text: string): string[];
}

/** A modifier reaches this many words ahead, within its clause. */
const REACH = 3;
/** Between clauses; the scorer keeps it as a word that has no weight. */
const CLAUSE = '¶';
const CLAUSE_MARKS = new Uint8Array(0x10000);
for (const mark of ',。!?;:…、\n~.') CLAUSE_MARKS[mark.charCodeAt(0)] = 1;
const isClauseMark = (code: number): boolean => CLAUSE_MARKS[code] === 1;
const JUDGED = 'zh';

let languages = 0;

/** Segmentation is that of the runtime's ICU; words it cuts apart are joined again where the lexicon has them as a phrase, longest first.
 *  The counting is the `sentiment` package, which reads no Chinese by itself: it is given segmented words, the lexicon as a language of its
 *  own, and a strategy that lets negation and degree words act on what follows.
 *  Cost: 60k short texts a second.   Source: TEXT measurements in README; weights: data/lexicon/zh.txt, refined by data/lexicon/build. */
export function chineseScorer(lexicon: ChineseLexicon): ChineseScorer {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const package_ = new Sentiment();
  const language = `${JUDGED}-${++languages}`;
  const hits: { at: number; weight: number }[] = [];
  const labels: Record<string, number> = Object.create(Object.prototype);
  for (const [word, weight] of lexicon.word) if (weight !== 0) labels[word] = weight;
  package_.registerLanguage(language, {
    labels,
    scoringStrategy: {
      apply(tokens: string[], cursor: number, weight: number): number {
        const scaled = weight * factorAt(tokens, cursor, lexicon);
        hits.push({ at: cursor, weight: scaled });
        return scaled;
      },
    },
  });
  // The package adds its own emoji, which ours replace: one table for both languages, and found inside words too.
  const marks = markPattern(lexicon.mark);

  const prefixes = prefixesOf(lexicon);

  // Segments of the piece at hand, kept between pieces: no object stays for each.
  const text: string[] = [];
  const place: number[] = [];
  const isWord: number[] = [];
  function cut(piece: string): { words: string[]; from: number[]; to: number[] } {
    const words: string[] = [];
    const from: number[] = [];
    const to: number[] = [];
    let n = 0;
    for (const { segment, index, isWordLike } of segmenter.segment(piece)) {
      text[n] = segment;
      place[n] = index;
      isWord[n++] = isWordLike ? 1 : 0;
    }
    for (let i = 0; i < n; ) {
      const segment = text[i]!;
      if (isWord[i] === 0) {
        if (isClauseMark(segment.charCodeAt(0))) {
          words.push(CLAUSE);
          from.push(place[i]!);
          to.push(place[i]!);
        }
        i++;
        continue;
      }
      let joined = segment;
      let best = 1;
      let phrase = segment;
      for (let j = i + 1; j < n && isWord[j] === 1 && prefixes.has(joined); j++) {
        joined += text[j]!;
        if (!lexicon.word.has(joined) && !lexicon.modifier.has(joined)) continue;
        best = j - i + 1;
        phrase = joined;
      }
      words.push(phrase.charCodeAt(0) < 128 ? phrase.replace(SPLITS, 'x') : phrase);
      from.push(place[i]!);
      to.push(place[i]! + phrase.length);
      i += best;
    }
    return { words, from, to };
  }

  const wordStarts = startsOf(weighed(lexicon.word));

  /** The words of the clauses in which a word with a weight may stand. Segmenting is most of the cost and the other clauses, two fifths of a
   *  review, say nothing; the rest is segmented in one go, because each call costs as much as a sentence. */
  function cutWhereWeighed(piece: string): { words: string[]; from: number[]; to: number[] } {
    let kept = '';
    /** Where each kept clause starts in `kept`, and how far it is moved from there. */
    const at: number[] = [];
    const shift: number[] = [];
    let start = 0;
    let mayWeigh = false;
    for (let i = 0; i <= piece.length; i++) {
      const isEnd = i === piece.length || isClauseMark(piece.charCodeAt(i));
      if (!isEnd) {
        mayWeigh ||= startsAt(wordStarts, piece, i);
        continue;
      }
      if (mayWeigh) {
        at.push(kept.length);
        shift.push(start - kept.length);
        kept += `${piece.slice(start, i)}\n`;
      }
      start = i + 1;
      mayWeigh = false;
    }
    const found = cut(kept);
    let clause = 0;
    for (let w = 0; w < found.words.length; w++) {
      while (clause + 1 < at.length && found.from[w]! >= at[clause + 1]!) clause++;
      found.from[w]! += shift[clause]!;
      found.to[w]! += shift[clause]!;
    }
    return found;
  }

  const starts = startsOf(lexicon.mark.keys());
  function mayHoldMark(piece: string): boolean {
    for (let i = 0; i < piece.length; i++) {
      if (startsAt(starts, piece, i)) return true;
    }
    return false;
  }

  /** The words the package is given, and the place of each among all: what neither list knows is as good as an x, and beyond the reach of a
   *  modifier one more x changes nothing. Empty when no word has a weight. */
  function knownWords(words: readonly string[]): { line: string; place: number[] } {
    const line: string[] = [];
    const place: number[] = [];
    let unknown = 0;
    let isWeighed = false;
    for (const [i, word] of words.entries()) {
      const isKnown = word === CLAUSE || lexicon.word.has(word) || lexicon.modifier.has(word);
      unknown = isKnown ? 0 : unknown + 1;
      if (unknown > REACH) continue;
      isWeighed ||= labels[word] !== undefined && isKnown;
      line.push(isKnown ? word : 'x');
      place.push(i);
    }
    return isWeighed ? { line: line.join(' '), place } : { line: '', place: [] };
  }

  return {
    words: (text) => cut(text).words,
    score(text, start = 0, end = text.length) {
      const piece = start === 0 && end === text.length ? text : text.slice(start, end);
      const { words, from, to } = cutWhereWeighed(piece);
      hits.length = 0;
      const { line, place } = knownWords(words);
      if (place.length > 0) package_.analyze(line, { language });
      const found: EvidenceWord[] = hits
        .map(({ at: token, weight }) => {
          const at = place[token]!;
          return { text: piece.slice(from[at], to[at]), weight, start: start + from[at]!, end: start + to[at]! };
        })
        .filter(({ weight }) => weight !== 0);
      let sum = 0;
      for (const w of found) sum += w.weight;
      let markSum = 0;
      for (const match of mayHoldMark(piece) ? piece.matchAll(marks) : []) {
        const weight = lexicon.mark.get(match[0])!;
        markSum += weight;
        found.push({ text: match[0], weight, start: start + match.index, end: start + match.index + match[0].length });
      }
      found.sort((a, b) => a.start - b.start);
      return { words: sum, marks: markSum, found };
    },
  };
}

/** The package splits words at these, which would shift the count. */
const SPLITS = /[.,/#!?$%^&*;:{}=_`"~()]/g;

/** How some texts begin: those of one unit, and the first two units of the others. */
interface Starts {
  one: Uint8Array;
  two: Uint8Array;
  pairs: Set<number>;
}

function startsOf(texts: Iterable<string>): Starts {
  const one = new Uint8Array(0x10000);
  const two = new Uint8Array(0x10000);
  const pairs = new Set<number>();
  for (const text of texts) {
    const first = text.charCodeAt(0);
    if (text.length === 1) one[first] = 1;
    else {
      two[first] = 1;
      pairs.add(first * 0x10000 + text.charCodeAt(1));
    }
  }
  return { one, two, pairs };
}

function startsAt({ one, two, pairs }: Starts, text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return one[code] === 1 || (two[code] === 1 && pairs.has(code * 0x10000 + text.charCodeAt(i + 1)));
}

function* weighed(words: ReadonlyMap<string, number>): Generator<string> {
  for (const [word, weight] of words) if (weight !== 0) yield word;
}

/** What a phrase of the lexicon may begin with: where a text goes on otherwise, nothing longer need be tried. */
function prefixesOf({ word, modifier }: ChineseLexicon): Set<string> {
  const found = new Set<string>();
  for (const list of [word, modifier])
    for (const phrase of list.keys()) for (let n = 1; n < phrase.length; n++) found.add(phrase.slice(0, n));
  return found;
}

function factorAt(tokens: string[], cursor: number, lexicon: ChineseLexicon): number {
  let factor = 1;
  for (let back = 1; back <= REACH && cursor >= back; back++) {
    const before = tokens[cursor - back]!;
    if (before === CLAUSE) break;
    const modifier = lexicon.modifier.get(before);
    if (modifier !== undefined) factor *= modifier;
    else if (back > 1 && lexicon.word.get(before)) break; // that word takes what stands before it for itself
  }
  return factor;
}

/** All marks as one pattern, longest first. */
export function markPattern(mark: ReadonlyMap<string, number>): RegExp {
  const parts = [...mark.keys()].sort((a, b) => b.length - a.length).map((m) => m.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(parts.join('|') || '(?!)', 'gu');
}
