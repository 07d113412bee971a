import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { benjaminiHochberg, holm } from '../../../../core/kernel/compare/adjust.ts';
import { normalCdf, twoSidedP } from '../../../../core/kernel/compare/normal.ts';
import { fisher, newcombe, shareP, shareRatio } from '../../../../core/kernel/compare/proportions.ts';
import { momentsOf, standardDifference, superiority } from '../../../../core/kernel/compare/superiority.ts';

const relative = (got: number, want: number) => Math.abs(got / want - 1);
const sorted = (values: number[]) => Float64Array.from(values).sort();

describe('normal', () => {
  // SciPy 1.17: stats.norm.cdf
  test.each([
    [-35, 1.1249107064724061e-268],
    [-20, 2.7536241186061556e-89],
    [-8, 6.22096057427174e-16],
    [-7.1, 6.237844463331586e-13],
    [-7.05, 8.94588955876991e-13],
    [-5.5, 1.898956246588768e-8],
    [-4.01, 3.0359373926618173e-5],
    [-3.99, 3.3036647629402356e-5],
    [-3, 0.0013498980316300933],
    [-1.959963984540054, 0.025],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [2.5, 0.9937903346742238],
    [7.5, 0.9999999999999681],
  ])('cdf(%d) is that of SciPy', (z, want) => {
    expect(relative(normalCdf(z), want)).toBeLessThan(1e-12);
  });
  test('p is 1 at 0 and for no number', () => {
    expect([twoSidedP(0), twoSidedP(Number.NaN), twoSidedP(Infinity)]).toEqual([1, 1, 0]);
  });
});

describe('shares', () => {
  // SciPy 1.17: stats.fisher_exact([[a, n - a], [b, m - b]])
  test.each([
    [3, 10, 9, 12, 0.0835573095635015],
    [0, 8, 5, 9, 0.029411764705882353],
    [1, 24, 15, 21, 3.18291354465032e-6],
    [10, 12, 0, 40, 4.1719278733190216e-9],
    [2, 1000, 9, 800, 0.014746672562126884],
    [7, 7, 3, 5, 0.15151515151515152],
  ])('Fisher of %d/%d and %d/%d is that of SciPy', (a, n, b, m, want) => {
    expect(relative(fisher(a, n, b, m), want)).toBeLessThan(1e-9);
    expect(relative(fisher(b, m, a, n), want)).toBeLessThan(1e-9);
    expect(relative(fisher(n - a, n, m - b, m), want)).toBeLessThan(1e-9);
  });
  // SciPy 1.17: 2 * stats.norm.sf(|z|), z of the pooled score test
  test.each([
    [40, 100, 30, 120, 0.01738442035206615],
    [500, 900, 300, 700, 4.666854809621064e-7],
    [90, 100, 80, 200, 1.7434584111664235e-16],
  ])('score test of %d/%d and %d/%d', (a, n, b, m, want) => {
    const { p, test: name } = shareP(a, n, b, m);
    expect([name, relative(p, want) < 1e-6]).toEqual(['score', true]);
  });
  test('small expected counts take the exact test; everybody alike gives p 1', () => {
    expect(shareP(1, 20, 6, 25).test).toBe('fisher');
    expect(shareP(0, 20, 0, 25).p).toBe(1);
    expect(shareP(20, 20, 25, 25).p).toBe(1);
  });
  test('Newcombe 1998, table II: 56/70 and 48/80; 9/10 and 3/10; 10/10 and 0/10', () => {
    const round = (x: [number, number]) => x.map((v) => Number(v.toFixed(4)));
    expect(round(newcombe(56, 70, 48, 80))).toEqual([0.0524, 0.3339]);
    expect(round(newcombe(9, 10, 3, 10))).toEqual([0.1705, 0.809]);
    expect(round(newcombe(10, 10, 0, 10))).toEqual([0.6075, 1]);
  });
  test('Katz: by hand, and open where the data gives no limit', () => {
    const { ratio, low, high } = shareRatio(15, 100, 30, 120)!;
    const half = 1.959963984540054 * Math.sqrt(1 / 15 - 1 / 100 + 1 / 30 - 1 / 120);
    expect(ratio).toBeCloseTo(0.6, 12);
    expect(low).toBeCloseTo(0.6 * Math.exp(-half), 12);
    expect(high).toBeCloseTo(0.6 * Math.exp(half), 12);
    expect(shareRatio(0, 10, 0, 10)).toBeNull();
    expect(shareRatio(0, 10, 5, 10)).toMatchObject({ ratio: 0, low: 0 });
    expect(shareRatio(0, 10, 5, 10)!.high).toBeGreaterThan(0.5);
    expect(shareRatio(5, 10, 0, 10)).toMatchObject({ ratio: null, high: null });
    expect(shareRatio(10, 10, 10, 10)!.low).toBeLessThan(1);
    expect(shareRatio(10, 10, 10, 10)!.high).toBeGreaterThan(1);
  });
});

