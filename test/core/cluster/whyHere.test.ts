import { expect, test } from 'vitest';
import { type ClusterInput, type ClusterModel, clusterMembers, toModel, whyHere } from '../../../core/cluster/index.ts';
import { sampleFeatures } from './sampleFeatures.ts';

/** Two features, three clusters, no scaling: to be checked by hand. */
const model: ClusterModel = {
  method: 'clusters/1',
  features: [
    { name: 'posts', unit: 'count', log: false, steadying: null },
    { name: 'spend', unit: 'CNY', log: false, steadying: null },
  ],
  scaling: [
    { log: false, centre: 0, spread: 1, missing: 0 },
    { log: false, centre: 0, spread: 1, missing: 0 },
  ],
  centres: [
    [0, 0],
    [4, 1],
    [0, 5],
  ],
  typical: [
    [0, 0],
    [4, 1],
    [0, 5],
  ],
  names: ['a', 'b', 'c'].map((n) => ({ zh: n, en: n })),
  ids: [1, 2, 3],
  nextId: 4,
  seed: 1,
};
const input = (posts: number[], spend: number[]): ClusterInput => ({
  members: posts.length,
  features: [
    { name: 'posts', unit: 'count', values: Float64Array.from(posts), log: false },
    { name: 'spend', unit: 'CNY', values: Float64Array.from(spend), log: false },
  ],
});

test('the pull of each feature is what it adds to the difference of the squared distances', () => {
  // Member (1, 0): to cluster 0 it is 1, to cluster 1 it is 9 + 1. Posts pull 9 - 1 = 8, spend 1 - 0 = 1.
  const why = whyHere(model, input([1], [0]), 0);
  expect(why).toMatchObject({ cluster: 0, next: 1 });
  expect(why.traits).toEqual([
    { feature: 'posts', unit: 'count', value: 1, typical: 0, typicalNext: 4, share: 8 / 9 },
    { feature: 'spend', unit: 'CNY', value: 0, typical: 0, typicalNext: 1, share: 1 / 9 },
  ]);
  expect(why.margin).toBeCloseTo((Math.sqrt(10) - 1) / (Math.sqrt(10) + 1), 12);
});

test('a feature that pulls the other way is no reason, nor is a value that is not known', () => {
  const why = whyHere(model, input([3], [0]), 0); // to cluster 1: 1 + 1, to cluster 0: 9; spend pulls to 0
  expect(why.cluster).toBe(1);
  expect(why.traits.map((t) => t.feature)).toEqual(['posts']);
  expect(whyHere(model, input([NaN], [5]), 0).traits.map((t) => t.feature)).toEqual(['spend']);
});

test('a member half way has no margin', () => {
  const why = whyHere(
    {
      ...model,
      centres: [
        [0, 0],
        [4, 0],
      ],
      typical: model.typical.slice(0, 2),
    },
    input([2], [3]),
    0,
  );
  expect(why).toMatchObject({ cluster: 0, next: 1, margin: 0, traits: [] });
});

test('in the sample everybody is in the cluster of the reasons, and has three', () => {
  const sample = sampleFeatures({ scale: 0.1 });
  const found = clusterMembers(sample.input, { k: 5 });
  if (found.kind !== 'clusters') throw new Error(found.reason);
  const own = toModel(found);
  for (let i = 0; i < sample.input.members; i += 7) {
    const why = whyHere(own, sample.input, i);
    expect(why.cluster).toBe(found.labels[i]);
    expect(why.traits.length).toBe(3);
    expect(why.margin).toBeGreaterThanOrEqual(0);
    const shares = why.traits.map((t) => t.share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  }
});

test('what is missing is said', () => {
  expect(() => whyHere(model, input([1], [0]), 1)).toThrow('The member should be 0 to 0, got 1');
  expect(() => whyHere(model, { members: 1, features: [] }, 0)).toThrow('"posts"');
});
