/** Any table of a file as text columns: for the statistics of the command line, which need no entities. */
import { InputError } from '../base/errors.ts';
import { issueLog } from './issues.ts';
import { openFile } from './readers/open.ts';

export interface TextTable {
  name: string;
  columns: { name: string; values: (string | null)[] }[];
  rows: number;
}

const MOST_CELLS = 50_000_000;

/** The first table of a CSV, JSON, XLSX or SQLite file. @throws InputError as the import does; too-large beyond 50 million cells. Memory: all cells. */
export async function readTextTable(path: string): Promise<TextTable> {
  const file = await openFile(path, { issues: issueLog(path) });
  try {
    const head = file.tables[0];
    if (!head)
      throw new InputError('bad-file', `A table with a header line was expected, but ${file.name} holds none.`, { path });
    const columns = head.columns.map((name) => ({ name, values: [] as (string | null)[] }));
    let rows = 0;
    for await (const batch of file.batches(head.name)) {
      for (let r = 0; r < batch.count; r++) for (let c = 0; c < columns.length; c++) columns[c]!.values.push(batch.cell(r, c));
      rows += batch.count;
      if (rows * columns.length > MOST_CELLS)
        throw new InputError('too-large', `${file.name} has more than ${MOST_CELLS} cells. Keep only the columns you need.`, {
          path,
        });
    }
    return { name: head.name, columns, rows };
  } finally {
    file.close();
  }
}
