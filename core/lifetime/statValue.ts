/** The money families of `hearth stat`: Gamma-Gamma and lifetime value. */
import { bgNbdConditional } from '../kernel/lifetime/bgNbd.ts';
import { lifetimeValue } from '../kernel/lifetime/clv.ts';
import {
  fitGammaGamma,
  type GammaGamma,
  gammaGammaConditional,
  gammaGammaLogLikelihood,
  gammaGammaMean,
} from '../kernel/lifetime/gammaGamma.ts';
import { paretoNbdConditional } from '../kernel/lifetime/paretoNbd.ts';
import { readCases, X } from './statCases.ts';
import {
  choice,
  has,
  type Inputs,
  isList,
  number,
  numbers,
  pick,
  positive,
  refuse,
  sameLength,
  toNumbers,
} from './statInputs.ts';
import { bgNbdOf, paretoNbdOf } from './statOrders.ts';
import { type Fields, logLik, named } from './statOutput.ts';

const MEAN = ['zbar', 'm', 'mx', 'm_x', 'mean', 'monetary_value', 'monetary', 'average_value', 'value', 'z'] as const;
const WEIGHTS = ['weights', 'weight', 'count', 'counts'] as const;

function modelOf(inputs: Inputs): GammaGamma {
  return { p: positive(inputs, ['p']), q: positive(inputs, ['q']), v: positive(inputs, ['v', 'gamma']) };
}

function readValues(inputs: Inputs): { x: Float64Array; mean: Float64Array; weights: Float64Array | undefined } {
  const x = numbers(inputs, X);
  const mean = numbers(inputs, MEAN);
  const counts = pick(inputs, WEIGHTS);
  const weights = isList(counts) ? toNumbers(counts, WEIGHTS) : undefined;
  sameLength({ x, zbar: mean, weights });
  return { x, mean, weights };
}

export const gammaGammaFamilies: Record<string, (inputs: Inputs) => Fields> = {
  'gammagamma-fit': (inputs) => {
    const data = readValues(inputs);
    const fit = fitGammaGamma(data);
    const { p, q, v } = fit.model;
    return {
      p,
      q,
      ...named(v, 'v', 'gamma'),
      params: { p, q, v },
      se: { p: fit.se[0], q: fit.se[1], v: fit.se[2] },
      ...logLik(fit.logLikelihood),
      ...named(gammaGammaMean(fit.model), 'mean', 'population_mean'),
      n: data.x.filter((x) => x > 0).length,
      converged: fit.converged,
    };
  },
  'gammagamma-conditional': (inputs) => {
    const model = modelOf(inputs);
    const { x, mean } = readValues(inputs);
    const values = x.map((n, i) => gammaGammaConditional(model, n, mean[i]!));
    const value = isList(pick(inputs, X)) ? values : values[0];
    return {
      ...named(value, 'value', 'values', 'conditional', 'conditional_mean', 'expected_value', 'expected_average_profit'),
      population_mean: gammaGammaMean(model),
    };
  },
  'gammagamma-mean': (inputs) => named(gammaGammaMean(modelOf(inputs)), 'value', 'mean', 'population_mean'),
  'gammagamma-loglik': (inputs) => {
    const value = gammaGammaLogLikelihood(modelOf(inputs), readValues(inputs));
    return { ...logLik(value), value };
  },
};

/** A month in each unit of time, as lifetimes counts it. */
const MONTHS = { days: 30, weeks: 4.345, months: 1, hours: 720 } as const;

/** Lifetime value with either order model and a Gamma-Gamma (or a given) order value. */
export function clvFields(inputs: Inputs): Fields {
  const isPareto = has(inputs, ['s']) && has(inputs, ['beta']) && !has(inputs, ['a']);
  const bg = isPareto ? undefined : bgNbdOf(inputs);
  const pareto = isPareto ? paretoNbdOf(inputs) : undefined;
  const months = number(inputs, ['time', 'months', 'horizon', 'horizon_months', 't'], 12);
  if (!(months >= 1 && Number.isInteger(months)))
    refuse(['time'], 'a whole number of months, at least 1', months, 'Pass 12 for a year.');
  const discount = number(inputs, ['discount_rate', 'discount', 'd', 'monthly_discount_rate'], 0.01);
  if (!(discount > -1)) refuse(['discount_rate'], 'above -1', discount, 'Pass the monthly rate: 0.01 for 1 %.');
  const unit = choice(
    inputs,
    ['freq', 'unit', 'time_unit'],
    {
      d: 'days',
      day: 'days',
      days: 'days',
      w: 'weeks',
      week: 'weeks',
      weeks: 'weeks',
      m: 'months',
      month: 'months',
      months: 'months',
      h: 'hours',
      hour: 'hours',
      hours: 'hours',
    },
    'days',
  );
  // the horizon in months is not a time ahead of the histories
  const { t: _t, horizon: _h, ...rest } = inputs;
  const { history, isSingle } = readCases(rest);
  const n = history.x.length;
  const hasSpend = has(inputs, ['p']) && has(inputs, ['q']) && has(inputs, ['v', 'gamma']);
  const spend = hasSpend ? modelOf(inputs) : undefined;
  const given = numbers(inputs, [...MEAN, 'margin', 'order_value']);
  const means = given.length === 1 && n > 1 ? new Float64Array(n).fill(given[0]!) : given;
  sameLength({ x: history.x, monetary_value: means });
  const ahead = (i: number, t: number) => {
    const [x, recency, age] = [history.x[i]!, history.recency[i]!, history.age[i]!];
    return bg ? bgNbdConditional(bg, x, recency, age, t) : paretoNbdConditional(pareto!, x, recency, age, t);
  };
  const values = history.x.map((x, i) => (spend ? gammaGammaConditional(spend, x, means[i]!) : means[i]!));
  const options = { months, discount, monthLength: MONTHS[unit] };
  const clv = history.x.map((_, i) => lifetimeValue((t) => ahead(i, t), values[i]!, options));
  const shaped = (list: Float64Array) => (isSingle ? list[0] : list);
  return {
    ...named(shaped(clv), 'clv', 'value', 'values', 'customer_lifetime_value'),
    ...named(shaped(values), 'order_value', 'expected_average_profit'),
    ...named(shaped(history.x.map((_, i) => ahead(i, months * MONTHS[unit]))), 'expected_orders', 'expected_purchases'),
    total: clv.reduce((a, b) => a + b, 0),
  };
}
