import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import type { From } from '../../../core/base/result.ts';
import { type SurvivalColumns, type SurvivalOptions, type SurvivalResult, survivalTable } from '../../../core/lifetime/index.ts';
import { leukaemia, made } from '../kernel/survival/followUps.ts';

const from: From = { method: '', snapshot: 3, rows: 0, files: [], options: { zone: 'UTC' }, exact: true };
const answer = (columns: SurvivalColumns, options?: SurvivalOptions) => {
  const result = survivalTable(columns, from, options);
  if (result.kind !== 'survival') throw new Error(`unavailable: ${result.reason}`);
  return result;
};
const arms = Array.from(leukaemia.group, (g) => (g === 0 ? 'drug' : 'placebo'));
const children: SurvivalColumns = {
  durations: leukaemia.durations,
  events: leukaemia.events,
  groups: arms,
  covariates: [{ name: 'drug', values: leukaemia.drug }],
};

/** Anything that a wire would lose: instances, NaN, infinities. */
function strange(value: unknown, path = 'result'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== 'object' || value === null) return value === undefined ? [`${path} is undefined`] : [];
  if (Array.isArray(value)) return value.flatMap((v, i) => strange(v, `${path}[${i}]`));
  if (Object.getPrototypeOf(value) !== Object.prototype) return [`${path} is an instance`];
  return Object.entries(value).flatMap(([k, v]) => strange(v, `${path}.${k}`));
}

