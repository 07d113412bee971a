import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { type BandKind, kaplanMeier, rowAt, survivalAt } from '../../../../core/kernel/survival/kaplanMeier.ts';
import { nelsonAalen } from '../../../../core/kernel/survival/nelsonAalen.ts';
import { survivalQuantile } from '../../../../core/kernel/survival/quantile.ts';
import { atRiskAt, riskTable } from '../../../../core/kernel/survival/riskTable.ts';
import { compareRmst, rmst } from '../../../../core/kernel/survival/rmst.ts';
import { drugArm, leukaemia, made, placeboArm } from './followUps.ts';

const near = (got: ArrayLike<number>, want: number[], digits = 11) => {
  expect(got.length).toBe(want.length);
  want.forEach((w, i) => {
    if (Number.isFinite(w)) expect(got[i], `entry ${i}`).toBeCloseTo(w, digits);
    else expect(got[i], `entry ${i}`).toBe(w);
  });
};
/** A column of the curve at some times. */
const at = (curve: { times: Float64Array }, column: Float64Array, times: number[]) =>
  times.map((t) => column[rowAt(curve.times, t)]!);

describe('the survival curve', () => {
  test('gives the table of Kalbfleisch and Prentice for the drug arm', () => {
    const curve = kaplanMeier(drugArm);
    near(at(curve, curve.survival, [6, 7, 10, 13, 16, 22, 23]), [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448], 3);
    expect(at(curve, curve.atRisk, [6, 7, 10, 13, 16, 22, 23])).toEqual([21, 17, 15, 12, 11, 7, 6]);
  });

  test('gives the bands of R, on all three scales', () => {
    // R survival 3.5-3: summary(survfit(Surv(t, e) ~ 1, conf.type = type), times = c(6, 10, 23)) for the drug arm
    const bands: Record<BandKind, [low: number[], high: number[]]> = {
      'log-log': [
        [0.619717955266, 0.5031995108, 0.1880520059592],
        [0.951551747647, 0.8893618351693, 0.6801426284952],
      ],
      log: [
        [0.7198170839163, 0.5859189820297, 0.2487882268177],
        [1, 0.9675747545523, 0.8073720455291],
      ],
      plain: [
        [0.7074793118252, 0.5640993266788, 0.1843848638406],
        [1, 0.9417830262624, 0.7119736795768],
      ],
    };
    for (const [band, [low, high]] of Object.entries(bands)) {
      const curve = kaplanMeier(drugArm, { band: band as BandKind });
      near(at(curve, curve.survival, [6, 10, 23]), [0.8571428571429, 0.7529411764706, 0.4481792717087]);
      near(at(curve, curve.se, [6, 10, 23]), [0.07636035483212, 0.09634965299432, 0.1345914567558]);
      near(at(curve, curve.low, [6, 10, 23]), low);
      near(at(curve, curve.high, [6, 10, 23]), high);
    }
  });

  test('gives quantiles and their intervals as R does', () => {
    // quantile(survfit(Surv(t, e) ~ g, conf.type = type)); Infinity is R's NA
    const q = (arm: typeof drugArm, band: BandKind) => {
      const curve = kaplanMeier(arm, { band });
      return [0.25, 0.5, 0.75].map((share) => Object.values(survivalQuantile(curve, share)));
    };
    expect(q(drugArm, 'log-log')).toEqual([
      [13, 6, 22],
      [23, 13, Infinity],
      [Infinity, 23, Infinity],
    ]);
    expect(q(placeboArm, 'log-log')).toEqual([
      [4, 1, 5],
      [8, 4, 11],
      [12, 8, 22],
    ]);
    expect(q(drugArm, 'plain')[0]).toEqual([13, 6, 23]);
    expect(q(placeboArm, 'plain')[2]).toEqual([12, 8, 17]);
    expect(q(placeboArm, 'log')[2]).toEqual([12, 8, Infinity]);
  });

  test('takes late entry and case weights as R does', () => {
    // survfit(Surv(entry, time, event) ~ 1, conf.type = 'log-log'); survfit(Surv(time, event) ~ 1, weights = w, robust = FALSE, …)
    const rows = made();
    const late = kaplanMeier({ durations: rows.durations, events: rows.events, entry: rows.entry });
    const times = [2, 5, 10, 20];
    near(at(late, late.survival, times), [0.6773040660893, 0.4861963694923, 0.3191842121265, 0.1653457694614]);
    near(at(late, late.low, times), [0.5684856690951, 0.3897130868455, 0.2365753664415, 0.10048495447]);
    near(at(late, late.high, times), [0.7642923546957, 0.5758749046423, 0.4046578128176, 0.2442330240568]);
    expect(at(late, late.atRisk, times)).toEqual([72, 71, 39, 11]);
    const weighted = kaplanMeier({ durations: rows.durations, events: rows.events, weights: rows.weights });
    near(at(weighted, weighted.survival, times), [0.7976955948444, 0.5671309188406, 0.3728971000016, 0.202784460818]);
    near(at(weighted, weighted.low, times), [0.7418131460785, 0.4995235162138, 0.3053071273709, 0.14304390211]);
    near(at(weighted, weighted.high, times), [0.8427700613242, 0.6291137009124, 0.4403534460774, 0.2700219271876]);
  });

  test('without censoring is the share of members still there', () => {
    const random = seeded(11);
    const durations = Float64Array.from({ length: 97 }, () => Math.ceil(random.exponential(20)));
    const curve = kaplanMeier({ durations, events: new Uint8Array(97).fill(1) });
    curve.times.forEach((t, i) => {
      const left = durations.filter((d) => d > t).length / 97;
      expect(curve.survival[i]).toBeCloseTo(left, 12);
      if (left > 0) expect(curve.se[i]).toBeCloseTo(Math.sqrt((left * (1 - left)) / 97), 12); // Greenwood is binomial here
    });
  });

  test('does not depend on the order of rows, nor on the unit of time', () => {
    const rows = made();
    const curve = kaplanMeier(rows);
    const order = seeded(3).shuffleInPlace(Array.from(rows.durations.keys()));
    const mixed = kaplanMeier({
      durations: Float64Array.from(order, (i) => rows.durations[i]! * 7),
      events: Uint8Array.from(order, (i) => rows.events[i]!),
      entry: Float64Array.from(order, (i) => rows.entry[i]! * 7),
      weights: Float64Array.from(order, (i) => rows.weights[i]!),
    });
    near(mixed.survival, Array.from(curve.survival), 13);
    near(mixed.low, Array.from(curve.low), 13);
    near(
      mixed.times,
      Array.from(curve.times, (t) => 7 * t),
    );
  });

  test('a weight of k is k rows, a weight of 0 none', () => {
    const rows = made();
    const weights = rows.weights.map((w, i) => (i % 10 === 0 ? 0 : w));
    const repeated = Array.from(rows.durations.keys()).flatMap((i) => Array<number>(weights[i]!).fill(i));
    const one = kaplanMeier({ durations: rows.durations, events: rows.events, weights });
    const other = kaplanMeier({
      durations: Float64Array.from(repeated, (i) => rows.durations[i]!),
      events: Uint8Array.from(repeated, (i) => rows.events[i]!),
    });
    for (const t of [1, 4, 9, 15, 30]) expect(survivalAt(one, t)).toBeCloseTo(survivalAt(other, t), 12);
  });

  test('leaves its inputs as they were', () => {
    const rows = made();
    const before = structuredClone(rows);
    kaplanMeier(rows);
    nelsonAalen(rows);
    expect(rows).toEqual(before);
  });

  test('an all-censored group stays at 1, and one last event keeps an honest upper end', () => {
    const none = kaplanMeier({ durations: Float64Array.of(3, 5), events: Uint8Array.of(0, 0) });
    expect([...none.survival, ...none.low, ...none.high]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(survivalQuantile(none)).toEqual({ value: Infinity, low: Infinity, high: Infinity });
    const last = kaplanMeier({ durations: Float64Array.of(3, 5), events: Uint8Array.of(1, 1) });
    expect(last.survival[1]).toBe(0);
    expect(last.low[1]).toBe(0);
    expect(last.high[1]).toBe(last.high[0]);
    expect(kaplanMeier({ durations: new Float64Array(0), events: new Uint8Array(0) }).times.length).toBe(0);
  });

  test('risk sets count whoever is still watched', () => {
    const table = riskTable(leukaemia);
    for (const t of [0, 1, 6, 6.5, 23, 35, 36]) expect(atRiskAt(table, t)).toBe(leukaemia.durations.filter((d) => d >= t).length);
  });

  test('sorts 200,000 rows well within a second', () => {
    const random = seeded(1);
    const durations = Float64Array.from({ length: 200_000 }, () => random.unit());
    const events = Uint8Array.from(durations, () => random.below(2));
    const start = process.hrtime.bigint();
    kaplanMeier({ durations, events });
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2000);
  });
});

