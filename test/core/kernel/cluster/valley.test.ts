import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { kmeans } from '../../../../core/kernel/cluster/kmeans.ts';
import { valleyDepth } from '../../../../core/kernel/cluster/valley.ts';

function depth(points: Float32Array, dims: number, k: number): number {
  const shape = { rows: points.length / dims, dims, k };
  const fit = kmeans(points, { ...shape, seed: 1 });
  return valleyDepth(points, fit.labels, fit.centres, shape);
}

const line = (rows: number, value: (i: number) => number) => Float32Array.from({ length: rows }, (_, i) => value(i));

describe('the valley between groups', () => {
  test('by hand: rows half way against rows at the ends', () => {
    // Centres 0 and 12: ends reach to 2, the middle is 4 to 8.
    const points = Float32Array.of(-1, 0, 1, 5, 7, 11, 12, 13);
    const labels = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const shape = { rows: 8, dims: 1, k: 2 };
    expect(valleyDepth(points, labels, Float64Array.of(0, 12), shape)).toBeCloseTo(2 / 3, 12);
    expect(
      valleyDepth(
        points.map((v) => (v > 4 && v < 8 ? v * 0 : v)),
        labels,
        Float64Array.of(0, 12),
        shape,
      ),
    ).toBe(0);
  });

  test('is about what normal groups give: 0.35 for 4 standard deviations, 0.7 for 3', () => {
    for (const [apart, expected] of [
      [4, 0.35],
      [3, 0.71],
    ] as const) {
      const rng = seeded(apart);
      expect(
        depth(
          line(20_000, (i) => (i % 2) * apart + rng.normal()),
          1,
          2,
        ),
      ).toBeCloseTo(expected, 1);
    }
  });

  test('a cloud that is cut has none: even, normal, skewed, bent', () => {
    const rng = seeded(2);
    for (const k of [2, 3, 5]) {
      expect(
        depth(
          line(3000, () => rng.unit()),
          1,
          k,
        ),
      ).toBeGreaterThan(0.85);
      expect(
        depth(
          line(3000, () => rng.normal()),
          1,
          k,
        ),
      ).toBeGreaterThan(1);
      expect(
        depth(
          line(3000, () => rng.exponential(1)),
          1,
          k,
        ),
      ).toBeGreaterThan(1);
      const bent = new Float32Array(6000);
      for (let i = 0; i < 3000; i++) {
        const t = 3 * rng.unit();
        bent.set([Math.cos(t) + 0.05 * rng.normal(), Math.sin(t) + 0.05 * rng.normal()], 2 * i);
      }
      expect(depth(bent, 2, k)).toBeGreaterThan(0.7);
    }
  });

  test('an empty group and equal centres do no harm', () => {
    const points = Float32Array.of(0, 0, 5, 5);
    expect(valleyDepth(points, Int32Array.of(0, 0, 1, 1), Float64Array.of(0, 5, 5), { rows: 4, dims: 1, k: 3 })).toBe(0);
  });
});
