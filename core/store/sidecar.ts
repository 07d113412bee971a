/**
 * The column sidecar, `name.hearth-columns`: event columns as they lie in memory, so that opening is one read.
 * It is a cache: stale, cut, damaged or missing -> rebuilt from the workspace.
 *
 *   0      8 bytes   magic `HEARTHC1`
 *   8      uint32    length of the header (JSON, UTF-8): token, counts, per column offset, length, CRC-32
 *   12     header    then zeros to a multiple of 64
 *   ...    columns   little-endian, each at a multiple of 64
 *
 * The token is written into the workspace by every import; a sidecar with another token is of another state.
 */
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { COLUMN_LAYOUT, type EventColumns, UNKNOWN_TIME } from '../base/columns.ts';
import type { Reader } from './connection.ts';
import { all, scalar, sql } from './sql.ts';
import { meta } from './workspace.ts';

const MAGIC = 'HEARTHC1';
const ALIGN = 64;
/** Reads and checksums go in pieces that stay in the CPU's cache. */
const PIECE = 1 << 20;

interface Header {
  token: string;
  members: number;
  events: number;
  columns: { name: string; offset: number; bytes: number; crc: number }[];
}

const ARRAY = {
  int32: (b: SharedArrayBuffer) => new Int32Array(b),
  float64: (b: SharedArrayBuffer) => new Float64Array(b),
  uint8: (b: SharedArrayBuffer) => new Uint8Array(b),
};
export const sidecarPath = (workspacePath: string) => `${workspacePath}-columns`;

/** Loads the columns of a workspace into shared memory; rebuilds the sidecar when it does not fit.
 *  Cost: one read and one checksum pass (bench: `sidecar load`), or one scan of the event table. */
export function loadColumns(db: Reader, workspacePath: string): { columns: EventColumns; rebuilt: boolean } {
  const token = meta(db, 'columns_token') ?? '';
  const path = sidecarPath(workspacePath);
  const cached = readSidecar(path, token);
  if (cached) return { columns: cached, rebuilt: false };
  const columns = columnsFromStore(db);
  try {
    writeSidecar(path, token, columns);
  } catch {
    rmSync(path, { force: true }); // no room or no right to write the cache: the columns in memory are what counts
  }
  return { columns, rebuilt: true };
}

/** Writes beside, then renames: a reader sees the old or the new one. */
export function writeSidecar(path: string, token: string, columns: EventColumns): void {
  const arrays = COLUMN_LAYOUT.map(({ name }) => bytesOf(columns[name]));
  const header: Header = { token, members: columns.members, events: columns.events, columns: [] };
  const headerRoom = align(12 + 512 + COLUMN_LAYOUT.length * 96);
  let offset = headerRoom;
  arrays.forEach((bytes, i) => {
    header.columns.push({ name: COLUMN_LAYOUT[i]!.name, offset, bytes: bytes.byteLength, crc: crcOf(bytes) });
    offset = align(offset + bytes.byteLength);
  });
  const head = Buffer.alloc(headerRoom);
  head.write(MAGIC, 0, 'latin1');
  head.writeUInt32LE(head.write(JSON.stringify(header), 12, 'utf8'), 8);
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, head, 0, head.length, 0);
    for (const [i, bytes] of arrays.entries()) writeAll(file, bytes, header.columns[i]!.offset);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** @returns null when there is none, it is cut or damaged, or of another state. */
export function readSidecar(path: string, token: string): EventColumns | null {
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(12);
    if (readSync(file, start, 0, 12, 0) !== 12 || start.toString('latin1', 0, 8) !== MAGIC) return null;
    const headerBytes = start.readUInt32LE(8);
    if (headerBytes > 65_536) return null;
    const text = Buffer.alloc(headerBytes);
    readSync(file, text, 0, headerBytes, 12);
    const header = JSON.parse(text.toString('utf8')) as Header;
    if (header.token !== token || header.columns.length !== COLUMN_LAYOUT.length) return null;
    const loaded: Record<string, unknown> = {};
    for (const [i, { name, type }] of COLUMN_LAYOUT.entries()) {
      const { offset, bytes, crc } = header.columns[i]!;
      const shared = new SharedArrayBuffer(bytes);
      if (!readChecked(file, new Uint8Array(shared), offset, crc)) return null;
      loaded[name] = ARRAY[type](shared);
    }
    return { members: header.members, events: header.events, ...loaded } as unknown as EventColumns;
  } catch {
    return null; // anything wrong with a cache means: make it anew
  } finally {
    closeSync(file);
  }
}

