import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { type ClusterFeature, type ClusterInput, type Clusters, clusterMembers, toModel } from '../../../core/cluster/index.ts';
import { adjustedRand } from '../../../core/kernel/cluster/agreement.ts';
import { type SampleFeatures, sampleFeatures } from './sampleFeatures.ts';

const feature = (name: string, values: ArrayLike<number>, log = false): ClusterFeature => ({
  name,
  unit: 'count',
  values: Float64Array.from(values),
  log,
});

/** Three kinds of members that lie far apart. */
function threeKinds(members = 300, seed = 1): ClusterInput {
  const rng = seeded(seed);
  const kinds = [
    { posts: 30, spend: 20, tenureDays: 400 },
    { posts: 2, spend: 900, tenureDays: 300 },
    { posts: 1, spend: 10, tenureDays: 20 },
  ];
  const column = (name: keyof (typeof kinds)[number], log: boolean) =>
    feature(
      name,
      Array.from({ length: members }, (_, i) => kinds[i % 3]![name] * (1 + 0.15 * rng.normal())),
      log,
    );
  return { members, features: [column('posts', true), column('spend', true), column('tenureDays', false)] };
}

const clustersOf = (input: ClusterInput, options = {}): Clusters => {
  const result = clusterMembers(input, options);
  if (result.kind !== 'clusters') throw new Error(`${result.reason}: ${result.because}`);
  return result;
};

describe('the sample community', () => {
  let sample: SampleFeatures;
  let found: Clusters;
  let seconds: number;
  beforeAll(() => {
    sample = sampleFeatures();
    const start = performance.now();
    found = clustersOf(sample.input);
    seconds = (performance.now() - start) / 1000;
  });

  test('the five planted behaviours are found, with nobody saying that there are five', () => {
    expect(found.k).toBe(5);
    expect(found.kChosen).toBe('picked');
    const rows = [...sample.planted.keys()].filter((i) => sample.planted[i]! >= 0);
    const [own, planted] = [Int32Array.from(rows, (i) => found.labels[i]!), Int32Array.from(rows, (i) => sample.planted[i]!)];
    expect(adjustedRand(own, planted)).toBeGreaterThan(0.97);
    expect(found.stability).toBeGreaterThan(0.9);
  });

  test('each cluster has a name of its own, in words for what its members do', () => {
    expect(found.names.map((n) => n.en)).toEqual([
      'Mostly browse, search a lot',
      'Mostly log in, quiet',
      'Steady learners, finish what they start',
      'Live regulars, check in a lot',
      'Eager sharers, generous likers',
    ]);
    expect(found.names[3]!.zh).toBe('爱看直播、爱打卡');
  });

  test('the answer comes while one waits', () => {
    expect(seconds).toBeLessThan(5); // about 1 s on the machine of the benchmarks
  });

  test('a part of the features will do, and a part of the members', () => {
    const features = ['events', 'share.view', 'share.play', 'share.like', 'share.attend', 'share.progress', 'share.checkin'];
    const few = clustersOf(sample.input, { features });
    expect(adjustedRand(few.labels, sample.planted)).toBeGreaterThan(0.9);
    expect(few.features.map((f) => f.name).sort()).toEqual([...features].sort());
    const small = sampleFeatures({ scale: 0.2 });
    expect(adjustedRand(clustersOf(small.input).labels, small.planted)).toBeGreaterThan(0.9);
  });
});

