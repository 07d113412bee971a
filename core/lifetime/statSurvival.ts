/** The survival families of `hearth stat`: curves, tests, means, concordance, Weibull. */

import { concordance } from '../kernel/survival/concordance.ts';
import { type BandKind, kaplanMeier, rowAt, type SurvivalCurve, survivalAt } from '../kernel/survival/kaplanMeier.ts';
import { type LogRank, type LogRankWeight, logRank } from '../kernel/survival/logRank.ts';
import { nelsonAalen } from '../kernel/survival/nelsonAalen.ts';
import { survivalQuantile } from '../kernel/survival/quantile.ts';
import { compareRmst, rmst } from '../kernel/survival/rmst.ts';
import { type Estimate, type ExponentialFit, fitExponential, fitWeibull } from '../kernel/survival/weibull.ts';
import { groupNumbers, type Rows, readFollowUp, rowsOf } from './statFollowUp.ts';
import { choice, confidenceOf, has, type Inputs, number, numbers, pick, refuse, sameLength } from './statInputs.ts';
import { chiSquare, type Fields, interval, logLik, named, pValue } from './statOutput.ts';

const BANDS: Record<string, BandKind> = {
  'log-log': 'log-log',
  loglog: 'log-log',
  log: 'log',
  plain: 'plain',
  linear: 'plain',
};

/** Kaplan-Meier, whole and by group. */
export function kmFields(inputs: Inputs): Fields {
  const rows = readFollowUp(inputs);
  const options = {
    confidence: confidenceOf(inputs),
    band: choice(inputs, ['band', 'conf_type', 'conf.type', 'ci_type', 'transform'], BANDS, 'log-log'),
  };
  const all = curveFields(kaplanMeier(rows, options), inputs, rows);
  if (!rows.labels) return all;
  const { of, names } = groupNumbers(rows.labels);
  const curves = names.map((name, g) => [name, curveFields(kaplanMeier(rows, options, rowsOf(of, g)), inputs, rows)] as const);
  return {
    ...all,
    groups: Object.fromEntries(curves),
    medians: Object.fromEntries(curves.map(([name, c]) => [name, c['median']])),
    logrank: testFields(logRank(rows, of, names.length), names),
  };
}

function curveFields(curve: SurvivalCurve, inputs: Inputs, rows: Rows): Fields {
  const wanted = has(inputs, ['quantiles', 'q', 'probs'])
    ? Array.from(numbers(inputs, ['quantiles', 'q', 'probs']))
    : [0.25, 0.5, 0.75];
  const median = survivalQuantile(curve, 0.5);
  const atEvents = (column: Float64Array) => column.filter((_, i) => curve.events[i]! > 0);
  const events = curve.events.reduce((a, b) => a + b, 0);
  const whole = {
    ...named(curve.times, 'times', 'time', 'timeline'),
    ...named(curve.survival, 'survival', 'survival_function', 'surv', 's', 'S'),
    ...named(curve.se, 'se', 'std_err', 'std_error', 'survival_se'),
    ...interval(curve.low, curve.high),
    ...named(curve.atRisk, 'at_risk', 'n_risk', 'atRisk'),
    ...named(curve.events, 'n_event', 'n_events', 'observed', 'deaths'),
    ...named(curve.censored, 'n_censor', 'censored'),
  };
  const points = rows.points;
  const pointFields = points ? { ...at(curve, points), curve: whole } : whole;
  return {
    ...pointFields,
    n: curve.n,
    events,
    ...named(atEvents(curve.times), 'event_times'),
    ...named(atEvents(curve.survival), 'survival_at_events', 'event_survival'),
    ...named(median.value, 'median', 'median_survival_time'),
    ...named([median.low, median.high], 'median_ci', 'median_interval'),
    ...named(median.low, 'median_low', 'median_lower'),
    ...named(median.high, 'median_high', 'median_upper'),
    quantiles: Object.fromEntries(wanted.map((q) => [String(q), survivalQuantile(curve, q)])),
  };
}

