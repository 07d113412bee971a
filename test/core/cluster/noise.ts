/** Members without groups, of many shapes: what must be answered with "no clear groups". */

import { type Random, seeded } from '../../../core/base/random.ts';
import type { ClusterInput } from '../../../core/cluster/index.ts';

type Maker = (rng: Random, rows: number, dims: number) => Float64Array[];

const independent =
  (value: (rng: Random, of: { share: number }) => number): Maker =>
  (rng, rows, dims) =>
    Array.from({ length: dims }, () => {
      const of = { share: rng.unit() };
      return Float64Array.from({ length: rows }, () => value(rng, of));
    });

/** Normals that share one cause, so that all columns rise together. */
const together: Maker = (rng, rows, dims) => {
  const loads = Array.from({ length: dims }, () => 0.5 + 0.45 * rng.unit());
  const columns = loads.map(() => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const cause = rng.normal();
    loads.forEach((load, a) => {
      columns[a]![i] = load * cause + Math.sqrt(1 - load * load) * rng.normal();
    });
  }
  return columns;
};

/** Normals with any correlations. */
const mixed: Maker = (rng, rows, dims) => {
  const weights = Array.from({ length: dims * dims }, () => rng.normal());
  const columns = Array.from({ length: dims }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const z = Array.from({ length: dims }, () => rng.normal());
    for (let a = 0; a < dims; a++) for (let b = 0; b < dims; b++) columns[a]![i]! += weights[a * dims + b]! * z[b]!;
  }
  return columns;
};

/** All columns bend along one way: as activity, days and contents do in a community where everybody only differs in how much. */
const bent: Maker = (rng, rows, dims) => {
  const columns = Array.from({ length: dims }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const t = rng.unit();
    for (let a = 0; a < dims; a++) columns[a]![i] = Math.cos(3 * t + a) + 0.1 * rng.normal();
  }
  return columns;
};

const poisson = (rng: Random, mean: number) => {
  const stop = Math.exp(-mean);
  let n = 0;
  for (let p = rng.unit(); p > stop && n < 500; p *= rng.unit()) n++;
  return n;
};

const each = (maker: Maker, change: (v: number, rng: Random) => number): Maker => {
  return (rng, rows, dims) => maker(rng, rows, dims).map((column) => column.map((v) => change(v, rng)));
};

export const NOISE: Record<string, { log: boolean; make: Maker }> = {
  uniform: { log: false, make: independent((rng) => rng.unit()) },
  normal: { log: false, make: independent((rng) => rng.normal()) },
  'normal with correlations': { log: false, make: mixed },
  'normal with one cause': { log: false, make: together },
  'log-normal, heavy tail': { log: false, make: independent((rng) => Math.exp(1.5 * rng.normal())) },
  'log-normal with one cause': { log: false, make: each(together, (v) => Math.exp(1.5 * v)) },
  'skewed counts': { log: true, make: independent((rng) => Math.floor(rng.exponential(4))) },
  'counts with one cause': { log: true, make: each(together, (v, rng) => poisson(rng, Math.exp(1 + v))) },
  'many zeros': {
    log: true,
    make: independent((rng, { share }) => (rng.unit() < 0.3 + 0.65 * share ? 0 : Math.floor(1 + rng.exponential(6)))),
  },
  'many zeros with one cause': { log: true, make: each(together, (v) => (v < 0.4 ? 0 : Math.round(Math.exp(1.2 * v)))) },
  'a bent cloud': { log: false, make: bent },
  'two humps in every column': { log: false, make: independent((rng) => (rng.unit() < 0.5 ? -3 : 3) + rng.normal()) },
  'yes or no': { log: false, make: independent((rng, { share }) => (rng.unit() < share ? 1 : 0)) },
};

export function noise(name: string, rows: number, dims: number, seed: number): ClusterInput {
  const { log, make } = NOISE[name]!;
  const columns = make(seeded(seed), rows, dims);
  return { members: rows, features: columns.map((values, a) => ({ name: `f${a}`, unit: '', values, log })) };
}

/** Each column in an order of its own: every column as it was, nothing in common. */
export function shuffledColumns(input: ClusterInput, seed: number): ClusterInput {
  const rng = seeded(seed);
  const features = input.features.map((f) => ({ ...f, values: Float64Array.from(rng.shuffleInPlace([...f.values])) }));
  return { members: input.members, features };
}
