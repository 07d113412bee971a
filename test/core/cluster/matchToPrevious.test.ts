import { expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { type ClusterInput, type Clusters, clusterMembers, matchToPrevious, toModel } from '../../../core/cluster/index.ts';

/** Members around given points of the plane. */
function around(centres: readonly (readonly [number, number])[], sizes: readonly number[], seed = 1): ClusterInput {
  const rng = seeded(seed);
  const [x, y]: [number[], number[]] = [[], []];
  centres.forEach((centre, c) => {
    for (let i = 0; i < sizes[c]!; i++) {
      x.push(centre[0] + rng.normal());
      y.push(centre[1] + rng.normal());
    }
  });
  const feature = (name: string, values: number[]) => ({ name, unit: '', values: Float64Array.from(values), log: false });
  return { members: x.length, features: [feature('posts', x), feature('spend', y)] };
}

const grouped = (input: ClusterInput, k: number): Clusters => {
  const result = clusterMembers(input, { k });
  if (result.kind !== 'clusters') throw new Error(result.reason);
  return result;
};

const CORNERS = [
  [0, 0],
  [20, 0],
  [0, 20],
] as const;

test('the same members give the same numbers and names, and nobody moved', () => {
  const input = around(CORNERS, [60, 50, 40]);
  const first = grouped(input, 3);
  const matched = matchToPrevious(first, input, toModel(first));
  expect(matched.ids).toEqual([1, 2, 3]);
  expect(matched.names).toEqual(first.names);
  expect(matched.isNew).toEqual([false, false, false]);
  expect(matched.overlap).toEqual([1, 1, 1]);
  expect(matched.moved).toEqual([
    { from: 1, to: 1, members: 60 },
    { from: 2, to: 2, members: 50 },
    { from: 3, to: 3, members: 40 },
  ]);
});

test('a cluster that grew from the smallest to the largest keeps its number and its name', () => {
  const before = toModel(grouped(around(CORNERS, [60, 50, 40]), 3));
  const input = around(CORNERS, [60, 50, 200], 2);
  const matched = matchToPrevious(grouped(input, 3), input, before);
  expect(matched.ids).toEqual([3, 1, 2]);
  expect(matched.names[0]).toEqual(before.names[2]);
  expect(matched.model.ids).toEqual([3, 1, 2]);
  expect(matched.model.nextId).toBe(4);
});

test('a cluster that was not there gets a number that never was, and a name of its own', () => {
  const before = toModel(grouped(around(CORNERS, [60, 50, 40]), 3));
  const input = around([...CORNERS, [20, 20]], [60, 50, 40, 30], 3);
  const matched = matchToPrevious(grouped(input, 4), input, before);
  expect(matched.ids).toEqual([1, 2, 3, 4]);
  expect(matched.isNew.filter(Boolean).length).toBe(1);
  expect(new Set(matched.names.map((n) => n.en)).size).toBe(4);
  expect(new Set(matched.names.map((n) => n.zh)).size).toBe(4);
  // Next time without it: its number is not given again.
  const later = around(CORNERS, [60, 50, 40], 4);
  const again = matchToPrevious(grouped(later, 3), later, matched.model);
  expect([...again.ids].sort()).toEqual([1, 2, 3]);
  expect(again.gone).toEqual([4]);
  expect(again.model.nextId).toBe(5);
});

test('a cluster that was cut in halves: neither half of less than one half keeps the number', () => {
  const before = toModel(
    grouped(
      around(
        [
          [0, 0],
          [40, 0],
        ],
        [90, 90],
      ),
      2,
    ),
  );
  const input = around(
    [
      [-6, 0],
      [0, 9],
      [6, 0],
      [40, 0],
    ],
    [30, 30, 30, 90],
    5,
  );
  const matched = matchToPrevious(grouped(input, 4), input, before);
  expect(matched.isNew.filter(Boolean).length).toBe(3);
  expect(matched.gone.length).toBe(1);
  expect([...matched.ids].sort((a, b) => a - b).slice(1)).toEqual([3, 4, 5]);
});

test('with the labels that were saved, real moves are counted, and newcomers stand under null', () => {
  const input = around(CORNERS, [60, 50, 40]);
  const first = grouped(input, 3);
  const saved = first.labels.slice();
  saved[0] = 2; // was in cluster number 3 then
  saved[149] = -1; // had not joined
  const { moved } = matchToPrevious(first, input, toModel(first), { previousLabels: saved });
  expect(moved).toContainEqual({ from: 3, to: first.labels[0]! + 1, members: 1 });
  expect(moved).toContainEqual({ from: null, to: first.labels[149]! + 1, members: 1 });
  expect(moved.reduce((sum, m) => sum + m.members, 0)).toBe(150);
});

test('old clusters on a feature that is gone: all are new', () => {
  const input = around(CORNERS, [60, 50, 40]);
  const before = toModel(grouped(input, 3));
  const other = { ...input, features: [{ ...input.features[0]!, name: 'likes' }, input.features[1]!] };
  const matched = matchToPrevious(grouped(other, 3), other, before);
  expect(matched.ids).toEqual([4, 5, 6]);
  expect(matched.gone).toEqual([1, 2, 3]);
  expect(matched.moved.every((m) => m.from === null)).toBe(true);
});
