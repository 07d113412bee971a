/** Rows of text under named columns. */
import type { SampleTable } from './types.ts';

type Cell = string | number | boolean | null | undefined;

export interface Table<Column extends string> {
  table: SampleTable;
  add(row: Partial<Record<Column, Cell>>): void;
}

/** Numbers become text, true and false become 1 and 0, what is missing stays null. */
export function tableOf<Column extends string>(entity: string, columns: readonly Column[]): Table<Column> {
  const rows: (string | null)[][] = [];
  return {
    table: { entity, columns: [...columns], rows },
    add: (row) => {
      rows.push(columns.map((column) => asText(row[column])));
    },
  };
}

function asText(cell: Cell): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return String(cell);
}
