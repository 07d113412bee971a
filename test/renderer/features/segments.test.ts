import { beforeAll, describe, expect, it } from 'vitest';
import type { Differences, Overlap, Rule, RuleWords, SegmentHistory, SegmentRow } from '../../../core/api/contract.ts';
import { parseRule } from '../../../core/segment/index.ts';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { isNarrowed, ruleOfList } from '../../../renderer/features/members/shownList.ts';
import { isWholeTag, newDefinition, settled, TAG_KINDS } from '../../../renderer/features/members/tagEdit.ts';
import { busiest, isFlat } from '../../../renderer/features/members/weekHours.ts';
import { sortSegments } from '../../../renderer/features/segments/sortSegments.ts';
import { gapText, markOf, qText, toDifferencesView } from '../../../renderer/features/segments/toDifferencesView.ts';
import { toHistoryView } from '../../../renderer/features/segments/toHistoryView.ts';
import { regionName, regionsOf, toOverlapView } from '../../../renderer/features/segments/toOverlapView.ts';
import {
  addTo,
  forEditor,
  fromEditor,
  groupOf,
  isWhole,
  keyOf,
  moveBy,
  NEW_LEAVES,
  newLeaf,
  nodeAt,
  type Path,
  partsOf,
  prune,
  removeAt,
  replaceAt,
  setMode,
  toggleNot,
  unwrapAt,
  wrapAt,
} from '../../../renderer/ui/rule/ruleEdit.ts';
import { from, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const PAID: Rule = { trait: 'plan', is: ['annual'] };
const POSTED: Rule = { did: ['posts'], times: { atLeast: 3 }, window: { lastDays: 28 } };
const SILENT: Rule = { not: { did: [], window: { lastDays: 7 } } };
const RULE: Rule = { all: [PAID, POSTED, SILENT] };

/** One of every kind, with every option it has. */
const LEAVES: Rule[] = [
  { trait: 'plan', is: ['annual', 'monthly'] },
  { trait: 'plan', isNot: ['free'] },
  { trait: 'tag:mentor', known: false },
  { measure: 'score', atLeast: 2, below: 40 },
  { measure: 'spend', above: 0, atMost: 9.5 },
  { date: 'joined', window: { from: '2025-01-01', to: '2025-02-01' } },
  { did: ['posts', 'like'], times: { atLeast: 1, atMost: 4 }, window: { sinceJoinDays: 7 }, content: ['c1'], inBasis: 'events' },
  { did: [], times: { exactly: 0 } },
  { first: ['purchase'], window: { beforeLastDays: 28 } },
  { last: [], window: { from: '2025-01-01' } },
  { sequence: [['view'], ['purchase', 'renew']], withinDays: 7, window: { lastDays: 90 } },
  { sequence: [['view'], []], withinDays: null },
  { segment: 3 },
  { members: [1, 2, 30] },
];

describe('a rule in the builder', () => {
  it('comes out as it went in, whatever it is about', () => {
    for (const leaf of [
      ...LEAVES,
      SILENT,
      RULE,
      { any: [PAID, { not: RULE }] } as Rule,
      { not: { any: [PAID, SILENT] } } as Rule,
    ]) {
      const json = JSON.parse(JSON.stringify(leaf)) as Rule;
      const edited = forEditor(json);
      expect(groupOf(edited)).not.toBeNull();
      expect(fromEditor(edited)).toEqual(leaf);
      expect(prune(edited).unfinished).toBe(0);
      expect(parseRule(fromEditor(prune(edited).rule))).toEqual(leaf);
    }
  });

  it('starts every new condition as one the engine can read, or says that something is missing', () => {
    for (const kind of NEW_LEAVES) {
      const leaf = newLeaf(kind);
      const inner = 'not' in leaf ? leaf.not : leaf;
      if (isWhole(inner)) expect(() => parseRule(leaf)).not.toThrow();
      else expect(kind).toBe('segment');
    }
  });

  it('loses the groups that a removal leaves empty, but never its top', () => {
    const rule: Rule = { all: [PAID, { any: [{ not: POSTED }] }] };
    expect(removeAt(rule, [1, 0])).toEqual({ all: [PAID] });
    expect(removeAt({ all: [PAID] }, [0])).toEqual({ all: [] });
    expect(removeAt({ not: { any: [PAID] } }, [0, 0])).toEqual({ not: { any: [] } });
    expect(removeAt(rule, [])).toEqual({ all: [] });
  });

  it('wraps a part in a group and dissolves it again', () => {
    const wrapped = wrapAt(RULE, [1], 'any');
    expect(wrapped).toEqual({ all: [PAID, { any: [POSTED] }, SILENT] });
    expect(unwrapAt(wrapped, [1])).toEqual(RULE);
    expect(unwrapAt({ all: [{ not: { any: [PAID] } }] }, [0, 0])).toEqual({ all: [{ not: { any: [PAID] } }] });
  });

  it('joins a group in four ways, two of them around a not', () => {
    expect(setMode(RULE, [], 'none')).toEqual({ not: { any: partsOf(RULE) } });
    expect(setMode({ not: { any: partsOf(RULE) } }, [], 'not-all')).toEqual({ not: RULE });
    expect(setMode({ not: RULE }, [], 'all')).toEqual(RULE);
    expect(toggleNot(toggleNot(RULE, [0]), [0])).toEqual(RULE);
  });

  it('moves a part past its neighbours, into a group beside it and out at the end of one', () => {
    expect(moveBy(RULE, [0], 1)).toEqual({ rule: { all: [POSTED, PAID, SILENT] }, path: [1] });
    expect(moveBy(RULE, [0], -1)).toEqual({ rule: RULE, path: [0] });
    const nested: Rule = { all: [PAID, { not: { any: [POSTED, SILENT] } }] };
    const inside = moveBy(nested, [0], 1);
    expect(inside).toEqual({ rule: { all: [{ not: { any: [PAID, POSTED, SILENT] } }] }, path: [0, 0, 0] });
    expect(moveBy(inside.rule, inside.path, -1)).toEqual({ rule: nested, path: [0] });
    expect(moveBy(nested, [1, 0, 1], 1)).toEqual({ rule: { all: [PAID, { not: { any: [POSTED] } }, SILENT] }, path: [2] });
    expect(moveBy({ all: [{ any: [PAID] }, POSTED] }, [0, 0], 1)).toEqual({ rule: { all: [PAID, POSTED] }, path: [0] });
  });

  it('stays a rule, and keeps every condition, under a thousand random changes', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const leaves = (rule: Rule): number =>
      partsOf(rule).length > 0 ? partsOf(rule).reduce((n, part) => n + leaves(part), 0) : 'all' in rule || 'any' in rule ? 0 : 1;
    const paths = (rule: Rule, path: Path = []): Path[] => [
      path,
      ...partsOf(rule).flatMap((part, i) => paths(part, [...path, i])),
    ];
    let rule: Rule = forEditor(RULE);
    for (let step = 0; step < 1000; step++) {
      const all = paths(rule).filter((path) => path.length > 0);
      const path = all[random(all.length)] ?? [];
      const before = leaves(rule);
      const change = random(6);
      if (change === 0) rule = moveBy(rule, path, random(2) === 0 ? 1 : -1).rule;
      else if (change === 1 && path.length < 6) rule = wrapAt(rule, path, random(2) === 0 ? 'all' : 'any');
      else if (change === 2) rule = unwrapAt(rule, path);
      else if (
        change === 3 &&
        path.length < 6 &&
        nodeAt(rule, path.slice(0, -1))! &&
        !('not' in nodeAt(rule, path.slice(0, -1))!)
      )
        rule = toggleNot(rule, path);
      else if (change === 4) rule = setMode(rule, [], (['all', 'any', 'none', 'not-all'] as const)[random(4)]!);
      else rule = replaceAt(rule, path, nodeAt(rule, path) ?? PAID);
      expect(leaves(rule)).toBe(before);
      expect(groupOf(rule)).not.toBeNull();
      expect(() => parseRule(rule)).not.toThrow();
    }
  });
});

