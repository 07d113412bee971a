/** Minima of smooth functions of a few unknowns: likelihoods with two to four parameters. Deterministic: same input, same path. */
import { cholesky, solveFactored } from './symmetric.ts';

export type Objective = (x: Float64Array) => number;

export interface Minimum {
  x: Float64Array;
  value: number;
  /** Function evaluations, over all starts. */
  evaluations: number;
  /** False when no settled point was found: the function may have no minimum inside. */
  converged: boolean;
}

/** Downhill simplex (Nelder and Mead 1965, adaptive coefficients of Gao and Han 2012). Needs no derivative and forgives Infinity. */
export function downhillSimplex(
  f: Objective,
  start: Float64Array,
  options: { step?: number; tolerance?: number; most?: number } = {},
): Minimum {
  const { step = 0.5, tolerance = 1e-9, most = 400 * start.length } = options;
  const p = start.length;
  const expand = 1 + 2 / p;
  const contract = 0.75 - 1 / (2 * p);
  const shrink = 1 - 1 / p;
  let evaluations = 0;
  const at = (x: Float64Array) => {
    evaluations++;
    const value = f(x);
    return Number.isNaN(value) ? Infinity : value;
  };
  let corners = Array.from({ length: p + 1 }, (_, i) => {
    const x = start.slice();
    if (i > 0) x[i - 1] = x[i - 1]! + step;
    return { x, value: at(x) };
  });
  const centre = new Float64Array(p);
  const along = (t: number, from: Float64Array) => {
    const x = centre.map((c, i) => c + t * (from[i]! - c));
    return { x, value: at(x) };
  };
  let converged = false;
  while (evaluations < most) {
    corners.sort((a, b) => a.value - b.value);
    const best = corners[0]!;
    const worst = corners[p]!;
    let width = 0;
    for (const c of corners) for (let i = 0; i < p; i++) width = Math.max(width, Math.abs(c.x[i]! - best.x[i]!));
    if (width < tolerance || (worst.value - best.value <= 1e-13 * (Math.abs(best.value) + 1e-13) && width < 1e-4)) {
      converged = true;
      break;
    }
    centre.fill(0);
    for (let c = 0; c < p; c++) for (let i = 0; i < p; i++) centre[i]! += corners[c]!.x[i]! / p;
    const mirrored = along(-1, worst.x);
    if (mirrored.value < best.value) {
      const further = along(-expand, worst.x);
      corners[p] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < corners[p - 1]!.value) corners[p] = mirrored;
    else {
      const inside = mirrored.value < worst.value ? along(-contract, worst.x) : along(contract, worst.x);
      if (inside.value < Math.min(mirrored.value, worst.value)) corners[p] = inside;
      else
        corners = corners.map((c, k) => {
          if (k === 0) return c;
          const x = c.x.map((v, i) => best.x[i]! + shrink * (v - best.x[i]!));
          return { x, value: at(x) };
        });
    }
  }
  corners.sort((a, b) => a.value - b.value);
  return { x: corners[0]!.x, value: corners[0]!.value, evaluations, converged };
}

/** Width of the numerical derivatives. Fourth-order differences of a likelihood with 1e-15 relative noise are best near this width. */
const WIDTH = 2e-3;

/** Gradient by central differences of fourth order: error about WIDTH^4 times the fifth derivative. */
export function gradient(f: Objective, x: Float64Array, width = WIDTH): Float64Array {
  const out = new Float64Array(x.length);
  const probe = x.slice();
  for (let i = 0; i < x.length; i++) {
    const at = (d: number) => {
      probe[i] = x[i]! + d;
      return f(probe);
    };
    out[i] = (8 * (at(width) - at(-width)) - (at(2 * width) - at(-2 * width))) / (12 * width);
    probe[i] = x[i]!;
  }
  return out;
}

