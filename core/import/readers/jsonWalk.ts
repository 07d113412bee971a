/**
 * Walks a JSON document in chunks and finds its records: the objects that are elements of an array, at whatever path the
 * array stands. A record is only measured here (its brackets counted); what is in it is parsed elsewhere. No recursion,
 * all state in a few variables, so a chunk may end anywhere.
 */
import { MAX_DEPTH } from './jsonRecord.ts';

/** A record longer than this is skipped and reported: it would not fit the memory of one text. */
const MAX_RECORD_BYTES = 128 << 20;

export interface JsonWalkEvents {
  /** @returns true to pause: `push` then returns the position behind the record. `bytes` is undefined when it was too long. */
  onRecord(path: string, bytes: Uint8Array | undefined): boolean;
  onFault(message: string, sample: string): void;
}

export interface JsonWalker {
  /** Reads the chunk from `from` on; returns the position reached. */
  push(chunk: Uint8Array, from: number): number;
  /** True when the document is closed. */
  isComplete(): boolean;
  rootIsObject(): boolean;
}

/** What may come next outside a record. */
const EXPECT = { value: 0, key: 1, colon: 2, comma: 3, done: 4 } as const;
type Expect = (typeof EXPECT)[keyof typeof EXPECT];

interface Level {
  isArray: boolean;
  /** Path of the array, or of the object's own place. */
  path: string;
}

export function jsonWalker(events: JsonWalkEvents): JsonWalker {
  const stack: Level[] = [];
  let expect: Expect = EXPECT.value;
  let key = '';
  let keyBytes: number[] = [];
  let inString: 'no' | 'key' | 'value' = 'no';
  let isEscaped = false;
  let inScalar = false;
  let rootIsObject = false;
  let faults = 0;
  // a record being measured
  let inRecord = false;
  let depth = 0;
  let quoted = false;
  let parts: Uint8Array[] = [];
  let partBytes = 0;

  const top = () => stack[stack.length - 1];
  const afterValue = () => (expect = stack.length === 0 ? EXPECT.done : EXPECT.comma);
  const pathBelow = () => {
    const level = top();
    if (!level) return '';
    if (level.isArray) return level.path;
    return level.path === '' ? key : `${level.path}.${key}`;
  };

  function fault(message: string, chunk: Uint8Array, at: number): void {
    // the first few say what is wrong; a megabyte of garbage need not be counted byte by byte
    if (faults++ < 20) events.onFault(message, Buffer.from(chunk.subarray(at, at + 60)).toString());
  }

  /** Moves behind the record's last bracket, or to the end of the chunk. */
  function measure(chunk: Uint8Array, from: number): number {
    let i = from;
    for (; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (quoted) {
        if (isEscaped) isEscaped = false;
        else if (byte === 92) isEscaped = true;
        else if (byte === 34) quoted = false;
      } else if (byte === 34) quoted = true;
      else if (byte === 123 || byte === 91) depth++;
      else if ((byte === 125 || byte === 93) && --depth === 0) return i + 1;
    }
    return i;
  }

  function push(chunk: Uint8Array, from: number): number {
    let i = from;
    while (i < chunk.length) {
      if (inRecord) {
        const end = measure(chunk, i);
        const part = chunk.subarray(i, end);
        i = end;
        if (depth > 0) {
          // the chunk's buffer will be reused
          partBytes += part.length;
          if (partBytes <= MAX_RECORD_BYTES) parts.push(part.slice());
          else parts = [];
          continue;
        }
        const isTooLong = partBytes + part.length > MAX_RECORD_BYTES;
        const bytes = isTooLong ? undefined : parts.length === 0 ? part : Buffer.concat([...parts, part]);
        parts = [];
        partBytes = 0;
        inRecord = false;
        afterValue();
        if (events.onRecord(top()?.path ?? '', bytes)) return i;
        continue;
      }
      const byte = chunk[i]!;
      if (inString !== 'no') {
        i++;
        if (isEscaped) isEscaped = false;
        else if (byte === 92) isEscaped = true;
        else if (byte === 34) {
          if (inString === 'key') {
            key = keyText(keyBytes);
            keyBytes = [];
            expect = EXPECT.colon;
          } else afterValue();
          inString = 'no';
          continue;
        }
        if (inString === 'key' && keyBytes.length < 1000) keyBytes.push(byte);
        continue;
      }
      if (inScalar) {
        if (isScalarByte(byte)) {
          i++;
          continue;
        }
        inScalar = false;
        afterValue();
        continue;
      }
      i++;
      if (byte === 32 || byte === 10 || byte === 13 || byte === 9) continue;
      step(byte, chunk, i - 1);
      if (inRecord) i--; // measure it from its first bracket on
    }
    return i;
  }

  function step(byte: number, chunk: Uint8Array, at: number): void {
    const level = top();
    if (byte === 93 || byte === 125) {
      if (level && level.isArray === (byte === 93)) {
        stack.pop();
        afterValue();
      } else fault('unexpected bracket', chunk, at);
    } else if (expect === EXPECT.comma && byte === 44) expect = level?.isArray ? EXPECT.value : EXPECT.key;
    else if (expect === EXPECT.colon && byte === 58) expect = EXPECT.value;
    else if (expect === EXPECT.key && byte === 34) inString = 'key';
    else if (expect === EXPECT.value) value(byte, chunk, at);
    else fault(expect === EXPECT.done ? 'text after the end' : 'unexpected character', chunk, at);
  }

  function value(byte: number, chunk: Uint8Array, at: number): void {
    const level = top();
    if (byte === 34) inString = 'value';
    else if (byte === 123 && level?.isArray) {
      inRecord = true;
    } else if (byte === 123 || byte === 91) {
      if (stack.length >= MAX_DEPTH) {
        fault(`nested deeper than ${MAX_DEPTH}`, chunk, at);
        return;
      }
      if (!level) rootIsObject = byte === 123;
      stack.push({ isArray: byte === 91, path: pathBelow() });
      expect = byte === 123 ? EXPECT.key : EXPECT.value;
    } else if (isScalarByte(byte)) inScalar = true;
    else fault('unexpected character', chunk, at);
  }

  return {
    push,
    isComplete: () => stack.length === 0 && !inRecord && inString === 'no' && expect !== EXPECT.value,
    rootIsObject: () => rootIsObject,
  };
}

function keyText(bytes: number[]): string {
  const text = Buffer.from(bytes).toString();
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

const isScalarByte = (byte: number) =>
  (byte >= 48 && byte <= 57) ||
  (byte >= 97 && byte <= 122) ||
  (byte >= 65 && byte <= 90) ||
  byte === 43 ||
  byte === 45 ||
  byte === 46;
