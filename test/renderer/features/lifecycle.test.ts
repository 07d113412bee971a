import { beforeAll, describe, expect, it } from 'vitest';
import type { EarlyActs, Flow, Power } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { actName, actsScale, toActsView } from '../../../renderer/features/lifecycle/toActsView.ts';
import { lastFlow, toFlowView } from '../../../renderer/features/lifecycle/toFlowView.ts';
import { toPowerView } from '../../../renderer/features/lifecycle/toPowerView.ts';
import { from, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const flow: Flow = {
  kind: 'flow',
  grain: 'week',
  states: ['none', 'new', 'returning', 'resurrected', 'dormant', 'inactive'],
  periods: [
    { start: '2025-09-29', complete: true, members: [0, 6, 0, 0, 0, 9], moves: [{ from: 'none', to: 'new', members: 6 }] },
    {
      start: '2025-10-06',
      complete: true,
      members: [0, 2, 4, 1, 2, 8],
      moves: [
        { from: 'inactive', to: 'inactive', members: 8 },
        { from: 'inactive', to: 'resurrected', members: 1 },
        { from: 'none', to: 'new', members: 2 },
        { from: 'new', to: 'returning', members: 4 },
        { from: 'new', to: 'dormant', members: 2 },
      ],
    },
    { start: '2025-10-13', complete: false, members: [0, 1, 0, 0, 0, 0], moves: [{ from: 'none', to: 'new', members: 1 }] },
  ],
  from,
};

describe('flow between states', () => {
  it('starts with the last period that is over', () => {
    expect(lastFlow(flow, null)).toBe(1);
    expect(lastFlow(flow, '2025-10-13')).toBe(2);
    expect(lastFlow(flow, '1999-01-01')).toBe(1);
  });
  it('reconciles: what leaves a state is what was in it', () => {
    const rows = toFlowView(flow, 1, false, en).table.rows;
    const out = rows.filter((row) => row[0]!.raw === 'new').reduce((sum, row) => sum + Number(row[2]!.raw), 0);
    expect(out).toBe(flow.periods[0]!.members[1]);
  });
  it('opens the people of every link, and of the states on either side', () => {
    const { marks } = toFlowView(flow, 1, false, en);
    expect(marks.find((mark) => mark.dataType === 'edge' && mark.label.startsWith('New to Just gone silent'))!.mark).toEqual({
      of: 'flow',
      grain: 'week',
      start: '2025-10-06',
      from: 'new',
      to: 'dormant',
    });
    const before = marks.find((mark) => mark.dataType === 'node' && mark.label === 'New: 6 members')!;
    expect(before.mark).toEqual({ of: 'flow', grain: 'week', start: '2025-09-29', from: null, to: 'new' });
  });
  it('can leave out those who stay quiet, and then opens no state that is only part of itself', () => {
    const { marks, table } = toFlowView(flow, 1, true, zh);
    expect(table.rows.some((row) => row[0]!.raw === 'inactive' && row[1]!.raw === 'inactive')).toBe(false);
    expect(marks.find((mark) => mark.label === '长期沉默：1人')!.mark).toBeUndefined();
  });
});

describe('active days', () => {
  const power: Power = {
    kind: 'power',
    width: 7,
    windows: [
      { end: '2025-01-05', members: [3, 2, 0, 0, 0, 0, 1], active: 6, meanDays: 2.3, complete: false },
      { end: '2025-01-31', members: [40, 2, 0, 0, 0, 0, 1], active: 43, meanDays: 1.2, complete: true },
    ],
    from,
  };
  it('keeps one scale for all months', () => {
    expect((toPowerView(power, 0, en).option['yAxis'] as { max: number }).max).toBe(40);
  });
  it('hatches a window that begins before the data, and opens the people of a bar', () => {
    const view = toPowerView(power, 0, en);
    const [bars] = view.option['series'] as { data: unknown[] }[];
    expect(bars!.data[0]).toMatchObject({ value: 3, itemStyle: { decal: { symbol: 'rect' } } });
    expect(view.marks[6]).toMatchObject({
      label: '7 of 7 days: 1 members',
      mark: { of: 'power', width: 7, end: '2025-01-05', days: 7 },
    });
    expect(toPowerView(power, 1, zh).marks[0]!.label).toBe('7天里来1天：40人');
  });
});

describe('early acts', () => {
  const side = (difference: number) => ({
    did: { members: 50, stayed: 40, rate: 0.8 },
    didNot: { members: 50, stayed: 30, rate: 0.6 },
    difference,
    low: difference - 0.1,
    high: difference + 0.1,
  });
  const acts: EarlyActs = {
    kind: 'early-acts',
    definition: { actDays: 7, stayFromDays: 28, stayToDays: 56 },
    members: 100,
    stayed: 70,
    rows: [
      { action: 'checkin', atLeast: 3, all: side(0.2), earlier: side(0.22), later: side(0.18), holds: true, q: 0.0004 },
      { action: 'post:answer', atLeast: 1, all: side(0), earlier: side(0.05), later: side(-0.2), holds: false, q: 0.21 },
    ],
    from,
  };
  it('puts both groups of members on one scale with zero in it', () => {
    expect(actsScale(acts.rows)).toEqual({ min: -0.4, max: 0.4 });
  });
  it('says act, difference with interval, whether it holds, and the chance of a false alarm', () => {
    expect(acts.rows.map((row) => actName(zh, row))).toEqual(['打卡，至少3次', '回答']);
    expect(toActsView(acts, en).table.rows.map((row) => row.slice(4).map((cell) => cell.text))).toEqual([
      ['+22.0 (+12.0 to +32.0)', '+18.0 (+8.0 to +28.0)', 'holds', 'under 0.001'],
      ['+5.0 (−5.0 to +15.0)', '−20.0 (−30.0 to −10.0)', 'does not hold', '0.21'],
    ]);
  });
});
