/** Tables made in memory, such as the sample community, read like files. */
import type { OpenedFile, RowBatch } from './reader.ts';

export interface MemoryTable {
  name: string;
  columns: string[];
  rows: (string | null)[][];
}

const BATCH = 10_000;

export function memoryTables(tables: MemoryTable[]): OpenedFile[] {
  return tables.map((table) => {
    let at = 0;
    return {
      path: '',
      name: table.name,
      kind: 'csv',
      bytes: table.rows.length,
      encoding: null,
      encodings: [],
      delimiter: null,
      tables: [{ name: table.name, columns: table.columns, rows: table.rows.length }],
      async *batches() {
        for (at = 0; at < table.rows.length; at += BATCH) {
          const from = at;
          const batch: RowBatch = {
            count: Math.min(BATCH, table.rows.length - from),
            fileRow: (row) => from + row + 2,
            cell: (row, column) => table.rows[from + row]![column] ?? null,
          };
          yield batch;
        }
      },
      position: () => at,
      close() {},
    };
  });
}
