import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { downhillSimplex, gradient, hessian, minimise, polish } from '../../../../core/kernel/numeric/minimise.ts';
import { cholesky, invertSymmetric, quadraticForm, solveFactored } from '../../../../core/kernel/numeric/symmetric.ts';

const valley = (x: Float64Array) => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2;
const bowl = (x: Float64Array) => x.reduce((sum, v, i) => sum + (i + 1) * (v - i) ** 2 + 0.1 * (v - i) ** 4, 0);

describe('minimising', () => {
  test('follows the bent valley of Rosenbrock to its end', () => {
    const found = minimise(valley, [Float64Array.of(-1.2, 1)]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 8);
    expect(found.x[1]).toBeCloseTo(1, 8);
  });

  test('finds a minimum of four unknowns to rounding', () => {
    const found = minimise(bowl, [new Float64Array(4)]);
    found.x.forEach((v, i) => {
      expect(v).toBeCloseTo(i, 9);
    });
  });

  test('walks around where the function is not defined', () => {
    const f = (x: Float64Array) => (x[0]! <= 0 ? NaN : x[0]! - Math.log(x[0]!));
    expect(minimise(f, [Float64Array.of(5)]).x[0]).toBeCloseTo(1, 8);
  });

  test('says when there is no minimum inside', () => {
    expect(polish((x) => Math.exp(-x[0]!), Float64Array.of(0)).converged).toBe(false);
  });

  test('takes the better of two starts, and the same path twice', () => {
    const wave = (x: Float64Array) => Math.cos(3 * x[0]!) + 0.1 * x[0]! ** 2;
    const one = minimise(wave, [Float64Array.of(6), Float64Array.of(0.9)], { step: 0.1 });
    expect(Math.abs(one.x[0]!)).toBeCloseTo(1.0244, 3);
    expect(minimise(wave, [Float64Array.of(6), Float64Array.of(0.9)], { step: 0.1 })).toEqual(one);
  });

  test('the simplex alone needs no derivative', () => {
    const f = (x: Float64Array) => Math.abs(x[0]! - 2) + Math.abs(x[1]! + 1);
    const found = downhillSimplex(f, Float64Array.of(0, 0));
    expect(found.x[0]).toBeCloseTo(2, 5);
    expect(found.x[1]).toBeCloseTo(-1, 5);
  });

  test('derivatives by differences', () => {
    const at = Float64Array.of(0.3, -0.7);
    const g = gradient(valley, at);
    expect(g[0]).toBeCloseTo(-400 * 0.3 * (-0.7 - 0.09) - 2 * 0.7, 7);
    expect(g[1]).toBeCloseTo(200 * (-0.7 - 0.09), 7);
    const h = hessian(valley, at);
    expect(h[0]).toBeCloseTo(1200 * 0.09 + 280 + 2, 3);
    expect(h[1]).toBeCloseTo(-400 * 0.3, 3);
    expect(h[3]).toBeCloseTo(200, 3);
  });
});

describe('small symmetric systems', () => {
  test('are solved and inverted', () => {
    const random = seeded(4);
    for (const p of [1, 2, 5, 9]) {
      const root = Float64Array.from({ length: p * p }, () => random.normal());
      const a = new Float64Array(p * p);
      for (let i = 0; i < p; i++)
        for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) a[i * p + j]! += root[i * p + k]! * root[j * p + k]!;
      const inverse = invertSymmetric(a, p)!;
      for (let i = 0; i < p; i++) {
        for (let j = 0; j < p; j++) {
          let sum = 0;
          for (let k = 0; k < p; k++) sum += a[i * p + k]! * inverse[k * p + j]!;
          expect(sum).toBeCloseTo(i === j ? 1 : 0, 7);
        }
      }
      const b = Float64Array.from({ length: p }, () => random.normal());
      const x = solveFactored(cholesky(a, p).factor, b, p);
      const form = quadraticForm(a, b, p);
      expect(form.rank).toBe(p);
      expect(form.value).toBeCloseTo(
        x.reduce((sum, v, i) => sum + v * b[i]!, 0),
        6,
      );
    }
  });

  test('the row that depends on others is named, and left out of a form', () => {
    const a = Float64Array.of(2, 1, 3, 1, 4, 5, 3, 5, 8); // third row = first + second
    expect(cholesky(a, 3).singular).toBe(2);
    expect(invertSymmetric(a, 3)).toBeUndefined();
    const { value, rank } = quadraticForm(a, Float64Array.of(1, 2, 3), 3);
    expect(rank).toBe(2);
    expect(value).toBeCloseTo((4 - 4 + 8) / 7, 12); // (1, 2) over the 2 by 2 corner, determinant 7
  });
});
