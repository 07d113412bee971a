import { describe, expect, test } from 'vitest';
import {
  chiSquareSurvival,
  intervalZ,
  normalCdf,
  normalQuantile,
  normalSurvival,
  twoSided,
} from '../../../../core/kernel/numeric/distributions.ts';
import { digamma, logBeta, logGamma, logRising, trigamma } from '../../../../core/kernel/numeric/gamma.ts';
import { hyper2f1, logHyper2f1, logHyperOne } from '../../../../core/kernel/numeric/hypergeometric.ts';
import { gammaP, gammaQ, scaledUpperGamma } from '../../../../core/kernel/numeric/incompleteGamma.ts';
import { logAdd, logSubtract } from '../../../../core/kernel/numeric/logSum.ts';

/** Relative agreement. */
const close = (got: number, want: number, relative: number) =>
  expect(Math.abs(got - want) / Math.abs(want), `${got} for ${want}`).toBeLessThan(relative);

// All values below: python3 with mpmath at 40 digits, printed with 17: loggamma, digamma, polygamma(1), beta, gammainc(regularized=True),
// erfc, erfinv, hyp2f1; decimal inputs as strings.
describe('the gamma family', () => {
  test('log gamma', () => {
    const table: [number, number][] = [
      [1e-8, 18.42068073818021],
      [0.3, 1.0957979948180756],
      [1.5, -0.12078223763524522],
      [3.7, 1.4280723266653879],
      [9.99, 12.779315214350193],
      [25.3, 55.74618118358459],
      [1000, 5905.220423209181],
      [1e10, 220258509288.81058],
    ];
    for (const [x, want] of table) close(logGamma(x), want, 2e-14);
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(0)).toBe(Infinity);
    expect(logGamma(-1)).toBeNaN();
    for (let n = 1, factorial = 1; n < 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
  });

  test('digamma and trigamma', () => {
    const psi: [number, number][] = [
      [0.01, -100.56088545786866],
      [0.3, -3.502524222200133],
      [1, -0.5772156649015329],
      [1.5, 0.03648997397857652],
      [9.99, 2.250700372831201],
      [25.3, 3.210911380182536],
      [1e6, 13.815510057964191],
    ];
    for (const [x, want] of psi) close(digamma(x), want, 1e-14);
    const tri: [number, number][] = [
      [0.01, 10001.621213528313],
      [0.3, 12.24536454610773],
      [1, 1.6449340668482264],
      [1.5, 0.9348022005446793],
      [10, 0.10516633568168575],
      [25.3, 0.0403171203412565],
      [1e6, 0.0000010000005000001667],
    ];
    for (const [x, want] of tri) close(trigamma(x), want, 1e-14);
  });

  test('log beta, also where its parts would cancel', () => {
    const table: [number, number, number][] = [
      [0.5, 0.7, 0.9186062794596824],
      [1e8, 3.2, -58.06077358869266],
      [2, 1e5, -23.025860929890456],
      [700, 800, -1038.4270936166154],
    ];
    for (const [a, b, want] of table) {
      close(logBeta(a, b), want, 1e-14);
      expect(logBeta(b, a)).toBe(logBeta(a, b));
    }
    expect(logRising(3, 4)).toBeCloseTo(Math.log(3 * 4 * 5 * 6), 13);
    expect(logRising(1e9, 2)).toBeCloseTo(Math.log(1e9) + Math.log(1e9 + 1), 12);
  });

  test('incomplete gamma', () => {
    const upper: [number, number, number][] = [
      [0.5, 0.1, 0.654720846018577],
      [0.5, 4, 0.004677734981047266],
      [3.3, 1.6, 0.8364879265001244],
      [20, 22, 0.30602702056217473],
      [300, 350, 0.002895772531822272],
      [20, 350, 1.8762675768329596e-121],
    ];
    for (const [a, x, want] of upper) {
      close(gammaQ(a, x), want, 1e-13);
      expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 14);
    }
    expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
    const scaled: [number, number, number][] = [
      [-2.5, 0.14, 50.22898222831623],
      [-1, 1, 0.4036526376768059],
      [-0.3, 0.01, 9.090596463646712],
      [0.4, 5, 0.34504558488134457],
      [0.4, 0.14, 1.2920484276010775],
    ];
    for (const [a, x, want] of scaled) close(scaledUpperGamma(a, x), want, 2e-12);
  });
});

