import { beforeAll, describe, expect, it } from 'vitest';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import { toLifecycleView } from '../../../renderer/chart/toLifecycleView.ts';
import { sinceDay, stickinessRatio, toStickinessView } from '../../../renderer/chart/toStickinessView.ts';
import type { ChartView, ChartWords } from '../../../renderer/chart/types.ts';
import { headlineFacts } from '../../../renderer/features/overview/headline.ts';
import { toActivityView } from '../../../renderer/features/overview/toActivityView.ts';
import { toJoinsView } from '../../../renderer/features/overview/toJoinsView.ts';
import { retentionTop, toRetentionView } from '../../../renderer/features/overview/toRetentionView.ts';
import { activity, lifecycle, retention, stickiness, words } from './data.ts';

let en: ChartWords;
beforeAll(async () => {
  en = await words('en');
});

type Series = { type: string; data: (number | null | { value: number; itemStyle: { decal?: object } })[] }[];
const series = (view: ChartView) => view.option['series'] as Series;

describe('active members', () => {
  it('hatches a period that is cut short and no other', () => {
    const [bars] = series(toActivityView(activity, null, en));
    expect(bars!.data.slice(0, 2)).toEqual([100, 120]);
    expect(bars!.data[2]).toMatchObject({ value: 60, itemStyle: { decal: { symbol: 'rect' } } });
  });
  it('draws the stretch before only when there is one', () => {
    expect(series(toActivityView(activity, null, en))).toHaveLength(1);
    const [, before] = series(toActivityView(activity, { ...activity, active: [90, 95] }, en));
    expect(before).toMatchObject({ type: 'line', data: [90, 95, null] });
  });
  it('turns into a line when bars would be hair', () => {
    const n = 200;
    const long = {
      ...activity,
      start: Array.from({ length: n }, () => '2025-01-06'),
      active: Array(n).fill(1),
      actions: Array(n).fill(1),
      complete: Array(n).fill(true),
    };
    expect(series(toActivityView(long, null, en))[0]!.type).toBe('line');
  });
  it('gives every bar the people it draws', () => {
    const view = toActivityView(activity, null, en);
    expect(view.marks.map((mark) => mark.mark)).toEqual(activity.start.map((start) => ({ of: 'active', grain: 'week', start })));
    expect(view.marks[2]!.label).toBe('13 Oct 2025 (cut short): 60 members active');
  });
});

describe('joins and leaves', () => {
  it('draws leaves below zero but counts them as people in the table', () => {
    const view = toJoinsView(activity, en);
    expect(series(view)[1]!.data.map((one) => (typeof one === 'object' && one ? one.value : one))).toEqual([-1, -0, -2]);
    expect(view.table.rows[2]!.map((cell) => cell.raw)).toEqual(['2025-10-13', 1, 2, 'false']);
  });
});

describe('lifecycle', () => {
  it('stacks three stages up and the silent down', () => {
    const view = toLifecycleView(lifecycle, en);
    expect(series(view)[3]!.data[1]).toBe(-10);
  });
  it('lists active as the sum of its parts', () => {
    expect(toLifecycleView(lifecycle, en).table.rows.map((row) => row[1]!.raw)).toEqual([100, 120, 60]);
  });
});

describe('stickiness', () => {
  it('is the day over the 28 days, and nothing while the data is younger than that', () => {
    expect(stickinessRatio(stickiness, '2025-01-01')).toEqual([null, 0.2, 0.25]);
    expect(stickinessRatio(stickiness, null)).toEqual([0.1, 0.2, 0.25]);
  });
  it('cuts the days before the scope off after their windows were counted', () => {
    expect(sinceDay(stickiness, '2025-01-28')).toMatchObject({ day: ['2025-01-28', '2025-01-29'], mau: [100, 120] });
    expect(sinceDay(stickiness, null)).toBe(stickiness);
  });
  it('links the days to their people', () => {
    expect(toStickinessView(stickiness, null, en).marks[1]).toMatchObject({
      seriesIndex: 1,
      dataIndex: 1,
      mark: { of: 'active', grain: 'day', start: '2025-01-28' },
    });
  });
});

describe('retention', () => {
  it('scales its colours to the strongest return, not to the entry period', () => {
    expect(retentionTop(retention)).toBe(0.4);
  });
  it('marks unfinished cells in the table and leaves cells that cannot exist empty', () => {
    const { rows } = toRetentionView(retention, en).table;
    expect(rows[0]!.map((cell) => cell.text)).toEqual(['29 Sep 2025', '10', '100.0\u202f%', '40.0\u202f%*']);
    expect(rows[1]!.at(-1)).toEqual({ text: '', raw: null });
  });
});

describe('headline', () => {
  it('speaks of the last period that has ended, against the one before', () => {
    expect(headlineFacts(activity)).toEqual({ at: 1, active: 120, change: 0.19999999999999996 });
  });
  it('compares with nothing when nothing came before', () => {
    expect(headlineFacts({ active: [5], complete: [true] }).change).toBeNull();
    expect(headlineFacts({ active: [5], complete: [false] }).at).toBe(-1);
  });
});

it('a CSV holds bare numbers and quotes what needs it', () => {
  expect(chartCsv(toJoinsView(activity, en)).split('\r\n')).toEqual([
    'Period,Joined,Left,Complete',
    '2025-09-29,5,1,true',
    '2025-10-06,7,0,true',
    '2025-10-13,1,2,false',
  ]);
});

it('every chart is drawn in both languages from the same marks', async () => {
  const zh = await words('zh-CN');
  const both = [en, zh].map((one) => [
    toActivityView(activity, null, one),
    toJoinsView(activity, one),
    toLifecycleView(lifecycle, one),
    toStickinessView(stickiness, null, one),
    toRetentionView(retention, one),
  ]);
  expect(both[0]!.map((view) => view.marks.map((mark) => mark.mark))).toEqual(
    both[1]!.map((view) => view.marks.map((mark) => mark.mark)),
  );
});