describe('what is still being written', () => {
  const draft: Rule = {
    all: [PAID, { trait: 'city', is: [] }, { any: [{ measure: 'score', atLeast: Number.NaN }] }, { not: POSTED }],
  };

  it('is left out, with the groups that hold nothing else', () => {
    const { rule, unfinished } = prune(draft);
    expect(rule).toEqual({ all: [PAID, { not: POSTED }] });
    expect(unfinished).toBe(2);
    expect(prune({ any: [{ trait: 'city', is: [] }] }).rule).toEqual({ all: [] });
  });

  it('does not shift the counts of the others', () => {
    const { nodeOf } = prune(draft);
    expect([[], [0], [3], [3, 0]].map((path) => nodeOf.get(keyOf(path)))).toEqual([0, 1, 2, 3]);
    expect(nodeOf.has('1')).toBe(false);
    expect(nodeOf.has('2.0')).toBe(false);
  });

  it('knows what each kind of condition needs', () => {
    for (const leaf of LEAVES) expect(isWhole(leaf)).toBe(true);
    for (const leaf of [
      { trait: 'plan', isNot: [] },
      { measure: 'score' },
      { date: 'joined', window: { from: '2025-02-01', to: '2025-01-01' } },
      { date: 'joined', window: {} },
      { did: ['like'], times: { atLeast: 4, atMost: 2 } },
      { did: [], window: { lastDays: Number.NaN } },
      { did: [], content: [] },
      { sequence: [['view']], withinDays: 7 },
      { segment: 0 },
    ] as Rule[])
      expect(isWhole(leaf), JSON.stringify(leaf)).toBe(false);
  });

  it('adds at the end of a group, also of one inside a not', () => {
    expect(addTo({ not: { any: [PAID] } }, [0], POSTED)).toEqual({ not: { any: [PAID, POSTED] } });
    expect(addTo({ not: PAID }, [0], POSTED)).toEqual({ not: PAID });
  });
});

