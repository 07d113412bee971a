/** Statistics of any table: no workspace is needed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { clusterTable } from '../cluster/index.ts';
import { readTextTable, type TextTable } from '../import/index.ts';
import { runStat, type SurvivalResult, survivalTable } from '../lifetime/index.ts';

export { runStat };

/** k-means on every column of a table of numbers, or on those named. */
export async function clusterFile(path: string, options: { k: number; seed: number; columns: string[] }) {
  const table = await readTextTable(path);
  const columns = options.columns.length === 0 ? table.columns : options.columns.map((name) => columnOf(table, name));
  return clusterTable({ columns, k: options.k, seed: options.seed });
}

/** Survival curves of any table with a duration and an event (1 or true = seen, 0 or false = still there when last looked). */
export async function survivalFile(
  path: string,
  options: { duration: string; event: string; group: string | null; covariates: string[] },
): Promise<Result<SurvivalResult>> {
  const table = await readTextTable(path);
  const durations = numbers(columnOf(table, options.duration));
  const events = Uint8Array.from(columnOf(table, options.event).values, (v, i) => yesNo(v, options.event, i));
  const columns = {
    durations,
    events,
    ...(options.group === null ? {} : { groups: columnOf(table, options.group).values.map((v) => v ?? '') }),
    ...(options.covariates.length === 0
      ? {}
      : { covariates: options.covariates.map((name) => ({ name, values: numbers(columnOf(table, name)) })) }),
  };
  const from: From = {
    method: 'survival/1',
    snapshot: 0,
    rows: table.rows,
    files: [{ name: basename(path), sha256: createHash('sha256').update(readFileSync(path)).digest('hex') }],
    options: { duration: options.duration, event: options.event, group: options.group },
    exact: true,
  };
  return survivalTable(columns, from);
}

function columnOf(table: TextTable, name: string) {
  const column = table.columns.find((c) => c.name === name);
  if (column) return column;
  throw new InputError(
    'bad-option',
    `There is no column "${name}" in this table. It has: ${table.columns.map((c) => c.name).join(', ')}.`,
    {
      column: name,
    },
  );
}

function numbers({ name, values }: TextTable['columns'][number]): Float64Array {
  return Float64Array.from(values, (text, i) => {
    const n = text === null || text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isNaN(n))
      throw new InputError(
        'bad-file',
        `Column "${name}", row ${i + 1} should be a number, got ${text === null ? 'nothing' : `"${text}"`}.`,
        {
          column: name,
          row: i + 1,
        },
      );
    return n;
  });
}

function yesNo(text: string | null, name: string, i: number): number {
  const known: Record<string, number> = { '1': 1, true: 1, yes: 1, '1.0': 1, '0': 0, false: 0, no: 0, '0.0': 0 };
  const value = known[(text ?? '').trim().toLowerCase()];
  if (value === undefined)
    throw new InputError('bad-file', `Column "${name}", row ${i + 1} should be 1 or 0 (or true, false), got "${text ?? ''}".`, {
      column: name,
      row: i + 1,
    });
  return value;
}