/** Builds the columns by a scan of the event table in id order. Cost: about 0.3 s per million events. */
function columnsFromStore(db: Reader): EventColumns {
  const members = scalar<number>(db, sql`SELECT coalesce(max(member_no), 0) FROM member`)!;
  const events = scalar<number>(db, sql`SELECT coalesce(max(event_id) + 1, 0) FROM event`)!;
  const values = scalar<number>(db, sql`SELECT count(value) FROM event`)!;
  const columns: EventColumns = {
    members,
    events,
    off: new Int32Array(new SharedArrayBuffer(4 * (members + 1))),
    time: new Int32Array(new SharedArrayBuffer(4 * events)),
    content: new Int32Array(new SharedArrayBuffer(4 * events)),
    kind: new Uint8Array(new SharedArrayBuffer(events)),
    valueAt: new Int32Array(new SharedArrayBuffer(4 * values)),
    value: new Float64Array(new SharedArrayBuffer(8 * values)),
    ...memberTimes(db, members),
  };
  const page = db
    .prepare(
      'SELECT member_no, time_s, content_no, kind, value FROM event WHERE event_id >= ? AND event_id < ? ORDER BY event_id',
    )
    .raw();
  const pageRows = 50_000;
  let v = 0;
  for (let from = 0; from < events; from += pageRows) {
    const rows = page.all(from, from + pageRows) as [number, number, number | null, number, number | null][];
    for (let r = 0; r < rows.length; r++) {
      const [member, time, content, kind, value] = rows[r]!;
      const i = from + r;
      columns.off[member]!++;
      columns.time[i] = time;
      columns.content[i] = content ?? 0;
      columns.kind[i] = kind;
      if (value !== null) {
        columns.valueAt[v] = i;
        columns.value[v++] = value;
      }
    }
  }
  for (let m = 1; m <= members; m++) columns.off[m]! += columns.off[m - 1]!;
  return columns;
}

/** Join and leave dates of the member table as columns; a column that knows nobody's date is empty. */
export function memberTimes(db: Reader, members: number): Pick<EventColumns, 'joined' | 'left'> {
  const column = (name: 'joined_at' | 'left_at') => {
    const rows = all<{ no: number; at: number }>(db, {
      text: `SELECT member_no AS no, ${name} AS at FROM member WHERE ${name} IS NOT NULL`,
      values: [],
    });
    const seconds = new Int32Array(new SharedArrayBuffer(rows.length === 0 ? 0 : 4 * members)).fill(UNKNOWN_TIME);
    for (const { no, at } of rows) seconds[no - 1] = Math.floor(at / 1000);
    return seconds;
  };
  return { joined: column('joined_at'), left: column('left_at') };
}

const align = (n: number) => Math.ceil(n / ALIGN) * ALIGN;
const bytesOf = (a: EventColumns[keyof EventColumns]) => {
  const array = a as Int32Array;
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
};

function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += PIECE) crc = crc32(bytes.subarray(at, at + PIECE), crc);
  return crc;
}

function readChecked(file: number, into: Uint8Array, offset: number, crc: number): boolean {
  let sum = 0;
  for (let at = 0; at < into.length; at += PIECE) {
    const length = Math.min(PIECE, into.length - at);
    if (readSync(file, into, at, length, offset + at) !== length) return false;
    sum = crc32(into.subarray(at, at + length), sum);
  }
  return sum === crc;
}

function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(64 * PIECE, bytes.length - at), offset + at);
}
