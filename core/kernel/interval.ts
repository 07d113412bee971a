/** Two-sided 95 % normal quantile. */
export const Z95 = 1.959963984540054;

/** Wilson score interval for a share. @returns [low, high] in 0..1; [0, 1] when n is 0. Source: Wilson 1927. Holds from n = 1. */
export function wilson(hits: number, n: number, z = Z95): [number, number] {
  if (n === 0) return [0, 1];
  const p = hits / n;
  const zz = z * z;
  const centre = (p + zz / (2 * n)) / (1 + zz / n);
  const half = (z / (1 + zz / n)) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === n ? 1 : Math.min(1, centre + half)];
}
