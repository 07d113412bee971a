/** The sample community at full size, read once for all tests of a file. */
import { generateSample } from '../../../data/sample/generate.ts';

export const sample = generateSample();
export const { answers } = sample;

export type Row = Record<string, string | null>;
const tables = new Map(sample.tables.map((t) => [t.entity, t]));
export const rowsOf = (entity: string): Row[] => {
  const { columns, rows } = tables.get(entity)!;
  return rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i] ?? null])));
};
export const members = rowsOf('member');
export const contents = rowsOf('content');
export const events = rowsOf('event');
export const posts = rowsOf('post');
export const orders = rowsOf('order');
export const START = Date.parse('2024-11-01T00:00:00+08:00');
export const END = Date.parse('2026-11-01T00:00:00+08:00');
export const joined = new Map(members.map((m) => [m['source_key']!, Number(m['joined_at'])]));
export const left = new Map(members.map((m) => [m['source_key']!, m['left_at'] === null ? END : Number(m['left_at'])]));
export const count = (values: Iterable<string>): Record<string, number> => {
  const out: Record<string, number> = {};
  for (const v of values) out[v] = (out[v] ?? 0) + 1;
  return out;
};
export const monthOf = (ms: string) => new Date(Number(ms) + 8 * 3_600_000).toISOString().slice(0, 7);
