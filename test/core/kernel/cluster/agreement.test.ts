import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { adjustedRand, bestPairs, crossCounts } from '../../../../core/kernel/cluster/agreement.ts';

const ints = (...values: number[]) => Int32Array.from(values);

describe('the adjusted Rand index', () => {
  test('is 1 for the same groups under other numbers', () => {
    expect(adjustedRand(ints(0, 0, 1, 1, 2), ints(2, 2, 0, 0, 1))).toBe(1);
  });

  test('agrees with scikit-learn', () => {
    // adjusted_rand_score
    expect(adjustedRand(ints(0, 0, 1, 1, 2, 2, 2), ints(0, 0, 1, 2, 2, 2, 1))).toBeCloseTo(0.2125, 12);
    expect(adjustedRand(ints(0, 0, 0, 1, 1, 1), ints(0, 1, 0, 1, 0, 1))).toBeCloseTo(-1 / 9, 12);
  });

  test('is symmetric, and 0 on average for groups that have nothing to do with each other', () => {
    const rng = seeded(1);
    let sum = 0;
    for (let run = 0; run < 200; run++) {
      const a = Int32Array.from({ length: 60 }, () => rng.below(4));
      const b = Int32Array.from({ length: 60 }, () => rng.below(3));
      expect(adjustedRand(a, b)).toBeCloseTo(adjustedRand(b, a), 12);
      sum += adjustedRand(a, b);
    }
    expect(Math.abs(sum / 200)).toBeLessThan(0.01);
  });

  test('is 1 when both put all rows in one group, 0 when only one does', () => {
    expect(adjustedRand(ints(0, 0, 0), ints(0, 0, 0))).toBe(1);
    expect(adjustedRand(ints(0, 0, 0, 0), ints(0, 0, 1, 1))).toBe(0);
    expect(adjustedRand(ints(0), ints(0))).toBe(1);
  });
});

describe('best pairs', () => {
  test('takes the larger sum where the largest score would spoil it', () => {
    expect([...bestPairs(Float64Array.of(10, 9, 9, 1), 2, 2)]).toEqual([1, 0]);
  });

  test('leaves a row alone when there are fewer columns, and a column when there are fewer rows', () => {
    expect([...bestPairs(Float64Array.of(1, 5, 3), 3, 1)]).toEqual([-1, 0, -1]);
    expect([...bestPairs(Float64Array.of(1, 5, 3), 1, 3)]).toEqual([1]);
    expect([...bestPairs(new Float64Array(0), 2, 0)]).toEqual([-1, -1]);
  });

  test('is as good as trying every order, for every shape up to 6', () => {
    for (let rows = 1; rows <= 6; rows++) {
      for (let columns = 1; columns <= 6; columns++) {
        const rng = seeded(rows * 10 + columns);
        const scores = Float64Array.from({ length: rows * columns }, () => Math.round(rng.unit() * 20) / 20 - 0.3);
        const pairs = bestPairs(scores, rows, columns);
        const used = [...pairs].filter((c) => c >= 0);
        expect(new Set(used).size).toBe(Math.min(rows, columns));
        const sum = [...pairs].reduce((total, c, r) => total + (c < 0 ? 0 : scores[r * columns + c]!), 0);
        expect(sum).toBeCloseTo(bestByTrying(scores, rows, columns), 10);
      }
    }
  });

  test('counts rows in both groups', () => {
    expect([...crossCounts(ints(0, 0, 1, 1), ints(1, 1, 1, 0), 2, 2)]).toEqual([0, 2, 1, 1]);
  });
});

/** All of the smaller side are paired. */
function bestByTrying(scores: Float64Array, rows: number, columns: number): number {
  const skips = Math.max(0, rows - columns);
  const go = (row: number, taken: number, skipped: number): number => {
    if (row === rows) return 0;
    let best = skipped < skips ? go(row + 1, taken, skipped + 1) : -Infinity;
    for (let c = 0; c < columns; c++) {
      if ((taken & (1 << c)) === 0) best = Math.max(best, scores[row * columns + c]! + go(row + 1, taken | (1 << c), skipped));
    }
    return best;
  };
  return go(0, 0, 0);
}
