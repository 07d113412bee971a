/** The gamma function's family, for likelihoods: logarithms throughout, so that nothing overflows. */

const HALF_LOG_2PI = 0.9189385332046727;
/** From here on the asymptotic series below reach full precision. */
const ASYMPTOTIC_FROM = 10;

/** What Stirling's formula leaves out: log Γ(x) - ((x - 1/2) log x - x + log √2π), for x >= 10 to 1e-17. */
function stirlingRest(x: number): number {
  const z = 1 / (x * x);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156))))))) / x;
}

/** log Γ(x) for x > 0, to about 3e-15 absolute (relative above 10); Infinity at 0, NaN below.
 *  Source: Stirling's series, Abramowitz and Stegun 6.1.41, after shifting x above 10. */
export function logGamma(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return Infinity;
  let product = 1;
  let at = x;
  for (; at < ASYMPTOTIC_FROM; at++) product *= at;
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_2PI + stirlingRest(at) - Math.log(product);
}

/** log Γ(x + n) - log Γ(x) for x > 0 and x + n > 0, also where x is so large that the two logarithms would cancel
 *  (beta parameters of 1e8 appear when a population hardly differs). */
export function logRising(x: number, n: number): number {
  if (n === 0) return 0;
  if (x < ASYMPTOTIC_FROM || x + n < ASYMPTOTIC_FROM) return logGamma(x + n) - logGamma(x);
  return (x + n - 0.5) * Math.log1p(n / x) + n * (Math.log(x) - 1) + stirlingRest(x + n) - stirlingRest(x);
}

/** log B(a, b) for a, b > 0.   Source: log Γ(small) less the rise of the large one, which keeps precision when they differ widely. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  return logGamma(small) - logRising(Math.max(a, b), small);
}

/** ψ(x) = d/dx log Γ(x) for x > 0, to about 1e-14.   Source: Abramowitz and Stegun 6.3.5 and 6.3.18. */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shift = 0;
  let at = x;
  for (; at < ASYMPTOTIC_FROM; at++) shift += 1 / at;
  const z = 1 / (at * at);
  const tail = z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - z * (691 / 32760 - z / 12))))));
  return Math.log(at) - 0.5 / at - tail - shift;
}

/** ψ'(x) for x > 0, to about 1e-14 relative.   Source: Abramowitz and Stegun 6.4.6 and 6.4.12. */
export function trigamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shift = 0;
  let at = x;
  for (; at < ASYMPTOTIC_FROM; at++) shift += 1 / (at * at);
  const z = 1 / (at * at);
  const tail = z * (1 / 6 - z * (1 / 30 - z * (1 / 42 - z * (1 / 30 - z * (5 / 66 - z * (691 / 2730 - (z * 7) / 6))))));
  return shift + 1 / at + z / 2 + tail / at;
}
