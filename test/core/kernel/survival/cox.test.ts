import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/base/errors.ts';
import { seeded } from '../../../../core/base/random.ts';
import { concordance } from '../../../../core/kernel/survival/concordance.ts';
import { fitCox } from '../../../../core/kernel/survival/cox.ts';
import { coxBaseline } from '../../../../core/kernel/survival/coxBaseline.ts';
import { coxRows, coxSums } from '../../../../core/kernel/survival/coxSums.ts';
import { rowAt } from '../../../../core/kernel/survival/kaplanMeier.ts';
import { logRank } from '../../../../core/kernel/survival/logRank.ts';
import { nelsonAalen } from '../../../../core/kernel/survival/nelsonAalen.ts';
import { proportionality } from '../../../../core/kernel/survival/proportionality.ts';
import { leukaemia, made, twoColumns } from './followUps.ts';

const near = (got: ArrayLike<number>, want: number[], digits = 9) => {
  expect(got.length).toBe(want.length);
  want.forEach((w, i) => {
    expect(got[i], `entry ${i}`).toBeCloseTo(w, digits);
  });
};
const NAMES = ['x1', 'x2', 'g'];

/** Follow-up in which the hazard ratio of each covariate is known. */
function simulated(n: number, beta: number[], seed: number) {
  const random = seeded(seed);
  const p = beta.length;
  const x = Float64Array.from({ length: n * p }, () => random.normal());
  const durations = new Float64Array(n);
  const events = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += beta[j]! * x[i * p + j]!;
    const leaves = random.exponential(Math.exp(-eta));
    const watched = random.exponential(2);
    durations[i] = Math.min(leaves, watched);
    events[i] = leaves <= watched ? 1 : 0;
  }
  return { durations, events, x };
}

