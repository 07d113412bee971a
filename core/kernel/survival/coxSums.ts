import { type FollowUp, orderOf } from './riskTable.ts';

/** How events at the same time share their risk set: Efron's average (close to the exact one), or Breslow's shortcut. */
export type CoxTies = 'efron' | 'breslow';

/** Rows in order of time, covariates centred and scaled, so that the sums below stay near 1. */
export interface CoxRows {
  n: number;
  p: number;
  times: Float64Array;
  events: Uint8Array;
  weights: Float64Array;
  /** Shape (n, p), flat: (x - mean) / spread. */
  x: Float64Array;
  mean: Float64Array;
  spread: Float64Array;
  /** Row numbers by falling entry, and the entries; absent without late entry. */
  byEntry: Uint32Array | undefined;
  entry: Float64Array | undefined;
}

export function coxRows(data: FollowUp, covariates: Float64Array, p: number): CoxRows {
  const n = data.durations.length;
  const order = orderOf(data.durations);
  const weights = Float64Array.from(order, (i) => (data.weights ? data.weights[i]! : 1));
  const mean = new Float64Array(p);
  const spread = new Float64Array(p);
  let total = 0;
  for (let k = 0; k < n; k++) total += weights[k]!;
  for (let k = 0; k < n; k++) for (let j = 0; j < p; j++) mean[j]! += (weights[k]! * covariates[order[k]! * p + j]!) / total;
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < p; j++) spread[j]! += (weights[k]! * (covariates[order[k]! * p + j]! - mean[j]!) ** 2) / total;
  }
  for (let j = 0; j < p; j++) {
    const sd = Math.sqrt(spread[j]!);
    // a column that varies only by rounding is constant; it is found singular later
    spread[j] = sd > 1e-12 * Math.abs(mean[j]!) ? sd : 0;
  }
  const x = new Float64Array(n * p);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < p; j++) x[k * p + j] = spread[j] === 0 ? 0 : (covariates[order[k]! * p + j]! - mean[j]!) / spread[j]!;
  }
  const entry = data.entry ? Float64Array.from(order, (i) => data.entry![i]!) : undefined;
  return {
    n,
    p,
    times: Float64Array.from(order, (i) => data.durations[i]!),
    events: Uint8Array.from(order, (i) => data.events[i]!),
    weights,
    x,
    mean,
    spread,
    byEntry: entry ? orderOf(entry).reverse() : undefined,
    entry,
  };
}

export interface CoxSums {
  logLikelihood: number;
  /** Shape (p,): first derivative. */
  score: Float64Array;
  /** Shape (p, p), flat: minus the second derivative. */
  information: Float64Array;
}

/** What one event time adds; the buffers are reused between calls. */
export interface CoxMoment {
  time: number;
  /** Events, weighted, and rows with the event. */
  events: number;
  rows: number;
  /** Shape (p,): covariates of those with the event, less their expectation in the risk set, summed (Schoenfeld). */
  residual: Float64Array;
  /** Shape (p, p): what it adds to the information. */
  information: Float64Array;
  /** What it adds to the baseline hazard, at the mean covariates. */
  hazard: number;
}

/** Partial log-likelihood of Cox's model and its derivatives at `beta` (of the scaled covariates), in one pass from the last time back.
 *  @param visit called for each event time, from the last to the first
 *  Cost: O(n p²), without sorting.   Source: Cox 1972; Breslow 1974; Efron 1977; case weights as in Therneau and Grambsch 2000, 3.3. */
export function coxSums(rows: CoxRows, beta: Float64Array, ties: CoxTies, visit?: (moment: CoxMoment) => void): CoxSums {
  const { n, p, times, events, weights, x, byEntry, entry } = rows;
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let logLikelihood = 0;
  const eta = new Float64Array(n);
  let top = -Infinity;
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += x[k * p + j]! * beta[j]!;
    eta[k] = sum;
    if (sum > top) top = sum;
  }
  // risks relative to the largest: nothing overflows, and the ratios stay what they are
  const risk = new Float64Array(n);
  for (let k = 0; k < n; k++) risk[k] = weights[k]! * Math.exp(eta[k]! - top);

  let s0 = 0;
  const s1 = new Float64Array(p);
  const s2 = new Float64Array(p * p); // lower triangle
  const d1 = new Float64Array(p);
  const d2 = new Float64Array(p * p);
  const own = new Float64Array(p);
  const mean = new Float64Array(p);
  const moment: CoxMoment = {
    time: 0,
    events: 0,
    rows: 0,
    residual: new Float64Array(p),
    information: new Float64Array(p * p),
    hazard: 0,
  };
  const addTo = (sum1: Float64Array, sum2: Float64Array, k: number, w: number) => {
    for (let j = 0, at = k * p; j < p; j++) {
      const wx = w * x[at + j]!;
      sum1[j]! += wx;
      for (let i = 0; i <= j; i++) sum2[j * p + i]! += wx * x[at + i]!;
    }
  };
  let gone = 0; // rows by falling entry that had not entered yet
  for (let to = n; to > 0; ) {
    let from = to - 1;
    const time = times[from]!;
    while (from > 0 && times[from - 1] === time) from--;
    let d0 = 0;
    let deaths = 0;
    let deathWeight = 0;
    d1.fill(0);
    d2.fill(0);
    own.fill(0);
    for (let k = from; k < to; k++) {
      s0 += risk[k]!;
      addTo(s1, s2, k, risk[k]!);
      if (!events[k] || weights[k] === 0) continue;
      deaths++;
      deathWeight += weights[k]!;
      d0 += risk[k]!;
      if (ties === 'efron') addTo(d1, d2, k, risk[k]!);
      for (let j = 0; j < p; j++) own[j]! += weights[k]! * x[k * p + j]!;
      logLikelihood += weights[k]! * (eta[k]! - top);
    }
    if (byEntry) {
      for (; gone < n && entry![byEntry[gone]!]! >= time; gone++) {
        const k = byEntry[gone]!;
        s0 -= risk[k]!;
        addTo(s1, s2, k, -risk[k]!);
      }
    }
    to = from;
    if (deaths === 0) continue;
    const steps = ties === 'efron' ? deaths : 1;
    const w = deathWeight / steps;
    if (visit) {
      moment.information.fill(0);
      moment.hazard = 0;
      moment.residual.set(own);
    }
    for (let j = 0; j < p; j++) score[j]! += own[j]!;
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      const bottom = s0 - share * d0;
      logLikelihood -= w * Math.log(bottom);
      for (let j = 0; j < p; j++) {
        mean[j] = (s1[j]! - share * d1[j]!) / bottom;
        score[j]! -= w * mean[j]!;
        for (let i = 0; i <= j; i++) {
          const add = w * ((s2[j * p + i]! - share * d2[j * p + i]!) / bottom - mean[j]! * mean[i]!);
          information[j * p + i]! += add;
          if (visit) moment.information[j * p + i]! += add;
        }
        if (visit) moment.residual[j]! -= w * mean[j]!;
      }
      if (visit) moment.hazard += w / bottom;
    }
    if (visit) {
      moment.time = time;
      moment.events = deathWeight;
      moment.rows = deaths;
      moment.hazard *= Math.exp(-top);
      mirror(moment.information, p);
      visit(moment);
    }
  }
  mirror(information, p);
  return { logLikelihood, score, information };
}

function mirror(matrix: Float64Array, p: number): void {
  for (let j = 0; j < p; j++) for (let i = 0; i < j; i++) matrix[i * p + j] = matrix[j * p + i]!;
}
