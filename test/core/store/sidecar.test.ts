import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLUMN_LAYOUT, type EventColumns } from '../../../core/base/columns.ts';
import { seeded } from '../../../core/base/random.ts';
import { openDataset } from '../../../core/store/dataset.ts';
import { loadColumns, readSidecar, sidecarPath, writeSidecar } from '../../../core/store/sidecar.ts';
import { meta, openForReading, openWorkspace, setMeta } from '../../../core/store/workspace.ts';
import { emptyWorkspace, tempFolder } from './temp.ts';

const folder = tempFolder();

function randomColumns(seed: number, members = 40): EventColumns {
  const random = seeded(seed);
  const off = new Int32Array(members + 1);
  for (let m = 1; m <= members; m++) off[m] = off[m - 1]! + random.below(9);
  const events = off[members]!;
  const int = (n: number, below: number) => Int32Array.from({ length: n }, () => random.below(below) - 5);
  const valueAt = Int32Array.from({ length: events }, (_, i) => i).filter(() => random.unit() < 0.3);
  return {
    members,
    events,
    off,
    time: int(events, 2 ** 31 - 10),
    content: int(events, 50),
    kind: Uint8Array.from({ length: events }, () => random.below(255)),
    valueAt,
    value: Float64Array.from(valueAt, () => random.normal()),
    joined: int(members, 1e9),
    left: new Int32Array(0),
  };
}

/** A workspace whose event table holds what a scan must give back. */
function filled(): { path: string; token: string; rows: [number, number, number, number | null, number | null][] } {
  const path = emptyWorkspace(folder);
  const random = seeded(5);
  const workspace = openWorkspace(path);
  const db = workspace.writer;
  const rows: [number, number, number, number | null, number | null][] = [];
  for (let m = 1; m <= 30; m++) {
    db.prepare(
      'INSERT INTO member (member_no, member_id, source_no, source_key, joined_at, import_id) VALUES (?, ?, 1, ?, ?, 1)',
    ).run(m, `t:${m}`, String(m), m % 3 === 0 ? null : m * 1500);
    for (let i = 0, n = random.below(6), t = 0; i < n; i++) {
      t += random.below(1000);
      rows.push([m, t, random.below(4), random.below(2) ? random.below(9) + 1 : null, random.below(3) ? null : random.unit()]);
    }
  }
  const add = db.prepare(
    'INSERT INTO event (event_id, member_no, time_s, kind, content_no, value, source_no, time_precision) VALUES (?, ?, ?, ?, ?, ?, 1, 0)',
  );
  db.transaction(() => {
    for (const [i, row] of rows.entries()) add.run(i, ...row);
  })();
  setMeta(db, 'snapshot', '1');
  const token = meta(db, 'columns_token')!;
  workspace.close();
  return { path, token, rows };
}

const plain = (columns: EventColumns) =>
  Object.fromEntries(Object.entries(columns).map(([k, v]) => [k, typeof v === 'number' ? v : Array.from(v as Int32Array)]));

function load(path: string) {
  const db = openForReading(path);
  try {
    return loadColumns(db, path);
  } finally {
    db.close();
  }
}

