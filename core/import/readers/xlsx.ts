/** Excel workbooks: each sheet a table. The whole workbook is held in memory, so large ones are refused. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import readXlsxFile, { type SheetData } from 'read-excel-file/node';
import { InputError } from '../../base/errors.ts';
import type { IssueLog } from '../issues.ts';
import { headerOf } from './csvDialect.ts';
import type { OpenedFile, RowBatch, TableHead } from './reader.ts';
import { textBatch } from './rows.ts';
import { plainNumber } from './sqlite.ts';

export interface XlsxOptions {
  bytes: number;
  issues: IssueLog;
}

/** Rows that tell whether the header has two. */
const HEADER_SAMPLE = 200;
const MAX_BYTES = 100 << 20;
/** Uncompressed: about four times this is needed in memory. */
const MAX_UNPACKED_BYTES = 1 << 30;

interface Sheet {
  head: TableHead;
  /** Without the header. */
  rows: (string | null)[][];
  firstRow: number;
}

export async function openXlsx(path: string, options: XlsxOptions): Promise<OpenedFile> {
  const { bytes, issues } = options;
  const unpacked = bytes > MAX_BYTES ? 0 : await unpackedBytes(path, bytes);
  if (bytes > MAX_BYTES || unpacked > MAX_UNPACKED_BYTES) {
    throw new InputError(
      'too-large',
      `${basename(path)} is larger than an Excel file may be here (100 MB). Save the sheet as CSV and import that.`,
      { path, bytes },
    );
  }
  const sheets = (await parsed(path)).flatMap(({ sheet, data }) => sheetOf(sheet, data as SheetData<string>, issues) ?? []);
  let position = 0;

  async function* batches(wanted: string): AsyncGenerator<RowBatch> {
    const sheet = sheets.find(({ head }) => head.name === wanted);
    if (!sheet) throw new InputError('not-found', `There is no sheet "${wanted}" in ${basename(path)}.`, { table: wanted });
    const width = sheet.head.columns.length;
    const batch = textBatch(width);
    for (const [i, cells] of sheet.rows.entries()) {
      const at = batch.open(sheet.firstRow + i);
      for (let c = 0; c < width; c++) batch.cells[at + c] = cells[c] ?? null;
      if (!batch.isFull()) continue;
      position = Math.round((bytes * i) / sheet.rows.length);
      yield batch;
      batch.clear();
    }
    if (batch.count > 0) yield batch;
    position = bytes;
  }

  return {
    path,
    name: basename(path),
    kind: 'xlsx',
    bytes,
    encoding: null,
    encodings: [],
    delimiter: null,
    tables: sheets.map(({ head }) => head),
    batches,
    position: () => position,
    close() {},
  };
}

async function parsed(path: string) {
  try {
    // numbers stay text: the file's digits are the only exact form of a long id
    return await readXlsxFile<string>(path, { trim: false, parseNumber: numberText });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(
      'bad-file',
      `${basename(path)} cannot be read as an Excel workbook (${message}). Save it again as .xlsx or CSV.`,
      { path },
      error,
    );
  }
}

function sheetOf(name: string, data: SheetData<string>, issues: IssueLog): Sheet | undefined {
  const header = data.findIndex((row) => row.some((cell) => cell !== null));
  if (header < 0) {
    issues.add('table-empty', { table: name });
    return undefined;
  }
  const rows = data.slice(header + 1).map((row) => row.map(textOf));
  // a sheet remembers formatted cells below its data; empty rows are kept only between others, where they hold a place
  while (rows.length > 0 && rows[rows.length - 1]!.every((cell) => cell === null)) rows.pop();
  const width = Math.max(data[header]!.length, ...rows.slice(0, 1000).map((row) => row.length));
  const texts = (row: readonly (string | null)[]) => Array.from({ length: width }, (_, c) => row[c] ?? '');
  const titles = texts(data[header]!.map(textOf));
  const { columns, repeated, empty, records, layers } = headerOf([titles, ...rows.slice(0, HEADER_SAMPLE).map(texts)]);
  if (records === 2) {
    issues.add('two-header-rows', { table: name, row: header + 2 });
    rows.shift();
  }
  for (const sample of repeated) issues.add('header-repeated', { table: name, row: header + 1, sample });
  for (const sample of empty) issues.add('header-empty', { table: name, row: header + 1, sample });
  if (rows.length === 0) issues.add('table-empty', { table: name });
  return { head: { name, columns, rows: rows.length, ...(layers ? { layers } : {}) }, rows, firstRow: header + 1 + records };
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  if (cell instanceof Date) return wallTime(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return typeof cell === 'number' ? plainNumber(cell) : String(cell);
}

/** The digits of a number cell. Excel writes 17 of them ("1.1000000000000001"); whole numbers are kept digit by digit. */
export function numberText(source: string): string {
  return /^-?\d+$/.test(source) ? source : plainNumber(Number(source));
}

/** A spreadsheet's time has no zone: the text has none either, and the import asks for it once. */
function wallTime(date: Date): string {
  // serials are fractions of a day: 08:30 arrives a few tens of microseconds off
  const ms = Math.round(date.getTime() / 10) * 10;
  if (Number.isNaN(ms)) return '';
  const iso = new Date(ms).toISOString();
  if (iso.endsWith('T00:00:00.000Z')) return iso.slice(0, 10);
  return iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23);
}

/** Sum of the uncompressed sizes in the zip's directory; 0 when it has none. Tells a small file that unpacks to gigabytes. */
async function unpackedBytes(path: string, bytes: number): Promise<number> {
  const tailBytes = Math.min(bytes, 66_000);
  const file = await open(path, 'r');
  try {
    const tail = Buffer.alloc(tailBytes);
    await file.read(tail, 0, tailBytes, bytes - tailBytes);
    const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    if (end < 0 || end + 22 > tail.length) return 0;
    const size = tail.readUInt32LE(end + 12);
    const offset = tail.readUInt32LE(end + 16);
    if (offset + size > bytes) return 0;
    const directory = Buffer.alloc(size);
    await file.read(directory, 0, size, offset);
    let total = 0;
    for (let at = 0; at + 46 <= size && directory.readUInt32LE(at) === 0x02014b50; ) {
      total += directory.readUInt32LE(at + 24);
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return total;
  } finally {
    await file.close();
  }
}