describe('the Cox model', () => {
  test('gives -1.5721 (Efron) and -1.5092 (Breslow) for the drug of the leukaemia children, with the tests of R', () => {
    // R survival 3.5-3: coxph(Surv(t, e) ~ x, ties = …): coef, se, loglik, wald.test, score
    const efron = fitCox(leukaemia, leukaemia.drug, ['drug']);
    near([efron.coefficients[0]!, efron.se[0]!], [-1.572125148829, 0.4123967177095], 11);
    near([efron.logLikelihood.null, efron.logLikelihood.model], [-93.18426999685, -85.00842457737]);
    near([efron.wald.statistic, efron.score.statistic], [14.53261706337, 17.24653679572]);
    expect(efron.likelihoodRatio.statistic).toBeCloseTo(2 * (93.18426999685 - 85.00842457737), 9);
    expect(efron.hazardRatio[0]).toBeCloseTo(0.2076035, 6);
    expect([efron.concordance.concordant, efron.concordance.discordant, efron.concordance.tied]).toEqual([335, 64, 314]);
    expect(efron.concordance.value).toBeCloseTo(0.6900420757363, 12);
    const breslow = fitCox(leukaemia, leukaemia.drug, ['drug'], { ties: 'breslow' });
    near([breslow.coefficients[0]!, breslow.se[0]!], [-1.509191412586, 0.4095644063667], 11);
    near([breslow.logLikelihood.null, breslow.logLikelihood.model], [-93.98505047825, -86.37962207115]);
    near([breslow.wald.statistic, breslow.score.statistic], [13.57826365092, 15.93053956403]);
  });

  test('gives three coefficients with ties as R does', () => {
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const efron = fitCox(data, rows.x, NAMES);
    near(efron.coefficients, [0.6835168164365, -0.5451884053951, 0.1311915902381]);
    near(efron.se, [0.102142199193, 0.2113629819867, 0.1670436305334]);
    near([efron.logLikelihood.null, efron.logLikelihood.model], [-391.9235105849, -368.5891906807]);
    near([efron.wald.statistic, efron.score.statistic], [47.67583131607, 49.60984036253]);
    expect([efron.concordance.concordant, efron.concordance.discordant, efron.concordance.tied]).toEqual([5216, 1950, 3]);
    const breslow = fitCox(data, rows.x, NAMES, { ties: 'breslow' });
    near(breslow.coefficients, [0.6626344305434, -0.5144979460401, 0.1306750308202]);
    near(breslow.se, [0.1017528608189, 0.2109402426955, 0.1661580066787]);
    near([breslow.logLikelihood.null, breslow.logLikelihood.model], [-393.8190174951, -371.7397746319]);
  });

  test('takes late entry and case weights as R does', () => {
    const { durations, events, entry, weights, x } = made();
    const late = fitCox({ durations, events, entry }, twoColumns(x), ['x1', 'x2']);
    near(late.coefficients, [0.6436138342478, -0.4905169284136]);
    near(late.se, [0.1033265157195, 0.2113992998184]);
    near([late.logLikelihood.null, late.logLikelihood.model], [-373.1005699453, -352.9923798295]);
    const lateBreslow = fitCox({ durations, events, entry }, twoColumns(x), ['x1', 'x2'], { ties: 'breslow' });
    near(lateBreslow.coefficients, [0.6191118702413, -0.4547637610879]);
    const weighted = fitCox({ durations, events, weights }, twoColumns(x), ['x1', 'x2']);
    near(weighted.coefficients, [0.6755105376025, -0.344088315231]);
    near(weighted.se, [0.08112404513839, 0.15694176386]);
    near([weighted.logLikelihood.null, weighted.logLikelihood.model], [-790.1337204436, -754.5820014956]);
    const weightedBreslow = fitCox({ durations, events, weights }, twoColumns(x), ['x1', 'x2'], { ties: 'breslow' });
    near(weightedBreslow.coefficients, [0.6497844761587, -0.3195205417677]);
  });

  test('gives the baseline hazard of R', () => {
    // basehaz(fit, centered = FALSE) at 2, 5, 10, 20
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    for (const [ties, want] of [
      ['efron', [0.1951567782606, 0.5267817872596, 1.089480943471, 2.123722043755]],
      ['breslow', [0.1870751618641, 0.5032653604563, 1.046435855619, 2.047146769448]],
    ] as const) {
      const baseline = coxBaseline(data, rows.x, fitCox(data, rows.x, NAMES, { ties }));
      near(
        [2, 5, 10, 20].map((t) => baseline.hazard[rowAt(baseline.times, t)]!),
        [...want],
      );
    }
  });

  test('checks proportional hazards as R does, on each clock', () => {
    // cox.zph(fit, transform = …)$table[, 'chisq'], the last number is GLOBAL
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const efron = fitCox(data, rows.x, NAMES);
    const want = {
      km: [1.119196307276, 0.1899937682532, 0.570576166431, 2.204860362541],
      rank: [0.9497684990884, 0.2056565116605, 0.7068564181711, 2.091934988436],
      identity: [1.024013145044, 0.1383492221875, 0.02335063884892, 1.835622513776],
      log: [0.58640212986, 0.1746432289469, 0.4459713974932, 1.349055693876],
    };
    for (const [scale, chi2] of Object.entries(want)) {
      const drift = proportionality(data, rows.x, efron, { scale: scale as keyof typeof want });
      near([...drift.each.map((d) => d.statistic), drift.global.statistic], chi2);
      expect(drift.global.df).toBe(3);
    }
  });

  test('gives the older residual form of the check', () => {
    // python3 with numpy: scaled Schoenfeld residuals d · r · V of a Breslow fit, event by event, correlated with time and with its rank
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const fit = fitCox(data, rows.x, NAMES, { ties: 'breslow' });
    const identity = proportionality(data, rows.x, fit, { scale: 'identity', method: 'residual' });
    near(
      [...identity.each.map((d) => d.statistic), identity.global.statistic],
      [0.8062443445513683, 0.23869912336413096, 0.008754343851337488, 0.9378608285734408],
    );
    const rank = proportionality(data, rows.x, fit, { scale: 'rank', method: 'residual' });
    near(
      [...rank.each.map((d) => d.statistic), rank.global.statistic],
      [0.9643756185529758, 0.2832636565394475, 0.7009359584617056, 1.8415828511503907],
    );
  });

  test('its score test for one two-group covariate without ties is the log-rank test', () => {
    const { durations, events } = simulated(80, [0.5], 9);
    const group = Uint32Array.from(durations, (_, i) => (i % 3) & 1);
    const fit = fitCox({ durations, events }, Float64Array.from(group), ['group']);
    expect(fit.score.statistic).toBeCloseTo(logRank({ durations, events }, group, 2).chi2, 9);
  });

  test('with a coefficient of 0 its baseline is the Nelson-Aalen hazard', () => {
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const moments: [number, number][] = [];
    coxSums(coxRows(data, rows.x, 3), new Float64Array(3), 'breslow', (m) => moments.push([m.time, m.hazard]));
    let sum = 0;
    const hazard = nelsonAalen(data);
    for (const [time, step] of moments.reverse()) {
      sum += step;
      expect(sum).toBeCloseTo(hazard.hazard[rowAt(hazard.times, time)]!, 10);
    }
  });

  test('does not depend on order of rows; units of a covariate rescale its coefficient; a shift changes nothing', () => {
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const fit = fitCox(data, rows.x, NAMES);
    const order = seeded(8).shuffleInPlace(Array.from(rows.durations.keys()));
    const mixed = fitCox(
      { durations: Float64Array.from(order, (i) => rows.durations[i]!), events: Uint8Array.from(order, (i) => rows.events[i]!) },
      Float64Array.from(order.flatMap((i) => [rows.x[3 * i]! * 1e6 + 5e8, rows.x[3 * i + 1]!, rows.x[3 * i + 2]!])),
      NAMES,
    );
    near([mixed.coefficients[0]! * 1e6, mixed.coefficients[1]!, mixed.coefficients[2]!], Array.from(fit.coefficients), 8);
    near([mixed.se[0]! * 1e6, mixed.se[1]!], [fit.se[0]!, fit.se[1]!], 8);
  });

  test('recovers the coefficients of 20,000 simulated members', () => {
    const truth = [0.5, -1, 0, 0.25];
    const { durations, events, x } = simulated(20_000, truth, 42);
    const fit = fitCox({ durations, events }, x, ['a', 'b', 'c', 'd']);
    truth.forEach((b, j) => {
      expect(Math.abs(fit.coefficients[j]! - b)).toBeLessThan(4 * fit.se[j]!);
    });
    expect(Math.max(...fit.se)).toBeLessThan(0.02);
  });

  test('refuses what cannot be told apart, and names it', () => {
    const rows = made();
    const data = { durations: rows.durations, events: rows.events };
    const n = rows.durations.length;
    const refusal = (x: Float64Array, names: string[], of = data) => {
      try {
        fitCox(of, x, names);
      } catch (error) {
        return error instanceof InputError ? `${error.code} ${error.data['covariate'] ?? ''}`.trim() : error;
      }
      return 'no refusal';
    };
    expect(refusal(new Float64Array(n).fill(3.3), ['flat'])).toBe('bad-option flat');
    const doubled = Float64Array.from({ length: 2 * n }, (_, at) => rows.x[3 * (at >> 1)]! * (at & 1 ? 2 : 1));
    expect(refusal(doubled, ['once', 'twice'])).toBe('bad-option twice');
    expect(refusal(rows.x, NAMES, { durations: rows.durations, events: new Uint8Array(n) })).toBe('bad-option');
    // everybody with x = 1 leaves before anybody with x = 0: the likelihood rises for ever
    const apart = { durations: Float64Array.from({ length: 40 }, (_, i) => i + 1), events: new Uint8Array(40).fill(1) };
    expect(
      refusal(
        Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 0)),
        ['perfect'],
        apart,
      ),
    ).toBe('bad-option perfect');
    expect(
      refusal(
        Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)),
        ['spared'],
        apart,
      ),
    ).toBe('bad-option spared');
  });

  test('fits 100,000 rows with 5 covariates at well under a second an iteration', () => {
    const { durations, events, x } = simulated(100_000, [0.1, 0.2, 0.3, 0.1, 0], 7);
    const rows = coxRows({ durations, events }, x, 5);
    coxSums(rows, new Float64Array(5), 'efron');
    const start = process.hrtime.bigint();
    coxSums(rows, new Float64Array(5).fill(0.1), 'efron');
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(600);
  });
});

