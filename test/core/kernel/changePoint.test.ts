import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { changePoint } from '../../../core/kernel/changePoint.ts';

const draw = (random: ReturnType<typeof seeded>, n: number, p: number) => {
  let hits = 0;
  for (let i = 0; i < n; i++) if (random.unit() < p) hits++;
  return hits;
};

describe('a change of a rate', () => {
  test('that is not there is called at 5 % in 3 to 7 of 100 series, with uneven cohorts', () => {
    const random = seeded(3);
    let alarms = 0;
    const rounds = 600;
    for (let r = 0; r < rounds; r++) {
      const sizes = Array.from({ length: 16 }, () => 5 + random.below(90));
      const hits = sizes.map((n) => draw(random, n, 0.3));
      if (changePoint(hits, sizes, { simulations: 199, seed: r })!.p <= 0.05) alarms++;
    }
    expect(alarms / rounds).toBeGreaterThan(0.03);
    expect(alarms / rounds).toBeLessThan(0.075);
  });

  test('that is there is found near its place', () => {
    const random = seeded(5);
    let near = 0;
    for (let r = 0; r < 50; r++) {
      const sizes = new Array<number>(24).fill(60);
      const hits = sizes.map((n, i) => draw(random, n, i < 14 ? 0.25 : 0.45));
      const found = changePoint(hits, sizes, { simulations: 99, seed: r })!;
      expect(found.p).toBeLessThanOrEqual(0.05);
      if (Math.abs(found.at - 14) <= 2) near++;
    }
    expect(near).toBeGreaterThanOrEqual(45);
  });

  test('cannot be told in a short series, among nobody, or when everybody or nobody returned', () => {
    expect(changePoint([1, 2, 3], [9, 9, 9])).toBeNull();
    expect(changePoint(new Array(9).fill(0), new Array(9).fill(0))).toBeNull();
    expect(changePoint(new Array(9).fill(0), new Array(9).fill(10))).toBeNull();
    expect(changePoint(new Array(9).fill(10), new Array(9).fill(10))).toBeNull();
  });

  test('passes over periods without members and keeps their place', () => {
    const sizes = [40, 0, 40, 40, 0, 40, 40, 40];
    const hits = [4, 0, 4, 4, 0, 30, 30, 30];
    expect(changePoint(hits, sizes)).toMatchObject({ at: 5, before: 0.1, after: 0.75 });
  });
});
