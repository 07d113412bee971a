/** The contract-retention family of `hearth stat`: shifted-beta-geometric. */
import {
  fitSbg,
  type Sbg,
  sbgChurn,
  sbgLifetime,
  sbgResidualLifetime,
  sbgRetention,
  sbgSurvival,
} from '../kernel/lifetime/sbg.ts';
import { has, type Inputs, isList, number, numbers, pick, positive, refuse } from './statInputs.ts';
import { type Fields, logLik, named } from './statOutput.ts';

const SURVIVAL = ['survival', 'S', 'surviving', 'survival_rates', 'retained', 'percent', 'percent_alive'] as const;
const COUNTS = ['counts', 'alive', 'active', 'customers', 'members', 'remaining', 'cohort', 'n_alive'] as const;
const LOST = ['lost', 'churned', 'deaths', 'churn_counts'] as const;
const UNTIL = ['horizon', 'until', 'project_to', 'max_t', 'years'] as const;
const DISCOUNT = ['discount', 'd', 'discount_rate'] as const;
/** How far a fit is projected when nobody says. */
const AHEAD = 5;

/** Fits to the survival of a cohort, or takes alpha and beta as given, and projects. */
export function sbgFields(inputs: Inputs): Fields {
  const isGiven =
    has(inputs, ['alpha']) && has(inputs, ['beta']) && ![...SURVIVAL, ...COUNTS, ...LOST].some((name) => name in inputs);
  if (isGiven) {
    const model = { alpha: positive(inputs, ['alpha']), beta: positive(inputs, ['beta']) };
    return { ...model, ...derived(model, inputs, 0) };
  }
  const { lost, kept, periods } = readCohort(inputs);
  const fit = fitSbg(lost, kept);
  const model: Sbg = fit.model;
  const until = number(inputs, UNTIL, periods + AHEAD);
  const projected = Array.from({ length: Math.max(0, until - periods) }, (_, i) => sbgSurvival(model, periods + 1 + i));
  return {
    ...model,
    params: { ...model },
    alpha_se: fit.se[0],
    beta_se: fit.se[1],
    ...logLik(fit.logLikelihood),
    [`survival_t${periods + 1}_${until}`]: projected,
    ...named(projected, 'projected', 'projection', 'projected_survival', 'forecast'),
    fitted: Array.from({ length: periods + 1 }, (_, t) => sbgSurvival(model, t)),
    mean_churn: model.alpha / (model.alpha + model.beta),
    ...derived(model, inputs, until),
    converged: fit.converged,
  };
}

/** Retention, survival and lifetimes at given parameters. */
function derived(model: Sbg, inputs: Inputs, until: number): Fields {
  const asked = pick(inputs, ['t', 'times', 'at']);
  const times =
    asked === undefined ? Array.from({ length: until + 1 }, (_, t) => t) : Array.from(numbers(inputs, ['t', 'times', 'at']));
  const bad = times.find((t) => t < 0);
  if (bad !== undefined) refuse(['t'], 'at least 0', bad, 'Pass renewals: 0, 1, 2, …');
  const shaped = (f: (t: number) => number, from: number) => {
    const values = times.filter((t) => t >= from).map(f);
    return asked === undefined || isList(asked) ? values : values[0];
  };
  const out: Fields = {
    t: times,
    ...named(
      shaped((t) => sbgSurvival(model, t), 0),
      'survival',
      'value',
    ),
    ...named(
      shaped((t) => sbgRetention(model, t), 1),
      'retention',
      'retention_rate',
      'r_t',
    ),
    ...named(
      shaped((t) => sbgChurn(model, t), 1),
      'churn',
      'churn_probability',
    ),
    ...named(sbgLifetime(model, 0), 'expected_lifetime', 'mean_lifetime'),
  };
  if (!has(inputs, DISCOUNT)) return out;
  const discount = positive(inputs, DISCOUNT);
  // the paper counts the renewals as n - 1 when the member is in period n
  const renewals = has(inputs, ['renewals'])
    ? numbers(inputs, ['renewals'])
    : has(inputs, ['n', 'period'])
      ? numbers(inputs, ['n', 'period']).map((n) => n - 1)
      : Float64Array.of(0);
  const residual = renewals.map((k) => sbgResidualLifetime(model, k, discount));
  return {
    ...out,
    ...named(sbgLifetime(model, discount), 'del', 'DEL', 'discounted_expected_lifetime'),
    ...named(isList(pick(inputs, ['renewals', 'n', 'period'])) ? residual : residual[0], 'derl', 'DERL', 'residual'),
  };
}

/** Who left at each renewal, and who is still there. Survival may begin with its 1, or with the first renewal. */
function readCohort(inputs: Inputs): { lost: Float64Array; kept: number; periods: number } {
  if (has(inputs, LOST)) {
    const lost = numbers(inputs, LOST);
    const kept = has(inputs, ['kept', 'censored', 'still_active'])
      ? number(inputs, ['kept', 'censored', 'still_active'])
      : Math.max(
          0,
          number(
            inputs,
            ['n', 'N', 'start'],
            lost.reduce((a, b) => a + b, 0),
          ) - lost.reduce((a, b) => a + b, 0),
        );
    return { lost, kept, periods: lost.length };
  }
  const isCounts = !has(inputs, SURVIVAL);
  let alive = Array.from(numbers(inputs, isCounts ? COUNTS : [...SURVIVAL]));
  if (!isCounts) {
    const whole = alive.some((s) => s > 1) ? 100 : 1; // per cent, or shares
    if (alive[0] === whole) alive = alive.map((s) => s / whole);
    else alive = [1, ...alive.map((s) => s / whole)];
    const size = number(inputs, ['n', 'N', 'size', 'cohort_size'], 1);
    alive = alive.map((s) => s * size);
  }
  if (alive.length < 2)
    refuse(isCounts ? COUNTS : SURVIVAL, 'a list with at least 1 renewal', alive, 'Pass the survival at 0, 1, 2, …');
  const lost = Float64Array.from(alive.slice(1), (s, i) => alive[i]! - s);
  return { lost, kept: alive[alive.length - 1]!, periods: lost.length };
}