function at(curve: SurvivalCurve, points: Float64Array): Fields {
  const column = (values: Float64Array, before: number) =>
    points.map((t) => {
      const row = rowAt(curve.times, t);
      return row < 0 ? before : values[row]!;
    });
  const survival = points.map((t) => survivalAt(curve, t));
  return {
    ...named(points, 'times', 'time', 'timeline'),
    ...named(survival, 'survival', 'survival_function', 'surv', 's', 'S', 'survival_at', 'value', 'values'),
    ...named(column(curve.se, 0), 'se', 'std_err', 'std_error'),
    ...interval(column(curve.low, 1), column(curve.high, 1)),
  };
}

/** Nelson-Aalen, with the sums that take ties one after the other beside it. */
export function hazardFields(inputs: Inputs): Fields {
  const rows = readFollowUp(inputs);
  const confidence = confidenceOf(inputs);
  const smooth = inputs['nelson_aalen_smoothing'] === true || inputs['smoothing'] === true;
  const ties = choice(
    inputs,
    ['ties', 'ctype'],
    { discrete: 'discrete', continuous: 'continuous', 'fleming-harrington': 'continuous', aalen: 'discrete' },
    smooth ? 'continuous' : 'discrete',
  );
  const curve = nelsonAalen(rows, { ties, confidence });
  const points = rows.points;
  const column = (values: Float64Array) =>
    points
      ? points.map((t) => {
          const row = rowAt(curve.times, t);
          return row < 0 ? 0 : values[row]!;
        })
      : values;
  const other = nelsonAalen(rows, { ties: 'continuous', confidence });
  return {
    ...named(points ?? curve.times, 'times', 'time', 'timeline'),
    ...named(column(curve.hazard), 'hazard', 'cumulative_hazard', 'cumhaz', 'H', 'value', 'values'),
    ...named(column(other.hazard), 'cumulative_hazard_smoothed', 'fleming_harrington'),
    ...named(column(curve.se), 'se', 'std_err', 'std_error'),
    variance: column(curve.se).map((v) => v * v),
    ...interval(column(curve.low), column(curve.high)),
    ...named(curve.atRisk, 'at_risk', 'n_risk'),
    ...named(curve.events, 'n_event', 'observed'),
    n: curve.n,
    events: curve.events.reduce((a, b) => a + b, 0),
  };
}

const WEIGHTS: Record<string, LogRankWeight> = {
  logrank: 'logrank',
  'log-rank': 'logrank',
  none: 'logrank',
  gehan: 'gehan',
  wilcoxon: 'gehan',
  breslow: 'gehan',
  'gehan-wilcoxon': 'gehan',
  'tarone-ware': 'tarone-ware',
  tarone: 'tarone-ware',
  peto: 'peto',
  'fleming-harrington': 'fleming-harrington',
  'peto-peto': 'fleming-harrington',
  fh: 'fleming-harrington',
};
const WEIGHT_NAMES = ['weightings', 'weighting', 'weights', 'weight', 'test', 'weight_type', 'method'] as const;

/** Log-rank and its weighted relatives. */
export function logRankFields(inputs: Inputs, weight: LogRankWeight = 'logrank'): Fields {
  const rows = readFollowUp(inputs);
  if (!rows.labels)
    refuse(['groups'], 'a list with the group of each row', undefined, 'Pass groups, or durations_A and durations_B.');
  const { of, names } = groupNumbers(rows.labels);
  if (names.length < 2) refuse(['groups'], 'at least 2 different groups', names, 'Pass the rows of the other group too.');
  const word = WEIGHT_NAMES.find((name) => typeof inputs[name] === 'string');
  const asked = word ? choice(inputs, [word], WEIGHTS, weight) : weight;
  const isPetoPeto = word !== undefined && inputs[word] === 'peto-peto';
  const rho = number(
    inputs,
    ['rho', 'p_fh', 'fh_p'],
    isPetoPeto ? 1 : asked === 'fleming-harrington' && !has(inputs, ['p']) ? 1 : 0,
  );
  const shape = { rho: has(inputs, ['p']) ? number(inputs, ['p']) : rho, gamma: number(inputs, ['gamma', 'q', 'fh_q'], 0) };
  const isShaped = asked === 'logrank' && (shape.rho !== 0 || shape.gamma !== 0);
  const chosen = isShaped ? 'fleming-harrington' : asked;
  const kinds: LogRankWeight[] = ['logrank', 'gehan', 'tarone-ware', 'peto'];
  return {
    ...testFields(logRank(rows, of, names.length, { weight: chosen, ...shape }), names),
    weight: chosen,
    by_weight: Object.fromEntries(
      kinds.map((kind) => {
        const test = logRank(rows, of, names.length, { weight: kind });
        return [kind.replace('-', '_'), chiSquare(test.chi2, test.df, test.p)];
      }),
    ),
  };
}

