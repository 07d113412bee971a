/** Which of several classes does a text belong to: a linear model of hashed features, learned from weighted, soft examples. */
import type { Random } from '../../base/random.ts';
import type { SparseRows } from './sparse.ts';

export interface SoftmaxModel {
  classes: number;
  columns: number;
  /** Shape (columns, classes), row-major: the weights of a feature lie together. */
  weight: Float32Array;
  bias: Float32Array;
}

export interface Examples {
  /** Rows of `x` that are learned from; a row may appear several times with different classes. */
  row: Int32Array;
  classOf: Int32Array;
  /** How much each counts, > 0: 1 = one text a person has labelled. */
  weight: Float32Array;
}

/** Learns from examples. Multinomial logistic regression, AdaGrad, small ridge towards 0; classes without an example get no chance beyond their bias.
 *  @param x        features of all texts, rows of length about 1
 *  @param examples see there; order does not matter, they are shuffled with `rng`
 *  @param options.rounds  passes over the examples, default 8: loss on held-out labels is flat from 6
 *  @param options.rate    step, default 0.5 (AdaGrad shrinks it per feature)
 *  @param options.ridge   pull towards 0 per example, default 1e-5
 *  @returns a model; the same seed gives the same.   Cost: rounds x examples x entries a row x classes.
 *  Source: Duchi, Hazan & Singer 2011 (AdaGrad, diagonal). */
export function trainSoftmax(
  x: SparseRows,
  examples: Examples,
  {
    classes,
    rng,
    rounds = 8,
    rate = 0.5,
    ridge = 1e-5,
  }: { classes: number; rng: Random; rounds?: number; rate?: number; ridge?: number },
): SoftmaxModel {
  const weight = new Float32Array(x.columns * classes);
  const bias = new Float32Array(classes);
  const seen = new Float32Array(x.columns * classes).fill(1e-4);
  const seenBias = new Float32Array(classes).fill(1);
  const chance = new Float64Array(classes);
  const order = rng.shuffleInPlace(Array.from({ length: examples.row.length }, (_, i) => i));
  for (let round = 0; round < rounds; round++) {
    for (const n of order) {
      const i = examples.row[n]!;
      chancesOf({ classes, columns: x.columns, weight, bias }, x, i, chance);
      for (let c = 0; c < classes; c++) {
        const error = (chance[c]! - (c === examples.classOf[n] ? 1 : 0)) * examples.weight[n]!;
        if (Math.abs(error) < 1e-4) continue;
        seenBias[c]! += error * error;
        bias[c]! -= (rate * error) / Math.sqrt(seenBias[c]!);
        for (let e = x.offset[i]!; e < x.offset[i + 1]!; e++) {
          const at = x.column[e]! * classes + c;
          const slope = error * x.value[e]! + ridge * weight[at]!;
          seen[at]! += slope * slope;
          weight[at]! -= (rate * slope) / Math.sqrt(seen[at]!);
        }
      }
    }
  }
  return { classes, columns: x.columns, weight, bias };
}

/** Chance of each class for one row, into `out`; they sum to 1. */
export function chancesOf({ classes, weight, bias }: SoftmaxModel, x: SparseRows, row: number, out: Float64Array): void {
  for (let c = 0; c < classes; c++) out[c] = bias[c]!;
  for (let e = x.offset[row]!; e < x.offset[row + 1]!; e++) {
    const at = x.column[e]! * classes;
    const v = x.value[e]!;
    for (let c = 0; c < classes; c++) out[c]! += weight[at + c]! * v;
  }
  let most = -Infinity;
  for (let c = 0; c < classes; c++) if (out[c]! > most) most = out[c]!;
  let total = 0;
  for (let c = 0; c < classes; c++) total += out[c] = Math.exp(out[c]! - most);
  for (let c = 0; c < classes; c++) out[c]! /= total;
}
