/** Small files made for one test, opened and read whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Issue, issueLog } from '../../../../core/import/issues.ts';
import { type OpenOptions, openFile } from '../../../../core/import/readers/open.ts';
import type { OpenedFile } from '../../../../core/import/readers/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-readers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

export function tempFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, `${++made}-${name}`);
  writeFileSync(path, content);
  return path;
}

export const tempPath = (name: string): string => join(folder, `${++made}-${name}`);

export interface ReadResult {
  file: OpenedFile;
  columns: string[];
  rows: (string | null)[][];
  rowNumbers: number[];
  tables: Record<string, (string | null)[][]>;
  issues: Issue[];
  codes: string[];
}

export async function readPath(path: string, options: Omit<OpenOptions, 'issues'> = {}): Promise<ReadResult> {
  const issues = issueLog(path);
  const file = await openFile(path, { ...options, issues });
  const tables: Record<string, (string | null)[][]> = {};
  const rowNumbers: number[] = [];
  for (const { name, columns } of file.tables) {
    const rows: (string | null)[][] = [];
    for await (const batch of file.batches(name)) {
      for (let r = 0; r < batch.count; r++) {
        rows.push(columns.map((_, c) => batch.cell(r, c)));
        rowNumbers.push(batch.fileRow(r));
      }
    }
    tables[name] = rows;
  }
  file.close();
  const first = file.tables[0];
  return {
    file,
    columns: first?.columns ?? [],
    rows: first ? tables[first.name]! : [],
    rowNumbers,
    tables,
    issues: issues.list(),
    codes: issues.list().map((issue) => issue.code),
  };
}

export const readText = (
  name: string,
  content: string | Uint8Array,
  options: Omit<OpenOptions, 'issues'> = {},
): Promise<ReadResult> => readPath(tempFile(name, content), options);

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