/** Second derivatives by central differences; symmetric, flat p by p. Good to about 1e-6: for Newton's direction and standard errors. */
export function hessian(f: Objective, x: Float64Array, width = 1e-3): Float64Array {
  const p = x.length;
  const out = new Float64Array(p * p);
  const probe = x.slice();
  const at = (i: number, di: number, j: number, dj: number) => {
    probe.set(x);
    probe[i] = probe[i]! + di;
    probe[j] = probe[j]! + dj;
    return f(probe);
  };
  const middle = f(x);
  for (let i = 0; i < p; i++) {
    out[i * p + i] = (at(i, width, i, 0) - 2 * middle + at(i, -width, i, 0)) / (width * width);
    for (let j = 0; j < i; j++) {
      const twist = at(i, width, j, width) - at(i, width, j, -width) - at(i, -width, j, width) + at(i, -width, j, -width);
      out[i * p + j] = twist / (4 * width * width);
      out[j * p + i] = out[i * p + j]!;
    }
  }
  return out;
}

/** A step this small in every (logarithmic) unknown is noise. */
const SETTLED = 1e-10;

/** Newton's method from a point that is already close. The second derivatives are kept while each step is much shorter than the one
 *  before, which saves most of the evaluations. */
export function polish(f: Objective, start: Float64Array, most = 40): Minimum {
  const p = start.length;
  let x = start.slice();
  let value = f(x);
  let evaluations = 1;
  let converged = false;
  let factor: Float64Array | undefined;
  let before = Infinity;
  for (let round = 0; round < most && !converged; round++) {
    if (!factor) {
      const found = cholesky(hessian(f, x), p);
      evaluations += 1 + 2 * p * p;
      if (found.singular >= 0) break;
      factor = found.factor;
    }
    const step = solveFactored(factor, gradient(f, x), p);
    evaluations += 4 * p;
    const length = Math.max(...step.map(Math.abs));
    if (!Number.isFinite(length)) break;
    let scale = Math.min(1, 1 / length); // at most e-fold in one step
    let next = x;
    let reached = Infinity;
    // the noise of the value itself must not refuse a good last step
    const slack = 1e-14 * Math.abs(value);
    for (; scale > 1e-5; scale /= 2) {
      next = x.map((v, i) => v - scale * step[i]!);
      reached = f(next);
      evaluations++;
      if (reached <= value + slack) break;
    }
    if (!(reached <= value + slack)) {
      converged = length < 1e-6;
      break;
    }
    x = next;
    value = reached;
    converged = length < SETTLED || (length < 1e-7 && length > before / 2);
    if (length > before / 8 || scale < 1) factor = undefined;
    before = length;
  }
  return { x, value, evaluations, converged };
}

/** The lowest point found from several starts: simplex from each, Newton from the best. For likelihoods, pass log-parameters.
 *  @param starts         at least one; more where the likelihood is known to have ridges
 *  @param options.coarse a cheaper function with about the same minimum (a sample of the rows), for the search from afar
 *  Cost: about 400 evaluations of the coarse function a start, then about 100 of `f`. */
export function minimise(f: Objective, starts: Float64Array[], options: { step?: number; coarse?: Objective } = {}): Minimum {
  const { step = 0.5, coarse = f } = options;
  let evaluations = 0;
  let best: Minimum | undefined;
  for (const start of starts) {
    // a second simplex from where the first ended frees it from a collapsed shape
    const first = downhillSimplex(coarse, start, { step, tolerance: 1e-3 });
    const second = downhillSimplex(coarse, first.x, { step: step / 5, tolerance: 1e-5 });
    evaluations += first.evaluations + second.evaluations;
    if (!best || second.value < best.value) best = second;
  }
  const found = best!;
  const fine = polish(f, found.x);
  evaluations += fine.evaluations;
  if (fine.converged) return { ...fine, evaluations };
  // a ridge, or no minimum inside: the simplex on the full function has the last word
  const last = downhillSimplex(f, fine.x, { step: step / 5, tolerance: 1e-7, most: 300 * fine.x.length });
  const again = polish(f, last.x);
  return { ...again, evaluations: evaluations + last.evaluations + again.evaluations };
}
