/** Text as the models read it, with the way back: every unit knows where it stood in the original. */
import { SIMPLIFIED, TRADITIONAL } from './traditional.ts';

export interface Normalised {
  text: string;
  /** For each UTF-16 unit of `text`, where its character starts in the original; one more entry holds the original's length. */
  from: Uint32Array;
  /** For each UTF-16 unit of `text`, where its character ends in the original. */
  to: Uint32Array;
}

/** Simplified form by code, for U+3400 to U+9FFF; 0 where the character is the same. */
const SIMPLE = new Uint16Array(0x10000);
for (let i = 0; i < TRADITIONAL.length; i++) SIMPLE[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);

/** Zero-width characters, soft hyphen, bidirectional marks, variation selectors: nothing a reader sees. */
const isInvisible = (code: number): boolean =>
  code === 0xad ||
  code === 0x34f ||
  code === 0x61c ||
  code === 0x180e ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xe0000 && code <= 0xe0fff);
const isCombining = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x20d0 && code <= 0x20ff) ||
  code === 0x3099 ||
  code === 0x309a ||
  code === 0xff9e ||
  code === 0xff9f;

/** What would two people agree that this says? NFKC, no invisible characters, traditional characters as simplified ones (character by
 *  character: 軟體 becomes 软体), lower case; a half of a surrogate pair without its other half becomes a space.
 *  @param original any string, of any length; not modified
 *  @returns `text`, and for each of its units the range of the original it came from.   Cost: one pass, ~20 million units a second; memory 10 bytes a unit.
 *  Source: Unicode Standard Annex 15; character tables of OpenCC. */
export function normalise(original: string): Normalised {
  const n = original.length;
  let unit = new Uint16Array(n + 1);
  let from = new Uint32Array(n + 1);
  let to = new Uint32Array(n + 1);
  let size = 0;
  const push = (text: string, start: number, end: number) => {
    if (size + text.length + n - end > unit.length - 1) {
      const room = (size + text.length + n - end + 1) * 2;
      const [u, a, b] = [new Uint16Array(room), new Uint32Array(room), new Uint32Array(room)];
      u.set(unit);
      a.set(from);
      b.set(to);
      [unit, from, to] = [u, a, b];
    }
    for (let u = 0; u < text.length; u++) {
      unit[size] = text.charCodeAt(u);
      from[size] = start;
      to[size++] = end;
    }
  };
  for (let i = 0; i < n; ) {
    // Nearly all of a text maps one to one: ASCII, Chinese characters, full-width forms of ASCII.
    const plain = plainUnit(original.charCodeAt(i));
    if (plain !== 0 && !(i + 1 < n && isCombining(original.charCodeAt(i + 1)))) {
      unit[size] = plain;
      from[size] = i;
      to[size++] = ++i;
      continue;
    }
    const code = original.codePointAt(i)!;
    const start = i;
    i += code > 0xffff ? 2 : 1;
    if (isInvisible(code)) continue;
    if (code >= 0xd800 && code <= 0xdfff) {
      push(' ', start, i);
      continue;
    }
    // At most a handful of marks belong to one character; a longer run is decoration.
    let end = i;
    while (end < n && isCombining(original.charCodeAt(end))) end++;
    const whole = original.slice(start, Math.min(end, start + 8));
    i = end;
    push(simplified(whole.normalize('NFKC').toLowerCase()), start, end);
  }
  from[size] = n;
  to[size] = n;
  return { text: textOf(unit, size), from: from.subarray(0, size + 1), to: to.subarray(0, size + 1) };
}

/** As many units as a call may have arguments, everywhere. */
const CHUNK = 8192;

function textOf(unit: Uint16Array, size: number): string {
  if (size <= CHUNK) return String.fromCharCode.apply(null, unit.subarray(0, size) as unknown as number[]);
  let text = '';
  for (let i = 0; i < size; i += CHUNK)
    text += String.fromCharCode.apply(null, unit.subarray(i, Math.min(size, i + CHUNK)) as unknown as number[]);
  return text;
}

/** What a unit becomes that maps to one other by itself, else 0. */
function plainUnit(code: number): number {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code < 32 && code !== 10 ? 32 : code;
  if (code >= 0x4e00 && code <= 0x9fff) return SIMPLE[code] === 0 ? code : SIMPLE[code]!;
  if (code >= 0xff01 && code <= 0xff5e) return plainUnit(code - 0xfee0);
  if (code >= 0x3001 && code <= 0x3011) return code;
  return code === 0x3000 ? 32 : 0;
}

function simplified(text: string): string {
  let out = '';
  for (const c of text) {
    const code = c.charCodeAt(0);
    out += c.length === 1 && SIMPLE[code] !== 0 ? String.fromCharCode(SIMPLE[code]!) : isInvisible(c.codePointAt(0)!) ? '' : c;
  }
  return out;
}

/** The range of the original that units `start` to `end` (exclusive) of a normalised text came from. An empty range is empty there too. */
export function originalRange({ from, to }: Normalised, start: number, end: number): [start: number, end: number] {
  return end > start ? [from[start]!, to[end - 1]!] : [from[start]!, from[start]!];
}
