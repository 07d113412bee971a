import { describe, expect, it } from 'vitest';
import type { AtRisk, From, Renewals, RevenueCohorts, Rfm, Stay, WhatMoved } from '../../../core/api/contract.ts';
import { toMovedView } from '../../../renderer/features/moved/toMovedView.ts';
import { draftOf, isRising, toValue } from '../../../renderer/features/rfm/draft.ts';
import { toRfmView } from '../../../renderer/features/rfm/toRfmView.ts';
import { suggestion } from '../../../renderer/features/risk/reasons.ts';
import { toChanceView, toRiskView } from '../../../renderer/features/risk/toRiskView.ts';
import { toMonthsView, toPlansView, toProjectionView } from '../../../renderer/features/value/toRenewalViews.ts';
import { toRevenueView } from '../../../renderer/features/value/toRevenueView.ts';
import { toStayView } from '../../../renderer/features/value/toStayViews.ts';
import { words } from './data.ts';

const from: From = { method: 'test/1', snapshot: 1, rows: 1, files: [], options: {}, exact: true };
const en = await words('en');
const zh = await words('zh-CN');
const rate = (due: number, renewed: number) => ({
  due,
  renewed,
  rate: renewed / due,
  low: 0.1,
  high: 0.9,
  refunded: 1,
  running: 2,
});

const renewals: Renewals = {
  kind: 'renewals',
  graceDays: 30,
  all: rate(10, 6),
  byPlan: [{ plan: 'annual', days: 365, ...rate(10, 6) }],
  byMonth: [
    { month: '2025-01', complete: true, ...rate(4, 2) },
    { month: '2025-02', complete: false, ...rate(6, 4) },
  ],
  byNumber: [{ number: 0, ...rate(10, 6) }],
  projections: [
    {
      plan: 'annual',
      survival: [
        { renewals: 0, members: 10, share: 1 },
        { renewals: 1, members: 10, share: 0.6 },
      ],
      model: { alpha: 1, beta: 2 },
      projected: [1, 0.6, 0.5],
      holdoutError: null,
      expectedTerms: 2,
    },
  ],
  from,
};

const rfm: Rfm = {
  kind: 'rfm',
  members: 3,
  unseen: 1,
  cuts: { recency: [1, 2, 3, 4], frequency: [1, 2, 3, 4], depth: [0, 0.1, 0.2, 0.3], spend: null },
  highFrom: 3,
  isDefault: true,
  classes: ['champions', 'lost'].map((id, i) => ({
    id,
    isRecent: i === 0,
    isEngaged: i === 0,
    isPaying: i === 0,
    members: i + 1,
    share: (i + 1) / 3,
    low: 0.1,
    high: 0.9,
    spend: 10,
    spendShare: 0.5,
    median: { recency: 3, frequency: 4, depth: null, spend: 100 },
  })),
  scores: { recency: [], frequency: [], depth: [], spend: [] },
  grid: new Array(25).fill(0),
  from,
};

describe('renewal views', () => {
  it('open the people of each outcome', () => {
    const { rows } = toPlansView(renewals, en).table;
    expect(rows[0]!.map((c) => c.mark?.of ?? null)).toEqual([null, null, 'renewal', null, null, 'renewal', 'renewal']);
    expect(rows[0]![2]!.mark).toMatchObject({ end: 'renewed', plan: 'annual' });
  });

  it('hatch a month that is not judged yet and say so in the table', () => {
    const view = toMonthsView(renewals, en);
    const data = (view.option['series'] as { data: unknown[] }[])[0]!.data;
    expect(data[0]).toBe(0.5);
    expect(data[1]).toMatchObject({ value: expect.any(Number), itemStyle: { opacity: 0.75 } });
    expect(view.table.rows.map((r) => r.at(-1)!.raw)).toEqual(['true', 'false']);
  });

  it('say when a projection could not be checked', () => {
    expect(toProjectionView(renewals, en).table.rows[0]!.at(-1)!.text).toMatch(/too few/);
    expect(toProjectionView(renewals, zh).table.rows[0]!.at(-1)!.text).toMatch(/太少/);
    expect(toProjectionView(renewals, en).table.rows).toHaveLength(3);
  });
});

describe('value groups', () => {
  it('open the members of a class by its rule, and a missing median is a dash', () => {
    const { rows } = toRfmView(rfm, en).table;
    expect(rows[0]![1]!.mark).toEqual({ of: 'rule', rule: { trait: 'rfm', is: ['champions'] } });
    expect(rows[0]!.map((c) => c.text)).toContain('—');
    expect(toRfmView(rfm, zh).table.rows[0]![0]!.text).toBe('核心学员');
  });

  it('cuts that fall are not tried, equal ones are', () => {
    const draft = draftOf(rfm);
    expect(draft.cuts.spend).toEqual([0, 0, 0, 0]);
    expect(isRising(draft)).toBe(true);
    expect(isRising({ ...draft, cuts: { ...draft.cuts, recency: [1, 3, 2, 4] } })).toBe(false);
    expect(isRising({ ...draft, cuts: { ...draft.cuts, recency: [1, Number.NaN, 2, 4] } })).toBe(false);
    expect(toValue(draft)).toMatchObject({ highFrom: 3, cuts: { depth: [0, 0.1, 0.2, 0.3] } });
  });
});