function testFields(test: LogRank, names: string[]): Fields {
  const isPair = names.length === 2;
  const z = isPair && test.variance[0]! > 0 ? test.score[0]! / Math.sqrt(test.variance[0]!) : undefined;
  return {
    ...chiSquare(test.chi2, test.df, test.p),
    groups: names,
    n: test.n,
    ...named(test.observed, 'observed', 'obs'),
    ...named(test.expected, 'expected', 'exp'),
    by_group: Object.fromEntries(
      names.map((name, g) => [name, { n: test.n[g], observed: test.observed[g], expected: test.expected[g] }]),
    ),
    variance: isPair ? test.variance[0] : test.variance,
    covariance: Array.from(names, (_, g) => test.variance.slice(g * names.length, (g + 1) * names.length)),
    ...(z === undefined ? {} : { z }),
    ...(isPair
      ? { ...named(test.observed[0]! / test.expected[0]! / (test.observed[1]! / test.expected[1]!), 'hazard_ratio', 'hr') }
      : {}),
  };
}

/** Restricted mean survival time, and the contrast of two groups. */
export function rmstFields(inputs: Inputs): Fields {
  const horizons = ['tau', 'limit', 'horizon', 'until', 'tmax', 'rmean'] as const;
  const { durations, events, entry, weights, labels } = readFollowUp(inputs);
  const rows = { durations, events, entry, weights };
  const confidence = confidenceOf(inputs);
  const { of, names } = groupNumbers(labels ?? Array.from(durations, () => 'all'));
  // without a horizon: as far as every group was followed
  const followed = names.map((_, g) => durations.reduce((most, t, i) => (of[i] === g ? Math.max(most, t) : most), 0));
  const tau = number(inputs, horizons, Math.min(...followed));
  if (!(tau > 0)) refuse(horizons, 'above 0', tau, 'Pass a time within the follow-up.');
  const means = names.map((_, g) => rmst(kaplanMeier(rows, { confidence }, rowsOf(of, g)), tau, confidence));
  const one = (mean: (typeof means)[number]): Fields => ({
    ...named(mean.value, 'rmst', 'value', 'mean'),
    ...named(mean.se, 'se', 'std_err', 'std_error'),
    variance: mean.se ** 2,
    ...interval(mean.low, mean.high),
    ...named([mean.low, mean.high], 'ci', 'interval'),
    is_extended: mean.isExtended,
  });
  if (names.length === 1) return { ...one(means[0]!), tau };
  const byGroup = Object.fromEntries(names.map((name, g) => [name, one(means[g]!)]));
  const out: Fields = {
    tau,
    groups: names,
    by_group: byGroup,
    rmst: means.map((m) => m.value),
    se: means.map((m) => m.se),
    is_extended: means.some((m) => m.isExtended),
  };
  if (names.length !== 2) return out;
  const { difference, ratio } = compareRmst(means[0]!, means[1]!, confidence);
  return {
    ...out,
    ...named(difference.value, 'difference', 'diff', 'rmst_difference', 'rmst_diff'),
    ...named(difference.se, 'difference_se', 'diff_se', 'se_difference'),
    ...named([difference.low, difference.high], 'difference_ci', 'diff_ci'),
    ...pValue(difference.p),
    z: difference.value / difference.se,
    ...named(ratio.value, 'ratio', 'rmst_ratio'),
    ...named([ratio.low, ratio.high], 'ratio_ci'),
    ...named(ratio.p, 'ratio_p', 'ratio_p_value'),
  };
}

