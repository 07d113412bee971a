import { beforeAll, describe, expect, it } from 'vitest';
import type { Paths } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../../renderer/chart/types.ts';
import { pathOptions } from '../../../renderer/features/paths/options.ts';
import { endedAtOnce, pathLinks, toPathsView } from '../../../renderer/features/paths/toPathsView.ts';
import { from, words } from './data.ts';

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  zh = await words('zh-CN');
  en = await words('en');
});

const definition = { anchor: [], depth: 2, gapMinutes: 30, keep: 1 };
const paths: Paths = {
  kind: 'paths',
  definition,
  nodes: [
    { step: 0, kindName: 'login', isEnd: false, visits: [60, 10] },
    { step: 0, kindName: null, isEnd: false, visits: [40, 10] },
    { step: 1, kindName: 'view', isEnd: false, visits: [50, 4] },
    { step: 1, kindName: null, isEnd: true, visits: [50, 16] },
  ],
  links: [
    { from: 0, to: 2, visits: [50, 4], members: [30, 3] },
    { from: 0, to: 3, visits: [10, 6], members: [8, 5] },
    { from: 1, to: 3, visits: [40, 10], members: [35, 9] },
  ],
  groups: [
    { label: null, visits: 100, members: 80 },
    { label: 'annual', visits: 20, members: 12 },
  ],
  from,
};
const alone: Paths = {
  ...paths,
  nodes: paths.nodes.map((node) => ({ ...node, visits: node.visits.slice(0, 1) })),
  links: paths.links.map((link) => ({ ...link, visits: link.visits.slice(0, 1), members: link.members.slice(0, 1) })),
  groups: paths.groups.slice(0, 1),
};
const NAMES = { groups: ['All', 'Annual'], other: { segment: 7 } };

it('options take what fits', () => {
  expect(pathOptions({ depth: 99, keep: 4, compare: 3, anchor: ['login', 5] } as never)).toEqual({
    anchor: ['login'],
    depth: 5,
    gapMinutes: 30,
    keep: 4,
    compare: 3,
  });
});

describe('streams', () => {
  it('open their members: to an action, or to the end of the visit', () => {
    expect(pathLinks(alone).map((link) => link.mark)).toEqual([
      { of: 'path', definition, step: 0, fromKind: 'login', toKind: 'view' },
      null,
      { of: 'path', definition, step: 0, fromKind: 'login', toKind: null },
    ]);
  });
  it('from folded actions open nobody, and say so', () => {
    const view = toPathsView(alone, en, { groups: ['All'], other: null });
    expect(view.marks[1]!.mark).toBeUndefined();
    expect(view.marks[1]!.label.replaceAll('\u202f', ' ')).toBe(
      'Other actions → visit ends (after action 1): 40 visits, 40.0 % of all',
    );
  });
  it('count as shares of all visits', () => {
    expect(endedAtOnce(alone)).toBe(0.5);
  });
  it('have a name of their own in the graph for every step, the end and the folded', () => {
    const [series] = toPathsView(alone, en, { groups: ['All'], other: null }).option['series'] as {
      data: { name: string }[];
      links: { source: string; target: string }[];
    }[];
    const names = series!.data.map((node) => node.name);
    expect(new Set(names).size).toBe(4);
    for (const link of series!.links) expect(names).toEqual(expect.arrayContaining([link.source, link.target]));
  });
});

describe('two groups', () => {
  it('are compared by their shares', () => {
    expect(pathLinks(paths).map((link) => Number(link.difference.toFixed(2)))).toEqual([0.3, -0.1, -0.2]);
  });
  it('stand beside each other in the table, and open in their own scope', () => {
    const row = toPathsView(paths, en, NAMES).table.rows[0]!;
    expect(row.map((cell) => cell.text.replaceAll('\u202f', ' '))).toEqual([
      '1',
      'Logged in',
      'Viewed',
      '50',
      '50.0 %',
      '30',
      '4',
      '20.0 %',
      '3',
      '+30.0',
    ]);
    expect(row[5]!.scope).toBeUndefined();
    expect(row[8]!.scope).toEqual({ segment: 7 });
  });
  it('have words in Chinese too', () => {
    expect(toPathsView(paths, zh, { ...NAMES, groups: ['全部成员', '年度会员'] }).marks[0]!.label).toBe(
      '登录 → 浏览（第1步到第2步）：这里占50.0%，“年度会员”占20.0%',
    );
  });
});
