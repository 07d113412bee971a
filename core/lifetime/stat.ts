import { InputError } from '../base/errors.ts';
import { bgBbFamilies } from './statBgBb.ts';
import { concordanceFields, logRankFields, rmstFields } from './statCompare.ts';
import { coxFields } from './statCox.ts';
import { hazardFields, kmFields } from './statCurves.ts';
import { flatInputs, type Inputs, plain } from './statInputs.ts';
import { bgNbdFamilies, paretoNbdFamilies } from './statOrders.ts';
import { asJson, type Fields } from './statOutput.ts';
import { sbgFields } from './statSbg.ts';
import { clvFields, gammaGammaFamilies } from './statValue.ts';
import { exponentialFields, weibullFields } from './statWeibull.ts';

/** What `hearth stat` can answer: family -> inputs to fields. */
const FAMILIES: Record<string, (inputs: Inputs) => Fields> = {
  km: kmFields,
  'nelson-aalen': hazardFields,
  logrank: (inputs) => logRankFields(inputs),
  gehan: (inputs) => logRankFields(inputs, 'gehan'),
  'tarone-ware': (inputs) => logRankFields(inputs, 'tarone-ware'),
  peto: (inputs) => logRankFields(inputs, 'peto'),
  'fleming-harrington': (inputs) => logRankFields(inputs, 'fleming-harrington'),
  rmst: rmstFields,
  cox: coxFields,
  'c-index': concordanceFields,
  weibull: weibullFields,
  exponential: exponentialFields,
  ...bgNbdFamilies,
  ...paretoNbdFamilies,
  ...gammaGammaFamilies,
  ...bgBbFamilies,
  sbg: sbgFields,
  clv: clvFields,
};

/** Other names of the same families. */
const ALSO: Record<string, string> = {
  'kaplan-meier': 'km',
  kaplanmeier: 'km',
  survival: 'km',
  'median-survival': 'km',
  nelsonaalen: 'nelson-aalen',
  'cumulative-hazard': 'nelson-aalen',
  'log-rank': 'logrank',
  mantel: 'logrank',
  'mantel-cox': 'logrank',
  'gehan-wilcoxon': 'gehan',
  'gehan-breslow': 'gehan',
  wilcoxon: 'gehan',
  tarone: 'tarone-ware',
  'logrank-gehan': 'gehan',
  'logrank-wilcoxon': 'gehan',
  'logrank-tarone-ware': 'tarone-ware',
  'logrank-peto': 'peto',
  'logrank-fleming-harrington': 'fleming-harrington',
  taroneware: 'tarone-ware',
  'peto-peto': 'fleming-harrington',
  'restricted-mean': 'rmst',
  'cox-ph': 'cox',
  coxph: 'cox',
  cindex: 'c-index',
  concordance: 'c-index',
  'concordance-index': 'c-index',
  harrell: 'c-index',
  bgnbd: 'bgnbd-fit',
  'bgnbd-expected': 'bgnbd-expectation',
  'bgnbd-alive': 'bgnbd-palive',
  'bgnbd-ll': 'bgnbd-loglik',
  paretonbd: 'paretonbd-fit',
  'paretonbd-expected': 'paretonbd-expectation',
  'paretonbd-alive': 'paretonbd-palive',
  'paretonbd-ll': 'paretonbd-loglik',
  gammagamma: 'gammagamma-fit',
  'gammagamma-population': 'gammagamma-mean',
  'gammagamma-expectation': 'gammagamma-mean',
  'gammagamma-ll': 'gammagamma-loglik',
  bgbb: 'bgbb-fit',
  'bgbb-expected': 'bgbb-expectation',
  'bgbb-alive': 'bgbb-palive',
  'bgbb-ll': 'bgbb-loglik',
  'customer-lifetime-value': 'clv',
  ltv: 'clv',
  'bgnbd-clv': 'clv',
  'paretonbd-clv': 'clv',
  'gammagamma-clv': 'clv',
  dert: 'paretonbd-dert',
};

/** Every family name that `runStat` takes, without the other names. */
export const STAT_FAMILIES: readonly string[] = Object.keys(FAMILIES);

/** One number or table of survival or lifetime mathematics, from plain numbers: for checking us against other tools.
 *  @param family one of STAT_FAMILIES or a usual other name; case, _ and blanks are forgiven, and so is a word
 *    more that names the case: `sbg-regular` is `sbg`
 *  @param inputs one object of numbers and lists, under the names of R, lifelines or the papers
 *  @returns plain JSON: lists, numbers, "inf" and "-inf" for infinities, null for what is not defined. The same figure stands under each of
 *    its usual names.
 *  @throws InputError bad-option: an unknown family, an input that is missing or out of range.   Cost: that of the method. */
export function runStat(family: string, inputs: unknown): Record<string, unknown> {
  const asked = plain(family)
    .replace(/^bg-?\/?nbd/, 'bgnbd')
    .replace(/^pareto-?\/?nbd/, 'paretonbd')
    .replace(/^pnbd/, 'paretonbd')
    .replace(/^gamma-gamma/, 'gammagamma')
    .replace(/^bg-?\/?bb/, 'bgbb')
    .replace(/-p-alive$/, '-palive')
    .replace(/-log-?likelihood$/, '-loglik')
    .replace(/-conditional-.*$/, '-conditional');
  const name = familyOf(asked);
  const answer = name === undefined ? undefined : FAMILIES[name];
  if (name === undefined || answer === undefined) {
    throw new InputError(
      'bad-option',
      `Family must be one of ${STAT_FAMILIES.join(', ')}; got "${family}". Choose one of these.`,
      { family },
    );
  }
  const flat = flatInputs(name, inputs);
  const ties = name === 'cox' && asked.endsWith('-breslow') ? { ties: 'breslow' } : {};
  return asJson(answer({ ...flat, ...ties })) as Record<string, unknown>;
}

/** The family of a name: itself, one of its other names, or the longest of either that it begins with. */
function familyOf(asked: string): string | undefined {
  for (let name = asked; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('-')))) {
    if (Object.hasOwn(FAMILIES, name)) return name;
    if (Object.hasOwn(ALSO, name)) return ALSO[name];
  }
  return undefined;
}
