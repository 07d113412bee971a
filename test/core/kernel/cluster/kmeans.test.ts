import { kmeans as mlKmeans } from 'ml-kmeans';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { adjustedRand } from '../../../../core/kernel/cluster/agreement.ts';
import { assignToCentres, kmeans } from '../../../../core/kernel/cluster/kmeans.ts';
import { settle } from '../../../../core/kernel/cluster/settle.ts';
import { blobs, flat, nested, TWELVE } from './points.ts';

const twelve = { rows: 12, dims: 3, seed: 1, tolerance: 0 };

describe('k-means by hand', () => {
  test('two pairs on a line: centres at the middles, inertia the sum of the squared halves', () => {
    const fit = kmeans(Float32Array.of(0, 2, 10, 14), { rows: 4, dims: 1, k: 2, seed: 1 });
    expect([...fit.centres].sort((a, b) => a - b)).toEqual([1, 12]);
    expect(fit.inertia).toBe(1 + 1 + 4 + 4);
    expect(fit.labels[0]).toBe(fit.labels[1]);
    expect(fit.labels[2]).toBe(fit.labels[3]);
    expect([...fit.sizes]).toEqual([2, 2]);
  });

  test('one group: the mean, and the whole sum of squares', () => {
    const fit = kmeans(Float32Array.of(1, 2, 3, 4, 5, 9), { rows: 3, dims: 2, k: 1, seed: 1 });
    expect([...fit.centres]).toEqual([3, 5]);
    expect(fit.inertia).toBe(4 + 0 + 4 + 9 + 1 + 16);
    expect([...fit.labels]).toEqual([0, 0, 0]);
  });

  test('as many groups as rows: every row its own, inertia 0', () => {
    const fit = kmeans(flat(TWELVE), { ...twelve, k: 12 });
    expect(new Set(fit.labels).size).toBe(12);
    expect(fit.inertia).toBeCloseTo(0, 10);
  });

  test('a row half way between two centres goes to the first', () => {
    expect([...assignToCentres(Float32Array.of(0, 1, 2), { rows: 3, dims: 1, k: 2 }, Float64Array.of(0, 2))]).toEqual([0, 0, 1]);
    expect([...assignToCentres(Float32Array.of(0, 1, 2), { rows: 3, dims: 1, k: 2 }, Float64Array.of(2, 0))]).toEqual([1, 0, 0]);
  });

  test('a group that starts empty takes the farthest row', () => {
    const init = Float64Array.of(0, 1000);
    const fit = kmeans(Float32Array.of(-1, 0, 1, 50), { rows: 4, dims: 1, k: 2, seed: 1, init });
    expect([...fit.labels]).toEqual([0, 0, 0, 1]);
    expect([...fit.centres]).toEqual([0, 50]);
    expect([...init]).toEqual([0, 1000]);
  });

  test('identical rows: finite answer, inertia 0, the groups beyond the first stay empty', () => {
    const fit = kmeans(new Float32Array(20).fill(3), { rows: 10, dims: 2, k: 3, seed: 1 });
    expect(fit.inertia).toBe(0);
    expect([...fit.sizes]).toEqual([10, 0, 0]);
    expect([...fit.centres].every(Number.isFinite)).toBe(true);
  });
});

describe('k-means against other tools', () => {
  // Python, scikit-learn 1.2.1: KMeans(k, n_init=50, random_state=0, tol=0).fit(x).inertia_
  test.each([
    [2, 157.45125],
    [3, 23.545],
    [4, 12.4825],
  ])('finds the optimum of scikit-learn for k = %i', (k, inertia) => {
    expect(kmeans(flat(TWELVE), { ...twelve, k, starts: 20 }).inertia).toBeCloseTo(inertia, 4);
  });

  test('from the same centres it takes the way of scikit-learn', () => {
    // KMeans(3, init=x[[0, 2, 6]], n_init=1, tol=0, algorithm='lloyd')
    const init = Float64Array.from([0, 2, 6].flatMap((i) => TWELVE[i]!));
    const fit = kmeans(flat(TWELVE), { ...twelve, k: 3, init });
    expect([...fit.labels]).toEqual([0, 0, 1, 1, 0, 1, 2, 2, 2, 0, 1, 2]);
    const centres = [1.375, 1.35, 0.15, 7.625, 9.125, 0.625, 9.125, 2.375, 5];
    for (const [at, centre] of centres.entries()) expect(fit.centres[at]).toBeCloseTo(centre, 6);
  });

  test('from the same centres it comes to the groups and the inertia of ml-kmeans', () => {
    for (const [rows, dims, k, seed] of [
      [300, 2, 3, 1],
      [1000, 5, 6, 2],
      [500, 16, 8, 3],
      [800, 3, 12, 4],
    ] as const) {
      const { points } = blobs(rows, dims, k, 2, seed);
      const rng = seeded(seed);
      const init = Array.from({ length: k }, () => [...points.subarray(dims * rng.below(rows)).subarray(0, dims)]);
      const theirs = mlKmeans(nested(points, rows, dims), k, { initialization: init, tolerance: 0, maxIterations: 500 });
      const ours = kmeans(points, {
        rows,
        dims,
        k,
        seed,
        init: Float64Array.from(init.flat()),
        tolerance: 0,
        maxIterations: 500,
      });
      expect([...ours.labels]).toEqual(theirs.clusters);
      let inertia = 0;
      for (let i = 0; i < rows; i++) {
        for (let a = 0; a < dims; a++) inertia += (points[i * dims + a]! - theirs.centroids[theirs.clusters[i]!]![a]!) ** 2;
      }
      expect(Math.abs(ours.inertia / inertia - 1)).toBeLessThan(1e-9);
    }
  });

  test('many starts are at least as good as ml-kmeans with k-means++', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { points } = blobs(400, 4, 9, 2, seed);
      const ours = kmeans(points, { rows: 400, dims: 4, k: 9, seed, tolerance: 0 });
      const theirs = mlKmeans(nested(points, 400, 4), 9, { seed, tolerance: 0, maxIterations: 500 });
      const inertia = theirs.computeInformation(nested(points, 400, 4)).reduce((sum, c) => sum + c.error * c.size, 0);
      expect(ours.inertia).toBeLessThanOrEqual(inertia * (1 + 1e-6));
    }
  });
});

