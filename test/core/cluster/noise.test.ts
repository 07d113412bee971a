import { describe, expect, test } from 'vitest';
import { type ClusterInput, clusterMembers } from '../../../core/cluster/index.ts';
import { NOISE, noise, shuffledColumns } from './noise.ts';
import { sampleFeatures } from './sampleFeatures.ts';

/** Shapes in turn; larger ones were run by hand (5,000 × 3, 2,000 × 16) with the same result. */
const SHAPES = [
  [100, 1],
  [100, 2],
  [100, 4],
  [100, 16],
  [150, 8],
  [200, 3],
  [300, 2],
] as const;
const SEEDS = 10;

/** A false alarm is a number of clusters where there are none. */
function alarms(inputs: ClusterInput[]): number {
  return inputs.filter((input, seed) => clusterMembers(input, { seed }).kind === 'clusters').length;
}

describe('members without groups', () => {
  let found = 0;
  let asked = 0;
  for (const name of Object.keys(NOISE)) {
    test(`${name}: no clear groups`, () => {
      const inputs = Array.from({ length: SEEDS }, (_, i) => {
        const [rows, dims] = SHAPES[i % SHAPES.length]!;
        return noise(name, rows, dims, 100 * i + 7);
      });
      const here = alarms(inputs);
      found += here;
      asked += SEEDS;
      expect(here).toBeLessThanOrEqual(1);
    });
  }

  test('all in all at most one false alarm in twenty', () => {
    expect(asked).toBeGreaterThanOrEqual(100);
    expect(found / asked).toBeLessThanOrEqual(0.05);
  });

  test('the sample community with every column shuffled: no clear groups', () => {
    const { input } = sampleFeatures({ scale: 0.1 });
    expect(alarms(Array.from({ length: 8 }, (_, i) => shuffledColumns(input, i + 1)))).toBe(0);
  });
});
