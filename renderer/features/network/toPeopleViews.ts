import type { Network, NetworkMember } from '../../../core/api/contract.ts';
import { memberMark } from '../../app/person.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { nameOf } from './people.ts';

interface Bar {
  memberNo: number;
  name: string;
  parts: number[];
}

/** Members as bars, the first on top. */
function bars(rows: Bar[], parts: { name: string; colour: string }[], words: ChartWords): ChartView['option'] {
  const { theme, format } = words;
  return {
    ...base(words),
    grid: { left: 150, right: 48, top: 8, bottom: 28 },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: theme.muted, formatter: format.compact },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLabel: { color: theme.text, width: 138, overflow: 'truncate', interval: 0 },
      axisLine: { lineStyle: { color: theme.border } },
    },
    tooltip: {
      ...tooltip(words),
      formatter: (points: { dataIndex: number }[]) => {
        const row = rows[points[0]!.dataIndex]!;
        return tipHtml(
          row.name,
          parts.map((part, p) => ({ color: part.colour, name: part.name, value: format.int(row.parts[p]!) })),
        );
      },
    },
    series: parts.map((part, p) => ({
      type: 'bar',
      name: part.name,
      stack: 'all',
      data: rows.map((row) => row.parts[p]!),
      itemStyle: { color: part.colour },
    })),
  };
}

const marksOf = (rows: Bar[], label: (index: number) => string): ChartView['marks'] =>
  rows.map((row, dataIndex) => ({ seriesIndex: 0, dataIndex, label: label(dataIndex), mark: memberMark(row.memberNo) }));

/** Who has the most replies, given and received. */
export function toTopView({ top }: Pick<Network, 'top'>, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = top.map((row) => ({ memberNo: row.memberNo, name: nameOf(row, t), parts: [row.given, row.received] }));
  return {
    picture: { width: 900, height: 80 + 24 * rows.length },
    option: bars(
      rows,
      [
        { name: t('network.column.given'), colour: theme.series[0] },
        { name: t('network.column.received'), colour: theme.series[4] },
      ],
      words,
    ),
    marks: marksOf(rows, (i) =>
      t('network.graph.mark', {
        name: rows[i]!.name,
        given: format.int(top[i]!.given),
        received: format.int(top[i]!.received),
      }),
    ),
    table: {
      columns: [
        { name: t('network.column.member'), numeric: false },
        { name: t('network.column.given'), numeric: true },
        { name: t('network.column.received'), numeric: true },
        { name: t('network.column.out'), numeric: true },
        { name: t('network.column.in'), numeric: true },
      ],
      rows: top.map((row) => [
        memberCell(row, words),
        ...[row.given, row.received, row.out, row.in].map((n) => numberCell(n, words)),
      ]),
    },
  };
}

/** Whom the community would lose others with. */
export function toBridgesView({ bridges }: Pick<Network, 'bridges'>, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = bridges.map((row) => ({ memberNo: row.memberNo, name: nameOf(row, t), parts: [row.cutsOff] }));
  return {
    picture: { width: 900, height: 80 + 24 * rows.length },
    option: bars(rows, [{ name: t('network.column.cuts'), colour: theme.main }], words),
    marks: marksOf(rows, (i) =>
      t('network.bridges.mark', { name: rows[i]!.name, count: bridges[i]!.cutsOff, n: format.int(bridges[i]!.cutsOff) }),
    ),
    table: {
      columns: [
        { name: t('network.column.member'), numeric: false },
        { name: t('network.column.cuts'), numeric: true },
        { name: t('network.column.replies'), numeric: true },
      ],
      rows: bridges.map((row) => [
        memberCell(row, words),
        numberCell(row.cutsOff, words),
        numberCell(row.given + row.received, words),
      ]),
    },
  };
}

/** Who answers the questions, and who alone. */
export function toExpertsView({ experts }: Pick<Network, 'experts'>, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const top = experts?.top ?? [];
  const rows = top.map((row) => ({
    memberNo: row.memberNo,
    name: nameOf(row, t),
    parts: [row.answers],
  }));
  return {
    picture: { width: 900, height: 80 + 24 * rows.length },
    option: bars(rows, [{ name: t('network.column.answers'), colour: theme.main }], words),
    marks: marksOf(rows, (i) =>
      t('network.experts.mark', { name: rows[i]!.name, count: top[i]!.answers, n: format.int(top[i]!.answers) }),
    ),
    table: {
      columns: [
        { name: t('network.column.member'), numeric: false },
        { name: t('network.column.answers'), numeric: true },
        { name: t('network.column.share'), numeric: true },
        { name: t('network.column.only'), numeric: true },
      ],
      rows: top.map((row) => [
        memberCell(row, words),
        numberCell(row.answers, words),
        { text: format.percent(row.share), raw: row.share },
        numberCell(row.onlyAnswerer, words),
      ]),
    },
  };
}

const memberCell = (row: Pick<NetworkMember, 'memberNo' | 'handle'>, { t }: ChartWords) => ({
  text: nameOf(row, t),
  raw: row.memberNo,
  mark: memberMark(row.memberNo),
});
const numberCell = (n: number, { format }: ChartWords) => ({ text: format.int(n), raw: n });
