import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { covariance, principalComponents, project, symmetricEigen } from '../../../../core/kernel/cluster/components.ts';
import { blobs, flat, TWELVE } from './points.ts';

describe('principal components', () => {
  test('points on a line have one direction, with all the variance', () => {
    const { directions, explained, variances } = principalComponents(Float64Array.of(0, 0, 3, 4, 6, 8), 3, 2, 2);
    expect(directions[0]).toBeCloseTo(0.6, 12);
    expect(directions[1]).toBeCloseTo(0.8, 12);
    expect(variances[0]).toBeCloseTo(25, 12);
    expect(explained[0]).toBeCloseTo(1, 12);
    expect(explained[1]).toBeCloseTo(0, 12);
  });

  test('agrees with scikit-learn', () => {
    // Python: PCA(2).fit(x); the signs there are by svd_flip, here the largest loading is positive.
    const { variances, explained, directions } = principalComponents(flat(TWELVE), 12, 3, 2);
    for (const [c, value] of [20.080072132741552, 11.920933096554837].entries()) expect(variances[c]).toBeCloseTo(value, 5);
    for (const [c, value] of [0.6158701238264701, 0.36562351438624624].entries()) expect(explained[c]).toBeCloseTo(value, 7);
    const expected = [
      0.741524598324184, 0.6475412983825068, 0.17558911403972197, -0.4325095722601605, 0.6614336762221992, -0.6127323737673078,
    ];
    for (const [at, value] of expected.entries()) expect(directions[at]).toBeCloseTo(value, 6);
  });

  test('directions are of length 1 and at right angles; coordinates have their variances', () => {
    const { points } = blobs(500, 6, 3, 2, 4);
    const all = principalComponents(points, 500, 6, 6);
    for (let c = 0; c < 6; c++) {
      for (let d = 0; d < 6; d++) {
        let dot = 0;
        for (let a = 0; a < 6; a++) dot += all.directions[c * 6 + a]! * all.directions[d * 6 + a]!;
        expect(dot).toBeCloseTo(c === d ? 1 : 0, 10);
      }
    }
    project(points, 500, 6, all).forEach((along, c) => {
      const mean = along.reduce((a, b) => a + b) / 500;
      expect(along.reduce((a, b) => a + (b - mean) ** 2, 0) / 499).toBeCloseTo(all.variances[c]!, 4);
    });
    expect(all.explained.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
  });

  test('turning the points does not change the variances', () => {
    const rng = seeded(3);
    const turn = rng.unit() * 6;
    const points = Float64Array.from({ length: 400 }, (_, i) => rng.normal() * (i % 2 === 0 ? 3 : 1));
    const turned = points.slice();
    for (let i = 0; i < 400; i += 2) {
      turned[i] = points[i]! * Math.cos(turn) - points[i + 1]! * Math.sin(turn);
      turned[i + 1] = points[i]! * Math.sin(turn) + points[i + 1]! * Math.cos(turn);
    }
    const [one, two] = [principalComponents(points, 200, 2, 2), principalComponents(turned, 200, 2, 2)];
    expect(two.variances[0]).toBeCloseTo(one.variances[0]!, 10);
    expect(two.variances[1]).toBeCloseTo(one.variances[1]!, 10);
  });

  test('rows that are all the same explain nothing and break nothing', () => {
    const { explained, variances } = principalComponents(new Float32Array(12).fill(2), 6, 2, 2);
    expect([...explained, ...variances]).toEqual([0, 0, 0, 0]);
  });

  test('the eigenvectors of a symmetric matrix give it back', () => {
    const { matrix } = covariance(blobs(50, 4, 2, 2, 9).points, 50, 4);
    const { values, vectors } = symmetricEigen(matrix, 4);
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        let sum = 0;
        for (let c = 0; c < 4; c++) sum += values[c]! * vectors[c * 4 + a]! * vectors[c * 4 + b]!;
        expect(sum).toBeCloseTo(matrix[a * 4 + b]!, 9);
      }
    }
  });
});
