import { beforeAll, describe, expect, it } from 'vitest';
import type { Candidate, ClusterAnswer } from '../../../core/api/contract.ts';
import { memberMark, memberOf } from '../../../renderer/app/person.ts';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import type { ChartView, ChartWords } from '../../../renderer/chart/types.ts';
import { featureHint, featureName, featureValue } from '../../../renderer/features/clusters/featureWords.ts';
import {
  groupMark,
  insideOf,
  leadingTraits,
  questionOf,
  steadiness,
  toSearch,
  two,
} from '../../../renderer/features/clusters/groups.ts';
import { markerOf } from '../../../renderer/features/clusters/markers.tsx';
import { toCandidatesView } from '../../../renderer/features/clusters/toCandidatesView.ts';
import { arrowOf, featureRows, toFeaturesView } from '../../../renderer/features/clusters/toFeaturesView.ts';
import { chosenPatch, toMapView, walkOrder } from '../../../renderer/features/clusters/toMapView.ts';
import { PLAIN_CHART_THEME } from '../../../renderer/theme/chartTheme.ts';
import { from, words } from './data.ts';

const candidate = (k: number, stability: number, silhouette: number): Candidate => ({
  k,
  silhouette,
  stability,
  inertia: 1,
  valley: 0.1,
  gap: null,
  gapDeviations: null,
  silhouetteGain: null,
});
const trait = (feature: string, unit: string, value: number, overall: number, difference: number) => ({
  feature,
  unit,
  direction: difference < 0 ? ('low' as const) : ('high' as const),
  value,
  overall,
  ratio: overall === 0 ? null : value / overall,
  difference,
});

const answer: ClusterAnswer = {
  kind: 'clusters',
  method: 'clusters/1',
  k: 2,
  kChosen: 'picked',
  candidates: [candidate(2, 1, 0.48), candidate(3, 0.61, 0.36)],
  candidateRows: 6,
  silhouette: 0.48,
  silhouettes: [0.5, 0.4],
  stability: 1,
  sizes: [4, 2],
  centres: [
    { median: [30, 0.5], mean: [31, 0.5] },
    { median: [3, 0], mean: [4, 0.1] },
  ],
  names: [
    { zh: '常来', en: 'Come often' },
    { zh: '安静', en: 'Quiet' },
  ],
  traits: [
    [trait('share.view', 'share', 0.5, 0.3, 4), trait('events', 'count', 31, 20, 0.5)],
    [trait('events', 'count', 4, 20, -2), trait('share.view', 'share', 0.1, 0.3, -4)],
  ],
  features: [
    { name: 'events', unit: 'count', log: true, steadying: null },
    { name: 'share.view', unit: 'share', log: false, steadying: null },
  ],
  missing: [0, 1],
  dropped: [],
  scaling: [],
  scaledCentres: [],
  seed: 1,
  options: {},
  ids: [1, 2],
  matched: null,
  isKept: false,
  map: {
    memberNo: [1, 2, 3, 4, 5, 6],
    handle: ['甲', 'B', null, 'D', 'E', 'F'],
    x: [0, 10, 1, 5, 20, 22],
    y: [0, 0, 0, 0, 5, 5],
    cluster: [0, 0, 0, 0, 1, 1],
    explained: [0.5, 0.25],
  },
  available: [],
  from,
};

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  en = await words('en');
  zh = await words('zh-CN');
});
type Series = { type: string; symbol?: string; data: unknown[] }[];
const series = (view: ChartView) => view.option['series'] as Series;

describe('the question in the address', () => {
  it('takes what it knows and falls back to automatic', () => {
    expect(questionOf()).toEqual({ k: null, features: null, seed: 1 });
    expect(questionOf({ k: 40, features: [], seed: -1 })).toEqual({ k: null, features: null, seed: 1 });
    expect(questionOf({ k: 3, features: ['events'], seed: 7 })).toEqual({ k: 3, features: ['events'], seed: 7 });
  });
  it('writes only what differs from the defaults', () => {
    expect(toSearch(questionOf())).toBeUndefined();
    expect(toSearch({ k: 3, features: null, seed: 1 })).toEqual({ k: 3 });
  });
});

