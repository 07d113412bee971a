/**
 * Writes the event table as SQLite b-tree pages, straight from sorted columns: the INSERT interface of SQLite takes 2 us a row,
 * this takes about 0.1. Format: sqlite.org/fileformat2.html (table b-tree, record format, varints), which is frozen.
 *
 * Invariants
 * - The file is closed, not in use, not in WAL mode with frames left: it is the staging copy of an import.
 * - Pages of the old tree are used again, then the file grows; the root page stays where the schema says.
 * - Rows have no overflow: every column is a number of at most 8 bytes. Texts (`detail`) are updated through SQL afterwards.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { Bug } from '../base/errors.ts';

/** Rows sorted by event id = 0 .. count - 1. */
export interface EventRows {
  count: number;
  member: Int32Array; // member number, from 1
  kind: Uint8Array;
  content: Int32Array; // 0 = NULL
  post: Int32Array | null; // 0 = NULL
  time: Int32Array;
  valueAt: Int32Array;
  value: Float64Array;
  source: Uint16Array;
  /** Two halves of a 64-bit integer; high half NO_KEY = NULL. */
  nativeLow: Uint32Array;
  nativeHigh: Int32Array;
  precision: Uint8Array;
}

export const NO_KEY = -2147483648;

/** Columns of `event` after its integer primary key, which a record stores as NULL. */
const COLUMNS = 11;
const HEADER_BYTES = COLUMNS + 1;
/** Payload length (1), rowid varint (5), header, five integers of up to 8 bytes, two doubles' worth of room. */
const MAX_CELL = 1 + 5 + HEADER_BYTES + 9 * 8;
const LEAF = 0x0d;
const INTERIOR = 0x05;
/** Pages are written in runs of this many bytes. */
const RUN_BYTES = 4 << 20;

/** Replaces the whole event table of a closed file by `rows`. Cost: about 0.1 us a row. */
export function writeEventPages(path: string, rootPage: number, rows: EventRows): void {
  const file = openSync(path, 'r+');
  try {
    const head = Buffer.alloc(100);
    readSync(file, head, 0, 100, 0);
    const stored = head.readUInt16BE(16);
    const pageSize = stored === 1 ? 65_536 : stored;
    const usable = pageSize - head[20]!;
    const pages = fstatSync(file).size / pageSize;
    if (pages !== head.readUInt32BE(28))
      throw new Bug(`Staging file has ${pages} pages, its header says ${head.readUInt32BE(28)}.`);

    const old = pagesOfTree(file, rootPage, pageSize);
    const allocator = pageAllocator(old, rootPage, pages, pageSize);
    const out = pageWriter(file, pageSize);
    let level = writeLeaves(rows, usable, rootPage, allocator, out);
    if (level.length > 1) {
      while (level.length > fanOut(usable)) level = writeInterior(level, usable, allocator, out);
      out.put(rootPage, interiorPage(pageSize, usable, level));
    }
    freePages(allocator.unused(), head, usable, out);
    out.flush();

    head.writeUInt32BE(allocator.pageCount(), 28);
    const change = (head.readUInt32BE(24) + 1) >>> 0;
    head.writeUInt32BE(change, 24);
    head.writeUInt32BE(change, 92); // version-valid-for: the page count above is to be trusted
    writeSync(file, head, 0, 100, 0);
  } finally {
    closeSync(file);
  }
}

interface Child {
  page: number;
  /** Largest rowid below it. */
  lastId: number;
}

