import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { bgBbLogLikelihood, fitBgBb } from '../../../../core/kernel/lifetime/bgBb.ts';
import { bgNbdLogLikelihood, fitBgNbd } from '../../../../core/kernel/lifetime/bgNbd.ts';
import { fitGammaGamma, gammaGammaLogLikelihood } from '../../../../core/kernel/lifetime/gammaGamma.ts';
import { fitParetoNbd, paretoNbdLogLikelihood } from '../../../../core/kernel/lifetime/paretoNbd.ts';
import { fitSbg } from '../../../../core/kernel/lifetime/sbg.ts';
import { betaDraw, bgNbdBuyers, donors, orderValues, paretoNbdBuyers } from './buyers.ts';

/** Relative agreement, entry by entry. */
const close = (got: ArrayLike<number>, want: number[], relative: number) => {
  expect(got.length).toBe(want.length);
  want.forEach((w, i) => {
    expect(Math.abs(got[i]! / w - 1), `entry ${i}: ${got[i]} for ${w}`).toBeLessThan(relative);
  });
};
/** Each parameter within four of its standard errors of the truth. */
const recovers = (fit: { params: Float64Array; se: Float64Array; converged: boolean }, truth: number[]) => {
  expect(fit.converged).toBe(true);
  truth.forEach((v, i) => {
    expect(Math.abs(fit.params[i]! - v), `parameter ${i}: ${fit.params[i]} ± ${fit.se[i]}`).toBeLessThan(4 * fit.se[i]!);
  });
};
const lost = (survival: number[]) => Float64Array.from(survival.slice(1), (s, i) => survival[i]! - s);

describe('fits agree with an independent optimiser', () => {
  // python3, scipy 1.17: the likelihood of each paper in gammaln and hyp2f1, Nelder-Mead on log-parameters from three starts, restarted eight
  // times to xatol 1e-11; standard errors from fourth-order differences. Data: the seeded buyers below.
  const weekly = bgNbdBuyers(600, { r: 0.5, alpha: 4, a: 0.8, b: 2.5 }, 1);
  const other = paretoNbdBuyers(600, { r: 0.6, alpha: 8, s: 0.7, beta: 12 }, 2);

  test('BG/NBD', () => {
    const fit = fitBgNbd(weekly);
    close(fit.params, [0.5165430233919877, 4.8750206511931555, 1.0635587915512816, 4.0429530971249], 1e-6);
    close(fit.se, [0.043929330980455275, 0.6116602986406604, 0.4426599861866855, 2.0964611612774], 1e-5);
    expect(fit.logLikelihood).toBeCloseTo(-4124.087225271206, 8);
    expect(bgNbdLogLikelihood(fit.model, weekly)).toBeCloseTo(fit.logLikelihood, 8);
    close(fitBgNbd(other).params, [0.2707596511202826, 4.188444784125043, 0.4270704489939269, 1.3879260004816083], 1e-6);
  });

  test('Pareto/NBD', () => {
    const fit = fitParetoNbd(other);
    close(fit.params, [0.659970709703212, 9.877097305401579, 0.4436829483323557, 5.756147438724189], 1e-6);
    close(fit.se, [0.1165900143567441, 1.5243137349852391, 0.15423827426159437, 4.2173552192136805], 1e-5);
    expect(fit.logLikelihood).toBeCloseTo(-2867.5060059942352, 8);
    expect(paretoNbdLogLikelihood(fit.model, other)).toBeCloseTo(fit.logLikelihood, 8);
  });

  test('Gamma-Gamma', () => {
    const values = { x: weekly.x, mean: orderValues(weekly.x, { p: 6, q: 4, v: 15 }, 3) };
    const fit = fitGammaGamma(values);
    close(fit.params, [6.6279006575291275, 3.80450965702982, 12.600212080352785], 1e-6);
    close(fit.se, [2.1160939535721734, 0.43500428212423253, 5.360139854227274], 1e-5);
    expect(fit.logLikelihood).toBeCloseTo(-1599.8925321408105, 8);
    expect(gammaGammaLogLikelihood(fit.model, values)).toBeCloseTo(fit.logLikelihood, 8);
  });
});

describe('fits give the published parameters', () => {
  test('BG/BB for the donors: 1.204, 0.750, 0.657, 2.783', () => {
    const fit = fitBgBb(donors);
    [1.204, 0.75, 0.657, 2.783].forEach((v, i) => {
      expect(fit.params[i]).toBeCloseTo(v, 3);
    });
    expect(fit.logLikelihood).toBeCloseTo(-33225.6, 1);
    expect(bgBbLogLikelihood(fit.model, donors)).toBeCloseTo(fit.logLikelihood, 8);
  });

  test('sBG for regular (0.704, 1.182) and high-end (0.668, 3.806) customers', () => {
    // Fader and Hardie 2007, tables 1 and 2
    const regular = [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241];
    const highEnd = [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491];
    const fit = fitSbg(lost(regular), 0.241);
    expect(fit.model.alpha).toBeCloseTo(0.704, 3);
    expect(fit.model.beta).toBeCloseTo(1.182, 3);
    const high = fitSbg(lost(highEnd), 0.491);
    expect(high.model.alpha).toBeCloseTo(0.668, 3);
    expect(high.model.beta).toBeCloseTo(3.806, 3);
    // a thousand members are a thousand shares: same place, errors by the root of their number
    const people = fitSbg(lost(regular.map((s) => 1000 * s)), 241);
    close(people.params, Array.from(fit.params), 1e-8);
    close(
      people.se.map((s) => s * Math.sqrt(1000)),
      Array.from(fit.se),
      1e-6,
    );
    expect(people.logLikelihood).toBeCloseTo(1000 * fit.logLikelihood, 6);
  });
});

