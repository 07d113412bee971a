import type { SentimentOverview } from '../../../core/api/contract.ts';
import { axisLabels, band, base, categoryAxis, rateAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Fewer judged texts make no height of the axis. */
const COUNTS_FROM = 20;

/** Negative share per period with its band, positive share as a thin line; periods that turned carry a mark. */
export function toFeelingView({ trend }: SentimentOverview, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, start, complete, periods, changes } = trend!;
  const share = (hits: number, judged: number) => (judged === 0 ? null : hits / judged);
  const highest = Math.max(
    0,
    ...periods.filter((p) => p.judged >= COUNTS_FROM).flatMap((p) => [p.negativeHigh ?? 0, p.positive / p.judged]),
  );
  const turned = new Map(changes.map((c) => [c.period, c]));
  const LINE = 2;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 72, top: 28, bottom: 28 },
      xAxis: categoryAxis(words, axisLabels(format, grain, start)),
      yAxis: rateAxis(words, t('feeling.trend.unit'), highest),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (at: { dataIndex: number }[]) => {
          const i = at[0]!.dataIndex;
          const p = periods[i]!;
          const notes = complete[i] ? [] : [t('feeling.trend.open')];
          if (turned.has(i)) notes.push(t('feeling.trend.turned', { before: format.percent(turned.get(i)!.beforeShare) }));
          return tipHtml(
            format.period(grain, start[i]!, true),
            [
              { color: theme.main, name: t('feeling.label.negative'), value: format.percent(p.negativeShare) },
              {
                name: t('feeling.trend.interval'),
                value: p.negativeLow === null ? '' : format.interval(p.negativeLow, p.negativeHigh),
              },
              { color: theme.past, name: t('feeling.label.positive'), value: format.percent(share(p.positive, p.judged)) },
              { name: t('feeling.label.neutral'), value: format.percent(share(p.neutral, p.judged)) },
              { name: t('feeling.label.unsure'), value: format.percent(share(p.unsure, p.judged)) },
              { name: t('feeling.trend.texts'), value: format.int(p.judged) },
            ],
            notes,
          );
        },
      },
      series: [
        ...band(
          'interval',
          periods.map((p) => p.negativeLow),
          periods.map((p) => p.negativeHigh),
          theme.main,
        ),
        {
          type: 'line',
          name: t('feeling.label.negative'),
          data: periods.map((p, i) => ({
            value: p.negativeShare,
            symbol: turned.has(i) ? 'triangle' : complete[i] ? 'none' : 'emptyCircle',
            symbolSize: turned.has(i) ? 11 : 7,
          })),
          lineStyle: { color: theme.main, width: 2 },
          itemStyle: { color: theme.main },
          showAllSymbol: true,
          endLabel: { show: true, formatter: '{a}', color: theme.text, fontSize: 12 },
        },
        {
          type: 'line',
          name: t('feeling.label.positive'),
          data: periods.map((p) => share(p.positive, p.judged)),
          symbol: 'none',
          lineStyle: { color: theme.past, width: 1.5, type: 'dashed' },
          itemStyle: { color: theme.past },
          endLabel: { show: true, formatter: '{a}', color: theme.muted, fontSize: 12 },
        },
      ],
    },
    marks: periods.map((p, i) => ({
      seriesIndex: LINE,
      dataIndex: i,
      label: t('feeling.trend.mark', {
        period: format.period(grain, start[i]!, true),
        share: format.percent(p.negativeShare),
        texts: format.int(p.judged),
      }),
    })),
    table: {
      columns: [
        { name: t(`feeling.trend.grain-${grain}`), numeric: false },
        { name: t('feeling.trend.texts'), numeric: true },
        { name: t('feeling.label.negative'), numeric: true },
        { name: t('feeling.trend.interval'), numeric: false },
        { name: t('feeling.label.positive'), numeric: true },
        { name: t('feeling.label.neutral'), numeric: true },
        { name: t('feeling.label.unsure'), numeric: true },
      ],
      rows: periods.map((p, i) => [
        { text: format.day(start[i]!), raw: start[i]! },
        { text: format.int(p.judged), raw: p.judged },
        { text: format.percent(p.negativeShare), raw: p.negativeShare },
        {
          text: format.interval(p.negativeLow, p.negativeHigh),
          raw: p.negativeLow === null ? null : `${p.negativeLow} ${p.negativeHigh}`,
        },
        { text: format.percent(share(p.positive, p.judged)), raw: share(p.positive, p.judged) },
        { text: format.percent(share(p.neutral, p.judged)), raw: share(p.neutral, p.judged) },
        { text: format.percent(share(p.unsure, p.judged)), raw: share(p.unsure, p.judged) },
      ]),
    },
  };
}
