/** One table of a file through one recipe into the event builder. The hot path of every import: ids, times and numbers are read
 *  from bytes, each distinct id text is looked at once. */
import { byteDictionary, grown } from '../kernel/byteDictionary.ts';
import { type Hash64, hashBytes } from '../kernel/hash64.ts';
import { NO_KEY } from '../store/eventPages.ts';
import { type FieldCells, fieldCells, rowFilter } from './cells.ts';
import type { ColumnStats } from './columnStats.ts';
import { anchoredParser, type ConvertContext } from './convert.ts';
import { type EventBuilder, PRECISION, push, reserve, setValue } from './eventBuilder.ts';
import { type KindCodes, kindName } from './kinds.ts';
import type { RowSink } from './mapRows.ts';
import type { RowBatch } from './readers/reader.ts';
import type { TableRecipe } from './recipe.ts';
import type { RowCounts } from './types.ts';
import { decimalFromBytes, detectTimeFormat, intFromBytes, isoSecondsFromBytes, parseNumber } from './values.ts';
import { zoneMarks } from './zoneMarks.ts';
import { zoneOf } from './zones.ts';

export interface EventSinkOptions {
  builder: EventBuilder;
  kinds: KindCodes;
  recipe: TableRecipe;
  columns: readonly string[];
  sourceNo: number;
  ctx: ConvertContext;
  counts: RowCounts;
  stats: ColumnStats;
  /** Size of the file, to make room for its events at once. */
  bytes: number;
  /** Key state across the tables of this import. */
  keys: { last: number };
}

const DETAIL_FIELDS = ['unit', 'label', 'duration_ms', 'session_key', 'campaign_key', 'props'] as const;
/** Room made ahead: 30 bytes an event, touched only when used. */
const MOST_RESERVED = 50_000_000;
/** What 32-bit seconds can hold, less a day of room for zones. */
const FIRST_SECOND = -2_147_400_000;
const LAST_SECOND = 2_147_400_000;

