/** Row-shaped XML of any size. The first pass names the columns and reports what is wrong; later passes stream the rows. */
import { basename } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { IssueLog } from '../issues.ts';
import { asBuffer, CHUNK_BYTES } from './bytes.ts';
import { utf8Chunks } from './encoding.ts';
import type { EncodingGuess, OpenedFile, RowBatch } from './reader.ts';
import { textBatch } from './rows.ts';
import { type XmlEvents, xmlWalker } from './xmlWalk.ts';

export interface XmlOptions {
  encoding: string;
  encodings: EncodingGuess[];
  table: string;
  bytes: number;
  gzip: boolean;
  issues: IssueLog;
  chunkBytes?: number;
}

/** More different attributes than this are not columns; they are counted. */
const MAX_COLUMNS = 4096;

export async function openXml(path: string, options: XmlOptions): Promise<OpenedFile> {
  const { table, bytes } = options;
  const { columns, rows } = await survey(path, options);
  let position = 0;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    if (wanted !== table)
      throw new InputError('not-found', `There is no table "${wanted}" in ${basename(path)}.`, { table: wanted });
    const batch = textBatch(columns.size);
    let row = 0;
    let at = -1;
    const walker = xmlWalker({
      onOpen() {
        if (at >= 0) dropRow(); // the record before it was malformed
        at = batch.open(++row);
      },
      onCell(name, value) {
        const column = columns.get(name);
        if (column === undefined || at < 0) return;
        const before = batch.cells[at + column];
        batch.cells[at + column] = before === null || before === undefined ? value : `${before}\n${value}`;
      },
      onClose() {
        at = -1;
        return batch.isFull();
      },
      onFault() {
        if (at >= 0) dropRow();
      },
      onDoctype() {},
    });
    function dropRow(): void {
      batch.cells.fill(null, at, at + columns.size);
      batch.count--;
      at = -1;
    }
    for await (const chunk of textOf(path, options, (read) => void (position = read))) {
      for (let isDone = walker.push(chunk); !isDone; isDone = walker.push('')) {
        yield batch;
        batch.clear();
      }
    }
    if (at >= 0) dropRow(); // cut inside this record
    if (batch.count > 0) yield batch;
    position = bytes;
  }

  return {
    path,
    name: basename(path),
    kind: 'xml',
    bytes,
    encoding: options.encoding,
    encodings: options.encodings,
    delimiter: null,
    tables: columns.size > 0 ? [{ name: table, columns: [...columns.keys()], rows }] : [],
    batches,
    position: () => position,
    close() {},
  };
}

async function* textOf(
  path: string,
  options: XmlOptions,
  onRead?: (bytes: number) => void,
  issues?: IssueLog,
): AsyncGenerator<string> {
  const { encoding, gzip, chunkBytes = CHUNK_BYTES } = options;
  const chunks = utf8Chunks(path, encoding, { gzip, chunkBytes, ...(onRead ? { onRead } : {}), ...(issues ? { issues } : {}) });
  for await (const chunk of chunks) yield asBuffer(chunk).utf8Slice(0, chunk.length);
}

async function survey(path: string, options: XmlOptions): Promise<{ columns: Map<string, number>; rows: number }> {
  const { issues, table } = options;
  const columns = new Map<string, number>();
  let opened = 0;
  let rows = 0;
  const events: XmlEvents = {
    onOpen: () => void opened++,
    onCell(name) {
      if (columns.has(name)) return;
      if (columns.size < MAX_COLUMNS) columns.set(name, columns.size);
      else issues.add('column-unmapped', { table, row: opened, sample: name });
    },
    onClose() {
      rows++;
      return false;
    },
    onFault: (sample) => issues.add('bad-xml', { table, row: Math.max(1, opened), sample }),
    onDoctype() {
      issues.add('doctype-refused', { row: 1 });
      throw new InputError(
        'bad-file',
        `${basename(path)} begins with a DOCTYPE, which can hide other files in it. Export plain XML rows.`,
        { path },
      );
    },
  };
  const walker = xmlWalker(events);
  for await (const chunk of textOf(path, options, undefined, issues)) walker.push(chunk);
  if (!walker.isComplete()) issues.add(walker.hasRoot() ? 'file-cut' : 'bad-xml', { table, row: rows });
  else if (rows === 0) issues.add('table-empty', { table });
  return { columns, rows };
}