describe('k-means always', () => {
  const { points, truth } = blobs(600, 5, 4, 6, 7);
  const shape = { rows: 600, dims: 5, k: 4, seed: 9 };

  test('finds groups that lie far apart', () => {
    expect(adjustedRand(kmeans(points, shape).labels, truth)).toBe(1);
  });

  test('the same seed gives the same bits, also after other fits; inputs stay as they were', () => {
    const before = points.slice();
    const first = kmeans(points, shape);
    kmeans(blobs(5000, 20, 3, 1, 1).points, { rows: 5000, dims: 20, k: 11, seed: 2, starts: 2 });
    expect(kmeans(points, shape)).toEqual(first);
    expect(structuredClone(first)).toEqual(first);
    expect(points).toEqual(before);
  });

  test('centres are the means of their rows, and the inertia is theirs', () => {
    const fit = kmeans(points, { ...shape, tolerance: 0, k: 7 });
    const sums = new Float64Array(7 * 5);
    for (let i = 0; i < 600; i++) for (let a = 0; a < 5; a++) sums[fit.labels[i]! * 5 + a]! += points[i * 5 + a]!;
    for (let at = 0; at < 35; at++) expect(fit.centres[at]).toBeCloseTo(sums[at]! / fit.sizes[Math.floor(at / 5)]!, 9);
    expect(fit.sizes.reduce((a, b) => a + b)).toBe(600);
    expect(fit.inertia).toBe(Math.min(...fit.tried));
  });

  test('labels are those of the centres that are given back, also when the steps run out', () => {
    for (const maxIterations of [1, 2, 5]) {
      const fit = kmeans(points, { ...shape, k: 9, maxIterations, starts: 1 });
      expect(fit.iterations).toBeLessThanOrEqual(maxIterations);
      expect(fit.labels).toEqual(assignToCentres(points, { rows: 600, dims: 5, k: 9 }, fit.centres));
    }
  });

  test('the order of the rows does not matter, up to the numbers of the groups', () => {
    const order = seeded(5).shuffleInPlace(Array.from({ length: 600 }, (_, i) => i));
    const mixed = flat(order.map((i) => [...points.subarray(i * 5, i * 5 + 5)]));
    const labels = kmeans(mixed, shape).labels;
    const own = kmeans(points, shape).labels;
    expect(
      adjustedRand(
        labels,
        Int32Array.from(order, (i) => own[i]!),
      ),
    ).toBe(1);
  });

  test('every row twice: the same groups, twice the inertia', () => {
    const twice = new Float32Array(points.length * 2);
    twice.set(points);
    twice.set(points, points.length);
    const [one, two] = [kmeans(points, shape), kmeans(twice, { ...shape, rows: 1200 })];
    expect(two.inertia / one.inertia).toBeCloseTo(2, 6);
    expect(two.labels.slice(0, 600)).toEqual(two.labels.slice(600));
  });

  test('twice the unit: the same groups, four times the inertia, to the bit', () => {
    const doubled = points.map((v) => v * 2);
    const [one, two] = [kmeans(points, shape), kmeans(doubled, shape)];
    expect(two.labels).toEqual(one.labels);
    expect(two.inertia).toBe(one.inertia * 4);
  });

  test('more starts are never worse', () => {
    const hard = blobs(500, 2, 12, 3, 3).points;
    let before = Infinity;
    for (const starts of [1, 3, 10, 30]) {
      const { inertia } = kmeans(hard, { rows: 500, dims: 2, k: 12, seed: 4, starts });
      expect(inertia).toBeLessThanOrEqual(before);
      before = inertia;
    }
  });

  test('float64 steps from a rested answer leave it where it is', () => {
    const fit = kmeans(points, { ...shape, tolerance: 0 });
    const settled = settle(Float64Array.from(points), 600, 5, 4, fit.centres);
    expect(settled.labels).toEqual(fit.labels);
    expect(settled.inertia).toBeCloseTo(fit.inertia, 8);
  });
});
