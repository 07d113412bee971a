/** Many tests at once: what a p-value is worth among its neighbours. */

/** Share of false alarms among all results at least this strong. @returns adjusted p, in the order given.   Source: Benjamini & Hochberg 1995. */
export function benjaminiHochberg(p: ArrayLike<number>): Float64Array {
  const order = ascending(p);
  const n = order.length;
  const out = new Float64Array(n);
  let least = 1;
  for (let rank = n; rank >= 1; rank--) {
    const i = order[rank - 1]!;
    least = Math.min(least, (p[i]! * n) / rank);
    out[i] = least;
  }
  return out;
}

/** Chance of even one false alarm among all results at least this strong. @returns adjusted p, in the order given.   Source: Holm 1979. */
export function holm(p: ArrayLike<number>): Float64Array {
  const order = ascending(p);
  const n = order.length;
  const out = new Float64Array(n);
  let most = 0;
  for (let rank = 1; rank <= n; rank++) {
    const i = order[rank - 1]!;
    most = Math.max(most, Math.min(1, p[i]! * (n - rank + 1)));
    out[i] = most;
  }
  return out;
}

const ascending = (p: ArrayLike<number>): number[] => Array.from(p, (_, i) => i).sort((a, b) => p[a]! - p[b]! || a - b);
