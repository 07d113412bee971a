import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import {
  type CategoryDifference,
  type Differences,
  type MeasureDifference,
  overlapOf,
  type SegmentContext,
  type Trait,
  whatDiffers,
} from '../../../core/segment/index.ts';
import type { Dataset } from '../../../core/store/dataset.ts';

/** A context without a file: only traits and measures are looked at. */
function contextWith(members: number, traits: Record<string, Trait>, measures: Record<string, Float64Array>): SegmentContext {
  const data = { columns: { members, events: 0 }, snapshot: 1, files: [], zone: 'UTC' } as unknown as Dataset;
  return {
    data,
    trait: (name) => traits[name] ?? null,
    measure: (name) => measures[name] ?? null,
    traitNames: () => Object.keys(traits),
    measureNames: () => Object.keys(measures),
    segment: () => null,
  };
}
const maskOf = (members: number, isIn: (m: number) => boolean) =>
  Uint8Array.from({ length: members }, (_, m) => (isIn(m) ? 1 : 0));
const category = (d: Differences, value: string) =>
  d.rows.find((r): r is CategoryDifference => r.kind === 'category' && r.value === value)!;

describe('overlap', () => {
  test('three sets by hand: regions, none, pairs', () => {
    const sets = [maskOf(10, (m) => m < 5), maskOf(10, (m) => m >= 3 && m < 7), maskOf(10, (m) => m === 4 || m === 9)];
    const got = overlapOf(sets);
    expect(got.sizes).toEqual([5, 4, 2]);
    expect(got.regions.map((r) => r.count)).toEqual([3, 2, 1, 1, 0, 0, 1]); // A, B, AB, C, AC, BC, ABC
    expect([got.none, got.union]).toEqual([2, 8]);
    expect(got.pairs[0]).toEqual({ a: 0, b: 1, both: 2, either: 7, jaccard: 2 / 7 });
  });
  test('regions and none sum to everybody; the order of the sets only renames them (seed 4)', () => {
    const random = seeded(4);
    const sets = Array.from({ length: 4 }, () => maskOf(500, () => random.unit() < 0.4));
    const got = overlapOf(sets);
    expect(got.none + got.regions.reduce((n, r) => n + r.count, 0)).toBe(500);
    expect(
      overlapOf([...sets].reverse())
        .regions.map((r) => r.count)
        .sort(),
    ).toEqual(got.regions.map((r) => r.count).sort());
  });
  test('one set or five are refused; empty sets have no Jaccard', () => {
    const none = new Uint8Array(3);
    expect(() => overlapOf([none])).toThrow('2 to 4');
    expect(() => overlapOf([none, none, none, none, none])).toThrow('2 to 4');
    expect(overlapOf([none, none]).pairs[0]!.jaccard).toBeNull();
  });
});

