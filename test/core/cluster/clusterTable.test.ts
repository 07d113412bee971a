import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { clusterTable } from '../../../core/cluster/index.ts';
import { TWELVE } from '../kernel/cluster/points.ts';

const tableOf = (rows: readonly (readonly (number | string | null)[])[]) =>
  rows[0]!.map((_, a) => ({ name: 'xyzuvw'[a]!, values: rows.map((row) => row[a]!) }));

describe('any table of numbers', () => {
  // Python, scikit-learn 1.2.1: KMeans(k, n_init=50, random_state=0, tol=0).fit(x)
  test.each([
    [2, 157.45125000000002],
    [3, 23.544999999999998],
    [4, 12.4825],
  ])('has the inertia of scikit-learn for k = %i', (k, inertia) => {
    expect(clusterTable({ columns: tableOf(TWELVE), k }).inertia).toBeCloseTo(inertia, 10);
  });

  test('is taken as it is: no scaling, largest cluster first', () => {
    const { labels, centres, sizes, columns } = clusterTable({ columns: tableOf(TWELVE), k: 3 });
    expect(columns).toEqual(['x', 'y', 'z']);
    expect(sizes).toEqual([4, 4, 4]);
    expect(centres[labels[0]!]![0]).toBe(1.375);
    expect([...labels]).toEqual([0, 0, 1, 1, 0, 1, 2, 2, 2, 0, 1, 2].map((group) => labels[[0, 2, 6][group]!]));
  });

  test('text that is a number will do', () => {
    const asText = TWELVE.map((row) => row.map((v) => ` ${v}e0 `));
    expect(clusterTable({ columns: tableOf(asText), k: 3 })).toEqual(clusterTable({ columns: tableOf(TWELVE), k: 3 }));
  });

  test('one cluster is the mean; as many as rows leave nothing; more are refused', () => {
    const one = clusterTable({ columns: tableOf(TWELVE), k: 1 });
    expect(one.centres[0]![1]).toBeCloseTo(TWELVE.reduce((sum, row) => sum + row[1]!, 0) / 12, 12);
    expect(clusterTable({ columns: tableOf(TWELVE), k: 12 }).inertia).toBe(0);
    expect(() => clusterTable({ columns: tableOf(TWELVE), k: 13 })).toThrow('Clusters should be 1 to 12');
    expect(() => clusterTable({ columns: tableOf(TWELVE), k: 0 })).toThrow('got 0');
  });

  test('identical rows are one cluster, the others empty', () => {
    const { sizes, inertia } = clusterTable({ columns: tableOf([[5], [5], [5]]), k: 2 });
    expect(sizes).toEqual([3, 0]);
    expect(inertia).toBe(0);
  });

  test('large numbers keep their digits: a shift by a billion changes nothing', () => {
    const rng = seeded(6);
    const rows = Array.from({ length: 300 }, (_, i) => [rng.normal() + (i % 3) * 4, rng.normal()]);
    const here = clusterTable({ columns: tableOf(rows), k: 3 });
    const there = clusterTable({ columns: tableOf(rows.map((row) => row.map((v) => v + 2 ** 30))), k: 3 });
    expect(there.labels).toEqual(here.labels);
    expect(Math.abs(there.inertia / here.inertia - 1)).toBeLessThan(1e-6);
    const huge = clusterTable({ columns: tableOf(rows.map((row) => row.map((v) => v * 1e30))), k: 3 });
    expect(huge.labels).toEqual(here.labels);
    expect(huge.inertia / here.inertia / 1e60).toBeCloseTo(1, 9);
  });

  test('a column in a larger unit counts for more', () => {
    const rows = [
      [0, 0],
      [0, 9],
      [1, 0],
      [1, 9],
    ];
    const labels = (scale: number) => [
      ...clusterTable({ columns: tableOf(rows.map(([a, b]) => [a! * scale, b!])), k: 2 }).labels,
    ];
    expect(labels(1)[0]).toBe(labels(1)[2]);
    expect(labels(1000)[0]).toBe(labels(1000)[1]);
  });

  test('the same seed gives the same answer; the columns stay as they were', () => {
    const columns = tableOf(TWELVE);
    const before = structuredClone(columns);
    expect(clusterTable({ columns, k: 4, seed: 5 })).toEqual(clusterTable({ columns, k: 4, seed: 5 }));
    expect(columns).toEqual(before);
  });
});

describe('a cell that is no number', () => {
  test.each([
    ['', 'an empty cell'],
    [null, 'an empty cell'],
    ['n/a', '"n/a"'],
    ['NaN', '"NaN"'],
    ['1,5', '"1,5"'],
    [Infinity, '"Infinity"'],
  ])('%j is named with its row and column', (cell, shown) => {
    const rows: (number | string | null)[][] = TWELVE.map((row) => [...row]);
    rows[6]![1] = cell;
    let error: unknown;
    try {
      clusterTable({ columns: tableOf(rows), k: 2 });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'InputError', code: 'bad-file', data: { row: 7, column: 'y' } });
    expect((error as Error).message).toContain(`row 7, column "y", got ${shown}`);
  });

  test('a table without rows or with columns of unequal length is refused', () => {
    expect(() => clusterTable({ columns: [], k: 1 })).toThrow('got none');
    expect(() => clusterTable({ columns: [{ name: 'x', values: [] }], k: 1 })).toThrow('got none');
    const uneven = [
      { name: 'x', values: [1, 2] },
      { name: 'y', values: [1] },
    ];
    expect(() => clusterTable({ columns: uneven, k: 1 })).toThrow('Column "y" should have 2 rows');
  });
});