describe('fits recover what was simulated', () => {
  test('BG/NBD, 4,000 members', () => {
    const truth = { r: 0.5, alpha: 4, a: 0.8, b: 2.5 };
    recovers(fitBgNbd(bgNbdBuyers(4000, truth, 21)), [0.5, 4, 0.8, 2.5]);
  });

  test('Pareto/NBD, 3,000 members', () => {
    const truth = { r: 0.6, alpha: 8, s: 0.7, beta: 12 };
    recovers(fitParetoNbd(paretoNbdBuyers(3000, truth, 22)), [0.6, 8, 0.7, 12]);
  });

  test('Gamma-Gamma, about 2,000 members with orders', () => {
    const { x } = bgNbdBuyers(3000, { r: 1, alpha: 6, a: 0.5, b: 4 }, 23);
    recovers(fitGammaGamma({ x, mean: orderValues(x, { p: 6, q: 4, v: 15 }, 24) }), [6, 4, 15]);
  });

  test('sBG, 5,000 members over 8 renewals', () => {
    const random = seeded(25);
    const leaving = new Float64Array(8);
    let kept = 0;
    for (let i = 0; i < 5000; i++) {
      const chance = betaDraw(random, 0.9, 3);
      let t = 0;
      while (t < 8 && random.unit() >= chance) t++;
      if (t < 8) leaving[t]!++;
      else kept++;
    }
    recovers(fitSbg(leaving, kept), [0.9, 3]);
  });
});

describe('fits keep their promises', () => {
  const buyers = bgNbdBuyers(400, { r: 0.5, alpha: 4, a: 0.8, b: 2.5 }, 6);

  test('the order of rows does not matter, to the bit', () => {
    const order = seeded(7).shuffleInPlace(Array.from(buyers.x.keys()));
    const mixed = {
      x: Float64Array.from(order, (i) => buyers.x[i]!),
      recency: Float64Array.from(order, (i) => buyers.recency[i]!),
      age: Float64Array.from(order, (i) => buyers.age[i]!),
    };
    close(fitBgNbd(mixed).params, Array.from(fitBgNbd(buyers).params), 1e-9);
  });

  test('a weight of two is two members', () => {
    const twice = {
      x: Float64Array.of(...buyers.x, ...buyers.x),
      recency: Float64Array.of(...buyers.recency, ...buyers.recency),
      age: Float64Array.of(...buyers.age, ...buyers.age),
    };
    const weighted = { ...buyers, weights: new Float64Array(400).fill(2) };
    expect(fitBgNbd(weighted)).toEqual(fitBgNbd(twice));
  });

  test('days or weeks give the same model', () => {
    const days = { x: buyers.x, recency: buyers.recency.map((t) => t * 7), age: buyers.age.map((t) => t * 7) };
    const weeks = fitBgNbd(buyers);
    const inDays = fitBgNbd(days);
    close(inDays.params, [weeks.params[0]!, weeks.params[1]! * 7, weeks.params[2]!, weeks.params[3]!], 1e-7);
  });

  test('the same data give the same fit, and stay as they were', () => {
    const before = structuredClone(buyers);
    expect(fitParetoNbd(buyers)).toEqual(fitParetoNbd(buyers));
    expect(buyers).toEqual(before);
  });

  test('nobody who leaves is not a number made up: the fit says it has not settled', () => {
    // the steadier the members, the further b runs
    const random = seeded(4);
    const x = Float64Array.from({ length: 200 }, () => 30 + random.below(5));
    const steady = { x, recency: new Float64Array(200).fill(39.5), age: new Float64Array(200).fill(40) };
    expect(fitBgNbd(steady).converged).toBe(false);
  });

  test('refuses free orders and a cohort that grows', () => {
    expect(() => fitGammaGamma({ x: Float64Array.of(2), mean: Float64Array.of(0) })).toThrow(/above 0/);
    expect(() => fitGammaGamma({ x: Float64Array.of(0), mean: Float64Array.of(0) })).toThrow(/at least 1 repeat order/);
    expect(() => fitSbg(lost([100, 80, 90]), 90)).toThrow(/must not rise/);
    expect(() => fitSbg(new Float64Array(0), 5)).toThrow(/at least 1 renewal/);
  });
});
