import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { wilson, Z95 } from '../../../core/kernel/interval.ts';

describe('the Wilson interval', () => {
  test('gives published values', () => {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3
    const published: [hits: number, n: number, low: number, high: number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [hits, n, low, high] of published) {
      const got = wilson(hits, n);
      expect(got[0]).toBeCloseTo(low, 4);
      expect(got[1]).toBeCloseTo(high, 4);
    }
  });

  test('its ends are the shares at which the score test just rejects', () => {
    for (const n of [1, 2, 7, 50, 1000]) {
      for (let hits = 1; hits < n; hits += Math.ceil(n / 9)) {
        for (const end of wilson(hits, n))
          expect(Math.abs(hits / n - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(Z95, 8);
      }
    }
  });

  test('stays within 0 and 1, holds the share, and is symmetric', () => {
    for (const n of [1, 3, 10, 1e6]) {
      for (const hits of [0, 1, Math.floor(n / 2), n]) {
        const [low, high] = wilson(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        const [otherLow, otherHigh] = wilson(n - hits, n);
        expect(otherLow).toBeCloseTo(1 - high, 12);
        expect(otherHigh).toBeCloseTo(1 - low, 12);
      }
    }
  });

  test('says nothing of nothing', () => expect(wilson(0, 0)).toEqual([0, 1]));
});

test('a Wilson interval covers the truth in 93 to 97 of 100 samples, over shares and sizes of every sort', () => {
  const random = seeded(17);
  let covered = 0;
  const rounds = 20_000;
  for (let r = 0; r < rounds; r++) {
    const n = [5, 12, 40, 150, 600][r % 5]!;
    const p = 0.02 + 0.96 * random.unit();
    let hits = 0;
    for (let i = 0; i < n; i++) if (random.unit() < p) hits++;
    const [low, high] = wilson(hits, n);
    if (low <= p && p <= high) covered++;
  }
  expect(covered / rounds).toBeGreaterThan(0.93);
  expect(covered / rounds).toBeLessThan(0.97);
});