describe('distributions', () => {
  test('normal tails keep their precision', () => {
    const table: [number, number][] = [
      [-3, 0.9986501019683699],
      [-0.1, 0.539827837277029],
      [0.3, 0.3820885778110474],
      [1.96, 0.024997895148220435],
      [5, 2.866515718791939e-7],
      [20, 2.7536241186062337e-89],
      [37, 5.725571222524577e-300],
    ];
    for (const [z, want] of table) {
      close(normalSurvival(z), want, 3e-14);
      close(normalCdf(-z), want, 3e-14);
    }
  });

  test('normal quantiles, and back', () => {
    const table: [number, number][] = [
      [1e-20, -9.262340089798407],
      [1e-6, -4.753424308822899],
      [0.05, -1.6448536269514726],
      [0.075, -1.439531470938456],
      [0.2, -0.8416212335729142],
      [0.6, 0.2533471031357998],
      [0.925, 1.439531470938456],
      [0.975, 1.9599639845400543],
    ];
    for (const [p, want] of table) close(normalQuantile(p), want, 1e-15);
    for (let p = 0.001; p < 1; p += 0.013) close(normalCdf(normalQuantile(p)), p, 1e-13);
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(normalQuantile(1.1)).toBeNaN();
    expect(intervalZ(0.95)).toBeCloseTo(1.959963984540054, 14);
  });

  test('chi-square', () => {
    const table: [number, number, number][] = [
      [3.84, 1, 0.0500435212487051],
      [16.79, 1, 0.000041752751389197874],
      [0.2, 3, 0.9775892977616494],
      [100, 5, 5.28514836094324e-20],
      [50, 60, 0.8178960840225449],
    ];
    for (const [x, df, want] of table) close(chiSquareSurvival(x, df), want, 1e-13);
    for (const z of [0, 0.5, -2, 6]) close(twoSided(z), 2 * normalSurvival(Math.abs(z)), 1e-13);
    expect(chiSquareSurvival(0, 1)).toBe(1);
  });
});

describe('the hypergeometric function', () => {
  test('over the domains of the buying models', () => {
    const table: [number, number, number, number, number][] = [
      [0.243, 2.426, 2.219, 0.5, 1.2070970070440423],
      [0.243, 2.426, 2.219, 0.9999, 29.99618702810008],
      [12.5, 3, 2.5, 0.98, 2.8163079595603794e22],
      [0.5, 0.2, -0.5, 0.9, -4.120722300398895],
      [30, 31.2, 31, 0.4, 4996875.621789219],
      [2, 3, 4.5, -2.5, 0.16131026403459564],
      [1, 3, 5, 0.999, 3.938826627955637],
    ];
    for (const [a, b, c, z, want] of table) {
      close(hyper2f1(a, b, c, z), want, 1e-12);
      if (c > 0 && z > 0) close(logHyper2f1(a, b, c, z), Math.log(want), 1e-11);
    }
    expect(logHyper2f1(500, 501, 502, 0.95)).toBeGreaterThan(700); // e^700 is all a number can hold
  });

  test('with a 1 on top, near z = 1 too', () => {
    const table: [number, number, number, number][] = [
      [2.5, 3.1, 0.7, 0.9110553686590132],
      [0.2, 23, 0.1, 0.0008735701092157263],
      [36, 37, 0.99999, 5.580820823122896],
      [40, 90, 0.999, 0.5959831177656667],
    ];
    for (const [b, c, z, want] of table) close(logHyperOne(b, c, z), want, 1e-11);
  });

  test('keeps its elementary cases', () => {
    for (const z of [0, 0.2, 0.7, 0.98]) {
      expect(hyper2f1(1, 2.2, 2.2, z)).toBeCloseTo(1 / (1 - z), 10);
      if (z > 0) expect(hyper2f1(1, 1, 2, z)).toBeCloseTo(-Math.log1p(-z) / z, 11);
    }
    expect(hyper2f1(1, 1, 2, 1.5)).toBeNaN();
    expect(hyper2f1(1, 1, -2, 0.5)).toBeNaN();
  });
});

test('sums and differences of logarithms', () => {
  expect(logAdd(1000, 1000)).toBeCloseTo(1000 + Math.LN2, 12);
  expect(logAdd(-Infinity, 3)).toBe(3);
  expect(logAdd(3, -Infinity)).toBe(3);
  expect(logSubtract(Math.log(5), Math.log(2))).toBeCloseTo(Math.log(3), 14);
  expect(logSubtract(-800, -800 - 1e-9)).toBeCloseTo(-800 + Math.log(1e-9), 3);
  expect(logSubtract(2, 2)).toBe(-Infinity);
  expect(logSubtract(2, -Infinity)).toBe(2);
});
