import { InputError } from '../../base/errors.ts';
import { logBeta } from '../numeric/gamma.ts';
import { logHyperOne } from '../numeric/hypergeometric.ts';
import { logAdd } from '../numeric/logSum.ts';
import { fitPositive, type PositiveFit } from './fitPositive.ts';
import { type DistinctHistory, distinctHistories, type OrderHistory } from './orderHistory.ts';

/** Chances of taking part vary over members as beta(alpha, beta), chances of leaving before an occasion as beta(gamma, delta). */
export interface BgBb {
  alpha: number;
  beta: number;
  gamma: number;
  delta: number;
}

/** Log-likelihood of one history: took part x times, last at occasion `recency`, out of n.   Source: Fader, Hardie and Shang 2010, eq. 5. */
export function bgBbLogOne({ alpha, beta, gamma, delta }: BgBb, x: number, recency: number, n: number): number {
  let sum = logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n);
  for (let i = recency; i < n; i++) sum = logAdd(sum, logBeta(alpha + x, beta + i - x) + logBeta(gamma + 1, delta + i));
  return sum - logBeta(alpha, beta) - logBeta(gamma, delta);
}

/** Log-likelihood of histories under the BG/BB model, for things that happen at set occasions (a yearly renewal, a weekly live session):
 *  members take part with a chance of their own until, before an occasion, they leave for good.
 *  @param data `age` holds the number of occasions, `recency` the last one taken.   Cost: O(distinct histories × occasions). */
export function bgBbLogLikelihood(params: BgBb, data: OrderHistory): number {
  return sumOver(params, distinctHistories(data));
}

function sumOver(params: BgBb, data: DistinctHistory): number {
  let sum = 0;
  for (let i = 0; i < data.rows; i++) sum += data.weights[i]! * bgBbLogOne(params, data.x[i]!, data.recency[i]!, data.age[i]!);
  return sum;
}

/** The BG/BB parameters under which the histories are likeliest.   @returns params in order alpha, beta, gamma, delta
 *  @throws InputError bad-option: no row.   Cost: about 1,000 passes over the distinct histories. */
export function fitBgBb(data: OrderHistory): PositiveFit & { model: BgBb } {
  const rows = distinctHistories(data);
  if (rows.rows === 0)
    throw new InputError('bad-option', 'A BG/BB model needs at least 1 history, got none. Pass x, t_x and n.', {});
  const fit = fitPositive(
    (p) => sumOver({ alpha: p[0]!, beta: p[1]!, gamma: p[2]!, delta: p[3]! }, rows),
    [
      [1, 1, 1, 1],
      [1, 0.7, 0.6, 2.5],
      [0.5, 2, 0.5, 5],
    ],
  );
  const [alpha, beta, gamma, delta] = fit.params as unknown as [number, number, number, number];
  return { ...fit, model: { alpha, beta, gamma, delta } };
}

/** Share of members that have not left after k occasions: B(gamma, delta + k) / B(gamma, delta). */
export function bgBbStaying({ gamma, delta }: BgBb, k: number): number {
  return Math.exp(logBeta(gamma, delta + k) - logBeta(gamma, delta));
}

/** Times a new member takes part in the first n occasions.   Source: Fader, Hardie and Shang 2010, eq. 8, as its sum. */
export function bgBbExpected(params: BgBb, n: number): number {
  return (params.alpha / (params.alpha + params.beta)) * stayingOver(params, 0, n);
}

/** Chance of x times in n occasions for a new member.   Source: Fader, Hardie and Shang 2010, eq. 7. */
export function bgBbProbability(params: BgBb, x: number, n: number): number {
  const { alpha, beta, gamma, delta } = params;
  const choose = (i: number) => -Math.log(i + 1) - logBeta(i - x + 1, x + 1);
  let sum = choose(n) + logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n);
  for (let i = x; i < n; i++) sum = logAdd(sum, choose(i) + logBeta(alpha + x, beta + i - x) + logBeta(gamma + 1, delta + i));
  return Math.exp(sum - logBeta(alpha, beta) - logBeta(gamma, delta));
}

/** Chance that a member with this history is still one at occasion n + ahead.   Source: Fader, Hardie and Shang 2010, eq. 11 (ahead = 1). */
export function bgBbAlive(params: BgBb, x: number, recency: number, n: number, ahead: number): number {
  const { alpha, beta, gamma, delta } = params;
  const all = logBeta(alpha + x, beta + n - x) - logBeta(alpha, beta) + logBeta(gamma, delta + n + ahead) - logBeta(gamma, delta);
  return Math.exp(all - bgBbLogOne(params, x, recency, n));
}

/** Times a member with this history takes part in the next `ahead` occasions.   Source: Fader, Hardie and Shang 2010, eq. 13, as its sum. */
export function bgBbConditional(params: BgBb, x: number, recency: number, n: number, ahead: number): number {
  const { alpha, beta } = params;
  const taking = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta) - bgBbLogOne(params, x, recency, n);
  return Math.exp(taking) * stayingOver(params, n, n + ahead);
}

/** Times still to come for good, each worth (1 + discount)^-k after k occasions.   Source: Fader, Hardie and Shang 2010, eq. 14. */
export function bgBbDert(params: BgBb, x: number, recency: number, n: number, discount: number): number {
  const { alpha, beta, gamma, delta } = params;
  const taking = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta) - bgBbLogOne(params, x, recency, n);
  const future = logHyperOne(delta + n + 1, gamma + delta + n + 1, 1 / (1 + discount));
  return (Math.exp(taking + future) * bgBbStaying(params, n + 1)) / (1 + discount);
}

/** Sum of the staying shares after occasions from + 1 .. to. */
function stayingOver(params: BgBb, from: number, to: number): number {
  let share = bgBbStaying(params, from);
  let sum = 0;
  for (let k = from; k < to; k++) {
    share *= (params.delta + k) / (params.gamma + params.delta + k);
    sum += share;
  }
  return sum;
}
