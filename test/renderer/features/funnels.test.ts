import { beforeAll, describe, expect, it } from 'vitest';
import type { Funnel, FunnelStep } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { askable, funnelOptions, moved, usualSteps } from '../../../renderer/features/funnels/options.ts';
import { largestLoss, stepName, toFunnelView } from '../../../renderer/features/funnels/toFunnelView.ts';
import { from, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const kind = (name: string, isPost = false) => ({ name, isPost, count: 1 });
const step = (members: number, dropped: number, of: Partial<FunnelStep> = {}): FunnelStep => ({
  name: '',
  members,
  rate: members / 100,
  low: members / 100 - 0.01,
  high: members / 100 + 0.01,
  fromPrevious: { rate: 0.5, low: 0.4, high: 0.6 },
  dropped,
  timeFromFirst: { q25: 60, median: 120, q75: 300 },
  timeFromPrevious: { q25: 60, median: 120, q75: 300 },
  instead: [],
  ...of,
});
const funnel: Funnel = {
  kind: 'funnel',
  definition: { steps: [['view', 'play'], ['complete'], ['purchase']], windowDays: 7, order: 'ordered' },
  steps: [
    step(100, 60, { timeFromFirst: null, timeFromPrevious: null, instead: [{ kind: null, members: 20 }] }),
    step(40, 30),
    step(10, 0),
  ],
  from,
};

describe('the first funnel', () => {
  it('goes from looking to finishing to paying where the data has them', () => {
    expect(usualSteps(['login', 'purchase', 'view', 'complete'].map((name) => kind(name)))).toEqual([
      ['view'],
      ['complete'],
      ['purchase'],
    ]);
    expect(usualSteps(['view', 'login'].map((name) => kind(name)))).toEqual([['view'], ['login']]);
    expect(usualSteps([])).toEqual([]);
  });
  it('takes from the address what fits', () => {
    expect(funnelOptions({ steps: 'x', windowDays: -1, order: 'strict' } as never, [kind('a'), kind('b')])).toEqual({
      steps: [['a'], ['b']],
      windowDays: 7,
      order: 'strict',
    });
  });
  it('asks without the step that has no actions yet', () => {
    expect(askable([['a'], []])).toEqual([['a']]);
  });
  it('moves a step and stays within the list', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

describe('the view', () => {
  it('opens who reached a step and who stopped there', () => {
    const { marks, table } = toFunnelView(funnel, en);
    expect(marks.map((mark) => mark.mark)).toEqual([
      { of: 'funnel', definition: funnel.definition, step: 1, isDropped: false },
      { of: 'funnel', definition: funnel.definition, step: 1, isDropped: true },
      { of: 'funnel', definition: funnel.definition, step: 2, isDropped: false },
      { of: 'funnel', definition: funnel.definition, step: 2, isDropped: true },
      { of: 'funnel', definition: funnel.definition, step: 3, isDropped: false },
    ]);
    expect(table.rows[0]![6]!.mark).toMatchObject({ isDropped: true });
    expect(table.rows[2]![6]!.mark).toBeUndefined();
  });
  it('names steps by their actions, or by their number when the order is free', () => {
    expect(stepName(zh, funnel, 0)).toBe('浏览、播放');
    const free: Funnel = { ...funnel, definition: { ...funnel.definition, order: 'any' } };
    expect([0, 1].map((i) => stepName(en, free, i))).toEqual(['1 of the steps', '2 different steps']);
    expect(stepName(zh, free, 1)).toBe('做了2步');
  });
  it('finds where most are lost', () => {
    expect(largestLoss(funnel)).toBe(0);
    expect(largestLoss({ ...funnel, steps: [step(10, 0)] })).toBe(-1);
  });
  it('says the median time between steps', () => {
    expect(toFunnelView(funnel, zh).table.rows.map((row) => row[7]!.text)).toEqual(['', '2分钟', '2分钟']);
  });
});
