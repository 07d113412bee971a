/** Sparse rows: texts by terms, most of them empty. */

/** Compressed rows. Entries of row i are at offset[i] to offset[i + 1]; columns rise within a row. */
export interface SparseRows {
  rows: number;
  columns: number;
  offset: Int32Array;
  column: Int32Array;
  value: Float32Array;
}

/** Collects rows one after the other; a column named twice in a row is summed. */
export function rowBuilder() {
  let offset = new Int32Array(1024);
  let column = new Int32Array(4096);
  let value = new Float32Array(4096);
  let rows = 0;
  let used = 0;
  let columns = 0;
  return {
    /** @param entries column -> value; zeros are left out */
    add(entries: ReadonlyMap<number, number>): void {
      if (rows + 2 > offset.length) offset = grown(offset, Int32Array);
      while (used + entries.size > column.length) {
        column = grown(column, Int32Array);
        value = grown(value, Float32Array);
      }
      for (const c of [...entries.keys()].sort((a, b) => a - b)) {
        const v = entries.get(c)!;
        if (v === 0) continue;
        column[used] = c;
        value[used++] = v;
        if (c >= columns) columns = c + 1;
      }
      offset[++rows] = used;
    },
    /** @param width columns of the matrix, at least as many as were named; default: as many */
    done: (width = columns): SparseRows => ({
      rows,
      columns: Math.max(width, columns),
      offset: offset.slice(0, rows + 1),
      column: column.slice(0, used),
      value: value.slice(0, used),
    }),
  };
}

function grown<T extends Int32Array | Float32Array>(old: T, Make: new (n: number) => T): T {
  const larger = new Make(old.length * 2);
  larger.set(old);
  return larger;
}

/** Some rows of a matrix, in the order given; the columns stay. */
export function pickRows(x: SparseRows, which: ArrayLike<number>): SparseRows {
  const offset = new Int32Array(which.length + 1);
  for (let i = 0; i < which.length; i++) offset[i + 1] = offset[i]! + x.offset[which[i]! + 1]! - x.offset[which[i]!]!;
  const column = new Int32Array(offset[which.length]!);
  const value = new Float32Array(offset[which.length]!);
  for (let i = 0; i < which.length; i++) {
    column.set(x.column.subarray(x.offset[which[i]!]!, x.offset[which[i]! + 1]!), offset[i]!);
    value.set(x.value.subarray(x.offset[which[i]!]!, x.offset[which[i]! + 1]!), offset[i]!);
  }
  return { rows: which.length, columns: x.columns, offset, column, value };
}

/** Rows that hold a column, per column. */
export function documentFrequency({ columns, column }: SparseRows): Int32Array {
  const df = new Int32Array(columns);
  for (const c of column) df[c]!++;
  return df;
}
