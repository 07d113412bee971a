import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { silhouette, stratifiedRows } from '../../../../core/kernel/cluster/silhouette.ts';
import { blobs, flat, TWELVE } from './points.ts';

describe('the silhouette', () => {
  test('two pairs on a line, by hand', () => {
    // Row 0: a = 2, b = (10 + 14) / 2 = 12; row 1: 2, 10; row 2: 4, 9; row 3: 4, 13.
    const { values, mean, perGroup } = silhouette(Float32Array.of(0, 2, 10, 14), Int32Array.of(0, 0, 1, 1), {
      rows: 4,
      dims: 1,
      k: 2,
    });
    const expected = [10 / 12, 8 / 10, 5 / 9, 9 / 13];
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 12);
    expect(mean).toBeCloseTo(expected.reduce((a, b) => a + b) / 4, 12);
    expect(perGroup[0]).toBeCloseTo((expected[0]! + expected[1]!) / 2, 12);
  });

  test('agrees with scikit-learn row by row', () => {
    // Python: silhouette_samples(x, KMeans(3, n_init=50, random_state=0, tol=0).fit(x).labels_)
    const expected = [
      0.8803155599049928, 0.8951887534128121, 0.4762986086004717, 0.6471719736800309, 0.8631393983635233, 0.6525651027386923,
      0.776136121795852, 0.7668561693163443, 0.7877477662703429, 0.8673095661969606, 0.7200082512209046, 0.8397042510081176,
    ];
    const labels = Int32Array.of(1, 1, 0, 0, 1, 0, 2, 2, 2, 1, 0, 2);
    const { values, mean } = silhouette(flat(TWELVE), labels, { rows: 12, dims: 3, k: 3 });
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 6);
    expect(mean).toBeCloseTo(0.7643701268757539, 6);
  });

  test('a row alone in its group counts 0; an empty group changes nothing; one group has none', () => {
    const points = Float32Array.of(0, 2, 10);
    const { values, perGroup } = silhouette(points, Int32Array.of(0, 0, 2), { rows: 3, dims: 1, k: 3 });
    expect(values[2]).toBe(0);
    expect(values[0]).toBeCloseTo(0.8, 12);
    expect(perGroup[1]).toBeNaN();
    expect(silhouette(points, Int32Array.of(0, 0, 0), { rows: 3, dims: 1, k: 1 }).mean).toBeNaN();
  });

  test('groups of identical rows are perfectly apart; all rows identical give 0', () => {
    const two = Float32Array.of(1, 1, 1, 5, 5);
    expect(silhouette(two, Int32Array.of(0, 0, 0, 1, 1), { rows: 5, dims: 1, k: 2 }).mean).toBe(1);
    expect(silhouette(new Float32Array(4), Int32Array.of(0, 1, 0, 1), { rows: 4, dims: 1, k: 2 }).mean).toBe(0);
  });
});

describe('a stratified sample', () => {
  const { truth } = blobs(1000, 1, 3, 1, 1);
  const labels = truth.map((label, i) => (i < 4 ? 3 : label));

  test('has the wanted size up to rounding, each group its share, and two rows of the smallest', () => {
    const rows = stratifiedRows(labels, 4, 100, seeded(1));
    expect(Math.abs(rows.length - 100)).toBeLessThanOrEqual(4);
    const counts = [0, 0, 0, 0];
    for (const row of rows) counts[labels[row]!]!++;
    expect(counts[3]).toBe(2);
    for (const c of counts.slice(0, 3)) expect(c).toBe(33);
    expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
  });

  test('is everybody when it would hold everybody, and the same for the same seed', () => {
    expect(stratifiedRows(labels, 4, 1000, seeded(1)).length).toBe(1000);
    expect(stratifiedRows(labels, 4, 50, seeded(8))).toEqual(stratifiedRows(labels, 4, 50, seeded(8)));
  });
});