const overlap: Overlap & { names: string[] } = {
  kind: 'overlap',
  members: 100,
  sizes: [30, 25],
  regions: [
    { sets: 1, count: 20 },
    { sets: 2, count: 15 },
    { sets: 3, count: 10 },
  ],
  none: 55,
  union: 45,
  pairs: [{ a: 0, b: 1, both: 10, either: 45, jaccard: 10 / 45 }],
  names: ['Payers', 'Writers'],
};

describe('overlap', () => {
  it('opens the people of a combination and of no other', () => {
    expect(regionsOf(overlap, [4, 9]).map((region) => region.mark)).toEqual([
      { of: 'rule', rule: { all: [{ segment: 4 }, { not: { segment: 9 } }] } },
      { of: 'rule', rule: { all: [{ not: { segment: 4 } }, { segment: 9 }] } },
      { of: 'rule', rule: { all: [{ segment: 4 }, { segment: 9 }] } },
    ]);
  });
  it('says in words where a combination lies', () => {
    const [only, , both] = regionsOf(overlap, [4, 9]);
    expect(regionName(only!, overlap.names, en.t, en.format)).toBe('Only Payers');
    expect(regionName(both!, overlap.names, en.t, en.format)).toBe('In all 2');
  });
  it('leaves empty combinations out of the table', () => {
    const none = { ...overlap, regions: [...overlap.regions.slice(0, 2), { sets: 3, count: 0 }] };
    expect(chartCsv(toOverlapView(none, [4, 9], en)).split('\r\n')).toHaveLength(3);
  });
});

