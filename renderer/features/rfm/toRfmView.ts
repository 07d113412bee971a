import type { Mark, Rfm, RfmDimension } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';
import { DIMENSIONS } from './draft.ts';

export const classMark = (id: string): Mark => ({ of: 'rule', rule: { trait: 'rfm', is: [id] } });

export function shownValue(dimension: RfmDimension, value: number | null, format: Format): string {
  if (dimension === 'depth') return format.percent(value);
  return dimension === 'spend' ? format.rough(value) : format.number(value, 0);
}

/** Members a class as bars, for pictures; the same as a table. */
export function toRfmView(rfm: Rfm, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const name = (id: string) => wordFor(t, 'value', id);
  const shown = [...rfm.classes].reverse();
  return {
    picture: { width: 900, height: 360 },
    option: {
      ...base(words),
      grid: { left: 120, right: 64, top: 8, bottom: 24 },
      xAxis: {
        type: 'value',
        axisLabel: { color: theme.muted, formatter: format.compact },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        data: shown.map((c) => name(c.id)),
        axisTick: { show: false },
        axisLabel: { color: theme.text },
        axisLine: { lineStyle: { color: theme.border } },
      },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const c = shown[points[0]!.dataIndex]!;
          return tipHtml(name(c.id), [
            { name: t('rfm.column.members'), value: format.int(c.members) },
            { name: t('rfm.column.share'), value: `${format.percent(c.share)} (${format.interval(c.low, c.high)})` },
            { name: t('rfm.column.spend'), value: format.percent(c.spendShare) },
          ]);
        },
      },
      series: [
        {
          type: 'bar',
          data: shown.map((c) => c.members),
          itemStyle: { color: theme.main },
          label: { show: true, position: 'right', color: theme.text, formatter: (p: { value: number }) => format.int(p.value) },
        },
      ],
    },
    marks: shown.map((c, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('rfm.classes.open', { name: name(c.id), n: format.int(c.members) }),
      mark: classMark(c.id),
    })),
    table: {
      columns: [
        { name: t('rfm.column.class'), numeric: false },
        { name: t('rfm.column.members'), numeric: true },
        { name: t('rfm.column.share'), numeric: true },
        { name: t('rfm.column.spend'), numeric: true },
        ...DIMENSIONS.map((d) => ({ name: wordFor(t, 'dimension', d), numeric: true })),
      ],
      rows: rfm.classes.map((c) => [
        { text: name(c.id), raw: c.id },
        { text: format.int(c.members), raw: c.members, mark: classMark(c.id) },
        { text: format.percent(c.share), raw: c.share },
        { text: format.percent(c.spendShare), raw: c.spendShare },
        ...DIMENSIONS.map((d) => ({ text: shownValue(d, c.median[d], format), raw: c.median[d] })),
      ]),
    },
  };
}
