/** Batches of cells that are strings already, for the readers that make them. The batch and its cells are reused. */
import type { RowBatch } from './reader.ts';

export const TEXT_BATCH_ROWS = 2048;

export interface TextBatch extends RowBatch {
  /** Row-major, `width` cells a row; cleared to null. */
  cells: (string | null)[];
  rowNumbers: Int32Array;
  /** Starts the next row, to be filled at `cells[result + column]`. */
  open(fileRow: number): number;
  isFull(): boolean;
  clear(): void;
}

export function textBatch(width: number, rows = TEXT_BATCH_ROWS): TextBatch {
  const capacity = Math.max(1, Math.min(rows, Math.floor((1 << 18) / Math.max(1, width))));
  const cells = new Array<string | null>(capacity * width).fill(null);
  const rowNumbers = new Int32Array(capacity);
  const batch: TextBatch = {
    count: 0,
    cells,
    rowNumbers,
    fileRow: (row) => rowNumbers[row]!,
    cell: (row, column) => cells[row * width + column] ?? null,
    open(fileRow) {
      rowNumbers[batch.count] = fileRow;
      return batch.count++ * width;
    },
    isFull: () => batch.count === capacity,
    clear() {
      cells.fill(null, 0, batch.count * width);
      batch.count = 0;
    },
  };
  return batch;
}