describe('three kinds of members', () => {
  const input = threeKinds();
  const result = clustersOf(input);

  test('are found, and described in their own units', () => {
    expect(result.k).toBe(3);
    expect(result.sizes).toEqual([100, 100, 100]);
    expect(
      adjustedRand(
        result.labels,
        Int32Array.from({ length: 300 }, (_, i) => i % 3),
      ),
    ).toBe(1);
    const newcomers = result.labels[2]!;
    expect(result.centres[newcomers]!.median[2]).toBeGreaterThan(18);
    expect(result.centres[newcomers]!.median[2]).toBeLessThan(22);
    expect(result.candidates.map((c) => c.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('traits stand in the order of their difference, with value, overall and ratio', () => {
    const writers = result.labels[0]!;
    const [first] = result.traits[writers]!;
    expect(first).toMatchObject({ feature: 'posts', direction: 'high', unit: 'count' });
    const posts = input.features[0]!.values;
    const mean = (of: number[]) => of.reduce((a, b) => a + b, 0) / of.length;
    const own = [...posts].filter((_, i) => i % 3 === 0);
    expect(first!.value).toBeCloseTo(mean(own), 9);
    expect(first!.overall).toBeCloseTo(mean([...posts]), 9);
    expect(first!.ratio).toBeCloseTo(mean(own) / mean([...posts]), 9);
    for (const traits of result.traits) {
      const sizes = traits.map((t) => Math.abs(t.difference));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }
  });

  test('the map has the two directions of largest variance', () => {
    expect(result.map.x.length).toBe(300);
    expect(result.map.explained[0]).toBeGreaterThan(result.map.explained[1]!);
    expect(result.map.explained[0]! + result.map.explained[1]!).toBeLessThanOrEqual(1);
  });

  test('the same seed gives the same answer, another seed the same groups; inputs stay as they were; it survives a clone and JSON', () => {
    const before = structuredClone(input);
    expect(clusterMembers(input)).toEqual(result);
    expect(input).toEqual(before);
    expect(structuredClone(result)).toEqual(result);
    const model = toModel(result);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    expect(adjustedRand(clustersOf(input, { seed: 77 }).labels, result.labels)).toBe(1);
  });

  test('units and the order of the members do not matter', () => {
    const inHours = {
      ...input,
      features: input.features.map((f) => (f.name === 'tenureDays' ? { ...f, values: f.values.map((v) => v * 24) } : f)),
    };
    expect(clustersOf(inHours).labels).toEqual(result.labels);
    const order = seeded(4).shuffleInPlace(Array.from({ length: 300 }, (_, i) => i));
    const mixed = {
      members: 300,
      features: input.features.map((f) => ({ ...f, values: Float64Array.from(order, (i) => f.values[i]!) })),
    };
    const labels = clustersOf(mixed).labels;
    expect(
      adjustedRand(
        labels,
        Int32Array.from(order, (i) => result.labels[i]!),
      ),
    ).toBe(1);
  });

  test('k can be given; then it always answers, with figures that say how good that is', () => {
    for (const k of [2, 5, 12]) {
      const given = clustersOf(input, { k });
      expect(given.k).toBe(k);
      expect(given.kChosen).toBe('given');
      expect(given.candidates.length).toBe(1);
      expect(given.sizes.length).toBe(k);
      expect(given.sizes.toSorted((a, b) => b - a)).toEqual(given.sizes);
      expect(new Set(given.names.map((n) => n.en)).size).toBe(k);
      expect(new Set(given.names.map((n) => n.zh)).size).toBe(k);
    }
    expect(clustersOf(input, { k: 5 }).stability).toBeLessThan(result.stability);
  });

  test('missing values are counted and do not pull members away', () => {
    const holes = structuredClone(input);
    for (let i = 0; i < 300; i += 50) holes.features[1]!.values[i] = NaN;
    const found = clustersOf(holes);
    expect(found.missing).toEqual([0, 6, 0]);
    expect(adjustedRand(found.labels, result.labels)).toBeGreaterThan(0.9);
    expect(found.centres.every((c) => c.median.every(Number.isFinite))).toBe(true);
  });

  test('features that cannot tell members apart are left out and named', () => {
    const more = {
      members: 300,
      features: [
        ...input.features,
        feature('same', new Float64Array(300).fill(4)),
        feature('rare', new Float64Array(300).fill(NaN).fill(1, 0, 100)),
      ],
    };
    const found = clustersOf(more);
    expect(found.dropped).toEqual([
      { name: 'same', reason: 'constant' },
      { name: 'rare', reason: 'mostly-missing' },
    ]);
    expect(found.labels).toEqual(result.labels);
  });
});

describe('too little to go on', () => {
  test('few members: have and need', () => {
    expect(clusterMembers(threeKinds(30))).toMatchObject({ kind: 'unavailable', reason: 'too-few-members', have: 30, need: 50 });
    expect(clusterMembers(threeKinds(3), { k: 4 })).toMatchObject({ reason: 'too-few-members', have: 3, need: 4 });
    expect(clusterMembers({ members: 0, features: [] })).toMatchObject({ reason: 'too-few-members', have: 0 });
  });

  test('nothing that varies: identical members have no groups', () => {
    const same = { members: 80, features: [feature('posts', new Float64Array(80).fill(3))] };
    expect(clusterMembers(same)).toMatchObject({ kind: 'unavailable', reason: 'too-few-features', have: 0 });
  });

  test('one cloud: no clear groups, and why', () => {
    const rng = seeded(3);
    const cloud = (dims: number, along: number) => ({
      members: 400,
      features: Array.from({ length: dims }, (_, a) =>
        feature(
          `f${a}`,
          Array.from({ length: 400 }, () => rng.normal() * (a === 0 ? along : 1)),
        ),
      ),
    });
    const round = clusterMembers(cloud(6, 1));
    expect(round).toMatchObject({ kind: 'unavailable', reason: 'no-clear-groups', because: 'unstable', need: 0.7 });
    expect(round.kind === 'unavailable' && round.have).toBeLessThan(0.7);
    // Two columns that say the same make a long cloud: its halves are stable, and yet no groups.
    const long = threeKinds(400);
    const cause = Array.from({ length: 400 }, () => rng.normal());
    long.features = [0, 1, 2].map((a) =>
      feature(
        `f${a}`,
        cause.map((v) => v + 0.4 * rng.normal()),
      ),
    );
    expect(clusterMembers(long)).toMatchObject({ reason: 'no-clear-groups', because: 'no-valley' });
    // Two humps in each of two columns, each on its own: four heaps that lie apart, but no pattern over several features.
    const heaps = { members: 400, features: long.features.slice(0, 2) };
    for (const f of heaps.features) f.values = f.values.map(() => rng.below(2) * 12 + rng.normal());
    expect(clusterMembers(heaps)).toMatchObject({ reason: 'no-clear-groups', because: 'as-without-structure' });
  });

  test('what cannot be asked is said: k, unknown features, columns of the wrong length, infinite values', () => {
    const input = threeKinds(60);
    for (const k of [1, 13, 2.5, NaN]) expect(() => clusterMembers(input, { k })).toThrow('Clusters should be 2 to 12');
    expect(() => clusterMembers(input, { features: ['posts', 'mood'] })).toThrow('no feature "mood"');
    expect(() => clusterMembers({ members: 61, features: input.features })).toThrow('should have 61 values, got 60');
    const broken = { members: 2, features: [feature('posts', [1, Infinity])] };
    expect(() => clusterMembers(broken, { k: 2 })).toThrow('finite');
  });
});
