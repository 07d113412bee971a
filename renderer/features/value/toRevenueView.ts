import type { RevenueCohorts } from '../../../core/api/contract.ts';
import { base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Revenue a buyer by months since the first order: each cohort thin, the mean strong. */
export function toRevenueView(revenue: RevenueCohorts, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const width = Math.max(1, revenue.mean.findLastIndex((m) => m !== null) + 1);
  const months = Array.from({ length: width }, (_, k) => String(k));
  return {
    option: {
      ...base(words),
      grid: { left: 64, right: 64, top: 28, bottom: 40 },
      xAxis: {
        ...categoryAxis(words, months),
        name: t('value.revenue.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
      },
      yAxis: valueAxis(words, t('value.revenue.unit'), (n) => format.rough(n)),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (points: { dataIndex: number }[]) => {
          const k = points[0]!.dataIndex;
          const shown = revenue.cohorts.filter((c) => c.cumulative[k] != null).slice(-8);
          return tipHtml(t('value.revenue.after', { n: k, count: k }), [
            { color: theme.main, name: t('value.revenue.mean'), value: format.rough(revenue.mean[k]!) },
            ...shown.map((c) => ({ color: theme.past, name: format.month(c.start), value: format.rough(c.cumulative[k]!) })),
          ]);
        },
      },
      series: [
        ...revenue.cohorts.map((c) => ({
          type: 'line',
          data: c.cumulative.slice(0, width),
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.past, width: 1, opacity: 0.5 },
        })),
        {
          type: 'line',
          data: revenue.mean.slice(0, width),
          symbol: 'none',
          lineStyle: { color: theme.main, width: 2.5 },
          itemStyle: { color: theme.main },
          endLabel: { show: true, formatter: t('value.revenue.mean'), color: theme.text, fontSize: 12 },
        },
      ],
    },
    marks: revenue.mean.slice(0, width).map((m, k) => ({
      seriesIndex: revenue.cohorts.length,
      dataIndex: k,
      label: t('value.revenue.mark', { n: k, value: format.rough(m) }),
    })),
    table: {
      columns: [
        { name: t('value.revenue.cohort'), numeric: false },
        { name: t('value.revenue.buyers'), numeric: true },
        ...months.map((k) => ({ name: k, numeric: true })),
      ],
      rows: [
        [
          { text: t('value.revenue.mean'), raw: 'mean' },
          {
            text: format.int(revenue.cohorts.reduce((n, c) => n + c.buyers, 0)),
            raw: revenue.cohorts.reduce((n, c) => n + c.buyers, 0),
          },
          ...months.map((_, k) => ({ text: format.rough(revenue.mean[k] ?? null), raw: revenue.mean[k] ?? null })),
        ],
        ...revenue.cohorts.map((c) => [
          { text: format.month(c.start), raw: c.start },
          { text: format.int(c.buyers), raw: c.buyers },
          ...months.map((_, k) => ({ text: format.rough(c.cumulative[k] ?? null), raw: c.cumulative[k] ?? null })),
        ]),
      ],
    },
  };
}