describe('members at risk', () => {
  const risk: AtRisk = {
    kind: 'at-risk',
    total: 1,
    offset: 0,
    rows: [
      {
        memberNo: 4,
        handle: null,
        plan: null,
        silentDays: 20,
        returnChance: 0.4,
        returnLow: 0.3,
        returnHigh: 0.5,
        yearSpend: 100,
        valueAtRisk: 60,
        reasons: [
          { reason: 'less-active', value: -3 },
          { reason: 'question-open', value: 1 },
        ],
        last: { at: 0, action: 'post:question', contentTitle: null },
      },
    ],
    valueAtRisk: 60,
    horizonDays: 28,
    chances: [
      { silentDays: 0, rate: 0.9, low: 0.8, high: 0.95, watched: 50 },
      { silentDays: 1, rate: null, low: 0, high: 1, watched: 0 },
    ],
    from,
  };

  it('are told why in words, and a question that waits comes first', () => {
    const row = toRiskView(risk, en).table.rows[0]!;
    expect(row[0]!.text).toBe('Member 4');
    expect(row[6]!.text).toBe('3 actions fewer than the 28 days before; 1 question unanswered');
    expect(suggestion(risk.rows[0]!, en.t)).toBe('Answer the question');
    expect(suggestion(risk.rows[0]!, zh.t)).toBe('回答提问');
    expect(suggestion({ reasons: [] }, en.t)).toBe('Write a personal note');
  });

  it('silences nobody watched are not drawn', () => {
    expect(toChanceView(risk, en).table.rows).toHaveLength(1);
  });
});

describe('what moved', () => {
  it('lists the surest first, and opens who came in and who left', () => {
    const moved: WhatMoved = {
      kind: 'what-moved',
      before: 1,
      after: 2,
      changes: [],
      compared: [
        { of: 'members', members: 3, share: 0.1, low: 0.05, high: 0.2, size: 1 },
        { of: 'measure', measure: 'spend', members: 9, before: 1, after: 2, difference: 1, low: 0.5, high: 1.5, size: 4 },
        {
          of: 'trait',
          trait: 'health',
          value: 'at-risk',
          gained: 5,
          lost: 1,
          before: 2,
          after: 6,
          members: 30,
          difference: 0.13,
          low: 0.02,
          high: 0.2,
          size: -6,
        },
      ],
      from,
    };
    const { rows } = toMovedView(moved, zh).table;
    expect(rows.map((r) => r[0]!.text)).toEqual(['健康状态: 有流失风险', '消费金额', '新增成员']);
    expect([rows[0]![3]!.mark, rows[0]![4]!.mark]).toMatchObject([{ direction: 'gained' }, { direction: 'lost' }]);
    expect(rows[2]![3]!.mark).toMatchObject({ of: 'moved', trait: null });
  });
});

describe('curves', () => {
  it('of staying begin with everybody, one step line and band a group', () => {
    const curve = {
      n: 4,
      events: 1,
      times: [3],
      atRisk: [4],
      survival: [0.75],
      low: [0.4],
      high: [0.9],
      median: { value: null, low: null, high: null },
      rmst: { value: 3, low: 2, high: 4 },
    };
    const stay: Stay = {
      kind: 'survival',
      n: 8,
      events: 2,
      tau: 3,
      confidence: 0.95,
      curves: [
        { group: 'annual', ...curve },
        { group: 'out', ...curve },
      ],
      logrank: [],
      gained: null,
      cox: null,
      definition: { start: 'joined', end: 'silent', silenceDays: 60 },
      leftOut: 0,
      from,
    };
    const view = toStayView(stay, en);
    const series = view.option['series'] as { data: [number, number][] }[];
    expect(series).toHaveLength(6);
    expect(series.map((s) => s.data[0])).toEqual(new Array(6).fill([0, 1]));
    expect(view.table.rows.map((r) => r[0]!.text)).toEqual(['Annual', 'Not in it']);
  });

  it('of revenue leave out months that are not over', () => {
    const revenue: RevenueCohorts = {
      kind: 'revenue-cohorts',
      cohorts: [{ start: '2025-01-01', buyers: 2, cumulative: [10, 12, null] }],
      mean: [10, 12, null],
      from,
    };
    expect(toRevenueView(revenue, en).table.rows[1]!.map((c) => c.raw)).toEqual(['2025-01-01', 2, 10, 12]);
  });
});
