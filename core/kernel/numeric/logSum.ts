/** Sums and differences of numbers known by their logarithms. */

/** log(e^a + e^b) without overflow; -Infinity stands for a zero term. */
export function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  const top = Math.max(a, b);
  return top + Math.log1p(Math.exp(Math.min(a, b) - top));
}

/** log(e^a - e^b) for a >= b; -Infinity when they are equal, or when rounding puts b above a. */
export function logSubtract(a: number, b: number): number {
  if (b === -Infinity) return a;
  const gap = b - a;
  if (gap >= 0) return -Infinity;
  return a + (gap > -Math.LN2 ? Math.log(-Math.expm1(gap)) : Math.log1p(-Math.exp(gap)));
}
