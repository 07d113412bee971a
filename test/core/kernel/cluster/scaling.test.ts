import { expect, test } from 'vitest';
import { columnScale, quantileOfSorted, scaleColumns, scaleValue } from '../../../../core/kernel/cluster/scaling.ts';

const column = (...values: number[]) => Float64Array.from(values);

test('quantiles are linear between ranks, as in NumPy', () => {
  expect(quantileOfSorted(column(1, 2, 4, 8), 0.5)).toBe(3);
  expect(quantileOfSorted(column(1, 2, 4, 8), 0.25)).toBe(1.75);
  expect(quantileOfSorted(column(7), 0.9)).toBe(7);
  expect(quantileOfSorted(column(), 0.5)).toBeNaN();
});

test('a column is less its median, over its interquartile range in units of a normal', () => {
  const scale = columnScale(column(10, 20, 30, 40, 50), false);
  expect(scale).toMatchObject({ centre: 30, missing: 0, log: false });
  expect(scale.spread).toBeCloseTo(20 / 1.3489795, 7);
});

test('where half of the values are the same the standard deviation takes over, and 1 where all are', () => {
  const mostlyZero = columnScale(column(0, 0, 0, 0, 0, 0, 0, 0, 0, 10), false);
  expect(mostlyZero).toMatchObject({ centre: 0, spread: 3 });
  expect(columnScale(column(4, 4, 4), false)).toMatchObject({ centre: 4, spread: 1 });
  expect(columnScale(column(NaN, NaN), false)).toEqual({ log: false, centre: 0, spread: 1, missing: 2 });
});

test('a missing value becomes the median and is counted; an outlier is cut at 5', () => {
  const values = column(1, 2, NaN, 3, 1e6);
  const scale = columnScale(values, false);
  expect(scale.missing).toBe(1);
  const points = scaleColumns([values, column(0, 0, 0, 0, 0)], [scale, columnScale(column(0), false)], 5);
  expect(points[4]).toBe(0);
  expect(points[8]).toBe(5);
  expect([1, 3, 5, 7, 9].map((at) => points[at])).toEqual([0, 0, 0, 0, 0]);
  expect(values[2]).toBeNaN();
});

test('counts are compared by ratio after log(1 + x)', () => {
  const scale = { log: true, centre: 0, spread: 1, missing: 0 };
  expect(scaleValue(0, scale)).toBe(0);
  expect(scaleValue(Math.E - 1, scale)).toBeCloseTo(1, 12);
  expect(scaleValue(-(Math.E - 1), scale)).toBeCloseTo(-1, 12);
});

test('the unit of a column does not matter', () => {
  const values = column(3, 1, 4, 1, 5, 9, 2, 6);
  const cents = values.map((v) => v * 100 + 7);
  const one = scaleColumns([values], [columnScale(values, false)], 8);
  const two = scaleColumns([cents], [columnScale(cents, false)], 8);
  for (let i = 0; i < 8; i++) expect(two[i]).toBeCloseTo(one[i]!, 6);
});
