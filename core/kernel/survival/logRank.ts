import { chiSquareSurvival } from '../numeric/distributions.ts';
import { quadraticForm } from '../numeric/symmetric.ts';
import { type FollowUp, orderOf } from './riskTable.ts';

/** What an event at a time counts: 1 (log-rank), n at risk (Gehan's Wilcoxon), its root (Tarone and Ware), Peto's survival estimate,
 *  or S^rho (1 - S)^gamma just before (Fleming and Harrington). */
export type LogRankWeight = 'logrank' | 'gehan' | 'tarone-ware' | 'peto' | 'fleming-harrington';

export interface LogRank {
  /** Chi-square of the test; 0 when no event tells the groups apart. */
  chi2: number;
  /** Groups that could be told apart, less one. */
  df: number;
  p: number;
  /** Per group: members, events, events expected if all groups shared one hazard; both weighted. */
  n: Float64Array;
  observed: Float64Array;
  expected: Float64Array;
  /** Covariance of observed - expected, groups by groups. */
  variance: Float64Array;
  /** observed - expected, weighted. */
  score: Float64Array;
}

/** Do groups lose members at the same rate? Compares events seen with events expected at each time if one hazard held for all. Assumes
 *  that censoring is alike given the group; weak against curves that cross.
 *  @param group          shape (n,): group number of each row, 0..groups - 1
 *  @param options.weight which differences count more: early ones with gehan, tarone-ware, peto; default all alike
 *  @param options.rho, options.gamma  of fleming-harrington, >= 0, default 0; rho 1 is Peto and Peto's test as R's survdiff has it
 *  @returns observed, expected and variance with the weights in.   Cost: O(n log n + times · groups²).
 *  Source: Mantel 1966; Gehan 1965; Tarone and Ware 1977; Peto and Peto 1972; Harrington and Fleming 1982; variance: hypergeometric. */
export function logRank(
  data: FollowUp,
  group: Uint32Array,
  groups: number,
  options: { weight?: LogRankWeight; rho?: number; gamma?: number } = {},
): LogRank {
  const { weight = 'logrank', rho = 0, gamma = 0 } = options;
  const { durations, events, entry, weights } = data;
  const order = orderOf(durations);
  const total = order.length;
  const weightOf = (i: number) => (weights ? weights[i]! : 1);
  const out: LogRank = {
    chi2: 0,
    df: 0,
    p: 1,
    n: new Float64Array(groups),
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
    score: new Float64Array(groups),
  };
  const risk = new Float64Array(groups);
  const died = new Float64Array(groups);
  const byEntry = entry ? orderOf(entry) : undefined;
  let next = 0;
  for (let i = 0; i < total; i++) {
    out.n[group[i]!]! += weightOf(i);
    if (!entry) risk[group[i]!]! += weightOf(i);
  }
  let survival = 1; // Kaplan-Meier just before the time
  let peto = 1;
  for (let from = 0; from < total; ) {
    const time = durations[order[from]!]!;
    if (byEntry)
      for (; next < total && entry![byEntry[next]!]! < time; next++) risk[group[byEntry[next]!]!]! += weightOf(byEntry[next]!);
    let to = from;
    died.fill(0);
    let d = 0;
    for (; to < total && durations[order[to]!] === time; to++) {
      const i = order[to]!;
      if (!events[i]) continue;
      died[group[i]!]! += weightOf(i);
      d += weightOf(i);
    }
    if (d > 0) {
      let n = 0;
      for (let g = 0; g < groups; g++) n += risk[g]!;
      peto *= 1 - d / (n + 1);
      const w =
        weight === 'gehan'
          ? n
          : weight === 'tarone-ware'
            ? Math.sqrt(n)
            : weight === 'peto'
              ? peto
              : weight === 'fleming-harrington'
                ? survival ** rho * (1 - survival) ** gamma
                : 1;
      const spread = n > 1 ? (w * w * d * (n - d)) / (n - 1) : 0;
      for (let g = 0; g < groups; g++) {
        const share = risk[g]! / n;
        out.observed[g]! += w * died[g]!;
        out.expected[g]! += w * d * share;
        if (spread > 0)
          for (let h = 0; h < groups; h++) out.variance[g * groups + h]! += spread * share * ((g === h ? 1 : 0) - risk[h]! / n);
      }
      survival *= 1 - d / n;
    }
    for (let k = from; k < to; k++) risk[group[order[k]!]!]! -= weightOf(order[k]!);
    from = to;
  }
  for (let g = 0; g < groups; g++) out.score[g] = out.observed[g]! - out.expected[g]!;
  const { value, rank } = quadraticForm(out.variance, out.score, groups);
  return { ...out, chi2: value, df: rank, p: rank > 0 ? chiSquareSurvival(value, rank) : 1 };
}
