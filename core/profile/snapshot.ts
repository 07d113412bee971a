/**
 * What the members looked like at an import: written once, compared later.
 * Blob: deflated; a little-endian u32 length, that many bytes of JSON `{members, measures: [name], traits: [{name, values}]}`, then each measure as
 * Float32[members] (NaN = not known) and each trait as Int16[members] (-1 = not known). Member numbers never change, so rows line up.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { StoreError } from '../base/errors.ts';
import type { Reader, Writer } from '../store/connection.ts';
import type { Dataset } from '../store/dataset.ts';
import { all, scalar, sql } from '../store/sql.ts';
import type { FacetColumn } from './memberTable.ts';
import { type MeasureName, memberProfiles } from './profiles.ts';

export const SNAPSHOT_MEASURES = [
  'spend',
  'score',
  'activeDays28',
  'recent28',
  'posts',
] as const satisfies readonly MeasureName[];
const SNAPSHOT_TRAITS = ['health', 'level', 'rfm'];

export interface Snapshot {
  importId: number;
  /** Milliseconds: end of the last day of data. */
  asOf: number;
  members: number;
  measures: Record<string, Float32Array>;
  traits: Record<string, { code: Int16Array; values: string[] }>;
}

/** Keeps the present profiles under the last import. Nothing is added when they are kept already, or when the import changed nobody: the next
 *  comparison is then with the last import that did. @param tags values of the tags, by name */
export function keepSnapshot(db: Writer, data: Dataset, tags: Record<string, FacetColumn>): void {
  const importId = scalar<number | null>(data.db, sql`SELECT max(import_id) FROM import`);
  if (importId === null || importId === undefined || data.columns.members === 0) return;
  const profiles = memberProfiles(data);
  const traits = Object.fromEntries([
    ...SNAPSHOT_TRAITS.map((name) => [name, profiles.traits[name]!]),
    ...Object.entries(tags).map(([name, column]) => [`tag:${name}`, column]),
  ]) as Record<string, FacetColumn>;
  const blob = pack(profiles.members, Object.fromEntries(SNAPSHOT_MEASURES.map((m) => [m, profiles.measures[m]])), traits);
  const before = scalar<Uint8Array>(data.db, sql`SELECT columns FROM profile_snapshot ORDER BY import_id DESC LIMIT 1`);
  if (before && Buffer.compare(before, blob) === 0) return;
  db.prepare(
    `INSERT INTO profile_snapshot (import_id, as_of, members, columns) VALUES (?, ?, ?, ?) ON CONFLICT (import_id) DO NOTHING`,
  ).run(importId, profiles.endS * 1000, profiles.members, blob);
}

/** The last snapshots, newest first. */
export function lastSnapshots(db: Reader, limit: number): Snapshot[] {
  return all<{ importId: number; asOf: number; members: number; columns: Uint8Array }>(
    db,
    sql`SELECT import_id AS importId, as_of AS asOf, members, columns FROM profile_snapshot ORDER BY import_id DESC LIMIT ${limit}`,
  ).map((row) => ({ importId: row.importId, asOf: row.asOf, members: row.members, ...unpack(row.columns) }));
}

function pack(members: number, measures: Record<string, Float64Array>, traits: Record<string, FacetColumn>): Uint8Array {
  const head = Buffer.from(
    JSON.stringify({
      members,
      measures: Object.keys(measures),
      traits: Object.entries(traits).map(([name, { values }]) => ({ name, values })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const parts = [length, head];
  for (const column of Object.values(measures)) parts.push(Buffer.from(Float32Array.from(column).buffer));
  for (const { code } of Object.values(traits)) parts.push(Buffer.from(Int16Array.from(code).buffer));
  return deflateSync(Buffer.concat(parts), { level: 1 });
}

function unpack(blob: Uint8Array): Pick<Snapshot, 'measures' | 'traits'> {
  try {
    const bytes = inflateSync(blob);
    const headLength = bytes.readUInt32LE(0);
    const head = JSON.parse(bytes.toString('utf8', 4, 4 + headLength)) as {
      members: number;
      measures: string[];
      traits: { name: string; values: string[] }[];
    };
    let at = 4 + headLength;
    const take = (size: number) => {
      const part = bytes.subarray(at, at + size * head.members);
      at += size * head.members;
      return part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength) as ArrayBuffer;
    };
    const measures = Object.fromEntries(head.measures.map((name) => [name, new Float32Array(take(4))]));
    const traits = Object.fromEntries(head.traits.map(({ name, values }) => [name, { code: new Int16Array(take(2)), values }]));
    return { measures, traits };
  } catch (cause) {
    throw new StoreError(
      'damaged',
      'A kept profile of an earlier import cannot be read. The next import writes a new one.',
      {},
      cause,
    );
  }
}
