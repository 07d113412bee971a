import type { RetentionDefinition, RetentionTrend } from '../../../core/api/contract.ts';
import { axisLabels, band, base, categoryAxis, rateAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { retentionMark } from './toTable.ts';

/** A change is called one when a steady series shows it less often than this. */
export const CHANGE_P = 0.05;

/** Above this many cohorts only the unfinished ones keep their dot. */
const MOST_DOTS = 60;

/** One column, cohort by cohort, with the place where it changed for good. */
export function toTrendView(trend: RetentionTrend, definition: RetentionDefinition, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const grain = definition.cohort;
  const { points, change } = trend;
  const start = points.map((point) => point.start);
  const labels = axisLabels(format, grain, start);
  const at = change && change.p < CHANGE_P ? points.findIndex((point) => point.start === change.start) : -1;
  const level = (from: number, to: number, rate: number) => points.map((_, i) => (i >= from && i < to ? rate : null));
  const flat = (name: string, data: (number | null)[]) => ({
    type: 'line',
    name,
    data,
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
    lineStyle: { color: theme.text, width: 1.5, type: [5, 3] },
    itemStyle: { color: theme.text },
    endLabel: {
      show: true,
      formatter: name,
      color: theme.text,
      backgroundColor: theme.surface,
      fontSize: 12,
      align: 'right',
      verticalAlign: 'bottom',
      distance: 0,
      offset: [-4, -4],
    },
  });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 24 },
      xAxis: { ...categoryAxis(words, labels), boundaryGap: true },
      yAxis: rateAxis(
        words,
        t('retention.curve.unit'),
        Math.max(...points.map((point) => (point.complete && point.size > 0 ? point.high : point.rate))),
      ),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (shown: { dataIndex: number }[]) => {
          const point = points[shown[0]!.dataIndex]!;
          return tipHtml(
            format.tick(grain, point.start, true),
            [
              {
                color: theme.main,
                name: t('retention.trend.series'),
                value: `${format.percent(point.rate)} (${format.interval(point.low, point.high)})`,
              },
              { name: t('retention.trend.returned'), value: format.int(point.returned) },
              { name: t('retention.table.size'), value: format.int(point.size) },
            ],
            point.complete ? [] : [t('chart.period.unfinished')],
          );
        },
      },
      series: [
        {
          type: 'line',
          name: t('retention.trend.series'),
          data: points.map(({ rate, complete, size }) => {
            if (size === 0) return null;
            return complete
              ? { value: rate, symbolSize: points.length <= MOST_DOTS ? 5 : 0 }
              : {
                  value: rate,
                  symbol: 'emptyCircle',
                  symbolSize: 6,
                  itemStyle: { color: theme.muted, borderColor: theme.muted },
                };
          }),
          symbol: 'circle',
          showAllSymbol: true,
          lineStyle: { color: theme.main, width: 1 },
          itemStyle: { color: theme.main },
          ...(at >= 0
            ? {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  animation: false,
                  label: { show: false },
                  lineStyle: { color: theme.text, type: 'solid', width: 1 },
                  data: [{ xAxis: at }],
                },
              }
            : {}),
        },
        ...band(
          'band',
          points.map((point) => (point.complete && point.size > 0 ? point.low : null)),
          points.map((point) => (point.complete && point.size > 0 ? point.high : null)),
          theme.main,
        ),
        ...(change && at >= 0
          ? [
              flat(t('retention.trend.before', { rate: format.percent(change.before) }), level(0, at, change.before)),
              flat(t('retention.trend.after', { rate: format.percent(change.after) }), level(at, points.length, change.after)),
            ]
          : []),
      ],
    },
    marks: points.map((point, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t(point.complete ? 'retention.trend.mark' : 'retention.trend.mark-open', {
        cohort: format.tick(grain, point.start, true),
        rate: format.percent(point.rate),
        size: format.int(point.size),
        interval: format.interval(point.low, point.high),
      }),
      mark: retentionMark({ definition }, point.start, point, null),
    })),
    table: {
      columns: [
        { name: t('retention.table.cohort'), numeric: false },
        { name: t('retention.table.size'), numeric: true },
        { name: t('retention.trend.returned'), numeric: true },
        { name: t('retention.trend.series'), numeric: true },
        { name: t('retention.table.interval'), numeric: true },
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: points.map((point) => [
        { text: format.tick(grain, point.start, true), raw: point.start },
        { text: format.int(point.size), raw: point.size, mark: retentionMark({ definition }, point.start, null, null) },
        { text: format.int(point.returned), raw: point.returned, mark: retentionMark({ definition }, point.start, point, null) },
        { text: format.percent(point.rate), raw: point.rate },
        { text: format.interval(point.low, point.high), raw: `${point.low}–${point.high}` },
        { text: t(point.complete ? 'chart.table.yes' : 'chart.table.no'), raw: String(point.complete) },
      ]),
    },
  };
}
