import { beforeAll, describe, expect, it } from 'vitest';
import type { Retention, RetentionTrend } from '../../../core/api/contract.ts';
import { markText } from '../../../renderer/app/marks.ts';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { definitionOf, readBracket, retentionOptions } from '../../../renderer/features/retention/options.ts';
import { chanceText, definitionSentences } from '../../../renderer/features/retention/say.ts';
import { toCurveView } from '../../../renderer/features/retention/toCurveView.ts';
import { columnsOf, toRetentionHeat, toRetentionView } from '../../../renderer/features/retention/toTable.ts';
import { toTrendView } from '../../../renderer/features/retention/toTrendView.ts';
import { toWindowsView } from '../../../renderer/features/retention/toWindowsView.ts';
import { from, retention, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const PLAIN = { after: null, by: null, group: null, groupName: (value: string) => value };
const thin = (text: string) => text.replaceAll('\u202f', ' ');

const brackets: Retention = {
  ...retention,
  definition: {
    ...retention.definition,
    period: 'day',
    mode: 'bracket',
    brackets: [
      [1, 3],
      [4, 7],
    ],
  },
  cohorts: [
    {
      start: '2025-09-29',
      size: 10,
      cells: [
        { period: 1, to: 3, returned: 5, rate: 0.5, low: 0.24, high: 0.76, complete: true },
        { period: 4, to: 7, returned: 2, rate: 0.2, low: 0.06, high: 0.51, complete: true },
      ],
    },
  ],
  means: [
    { rate: 0.5, low: 0.24, high: 0.76, returned: 5, size: 10, cohorts: 1 },
    { rate: 0.2, low: 0.06, high: 0.51, returned: 2, size: 10, cohorts: 1 },
  ],
  mean: [0.5, 0.2],
};

const split: Retention = {
  ...retention,
  groups: [
    { value: 'annual', cohorts: retention.cohorts, means: retention.means },
    { value: 'monthly', cohorts: [], means: [] },
    {
      value: 'trial',
      cohorts: [
        { start: '2025-09-29', size: 4, cells: [{ period: 0, returned: 4, rate: 1, low: 0.5, high: 1, complete: true }] },
      ],
      means: [{ rate: 1, low: 0.5, high: 1, returned: 4, size: 4, cohorts: 1 }],
    },
  ],
};

describe('options', () => {
  it('take what fits and leave the rest to the defaults', () => {
    expect(retentionOptions(undefined)).toMatchObject({
      cohort: 'week',
      period: 'week',
      entry: 'first-event',
      mode: 'on',
      periods: 13,
    });
    expect(
      retentionOptions({
        cohort: 'month',
        entry: [],
        mode: 'sideways',
        periods: -1,
        brackets: [
          [4, 7],
          [1, 3],
        ],
      } as never),
    ).toMatchObject({ cohort: 'month', period: 'month', entry: 'first-event', mode: 'on', periods: 13, brackets: null });
  });
  it('ask for brackets only in their mode, and for no number of periods then', () => {
    const options = retentionOptions({ mode: 'bracket', brackets: [[1, 3]] });
    expect(definitionOf(options, [[1, 3]])).toMatchObject({ brackets: [[1, 3]], periods: null });
    expect(definitionOf({ ...options, mode: 'on' }, [[1, 3]])).toMatchObject({ brackets: null, periods: 13 });
  });
  it('read ranges as people type them', () => {
    expect(['8-28', '8–28', ' 4 ~ 7 ', '1到3', '5', '7-4', 'x'].map(readBracket)).toEqual([
      [8, 28],
      [8, 28],
      [4, 7],
      [1, 3],
      [5, 5],
      null,
      null,
    ]);
  });
});

describe('the definition in words', () => {
  const paid = { ...retention.definition, entry: ['purchase', 'renew'] };
  it('says who enters, what counts and what is left out', () => {
    const text = definitionSentences(en.t, en.format, paid, 'all', null).join(' ');
    expect(text).toBe(
      'Members who first did any of “Purchased”, “Renewed” in the same week form a cohort. Column n counts those who did or wrote anything in the n-th calendar week after entering; 0 is the week of entry. Hatched cells have not ended and stay out of the mean, in which every member counts alike.',
    );
    expect(definitionSentences(zh.t, zh.format, paid, 'all', null).join('')).toContain(
      '同一周首次“购买”、“续费”的成员为一个同期群。',
    );
  });
  it('has words for every mode, window, grain and basis in both languages', () => {
    for (const { t, format } of [en, zh])
      for (const mode of ['on', 'on-or-after', 'bracket'] as const)
        for (const window of ['calendar', 'hours24'] as const)
          for (const grain of ['day', 'week', 'month'] as const)
            for (const basis of ['all', 'events', 'posts'] as const) {
              const text = definitionSentences(
                t,
                format,
                { ...paid, mode, window, cohort: grain, period: grain, return: ['view'] },
                basis,
                { by: 'x', isSegment: true },
              ).join(' ');
              expect(text).not.toMatch(/retention\.|\{\{/);
            }
  });
  it('says small chances without false precision', () => {
    expect(chanceText(en.t, en.format, 0.001)).toBe('at most 1 in 1,000');
    expect(chanceText(zh.t, zh.format, 0.042)).toBe('千分之42');
  });
});

describe('the table', () => {
  it('opens a cell with its definition, and a whole cohort by its name', () => {
    const heat = toRetentionHeat(retention, en, PLAIN);
    expect(heat.rows[0]!.cells[1]!.mark).toEqual({
      of: 'retention',
      definition: retention.definition,
      start: '2025-09-29',
      period: 1,
    });
    expect(heat.rows[0]!.mark).toMatchObject({ period: null });
  });
  it('reads out counts and the interval, and says when a cell has not ended', () => {
    const heat = toRetentionHeat(retention, en, PLAIN);
    expect(thin(heat.readOut(0, 0))).toBe('29 Sep 2025: 10 of 10 came back in week 0, 100.0 % (95 % interval 72.0–100.0 %).');
    expect(heat.readOut(0, 1)).toContain('so far');
    expect(toRetentionHeat(retention, zh, PLAIN).readOut(0, 1)).toContain('第1周目前回来4人');
  });
  it('has ranges as columns, in the words and in the marks', () => {
    expect(columnsOf(brackets)).toEqual([
      { period: 1, to: 3 },
      { period: 4, to: 7 },
    ]);
    const heat = toRetentionHeat(brackets, en, PLAIN);
    expect(heat.columns.map((column) => column.name)).toEqual(['1–3', '4–7']);
    const { mark } = heat.rows[0]!.cells[1]!;
    expect(mark).toMatchObject({ period: 4, to: 7 });
    expect(markText(mark!, zh.t, zh.format)).toContain('第4–7个周期');
    expect(toRetentionHeat(brackets, zh, PLAIN).readOut(0, 0)).toContain('第1–3天回来5人');
  });
  it('shows how far the other mode moves each cell', () => {
    const after: Retention = {
      ...retention,
      cohorts: retention.cohorts.map((cohort) => ({
        ...cohort,
        cells: cohort.cells.map((cell) => (cell.period === 1 ? { ...cell, returned: 6, rate: 0.6 } : cell)),
      })),
    };
    const heat = toRetentionHeat(retention, en, { ...PLAIN, after });
    expect(heat.rows[0]!.cells.map((cell) => cell!.text)).toEqual(['0.0', '+20.0']);
    expect(thin(heat.readOut(0, 1))).toContain('40.0 % came back in week 1 itself, 60.0 % in it or later');
  });
  it('names the group in the mark of a split table, and leaves out groups without members', () => {
    const heat = toRetentionHeat(split, en, { ...PLAIN, by: 'plan', group: 'trial' });
    expect(heat.summaries.map((one) => [one.name, one.isChosen])).toEqual([
      ['annual', false],
      ['trial', true],
    ]);
    const { mark } = heat.rows[0]!.cells[0]!;
    expect(mark).toMatchObject({ group: { by: 'plan', value: 'trial' } });
    expect(markText(mark!, en.t, en.format)).toBe('Entered in the week of 29 Sep, back 0 periods later (Trial)');
  });
  it('writes every group, cohort and interval into the CSV', () => {
    const lines = chartCsv(toRetentionView(split, en, { ...PLAIN, by: 'plan' })).split('\r\n');
    expect(lines[0]).toBe('Group,Cohort,Members,week 0,week 0: low,week 0: high,week 1,week 1: low,week 1: high');
    expect(lines).toHaveLength(1 + 3 + 2);
    expect(lines.at(-1)).toBe('trial,2025-09-29,4,1,0.5,1,,,');
  });
});

describe('the curve', () => {
  it('draws one line and its band, from finished cells only', () => {
    const series = toCurveView(retention, en, String).option['series'] as { data: (number | null)[] }[];
    expect(series.map((one) => one.data)).toEqual([
      [1, null],
      [0.72, null],
      [0.28, null],
    ]);
  });
  it('draws one line a group with its name at the end', () => {
    const series = toCurveView(split, zh, (value) => `组${value}`).option['series'] as { name?: string; endLabel?: object }[];
    expect(series.filter((one) => one.endLabel).map((one) => one.name)).toEqual(['组annual', '组trial']);
  });
});

describe('the trend', () => {
  const trend: RetentionTrend = {
    kind: 'retention-trend',
    points: [0.4, 0.4, 0.6].map((rate, i) => ({
      start: ['2025-09-29', '2025-10-06', '2025-10-13'][i]!,
      size: 10,
      period: 1,
      returned: rate * 10,
      rate,
      low: rate - 0.1,
      high: rate + 0.1,
      complete: i < 2,
    })),
    change: {
      at: 2,
      start: '2025-10-13',
      isReal: true,
      before: 0.4,
      after: 0.6,
      difference: 0.2,
      low: 0.1,
      high: 0.3,
      p: 0.01,
    },
    from,
  };
  type Line = { markLine?: { data: unknown[] }; data: unknown[] };
  const lines = (one: RetentionTrend) => toTrendView(one, retention.definition, en).option['series'] as Line[];
  it('draws the change with the levels before and after it', () => {
    expect(lines(trend)[0]!.markLine!.data).toEqual([{ xAxis: 2 }]);
    expect(
      lines(trend)
        .slice(-2)
        .map((line) => line.data),
    ).toEqual([
      [0.4, 0.4, null],
      [null, null, 0.6],
    ]);
  });
  it('draws none that a steady series shows as often', () => {
    const steady = lines({ ...trend, change: { ...trend.change!, p: 0.3 } });
    expect(steady[0]!.markLine).toBeUndefined();
    expect(steady).toHaveLength(3);
  });
  it('leaves unfinished cohorts out of the band, and links each point to its people', () => {
    expect(lines(trend)[1]!.data).toEqual([0.30000000000000004, 0.30000000000000004, null]);
    const view = toTrendView(trend, retention.definition, zh);
    expect(view.marks[2]).toMatchObject({ mark: { of: 'retention', start: '2025-10-13', period: 1 } });
    expect(view.marks[2]!.label).toContain('还没结束');
  });
});

it('the comparison of windows counts the members who differ', () => {
  const windows = { kind: 'retention-windows' as const, rows: [{ period: 1, both: 5, onlyCalendar: 3, onlyHours24: 2 }], from };
  expect(toWindowsView(windows, 'day', en).table.rows[0]!.map((cell) => cell.raw)).toEqual([1, 5, 3, 2, 5]);
  expect(toWindowsView(windows, 'day', zh).marks[0]!.label).toBe('第1天：两种都算5人，只在自然日历里3人，只在24小时里2人');
});
