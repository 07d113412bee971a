/** The Cox family of `hearth stat`. */
import { type CoxFit, fitCox } from '../kernel/survival/cox.ts';
import { coxBaseline } from '../kernel/survival/coxBaseline.ts';
import type { CoxTies } from '../kernel/survival/coxSums.ts';
import { proportionality, type TimeScale } from '../kernel/survival/proportionality.ts';
import { groupNumbers, readFollowUp } from './statFollowUp.ts';
import { choice, confidenceOf, type Inputs, isList, isObject, pick, refuse, toNumbers } from './statInputs.ts';
import { chiSquare, type Fields, interval, named, pValue } from './statOutput.ts';

const COVARIATES = ['X', 'x', 'covariates', 'features', 'covs', 'Z', 'z', 'design', 'exog'] as const;
const NAMES = ['names', 'covariate_names', 'columns', 'feature_names'] as const;
const SCALES: Record<string, TimeScale> = { km: 'km', rank: 'rank', identity: 'identity', time: 'identity', log: 'log' };
const TIES: Record<string, CoxTies> = { efron: 'efron', breslow: 'breslow' };

export function coxFields(inputs: Inputs): Fields {
  const ties = choice(inputs, ['ties', 'tie_method', 'tie', 'method'], TIES, 'efron');
  const scale = choice(inputs, ['transform', 'time_transform', 'zph_transform'], SCALES, 'km');
  const { durations, events, entry, weights, labels } = readFollowUp(inputs);
  const data = { durations, events, entry, weights };
  const { columns, names, isSingle } = readCovariates(inputs, durations.length, labels);
  const p = names.length;
  const x = new Float64Array(durations.length * p);
  columns.forEach((column, j) => {
    for (let i = 0; i < column.length; i++) x[i * p + j] = column[i]!;
  });
  const fit = fitCox(data, x, names, { ties, confidence: confidenceOf(inputs) });
  // one covariate passed as a bare list is answered with bare numbers
  const each = (values: Float64Array) => (isSingle ? values[0] : values);
  const baseline = coxBaseline(data, x, fit);
  const breslow = coxBaseline(data, x, fit, { ties: 'breslow' });
  const drift = proportionality(data, x, fit, { scale });
  const older = proportionality(data, x, fit, { scale, method: 'residual' });
  const ratio = { low: fit.low.map(Math.exp), high: fit.high.map(Math.exp) };
  return {
    ...named(each(fit.coefficients), 'coef', 'beta', 'b', 'log_hazard_ratio', 'estimate'),
    ...named(fit.coefficients, 'coefs', 'coefficients', 'betas'),
    ...named(each(fit.se), 'se', 'se_coef', 'std_err', 'std_error'),
    z: each(fit.z),
    ...pValue(each(fit.p) as number),
    ...interval(each(fit.low), each(fit.high)),
    ...named(isSingle ? [fit.low[0], fit.high[0]] : Array.from(fit.low, (low, j) => [low, fit.high[j]]), 'ci', 'coef_ci'),
    ...named(each(fit.hazardRatio), 'hazard_ratio', 'hr', 'exp_coef', 'hazard_ratios'),
    ...named(
      isSingle ? [ratio.low[0], ratio.high[0]] : Array.from(ratio.low, (low, j) => [low, ratio.high[j]]),
      'hazard_ratio_ci',
      'hr_ci',
    ),
    ...named(each(ratio.low), 'hr_low', 'hr_lower'),
    ...named(each(ratio.high), 'hr_high', 'hr_upper'),
    params: Object.fromEntries(names.map((name, j) => [name, fit.coefficients[j]])),
    ses: Object.fromEntries(names.map((name, j) => [name, fit.se[j]])),
    names,
    covariance: names.map((_, j) => fit.covariance.slice(j * p, (j + 1) * p)),
    ...likelihoodFields(fit),
    ...named(fit.concordance.value, 'concordance', 'c_index', 'concordance_index'),
    means: fit.means,
    baseline: {
      times: baseline.times,
      ...named(baseline.hazard, 'cumulative_hazard', 'hazard'),
      at_means: baseline.hazardAtMeans,
    },
    baseline_breslow: { times: breslow.times, cumulative_hazard: breslow.hazard, at_means: breslow.hazardAtMeans },
    proportionality: {
      transform: scale,
      each: Object.fromEntries(names.map((name, j) => [name, chiSquare(drift.each[j]!.statistic, 1, drift.each[j]!.p)])),
      global: chiSquare(drift.global.statistic, drift.global.df, drift.global.p),
      residual: Object.fromEntries(names.map((name, j) => [name, chiSquare(older.each[j]!.statistic, 1, older.each[j]!.p)])),
    },
    ...named(fit.ties, 'ties'),
    ...named(fit.n, 'n'),
    ...named(fit.events, 'events', 'n_events'),
    iterations: fit.iterations,
  };
}

