/** The curve families of `hearth stat`: Kaplan-Meier and Nelson-Aalen. */
import { type BandKind, kaplanMeier, rowAt, type SurvivalCurve, survivalAt } from '../kernel/survival/kaplanMeier.ts';
import { logRank } from '../kernel/survival/logRank.ts';
import { nelsonAalen } from '../kernel/survival/nelsonAalen.ts';
import { survivalQuantile } from '../kernel/survival/quantile.ts';
import { testFields } from './statCompare.ts';
import { groupNumbers, type Rows, readFollowUp, rowsOf } from './statFollowUp.ts';
import { choice, confidenceOf, has, type Inputs, numbers } from './statInputs.ts';
import { type Fields, interval, named } from './statOutput.ts';

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