describe('the cumulative hazard', () => {
  test('gives the sums and errors of R, with ties at once and one after the other', () => {
    // f <- survfit(Surv(t, e) ~ 1); f$cumhaz; f$std.chaz at 1, 5, 11, 23; then with ctype = 2
    const once = nelsonAalen(leukaemia);
    near(at(once, once.hazard, [1, 5, 11, 23]), [0.04761904761905, 0.2351317482896, 0.6420970967842, 1.53866303085]);
    near(at(once, once.se, [1, 5, 11, 23]), [0.03367175148507, 0.07854859046959, 0.1471098569789, 0.3356958878299]);
    const each = nelsonAalen(leukaemia, { ties: 'continuous' });
    near(at(each, each.hazard, [1, 5, 11, 23]), [0.04819976771196, 0.2379445809088, 0.6585486040501, 1.596080924671]);
    near(at(each, each.se, [1, 5, 11, 23]), [0.0340848561924, 0.07949971040904, 0.1510932115976, 0.3534151963851]);
  });

  test('its band holds it, and is symmetric on the log scale', () => {
    const curve = nelsonAalen(leukaemia);
    curve.hazard.forEach((h, i) => {
      expect(curve.low[i]! * curve.high[i]!).toBeCloseTo(h * h, 12);
    });
  });
});

