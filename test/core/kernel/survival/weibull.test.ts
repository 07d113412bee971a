import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { fitExponential, fitWeibull } from '../../../../core/kernel/survival/weibull.ts';
import { drugArm, made } from './followUps.ts';

/** Follow-up with a known Weibull. */
function simulated(n: number, lambda: number, rho: number, seed: number) {
  const random = seeded(seed);
  const durations = new Float64Array(n);
  const events = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const leaves = lambda * random.exponential(1) ** (1 / rho);
    const watched = random.exponential(lambda * 1.5);
    durations[i] = Math.min(leaves, watched);
    events[i] = leaves <= watched ? 1 : 0;
  }
  return { durations, events };
}

describe('the Weibull fit', () => {
  test('gives the scale, shape, likelihood and errors of R', () => {
    // survreg(Surv(t, e) ~ 1): exp(coef), 1 / scale, loglik[2], and from vcov: exp(coef) · se(coef), se(log scale) / scale
    const drug = fitWeibull(drugArm);
    expect(drug.lambda.value).toBeCloseTo(33.76515096763, 9);
    expect(drug.rho.value).toBeCloseTo(1.353734523826, 10);
    expect(drug.logLikelihood).toBeCloseTo(-41.65867847688, 10);
    expect(drug.lambda.se).toBeCloseTo(9.230342926146, 8);
    expect(drug.rho.se).toBeCloseTo(0.3768768269038, 9);
    const rows = made();
    const all = fitWeibull({ durations: rows.durations, events: rows.events });
    expect(all.lambda.value).toBeCloseTo(10.89905416411, 9);
    expect(all.rho.value).toBeCloseTo(1.0153953788, 9);
    expect(all.logLikelihood).toBeCloseTo(-321.9603881017, 9);
    expect(all.lambda.se).toBeCloseTo(1.101627688843, 9);
    expect(all.rho.se).toBeCloseTo(0.08160482115325, 9);
    expect(all.exponential.lambda.value).toBeCloseTo(10.90526315789, 10);
    expect(all.exponential.logLikelihood).toBeCloseTo(-321.9783254658, 9);
    expect(all.againstExponential.statistic).toBeCloseTo(2 * (321.9783254658 - 321.9603881017), 9);
  });

  test('scales with the unit of time, and not with the order of rows', () => {
    const days = fitWeibull(drugArm);
    const order = seeded(2).shuffleInPlace(Array.from(drugArm.durations.keys()));
    const hours = fitWeibull({
      durations: Float64Array.from(order, (i) => drugArm.durations[i]! * 1e6),
      events: Uint8Array.from(order, (i) => drugArm.events[i]!),
    });
    expect(hours.lambda.value / 1e6).toBeCloseTo(days.lambda.value, 9);
    expect(hours.rho.value).toBeCloseTo(days.rho.value, 11);
    expect(hours.rho.se).toBeCloseTo(days.rho.se, 9);
  });

  test('recovers shapes from 0.3 to 8', () => {
    for (const rho of [0.3, 1, 2.5, 8]) {
      const fit = fitWeibull(simulated(5000, 40, rho, 17));
      expect(Math.abs(fit.rho.value - rho)).toBeLessThan(4 * fit.rho.se);
      expect(Math.abs(fit.lambda.value - 40)).toBeLessThan(4 * fit.lambda.se);
    }
  });

  test('finds the median where half have left', () => {
    const fit = fitWeibull(drugArm);
    expect(Math.exp(-((fit.median.value / fit.lambda.value) ** fit.rho.value))).toBeCloseTo(0.5, 12);
  });

  test('its exponential is events over time at risk', () => {
    const fit = fitExponential(drugArm);
    expect(fit.lambda.value).toBeCloseTo(359 / 9, 12); // 359 weeks watched, 9 relapses
    expect(fit.lambda.se).toBeCloseTo(359 / 27, 12);
  });

  test('refuses a duration of 0, no event, and events that are all at the end', () => {
    expect(() => fitWeibull({ durations: Float64Array.of(0, 1), events: Uint8Array.of(1, 1) })).toThrow(/above 0/);
    expect(() => fitWeibull({ durations: Float64Array.of(2, 1), events: Uint8Array.of(0, 0) })).toThrow(/at least 1 event/);
    expect(() => fitWeibull({ durations: Float64Array.of(3, 3), events: Uint8Array.of(1, 1) })).toThrow(/finite/);
  });
});