function writeLeaves(rows: EventRows, usable: number, rootPage: number, allocator: Allocator, out: PageWriter): Child[] {
  const { count, member, kind, content, post, time, valueAt, value, source, nativeLow, nativeHigh, precision } = rows;
  const leaves: Child[] = [];
  const pageSize = out.pageSize;
  let page = new Uint8Array(pageSize);
  let view = new DataView(page.buffer);
  let cells = 0;
  let top = usable; // cells grow down from the end of the page
  let v = 0;
  const cell = new Uint8Array(MAX_CELL);
  const cellView = new DataView(cell.buffer);

  const finish = (lastId: number) => {
    page[0] = LEAF;
    view.setUint16(3, cells);
    view.setUint16(5, top === 65_536 ? 0 : top);
    // A table that fits one page keeps it in the root; otherwise the root becomes an interior page.
    const number = leaves.length === 0 && lastId === count - 1 ? rootPage : allocator.next();
    leaves.push({ page: number, lastId });
    out.put(number, page);
    page = new Uint8Array(pageSize);
    view = new DataView(page.buffer);
    cells = 0;
    top = usable;
  };

  for (let id = 0; id < count; id++) {
    // Rowid first (after one byte of payload length), then the record header, then the values behind it.
    let at = 1;
    at = putVarint(cell, at, id);
    const header = at;
    cell[at] = HEADER_BYTES;
    cell[at + 1] = 0; // event_id: the rowid
    let body = at + HEADER_BYTES;
    let type = header + 2;
    body = putInt(cell, cellView, type++, body, member[id]!);
    body = putInt(cell, cellView, type++, body, kind[id]!);
    if (content[id] === 0) cell[type++] = 0;
    else body = putInt(cell, cellView, type++, body, content[id]!);
    if (post === null || post[id] === 0) cell[type++] = 0;
    else body = putInt(cell, cellView, type++, body, post[id]!);
    body = putInt(cell, cellView, type++, body, time[id]!);
    if (v < valueAt.length && valueAt[v] === id) {
      cell[type++] = 7;
      cellView.setFloat64(body, value[v]!);
      body += 8;
      v++;
    } else cell[type++] = 0;
    body = putInt(cell, cellView, type++, body, source[id]!);
    const high = nativeHigh[id]!;
    const low = nativeLow[id]!;
    if (high === NO_KEY) cell[type++] = 0;
    else if (high === 0 && low < 0x80000000) body = putInt(cell, cellView, type++, body, low);
    else {
      cell[type++] = 6;
      cellView.setInt32(body, high);
      cellView.setUint32(body + 4, low);
      body += 8;
    }
    body = putInt(cell, cellView, type++, body, precision[id]!);
    cell[type] = 0; // detail
    cell[0] = body - header; // below 128: one byte

    if (8 + 2 * (cells + 1) + body > top) finish(id - 1);
    top -= body;
    for (let b = 0; b < body; b++) page[top + b] = cell[b]!;
    view.setUint16(8 + 2 * cells, top);
    cells++;
  }
  finish(count - 1);
  return leaves;
}

/** Cells of an interior page: child page number (4 bytes) and rowid varint (at most 9), with a pointer each; the last child sits in the header. */
const fanOut = (usable: number) => Math.floor((usable - 12) / (4 + 9 + 2)) + 1;

function writeInterior(children: Child[], usable: number, allocator: Allocator, out: PageWriter): Child[] {
  const level: Child[] = [];
  // Spread evenly: an interior page needs at least two children.
  const groups = Math.ceil(children.length / fanOut(usable));
  for (let g = 0; g < groups; g++) {
    const part = children.slice(Math.floor((g * children.length) / groups), Math.floor(((g + 1) * children.length) / groups));
    const page = allocator.next();
    out.put(page, interiorPage(out.pageSize, usable, part));
    level.push({ page, lastId: part.at(-1)!.lastId });
  }
  return level;
}

function interiorPage(pageSize: number, usable: number, children: Child[]): Uint8Array {
  const page = new Uint8Array(pageSize);
  const view = new DataView(page.buffer);
  let top = usable;
  const cell = new Uint8Array(13);
  const cellView = new DataView(cell.buffer);
  for (let i = 0; i < children.length - 1; i++) {
    cellView.setUint32(0, children[i]!.page);
    const length = putVarint(cell, 4, children[i]!.lastId);
    top -= length;
    page.set(cell.subarray(0, length), top);
    view.setUint16(12 + 2 * i, top);
  }
  page[0] = INTERIOR;
  view.setUint16(3, children.length - 1);
  view.setUint16(5, top === 65_536 ? 0 : top);
  view.setUint32(8, children.at(-1)!.page);
  return page;
}

/** Big-endian base 128, high bit = more to come. Rowids here are 0 .. 2^31. */
function putVarint(out: Uint8Array, at: number, n: number): number {
  if (n < 128) {
    out[at] = n;
    return at + 1;
  }
  let bytes = n < 16_384 ? 2 : n < 2_097_152 ? 3 : n < 268_435_456 ? 4 : 5;
  const end = at + bytes;
  let rest = n;
  while (bytes-- > 0) {
    out[at + bytes] = (rest % 128) | (at + bytes === end - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 128);
  }
  return end;
}

