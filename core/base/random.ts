/** A seeded generator: the same seed gives the same stream on every machine. */
export interface Random {
  /** Next unsigned 32-bit integer. */
  uint32(): number;
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Standard normal, Box-Muller (one value a call). */
  normal(): number;
  /** Exponential with the given mean, by inverse CDF. */
  exponential(mean: number): number;
  /** One element; weights need not sum to 1. */
  pick<T>(items: readonly T[], weights?: readonly number[]): T;
  /** Fisher-Yates, in place. */
  shuffleInPlace<T>(items: T[]): T[];
}

/** sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state.
 *  @param state four 32-bit words, or one number used as the last word of a fixed state
 *  @param warmUp draws thrown away so that close seeds part ways */
export function seeded(state: number | readonly [number, number, number, number], warmUp = 20): Random {
  let [a, b, c, d] = typeof state === 'number' ? [0x9e3779b9, 0x243f6a88, 0xb7e15162, state] : state;
  const uint32 = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < warmUp; i++) uint32();
  const unit = () => uint32() / 4294967296;
  const below = (n: number) => Math.floor(unit() * n);
  return {
    uint32,
    unit,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    exponential: (mean) => -mean * Math.log(1 - unit()),
    pick: (items, weights) => {
      if (!weights) return items[below(items.length)]!;
      let total = 0;
      for (const w of weights) total += w;
      let left = unit() * total;
      for (let i = 0; i < items.length - 1; i++) {
        left -= weights[i]!;
        if (left < 0) return items[i]!;
      }
      return items[items.length - 1]!;
    },
    shuffleInPlace: (items) => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [items[i], items[j]] = [items[j]!, items[i]!];
      }
      return items;
    },
  };
}
