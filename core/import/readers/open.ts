/** Opens any file of an export: tells its kind by magic bytes, then content, then extension. */
import { isAscii } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { rawChunks, readHead } from './bytes.ts';
import { openCsv } from './csv.ts';
import { DELIMITERS } from './csvDialect.ts';
import { bomOf, guessEncoding, isEncoding } from './encoding.ts';
import { openJson } from './json.ts';
import type { EncodingGuess, FileKind, OpenedFile, ReadOptions } from './reader.ts';
import { openSqlite } from './sqlite.ts';
import { openXlsx } from './xlsx.ts';
import { openXml } from './xml.ts';

/** Enough to tell the kind and, nearly always, the encoding. */
const HEAD_BYTES = 1 << 18;
/** A file whose beginning is plain ASCII is searched this far for a character that tells its encoding. */
const MAX_SEARCH_BYTES = 1 << 30;

const ENDINGS = /\.(csv|tsv|tab|txt|json|ndjson|jsonl|xml|xlsx|xlsm|sqlite3?|db|hearth)(\.gz)?$/i;

/** File name without folder and without the endings that name a format. */
export const tableNameOf = (path: string): string => basename(path).replace(ENDINGS, '') || basename(path);

export interface OpenOptions extends ReadOptions {
  /** Bytes read at a time. */
  chunkBytes?: number;
}

/** @throws InputError 'file-not-found', 'bad-file' (not what its first bytes say, or damaged), 'too-large' (XLSX),
 *  'unknown-format' (binary), 'bad-option' (unknown encoding or delimiter). */
export async function openFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  const { issues, encoding: wanted, delimiter } = options;
  if (wanted !== undefined && !isEncoding(wanted)) {
    throw new InputError('bad-option', `Encoding must be a known label such as utf-8 or gb18030, got "${wanted}".`, {
      encoding: wanted,
    });
  }
  if (delimiter !== undefined && !(DELIMITERS as readonly string[]).includes(delimiter)) {
    throw new InputError('bad-option', `Delimiter must be a comma, semicolon, tab or |, got "${delimiter}".`, { delimiter });
  }
  const bytes = await sizeOf(path);
  const raw = await readHead(path, HEAD_BYTES);
  if (isSqlite(raw)) return openSqlite(path, { bytes, issues });
  if (raw[0] === 0x50 && raw[1] === 0x4b && (raw[2] === 3 || raw[2] === 5)) return openXlsx(path, { bytes, issues });
  refuseBinary(raw, path);

  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = gzip ? await readHead(path, HEAD_BYTES, { gzip }) : raw;
  if (gzip && (isSqlite(head) || (head[0] === 0x50 && head[1] === 0x4b))) {
    throw new InputError(
      'unknown-format',
      `${basename(path)} is a compressed database or workbook. Unpack it and import what is inside.`,
      { path },
    );
  }
  const encodings = guessEncoding(await tellingSample(path, head, gzip));
  const encoding = wanted ?? encodings[0]?.name ?? 'utf-8';
  if (wanted === undefined && encoding !== 'utf-8' && !bomOf(head)) issues.add('encoding-guessed', { sample: encoding });
  const start = new TextDecoder(encoding).decode(head, { stream: true }).replaceAll('\0', '').trimStart();
  if (start === '') {
    issues.add('file-empty');
    return emptyFile(path, bytes, encoding, encodings);
  }
  const shared = {
    encoding,
    encodings,
    table: tableNameOf(path),
    bytes,
    gzip,
    issues,
    ...(options.chunkBytes ? { chunkBytes: options.chunkBytes } : {}),
  };
  const kind = kindOf(start, path);
  if (kind === 'xml') return openXml(path, shared);
  if (kind === 'json' || kind === 'ndjson') return openJson(path, { ...shared, kind });
  return openCsv(path, { ...shared, ...(delimiter === undefined ? {} : { delimiter }) });
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    throw new InputError('file-not-found', `There is no file ${path}. Check the name, or choose it again.`, { path }, error);
  }
  throw new InputError('file-not-found', `${path} is not a file. Choose a file.`, { path });
}

const isSqlite = (head: Uint8Array) => Buffer.from(head.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0';

/** Formats people try that hold no rows of text. */
const BINARIES: [name: string, magic: number[]][] = [
  ['an old Excel file (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a Rar archive', [0x52, 0x61, 0x72, 0x21]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
];

function refuseBinary(head: Uint8Array, path: string): void {
  for (const [name, magic] of BINARIES) {
    if (!magic.every((byte, i) => head[i] === byte)) continue;
    throw new InputError('unknown-format', `${basename(path)} is ${name}. Save it as CSV, JSON or .xlsx and import that.`, {
      path,
    });
  }
}

/** The head, or the first part of the file that is not ASCII: only that can tell the encoding. */
async function tellingSample(path: string, head: Uint8Array, gzip: boolean): Promise<Uint8Array> {
  if (head.length < HEAD_BYTES || !isAscii(head)) return head;
  let read = 0;
  for await (const chunk of rawChunks(path, { gzip })) {
    if (!isAscii(chunk)) {
      const at = chunk.findIndex((byte) => byte >= 0x80);
      // from the start of its line, so that no character is cut
      const line = chunk.lastIndexOf(10, at) + 1;
      return chunk.slice(line, line + HEAD_BYTES);
    }
    read += chunk.length;
    if (read > MAX_SEARCH_BYTES) break;
  }
  return head;
}

function kindOf(start: string, path: string): FileKind {
  const ending = ENDINGS.exec(path)?.[1]?.toLowerCase();
  const isTable = ending === 'csv' || ending === 'tsv' || ending === 'tab';
  if (start.startsWith('<?xml') || (!isTable && /^<[!?\p{L}_]/u.test(start))) return 'xml';
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  if (/^\{\s*(["}]|$)/.test(start)) return areLines(start) ? 'ndjson' : 'json';
  if (/^\[\s*([[{"\]\d-]|true|false|null|$)/.test(start) && !(isTable && !/^\[\s*[{\]]/.test(start))) return 'json';
  // a first line that is damaged does not make another format of the rest
  return ending === 'json' ? (areLines(start) ? 'ndjson' : 'json') : 'csv';
}

/** Several lines, each an object: NDJSON. A document that is written over several lines has lines that are not. */
function areLines(start: string): boolean {
  const lines = start.split('\n', 21).map((line) => line.trim());
  const whole = lines.slice(0, 20).filter((line) => line !== '');
  const objects = whole.filter((line) => line.startsWith('{') && line.endsWith('}'));
  // lines longer than the sample: the second one begins like the first
  if (whole.length === 2 && whole[0]?.endsWith('}') && whole[1]?.startsWith('{"')) return true;
  return objects.length >= 2 && objects.length * 2 >= whole.length;
}

function emptyFile(path: string, bytes: number, encoding: string, encodings: EncodingGuess[]): OpenedFile {
  return {
    path,
    name: basename(path),
    kind: 'csv',
    bytes,
    encoding,
    encodings,
    delimiter: null,
    tables: [],
    async *batches() {},
    position: () => bytes,
    close() {},
  };
}
