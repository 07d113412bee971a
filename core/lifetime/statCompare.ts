/** The families of `hearth stat` that compare groups, or a score with what happened: log-rank, restricted means, concordance. */
import { concordance } from '../kernel/survival/concordance.ts';
import { kaplanMeier } from '../kernel/survival/kaplanMeier.ts';
import { type LogRank, type LogRankWeight, logRank } from '../kernel/survival/logRank.ts';
import { compareRmst, rmst } from '../kernel/survival/rmst.ts';
import { groupNumbers, readFollowUp, rowsOf } from './statFollowUp.ts';
import { choice, confidenceOf, has, type Inputs, number, numbers, refuse, sameLength } from './statInputs.ts';
import { chiSquare, type Fields, interval, named, pValue } from './statOutput.ts';

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

export function testFields(test: LogRank, names: string[]): Fields {
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
