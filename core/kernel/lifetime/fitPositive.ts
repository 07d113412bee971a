import { hessian, minimise, type Objective } from '../numeric/minimise.ts';
import { invertSymmetric } from '../numeric/symmetric.ts';

export interface PositiveFit {
  /** Shape (p,), each > 0. */
  params: Float64Array;
  /** Standard errors from the curvature at the maximum; NaN where it is flat. */
  se: Float64Array;
  logLikelihood: number;
  evaluations: number;
  /** False when the likelihood still rises as a parameter runs off to 0 or infinity: the data do not settle it. */
  converged: boolean;
}

/** Steps of the second derivatives, in logarithms. */
const WIDTH = 3e-3;
/** Logarithms of parameters beyond this are as good as 0 or infinity. */
const FARTHEST = 20;

/** The positive parameters under which the data are likeliest, searched on their logarithms.
 *  @param logLikelihood of the parameters; NaN counts as impossible
 *  @param starts        each of shape (p,)
 *  @param options.coarse a cheaper likelihood (of a sample) for the first search
 *  Cost: see `minimise`. */
export function fitPositive(
  logLikelihood: (params: Float64Array) => number,
  starts: readonly (readonly number[])[],
  options: { coarse?: ((params: Float64Array) => number) | undefined } = {},
): PositiveFit {
  const onLogs =
    (f: (params: Float64Array) => number): Objective =>
    (logs) => {
      for (const v of logs) if (!(Math.abs(v) <= FARTHEST)) return Infinity;
      const value = -f(logs.map(Math.exp));
      return Number.isNaN(value) ? Infinity : value;
    };
  const f = onLogs(logLikelihood);
  const found = minimise(
    f,
    starts.map((s) => Float64Array.from(s, Math.log)),
    options.coarse ? { coarse: onLogs(options.coarse) } : {},
  );
  const params = found.x.map(Math.exp);
  // two widths, extrapolated: wide steps keep the noise small, and their error of second order cancels
  const wide = hessian(f, found.x, 2 * WIDTH);
  const curvature = hessian(f, found.x, WIDTH).map((v, at) => (4 * v - wide[at]!) / 3);
  const covariance = invertSymmetric(curvature, params.length);
  const se = params.map((v, j) => (covariance ? v * Math.sqrt(covariance[j * params.length + j]!) : NaN));
  const isInside = found.x.every((v) => Math.abs(v) < FARTHEST - 2);
  return { params, se, logLikelihood: -found.value, evaluations: found.evaluations, converged: found.converged && isInside };
}
