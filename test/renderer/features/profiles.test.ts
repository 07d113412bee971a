import { beforeAll, describe, expect, it } from 'vitest';
import type { AttributeAnalysis, ProfilesOverview, Scores, Share } from '../../../core/api/contract.ts';
import { memberOf } from '../../../renderer/app/person.ts';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { isHealthRule } from '../../../renderer/features/profiles/healthDays.ts';
import { isLog, type MeasureRow, measureValue, stripOf } from '../../../renderer/features/profiles/measures.ts';
import { draftOf, problemOf, toValue, usualWeight } from '../../../renderer/features/profiles/scoreDraft.ts';
import { toAttributeView } from '../../../renderer/features/profiles/toAttributeView.ts';
import { movedBy, toScoresView } from '../../../renderer/features/profiles/toScoresView.ts';
import { classColour, className, toSharesView } from '../../../renderer/features/profiles/toSharesView.ts';
import { toSpreadView } from '../../../renderer/features/profiles/toSpreadView.ts';
import { PLAIN_CHART_THEME } from '../../../renderer/theme/chartTheme.ts';
import { from, words } from './data.ts';

const share = (value: string, members: number, of: number): Share => ({
  value,
  members,
  share: members / of,
  low: 0.1,
  high: 0.6,
});
const health = [share('onboarding', 1, 10), share('active', 4, 10), share('at-risk', 2, 10), share('lapsed', 3, 10)];
const measure = (
  name: MeasureRow['name'],
  unit: MeasureRow['unit'],
  five: [number, number, number, number, number],
): MeasureRow => {
  const [min, q25, median, q75, max] = five;
  return {
    name,
    unit,
    missing: 1,
    known: 9,
    min,
    q25,
    median,
    q75,
    max,
    mean: median,
    fence: { low: min, high: max },
    outliers: 0,
    winsorisedMean: median,
  };
};
const profiles: ProfilesOverview = {
  kind: 'profiles',
  members: 10,
  asOf: '2026-10-31',
  measures: [measure('events', 'count', [0, 3, 15, 63, 255]), measure('posts', 'count', [0, 0, 0, 0, 0])],
  health,
  levels: [],
  rfm: [],
  from,
};
const analysis: AttributeAnalysis = {
  kind: 'attribute',
  attribute: 'age_band',
  members: 10,
  known: 6,
  rows: [
    {
      value: '25-34',
      members: 6,
      share: 1,
      low: 0.6,
      high: 1,
      active: { members: 3, rate: 0.5, low: 0.2, high: 0.8 },
      medianActiveDays: 4,
      spendPerMember: 12.5,
      postsPerMember: 1.25,
    },
  ],
  others: { values: 0, members: 0 },
  from,
};
const scores: Scores = {
  kind: 'scores',
  used: { weights: {}, halfLifeDays: 90, levelShares: [0.05, 0.2, 0.5] },
  levels: [],
  levelFrom: [9, 5, null],
  rows: [
    { memberNo: 4, handle: null, score: 12.34, level: 'core', rank: 1, keptRank: 3, topDayShare: 0.62, isSuspicious: true },
    { memberNo: 2, handle: '小周', score: 9, level: 'core', rank: 2, keptRank: 1, topDayShare: 0.1, isSuspicious: false },
  ],
  from,
};

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  en = await words('en');
  zh = await words('zh-CN');
});

describe('classes', () => {
  it('open their people by rule', () => {
    const view = toSharesView('health', health, en);
    expect(view.marks.map((m) => m.mark)).toEqual(health.map((s) => ({ of: 'rule', rule: { trait: 'health', is: [s.value] } })));
    expect(view.marks[0]!.label).toBe('Onboarding: 1 member, 10.0\u202f%, interval 10.0–60.0\u202f%');
    expect(toSharesView('health', health, zh).marks[1]!.label).toBe('活跃：4位成员，占40.0%，区间10.0–60.0%');
  });
  it('call a healthy member active, not an account in order', () => {
    expect(className('health', 'active', zh.t)).toBe('活跃');
    expect(className('level', 'core', zh.t)).toBe('核心');
  });
  it('have a colour each', () => {
    expect(new Set(health.map((_, i) => classColour(PLAIN_CHART_THEME, 'health', i, 4))).size).toBe(4);
    expect(new Set([0, 1, 2, 3, 4].map((i) => classColour(PLAIN_CHART_THEME, 'level', i, 5))).size).toBe(5);
  });
});

