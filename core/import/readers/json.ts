/** JSON documents and NDJSON of any size, a record at a time. The first pass names the tables and their columns and reports
 *  what is wrong; later passes stream one table. */
import { basename } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { IssueLog } from '../issues.ts';
import { asBuffer } from './bytes.ts';
import { utf8Chunks } from './encoding.ts';
import { type JsonFault, recordParser } from './jsonRecord.ts';
import { type JsonSource, jsonDocument, jsonLines } from './jsonSource.ts';
import type { EncodingGuess, OpenedFile, RowBatch } from './reader.ts';
import { textBatch } from './rows.ts';

export interface JsonOptions {
  kind: 'json' | 'ndjson';
  encoding: string;
  encodings: EncodingGuess[];
  /** Name of the table that has no path. */
  table: string;
  bytes: number;
  gzip: boolean;
  issues: IssueLog;
  chunkBytes?: number;
}

/** Keys beyond this many are not columns (a table whose keys are ids); they are counted. */
const MAX_COLUMNS = 4096;

interface Table {
  name: string;
  columns: Map<string, number>;
  records: number;
}

export async function openJson(path: string, options: JsonOptions): Promise<OpenedFile> {
  const { kind, table: fileTable, bytes } = options;
  const tables = await survey(path, options);
  let position = 0;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    const table = tables.get(wanted);
    if (!table) throw new InputError('not-found', `There is no table "${wanted}" in ${basename(path)}.`, { table: wanted });
    const batch = textBatch(table.columns.size);
    let at = 0;
    const parse = recordParser((name, cell) => {
      const column = table.columns.get(name);
      if (column !== undefined) batch.cells[at + column] = cell;
    });
    let row = 0;
    const source = sourceOf(path, options, (read) => void (position = read));
    for await (const record of source.records()) {
      if ((record.path || fileTable) !== wanted) continue;
      row++;
      at = batch.open(row);
      if (faultOf(parse, record.bytes) !== undefined) {
        batch.cells.fill(null, at, at + table.columns.size);
        batch.count--;
      }
      if (!batch.isFull()) continue;
      yield batch;
      batch.clear();
    }
    if (batch.count > 0) yield batch;
    position = bytes;
  }

  return {
    path,
    name: basename(path),
    kind,
    bytes,
    encoding: options.encoding,
    encodings: options.encodings,
    delimiter: null,
    tables: [...tables.values()].map(({ name, columns, records }) => ({ name, columns: [...columns.keys()], rows: records })),
    batches,
    position: () => position,
    close() {},
  };
}

function sourceOf(path: string, options: JsonOptions, onRead?: (bytes: number) => void, issues?: IssueLog): JsonSource {
  const { encoding, gzip, chunkBytes, kind } = options;
  const chunks = utf8Chunks(path, encoding, {
    gzip,
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
    ...(onRead ? { onRead } : {}),
    ...(issues ? { issues } : {}),
  });
  return kind === 'ndjson'
    ? jsonLines(chunks)
    : jsonDocument(chunks, (message, sample) => issues?.add('bad-json', { sample: `${message}: ${sample}` }));
}

/** The first pass: tables, columns, number of good records, and every issue. */
async function survey(path: string, options: JsonOptions): Promise<Map<string, Table>> {
  const { issues, table: fileTable } = options;
  const tables = new Map<string, Table>();
  let current: Table = { name: '', columns: new Map(), records: 0 };
  let tooMany = '';
  const parse = recordParser((name) => {
    if (current.columns.has(name)) return;
    if (current.columns.size < MAX_COLUMNS) current.columns.set(name, current.columns.size);
    else tooMany = name;
  });
  const rows = new Map<string, number>();
  const source = sourceOf(path, options, undefined, issues);
  for await (const record of source.records()) {
    const name = record.path || fileTable;
    const known = tables.get(name);
    current = known ?? { name, columns: new Map(), records: 0 };
    const row = (rows.get(name) ?? 0) + 1;
    rows.set(name, row);
    const fault = faultOf(parse, record.bytes);
    if (fault !== undefined) {
      const isCut = record.isLast && !record.isClosed;
      issues.add(isCut ? 'file-cut' : 'bad-json', { table: name, row, sample: `${fault}: ${sampleOf(record.bytes)}` });
      continue;
    }
    if (!known) tables.set(name, current);
    current.records++;
    if (tooMany !== '') {
      issues.add('column-unmapped', { table: name, row, sample: tooMany });
      tooMany = '';
    }
  }
  const cut = source.cutAfter();
  if (cut !== undefined) issues.add('file-cut', { ...(cut === '' ? {} : { table: cut }), row: rows.get(cut || fileTable) ?? 0 });
  if (tables.size === 0 && rows.size === 0 && cut === undefined) issues.add('table-empty');
  return tables;
}

/** What is wrong with the record; undefined when its cells were handed over. */
function faultOf(parse: (text: string) => void, bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return 'record too long';
  try {
    parse(asBuffer(bytes).utf8Slice(0, bytes.length));
    return undefined;
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.message;
  }
}

const isFault = (error: unknown): error is JsonFault => error instanceof Error && 'at' in error;

const sampleOf = (bytes: Uint8Array | undefined) => (bytes ? asBuffer(bytes).utf8Slice(0, Math.min(80, bytes.length)) : '');
