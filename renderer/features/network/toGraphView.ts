import type { NetworkCore } from '../../../core/api/contract.ts';
import { memberMark } from '../../app/person.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { ChartTheme } from '../../theme/chartTheme.ts';
import { layoutOf } from './layoutOf.ts';
import { BALANCES, type Balance, balanceOf, nameOf } from './people.ts';

export type Colouring = 'balance' | 'part';

/** Colour and shape: which way the replies mostly go. */
export const balanceStyle = (theme: Pick<ChartTheme, 'series' | 'down'>, balance: Balance): { colour: string; symbol: string } =>
  ({
    gives: { colour: theme.series[0], symbol: 'circle' },
    even: { colour: theme.series[2], symbol: 'diamond' },
    gets: { colour: theme.series[4], symbol: 'triangle' },
  })[balance];

const NAMED = 14;
const SHAPES = ['circle', 'diamond', 'triangle', 'rect', 'pin', 'arrow', 'roundRect'];

/** Nodes grow with the replies, in area. */
export const sizeOf = (replies: number, most: number): number => 6 + 26 * Math.sqrt(replies / Math.max(1, most));

/** The most connected members and who replies to whom. */
export function toGraphView(core: NetworkCore, colouring: Colouring, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { nodes, links } = core;
  const replies = (i: number) => nodes[i]!.given + nodes[i]!.received;
  const most = Math.max(1, ...nodes.map((_, i) => replies(i)));
  const layout = layoutOf(core);
  const widest = Math.max(1, ...links.map((l) => l.replies));
  const lookOf = (i: number) =>
    colouring === 'balance'
      ? balanceStyle(theme, balanceOf(nodes[i]!))
      : {
          colour: theme.series[nodes[i]!.component % theme.series.length]!,
          symbol: SHAPES[nodes[i]!.component % SHAPES.length]!,
        };
  return {
    picture: { width: 1100, height: 800 },
    option: {
      ...base(words),
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        axisPointer: { type: 'none' },
        formatter: ({ dataType, dataIndex }: { dataType: string; dataIndex: number }) => {
          if (dataType === 'edge') {
            const link = links[dataIndex]!;
            return tipHtml(t('network.graph.link', { from: nameOf(nodes[link.from]!, t), to: nameOf(nodes[link.to]!, t) }), [
              { name: t('network.column.replies'), value: format.int(link.replies) },
            ]);
          }
          const node = nodes[dataIndex]!;
          return tipHtml(
            nameOf(node, t),
            [
              {
                name: t('network.column.given'),
                value: t('network.graph.to-people', { n: format.int(node.given), count: node.out, people: format.int(node.out) }),
              },
              {
                name: t('network.column.received'),
                value: t('network.graph.from-people', {
                  n: format.int(node.received),
                  count: node.in,
                  people: format.int(node.in),
                }),
              },
              ...(node.cutsOff > 0 ? [{ name: t('network.column.cuts'), value: format.int(node.cutsOff) }] : []),
            ],
            [t('network.graph.click')],
          );
        },
      },
      series: [
        {
          type: 'graph',
          layout: 'none',
          preserveAspect: 'contain',
          left: 40,
          right: 110,
          top: 28,
          bottom: 28,
          roam: false,
          data: nodes.map((node, i) => ({
            id: String(i),
            name: nameOf(node, t),
            value: replies(i),
            x: layout.x[i]!,
            y: layout.y[i]!,
            symbol: lookOf(i).symbol,
            symbolSize: sizeOf(replies(i), most),
            itemStyle: {
              color: lookOf(i).colour,
              opacity: 0.9,
              ...(node.cutsOff > 0
                ? { borderColor: theme.text, borderWidth: 2 }
                : { borderColor: theme.surface, borderWidth: 1 }),
            },
            label: { show: i < NAMED },
          })),
          links: links.map((link) => ({
            source: String(link.from),
            target: String(link.to),
            value: link.replies,
            lineStyle: { width: 0.6 + 2.4 * (link.replies / widest) },
          })),
          lineStyle: { color: theme.past, opacity: 0.35, curveness: 0.08 },
          label: {
            position: 'right',
            formatter: '{b}',
            color: theme.text,
            fontSize: 12,
            textBorderColor: theme.surface,
            textBorderWidth: 3,
          },
          labelLayout: { hideOverlap: true },
          emphasis: { focus: 'adjacency', label: { show: true }, lineStyle: { opacity: 0.9, color: theme.text } },
          blur: { itemStyle: { opacity: 0.12 }, lineStyle: { opacity: 0.04 } },
        },
      ],
    },
    marks: nodes.map((node, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      dataType: 'node' as const,
      label: t(node.cutsOff > 0 ? 'network.graph.mark-bridge' : 'network.graph.mark', {
        name: nameOf(node, t),
        given: format.int(node.given),
        received: format.int(node.received),
        cuts: format.int(node.cutsOff),
      }),
      mark: memberMark(node.memberNo),
    })),
    table: {
      columns: [
        { name: t('network.column.member'), numeric: false },
        { name: t('network.column.given'), numeric: true },
        { name: t('network.column.received'), numeric: true },
        { name: t('network.column.out'), numeric: true },
        { name: t('network.column.in'), numeric: true },
        { name: t('network.column.balance'), numeric: false },
        { name: t('network.column.part'), numeric: true },
        { name: t('network.column.cuts'), numeric: true },
      ],
      rows: nodes.map((node) => [
        { text: nameOf(node, t), raw: node.memberNo, mark: memberMark(node.memberNo) },
        { text: format.int(node.given), raw: node.given },
        { text: format.int(node.received), raw: node.received },
        { text: format.int(node.out), raw: node.out },
        { text: format.int(node.in), raw: node.in },
        { text: t(`network.balance.${balanceOf(node)}`), raw: balanceOf(node) },
        { text: String(node.component + 1), raw: node.component + 1 },
        { text: format.int(node.cutsOff), raw: node.cutsOff },
      ]),
    },
  };
}

/** What the colours and shapes stand for. */
export function legendOf(core: NetworkCore, colouring: Colouring): { balance: Balance; members: number }[] {
  if (colouring !== 'balance') return [];
  return BALANCES.map((balance) => ({ balance, members: core.nodes.filter((node) => balanceOf(node) === balance).length }));
}