describe('the map', () => {
  it('walks each group from its middle outwards', () => {
    expect(walkOrder(answer)).toEqual([
      [3, 2, 0, 1],
      [4, 5],
    ]);
  });
  it('draws every member once, in the colour and the shape of the group', () => {
    const drawn = series(toMapView(answer, en));
    expect(drawn[0]!.data).toHaveLength(4);
    expect(drawn[1]!.data).toHaveLength(2);
    expect(drawn[0]!.symbol).not.toBe(drawn[1]!.symbol);
  });
  it('gives every point its member, in both languages', () => {
    const marks = toMapView(answer, en).marks;
    expect(marks.map((m) => m.mark && memberOf(m.mark))).toEqual([4, 3, 1, 2, 5, 6]);
    expect(marks[1]!.label).toBe('Member 3: Come often');
    expect(toMapView(answer, zh).marks[1]!.label).toBe('3号成员：常来');
  });
  it('rings the chosen member, and nobody when there is none', () => {
    expect(chosenPatch(answer, 5)).toEqual({ series: [{ id: 'chosen', data: [{ value: [20, 5], point: 4 }] }] });
    expect(chosenPatch(answer, 99)).toEqual({ series: [{ id: 'chosen', data: [] }] });
    expect(chosenPatch(null, 5)).toEqual({ series: [{ id: 'chosen', data: [] }] });
  });
  it('has a table with one row a member', () => {
    expect(chartCsv(toMapView(answer, en)).split('\r\n')).toHaveLength(7);
  });
});

describe('the numbers that were tried', () => {
  const tried = { kind: 'tried' as const, candidates: answer.candidates, chosen: 2, from };
  it('marks the chosen one', () => {
    expect(toCandidatesView(tried, en).marks.map((m) => m.label)).toEqual([
      '2 groups: stability 1.00, silhouette 0.48 chosen',
      '3 groups: stability 0.61, silhouette 0.36 ',
    ]);
    expect(toCandidatesView(tried, zh).marks[0]!.label).toBe('2个群体：稳定度1.00，轮廓系数0.48选用');
  });
  it('marks none when none was good enough', () => {
    const view = toCandidatesView({ ...tried, chosen: null }, en);
    expect(view.table.rows.map((row) => row.at(-1)!.raw)).toEqual(['false', 'false']);
    expect((series(view)[0] as { markLine?: object }).markLine).toBeUndefined();
  });
});

describe('features', () => {
  it('stand in the order in which they tell the groups apart', () => {
    expect(featureRows(answer).map((row) => row.feature)).toEqual(['share.view', 'events']);
  });
  it('mark a median that is far from the others, never by colour alone', () => {
    expect([arrowOf(2), arrowOf(-2), arrowOf(0.1)]).toEqual(['▲', '▼', '']);
    const view = toFeaturesView(answer, questionOf(), en);
    expect(view.table.rows[0]!.slice(0, 3).map((c) => c.text)).toEqual([
      'Viewed, share of actions',
      '▲ 50.0\u202f%',
      '▼ 0.0\u202f%',
    ]);
    expect(view.table.rows[0]![1]!.mark).toEqual(groupMark(questionOf(), 0));
    expect(toFeaturesView(answer, questionOf(), zh).table.columns.map((c) => c.name)).toEqual([
      '特征',
      '常来',
      '安静',
      '全体',
      '未知',
    ]);
  });
  it('have words in both languages', () => {
    expect(featureName('share.like', en.t)).toBe('Liked, share of actions');
    expect(featureName('share.like', zh.t)).toBe('点赞占比');
    expect(featureName('recencyDays', en.t)).toBe('Days since last active');
    expect(featureHint('activeDays', en.t)).toBeUndefined();
    expect(featureHint('depth', zh.t)).toContain('学完');
  });
  it('show each unit as people read it, and a dash where nothing is known', () => {
    expect(featureValue('share', 0.123, en.format)).toBe('12.3\u202f%');
    expect(featureValue('change', -0.5, zh.format)).toBe('−50%');
    expect(featureValue('count', 3.26, en.format)).toBe('3.3');
    expect(featureValue('count', 1234.4, en.format)).toBe('1,234');
    expect(featureValue('count', null, en.format)).toBe('—');
  });
});

describe('groups', () => {
  it('are marked by what members do rather than by what they do not', () => {
    expect(leadingTraits(answer.traits[1]!, 2).map((t) => t.feature)).toEqual(['events', 'share.view']);
    expect(leadingTraits(answer.traits[0]!, 1).map((t) => t.feature)).toEqual(['share.view']);
  });
  it('are told apart by shape as well as by colour, all twelve', () => {
    const looks = Array.from({ length: 12 }, (_, i) => markerOf(PLAIN_CHART_THEME, i));
    expect(new Set(looks.map((l) => `${l.colour} ${l.path}`)).size).toBe(12);
    expect(looks[0]!.path).not.toBe(looks[8]!.path);
  });
  it('are as steady as their figure says', () => {
    expect([1, 0.9, 0.8, 0.5].map(steadiness)).toEqual(['same', 'same', 'mostly', 'other']);
    expect([0, 0.2, 0.5].map(insideOf)).toEqual(['border', 'inside', 'deep']);
    expect(two(1)).toBe('1.00');
  });
  it('tell a person from a set of people', () => {
    expect(memberOf(memberMark(7))).toBe(7);
    expect(memberOf({ of: 'rule', rule: { members: [1, 2] } })).toBeNull();
    expect(memberOf(groupMark(questionOf(), 1))).toBeNull();
  });
});
