import type { Activity, Mark } from '../../../core/api/contract.ts';
import { axisLabels, base, categoryAxis, hatch, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Who came (up) and who went (down) per period. */
export function toJoinsView(activity: Activity, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, start, joined, left, complete } = activity;
  const bar = (of: 'joined' | 'left', values: number[], color: string) => ({
    type: 'bar',
    name: t(`overview.joins.${of}`),
    stack: 'joins',
    data: values.map((value, i) => (complete[i] ? value : { value, itemStyle: { decal: hatch(words), opacity: 0.75 } })),
    itemStyle: { color },
    barCategoryGap: '25%',
  });
  const markOf = (of: 'joined' | 'left', iso: string): Mark => ({ of, grain, start: iso });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 24 },
      xAxis: {
        ...categoryAxis(words, axisLabels(format, grain, start)),
        axisLine: { onZero: true, lineStyle: { color: theme.past } },
      },
      yAxis: valueAxis(words, t('overview.joins.unit'), (n) => format.compact(Math.abs(n))),
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          return tipHtml(
            format.tick(grain, start[i]!, true),
            [
              { color: theme.main, name: t('overview.joins.joined'), value: format.int(joined[i]!) },
              { color: theme.down, name: t('overview.joins.left'), value: format.int(left[i]!) },
              { color: 'transparent', name: t('overview.joins.net'), value: format.signed(joined[i]! - left[i]!) },
            ],
            complete[i] ? [] : [t('chart.period.unfinished')],
          );
        },
      },
      series: [
        bar('joined', joined, theme.main),
        bar(
          'left',
          left.map((n) => -n),
          theme.down,
        ),
      ],
    },
    marks: start.flatMap((iso, i) => [
      {
        seriesIndex: 0,
        dataIndex: i,
        label: t('overview.joins.mark-joined', { period: format.tick(grain, iso, true), n: format.int(joined[i]!) }),
        mark: markOf('joined', iso),
      },
      {
        seriesIndex: 1,
        dataIndex: i,
        label: t('overview.joins.mark-left', { period: format.tick(grain, iso, true), n: format.int(left[i]!) }),
        mark: markOf('left', iso),
      },
    ]),
    table: {
      columns: [
        { name: t('chart.table.period'), numeric: false },
        { name: t('overview.joins.joined'), numeric: true },
        { name: t('overview.joins.left'), numeric: true },
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: start.map((iso, i) => [
        { text: format.tick(grain, iso, true), raw: iso },
        { text: format.int(joined[i]!), raw: joined[i]!, mark: markOf('joined', iso) },
        { text: format.int(left[i]!), raw: left[i]!, mark: markOf('left', iso) },
        { text: t(complete[i] ? 'chart.table.yes' : 'chart.table.no'), raw: String(complete[i]) },
      ]),
    },
  };
}