describe('survival of a table', () => {
  test('gives curves, tests, time gained and a Cox model in one answer', () => {
    const result = answer(children);
    expect([result.n, result.events, result.tau]).toEqual([42, 30, 23]);
    const [drug, placebo] = result.curves;
    expect([drug!.group, drug!.n, drug!.events]).toEqual(['drug', 21, 9]);
    expect(drug!.times).toEqual([6, 7, 10, 13, 16, 22, 23, 35]); // events, and the last look
    expect(drug!.median).toEqual({ value: 23, low: 13, high: null });
    expect(placebo!.median).toEqual({ value: 8, low: 4, high: 11 });
    expect(drug!.rmst.value).toBeCloseTo(17.90924369748, 10);
    expect(result.logrank.map((t) => t.weight)).toEqual(['logrank', 'gehan', 'tarone-ware', 'peto']);
    expect(result.logrank[0]!.chi2).toBeCloseTo(16.79294098921654, 10);
    expect(result.logrank[0]!.groups[0]).toEqual({
      group: 'drug',
      n: 21,
      observed: 9,
      expected: expect.closeTo(19.25050094803113, 9),
    });
    expect(result.gained).toMatchObject({ group: 'placebo', over: 'drug' });
    expect(result.gained!.difference.value).toBeCloseTo(8.666666666667 - 17.90924369748, 9);
    if (result.cox?.kind !== 'cox') throw new Error('no Cox model');
    expect(result.cox.covariates[0]!.coefficient).toBeCloseTo(-1.572125148829, 10);
    expect(result.cox.covariates[0]!.driftP).toBeCloseTo(0.8798, 3); // R: cox.zph, chi-square 0.0228634 on the KM clock
    expect(result.from).toMatchObject({
      method: 'survival/1',
      snapshot: 3,
      rows: 42,
      options: { zone: 'UTC', tau: 23, ties: 'efron' },
    });
  });

  test('is bare data, and leaves its columns as they were', () => {
    const before = structuredClone(children);
    const result = answer(children);
    expect(strange(result)).toEqual([]);
    expect(structuredClone(result)).toEqual(result);
    expect(children).toEqual(before);
    expect(answer(children)).toEqual(result);
    const rows = made();
    const whole = answer({ durations: rows.durations, events: rows.events, groups: Array.from(rows.group, String) });
    expect(strange(whole)).toEqual([]);
    expect([whole.gained, whole.cox, whole.logrank[0]!.df]).toEqual([null, null, 2]);
  });

  test('without groups draws one curve and tests nothing', () => {
    const { durations, events } = children;
    const result = answer({ durations, events });
    expect(result.curves.map((c) => [c.group, c.n])).toEqual([[null, 42]]);
    expect([result.logrank, result.gained]).toEqual([[], null]);
  });

  test('does not depend on the order of rows', () => {
    const order = seeded(2).shuffleInPlace(arms.map((_, i) => i));
    const mixed: SurvivalColumns = {
      durations: Float64Array.from(order, (i) => children.durations[i]!),
      events: Uint8Array.from(order, (i) => children.events[i]!),
      groups: order.map((i) => arms[i]!),
    };
    const { durations, events, groups } = children;
    const one = answer({ durations, events, groups: groups! });
    const rounded = (r: SurvivalResult) => JSON.stringify(r, (_, v) => (typeof v === 'number' ? Number(v.toPrecision(12)) : v));
    expect(rounded(answer(mixed))).toBe(rounded(one));
  });

  test('too little is an answer', () => {
    const few = survivalTable({ durations: Float64Array.of(1, 2), events: Uint8Array.of(1, 1) }, from);
    expect(few).toMatchObject({ kind: 'unavailable', reason: 'too-few-members', have: 2, need: 10 });
    expect(survivalTable({ durations: new Float64Array(0), events: new Uint8Array(0) }, from)).toMatchObject({
      have: 0,
      need: 10,
    });
    const calm = survivalTable({ durations: new Float64Array(50).fill(3), events: new Uint8Array(50) }, from);
    expect(calm).toMatchObject({ kind: 'unavailable', reason: 'too-few-events', have: 0, need: 5 });
    const many = { ...children, covariates: ['a', 'b', 'c', 'd'].map((name) => ({ name, values: leukaemia.drug })) };
    expect(answer(many).cox).toMatchObject({ kind: 'unavailable', reason: 'too-few-events', have: 30, need: 40 });
    const twice = { ...children, covariates: ['a', 'b'].map((name) => ({ name, values: leukaemia.drug })) };
    expect(answer(twice).cox).toMatchObject({ kind: 'refused', covariate: 'b' });
    expect(answer(twice).curves).toHaveLength(2);
  });

  test('refuses columns that do not fit', () => {
    const { durations, events } = children;
    expect(() => survivalTable({ durations, events, groups: ['a'] }, from)).toThrow(/durations has 42 and groups 1/);
    expect(() => survivalTable({ durations: durations.map(() => Number.NaN), events }, from)).toThrow(/got NaN in row 1/);
    expect(() => survivalTable({ durations, events: events.map(() => 2) }, from)).toThrow(/must be 1 or 0, got 2/);
    const hole = {
      ...children,
      covariates: [{ name: 'age', values: Array.from(durations, (_, i) => (i === 4 ? Number.NaN : i)) }],
    };
    expect(() => survivalTable(hole, from)).toThrow(/age is NaN in row 5/);
    expect(() => survivalTable(children, from, { tau: -1 })).toThrow(/above 0/);
    expect(() => survivalTable({ durations, events, groups: arms.map((_, i) => `g${i}x`) }, from)).not.toThrow();
  });

  test('thins a long curve to the rows that draw it, and is quick', () => {
    const random = seeded(5);
    const n = 100_000;
    const durations = Float64Array.from({ length: n }, () => random.exponential(100));
    const events = Uint8Array.from(durations, () => random.below(2));
    const start = process.hrtime.bigint();
    const result = answer({ durations, events, groups: Array.from(durations, (_, i) => (i % 3 === 0 ? 'a' : 'b')) });
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(4000);
    for (const curve of result.curves) {
      expect(curve.times.length).toBeLessThanOrEqual(500);
      expect(curve.times.length).toBeGreaterThan(300);
      for (let i = 1; i < curve.survival.length; i++) expect(curve.survival[i]!).toBeLessThanOrEqual(curve.survival[i - 1]!);
    }
    expect(result.curves[0]!.n + result.curves[1]!.n).toBe(n);
  });
});