export function eventSink(options: EventSinkOptions): RowSink {
  const { builder: b, kinds, recipe, columns, sourceNo, ctx, counts, stats, keys } = options;
  const keep = rowFilter(recipe.where, columns, ctx.table);
  const cellsOf = (name: string): FieldCells | null => {
    const from = recipe.fields[name];
    return from === undefined ? null : fieldCells(from, columns, ctx.table, name);
  };
  const memberCells = cellsOf('member_id')!;
  const timeCells = cellsOf('occurred_at')!;
  const kindCells = cellsOf('kind');
  const contentCells = cellsOf('content_id');
  const valueCells = cellsOf('value');
  const keyCells = cellsOf('source_key');
  const details = DETAIL_FIELDS.map((name) => ({ name, cells: cellsOf(name) })).filter((d) => d.cells !== null);

  const member = idReader(memberCells, (text) => (text === null ? 0 : ctx.links.member(ctx.links.memberKey(text), true)));
  const content = contentCells
    ? idReader(contentCells, (text) => (text === null ? 0 : ctx.links.content(ctx.links.safeKey(text))))
    : () => 0;
  // A missing kind is a view: what most tables of (who, what, when) hold.
  const kind = kindCells ? idReader(kindCells, (text) => kinds.observed(kindName(text ?? 'view'))) : () => kinds.observed('view');
  const value = valueCells ? numberReader(valueCells) : () => Number.NaN;
  const putKey = keyCells ? keyWriter(keyCells, b, keys) : null;
  let time: TimeReader | null = null;

  const reject = (
    cells: FieldCells,
    row: number,
    code: 'missing-key' | 'missing-value' | 'bad-time' | 'time-out-of-range',
    sample?: string,
  ) => {
    counts.rejected++;
    if (cells.columns[0] !== undefined) stats.rejected(cells.columns[0]);
    ctx.issues.add(code, {
      table: ctx.table,
      row,
      column: cells.source?.column ?? '',
      ...(sample === undefined ? {} : { sample }),
    });
  };

  return {
    finish: () => time?.report(),
    add(batch) {
      if (time === null) {
        time = timeReader(timeCells, batch, columns, ctx);
        reserve(b, Math.min(MOST_RESERVED, expectedRows(batch, options.bytes)));
      }
      reserve(b, batch.count);
      countCells(batch, columns.length, stats);
      let low = Infinity;
      let high = -Infinity;
      let valueLow = Infinity;
      let valueHigh = -Infinity;
      for (let r = 0; r < batch.count; r++) {
        if (keep !== null && !keep(batch, r)) continue;
        counts.read++;
        const m = member(batch, r);
        if (m === 0) {
          reject(memberCells, batch.fileRow(r), 'missing-key');
          continue;
        }
        const t = time.seconds(batch, r);
        if (!(t > FIRST_SECOND && t < LAST_SECOND)) {
          const text = timeCells.text(batch, r);
          if (text === null) reject(timeCells, batch.fileRow(r), 'missing-value');
          else reject(timeCells, batch.fileRow(r), Number.isNaN(t) ? 'bad-time' : 'time-out-of-range', text);
          continue;
        }
        if (t < low) low = t;
        if (t > high) high = t;
        const at = push(b, m, t, kind(batch, r), content(batch, r), sourceNo, time.precision(batch, r));
        const v = value(batch, r);
        if (!Number.isNaN(v)) {
          setValue(b, at, v);
          if (v < valueLow) valueLow = v;
          if (v > valueHigh) valueHigh = v;
        } else if (valueCells !== null) {
          const text = valueCells.text(batch, r);
          if (text !== null) {
            stats.rejected(valueCells.columns[0]!);
            ctx.issues.add('bad-number', {
              table: ctx.table,
              row: batch.fileRow(r),
              column: valueCells.source?.column ?? 'value',
              sample: text,
            });
          }
        }
        if (putKey !== null) putKey(batch, r, at);
        if (details.length > 0) {
          const detail: Record<string, unknown> = {};
          for (const { name, cells } of details) {
            const text = cells!.text(batch, r);
            if (text !== null) detail[name] = name === 'duration_ms' ? parseNumber(text) : text;
          }
          if (Object.keys(detail).length > 0) b.detail.set(at, JSON.stringify(detail));
        }
      }
      if (low <= high && timeCells.columns.length > 0) stats.range(timeCells.columns[0]!, low, high, isoOfSeconds);
      if (valueLow <= valueHigh && valueCells && valueCells.columns.length > 0)
        stats.range(valueCells.columns[0]!, valueLow, valueHigh, String);
    },
  };
}

/** By the length of the first rows; a tenth more, so that the end does not force a copy. */
function expectedRows(batch: RowBatch, bytes: number): number {
  const cells = batch.utf8;
  if (!cells || batch.count === 0) return batch.count;
  const last = batch.count * cells.width - 1;
  const rowBytes = (cells.end[last]! - cells.start[0]!) / batch.count;
  return rowBytes > 1 ? Math.ceil((bytes / rowBytes) * 1.1) : batch.count;
}

const isoOfSeconds = (s: number) => new Date(s * 1000).toISOString();

/** Text -> number, worked out once per distinct text. */
function idReader(cells: FieldCells, resolve: (text: string | null) => number): (batch: RowBatch, row: number) => number {
  if (cells.columns.length === 0) {
    const constant = resolve(cells.translate(null));
    return () => constant;
  }
  const byText = new Map<string | null, number>();
  const slow = (text: string | null) => {
    let id = byText.get(text);
    if (id === undefined) byText.set(text, (id = resolve(text)));
    return id;
  };
  if (!cells.isPlain) return (batch, row) => slow(cells.text(batch, row));
  const column = cells.columns[0]!;
  const dictionary = byteDictionary();
  let resolved = new Int32Array(1024);
  let current: { batch: RowBatch; row: number } | null = null;
  const seen = (id: number) => {
    if (id === resolved.length) resolved = grown(resolved, id * 2);
    resolved[id] = slow(cells.text(current!.batch, current!.row));
  };
  const place = { batch: null as unknown as RowBatch, row: 0 };
  return (batch, row) => {
    const bytes = batch.utf8;
    if (bytes === undefined) return slow(cells.text(batch, row));
    const at = row * bytes.width + column;
    const start = bytes.start[at]!;
    const end = bytes.end[at]!;
    if (bytes.flag[at] !== 0 || start === end) return slow(cells.text(batch, row));
    place.batch = batch;
    place.row = row;
    current = place;
    const id = dictionary.idOf(bytes.data, start, end, seen); // first: `seen` may replace `resolved`
    return resolved[id]!;
  };
}