const SCORES = [
  'scores',
  'predicted',
  'predictions',
  'prediction',
  'predicted_scores',
  'score',
  'predicted_times',
  'estimate',
] as const;
const RISKS = [
  'risk',
  'risks',
  'risk_scores',
  'risk_score',
  'hazard',
  'partial_hazard',
  'lp',
  'linear_predictor',
  'eta',
] as const;

/** Harrell's c. Scores say who stays longer; risks, who leaves sooner. */
export function concordanceFields(inputs: Inputs): Fields {
  const isRisk = !has(inputs, SCORES) && has(inputs, RISKS);
  const given = isRisk ? numbers(inputs, RISKS) : numbers(inputs, [...SCORES, 'x', 'X']);
  const { durations, events } = readFollowUp(inputs);
  sameLength({ durations, scores: given });
  const found = concordance(durations, events, isRisk ? given.map((v) => -v) : given);
  return {
    ...named(found.value, 'c_index', 'cindex', 'c', 'concordance', 'concordance_index', 'value'),
    concordant: found.concordant,
    discordant: found.discordant,
    ...named(found.tied, 'tied', 'tied_x', 'ties'),
    ...named(found.pairs, 'pairs', 'comparable', 'num_pairs'),
  };
}

/** Weibull with the exponential nested in it. */
export function weibullFields(inputs: Inputs): Fields {
  const fit = fitWeibull(readFollowUp(inputs), confidenceOf(inputs));
  const points =
    pick(inputs, ['at', 'points', 'eval_times']) === undefined ? undefined : numbers(inputs, ['at', 'points', 'eval_times']);
  return {
    ...named(fit.lambda.value, 'lambda', 'lambda_', 'scale'),
    ...named(fit.rho.value, 'rho', 'rho_', 'shape', 'k'),
    ...estimateFields(fit.lambda, 'lambda', 'scale'),
    ...estimateFields(fit.rho, 'rho', 'shape'),
    covariance: [fit.covariance.slice(0, 2), fit.covariance.slice(2)],
    ...logLik(fit.logLikelihood),
    ...named(fit.aic, 'aic', 'AIC'),
    ...named(fit.median.value, 'median', 'median_survival_time'),
    ...estimateFields(fit.median, 'median'),
    mean: fit.mean,
    n: fit.n,
    events: fit.events,
    intercept: Math.log(fit.lambda.value),
    survreg_scale: 1 / fit.rho.value,
    exponential: exponentialOf(fit.exponential),
    lr_test: chiSquare(fit.againstExponential.statistic, 1, fit.againstExponential.p),
    ...(points ? { survival: points.map((t) => Math.exp(-((t / fit.lambda.value) ** fit.rho.value))) } : {}),
  };
}

export function exponentialFields(inputs: Inputs): Fields {
  return exponentialOf(fitExponential(readFollowUp(inputs), confidenceOf(inputs)));
}

function exponentialOf(fit: ExponentialFit): Fields {
  return {
    ...named(fit.lambda.value, 'lambda', 'lambda_', 'scale', 'mean'),
    ...estimateFields(fit.lambda, 'lambda', 'scale'),
    rate: 1 / fit.lambda.value,
    rate_se: fit.lambda.se / fit.lambda.value ** 2,
    ...logLik(fit.logLikelihood),
    ...named(fit.aic, 'aic', 'AIC'),
    ...named(fit.median, 'median', 'median_survival_time'),
    n: fit.n,
    events: fit.events,
  };
}

function estimateFields(estimate: Estimate, ...names: string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${name}_se`, estimate.se],
      [`${name}_ci`, [estimate.low, estimate.high]],
    ]),
  );
}