describe('the restricted mean', () => {
  test('gives the means and errors of R', () => {
    // summary(survfit(Surv(t, e) ~ 1), rmean = tau)$table[c('rmean', 'se(rmean)')]
    const means: [arm: typeof drugArm, tau: number, value: number, se: number][] = [
      [drugArm, 20, 16.11652661064, 1.251560196005],
      [drugArm, 23, 17.90924369748, 1.553189978248],
      [placeboArm, 20, 8.428571428571, 1.268082682504],
      [placeboArm, 23, 8.666666666667, 1.377390041265],
    ];
    for (const [arm, tau, value, se] of means) {
      const mean = rmst(kaplanMeier(arm), tau);
      expect(mean.value).toBeCloseTo(value, 10);
      expect(mean.se).toBeCloseTo(se, 10);
      expect(mean.isExtended).toBe(false);
    }
  });

  test('compares two groups as difference and as ratio', () => {
    // by hand from the four numbers above, tau 20: 16.1165 - 8.4286, hypot of the errors, exp(log ratio ± 1.96 · hypot of relative errors)
    const { difference, ratio } = compareRmst(rmst(kaplanMeier(placeboArm), 20), rmst(kaplanMeier(drugArm), 20));
    expect(difference.value).toBeCloseTo(16.11652661064 - 8.428571428571, 10);
    expect(difference.se).toBeCloseTo(Math.hypot(1.251560196005, 1.268082682504), 10);
    expect(difference.low).toBeCloseTo(7.687955182069 - 1.959963984540054 * 1.78169487115, 8);
    expect(difference.p).toBeCloseTo(1.5962649990365e-5, 12);
    expect(ratio.value).toBeCloseTo(16.11652661064 / 8.428571428571, 10);
    const relative = Math.hypot(1.251560196005 / 16.11652661064, 1.268082682504 / 8.428571428571);
    expect(ratio.low).toBeCloseTo(ratio.value * Math.exp(-1.959963984540054 * relative), 9);
  });

  test('without censoring is the mean of the smaller of time and horizon', () => {
    const mean = rmst(kaplanMeier(placeboArm), 9);
    const direct = placeboArm.durations.reduce((sum, t) => sum + Math.min(t, 9), 0) / 21;
    expect(mean.value).toBeCloseTo(direct, 12);
  });

  test('says when the horizon lies beyond the follow-up', () => {
    expect(rmst(kaplanMeier(drugArm), 40).isExtended).toBe(true);
    expect(rmst(kaplanMeier(placeboArm), 40).isExtended).toBe(false); // everybody has left: the curve is 0 for good
  });
});

describe('the bands hold what they promise', () => {
  test('log-log bands hold the true share in 93 to 97 % of 2,000 samples, uneven groups and heavy censoring', () => {
    const random = seeded(1980);
    const settings: [n: number, censorMean: number, time: number][] = [
      [30, 1.2, 0.7],
      [120, 0.8, 0.5],
      [60, 30, 1],
      [200, 2, 1.5],
    ];
    for (const [n, censorMean, time] of settings) {
      let held = 0;
      let median = 0;
      const samples = 2000;
      for (let s = 0; s < samples; s++) {
        const durations = new Float64Array(n);
        const events = new Uint8Array(n);
        for (let i = 0; i < n; i++) {
          const leaves = random.exponential(1);
          const watched = random.exponential(censorMean);
          durations[i] = Math.min(leaves, watched);
          events[i] = leaves <= watched ? 1 : 0;
        }
        const curve = kaplanMeier({ durations, events });
        const row = rowAt(curve.times, time);
        const truth = Math.exp(-time);
        if (row < 0 || (curve.low[row]! <= truth && truth <= curve.high[row]!)) held++;
        const q = survivalQuantile(curve);
        if (q.low <= Math.LN2 && Math.LN2 <= q.high) median++;
      }
      expect(held / samples, `band, n ${n}`).toBeGreaterThan(0.93);
      expect(held / samples, `band, n ${n}`).toBeLessThan(0.97);
      expect(median / samples, `median, n ${n}`).toBeGreaterThan(0.925);
      expect(median / samples, `median, n ${n}`).toBeLessThan(0.985);
    }
  });
});