/** NaN = missing or not a number. */
function numberReader(cells: FieldCells): (batch: RowBatch, row: number) => number {
  const slow = (batch: RowBatch, row: number) => {
    const text = cells.text(batch, row);
    return text === null ? Number.NaN : parseNumber(text);
  };
  if (!cells.isPlain || cells.columns.length === 0 || cells.source?.values) return slow;
  const column = cells.columns[0]!;
  return (batch, row) => {
    const bytes = batch.utf8;
    if (bytes === undefined) return slow(batch, row);
    const at = row * bytes.width + column;
    const start = bytes.start[at]!;
    const end = bytes.end[at]!;
    if (start === end) return Number.NaN;
    const n = bytes.flag[at] === 0 ? decimalFromBytes(bytes.data, start, end) : Number.NaN;
    return Number.isNaN(n) ? slow(batch, row) : n;
  };
}

/** Whole-number ids are kept as they are; other texts as a negative 63-bit hash (see the canonical model). */
function keyWriter(
  cells: FieldCells,
  b: EventBuilder,
  keys: { last: number },
): (batch: RowBatch, row: number, at: number) => void {
  const encoder = new TextEncoder();
  const hash: Hash64 = { low: 0, high: 0 };
  const column = cells.columns[0];
  const isFast = cells.isPlain && column !== undefined && !cells.source?.prefix && !cells.source?.values;
  const putNumber = (at: number, n: number) => {
    b.nativeLow[at] = n >>> 0;
    b.nativeHigh[at] = Math.floor(n / 4294967296);
    if (n <= keys.last) b.ascending = false;
    keys.last = n;
  };
  const putText = (at: number, text: string) => {
    if (EXPORTED_HASH.test(text)) {
      const hashed = BigInt(text.slice(1));
      b.nativeLow[at] = Number(BigInt.asUintN(32, hashed));
      b.nativeHigh[at] = Number(BigInt.asIntN(32, hashed >> 32n));
      b.ascending = false;
      return;
    }
    const bytes = encoder.encode(text);
    const n = isWholeNumber(bytes, 0, bytes.length) ? intFromBytes(bytes, 0, bytes.length) : Number.NaN;
    if (!Number.isNaN(n)) return putNumber(at, n);
    hashBytes(bytes, 0, bytes.length, hash);
    const high = hash.high | 0x80000000;
    b.nativeLow[at] = hash.low;
    b.nativeHigh[at] = high === NO_KEY ? high + 1 : high;
    b.ascending = false;
  };
  return (batch, row, at) => {
    const bytes = batch.utf8;
    if (isFast && bytes !== undefined) {
      const cell = row * bytes.width + column;
      const start = bytes.start[cell]!;
      const end = bytes.end[cell]!;
      if (start === end) return;
      if (bytes.flag[cell] === 0 && isWholeNumber(bytes.data, start, end)) {
        const n = intFromBytes(bytes.data, start, end);
        if (!Number.isNaN(n)) return putNumber(at, n);
      }
    }
    const text = cells.text(batch, row);
    if (text !== null) putText(at, text);
  };
}

/** How an export of ours writes a key of which only the hash is known. */
const EXPORTED_HASH = /^~-\d{1,19}$/;

/** Canonical digits only: `007` is another key than `7`. At most 15 digits are exact. */
function isWholeNumber(data: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length === 0 || length > 15) return false;
  const first = data[start]!;
  return first >= 0x30 && first <= 0x39 && (first !== 0x30 || length === 1);
}

