import { describe, expect, it } from 'vitest';
import { beforeAfter, type Count } from '../../../../core/feedback/board/beforeAfter.ts';
import { dayNumber } from '../../../../core/kernel/calendar.ts';
import { meanDifference, meanInterval } from '../../../../core/kernel/compare/means.ts';

const FIX = '2025-03-10';
const fix = dayNumber(FIX);
/** So many hits of so many, on either side of the fix. */
const share = (before: [number, number], after: [number, number]): Count => ({
  kind: 'share',
  of: (from) => {
    const [hits, n] = from < fix ? before : after;
    return { hits, n };
  },
});
const NEGATIVE = { kind: 'negative', windowDays: 28 } as const;

describe('before and after a fix', () => {
  it('the same number of days on both sides, the day of the fix on neither', () => {
    const found = beforeAfter(NEGATIVE, FIX, share([40, 100], [20, 100]), fix + 60);
    expect(found).toMatchObject({
      kind: 'compared',
      before: { from: '2025-02-10', to: '2025-03-09', n: 100, value: 0.4 },
      after: { from: '2025-03-11', to: '2025-04-07', n: 100, value: 0.2 },
      verdict: 'better',
      isShort: false,
    });
  });

  it('the interval is that of statsmodels, the test the pooled score test', () => {
    // statsmodels.stats.proportion.confint_proportions_2indep(20, 100, 40, 100, method="newcomb"); z = 0.2 / sqrt(0.3 * 0.7 * 0.02) = 3.0861
    const found = beforeAfter(NEGATIVE, FIX, share([40, 100], [20, 100]), fix + 60);
    if (found.kind !== 'compared') throw new Error(found.kind);
    expect(found.difference).toBeCloseTo(-0.2, 12);
    expect(found.low).toBeCloseTo(-0.3185051, 6);
    expect(found.high).toBeCloseTo(-0.0731192, 6);
    expect(found.p).toBeCloseTo(0.0020279, 6);
  });

  it('an interval that holds no difference is unclear, whichever way it leans', () => {
    expect(beforeAfter(NEGATIVE, FIX, share([12, 40], [10, 40]), fix + 60)).toMatchObject({ verdict: 'unclear' });
  });

  it('up is good for a rating and for an action that should rise', () => {
    const rises = share([10, 100], [40, 100]);
    const action = { kind: 'action', action: 'complete', windowDays: 28 } as const;
    expect(beforeAfter({ ...action, better: 'up' }, FIX, rises, fix + 60)).toMatchObject({ verdict: 'better' });
    expect(beforeAfter({ ...action, better: 'down' }, FIX, rises, fix + 60)).toMatchObject({ verdict: 'worse' });
    const stars = (mean: number) => ({ n: 50, sum: 50 * mean, squares: 50 * (mean * mean + 0.01) });
    const rating: Count = { kind: 'mean', of: (from) => stars(from < fix ? 0.6 : 0.8) };
    expect(beforeAfter({ kind: 'rating', windowDays: 28 }, FIX, rating, fix + 60)).toMatchObject({ verdict: 'better' });
  });

  it('waits while the data ends too soon, then compares what there is and says so', () => {
    const count = share([40, 100], [20, 100]);
    expect(beforeAfter(NEGATIVE, FIX, count, fix + 6)).toEqual({ kind: 'waiting', haveDays: 6, needDays: 7 });
    expect(beforeAfter(NEGATIVE, FIX, count, fix - 30)).toEqual({ kind: 'waiting', haveDays: 0, needDays: 7 });
    expect(beforeAfter(NEGATIVE, FIX, count, fix + 10)).toMatchObject({
      isShort: true,
      after: { from: '2025-03-11', to: '2025-03-20' },
    });
  });

  it('few are not compared; without a metric or a day there is nothing to compare', () => {
    expect(beforeAfter(NEGATIVE, FIX, share([3, 9], [1, 100]), fix + 60)).toMatchObject({ kind: 'too-few', before: { n: 9 } });
    expect(beforeAfter(null, FIX, share([1, 10], [1, 10]), fix + 60)).toEqual({ kind: 'not-set' });
    expect(beforeAfter(NEGATIVE, null, share([1, 10], [1, 10]), fix + 60)).toEqual({ kind: 'not-set' });
  });
});

it('means: Welch by hand', () => {
  // 1,2,3 (mean 2, variance 1) and 4,6,8 (mean 6, variance 4): standard error sqrt(1/3 + 4/3)
  const a = { n: 3, sum: 6, squares: 14 };
  const b = { n: 3, sum: 18, squares: 116 };
  const found = meanDifference(a, b)!;
  expect(found.difference).toBeCloseTo(4, 12);
  expect(found.high - found.difference).toBeCloseTo(1.959964 * Math.sqrt(5 / 3), 5);
  expect(meanInterval(a)[1]).toBeCloseTo(2 + 1.959964 / Math.sqrt(3), 5);
  expect(meanDifference({ n: 1, sum: 1, squares: 1 }, b)).toBeNull();
});
