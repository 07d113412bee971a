/** A file may be streamed more than once (a preview, then the import): what was reported in one pass is not counted again. */
import type { IssueCode, IssueLog } from '../issues.ts';

export interface PassLog {
  /** For issues known by the row they are in; rows come in order. */
  byRow(table: string): (code: IssueCode, row: number, sample?: string) => void;
  /** For issues known by how far the file was read. */
  at(position: () => number): IssueLog;
}

export function issuesOnce(issues: IssueLog): () => PassLog {
  const rowsDone = new Map<string, number>();
  let bytesDone = 0;
  return () => {
    const bytesBefore = bytesDone;
    const rowsBefore = new Map(rowsDone);
    return {
      byRow: (table) => (code, row, sample) => {
        if (row <= (rowsBefore.get(table) ?? 0)) return;
        rowsDone.set(table, Math.max(row, rowsDone.get(table) ?? 0));
        issues.add(code, sample === undefined ? { table, row } : { table, row, sample });
      },
      at: (position) => ({
        add(code, place, count) {
          if (position() <= bytesBefore) return;
          bytesDone = Math.max(bytesDone, position());
          issues.add(code, place, count);
        },
        list: () => issues.list(),
      }),
    };
  };
}
