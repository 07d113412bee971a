import type { TextPage } from '../../../core/api/contract.ts';
import { axisLabels, base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Texts found per week. */
export function toWeeksView({ weeks }: TextPage, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { start, count } = weeks;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 24, bottom: 22 },
      xAxis: categoryAxis(words, axisLabels(format, 'week', start)),
      yAxis: { ...valueAxis(words, t('texts.weeks.unit'), format.compact), splitNumber: 2, minInterval: 1 },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          return tipHtml(format.tick('week', start[i]!, true), [
            { color: theme.main, name: t('texts.weeks.series'), value: format.int(count[i]!) },
          ]);
        },
      },
      series: [
        {
          type: 'bar',
          data: count,
          itemStyle: { color: theme.main, borderRadius: [2, 2, 0, 0] },
          barCategoryGap: '25%',
          barMaxWidth: 24,
        },
      ],
    },
    marks: start.map((iso, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('texts.weeks.mark', { period: format.tick('week', iso, true), n: format.int(count[i]!) }),
    })),
    table: {
      columns: [
        { name: t('chart.table.period'), numeric: false },
        { name: t('texts.weeks.series'), numeric: true },
      ],
      rows: start.map((iso, i) => [
        { text: format.tick('week', iso, true), raw: iso },
        { text: format.int(count[i]!), raw: count[i]! },
      ]),
    },
  };
}
