import type { TopContents } from '../../../core/api/contract.ts';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';

/** The most used contents as bars, for pictures; the page shows them as a table. */
export function toTopView(top: TopContents, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const name = (row: TopContents['rows'][number]) => row.title ?? row.contentId;
  return {
    option: {
      ...base(words),
      grid: { left: 200, right: 48, top: 8, bottom: 8 },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: top.rows.map(name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, fontSize: 12, width: 184, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: top.rows.map((row) => row[top.by]),
          itemStyle: { color: theme.main },
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            formatter: ({ value }: { value: number }) => format.int(value),
          },
        },
      ],
    },
    marks: top.rows.map((row, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: `${name(row)}: ${format.int(row[top.by])}`,
      mark: { of: 'content', contentNo: row.contentNo },
    })),
    table: {
      columns: [
        { name: t('overview.top.title-column'), numeric: false },
        { name: t('overview.top.kind'), numeric: false },
        { name: t('overview.top.members'), numeric: true },
        { name: t('overview.top.events'), numeric: true },
      ],
      rows: top.rows.map((row) => [
        { text: name(row), raw: name(row), mark: { of: 'content', contentNo: row.contentNo } },
        { text: wordFor(t, 'contentKind', row.contentKind), raw: row.contentKind },
        { text: format.int(row.members), raw: row.members },
        { text: format.int(row.events), raw: row.events },
      ]),
    },
  };
}