describe('concordance', () => {
  test('counts the pairs of R, ties in both', () => {
    // concordance(Surv(time, event) ~ I(floor(x1)), data = d)$count: concordant, discordant, tied.x
    const rows = made();
    const scores = Float64Array.from(rows.durations, (_, i) => Math.floor(rows.x[3 * i]!));
    const found = concordance(rows.durations, rows.events, scores);
    expect([found.concordant, found.discordant, found.tied]).toEqual([1227, 4371, 1571]);
  });

  test('is what comparing every pair gives', () => {
    const random = seeded(13);
    for (let round = 0; round < 20; round++) {
      const n = 1 + random.below(60);
      const durations = Float64Array.from({ length: n }, () => random.below(15));
      const events = Uint8Array.from({ length: n }, () => random.below(2));
      const scores = Float64Array.from({ length: n }, () => random.below(8));
      let [concordant, discordant, tied] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const isPair = events[i] && (durations[i]! < durations[j]! || (durations[i] === durations[j] && !events[j]));
          if (!isPair) continue;
          if (scores[i]! < scores[j]!) concordant++;
          else if (scores[i]! > scores[j]!) discordant++;
          else tied++;
        }
      }
      const found = concordance(durations, events, scores);
      expect([found.concordant, found.discordant, found.tied]).toEqual([concordant, discordant, tied]);
      if (found.pairs > 0)
        expect(
          found.value +
            concordance(
              durations,
              events,
              scores.map((s) => -s),
            ).value,
        ).toBeCloseTo(1, 12);
    }
  });

  test('is NaN without a pair that can be compared', () => {
    expect(concordance(Float64Array.of(1, 2), Uint8Array.of(0, 0), Float64Array.of(1, 2)).value).toBeNaN();
  });
});
