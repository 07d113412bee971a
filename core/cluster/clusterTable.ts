import { InputError } from '../base/errors.ts';
import { kmeans } from '../kernel/cluster/kmeans.ts';
import { settle } from '../kernel/cluster/settle.ts';

export interface TableInput {
  columns: { name: string; values: ArrayLike<string | number | null> }[];
  k: number;
  seed?: number;
}

export interface TableClusters {
  kind: 'clusters';
  method: string;
  /** Column names, the order of the numbers of a centre. */
  columns: string[];
  /** Shape (rows,), 0..k-1; cluster 0 is the largest. */
  labels: Int32Array;
  centres: number[][];
  sizes: number[];
  /** Sum of squared distances to the own centre, in the units of the table, float64. */
  inertia: number;
  /** Steps of the start that won. */
  iterations: number;
  starts: number;
  seed: number;
}

/** Starts, within bounds, so that small tables get many: the best of more starts is better. */
const MOST_STARTS = 100;
const LEAST_STARTS = 10;
const WORK = 4e8;
/** Of the starts, so many of the best are run to rest in float64. */
const FINISHED = 3;

/** Groups the rows of any table of numbers: plain k-means on the values as they are, without scaling, so a column in a larger unit counts for more.
 *  The search runs in float32 on centred values, the last steps and the inertia in float64 on the values themselves.
 *  @param input.columns numbers, or text that is one; at least one column and one row
 *  @param input.k 1..rows
 *  @returns see `TableClusters`; the same seed gives the same answer
 *  @throws bad-file: a cell that is empty or no number, with row (1 = first below the header) and column; columns of unequal length.
 *          bad-option: k outside 1..rows */
export function clusterTable(input: TableInput): TableClusters {
  const { columns, k, seed = 1 } = input;
  const dims = columns.length;
  const rows = columns[0]?.values.length ?? 0;
  if (dims === 0 || rows === 0) {
    throw new InputError('bad-file', 'A table with at least one column and one row of numbers was expected, got none.', {
      columns: dims,
      rows,
    });
  }
  if (!(Number.isInteger(k) && k >= 1 && k <= rows)) {
    throw new InputError(
      'bad-option',
      `Clusters should be 1 to ${rows}, the rows of the table, got ${k}. Choose a number in between.`,
      {
        k,
        rows,
      },
    );
  }
  const values = readNumbers(columns, rows);
  const starts = Math.max(LEAST_STARTS, Math.min(MOST_STARTS, Math.floor(WORK / (rows * dims * k))));
  const { points, shift, scale } = centred(values, rows, dims);
  const search = kmeans(points, { rows, dims, k, seed, starts, tolerance: 0, keep: FINISHED });
  let best: ReturnType<typeof settle> | null = null;
  let iterations = 0;
  for (const start of search.best) {
    const centres = start.centres.map((c, at) => c / scale + shift[at % dims]!);
    const settled = settle(values, rows, dims, k, centres);
    if (best !== null && settled.inertia >= best.inertia) continue;
    best = settled;
    iterations = start.iterations + settled.iterations;
  }
  const { labels, centres, inertia } = best!;
  const counts = new Int32Array(k);
  for (const label of labels) counts[label]!++;
  const order = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const place = new Int32Array(k);
  order.forEach((old, now) => {
    place[old] = now;
  });
  return {
    kind: 'clusters',
    method: 'kmeans-table/1',
    columns: columns.map((c) => c.name),
    labels: labels.map((label) => place[label]!),
    centres: order.map((old) => [...centres.subarray(old * dims, (old + 1) * dims)]),
    sizes: order.map((old) => counts[old]!),
    inertia,
    iterations,
    starts,
    seed,
  };
}

/** Row-major float64. */
function readNumbers(columns: TableInput['columns'], rows: number): Float64Array {
  const dims = columns.length;
  const values = new Float64Array(rows * dims);
  columns.forEach(({ name, values: cells }, a) => {
    if (cells.length !== rows) {
      throw new InputError('bad-file', `Column "${name}" should have ${rows} rows as the first has, got ${cells.length}.`, {
        column: name,
        rows: cells.length,
      });
    }
    for (let i = 0; i < rows; i++) {
      const cell = cells[i]!;
      const number = typeof cell === 'number' ? cell : cell === null || cell.trim() === '' ? NaN : Number(cell);
      if (!Number.isFinite(number)) {
        const shown = cell === null || cell === '' ? 'an empty cell' : `"${cell}"`;
        throw new InputError(
          'bad-file',
          `A number was expected in row ${i + 1}, column "${name}", got ${shown}. Fill it in or remove the row.`,
          {
            row: i + 1,
            column: name,
            value: cell === null ? null : String(cell),
          },
        );
      }
      values[i * dims + a] = number;
    }
  });
  return values;
}

/** Float32 copy around 0 and within ±1, so that large numbers (times, ids) keep their digits and squares do not overflow. One scale for all. */
function centred(values: Float64Array, rows: number, dims: number): { points: Float32Array; shift: Float64Array; scale: number } {
  const shift = new Float64Array(dims);
  for (let at = 0; at < values.length; at++) shift[at % dims]! += values[at]! / rows;
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]! - shift[at % dims]!));
  const scale = largest > 0 ? 1 / largest : 1;
  const points = Float32Array.from(values, (v, at) => (v - shift[at % dims]!) * scale);
  return { points, shift, scale };
}
