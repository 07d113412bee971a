import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { incompleteBeta, intervalT, studentTwoSided } from '../../../../core/kernel/numeric/student.ts';
import { balance } from '../../../../core/kernel/survey/balance.ts';
import { crossTab } from '../../../../core/kernel/survey/crossTab.ts';
import { KANO_CLASSES, kano, kanoClass } from '../../../../core/kernel/survey/kano.ts';

describe('balance: net share of a three-way answer', () => {
  // Python 3.11, SciPy 1.10.1: the likelihood under each supposed net share maximised by scipy.optimize.minimize_scalar(bounded), both ends by brentq
  // on (b - c - n D) / sqrt(n (2 q + D (1 - D))) = ±1.959963984540054.
  test.each([
    [50, 20, 100, 0.3, 0.13955141642041713, 0.44339306686022634],
    [3, 1, 5, 0.4, -0.3492818634602862, 0.8264209631248471],
    [9, 0, 10, 0.9, 0.3726876802835801, 0.9821237869049352],
    [5, 5, 12, 0, -0.46030304803320854, 0.460303048030837],
    [140, 60, 300, 0.26666666666666666, 0.17708903095758785, 0.351349507818779],
    [10, 0, 10, 1, 0.44493440447077115, 1],
  ])('%i up, %i down of %i agree with the constrained likelihood maximised numerically', (up, down, n, value, low, high) => {
    const got = balance(up, down, n);
    expect(got.value).toBeCloseTo(value, 12);
    expect(got.low).toBeCloseTo(low, 6);
    expect(got.high).toBeCloseTo(high, 6);
  });

  test('turning the scale round turns the interval round', () => {
    const rng = seeded(7);
    for (let i = 0; i < 200; i++) {
      const n = 1 + rng.below(60);
      const up = rng.below(n + 1);
      const down = rng.below(n - up + 1);
      const a = balance(up, down, n);
      const b = balance(down, up, n);
      expect(b.low).toBeCloseTo(-a.high, 8);
      expect(b.high).toBeCloseTo(-a.low, 8);
      expect(a.low).toBeLessThanOrEqual(a.value + 1e-12);
      expect(a.high).toBeGreaterThanOrEqual(a.value - 1e-12);
    }
  });

  test('nobody says anything: everything is possible', () => {
    expect(balance(0, 0, 0)).toEqual({ value: NaN, low: -1, high: 1 });
  });

  test.each([
    [8, 0.6, 0.3],
    [15, 0.85, 0.1],
    [40, 0.5, 0.2],
  ])('of %i answers the 95 %% interval holds the truth about 95 times in 100, where the textbook one does not', (n, p, d) => {
    const rng = seeded(n);
    const runs = 4000;
    let held = 0;
    let textbook = 0;
    for (let run = 0; run < runs; run++) {
      let up = 0;
      let down = 0;
      for (let i = 0; i < n; i++) {
        const u = rng.unit();
        if (u < p) up++;
        else if (u < p + d) down++;
      }
      const { low, high } = balance(up, down, n);
      if (low <= p - d && p - d <= high) held++;
      const value = (up - down) / n;
      const half = 1.96 * Math.sqrt(((up + down) / n - value * value) / n);
      if (Math.abs(value - (p - d)) <= half) textbook++;
    }
    expect(held / runs).toBeGreaterThan(0.93);
    expect(held / runs).toBeLessThan(0.985);
    if (n < 20) expect(textbook / runs).toBeLessThan(0.93);
  });
});

describe('student', () => {
  // SciPy 1.10.1: scipy.stats.t.ppf(.975, [1, 2, 5, 30, 299]); ppf(.95, 7)
  test.each([
    [0.95, 1, 12.706204736432095],
    [0.95, 2, 4.302652729911275],
    [0.95, 5, 2.5705818366147395],
    [0.95, 30, 2.0422724563012373],
    [0.95, 299, 1.9679296690653618],
    [0.9, 7, 1.894578605061305],
  ])('%d with %i degrees of freedom', (confidence, df, t) => {
    expect(intervalT(confidence, df)).toBeCloseTo(t, 8); // SciPy's own is off by 1e-9 at 5
    expect(studentTwoSided(t, df)).toBeCloseTo(1 - confidence, 9);
  });

  test('the incomplete beta function runs from 0 to 1 and is symmetric', () => {
    expect(incompleteBeta(2, 3, 0)).toBe(0);
    expect(incompleteBeta(2, 3, 1)).toBe(1);
    expect(incompleteBeta(2, 3, 0.3)).toBeCloseTo(0.3483, 10); // 6x² - 8x³ + 3x⁴
    expect(incompleteBeta(3, 2, 0.7)).toBeCloseTo(1 - 0.3483, 10);
    expect(incompleteBeta(0, 2, 0.7)).toBeNaN();
  });
});