describe('spread', () => {
  it('puts counts on a log scale and shares on a plain one', () => {
    expect(isLog({ name: 'events', unit: 'count' })).toBe(true);
    expect(isLog({ name: 'tenureDays', unit: 'days' })).toBe(false);
    expect(isLog({ name: 'depth', unit: 'share' })).toBe(false);
    expect(stripOf(profiles.measures[0]!)).toEqual({ q25: 0.25, median: 0.5, q75: 0.75, mean: 0.5 });
  });
  it('draws no strip where everybody is the same, but keeps the row', () => {
    expect(stripOf(profiles.measures[1]!)).toBeNull();
    const view = toSpreadView(profiles, en);
    expect(view.marks).toHaveLength(1);
    expect(view.table.rows).toHaveLength(2);
  });
  it('counts what is missing', () => {
    expect(toSpreadView(profiles, zh).table.rows[0]!.at(-2)).toEqual({ text: '10.0%', raw: 1 });
  });
  it('shows each unit as people read it', () => {
    expect(measureValue('money', 365, en.format)).toBe('¥365.00');
    expect(measureValue('days', null, en.format)).toBe('—');
    expect(measureValue('share', 0.5, zh.format)).toBe('50.0%');
  });
});

describe('attributes', () => {
  const nameOf = (value: string) => value;
  it('draw the share active with its interval and open the people', () => {
    const view = toAttributeView(analysis, nameOf, en);
    expect((view.option['series'] as { data: number[][] }[])[0]!.data).toEqual([[0, 0.5, 0.2, 0.8]]);
    expect(view.marks[0]!.mark).toEqual({ of: 'rule', rule: { trait: 'age_band', is: ['25-34'] } });
    expect(view.marks[0]!.label).toBe('25-34: 6 members, 50.0\u202f% active, interval 20.0–80.0\u202f%');
    expect(toAttributeView(analysis, nameOf, zh).marks[0]!.label).toBe('25-34：6位成员，活跃50.0%，区间20.0–80.0%');
  });
  it('write bare numbers to a CSV', () => {
    expect(chartCsv(toAttributeView(analysis, nameOf, en)).split('\r\n')[1]).toBe('25-34,6,1,0.6 1,0.5,0.2 0.8,4,12.5,1.25');
  });
});

describe('the score', () => {
  it('says how many places a member moves', () => {
    expect(scores.rows.map(movedBy)).toEqual([2, -1]);
    expect(toScoresView(scores, en).table.rows.map((row) => row[2]!.text)).toEqual(['+2', '−1']);
  });
  it('marks points that were made in one go', () => {
    expect(toScoresView(scores, zh).table.rows.map((row) => row.at(-1)!.raw)).toEqual(['true', 'false']);
  });
  it('opens one member a bar, with a name in both languages', () => {
    expect(toScoresView(scores, en).marks.map((m) => m.mark && memberOf(m.mark))).toEqual([4, 2]);
    expect(toScoresView(scores, en).marks[0]!.label).toBe('Member 4: rank 1, 12.3 points');
    expect(toScoresView(scores, zh).marks[0]!.label).toBe('4号成员：第1名，12.3分');
  });
  it('edits percent and keeps shares', () => {
    const draft = draftOf(scores.used);
    expect(draft.levelShares).toEqual([5, 20, 50]);
    expect(toValue(draft)).toEqual(scores.used);
    expect([usualWeight('derived'), usualWeight('observed')]).toEqual([5, 1]);
  });
  it('says what is wrong before anything is tried', () => {
    const draft = draftOf(scores.used);
    expect(problemOf(draft)).toBeNull();
    expect(problemOf({ ...draft, weights: { view: Number.NaN } })).toBe('weights');
    expect(problemOf({ ...draft, halfLifeDays: 0 })).toBe('half-life');
    expect(problemOf({ ...draft, levelShares: [20, 5, 50] })).toBe('levels');
  });
});

describe('the rule of health', () => {
  it('needs whole days, and a risk that ends after being active', () => {
    expect(isHealthRule({ onboardingDays: 14, activeDays: 14, atRiskDays: 60 })).toBe(true);
    expect(isHealthRule({ onboardingDays: 14, activeDays: 60, atRiskDays: 60 })).toBe(false);
    expect(isHealthRule({ onboardingDays: 1.5, activeDays: 14, atRiskDays: 60 })).toBe(false);
  });
});