/** An integer of at most 32 bits in the smallest of SQLite's forms: serial types 8 and 9 (0 and 1, no bytes), 1, 2, 3, 4. */
function putInt(out: Uint8Array, view: DataView, type: number, at: number, n: number): number {
  if (n === 0 || n === 1) {
    out[type] = 8 + n;
    return at;
  }
  if (n >= -128 && n <= 127) {
    out[type] = 1;
    view.setInt8(at, n);
    return at + 1;
  }
  if (n >= -32_768 && n <= 32_767) {
    out[type] = 2;
    view.setInt16(at, n);
    return at + 2;
  }
  if (n >= -8_388_608 && n <= 8_388_607) {
    out[type] = 3;
    view.setInt16(at, n >> 8);
    out[at + 2] = n & 0xff;
    return at + 3;
  }
  out[type] = 4;
  view.setInt32(at, n);
  return at + 4;
}

/** Hands pages that the new tree does not need to SQLite's free list: trunk pages that each name the next trunk and up to
 *  `usable / 4 - 2` free pages. Header: first trunk at 32, number of free pages at 36. */
function freePages(pages: number[], head: Buffer, usable: number, out: PageWriter): void {
  const room = usable / 4 - 8; // SQLite leaves the last six entries empty for the sake of old versions
  for (let at = 0; at < pages.length; at += room + 1) {
    const trunk = new Uint8Array(out.pageSize);
    const view = new DataView(trunk.buffer);
    const leaves = pages.slice(at + 1, at + 1 + room);
    view.setUint32(0, head.readUInt32BE(32));
    view.setUint32(4, leaves.length);
    for (const [i, page] of leaves.entries()) view.setUint32(8 + 4 * i, page);
    out.put(pages[at]!, trunk);
    head.writeUInt32BE(pages[at]!, 32);
    head.writeUInt32BE(head.readUInt32BE(36) + leaves.length + 1, 36);
  }
}

interface Allocator {
  next(): number;
  pageCount(): number;
  unused(): number[];
}

/** Old pages first (the root apart), then new ones at the end. The lock-byte page, at 1 GiB, is never used. */
function pageAllocator(old: number[], rootPage: number, pages: number, pageSize: number): Allocator {
  const free = old.filter((p) => p !== rootPage).sort((a, b) => a - b);
  let used = 0;
  let last = pages;
  const lockPage = 1_073_741_824 / pageSize + 1;
  return {
    next() {
      if (used < free.length) return free[used++]!;
      last++;
      if (last === lockPage) last++;
      return last;
    },
    pageCount: () => last,
    unused: () => free.slice(used),
  };
}

/** Every page of the tree under `root`: only interior pages and one leaf a level are read. */
function pagesOfTree(file: number, root: number, pageSize: number): number[] {
  const found = [root];
  const page = Buffer.alloc(pageSize);
  let level = [root];
  for (;;) {
    const below: number[] = [];
    for (const number of level) {
      readSync(file, page, 0, pageSize, (number - 1) * pageSize);
      if (page[0] !== INTERIOR) return found; // all leaves of a b-tree are on one level
      const cells = page.readUInt16BE(3);
      for (let i = 0; i < cells; i++) below.push(page.readUInt32BE(page.readUInt16BE(12 + 2 * i)));
      below.push(page.readUInt32BE(8));
    }
    found.push(...below);
    level = below;
  }
}

interface PageWriter {
  pageSize: number;
  put(page: number, bytes: Uint8Array): void;
  flush(): void;
}

/** Gathers pages that follow each other into one write. */
function pageWriter(file: number, pageSize: number): PageWriter {
  const run = new Uint8Array(RUN_BYTES);
  const room = RUN_BYTES / pageSize;
  let first = 0;
  let held = 0;
  const flush = () => {
    if (held > 0) writeSync(file, run, 0, held * pageSize, (first - 1) * pageSize);
    held = 0;
  };
  return {
    pageSize,
    put(page, bytes) {
      if (held > 0 && (page !== first + held || held === room)) flush();
      if (held === 0) first = page;
      run.set(bytes, held * pageSize);
      held++;
    },
    flush,
  };
}