interface TimeReader {
  report(): void;
  /** Seconds since 1970 UTC; NaN = missing or unreadable. */
  seconds(batch: RowBatch, row: number): number;
  precision(batch: RowBatch, row: number): number;
}

const ISO_DAY_LENGTH = 10;

function timeReader(cells: FieldCells, first: RowBatch, columns: readonly string[], ctx: ConvertContext): TimeReader {
  const zone = cells.source?.zone ?? ctx.zone;
  let format = cells.source?.format ?? 'auto';
  if (format === 'auto' || format === 'iso') {
    const samples: string[] = [];
    for (let r = 0; r < first.count && samples.length < 200; r++) {
      const text = cells.text(first, r);
      if (text !== null) samples.push(text);
    }
    const found = detectTimeFormat(samples);
    if (format === 'auto' && found.format !== null) format = found.format;
  }
  const marks = zoneMarks();
  const parse = anchoredParser(format, zone);
  const anchorColumn = typeof format === 'object' && format.by ? columns.indexOf(format.by.column) : -1;
  const slow = (batch: RowBatch, row: number) => {
    const text = cells.text(batch, row);
    marks.see(text);
    return text === null ? Number.NaN : Math.floor(parse(text, anchorColumn < 0 ? null : batch.cell(row, anchorColumn)) / 1000);
  };
  const column = cells.columns[0];
  const isRelative = typeof format === 'object';
  const local = zone === 'UTC' ? null : zoneOf(zone);
  const toUtc = (seconds: number) => (local === null ? seconds : Math.floor(local.toUtc(seconds * 1000) / 1000)); // as the slow path does
  const isFast =
    column !== undefined &&
    cells.isPlain &&
    !cells.source?.values &&
    (format === 'iso' || format === 'epoch-s' || format === 'epoch-ms');

  let marked = 0;
  let unmarked = 0;
  return {
    report() {
      marks.count('Z', marked);
      marks.count('', unmarked);
      marks.report(ctx, cells);
    },
    precision(batch, row) {
      if (isRelative) return PRECISION.relative;
      if (format !== 'iso' || column === undefined) return PRECISION.second;
      const bytes = batch.utf8;
      const length = bytes
        ? bytes.end[row * bytes.width + column]! - bytes.start[row * bytes.width + column]!
        : (batch.cell(row, column)?.length ?? 0);
      return length <= ISO_DAY_LENGTH ? PRECISION.day : PRECISION.second;
    },
    seconds(batch, row) {
      const bytes = batch.utf8;
      if (!isFast || bytes === undefined) return slow(batch, row);
      const at = row * bytes.width + column;
      if (bytes.flag[at] !== 0) return slow(batch, row);
      const start = bytes.start[at]!;
      const end = bytes.end[at]!;
      if (format === 'iso') {
        const t = isoSecondsFromBytes(bytes.data, start, end);
        if (Number.isNaN(t)) return slow(batch, row);
        const isMarked = bytes.data[end - 1] === 0x5a;
        if (end - start > ISO_DAY_LENGTH) {
          if (isMarked) marked++;
          else unmarked++;
        }
        return isMarked ? t : toUtc(t);
      }
      const n = intFromBytes(bytes.data, start, end);
      if (Number.isNaN(n)) return slow(batch, row);
      return format === 'epoch-s' ? n : Math.floor(n / 1000);
    },
  };
}

/** Rows and gaps of every column, and the first samples. */
function countCells(batch: RowBatch, width: number, stats: ColumnStats): void {
  for (let c = 0; c < width; c++) {
    let missing = 0;
    const bytes = batch.utf8;
    if (bytes) {
      for (let r = 0, at = c; r < batch.count; r++, at += bytes.width) if (bytes.start[at] === bytes.end[at]) missing++;
    } else {
      for (let r = 0; r < batch.count; r++) if ((batch.cell(r, c) ?? '') === '') missing++;
    }
    stats.add(c, batch.count, missing);
    for (let r = 0; r < batch.count && r < 50 && stats.wantsSample(c); r++) stats.sample(c, batch.cell(r, c));
  }
}
