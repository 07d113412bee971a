/** Logistic regression on sparse binary features: the learner behind every text model here. */
import type { Random } from '../../base/random.ts';

/** Rows of active features, one after another: row i is `feature[off[i] .. off[i + 1]]`. */
export interface SparseRows {
  off: Int32Array;
  feature: Int32Array;
}

export interface LogisticModel {
  bias: number;
  weight: Float32Array;
}

export interface LogisticOptions {
  features: number;
  epochs?: number;
  /** Step of AdaGrad. */
  rate?: number;
  /** Pull of each weight towards `start`, per update. */
  l2?: number;
  /** Weight of each row; 1 when left out. */
  importance?: Float32Array | null;
  /** Where to begin, and what weights are pulled to; zeros when left out. */
  start?: LogisticModel | null;
  /** Log-odds of each row that are known from elsewhere: what is learnt is added to them. */
  offset?: Float32Array | null;
  /** Step of the bias, as a share of `rate`. */
  biasRate?: number;
  rng: Random;
}

/** How likely is the label, given which features are there? AdaGrad on the log-loss, rows in random order; each row is scaled to length 1,
 *  so that long texts do not shout.
 *  @param rows     active features per row, each in [0, features)
 *  @param label    per row a share in [0, 1]: 1 = yes, 0 = no, between = not sure
 *  @returns bias and weights for `logit`.
 *  Cost: epochs * active features; 8 bytes a feature.   Source: Duchi, Hazan and Singer 2011. */
export function fitLogistic(rows: SparseRows, label: Float32Array, options: LogisticOptions): LogisticModel {
  const { features, epochs = 6, rate = 0.5, l2 = 1e-6, importance = null, start = null, rng } = options;
  const { offset = null, biasRate = 0.1 } = options;
  const { off, feature } = rows;
  const weight = start ? Float32Array.from(start.weight) : new Float32Array(features);
  const origin = start ? start.weight : null;
  const squared = new Float32Array(features).fill(1e-4);
  let bias = start?.bias ?? 0;
  let biasSquared = 1e-4;
  const order = Int32Array.from({ length: label.length }, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = rng.below(i + 1);
      const swap = order[i]!;
      order[i] = order[j]!;
      order[j] = swap;
    }
    for (const row of order) {
      const from = off[row]!;
      const to = off[row + 1]!;
      if (from === to) continue;
      const scale = 1 / Math.sqrt(to - from);
      let z = 0;
      for (let f = from; f < to; f++) z += weight[feature[f]!]!;
      const slope = (sigmoid((offset ? offset[row]! : 0) + bias + z * scale) - label[row]!) * (importance ? importance[row]! : 1);
      const step = slope * scale;
      for (let f = from; f < to; f++) {
        const at = feature[f]!;
        const gradient = step + l2 * (weight[at]! - (origin ? origin[at]! : 0));
        squared[at]! += gradient * gradient;
        weight[at]! -= (rate * gradient) / Math.sqrt(squared[at]!);
      }
      biasSquared += slope * slope;
      bias -= (rate * biasRate * slope) / Math.sqrt(biasSquared);
    }
  }
  return { bias, weight };
}

/** Log-odds of a row. */
export function logit({ bias, weight }: LogisticModel, feature: Int32Array, from = 0, to = feature.length): number {
  if (from === to) return bias;
  let z = 0;
  for (let f = from; f < to; f++) z += weight[feature[f]!]!;
  return bias + z / Math.sqrt(to - from);
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Rows as they come, without knowing how many. */
export function sparseBuilder(): { add(feature: Int32Array, size: number): void; rows(): SparseRows } {
  let feature = new Int32Array(1 << 16);
  let used = 0;
  const off: number[] = [0];
  return {
    add(row, size) {
      if (used + size > feature.length) {
        const larger = new Int32Array(Math.max(feature.length * 2, used + size));
        larger.set(feature.subarray(0, used));
        feature = larger;
      }
      feature.set(row.subarray(0, size), used);
      used += size;
      off.push(used);
    },
    rows: () => ({ off: Int32Array.from(off), feature: feature.slice(0, used) }),
  };
}
