/** What every reader gives: tables of text cells in batches. Meaning (types, mapping, cleaning) comes later. */
import type { IssueLog } from '../issues.ts';

export type FileKind = 'csv' | 'json' | 'ndjson' | 'xml' | 'xlsx' | 'sqlite';

export interface TableHead {
  /** Name of the table: the file name without extension for one-table files, else the SQLite table, sheet, or JSON array path. */
  name: string;
  columns: string[];
  /** Exact count when the format knows it (SQLite), else null. */
  rows: number | null;
  /** The two header rows of a survey tool, as they stand in the file: question above, choice below. */
  layers?: { questions: string[]; choices: string[] };
}

/** Cells of a batch still as UTF-8 bytes: lets the event path decode ids, times and numbers without making strings.
 *  Cell (row, column) is at index row * width + column; a missing trailing cell has start = end = 0 and flag ABSENT. */
export interface Utf8Cells {
  data: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  /** 0 plain bytes, 1 has doubled quotes inside to be undone, 2 absent. */
  flag: Uint8Array;
  width: number;
}

export interface RowBatch {
  count: number;
  /** Number of the record in its file, header = 1, first data record = 2 (for formats without a header the first is 1). */
  fileRow(row: number): number;
  /** Text of a cell as it stood in the file; null when absent (ragged row, JSON null, SQL NULL, missing XML attribute). */
  cell(row: number, column: number): string | null;
  utf8?: Utf8Cells;
}

export interface EncodingGuess {
  name: string;
  /** 0..1, how plausible the decoded text is; 1 for a BOM or strict UTF-8. */
  plausibility: number;
}

export interface OpenedFile {
  path: string;
  /** Base name, for reports. */
  name: string;
  kind: FileKind;
  bytes: number;
  /** WHATWG label in use; null where the format fixes it (SQLite, XLSX). */
  encoding: string | null;
  /** Ranked, best first; empty where the format fixes it. */
  encodings: EncodingGuess[];
  /** CSV family only. */
  delimiter: string | null;
  tables: TableHead[];
  /** Streams one table. Batches are reused by the reader: read them before asking for the next. Memory: one batch. */
  batches(table: string): AsyncGenerator<RowBatch>;
  /** Bytes read so far of the table being streamed, for progress. */
  position(): number;
  close(): void;
}

export interface ReadOptions {
  /** WHATWG encoding label that overrides the guess. */
  encoding?: string;
  /** One of , ; tab | that overrides the guess. */
  delimiter?: string;
  issues: IssueLog;
}
