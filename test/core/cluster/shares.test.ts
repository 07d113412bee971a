import { describe, expect, test } from 'vitest';
import { type Random, seeded } from '../../../core/base/random.ts';
import { type ClusterInput, clusterMembers } from '../../../core/cluster/index.ts';
import { steadied, steadyingOf } from '../../../core/cluster/shares.ts';

const feature = (name: string, values: ArrayLike<number>, log = false) => ({
  name,
  unit: 'share',
  values: Float64Array.from(values),
  log,
});
const binomial = (rng: Random, n: number, p: number) => {
  let hits = 0;
  for (let i = 0; i < n; i++) if (rng.unit() < p) hits++;
  return hits;
};

/** Members whose chance of each kind is drawn by `taste`. */
function community(members: number, seed: number, taste: (rng: Random) => number[]): ClusterInput {
  const rng = seeded(seed);
  const events = Array.from({ length: members }, () => Math.max(1, Math.round(Math.exp(2.5 + 1.2 * rng.normal()))));
  const shares = events.map((n) => {
    const chances = taste(rng);
    const counts = chances.map(() => 0);
    const kinds = chances.map((_, k) => k);
    for (let e = 0; e < n; e++) counts[rng.pick(kinds, chances)]!++;
    return counts.map((c) => c / n);
  });
  const column = (k: number) =>
    feature(
      `share.${'abcdef'[k]}`,
      shares.map((own) => own[k]!),
    );
  return { members, features: [feature('events', events, true), ...shares[0]!.map((_, k) => column(k))] };
}

describe('shares of few events', () => {
  test('a share in which members differ only by the luck of the draw says nothing', () => {
    const input = community(500, 1, () => [0.5, 0.3, 0.2]);
    for (const share of input.features.slice(1)) expect(steadyingOf(input, share)).toBe('chance');
  });

  test('how much members really differ is found again', () => {
    const rng = seeded(5);
    // Own chances uniform on [0, 1] are a beta-binomial with likeness 1/3: as if 2 more events had come out half and half.
    const events = Array.from({ length: 4000 }, () => 1 + rng.below(40));
    const shares = events.map((n) => binomial(rng, n, rng.unit()) / n);
    const input = { members: 4000, features: [feature('events', events), feature('share.view', shares)] };
    const steadying = steadyingOf(input, input.features[1]!);
    expect(steadying).toMatchObject({ mean: expect.closeTo(0.5, 1), events: expect.closeTo(2, 0) });
  });

  test('are drawn to the mean: one event hardly counts, a hundred count in full', () => {
    const input = { members: 4, features: [feature('events', [1, 100, 0, 5])] };
    const values = steadied(input, Float64Array.of(1, 1, NaN, NaN), { mean: 0.2, events: 4 })!;
    expect(values[0]).toBeCloseTo((1 + 0.8) / 5, 12);
    expect(values[1]).toBeCloseTo((100 + 0.8) / 104, 12);
    expect(values[2]).toBeNaN();
    expect(values[3]).toBeNaN();
  });

  test('other features, and shares without the number of events, stay as they are', () => {
    const lone = { members: 2, features: [feature('share.view', [0.2, 0.9])] };
    expect(steadyingOf(lone, lone.features[0]!)).toBeNull();
    const input = { members: 2, features: [feature('events', [5, 9]), feature('posts', [0, 4])] };
    expect(steadyingOf(input, input.features[1]!)).toBeNull();
    expect(steadied(lone, Float64Array.of(1, 1), { mean: 0.5, events: 3 })).toBeNull();
  });
});

describe('communities of one taste', () => {
  test('all alike: no clear groups, though members of two events stand in the corners', () => {
    for (let seed = 1; seed <= 8; seed++) {
      expect(clusterMembers(community(300, seed, () => [0.4, 0.3, 0.2, 0.1])).kind).toBe('unavailable');
    }
  });

  test('tastes that vary without kinds: no clear groups', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const any = (rng: Random) => [0, 1, 2, 3].map(() => rng.exponential(1));
      expect(clusterMembers(community(300, seed, any)).kind).toBe('unavailable');
    }
  });

  test('three kinds of taste are found', () => {
    const kinds = [
      [0.8, 0.1, 0.05, 0.05],
      [0.1, 0.7, 0.1, 0.1],
      [0.1, 0.05, 0.25, 0.6],
    ];
    const found = clusterMembers(community(600, 3, (rng) => kinds[rng.below(3)]!));
    expect(found).toMatchObject({ kind: 'clusters', k: 3 });
  });
});