describe('numbers', () => {
  const x = [1, 2, 0, -1, 0, -1, 1, 4, 0, 0, 2, 2, 1, -1, 1, 2, -2, 0, -3, -2, -3, 1, -2];
  const y = [1, 0, 0, -5, -1, 0, 0, -3, -1, -2, -2, 2, -2, 0, 2, -1, 0, 0, 0, -2, 0, 3, -3, 2, 0, -1, 4, 2, -2, 0, 1];
  // SciPy 1.17: stats.mannwhitneyu(x, y, method='asymptotic', use_continuity=False); statistic / (23 * 31)
  test('Mann-Whitney with many ties is that of SciPy', () => {
    const got = superiority(sorted(x), sorted(y));
    expect(got.probability).toBeCloseTo(0.5561009817671809, 12);
    expect(relative(got.p, 0.4758209150375269)).toBeLessThan(1e-12);
    expect(got.low).toBeLessThan(got.probability);
    expect(got.high).toBeGreaterThan(got.probability);
  });
  test('it is every pair compared, and swapping the groups mirrors it', () => {
    let wins = 0;
    for (const a of x) for (const b of y) wins += a > b ? 1 : a === b ? 0.5 : 0;
    const one = superiority(sorted(x), sorted(y));
    const other = superiority(sorted(y), sorted(x));
    expect(one.probability).toBeCloseTo(wins / (x.length * y.length), 12);
    expect(other.probability).toBeCloseTo(1 - one.probability, 12);
    expect(other.low).toBeCloseTo(1 - one.high, 9);
    expect(other.p).toBeCloseTo(one.p, 12);
  });
  test('groups apart keep an open end: 1 is not certain', () => {
    const { probability, low, high } = superiority(sorted([5, 6, 7, 8, 9]), sorted([0, 1, 2, 3, 4]));
    expect([probability, high]).toEqual([1, 1]);
    expect(low).toBeGreaterThan(0.5);
    expect(low).toBeLessThan(0.95);
    expect(superiority(sorted([3, 3]), sorted([3, 3, 3]))).toMatchObject({ probability: 0.5, p: 1 });
  });
  test('calibration: 95 of 100 intervals hold the truth, also for unlike groups', () => {
    const random = seeded(5);
    let held = 0;
    let alarms = 0;
    const runs = 2000;
    for (let run = 0; run < runs; run++) {
      const draw = (n: number) => sorted(Array.from({ length: n }, () => random.exponential(1)));
      const { low, high, p } = superiority(draw(15), draw(60));
      if (low <= 0.5 && high >= 0.5) held++;
      if (p < 0.05) alarms++;
    }
    expect(held / runs).toBeGreaterThan(0.935);
    expect(alarms / runs).toBeLessThan(0.065);
  });
  test('moments and the standardised difference by hand', () => {
    const a = momentsOf(sorted([1, 2, 3, 4]));
    const b = momentsOf(sorted([2, 2, 5]));
    expect(a).toMatchObject({ n: 4, mean: 2.5, median: 2.5 });
    expect([a.sd, b.sd]).toEqual([Math.sqrt(5 / 3), Math.sqrt(3)]);
    expect(standardDifference(a, b)).toBeCloseTo(-0.5 / Math.sqrt((5 / 3 + 3) / 2), 12);
    expect(standardDifference(momentsOf(sorted([1, 1])), momentsOf(sorted([1])))).toBe(0);
    expect(standardDifference(momentsOf(sorted([1, 1])), momentsOf(sorted([2])))).toBeNull();
  });
});

describe('many tests', () => {
  const p = [0.01, 0.04, 0.03, 0.005, 0.8, 0.2];
  test('Benjamini-Hochberg is that of SciPy (stats.false_discovery_control)', () => {
    expect(Array.from(benjaminiHochberg(p), (v) => Number(v.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.03, 0.8, 0.24]);
  });
  test('Holm is that of R (p.adjust)', () => {
    expect(Array.from(holm(p), (v) => Number(v.toFixed(12)))).toEqual([0.05, 0.12, 0.12, 0.03, 0.8, 0.4]);
  });
  test('none and one stay what they are', () => {
    expect([...benjaminiHochberg([]), ...holm([0.2]), ...benjaminiHochberg([0.2])]).toEqual([0.2, 0.2]);
  });
});
