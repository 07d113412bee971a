import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runStat, STAT_FAMILIES } from '../../../core/lifetime/index.ts';
import { donors } from '../kernel/lifetime/buyers.ts';
import { leukaemia } from '../kernel/survival/followUps.ts';

interface Vector {
  id: string;
  family: string;
  inputs: Record<string, unknown>;
  expected: Record<string, number | number[]>;
  abs_tol: number;
}
const { vectors } = JSON.parse(readFileSync(new URL('../../fixtures/retention-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
/** What no input says: numbers of the papers, printed beside the computed ones, and those at parameters that are not given. */
const NOT_ASKED = new Set(['published', 'ex_fitted_params']);

const durations = Array.from(leukaemia.durations);
const events = Array.from(leukaemia.events);
const groups = durations.map((_, i) => (i < 21 ? '6-MP' : 'placebo'));
const drug = Array.from(leukaemia.drug);
const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe('published vectors', () => {
  for (const { id, family, inputs, expected, abs_tol } of vectors) {
    test(id, () => {
      const got = runStat(family, inputs);
      for (const [field, want] of Object.entries(expected)) {
        if (NOT_ASKED.has(field)) continue;
        const values = [got[field]].flat() as number[];
        [want].flat().forEach((w, i) => {
          expect(Math.abs(values[i]! - w), `${field} ${i}`).toBeLessThanOrEqual(Math.min(abs_tol, 1e-6));
        });
        expect(values.length).toBe([want].flat().length);
      }
    });
  }
});

describe('the shapes people pass', () => {
  test('follow-up under other names, in pairs of lists, in objects and in rows gives the same test', () => {
    const cut = (list: number[], from: number, to?: number) => list.slice(from, to);
    const shapes = [
      { durations, events, groups },
      { time: durations, status: events.map((e) => e + 1), group: drug },
      {
        durations_A: cut(durations, 0, 21),
        event_observed_A: cut(events, 0, 21),
        durations_B: cut(durations, 21),
        event_observed_B: cut(events, 21),
      },
      { T1: cut(durations, 0, 21), E1: cut(events, 0, 21), T2: cut(durations, 21), E2: cut(events, 21) },
      {
        groups: {
          a: { durations: cut(durations, 0, 21), events: cut(events, 0, 21) },
          b: { times: cut(durations, 21), events: cut(events, 21).map(Boolean) },
        },
      },
      { rows: durations.map((time, i) => ({ time, event: events[i], arm: groups[i] })) },
    ];
    for (const shape of shapes) expect(runStat('log-rank', shape)['chi2']).toBeCloseTo(16.79294098921654, 9);
    expect(runStat('logrank', { durations, events, groups, weights: 'gehan' })['chi2']).toBeCloseTo(13.457852049631065, 9);
    expect(runStat('Gehan', { durations, events, groups })['statistic']).toBeCloseTo(13.457852049631065, 9);
    expect(runStat('tarone_ware', { durations, events, groups })['test_statistic']).toBeCloseTo(15.123575301872695, 9);
    expect(runStat('fleming-harrington', { durations, events, groups, rho: 1 })['chi2']).toBeCloseTo(14.45715081872, 9);
  });

  test('a curve answers whole, or at the times asked for', () => {
    const whole = runStat('kaplan-meier', { durations: durations.slice(0, 21), events: events.slice(0, 21) });
    expect(whole['times']).toHaveLength(16);
    expect(whole['median']).toBe(23);
    expect(whole['median_ci']).toEqual([13, 'inf']);
    const at = runStat('km', { durations: durations.slice(0, 21), events: events.slice(0, 21), times: [0, 6, 22.5] });
    expect((at['survival'] as number[]).map((s) => Math.round(s * 1000))).toEqual([1000, 857, 538]);
    const both = runStat('km', { durations, events, groups });
    expect(both['medians']).toEqual({ '6-MP': 23, placebo: 8 });
  });

  test('Cox takes rows, columns, an object, one list, a table, or groups', () => {
    const coef = (inputs: Record<string, unknown>) => [runStat('cox', { durations, events, ...inputs })['coef']].flat()[0];
    const beta = -1.572125148829;
    expect(coef({ X: drug })).toBeCloseTo(beta, 9);
    expect(coef({ X: drug.map((d) => [d]) })).toBeCloseTo(beta, 9);
    expect(coef({ X: [drug] })).toBeCloseTo(beta, 9);
    expect(coef({ covariates: { drug } })).toBeCloseTo(beta, 9);
    expect(coef({ groups })).toBeCloseTo(-beta, 9); // placebo against 6-MP
    const table = runStat('coxph', {
      rows: durations.map((week, i) => ({ week, relapse: events[i], drug: drug[i] })),
      duration_col: 'week',
      event_col: 'relapse',
      ties: 'breslow',
    });
    expect(table['params']).toEqual({ drug: expect.closeTo(-1.509191412586, 9) });
    expect(runStat('cox', { durations, events, X: drug })['loglik_null']).toBeCloseTo(-93.18426999685, 8);
  });

  test('buying models take bare numbers, lists and cases, and answer in kind', () => {
    const single = runStat('bgnbd-conditional', { ...cdnow, x: 2, t_x: 30.43, T: 38.86, t: 39 });
    expect(single['value']).toBeCloseTo(1.226028174767135, 11);
    const list = runStat('bg_nbd-conditional', { params: cdnow, frequency: [2, 0], recency: [30.43, 0], T: 38.86, t: 39 });
    expect(list['value']).toEqual([expect.closeTo(1.226028174767135, 11), expect.closeTo(0.19509805201126, 11)]);
    const cases = runStat('bgnbd-conditional', { params: cdnow, cases: [[2, 30.43, 38.86, 39]] });
    expect(cases['value']).toEqual([expect.closeTo(1.226028174767135, 11)]);
  });

  test('sBG takes shares, per cent, counts and losses', () => {
    const alpha = (inputs: Record<string, unknown>) => runStat('sbg', inputs)['alpha'] as number;
    const shares = [0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491];
    const want = alpha({ survival: [1, ...shares] });
    expect(want).toBeCloseTo(0.668, 3);
    expect(alpha({ survival: shares })).toBeCloseTo(want, 8);
    expect(alpha({ survival: [100, ...shares.map((s) => s * 100)] })).toBeCloseTo(want, 7);
    expect(alpha({ counts: [1000, 869, 743, 653, 593, 551, 517, 491] })).toBeCloseTo(want, 7);
    expect(alpha({ lost: [131, 126, 90, 60, 42, 34, 26], kept: 491 })).toBeCloseTo(want, 7);
    const given = runStat('sbg-retention', { params: { alpha: 0.668, beta: 3.806 }, t: [1, 2], discount: 0.1, renewals: 1 });
    expect(given['retention']).toEqual([expect.closeTo(3.806 / 4.474, 12), expect.closeTo(4.806 / 5.474, 12)]);
    expect(given['derl']).toBeCloseTo(5.901753167753022, 10);
  });
});

describe('every family', () => {
  const orders = { x: [0, 1, 2, 5, 0, 3, 1, 0, 2, 8], t_x: [0, 5, 20, 30, 0, 12, 33, 0, 37, 38], T: new Array(10).fill(39) };
  const pareto = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
  const giving = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
  const given = {
    x: Array.from(donors.x),
    t_x: Array.from(donors.recency),
    n: 6,
    count: Array.from(donors.weights),
  };
  const spend = { p: 6.25, q: 3.74, v: 15.44 };
  const followed = { durations, events, groups };
  const INPUTS: Record<string, [inputs: Record<string, unknown>, field: string, value: number]> = {
    km: [{ durations, events }, 'median', 12],
    'nelson-aalen': [{ durations, events, at: [11] }, 'hazard', 0.6420970967842],
    logrank: [followed, 'p', 4.168809109e-5],
    gehan: [followed, 'chi2', 13.457852049631],
    'tarone-ware': [followed, 'chi2', 15.123575301873],
    peto: [followed, 'chi2', 14.084139866857],
    'fleming-harrington': [followed, 'chi2', 14.45715081872],
    rmst: [{ ...followed, tau: 20 }, 'difference', -7.687955182069],
    cox: [{ durations, events, X: drug }, 'se', 0.4123967177095],
    'c-index': [{ durations, events, risk: drug.map((d) => -d) }, 'c_index', 0.6900420757363],
    weibull: [{ durations: durations.slice(0, 21), events: events.slice(0, 21) }, 'rho', 1.353734523826],
    exponential: [{ durations: durations.slice(0, 21), events: events.slice(0, 21) }, 'rate', 9 / 359],
    'bgnbd-fit': [orders, 'n', 10],
    'bgnbd-expectation': [{ ...cdnow, t: 32 }, 'ex', 1.045243328374436],
    'bgnbd-conditional': [{ ...cdnow, x: 2, t_x: 30.43, T: 38.86, t: 39 }, 'value', 1.226028174767135],
    'bgnbd-palive': [{ ...cdnow, x: 2, t_x: 30.43, T: 38.86 }, 'p', 0.726578570080673],
    'bgnbd-loglik': [{ ...cdnow, x: 2, t_x: 30.43, T: 38.86 }, 'log_likelihood', -9.45860630706627],
    'paretonbd-fit': [orders, 'n', 10],
    'paretonbd-expectation': [{ ...pareto, t: 52 }, 'value', 1.4729968033751],
    'paretonbd-conditional': [{ ...pareto, x: 2, t_x: 30.43, T: 38.86, t: 52 }, 'value', 1.850826720702],
    'paretonbd-palive': [{ ...pareto, x: 2, t_x: 30.43, T: 38.86 }, 'p_alive', 0.86916755915301],
    'paretonbd-loglik': [{ ...pareto, x: 2, t_x: 30.43, T: 38.86 }, 'll', -9.5542832451504],
    'paretonbd-dert': [{ ...pareto, x: 2, t_x: 30.43, T: 38.86, d: 0.0027 }, 'dert', 6.4837735677307],
    'gammagamma-fit': [{ x: [2, 1, 4, 3, 2, 6], m: [20, 35, 18, 50, 28, 22] }, 'n', 6],
    'gammagamma-conditional': [{ ...spend, x: 2, zbar: 22.35 }, 'value', 24.663713910761153],
    'gammagamma-mean': [spend, 'value', (6.25 * 15.44) / 2.74],
    'gammagamma-loglik': [{ p: 1, q: 2, v: 3, x: 1, m: 4 }, 'll', Math.log((2 * 9) / 7 ** 3)],
    'bgbb-fit': [given, 'n', 11104],
    'bgbb-expectation': [{ ...giving, n: 6 }, 'value', 2.219631393487299],
    'bgbb-conditional': [{ ...giving, x: 6, t_x: 6, n: 6, m: 5 }, 'value', 3.7521156075998148],
    'bgbb-palive': [{ ...giving, x: 6, t_x: 6, n: 6 }, 'p', 0.9304025423728813],
    'bgbb-loglik': [{ ...giving, x: 6, t_x: 6, n: 6 }, 'll', -2.1822484476182997],
    'bgbb-dert': [{ ...giving, x: 6, t_x: 6, n: 6, d: 0.1 }, 'dert', 5.908678319555381],
    sbg: [{ survival: [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241] }, 'beta', 1.1820429877412],
    clv: [
      { ...cdnow, gammagamma: spend, x: 2, t_x: 30.43, T: 38.86, monetary_value: 22.35, freq: 'W' },
      'clv',
      36.28921112559899,
    ],
  };

  test('is exercised here', () => expect(Object.keys(INPUTS).sort()).toEqual([...STAT_FAMILIES].sort()));

  for (const [family, [inputs, field, value]] of Object.entries(INPUTS)) {
    test(`${family} gives ${field}, as plain JSON, without touching its inputs`, () => {
      const before = structuredClone(inputs);
      const got = runStat(family, inputs);
      const first = [got[field]].flat()[0] as number;
      expect(Math.abs(first - value) / Math.max(1, Math.abs(value)), `${first}`).toBeLessThan(1e-7);
      expect(inputs).toEqual(before);
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
      expect(structuredClone(got)).toEqual(runStat(family, inputs));
    });

    test(`${family} refuses nothing, nonsense and holes with a word on what to do`, () => {
      for (const bad of [undefined, [], 'x', {}, { durations: [] }, { durations: [1, null], x: ['a'], r: Number.NaN }]) {
        expect(() => runStat(family, bad)).toThrowError(expect.objectContaining({ name: 'InputError', code: 'bad-option' }));
      }
    });
  }

  test('a word more names the case, not another family', () => {
    expect(runStat('Kaplan-Meier leukaemia', { durations, events })['median']).toBe(12);
    expect(runStat('logrank-gehan', followed)['chi2']).toBeCloseTo(13.457852049631, 9);
    expect(runStat('cox-breslow', { durations, events, X: drug })['coef']).toBeCloseTo(-1.509191412586, 9);
  });

  test('an unknown one lists the known', () => {
    expect(() => runStat('t-test', {})).toThrow(/must be one of km, .*got "t-test"/);
    expect(() => runStat('constructor', {})).toThrow(/must be one of/);
  });

  test('messages name what is wrong, where', () => {
    expect(() => runStat('km', { durations: [1, 'late'], events: [1, 1] })).toThrow(/got "late"\. Correct entry 2/);
    expect(() => runStat('km', { durations: [1, 2], events: [1] })).toThrow(/durations has 2 and events 1/);
    expect(() => runStat('km', { durations: [1, 2], events: [1, 5] })).toThrow(/1 for an event seen/);
    expect(() => runStat('km', { durations: [1, -2] })).toThrow(/at least 0, got -2/);
    expect(() => runStat('bgnbd-palive', { ...cdnow, b: -1, x: 1, t_x: 1, T: 2 })).toThrow(/b must be above 0, got -1/);
    expect(() => runStat('bgnbd-palive', { ...cdnow, x: 1, t_x: 3, T: 2 })).toThrow(/between 0 and T/);
    expect(() => runStat('logrank', { durations, events, groups: durations.map(() => 'same') })).toThrow(/at least 2 different/);
    expect(() => runStat('cox', { durations, events, X: drug.map(() => 1) })).toThrow(/x1 does not: it has the same value/);
  });
});
