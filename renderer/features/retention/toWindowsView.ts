import type { Answer, Grain } from '../../../core/api/contract.ts';
import { base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { columnName } from './say.ts';

export type Windows = Exclude<Answer<'retentionWindows'>, { kind: 'unavailable' }>;

/** Members who count as back by calendar, by 24 hours, or by both, period by period. */
export function toWindowsView(windows: Windows, period: Grain, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { rows } = windows;
  const parts = [
    { key: 'onlyCalendar' as const, name: t('retention.windows.only-calendar'), colour: theme.series[1] },
    { key: 'onlyHours24' as const, name: t('retention.windows.only-hours24'), colour: theme.series[0] },
  ];
  const name = (n: number) => columnName(t, { period }, { period: n });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 44 },
      xAxis: {
        ...categoryAxis(
          words,
          rows.map((row) => String(row.period)),
        ),
        name: t(`retention.axis.${period}`),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.muted, fontSize: 12 },
      },
      yAxis: { ...valueAxis(words, t('retention.windows.unit'), format.compact), minInterval: 1 },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const row = rows[points[0]!.dataIndex]!;
          return tipHtml(name(row.period), [
            ...parts.map((part) => ({ color: part.colour, name: part.name, value: format.int(row[part.key]) })),
            { name: t('retention.windows.both'), value: format.int(row.both) },
          ]);
        },
      },
      series: parts.map((part) => ({
        type: 'bar',
        name: part.name,
        stack: 'differ',
        data: rows.map((row) => row[part.key]),
        itemStyle: { color: part.colour },
        barCategoryGap: '25%',
      })),
    },
    marks: rows.map((row, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('retention.windows.mark', {
        column: name(row.period),
        both: format.int(row.both),
        calendar: format.int(row.onlyCalendar),
        hours: format.int(row.onlyHours24),
      }),
    })),
    table: {
      columns: [
        { name: t(`retention.axis.${period}`), numeric: false },
        { name: t('retention.windows.both'), numeric: true },
        ...parts.map((part) => ({ name: part.name, numeric: true })),
        { name: t('retention.windows.differ'), numeric: true },
      ],
      rows: rows.map((row) => [
        { text: String(row.period), raw: row.period },
        { text: format.int(row.both), raw: row.both },
        ...parts.map((part) => ({ text: format.int(row[part.key]), raw: row[part.key] })),
        { text: format.int(row.onlyCalendar + row.onlyHours24), raw: row.onlyCalendar + row.onlyHours24 },
      ]),
    },
  };
}