const share = (hits: number, known: number) => ({ hits, known, share: hits / known, low: 0.1, high: 0.9 });
const tested = { p: 0, holm: 0, isReal: true };
const differences: Differences = {
  kind: 'differences',
  sizeA: 40,
  sizeB: 60,
  inBoth: 0,
  nested: null,
  rows: [
    {
      kind: 'category',
      ...tested,
      rank: 1,
      q: 0.0001,
      trait: 'plan',
      value: 'annual',
      label: { zh: '会员类型：年度会员', en: 'plan: annual' },
      a: share(30, 40),
      b: share(15, 60),
      everybody: share(45, 100),
      difference: { value: 0.5, low: 0.3, high: 0.65 },
      lift: { ratio: 3, low: 2, high: null },
      tgi: 300,
      tgiEverybody: 167,
      test: 'score',
      effect: 1.05,
    },
    {
      kind: 'measure',
      ...tested,
      rank: 2,
      q: 0.2,
      isReal: false,
      measure: 'posts',
      label: { zh: '发帖数', en: 'posts' },
      a: { n: 40, mean: 2, median: 1, sd: 1 },
      b: { n: 60, mean: 3, median: 2, sd: 1 },
      standardised: -0.4,
      superiority: { value: 0.4, low: 0.3, high: 0.5 },
      test: 'mann-whitney',
      effect: -0.4,
    },
  ],
  missing: [{ kind: 'trait', name: 'plan', label: { zh: '', en: '' }, missingA: 0.25, missingB: 0 }],
  unavailable: [],
  rareCategories: {},
  tests: 2,
  from,
};

describe('what differs', () => {
  const [category, measure] = differences.rows;
  it('opens exactly the members a side counts', () => {
    const a = { segment: 1 };
    const b = { segment: 2 };
    expect(markOf(category!, 'a', a, 'rest', null)).toEqual({
      of: 'rule',
      rule: { all: [a, { trait: 'plan', is: ['annual'] }] },
    });
    expect(markOf(measure!, 'b', a, 'rest', null)).toEqual({ of: 'rule', rule: { not: a } });
    expect(markOf(measure!, 'a', a, b, null)).toEqual({ of: 'rule', rule: { all: [a, { not: b }] } });
    expect(markOf(measure!, 'a', a, b, 'a-in-b')).toEqual({ of: 'rule', rule: a });
    expect(markOf(measure!, 'b', a, b, 'a-in-b')).toEqual({ of: 'rule', rule: { all: [b, { not: a }] } });
    expect(markOf(measure!, 'b', { list: {} }, 'rest', null)).toBeNull();
  });
  it('says the difference as people do', () => {
    expect(gapText(category!, en)).toBe('+50 points');
    expect(gapText(measure!, en)).toBe('less in 60\u202f%');
    expect(gapText(category!, zh)).toBe('+50个百分点');
    expect([qText(0.0001, en), qText(0.2, en)]).toEqual(['<0.001', '0.2']);
  });
  it('gives a CSV with the bare numbers, and honours the filter', () => {
    const sides = { a: { segment: 1 }, b: 'rest' as const, nameA: 'Payers', nameB: 'Everybody else' };
    const [head, row, ...rest] = chartCsv(toDifferencesView(differences, { ...sides, shown: 'category' }, en)).split('\r\n');
    expect(head!.split(',').slice(1, 4)).toEqual(['What', 'Payers', 'Everybody else']);
    expect(row!.split(',')).toEqual([
      '1',
      'Plan: annual',
      '0.75',
      '0.25',
      '0.5',
      '0.3',
      '0.65',
      '3',
      '300',
      '0.0001',
      '1.05',
      '0.25',
      '0',
    ]);
    expect(rest).toEqual([]);
  });
});

describe('size over time', () => {
  const point = { start: '2025-09-01', end: '2025-09-30', complete: true, size: 10, entered: 4, left: 1, base: 50, active: null };
  const history: SegmentHistory = {
    kind: 'segment-history',
    of: 'rule',
    grain: 'month',
    points: [point, { ...point, start: '2025-10-01', end: '2025-10-12', complete: false, size: 12, entered: 3, left: 1 }],
    asToday: ['plan'],
    undated: 0,
    from,
  };
  const now = { of: 'rule' as const, rule: { segment: 1 } };
  it('draws who left below zero and lists them as people', () => {
    const view = toHistoryView(history, now, en);
    const series = view.option['series'] as { data: (number | { value: number })[] }[];
    expect(series.map((one) => one.data[0])).toEqual([10, 4, -1]);
    expect(view.table.rows[0]!.map((cell) => cell.raw)).toEqual(['2025-09-01', 10, 50, 4, 1, 'true']);
  });
  it('opens the people of today only: the others are not known any more', () => {
    expect(toHistoryView(history, now, en).marks.map((mark) => mark.mark)).toEqual([undefined, now]);
  });
  it('shows of a list how many were active', () => {
    const list = { ...history, of: 'list' as const, points: history.points.map((one) => ({ ...one, active: 5 })) };
    const view = toHistoryView(list, now, zh);
    expect(view.option['series']).toHaveLength(2);
    expect(view.marks[0]!.label).toBe('2025年9月：10人，其中5人活跃');
  });
});

