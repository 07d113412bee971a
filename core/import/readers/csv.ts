/** Comma, semicolon, tab and bar separated text of any size, in batches of cells that are still bytes. */
import { basename } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { IssueLog } from '../issues.ts';
import { asBuffer, CHUNK_BYTES } from './bytes.ts';
import { type CsvDialect, guessDialect, type Sample } from './csvDialect.ts';
import { type CsvFault, cellText, csvScanner, newCells } from './csvScan.ts';
import { csvWindows, unwrapped } from './csvWindows.ts';
import { utf8Chunks } from './encoding.ts';
import { issuesOnce } from './once.ts';
import type { EncodingGuess, OpenedFile, RowBatch, TableHead } from './reader.ts';

export interface CsvOptions {
  encoding: string;
  encodings: EncodingGuess[];
  delimiter?: string;
  table: string;
  bytes: number;
  gzip: boolean;
  issues: IssueLog;
  chunkBytes?: number;
}

/** A batch holds at most this many rows, and fewer when they are wide. */
const BATCH_ROWS = 32_768;
const BATCH_CELLS = 1 << 19;
/** Rows of a sheet in common spreadsheet programs: a text file with exactly so many was cut by one. */
const SPREADSHEET_ROWS = 1_048_576;
const SAMPLE_BYTES = 1 << 20;
const MAX_SAMPLE_BYTES = 64 << 20;

export async function openCsv(path: string, options: CsvOptions): Promise<OpenedFile> {
  const { encoding, table, issues, gzip, chunkBytes = CHUNK_BYTES } = options;
  const dialect = await sampledDialect(path, options);
  if (dialect) reportHeader(dialect, table, issues);
  else issues.add('file-empty');
  const once = issuesOnce(issues);
  let position = 0;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    if (!dialect || wanted !== table)
      throw new InputError('not-found', `There is no table "${wanted}" in ${basename(path)}.`, { table: wanted });
    const log = once();
    position = 0;
    const onRead = (bytes: number) => void (position = bytes);
    const text = utf8Chunks(path, encoding, { chunkBytes, gzip, onRead, issues: log.at(() => position) });
    yield* rowsOf(dialect.isWrapped ? unwrapped(text) : text, dialect, table, log.byRow);
  }

  return {
    path,
    name: basename(path),
    kind: 'csv',
    bytes: options.bytes,
    encoding,
    encodings: options.encodings,
    delimiter: dialect?.delimiter ?? null,
    tables: dialect ? [headOf(table, dialect)] : [],
    batches,
    position: () => position,
    close() {},
  };
}

function headOf(name: string, { header: { columns, layers } }: CsvDialect): TableHead {
  return { name, columns, rows: null, ...(layers ? { layers } : {}) };
}

async function sampledDialect(path: string, options: CsvOptions): Promise<CsvDialect | undefined> {
  for (let size = SAMPLE_BYTES; ; size *= 8) {
    const sample = await readSample(path, size, options);
    const dialect = guessDialect(sample, options.delimiter);
    // a first record longer than the sample is not a missing one
    if (dialect || sample.isWhole || size >= MAX_SAMPLE_BYTES) return dialect;
  }
}

async function readSample(path: string, size: number, options: CsvOptions): Promise<Sample> {
  const parts: Buffer[] = [];
  let total = 0;
  for await (const chunk of utf8Chunks(path, options.encoding, { gzip: options.gzip, chunkBytes: size })) {
    parts.push(Buffer.from(chunk));
    total += chunk.length;
    if (total >= size) return { bytes: Buffer.concat(parts), isWhole: false };
  }
  return { bytes: Buffer.concat(parts), isWhole: true };
}

function reportHeader(dialect: CsvDialect, table: string, issues: IssueLog): void {
  const { header } = dialect;
  if (dialect.isWrapped) issues.add('line-wrapped', { table, row: 1 });
  if (header.records === 2) issues.add('two-header-rows', { table, row: 2 });
  for (const column of header.repeated) issues.add('header-repeated', { table, row: 1, sample: column });
  for (const column of header.empty) issues.add('header-empty', { table, row: 1, sample: column });
}

const FAULT_CODES = {
  short: 'ragged-row',
  long: 'ragged-row',
  'record-too-long': 'ragged-row',
  'quote-unclosed': 'quote-unclosed',
} as const satisfies Record<CsvFault, string>;

type AddAtRow = (
  code: (typeof FAULT_CODES)[CsvFault] | 'spreadsheet-limit' | 'table-empty',
  row: number,
  sample?: string,
) => void;

async function* rowsOf(
  chunks: AsyncGenerator<Uint8Array>,
  dialect: CsvDialect,
  table: string,
  addAtRow: (table: string) => AddAtRow,
): AsyncGenerator<RowBatch> {
  const width = dialect.header.columns.length;
  const capacity = Math.max(64, Math.min(BATCH_ROWS, Math.floor(BATCH_CELLS / width)));
  const cells = newCells(width, capacity);
  const add = addAtRow(table);
  let buffer = asBuffer(cells.data);
  let toSkip = dialect.header.records;
  let firstRow = 1; // of the batch; the header's first record is 1
  const scanner = csvScanner(dialect.delimiter, (fault, row, from, to) => {
    if (toSkip === 0) add(FAULT_CODES[fault], firstRow + row, buffer.utf8Slice(from, Math.min(to, from + 120)).trimEnd());
  });
  const batch: RowBatch = {
    count: 0,
    fileRow: (row) => firstRow + row,
    cell(row, column) {
      const at = row * width + column;
      return cellText(buffer, cells.start[at]!, cells.end[at]!, cells.flag[at]!);
    },
    utf8: cells,
  };

  for await (const window of csvWindows(chunks)) {
    if (cells.data !== window.data) {
      cells.data = window.data;
      buffer = asBuffer(window.data);
    }
    for (;;) {
      const rows = scanner.scan(window, cells, toSkip > 0 ? 1 : capacity);
      if (rows === 0) break;
      if (toSkip > 0) toSkip--;
      else {
        batch.count = rows;
        yield batch;
      }
      firstRow += rows;
    }
  }
  const records = firstRow - 1;
  if (records === SPREADSHEET_ROWS) add('spreadsheet-limit', records);
  if (records <= dialect.header.records) add('table-empty', 1);
}
