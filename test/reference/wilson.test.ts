import { describe, expect, test } from 'vitest';
import { seeded } from '../../core/base/random.ts';
import { wilson } from '../../core/kernel/interval.ts';

describe('the Wilson interval', () => {
  test('gives what 40 decimal digits give', () => {
    // python3: from decimal import *; getcontext().prec = 40; z = Decimal('1.959963984540054');
    // the two roots p of (p - k/n)^2 = z^2 p (1 - p) / n, which is R's prop.test(k, n, correct = FALSE)
    const exact: [hits: number, n: number, low: number, high: number][] = [
      [0, 1, 0, 0.79345068562276],
      [1, 1, 0.20654931437724, 1],
      [1, 2, 0.094531205734231, 0.90546879426577],
      [0, 10, 0, 0.27753279986289],
      [5, 10, 0.23659309051256, 0.76340690948744],
      [8, 50, 0.083374206780334, 0.28514216063035],
      [99, 100, 0.94551380382129, 0.99823256793586],
      [123, 4567, 0.022620022313028, 0.032039816815401],
      [999999, 1000000, 0.9999943350882, 0.99999982347542],
    ];
    for (const [hits, n, low, high] of exact) {
      const [a, b] = wilson(hits, n);
      expect(a, `${hits} of ${n}`).toBeCloseTo(low, 11);
      expect(b, `${hits} of ${n}`).toBeCloseTo(high, 11);
    }
  });

  test('covers the true share about 95 times in 100, on the average over shares, and never below 80', () => {
    // Brown, Cai and DasGupta 2001: mean coverage near 0.95 from n = 10 on, with dips near 0 and 1.
    const random = seeded(2001);
    for (const n of [10, 40, 200]) {
      let covered = 0;
      let tried = 0;
      for (let share = 0.02; share < 0.99; share += 0.02) {
        let hereCovered = 0;
        for (let run = 0; run < 400; run++) {
          let hits = 0;
          for (let i = 0; i < n; i++) if (random.unit() < share) hits++;
          const [low, high] = wilson(hits, n);
          if (low <= share && share <= high) hereCovered++;
        }
        expect(hereCovered / 400, `n ${n}, share ${share.toFixed(2)}`).toBeGreaterThan(0.8);
        covered += hereCovered;
        tried += 400;
      }
      expect(covered / tried, `n ${n}`).toBeGreaterThan(0.94);
      expect(covered / tried, `n ${n}`).toBeLessThan(0.97);
    }
  });
});
