/** Whether two answers go together: a table of counts against what would stand there if they did not. */
import type { Random } from '../../base/random.ts';
import { holm } from '../compare/adjust.ts';
import { twoSidedP } from '../compare/normal.ts';
import { fisher } from '../compare/proportions.ts';
import { chiSquareSurvival } from '../numeric/distributions.ts';

export type TableTest = 'chi-square' | 'fisher' | 'permutation';

export interface TableResult {
  rows: number;
  columns: number;
  /** Row-major: what would be expected with no relation. */
  expected: Float64Array;
  /** Row-major: adjusted standardised residuals, in standard deviations; 0 where a whole row or column is empty or everything. */
  residual: Float64Array;
  /** Row-major: p of each residual, corrected over the cells (Holm). */
  cellP: Float64Array;
  n: number;
  chiSquare: number;
  df: number;
  p: number;
  test: TableTest;
  /** 0 = no relation, 1 = one decides the other. */
  cramersV: number;
  /** Random tables drawn; 0 unless the test is `permutation`. */
  draws: number;
}

/** Cochran 1954: the chi-square test is trusted when no expected count is below 1 and at most a fifth are below 5. */
const SMALL = 5;
const SMALL_SHARE = 0.2;
const MOST_DRAWS = 9_999;
const LEAST_DRAWS = 999;
/** Shuffled entries at most: 10 million take about half a second. */
const MOST_SHUFFLED = 10_000_000;

/** Tests whether rows and columns are independent. Method: Pearson's chi-square; where expected counts are small (Cochran's rule) Fisher's exact test for two
 *  by two, else the permutation test of chi-square with both margins fixed. Effect: Cramér's V. Cells: adjusted residuals (Haberman 1973), two-sided
 *  normal p, Holm over all cells. Empty rows and columns take no part. Do not trust it when a person stands in several cells.
 *  @param counts row-major, rows × columns, whole numbers >= 0; not modified
 *  @param rng    for the permutation test
 *  @returns null when fewer than two rows or columns are filled.   Cost: the table; permutation: n × up to 9,999. */
export function crossTab(counts: ArrayLike<number>, rows: number, columns: number, rng: Random): TableResult | null {
  const rowSum = new Float64Array(rows);
  const columnSum = new Float64Array(columns);
  let n = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const count = counts[r * columns + c]!;
      rowSum[r]! += count;
      columnSum[c]! += count;
      n += count;
    }
  }
  const usedRows = filled(rowSum);
  const usedColumns = filled(columnSum);
  if (usedRows.length < 2 || usedColumns.length < 2) return null;

  const expected = new Float64Array(rows * columns);
  const residual = new Float64Array(rows * columns);
  const cells: number[] = [];
  let few = 0;
  let least = Infinity;
  for (const r of usedRows) {
    for (const c of usedColumns) {
      const at = r * columns + c;
      const e = (rowSum[r]! * columnSum[c]!) / n;
      expected[at] = e;
      residual[at] = (counts[at]! - e) / Math.sqrt(e * (1 - rowSum[r]! / n) * (1 - columnSum[c]! / n));
      cells.push(at);
      least = Math.min(least, e);
      if (e < SMALL) few++;
    }
  }
  const chiSquare = chiOf(counts, expected, cells);
  const df = (usedRows.length - 1) * (usedColumns.length - 1);
  const cramersV = Math.sqrt(chiSquare / (n * Math.min(usedRows.length - 1, usedColumns.length - 1)));
  const cellP = new Float64Array(rows * columns).fill(1);
  holm(cells.map((at) => twoSidedP(residual[at]!))).forEach((p, i) => {
    cellP[cells[i]!] = p;
  });

  const base = { rows, columns, expected, residual, cellP, n, chiSquare, df, cramersV: Math.min(1, cramersV) };
  if (least >= 1 && few <= cells.length * SMALL_SHARE)
    return { ...base, p: chiSquareSurvival(chiSquare, df), test: 'chi-square', draws: 0 };
  if (usedRows.length === 2 && usedColumns.length === 2) {
    const [r, other] = usedRows as [number, number];
    const c = usedColumns[0]!;
    return {
      ...base,
      p: fisher(counts[r * columns + c]!, rowSum[r]!, counts[other * columns + c]!, rowSum[other]!),
      test: 'fisher',
      draws: 0,
    };
  }
  const draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(MOST_SHUFFLED / n)));
  return { ...base, p: permuted(rowSum, columnSum, expected, cells, columns, chiSquare, draws, rng), test: 'permutation', draws };
}

const filled = (sums: Float64Array): number[] => Array.from(sums.keys()).filter((i) => sums[i]! > 0);

function chiOf(counts: ArrayLike<number>, expected: Float64Array, cells: readonly number[]): number {
  let sum = 0;
  for (const at of cells) sum += (counts[at]! - expected[at]!) ** 2 / expected[at]!;
  return sum;
}

/** Rounding leaves tables that are equally far from expectation a hair apart. */
const SAME = 1 - 1e-9;

/** Share of random tables with the same margins that are at least as far from expectation; the table seen is one of them. */
function permuted(
  rowSum: Float64Array,
  columnSum: Float64Array,
  expected: Float64Array,
  cells: readonly number[],
  columns: number,
  seen: number,
  draws: number,
  rng: Random,
): number {
  const people: number[] = [];
  columnSum.forEach((count, c) => {
    for (let i = 0; i < count; i++) people.push(c);
  });
  const counts = new Float64Array(rowSum.length * columns);
  let far = 1;
  for (let draw = 0; draw < draws; draw++) {
    rng.shuffleInPlace(people);
    counts.fill(0);
    let at = 0;
    rowSum.forEach((count, r) => {
      for (const end = at + count; at < end; at++) counts[r * columns + people[at]!]!++;
    });
    if (chiOf(counts, expected, cells) >= seen * SAME) far++;
  }
  return far / (draws + 1);
}
