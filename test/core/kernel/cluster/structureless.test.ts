import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { covariance } from '../../../../core/kernel/cluster/components.ts';
import { structureless } from '../../../../core/kernel/cluster/structureless.ts';
import { blobs } from './points.ts';

const columnOf = (points: Float32Array, rows: number, dims: number, a: number) =>
  Float32Array.from({ length: rows }, (_, i) => points[i * dims + a]!).sort();

function correlation(points: Float32Array, rows: number, dims: number): (a: number, b: number) => number {
  const { matrix } = covariance(points, rows, dims);
  return (a, b) => matrix[a * dims + b]! / Math.sqrt(matrix[a * dims + a]! * matrix[b * dims + b]!);
}

describe('structureless data', () => {
  const rows = 800;
  // A count with many zeros, its near copy, a skewed column, one of its own.
  const rng = seeded(2);
  const points = new Float32Array(rows * 4);
  for (let i = 0; i < rows; i++) {
    const busy = rng.normal();
    points[i * 4] = Math.max(0, Math.round(3 * busy));
    points[i * 4 + 1] = Math.max(0, Math.round(3 * (busy + 0.3 * rng.normal())));
    points[i * 4 + 2] = Math.exp(-busy + rng.normal());
    points[i * 4 + 3] = rng.unit();
  }
  const source = structureless(points, rows, 4, 1);

  test('holds exactly the values of every column', () => {
    for (const draw of [0, 1]) {
      const drawn = source.draw(draw);
      for (let a = 0; a < 4; a++) expect(columnOf(drawn, rows, 4, a)).toEqual(columnOf(points, rows, 4, a));
    }
  });

  test('keeps the correlations on average, in spite of zeros and skew', () => {
    const own = correlation(points, rows, 4);
    const drawn = Array.from({ length: 30 }, (_, draw) => correlation(source.draw(draw), rows, 4));
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < a; b++) {
        const mean = drawn.reduce((sum, of) => sum + of(a, b), 0) / drawn.length;
        expect(Math.abs(mean - own(a, b)), `columns ${a} and ${b}`).toBeLessThan(0.04);
      }
    }
  });

  test('gives other data for another draw, the same for the same', () => {
    expect(source.draw(3)).toEqual(structureless(points, rows, 4, 1).draw(3));
    expect(source.draw(3)).not.toEqual(source.draw(4));
  });

  test('breaks up groups: rows of the middle appear where there were none', () => {
    const { points: groups } = blobs(600, 2, 3, 6, 5);
    const drawn = structureless(groups, 600, 2, 1).draw(0);
    const pairs = (data: Float32Array) => new Set(Array.from({ length: 600 }, (_, i) => `${data[2 * i]},${data[2 * i + 1]}`));
    const old = pairs(groups);
    expect([...pairs(drawn)].filter((pair) => old.has(pair)).length).toBeLessThan(60);
  });

  test('a column that does not vary, and columns that are copies, do no harm', () => {
    const odd = new Float32Array(30 * 3);
    for (let i = 0; i < 30; i++) odd.set([7, i, i], i * 3);
    const drawn = structureless(odd, 30, 3, 1).draw(0);
    expect(drawn.every(Number.isFinite)).toBe(true);
    for (let i = 0; i < 30; i++) expect(drawn[i * 3]).toBe(7);
  });
});
