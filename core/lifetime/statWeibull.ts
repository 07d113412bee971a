/** The parametric families of `hearth stat`: Weibull, and the exponential nested in it. */
import { type Estimate, type ExponentialFit, fitExponential, fitWeibull } from '../kernel/survival/weibull.ts';
import { readFollowUp } from './statFollowUp.ts';
import { confidenceOf, type Inputs, numbers, pick } from './statInputs.ts';
import { chiSquare, type Fields, logLik, named } from './statOutput.ts';

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