describe('the list of members as a segment', () => {
  const scope = { basis: 'all' as const, from: null, to: null, segment: null };
  it('is a rule where it can be worked out anew', () => {
    expect(ruleOfList({ classes: { health: ['at-risk'] } }, scope)).toEqual({ trait: 'health', is: ['at-risk'] });
    expect(ruleOfList({ facets: { plan: ['annual'] }, mark: { of: 'rule', rule: POSTED } }, { ...scope, segment: 3 })).toEqual({
      all: [{ segment: 3 }, POSTED, { trait: 'plan', is: ['annual'] }],
    });
  });
  it('is a list of people where a name was searched or a chart was clicked', () => {
    expect(ruleOfList({ q: '小周' }, scope)).toBeNull();
    expect(ruleOfList({ mark: { of: 'active', grain: 'week', start: '2025-10-06' } }, scope)).toBeNull();
  });
  it('is nothing to save while it shows everybody', () => {
    expect(isNarrowed({}, scope)).toBe(false);
    expect(isNarrowed({ facets: {}, classes: {} }, { ...scope, segment: 2 })).toBe(true);
  });
});

describe('tags', () => {
  const vocabulary: RuleWords = {
    kinds: [],
    traits: [],
    measures: [{ name: 'score', words: { zh: '参与分', en: 'score' }, min: 0, median: 1, max: 9 }],
    segments: [],
    attributes: ['interest'],
  };
  it('of every kind start as something that can be saved, a list apart: its people must be chosen', () => {
    const whole = TAG_KINDS.filter((kind) => isWholeTag(newDefinition(kind, vocabulary, (n) => `v${n}`)));
    expect(whole).toEqual(TAG_KINDS.filter((kind) => kind !== 'list'));
  });
  it('need cuts that rise and a name for every value', () => {
    expect(isWholeTag({ kind: 'percentile', measure: 'score', cuts: [0.5, 0.5], values: ['a', 'b', 'c'] })).toBe(false);
    expect(isWholeTag({ kind: 'active-days', days: 28, cuts: [1, 8], values: ['a', ' ', 'c'] })).toBe(false);
    expect(isWholeTag({ kind: 'rule', values: [{ value: 'a', rule: { all: [{ trait: 'plan', is: [] }] } }] })).toBe(false);
  });
  it('keep rules without the group around one condition', () => {
    expect(settled({ kind: 'rule', values: [{ value: ' a ', rule: { all: [PAID] } }] })).toEqual({
      kind: 'rule',
      values: [{ value: 'a', rule: PAID }],
    });
  });
});

describe('small things', () => {
  it('rules that no longer work come last whichever way sizes are sorted', () => {
    const row = (name: string, size: number | null) => ({ name, size, sentence: { zh: name, en: name } }) as SegmentRow;
    const rows = [row('a', 3), row('b', null), row('c', 9)];
    const names = (isDown: boolean) => sortSegments(rows, { column: 'size', isDown }).map((one) => one.name);
    expect(names(false)).toEqual(['a', 'c', 'b']);
    expect(names(true)).toEqual(['c', 'a', 'b']);
  });
  it('the busiest hour is found, and days without hours are known', () => {
    const hours = new Array(168).fill(0);
    expect(busiest(hours)).toBeNull();
    hours[24] = 2;
    expect(isFlat(hours)).toBe(true);
    hours[50] = 5;
    expect(busiest(hours)).toEqual({ day: 2, hour: 2 });
    expect(isFlat(hours)).toBe(false);
  });
});
