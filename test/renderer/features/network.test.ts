import { beforeAll, describe, expect, it } from 'vitest';
import type { Network, NetworkCore } from '../../../core/api/contract.ts';
import { memberOf } from '../../../renderer/app/person.ts';
import { chartCsv } from '../../../renderer/chart/exportChart.ts';
import type { ChartView, ChartWords } from '../../../renderer/chart/types.ts';
import { layoutOf } from '../../../renderer/features/network/layoutOf.ts';
import { balanceOf } from '../../../renderer/features/network/people.ts';
import { legendOf, sizeOf, toGraphView } from '../../../renderer/features/network/toGraphView.ts';
import { toBridgesView, toExpertsView, toTopView } from '../../../renderer/features/network/toPeopleViews.ts';
import { from, words } from './data.ts';

const member = (memberNo: number, handle: string | null, given: number, received: number, cutsOff = 0) => ({
  memberNo,
  handle,
  out: given,
  in: received,
  given,
  received,
  cutsOff,
});
const core: NetworkCore = {
  kind: 'network-core',
  nodes: [
    { ...member(3, '阿槐', 8, 2, 1), component: 0 },
    { ...member(5, null, 2, 2), component: 0 },
    { ...member(9, 'Robin', 0, 6), component: 1 },
  ],
  links: [
    { from: 0, to: 1, replies: 2 },
    { from: 0, to: 2, replies: 6 },
  ],
  hidden: 4,
  from,
};
const people: Pick<Network, 'top' | 'bridges' | 'experts'> = {
  top: [member(3, '阿槐', 8, 2, 1)],
  bridges: [member(3, '阿槐', 8, 2, 1)],
  experts: {
    answered: 4,
    single: { questions: 1, share: 0.25, low: 0.05, high: 0.7 },
    halfBy: 1,
    top: [{ memberNo: 3, handle: '阿槐', answers: 3, share: 0.6, onlyAnswerer: 1 }],
  },
};

let en: ChartWords;
let zh: ChartWords;
beforeAll(async () => {
  en = await words('en');
  zh = await words('zh-CN');
});
interface Drawn {
  data: { symbol: string; symbolSize: number; itemStyle: { color: string; borderWidth: number } }[];
  links: { source: string; target: string; value: number }[];
}
const drawn = (view: ChartView) => (view.option['series'] as Drawn[])[0]!;

describe('the graph', () => {
  it('says which way the replies mostly go, by colour and by shape', () => {
    expect(core.nodes.map(balanceOf)).toEqual(['gives', 'even', 'gets']);
    const { data } = drawn(toGraphView(core, 'balance', en));
    expect(new Set(data.map((n) => n.symbol)).size).toBe(3);
    expect(new Set(data.map((n) => n.itemStyle.color)).size).toBe(3);
    expect(legendOf(core, 'balance').map((l) => l.members)).toEqual([1, 1, 1]);
  });
  it('colours the separate parts when asked', () => {
    const { data } = drawn(toGraphView(core, 'part', en));
    expect(data[0]!.itemStyle.color).toBe(data[1]!.itemStyle.color);
    expect(data[0]!.itemStyle.color).not.toBe(data[2]!.itemStyle.color);
    expect(legendOf(core, 'part')).toEqual([]);
  });
  it('rings a bridge and nobody else', () => {
    expect(drawn(toGraphView(core, 'balance', en)).data.map((n) => n.itemStyle.borderWidth)).toEqual([2, 1, 1]);
  });
  it('grows with the replies', () => {
    expect(sizeOf(10, 10)).toBeGreaterThan(sizeOf(4, 10));
    expect(sizeOf(0, 0)).toBe(6);
  });
  it('links by place, so that two members of one name stay two', () => {
    expect(drawn(toGraphView(core, 'balance', en)).links.map((l) => [l.source, l.target, l.value])).toEqual([
      ['0', '1', 2],
      ['0', '2', 6],
    ]);
  });
  it('reads every node out and opens its member, in both languages', () => {
    const marks = toGraphView(core, 'balance', en).marks;
    expect(marks.map((m) => m.mark && memberOf(m.mark))).toEqual([3, 5, 9]);
    expect(marks.every((m) => m.dataType === 'node')).toBe(true);
    expect(marks[0]!.label).toBe('阿槐: gave 8 replies, got 2; without this member 1 would be cut off');
    expect(toGraphView(core, 'balance', zh).marks[1]!.label).toBe('5号成员：回复2次，被回复2次');
  });
  it('has the same members as a table', () => {
    expect(chartCsv(toGraphView(core, 'balance', zh)).split('\r\n')[1]).toBe('3,8,2,8,2,gives,1,1');
  });
});

describe('the layout', () => {
  it('is the same every time, fills the frame, and sets tied members closer than others', () => {
    const nodes = Array.from({ length: 12 }, (_, i) => ({ ...member(i + 1, null, 1, 1), component: 0 }));
    // Two rings of six with one tie between them.
    const ring = (first: number) =>
      Array.from({ length: 6 }, (_, i) => ({ from: first + i, to: first + ((i + 1) % 6), replies: 1 }));
    const links = [...ring(0), ...ring(6), { from: 0, to: 6, replies: 1 }];
    const layout = layoutOf({ nodes, links });
    expect(layoutOf({ nodes: [...nodes], links })).toEqual(layout);
    expect([Math.min(...layout.x), Math.max(...layout.x), Math.min(...layout.y), Math.max(...layout.y)]).toEqual([
      0, 170, 0, 100,
    ]);
    const apart = (i: number, j: number) => Math.hypot(layout.x[i]! - layout.x[j]!, layout.y[i]! - layout.y[j]!);
    const mean = (pairs: [number, number][]) => pairs.reduce((sum, [i, j]) => sum + apart(i, j), 0) / pairs.length;
    const across = [0, 1, 2, 3, 4, 5].flatMap((i) => [6, 7, 8, 9, 10, 11].map((j): [number, number] => [i, j]));
    expect(mean(links.map((l) => [l.from, l.to]))).toBeLessThan(mean(across));
  });
  it('stands one member in the middle', () => {
    expect(layoutOf({ nodes: core.nodes.slice(0, 1), links: [] })).toEqual({ x: [85], y: [50] });
  });
});

describe('people', () => {
  it('open from the tables of the connected, the bridges and the experts', () => {
    for (const view of [toTopView(people, en), toBridgesView(people, en), toExpertsView(people, en)]) {
      expect(view.marks[0]!.mark && memberOf(view.marks[0]!.mark)).toBe(3);
      expect(view.table.rows[0]![0]).toMatchObject({ text: '阿槐', raw: 3 });
    }
  });
  it('are read out in both languages', () => {
    expect(toBridgesView(people, en).marks[0]!.label).toBe('阿槐: 1 member would be cut off');
    expect(toBridgesView(people, zh).marks[0]!.label).toBe('阿槐：会有1人断联');
    expect(toExpertsView(people, en).marks[0]!.label).toBe('阿槐: 3 answers');
    expect(toExpertsView(people, zh).table.rows[0]!.map((c) => c.text)).toEqual(['阿槐', '3', '60.0%', '1']);
  });
  it('are none where no question has an answer', () => {
    expect(toExpertsView({ experts: null }, en).table.rows).toEqual([]);
  });
});
