/**
 * The CSV state machine: finds cell boundaries in UTF-8 bytes, makes no strings.
 * Delimiters, quotes and line ends are ASCII, so no byte of a longer UTF-8 character can be taken for one of them.
 *
 * The inner loops have no bounds check of their own: a line end is put at `limit` and a quote behind it, so both the
 * plain and the quoted loop stop there. A record that is not complete at `limit` is left for the next window.
 */
import { asBuffer, type SliceBuffer } from './bytes.ts';
import type { Utf8Cells } from './reader.ts';

export const PLAIN = 0;
export const DOUBLED = 1;
export const ABSENT = 2;

/** A quoted field longer than this is an opening quote that nobody closed. Real fields of 2 MB occur. */
export const MAX_FIELD_BYTES = 8 << 20;
/** A record longer than this without a line end is cut here: the file is not a table. */
const MAX_RECORD_BYTES = 32 << 20;
/** After so many quotes without an end, quotes mean nothing in this file. */
const MAX_UNCLOSED = 1000;

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;

export interface CsvWindow {
  /** Has at least two bytes behind `limit`. */
  data: Uint8Array;
  pos: number;
  limit: number;
  /** Nothing follows this window. */
  isLast: boolean;
}

export type CsvFault = 'short' | 'long' | 'quote-unclosed' | 'record-too-long';

export interface CsvScanner {
  /** Fills up to `max` rows of `cells` from the window, moves `window.pos` behind them, and returns their number. */
  scan(window: CsvWindow, cells: Utf8Cells, max: number): number;
}

const DELIMITER = 1;
const LINE_END = 2;

/** @param onFault called with the row's index in this batch and the bytes of an example. */
export function csvScanner(
  delimiter: string,
  onFault: (fault: CsvFault, row: number, from: number, to: number) => void,
): CsvScanner {
  const kind = new Uint8Array(256);
  kind[delimiter.charCodeAt(0)] = DELIMITER;
  kind[LF] = LINE_END;
  kind[CR] = LINE_END;
  /** Offsets from the start of the record at `pos` of quotes that open nothing. */
  const literal = new Set<number>();
  let unclosed = 0;

  function scan(window: CsvWindow, cells: Utf8Cells, max: number): number {
    const { data, limit, isLast } = window;
    const { start, end, flag, width } = cells;
    data[limit] = LF;
    data[limit + 1] = QUOTE;
    let i = window.pos;
    let rows = 0;

    nextRecord: while (rows < max && i < limit) {
      const record = i;
      const base = rows * width;
      const mayEnd = isLast || limit - record > MAX_RECORD_BYTES;
      let columns = 0;
      let isQuoted = false;
      let extra = -1; // where the first non-empty cell beyond the width begins

      for (;;) {
        let from = i;
        let to = i;
        let mark = PLAIN;
        if (data[i] === QUOTE && !(literal.size > 0 && literal.has(i - record)) && unclosed < MAX_UNCLOSED) {
          isQuoted = true;
          from = ++i;
          for (;;) {
            while (data[i] !== QUOTE) i++;
            if (i < limit && i + 1 < limit && data[i + 1] === QUOTE) {
              mark = DOUBLED;
              i += 2;
            } else break;
          }
          if (i >= limit || (i + 1 === limit && !isLast)) {
            // no end in sight: read on, or decide that this quote was only a character
            if (!isLast && limit - from <= MAX_FIELD_BYTES) break nextRecord;
            literal.add(from - 1 - record);
            unclosed++;
            onFault('quote-unclosed', rows, from - 1, limit);
            i = record;
            continue nextRecord;
          }
          to = i++;
          if (kind[data[i]!] === 0) {
            const after = i;
            let isBlank = true;
            for (; kind[data[i]!] === 0; i++) if (data[i] !== SPACE && data[i] !== TAB) isBlank = false;
            // text behind the closing quote belongs to the cell, with the quote; a last quote is the one that was meant to close
            if (!isBlank) to = i > after + 1 && data[i - 1] === QUOTE ? i - 1 : i;
          }
        } else {
          while (kind[data[i]!] === 0) i++;
          to = i;
        }
        if (i >= limit && !mayEnd) break nextRecord;

        if (columns < width) {
          const at = base + columns;
          start[at] = from;
          end[at] = to;
          flag[at] = mark;
        } else if (to > from && extra < 0) extra = from;
        columns++;

        if (i >= limit) {
          if (!isLast) onFault('record-too-long', rows, record, limit);
          i = limit;
          break;
        }
        const stop = data[i]!;
        if (stop === LF) {
          i++;
          break;
        }
        if (stop === CR) {
          // an LF that comes with the next window is a blank line there
          i += i + 1 < limit && data[i + 1] === LF ? 2 : 1;
          break;
        }
        i++;
      }

      window.pos = i;
      if (literal.size > 0) literal.clear();
      if (columns === 1 && !isQuoted && start[base] === end[base]) continue; // a blank line is no record
      if (columns < width) {
        for (let at = base + columns; at < base + width; at++) {
          start[at] = 0;
          end[at] = 0;
          flag[at] = ABSENT;
        }
        onFault('short', rows, record, i);
      } else if (extra >= 0) onFault('long', rows, extra, i);
      rows++;
    }
    return rows;
  }

  return { scan };
}

/** Text of a cell. Short ASCII cells are by far the most frequent, and Latin-1 is the fastest way to make them a string. */
export function cellText(data: SliceBuffer, from: number, to: number, flag: number): string | null {
  if (flag === ABSENT) return null;
  if (from === to) return '';
  let i = from;
  while (i < to && data[i]! < 0x80) i++;
  const text = i === to ? data.latin1Slice(from, to) : data.utf8Slice(from, to);
  return flag === DOUBLED ? text.replaceAll('""', '"') : text;
}

export function newCells(width: number, rows: number): Utf8Cells {
  const cells = width * rows;
  return {
    data: new Uint8Array(0),
    start: new Int32Array(cells),
    end: new Int32Array(cells),
    flag: new Uint8Array(cells),
    width,
  };
}

/** Cells of a record that the first look at a file can hold: few at first, since every short record is filled up to them. */
const SAMPLE_WIDTHS = [64, 1024, 1 << 14];

/** The first records of a text as strings, with as many cells as each has. A record cut by the end of the sample is left out. */
export function firstRecords(sample: Uint8Array, delimiter: string, options: { max: number; isWhole: boolean }): string[][] {
  const data = new Uint8Array(sample.length + 2);
  data.set(sample);
  const text = asBuffer(data);
  let records: string[][] = [];
  for (const width of SAMPLE_WIDTHS) {
    let isTooNarrow = false;
    const scanner = csvScanner(delimiter, (fault) => {
      if (fault === 'long') isTooNarrow = true;
    });
    const window: CsvWindow = { data, pos: 0, limit: sample.length, isLast: options.isWhole };
    const cells = newCells(width, 1);
    records = [];
    while (!isTooNarrow && records.length < options.max && scanner.scan(window, cells, 1) === 1) {
      const record: string[] = [];
      for (let c = 0; c < width && cells.flag[c] !== ABSENT; c++)
        record.push(cellText(text, cells.start[c]!, cells.end[c]!, cells.flag[c]!)!);
      records.push(record);
    }
    if (!isTooNarrow) break;
  }
  return records;
}