describe('what differs', () => {
  const n = 200;
  const A = maskOf(n, (m) => m < 80);
  // plan: 60 of A and 30 of the other 120 are annual; 20 of A are unknown.
  const plan: Trait = {
    values: ['annual', 'trial'],
    codes: Int32Array.from({ length: n }, (_, m) => (m < 20 ? -1 : m < 80 ? (m < 70 ? 0 : 1) : m < 110 ? 0 : 1)),
  };
  const score = Float64Array.from({ length: n }, (_, m) => (m % 10 === 0 ? Number.NaN : m < 80 ? 5 + (m % 7) : m % 7));

  test('shares, lift, TGI and unknown shares by hand', () => {
    const got = whatDiffers(contextWith(n, { plan }, { score }), A, 'rest') as Differences;
    expect(got).toMatchObject({ kind: 'differences', sizeA: 80, sizeB: 120, inBoth: 0, nested: null, tests: 3 });
    const annual = category(got, 'annual');
    expect(annual.a).toMatchObject({ hits: 50, known: 60 });
    expect(annual.b).toMatchObject({ hits: 30, known: 120 });
    expect(annual.everybody).toMatchObject({ hits: 80, known: 180 });
    expect(annual.lift!.ratio).toBeCloseTo(50 / 60 / 0.25, 12);
    expect(annual.tgi).toBeCloseTo((100 * (50 / 60)) / 0.25, 10);
    expect(annual.tgiEverybody).toBeCloseTo((100 * (50 / 60)) / (80 / 180), 10);
    expect(annual.difference.value).toBeCloseTo(50 / 60 - 0.25, 12);
    expect(annual.isReal).toBe(true);
    expect(got.missing).toContainEqual({
      kind: 'trait',
      name: 'plan',
      label: { zh: '会员类型', en: 'plan' },
      missingA: 0.25,
      missingB: 0,
    });
    const measure = got.rows.find((r): r is MeasureDifference => r.kind === 'measure')!;
    expect([measure.a.n, measure.b.n]).toEqual([72, 108]);
    expect(measure.superiority.value).toBeGreaterThan(0.9);
    expect(got.rows.map((r) => r.rank)).toEqual([1, 2, 3]);
    for (const r of got.rows) expect(r.holm).toBeGreaterThanOrEqual(r.q);
  });
  test('swapping the sides mirrors every difference', () => {
    const context = contextWith(n, { plan }, { score });
    const one = whatDiffers(context, A, 'rest') as Differences;
    const other = whatDiffers(
      context,
      A.map((x) => x ^ 1),
      A,
    ) as Differences;
    expect(category(other, 'annual').difference.value).toBeCloseTo(-category(one, 'annual').difference.value, 12);
    expect(category(other, 'annual').p).toBeCloseTo(category(one, 'annual').p, 12);
  });
  test('people in both are left out of both; a side inside the other is compared with the rest of it', () => {
    const context = contextWith(n, { plan }, { score });
    const B = maskOf(n, (m) => m >= 60);
    expect(whatDiffers(context, A, B)).toMatchObject({ sizeA: 60, sizeB: 120, inBoth: 20, nested: null });
    expect(
      whatDiffers(
        context,
        A,
        maskOf(n, (m) => m < 150),
      ),
    ).toMatchObject({ sizeA: 80, sizeB: 70, inBoth: 0, nested: 'a-in-b' });
    expect(
      whatDiffers(
        context,
        maskOf(n, (m) => m < 150),
        A,
      ),
    ).toMatchObject({ sizeA: 70, sizeB: 80, nested: 'b-in-a' });
    expect(whatDiffers(context, A, A)).toMatchObject({ kind: 'unavailable', reason: 'too-few-members', have: 0, need: 5 });
  });
  test('a trait known for fewer than 5 of a side is unavailable, and its unknown share still shown', () => {
    const rare: Trait = { values: ['x'], codes: Int32Array.from({ length: n }, (_, m) => (m < 4 || m > 100 ? 0 : -1)) };
    const got = whatDiffers(contextWith(n, { rare }, {}), A, 'rest') as Differences;
    expect(got.rows).toEqual([]);
    expect(got.unavailable).toMatchObject([{ name: 'rare', haveA: 4, need: 5 }]);
    expect(got.missing[0]!.missingA).toBeCloseTo(0.95, 12);
  });
  test('a trait with very many values lists the most frequent and says how many it left out', () => {
    const many: Trait = {
      values: Array.from({ length: 60 }, (_, v) => `v${v}`),
      codes: Int32Array.from({ length: n }, (_, m) => m % 60),
    };
    const got = whatDiffers(contextWith(n, { many }, {}), A, 'rest') as Differences;
    expect([got.rows.length, got.rareCategories]).toEqual([40, { many: 20 }]);
  });
  test('without any difference false alarms are rare: at most 1 in 20 comparisons calls something real (seed 8)', () => {
    const random = seeded(8);
    let alarms = 0;
    for (let run = 0; run < 200; run++) {
      const traits = Object.fromEntries(
        Array.from({ length: 6 }, (_, t) => [
          `t${t}`,
          {
            values: ['a', 'b', 'c', 'd'],
            codes: Int32Array.from({ length: 300 }, () => random.pick([-1, 0, 1, 2, 3], [1, 8, 4, 2, 1])),
          },
        ]),
      );
      const measures = Object.fromEntries(
        Array.from({ length: 4 }, (_, t) => [
          `x${t}`,
          Float64Array.from({ length: 300 }, () => Math.floor(random.exponential(3))),
        ]),
      );
      const side = maskOf(300, () => random.unit() < 0.2);
      const got = whatDiffers(contextWith(300, traits, measures), side, 'rest') as Differences;
      if (got.rows.some((r) => r.isReal)) alarms++;
    }
    expect(alarms / 200).toBeLessThan(0.09);
  });
  test('inputs are left as they were, results survive being sent', () => {
    const before = A.slice();
    const got = whatDiffers(contextWith(n, { plan }, { score }), A, 'rest');
    expect(A).toEqual(before);
    expect(structuredClone(got)).toEqual(got);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
