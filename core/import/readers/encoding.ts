/** Which encoding a text file is in, and its text as UTF-8 chunks. */
import { isUtf8 } from 'node:buffer';
import type { IssueLog } from '../issues.ts';
import { asBuffer, type RawOptions, rawChunks } from './bytes.ts';
import { plausibilityOf } from './plausibility.ts';
import type { EncodingGuess } from './reader.ts';

/** Tried when the bytes are not UTF-8. gb18030 contains GBK; windows-1252 and macintosh decode anything. */
const CANDIDATES = ['utf-8', 'gb18030', 'big5', 'shift_jis', 'windows-1252', 'macintosh'] as const;

/** A one-byte encoding decodes everything, so it is the last resort and never the surest. */
const FALLBACK = 'windows-1252';

/** Ranked guesses for the first bytes of a file, best first; never empty.
 *  BOM, then zero bytes at one parity (UTF-16), then strict UTF-8 (a character cut by the end of the sample is no error),
 *  then the plausibility of the decoded text. The person importing may always override it. */
export function guessEncoding(sample: Uint8Array): EncodingGuess[] {
  const bom = bomOf(sample);
  if (bom) return [{ name: bom.name, plausibility: 1 }];
  const wide = wideWithoutBom(sample);
  if (wide) return [{ name: wide, plausibility: 0.95 }, ...ranked(sample)];
  if (isUtf8(sample.subarray(0, wholeUtf8(sample)))) return [{ name: 'utf-8', plausibility: 1 }];
  return ranked(sample);
}

function ranked(sample: Uint8Array): EncodingGuess[] {
  const guesses: EncodingGuess[] = [];
  for (const name of CANDIDATES) {
    const text = new TextDecoder(name).decode(sample, { stream: true });
    const plausibility = plausibilityOf(text);
    if (plausibility > 0) guesses.push({ name, plausibility });
  }
  guesses.sort((a, b) => b.plausibility - a.plausibility);
  if (!guesses.some((guess) => guess.name === FALLBACK)) guesses.push({ name: FALLBACK, plausibility: 0 });
  return guesses;
}

export function bomOf(bytes: Uint8Array): { name: string; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'utf-16be', length: 2 };
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return { name: 'gb18030', length: 4 };
  return undefined;
}

/** UTF-16 text has zero bytes (delimiters, digits, line ends), nearly all at one parity. */
function wideWithoutBom(sample: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (let i = sample.indexOf(0); i >= 0 && i < sample.length; i++) {
    if (sample[i] !== 0) continue;
    if (i & 1) odd++;
    else even++;
  }
  const zeros = even + odd;
  // a text in another encoding with a few stray zero bytes stays below one percent
  if (zeros < 2 || zeros < sample.length / 100) return undefined;
  if (odd >= zeros * 0.95) return 'utf-16le';
  if (even >= zeros * 0.95) return 'utf-16be';
  return undefined;
}

/** Length of the part that does not end inside a UTF-8 character. */
export function wholeUtf8(bytes: Uint8Array): number {
  const n = bytes.length;
  for (let back = 1; back <= 3 && back <= n; back++) {
    const byte = bytes[n - back]!;
    if (byte < 0x80) return n;
    if (byte >= 0xc0) {
      const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return need > back ? n - back : n;
    }
  }
  return n;
}

/** True when a label can be decoded here. */
export function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** Longest character that can be left over at the end of a chunk. */
const TAIL_BYTES = 3;

/** The file's text as UTF-8, without BOM and without NUL. Chunks never end inside a character; the buffer is reused.
 *  UTF-8 passes through without a copy. Bytes that are no text become U+FFFD and are counted as `bad-bytes`. */
export async function* utf8Chunks(path: string, encoding: string, options: RawOptions = {}): AsyncGenerator<Uint8Array> {
  const { issues } = options;
  const raw = rawChunks(path, options);
  const text = new TextDecoder(encoding).encoding === 'utf-8' ? checkedUtf8(raw, issues) : recoded(raw, encoding, issues);
  let isFirst = true;
  for await (const chunk of text) {
    const body = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    isFirst = false;
    const clean = body.indexOf(0) < 0 ? body : withoutNul(body, issues);
    if (clean.length > 0) yield clean;
  }
}

async function* checkedUtf8(raw: AsyncGenerator<Uint8Array>, issues?: IssueLog): AsyncGenerator<Uint8Array> {
  const tail = new Uint8Array(TAIL_BYTES);
  let held = 0;
  for await (const chunk of raw) {
    const joined = held === 0 ? chunk : inFront(tail.subarray(0, held), chunk);
    const whole = wholeUtf8(joined);
    held = joined.length - whole;
    tail.set(joined.subarray(whole));
    const body = joined.subarray(0, whole);
    if (body.length > 0) yield isUtf8(body) ? body : repaired(body, issues);
  }
  if (held > 0) yield repaired(tail.subarray(0, held), issues);
}

/** Puts a few bytes before a chunk: in the free bytes of its buffer when there are some, else in a new one. */
function inFront(front: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.byteOffset >= front.length && !Buffer.isBuffer(chunk)) {
    const joined = new Uint8Array(chunk.buffer, chunk.byteOffset - front.length, front.length + chunk.length);
    joined.set(front);
    return joined;
  }
  const joined = new Uint8Array(front.length + chunk.length);
  joined.set(front);
  joined.set(chunk, front.length);
  return joined;
}

function repaired(bytes: Uint8Array, issues?: IssueLog): Uint8Array {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // a U+FFFD that an earlier program already put there is not bad
  const before = replacementsIn(asBuffer(bytes).latin1Slice(0, bytes.length), '\u00ef\u00bf\u00bd');
  const bad = replacementsIn(text, '\ufffd') - before;
  if (bad > 0) issues?.add('bad-bytes', { sample: around(text) }, bad);
  return new TextEncoder().encode(text);
}

async function* recoded(raw: AsyncGenerator<Uint8Array>, encoding: string, issues?: IssueLog): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of raw) yield encoder.encode(counted(decoder.decode(chunk, { stream: true }), issues));
  yield encoder.encode(counted(decoder.decode(), issues));
}

function counted(text: string, issues?: IssueLog): string {
  const bad = issues ? replacementsIn(text, '\ufffd') : 0;
  if (bad > 0) issues?.add('bad-bytes', { sample: around(text) }, bad);
  return text;
}

function replacementsIn(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count++;
  return count;
}

function around(text: string): string {
  const at = text.indexOf('\ufffd');
  return text.slice(Math.max(0, at - 20), at + 20);
}

function withoutNul(bytes: Uint8Array, issues?: IssueLog): Uint8Array {
  let kept = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) bytes[kept++] = bytes[i]!;
  issues?.add('nul-removed', {}, bytes.length - kept);
  return bytes.subarray(0, kept);
}
