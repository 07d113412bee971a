import { seeded } from '../../../../core/base/random.ts';

/** Weeks of remission of 42 children with leukaemia on 6-mercaptopurine (the first 21 rows) or placebo.
 *  Source: Freireich et al. 1963, Blood 21, as printed in Kalbfleisch and Prentice 1980, table 1.1. */
export const leukaemia = {
  durations: Float64Array.of(
    ...[6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    ...[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
  ),
  events: Uint8Array.of(...[1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], ...Array<number>(21).fill(1)),
  group: Uint32Array.from({ length: 42 }, (_, i) => (i < 21 ? 0 : 1)),
  /** 1 = on the drug. */
  drug: Float64Array.from({ length: 42 }, (_, i) => (i < 21 ? 1 : 0)),
};

export const drugArm = { durations: leukaemia.durations.slice(0, 21), events: leukaemia.events.slice(0, 21) };
export const placeboArm = { durations: leukaemia.durations.slice(21), events: leukaemia.events.slice(21) };

/** 150 rows with ties, three uneven groups, late entry, case weights and three covariates (shape (150, 3)). The reference numbers of
 *  these rows come from R 4.2.2 with survival 3.5-3, read from a CSV of exactly these columns. */
export function made() {
  const random = seeded(1972);
  const n = 150;
  const durations = new Float64Array(n);
  const events = new Uint8Array(n);
  const entry = new Float64Array(n);
  const weights = new Float64Array(n);
  const group = new Uint32Array(n);
  const x = new Float64Array(n * 3);
  for (let i = 0; i < n; i++) {
    group[i] = random.pick([0, 1, 2], [5, 3, 1]);
    x[3 * i] = Math.round(random.normal() * 100) / 100;
    x[3 * i + 1] = random.below(2);
    x[3 * i + 2] = group[i]!;
    const rate = 0.1 * Math.exp(0.5 * x[3 * i]! - 0.4 * x[3 * i + 1]! + 0.2 * group[i]!);
    const left = random.exponential(1 / rate);
    const watched = random.exponential(14);
    durations[i] = Math.ceil(Math.min(left, watched) * 2) / 2;
    events[i] = left <= watched ? 1 : 0;
    entry[i] = Math.max(0, Math.min(durations[i]! - 0.5, random.pick([0, 0, 0, 1, 2, 3.5])));
    weights[i] = random.pick([1, 1, 2, 3]);
  }
  return { durations, events, entry, weights, group, x };
}

/** The two columns of `made` that are no group: shape (150, 2). */
export function twoColumns(x: Float64Array): Float64Array {
  return Float64Array.from({ length: (x.length / 3) * 2 }, (_, at) => x[Math.floor(at / 2) * 3 + (at % 2)]!);
}