describe('the sidecar', () => {
  test('what is written is read back, in shared memory', () => {
    for (const members of [0, 1, 40]) {
      const path = folder.fresh('-columns');
      const columns = randomColumns(members + 1, members);
      writeSidecar(path, 'token', columns);
      const back = readSidecar(path, 'token')!;
      expect(plain(back)).toEqual(plain(columns));
      for (const { name } of COLUMN_LAYOUT) expect(back[name].buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(existsSync(`${path}.new`)).toBe(false);
    }
  });

  test('a sidecar of another state or none at all counts as missing', () => {
    const path = folder.fresh('-columns');
    writeSidecar(path, 'one', randomColumns(2));
    expect(readSidecar(path, 'two')).toBeNull();
    expect(readSidecar(folder.fresh('-columns'), 'one')).toBeNull();
  });

  test('cut at any length it counts as missing', () => {
    const path = folder.fresh('-columns');
    writeSidecar(path, 't', randomColumns(3));
    const whole = readFileSync(path);
    for (const length of [0, 5, 11, 12, 100, 1000, 1500, whole.length - 100, whole.length - 1]) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(readSidecar(path, 't'), `${length} bytes`).toBeNull();
    }
  });

  test('one flipped byte anywhere in the data is noticed', () => {
    const path = folder.fresh('-columns');
    const columns = randomColumns(4);
    writeSidecar(path, 't', columns);
    const whole = readFileSync(path);
    const header = JSON.parse(whole.toString('utf8', 12, 12 + whole.readUInt32LE(8))) as {
      columns: { offset: number; bytes: number }[];
    };
    const random = seeded(9);
    for (const { offset, bytes } of header.columns.filter((c) => c.bytes > 0)) {
      for (const at of [offset, offset + bytes - 1, offset + random.below(bytes)]) {
        writeFileSync(path, whole);
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.from([whole[at]! ^ (1 << random.below(8))]), 0, 1, at);
        closeSync(file);
        expect(readSidecar(path, 't'), `byte ${at}`).toBeNull();
      }
    }
    for (let at = 0; at < 300; at++) {
      const copy = Buffer.from(whole);
      copy[at]! ^= 0x10;
      writeFileSync(path, copy);
      expect(() => readSidecar(path, 't'), `header byte ${at}`).not.toThrow();
    }
  });

  test('missing, cut, damaged or stale it is built anew from the event table, equal to it', () => {
    const { path, token, rows } = filled();
    const first = load(path);
    expect(first.rebuilt).toBe(true);
    const { columns } = first;
    expect(columns.events).toBe(rows.length);
    expect(Array.from(columns.time)).toEqual(rows.map((r) => r[1]));
    expect(Array.from(columns.kind)).toEqual(rows.map((r) => r[2]));
    expect(Array.from(columns.content)).toEqual(rows.map((r) => r[3] ?? 0));
    expect(Array.from(columns.valueAt)).toEqual(rows.flatMap((r, i) => (r[4] === null ? [] : [i])));
    expect(Array.from(columns.value)).toEqual(rows.flatMap((r) => (r[4] === null ? [] : [r[4]])));
    for (let m = 0; m < columns.members; m++) {
      expect(columns.off[m + 1]! - columns.off[m]!).toBe(rows.filter((r) => r[0] === m + 1).length);
    }
    const expected = plain(columns);
    expect(load(path)).toMatchObject({ rebuilt: false });
    const side = sidecarPath(path);
    const spoil: (() => void)[] = [
      () => rmSync(side),
      () => truncateSync(side, statSync(side).size - 1),
      () => writeFileSync(side, 'not a sidecar at all'),
      () => writeSidecar(side, `${token}x`, randomColumns(8)),
    ];
    for (const [i, change] of spoil.entries()) {
      change();
      const again = load(path);
      expect([i, again.rebuilt]).toEqual([i, true]);
      expect(plain(again.columns)).toEqual(expected);
      expect(load(path).rebuilt).toBe(false);
    }
  });

  test('a place where it cannot be written does not hinder reading', () => {
    const { path, rows } = filled();
    mkdirSync(`${sidecarPath(path)}.new`); // the temporary file cannot be made
    expect(load(path).columns.events).toBe(rows.length);
    expect(existsSync(sidecarPath(path))).toBe(false);
    const data = openDataset(path);
    expect(data.columns.events).toBe(rows.length);
    data.db.close();
  });

  test('columns that another thread holds are taken only for the same state', () => {
    const { path, token, rows } = filled();
    const held = randomColumns(1);
    const same = openDataset(path, { token, columns: held });
    expect(same.columns).toBe(held);
    same.db.close();
    const other = openDataset(path, { token: 'old', columns: held });
    expect(other.columns.events).toBe(rows.length);
    other.db.close();
  });
});