function likelihoodFields(fit: CoxFit): Fields {
  const { likelihoodRatio: lr, wald, score, logLikelihood } = fit;
  const p = fit.coefficients.length;
  return {
    ...named(logLikelihood.model, 'log_likelihood', 'loglik', 'll', 'partial_log_likelihood', 'loglik_model'),
    ...named(logLikelihood.null, 'log_likelihood_null', 'loglik_null', 'null_log_likelihood', 'll_null'),
    ...named(2 * p - 2 * logLikelihood.model, 'aic', 'aic_partial', 'AIC'),
    ...named(lr.statistic, 'lr', 'lr_statistic', 'likelihood_ratio', 'lrt'),
    ...named(lr.p, 'lr_p', 'lr_p_value'),
    ...named(wald.statistic, 'wald', 'wald_statistic'),
    ...named(wald.p, 'wald_p', 'wald_p_value'),
    ...named(score.statistic, 'score', 'score_statistic', 'score_test'),
    ...named(score.p, 'score_p', 'score_p_value'),
    df: lr.df,
    lr_test: chiSquare(lr.statistic, lr.df, lr.p),
    wald_test: chiSquare(wald.statistic, wald.df, wald.p),
    score_chi2: chiSquare(score.statistic, score.df, score.p),
  };
}

/** Covariates as rows, as columns, as an object of columns, as one list, or as the other columns of a table. */
function readCovariates(
  inputs: Inputs,
  n: number,
  labels: string[] | undefined,
): { columns: Float64Array[]; names: string[]; isSingle: boolean } {
  const value = pick(inputs, COVARIATES);
  const given = pick(inputs, NAMES);
  const namesFor = (p: number) =>
    Array.from({ length: p }, (_, j) => (isList(given) && given[j] !== undefined ? String(given[j]) : `x${j + 1}`));
  const checked = (columns: Float64Array[], names: string[], isSingle = false) => {
    const short = columns.findIndex((column) => column.length !== n);
    if (short >= 0)
      refuse(
        ['X'],
        `rows of equal length, ${n} of them`,
        `${names[short]} with ${columns[short]!.length}`,
        'Pass one row a duration.',
      );
    return { columns, names, isSingle };
  };
  if (isObject(value)) {
    const names = Object.keys(value);
    if (names.length === 0) refuse(['X'], 'at least 1 covariate', value, 'Pass {"name": [values]}.');
    return checked(
      names.map((name) => toNumbers(value[name], [name])),
      names,
    );
  }
  if (isList(value)) {
    const list = Array.from(value);
    if (list.length > 0 && list.every(isObject)) {
      const names = Object.keys(list[0] as Inputs);
      return checked(
        names.map((name) =>
          toNumbers(
            list.map((row) => (row as Inputs)[name]),
            [name],
          ),
        ),
        names,
      );
    }
    if (!list.every(isList)) return checked([toNumbers(list, ['X'])], namesFor(1), true);
    if (list.length === n) {
      const p = (list[0] as unknown[]).length;
      const names = namesFor(p);
      const ragged = list.findIndex((row) => (row as unknown[]).length !== p);
      if (p === 0 || ragged >= 0)
        refuse(['X'], `rows of equal length, ${p} each`, list[Math.max(0, ragged)], `Correct row ${ragged + 1}.`);
      return checked(
        names.map((name, j) =>
          toNumbers(
            list.map((row) => (row as unknown[])[j]),
            [name],
          ),
        ),
        names,
      );
    }
    const names = namesFor(list.length);
    return checked(
      list.map((column, j) => toNumbers(column, [names[j]!])),
      names,
    );
  }
  const table = inputs['__columns'];
  if (isList(table)) {
    const used = new Set([
      'durations',
      'duration',
      'time',
      'times',
      'T',
      't',
      'events',
      'event',
      'event_observed',
      'observed',
      'status',
      'E',
    ]);
    for (const key of ['duration_col', 'event_col', 'weights_col', 'entry_col']) if (inputs[key]) used.add(String(inputs[key]));
    const names = (table as string[]).filter((name) => !used.has(name) && toNumber(inputs[name]));
    if (names.length > 0) {
      return checked(
        names.map((name) => toNumbers(inputs[name], [name])),
        names,
      );
    }
  }
  if (labels) {
    const { of, names } = groupNumbers(labels);
    if (names.length === 2) return checked([Float64Array.from(of)], [names[1]!], true);
  }
  return refuse(['X'], 'the covariates', undefined, 'Pass X as rows, or {"name": [values]}.');
}

function toNumber(column: unknown): boolean {
  return isList(column) && Array.from(column).every((v) => typeof v === 'number' || typeof v === 'boolean');
}
