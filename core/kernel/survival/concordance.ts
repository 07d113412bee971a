import { orderOf } from './riskTable.ts';

export interface Concordance {
  /** (concordant + tied / 2) / pairs; NaN without a comparable pair. */
  value: number;
  concordant: number;
  discordant: number;
  /** Pairs with equal scores. */
  tied: number;
  pairs: number;
}

/** How often a score puts two members in the right order of time (Harrell's c): 0.5 is a coin, 1 always right. A pair can be compared when
 *  the shorter time ended with the event; at equal times, when just one of the two had it (the other stayed longer). Equal scores count half.
 *  @param scores shape (n,): higher means a longer time is predicted; for a risk score (a Cox predictor) pass its negative
 *  Cost: O(n log n).   Source: Harrell et al. 1982; pairs as in R's survival::concordance and lifelines. */
export function concordance(durations: Float64Array, events: Uint8Array, scores: Float64Array): Concordance {
  const n = durations.length;
  const rank = denseRanks(scores);
  const tree = new Uint32Array(rank.distinct + 1); // Fenwick tree over ranks: members with a longer time
  const add = (r: number) => {
    for (let i = r + 1; i <= rank.distinct; i += i & -i) tree[i]!++;
  };
  const below = (r: number) => {
    let sum = 0;
    for (let i = r; i > 0; i -= i & -i) sum += tree[i]!;
    return sum;
  };
  const order = orderOf(durations);
  const out: Concordance = { value: NaN, concordant: 0, discordant: 0, tied: 0, pairs: 0 };
  let inTree = 0;
  for (let to = n; to > 0; ) {
    let from = to - 1;
    while (from > 0 && durations[order[from - 1]!] === durations[order[to - 1]!]) from--;
    // those censored at this time stayed longer than those with the event at it
    for (let k = from; k < to; k++) {
      if (events[order[k]!]) continue;
      add(rank.of[order[k]!]!);
      inTree++;
    }
    for (let k = from; k < to; k++) {
      const i = order[k]!;
      if (!events[i]) continue;
      const lower = below(rank.of[i]!);
      const tied = below(rank.of[i]! + 1) - lower;
      out.discordant += lower;
      out.tied += tied;
      out.concordant += inTree - lower - tied;
    }
    for (let k = from; k < to; k++) {
      if (!events[order[k]!]) continue;
      add(rank.of[order[k]!]!);
      inTree++;
    }
    to = from;
  }
  out.pairs = out.concordant + out.discordant + out.tied;
  if (out.pairs > 0) out.value = (out.concordant + out.tied / 2) / out.pairs;
  return out;
}

function denseRanks(scores: Float64Array): { of: Uint32Array; distinct: number } {
  const order = orderOf(scores);
  const of = new Uint32Array(scores.length);
  let rank = -1;
  for (let k = 0; k < order.length; k++) {
    if (k === 0 || scores[order[k]!] !== scores[order[k - 1]!]) rank++;
    of[order[k]!] = rank;
  }
  return { of, distinct: rank + 1 };
}