describe('crossTab', () => {
  // SciPy 1.10.1, statsmodels 0.13.5: chi2_contingency(correction=False); Table(t, shift_zeros=False).standardized_resids;
  // multipletests(2 * norm.sf(abs(z)), method='holm')
  test('agrees with SciPy and statsmodels', () => {
    const got = crossTab([20, 30, 50, 40, 35, 25], 2, 3, seeded(1))!;
    expect(got.test).toBe('chi-square');
    expect(got.chiSquare).toBeCloseTo(15.384615384615387, 10);
    expect(got.df).toBe(2);
    expect(got.p).toBeCloseTo(0.0004563239005810305, 12);
    expect(got.cramersV).toBeCloseTo(0.2773500981126146, 12);
    [-3.086067, -0.75485136, 3.65148372, 3.086067, 0.75485136, -3.65148372].forEach((z, i) => {
      expect(got.residual[i]).toBeCloseTo(z, 6);
    });
    [0.00811292, 0.90067635, 0.00156438, 0.00811292, 0.90067635, 0.00156438].forEach((p, i) => {
      expect(got.cellP[i]).toBeCloseTo(p, 6);
    });
  });

  // SciPy 1.10.1: scipy.stats.fisher_exact([[8, 2], [1, 5]])
  test('few people in two by two: Fisher', () => {
    const got = crossTab([8, 2, 1, 5], 2, 2, seeded(1))!;
    expect(got.test).toBe('fisher');
    expect(got.p).toBeCloseTo(0.034965034965034975, 12);
  });

  // all tables with these margins enumerated, those with chi-square at least 7.2439 added up: 0.027685163134079493
  test('few people in a larger table: the permutation test comes to the exact answer', () => {
    const got = crossTab([6, 1, 2, 1, 4, 6], 2, 3, seeded(1))!;
    expect(got.test).toBe('permutation');
    expect(got.chiSquare).toBeCloseTo(7.243867243867244, 10);
    expect(Math.abs(got.p - 0.027685163134079493)).toBeLessThan(4 * Math.sqrt((0.0277 * 0.9723) / got.draws));
  });

  test('empty rows and columns change nothing', () => {
    const plain = crossTab([20, 30, 50, 40, 35, 25], 2, 3, seeded(1))!;
    const wide = crossTab([20, 0, 30, 50, 0, 0, 0, 0, 40, 0, 35, 25], 3, 4, seeded(1))!;
    expect(wide.p).toBe(plain.p);
    expect(wide.df).toBe(plain.df);
    expect(wide.cramersV).toBe(plain.cramersV);
  });

  test('one row or one column is no table', () => {
    expect(crossTab([1, 2, 3], 1, 3, seeded(1))).toBeNull();
    expect(crossTab([1, 0, 3, 0], 2, 2, seeded(1))).toBeNull();
    expect(crossTab([0, 0, 0, 0], 2, 2, seeded(1))).toBeNull();
  });

  test('without a relation 5 in 100 tables are called one, small tables too', () => {
    const rng = seeded(99);
    for (const n of [24, 200]) {
      let alarms = 0;
      const runs = n < 100 ? 300 : 2000;
      for (let run = 0; run < runs; run++) {
        const counts = new Float64Array(6);
        for (let i = 0; i < n; i++) counts[rng.pick([0, 1], [3, 1]) * 3 + rng.pick([0, 1, 2], [5, 3, 2])]!++;
        const got = crossTab(counts, 2, 3, rng);
        if (got && got.p <= 0.05) alarms++;
      }
      expect(alarms / runs).toBeLessThan(0.08);
      expect(alarms / runs).toBeGreaterThan(0.015);
    }
  });
});

describe('kano', () => {
  test('the evaluation table of Berger et al. 1993', () => {
    const rows = [0, 1, 2, 3, 4].map((a) => [0, 1, 2, 3, 4].map((b) => kanoClass(a, b)).join(''));
    expect(rows).toEqual(['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ']);
  });

  // Python: A 12, O 8, M 5, I 10, R 1, Q 2: better 20/35, worse -13/35; statsmodels proportion_confint(20, 35, method='wilson') = (0.4086, 0.7202),
  // (13, 35) = (0.2317, 0.5366)
  test('coefficients are shares of the four classes, with Wilson intervals', () => {
    const cells: [number, number, number][] = [
      [12, 0, 2],
      [8, 0, 4],
      [5, 2, 4],
      [10, 2, 2],
      [1, 4, 1],
      [2, 0, 0],
      [3, -1, 2],
    ];
    const a = cells.flatMap(([n, x]) => new Array<number>(n).fill(x));
    const b = cells.flatMap(([n, , y]) => new Array<number>(n).fill(y));
    const got = kano(a, b)!;
    expect(got.n).toBe(38);
    expect(got.counts).toEqual([12, 8, 5, 10, 1, 2]);
    expect(KANO_CLASSES[0]).toBe(got.kind);
    expect(got.better!.value).toBeCloseTo(20 / 35, 12);
    expect(got.worse!.value).toBeCloseTo(-13 / 35, 12);
    expect([got.better!.low, got.better!.high]).toEqual([expect.closeTo(0.4086, 3), expect.closeTo(0.7202, 3)]);
    expect([got.worse!.low, got.worse!.high]).toEqual([expect.closeTo(-0.5366, 3), expect.closeTo(-0.2317, 3)]);
    expect(got.isClear).toBe(false); // 12 against 10
  });

  test('between equal classes the weightier one is named, and the lead is not clear', () => {
    const got = kano([0, 0, 2, 2], [2, 2, 4, 4])!;
    expect(got.kind).toBe('M');
    expect(got.isClear).toBe(false);
  });

  test('nobody answered both: no result; only reversed answers: no coefficients', () => {
    expect(kano([-1, 2], [0, -1])).toBeNull();
    expect(kano([4], [1])).toMatchObject({ kind: 'R', better: null, worse: null });
  });
});
