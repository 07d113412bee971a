/** The records of a JSON file as bytes, in order: elements of arrays in a document, or lines. */
import { jsonWalker } from './jsonWalk.ts';

export interface JsonRecord {
  /** Dotted path of the array the record stands in; '' for the root array, lines, and a document that is one object. */
  path: string;
  /** undefined when too long to be read. Valid until the next record. */
  bytes: Uint8Array | undefined;
  isLast: boolean;
  /** False when the file ended before a line end. */
  isClosed: boolean;
}

export interface JsonSource {
  records(): AsyncGenerator<JsonRecord>;
  /** After the last record: path of the array the file was cut in; undefined when it was complete. */
  cutAfter(): string | undefined;
}

const MAX_LINE_BYTES = 128 << 20;
/** A document that holds no array of objects is one record itself, when it is not longer than this. */
const MAX_SINGLE_BYTES = 16 << 20;

export function jsonDocument(chunks: AsyncGenerator<Uint8Array>, onFault: (message: string, sample: string) => void): JsonSource {
  let cut: string | undefined;
  async function* records(): AsyncGenerator<JsonRecord> {
    let record: JsonRecord | undefined;
    let found = 0;
    let lastPath = '';
    const whole: Uint8Array[] = [];
    let wholeBytes = 0;
    const walker = jsonWalker({
      onRecord(path, bytes) {
        found++;
        record = { path, bytes, isLast: false, isClosed: true };
        return true;
      },
      onFault,
    });
    for await (const chunk of chunks) {
      wholeBytes += chunk.length;
      if (found === 0 && wholeBytes <= MAX_SINGLE_BYTES) whole.push(chunk.slice());
      else whole.length = 0;
      for (let at = 0; at < chunk.length; ) {
        at = walker.push(chunk, at);
        if (!record) continue;
        whole.length = 0;
        lastPath = record.path;
        const next: JsonRecord = record;
        record = undefined;
        yield next;
      }
    }
    if (!walker.isComplete()) cut = lastPath;
    else if (found === 0 && walker.rootIsObject() && wholeBytes <= MAX_SINGLE_BYTES) {
      yield { path: '', bytes: Buffer.concat(whole), isLast: true, isClosed: true };
    }
  }
  return { records, cutAfter: () => cut };
}

export function jsonLines(chunks: AsyncGenerator<Uint8Array>): JsonSource {
  async function* records(): AsyncGenerator<JsonRecord> {
    let held: Uint8Array[] = [];
    let heldBytes = 0;
    const lineOf = (part: Uint8Array): Uint8Array | undefined => {
      const line =
        heldBytes + part.length > MAX_LINE_BYTES ? undefined : held.length === 0 ? part : Buffer.concat([...held, part]);
      held = [];
      heldBytes = 0;
      return line;
    };
    for await (const chunk of chunks) {
      let from = 0;
      for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
        const bytes = lineOf(chunk.subarray(from, to));
        from = to + 1;
        if (!bytes || !isBlank(bytes)) yield { path: '', bytes, isLast: false, isClosed: true };
      }
      if (from === chunk.length) continue;
      heldBytes += chunk.length - from;
      if (heldBytes <= MAX_LINE_BYTES) held.push(chunk.slice(from));
      else held = [];
    }
    if (heldBytes === 0) return;
    const bytes = lineOf(new Uint8Array(0));
    if (!bytes || !isBlank(bytes)) yield { path: '', bytes, isLast: true, isClosed: false };
  }
  return { records, cutAfter: () => undefined };
}

function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}
