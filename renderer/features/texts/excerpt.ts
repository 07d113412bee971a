/** What a list shows of a text: one line of words around the first place that was searched for. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

const BEFORE = 36;
const LONGEST = 260;

/** The pieces of a text, marked and not. With `isShort` only the part around the first mark, blanks and line ends as blanks; `…` says that it goes on. */
export function piecesOf(
  text: string,
  ranges: readonly [start: number, end: number][],
  options: { isShort?: boolean } = {},
): Piece[] {
  const { isShort = false } = options;
  const first = ranges[0]?.[0] ?? 0;
  const from = isShort && first > BEFORE * 2 ? wholeFrom(text, first - BEFORE) : 0;
  const to = isShort && text.length > from + LONGEST ? wholeFrom(text, from + LONGEST) : text.length;
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMarked: boolean) => {
    if (end <= start) return;
    const part = text.slice(start, end);
    pieces.push({ text: isShort ? part.replace(/\s/g, ' ') : part, isMarked });
  };
  let at = from;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    if (start >= to) break;
    add(at, Math.max(at, start), false);
    add(Math.max(at, start), Math.min(end, to), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  if (from > 0) pieces.unshift({ text: '…', isMarked: false });
  if (to < text.length) pieces.push({ text: '…', isMarked: false });
  return pieces;
}

/** Not between the halves of a character. */
const wholeFrom = (text: string, at: number): number =>
  text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff ? at - 1 : at;
