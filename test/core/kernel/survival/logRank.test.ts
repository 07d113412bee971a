import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { logRank } from '../../../../core/kernel/survival/logRank.ts';
import { leukaemia, made } from './followUps.ts';

describe('the log-rank test', () => {
  test('gives the 16.79 of the leukaemia children, with what was observed and expected', () => {
    // R survival 3.5-3: survdiff(Surv(t, e) ~ g)
    const drug = logRank(leukaemia, leukaemia.group, 2);
    expect(drug.chi2).toBeCloseTo(16.79294098921654, 11);
    expect(drug.df).toBe(1);
    expect(drug.p).toBeCloseTo(4.168809109e-5, 13);
    expect([...drug.observed]).toEqual([9, 21]);
    expect(drug.expected[0]).toBeCloseTo(19.25050094803113, 11);
    expect(drug.expected[1]).toBeCloseTo(10.74949905196887, 11);
    expect(drug.variance[0]).toBeCloseTo(6.256960573675499, 11);
  });

  test('gives the weighted relatives: Gehan 13.46, Tarone and Ware 15.12, Peto 14.08', () => {
    // The rounded numbers are those of Stata's manual for this table (sts test). The digits: python3 with numpy, the sums over event times
    // written out, w = n, sqrt(n), prod(1 - d/(n + 1)), and z' V^-1 z of the first groups.
    const chi2 = (weight: 'gehan' | 'tarone-ware' | 'peto') => logRank(leukaemia, leukaemia.group, 2, { weight }).chi2;
    expect(chi2('gehan')).toBeCloseTo(13.457852049631065, 10);
    expect(chi2('tarone-ware')).toBeCloseTo(15.123575301872695, 10);
    expect(chi2('peto')).toBeCloseTo(14.084139866856532, 10);
    // R: survdiff(Surv(t, e) ~ g, rho = 1)
    expect(logRank(leukaemia, leukaemia.group, 2, { weight: 'fleming-harrington', rho: 1 }).chi2).toBeCloseTo(14.45715081872, 10);
  });

  test('takes three uneven groups', () => {
    // survdiff(Surv(time, event) ~ g, data = d), and rho = 1; the rest by the same numpy sums as above
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const plain = logRank(data, rows.group, 3);
    expect(plain.chi2).toBeCloseTo(1.560940598792, 10);
    expect(plain.p).toBeCloseTo(0.4581904739225, 10);
    expect(plain.df).toBe(2);
    expect([...plain.observed]).toEqual([55, 30, 10]);
    [56.04551657059, 32.00530356652, 6.949179862897].forEach((e, g) => {
      expect(plain.expected[g]).toBeCloseTo(e, 9);
    });
    expect(logRank(data, rows.group, 3, { weight: 'fleming-harrington', rho: 1 }).chi2).toBeCloseTo(3.048553784769, 10);
    expect(logRank(data, rows.group, 3, { weight: 'gehan' }).chi2).toBeCloseTo(3.51312981391106, 10);
    expect(logRank(data, rows.group, 3, { weight: 'tarone-ware' }).chi2).toBeCloseTo(2.670930729318919, 10);
    expect(logRank(data, rows.group, 3, { weight: 'peto' }).chi2).toBeCloseTo(3.0702018021002084, 10);
  });

  test('does not depend on the order of rows, the numbering of groups, or the unit of time', () => {
    const rows = made();
    const order = seeded(5).shuffleInPlace(Array.from(rows.durations.keys()));
    const mixed = {
      durations: Float64Array.from(order, (i) => rows.durations[i]! / 24),
      events: Uint8Array.from(order, (i) => rows.events[i]!),
      entry: Float64Array.from(order, (i) => rows.entry[i]! / 24),
    };
    const data = { durations: rows.durations, events: rows.events, entry: rows.entry };
    for (const weight of ['logrank', 'gehan', 'peto'] as const) {
      const one = logRank(data, rows.group, 3, { weight });
      const other = logRank(
        mixed,
        Uint32Array.from(order, (i) => 2 - rows.group[i]!),
        3,
        { weight },
      );
      expect(other.chi2).toBeCloseTo(one.chi2, 10);
      expect(other.observed[0]).toBeCloseTo(one.observed[2]!, 10);
    }
  });

  test('is 0 for a group and its copy, and for groups that nothing can tell apart', () => {
    const twice = {
      durations: Float64Array.of(...leukaemia.durations, ...leukaemia.durations),
      events: Uint8Array.of(...leukaemia.events, ...leukaemia.events),
    };
    const group = Uint32Array.from({ length: 84 }, (_, i) => (i < 42 ? 0 : 1));
    expect(logRank(twice, group, 2).chi2).toBeCloseTo(0, 12);
    const none = logRank({ durations: Float64Array.of(1, 2), events: Uint8Array.of(0, 0) }, Uint32Array.of(0, 1), 2);
    expect([none.chi2, none.df, none.p]).toEqual([0, 0, 1]);
  });

  test('raises a false alarm in 4 to 6 % of 2,000 samples, uneven groups with uneven censoring', () => {
    const random = seeded(1966);
    let alarms = 0;
    let gehan = 0;
    const samples = 2000;
    for (let s = 0; s < samples; s++) {
      const n = 160;
      const durations = new Float64Array(n);
      const events = new Uint8Array(n);
      const group = new Uint32Array(n);
      for (let i = 0; i < n; i++) {
        group[i] = i < 40 ? 0 : 1;
        const leaves = random.exponential(1);
        const watched = random.exponential(i < 40 ? 0.8 : 2);
        durations[i] = Math.min(leaves, watched);
        events[i] = leaves <= watched ? 1 : 0;
      }
      if (logRank({ durations, events }, group, 2).p < 0.05) alarms++;
      if (logRank({ durations, events }, group, 2, { weight: 'tarone-ware' }).p < 0.05) gehan++;
    }
    for (const count of [alarms, gehan]) {
      expect(count / samples).toBeGreaterThan(0.04);
      expect(count / samples).toBeLessThan(0.06);
    }
  });
});
