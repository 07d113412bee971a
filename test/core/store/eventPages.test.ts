import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { type EventRows, NO_KEY, writeEventPages } from '../../../core/store/eventPages.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCHEMA = `CREATE TABLE event (event_id INTEGER PRIMARY KEY, member_no INTEGER NOT NULL, kind INTEGER NOT NULL, content_no INTEGER, post_no INTEGER,
  time_s INTEGER NOT NULL, value REAL, source_no INTEGER NOT NULL, native_key INTEGER, time_precision INTEGER NOT NULL, detail TEXT) STRICT`;

/** Integers around every boundary of SQLite's storage classes. */
const EDGES = [0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 8388607, 8388608, 16777216, 2147483647];
const SIGNED = [...EDGES, -1, -128, -129, -32768, -32769, -8388608, -8388609, -2147483647];

function randomRows(count: number, seed: number): EventRows {
  const random = seeded(seed);
  const values: number[] = [];
  const valueAt: number[] = [];
  const rows: EventRows = {
    count,
    member: Int32Array.from({ length: count }, () => random.pick(EDGES.slice(1))),
    kind: Uint8Array.from({ length: count }, () => random.below(256)),
    content: Int32Array.from({ length: count }, () => random.pick(EDGES)),
    post: random.unit() < 0.5 ? null : Int32Array.from({ length: count }, () => random.pick(EDGES)),
    time: Int32Array.from({ length: count }, () => random.pick(SIGNED)),
    valueAt: new Int32Array(0),
    value: new Float64Array(0),
    source: Uint16Array.from({ length: count }, () => random.pick([1, 2, 127, 128, 65535])),
    nativeLow: Uint32Array.from({ length: count }, () => random.uint32()),
    nativeHigh: Int32Array.from({ length: count }, () => random.pick([0, 0, 0, 5, NO_KEY, -7, 2097151])),
    precision: Uint8Array.from({ length: count }, () => random.below(3)),
  };
  for (let i = 0; i < count; i++) {
    if (random.unit() < 0.6) continue;
    valueAt.push(i);
    values.push(random.pick([0, 1, -1, 0.1, 12.34, 1e300, -2.5]));
  }
  rows.valueAt = Int32Array.from(valueAt);
  rows.value = Float64Array.from(values);
  return rows;
}

/** The same rows as SQLite's own INSERT would hold them. */
function expected(rows: EventRows): unknown[][] {
  const value = new Map(Array.from(rows.valueAt, (at, v) => [at, rows.value[v]!]));
  return Array.from({ length: rows.count }, (_, i) => [
    i,
    rows.member[i],
    rows.kind[i],
    rows.content[i] || null,
    rows.post?.[i] || null,
    rows.time[i],
    value.get(i) ?? null,
    rows.source[i],
    rows.nativeHigh[i] === NO_KEY ? null : ((BigInt(rows.nativeHigh[i]!) << 32n) | BigInt(rows.nativeLow[i]!)).toString(),
    rows.precision[i],
    null,
  ]);
}

function emptyFile(name: string, pageSize: number): { path: string; root: number } {
  const path = join(folder, name);
  rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma(`page_size = ${pageSize}`);
  db.exec(
    `CREATE TABLE other (a TEXT); INSERT INTO other VALUES ('kept'); ${SCHEMA}; CREATE TABLE after (b INTEGER); INSERT INTO after VALUES (7);`,
  );
  const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'event'").pluck().get() as number;
  db.close();
  return { path, root };
}

function readBack(path: string): unknown[][] {
  const db = new Database(path);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT a FROM other').pluck().get()).toBe('kept');
    expect(db.prepare('SELECT b FROM after').pluck().get()).toBe(7);
    const rows = db
      .prepare(
        'SELECT event_id, member_no, kind, content_no, post_no, time_s, value, source_no, CAST(native_key AS TEXT), time_precision, detail FROM event ORDER BY event_id',
      )
      .raw()
      .all() as unknown[][];
    // The file stays an ordinary one: SQLite can change it.
    db.prepare('INSERT INTO event VALUES (?, 1, 1, NULL, NULL, 5, NULL, 1, NULL, 0, ?)').run(rows.length + 10, 'x');
    db.prepare('DELETE FROM event WHERE event_id = ?').run(rows.length + 10);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return rows;
  } finally {
    db.close();
  }
}

describe('writeEventPages', () => {
  for (const pageSize of [512, 4096, 16_384, 65_536]) {
    for (const count of [0, 1, 2, 127, 129, 16_385, 70_000]) {
      it(`gives the rows INSERT would give: ${count} rows, pages of ${pageSize}`, () => {
        const { path, root } = emptyFile(`p${pageSize}-${count}.db`, pageSize);
        const rows = randomRows(count, count + pageSize);
        writeEventPages(path, root, rows);
        expect(readBack(path)).toEqual(expected(rows));
      });
    }
  }

  it('replaces a larger and a smaller tree without losing a page', () => {
    const { path, root } = emptyFile('replaced.db', 4096);
    for (const count of [50_000, 90_000, 300, 0, 20_000]) {
      const rows = randomRows(count, count);
      writeEventPages(path, root, rows);
      expect(readBack(path)).toEqual(expected(rows)); // integrity_check also reports pages that nobody uses
    }
  });

  it('keeps large event ids: the varint of a rowid has up to five bytes', () => {
    const { path, root } = emptyFile('wide.db', 16_384);
    const count = 2_097_160; // past 2^21
    const rows = randomRows(0, 1);
    Object.assign(rows, {
      count,
      member: new Int32Array(count).fill(3),
      kind: new Uint8Array(count),
      content: new Int32Array(count),
      time: new Int32Array(count).map((_, i) => i),
      source: new Uint16Array(count).fill(1),
      nativeLow: new Uint32Array(count),
      nativeHigh: new Int32Array(count).fill(NO_KEY),
      precision: new Uint8Array(count),
      post: null,
    });
    writeEventPages(path, root, rows);
    const db = new Database(path);
    expect(db.pragma('quick_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT count(*), min(event_id), max(event_id), sum(time_s = event_id) FROM event').raw().get()).toEqual([
      count,
      0,
      count - 1,
      count,
    ]);
    db.close();
  });
});
