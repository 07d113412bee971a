import type { Mark, SegmentHistory } from '../../../core/api/contract.ts';
import { axisLabels, base, categoryAxis, hatch, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** The size at the end of each period, and below it who came in and who went out; of a list, who of it was active.
 *  @param now the people of the last point, which is today; the earlier ones cannot be listed */
export function toHistoryView(history: SegmentHistory, now: Mark, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, points } = history;
  const isList = history.of === 'list';
  const labels = axisLabels(
    format,
    grain,
    points.map((point) => point.start),
  );
  const period = (i: number) => format.tick(grain, points[i]!.start, true);
  const drawn = (value: number, i: number) =>
    points[i]!.complete ? value : { value, itemStyle: { decal: hatch(words), opacity: 0.75 } };
  const bar = { type: 'bar', barCategoryGap: '30%' };
  const last = points.length - 1;
  const markOf = (i: number) => (i === last ? { mark: now } : {});
  return {
    option: {
      ...base(words),
      grid: [
        { left: 48, right: 12, top: 28, height: '42%' },
        { left: 48, right: 12, bottom: 24, height: '25%' },
      ],
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: [
        { ...categoryAxis(words, labels, 0, false) },
        { ...categoryAxis(words, labels, 1), axisLine: { onZero: true, lineStyle: { color: theme.past } } },
      ],
      yAxis: [
        valueAxis(words, t('segments.history.size-unit'), format.compact, 0),
        {
          ...valueAxis(
            words,
            t(isList ? 'segments.history.active' : 'segments.history.flow-unit'),
            (n) => format.compact(Math.abs(n)),
            1,
          ),
          splitNumber: 2,
        },
      ],
      tooltip: {
        ...tooltip(words),
        formatter: (shown: { dataIndex: number }[]) => {
          const i = shown[0]!.dataIndex;
          const point = points[i]!;
          return tipHtml(
            period(i),
            [
              { color: theme.main, name: t('segments.history.size'), value: format.int(point.size) },
              {
                color: 'transparent',
                name: t('segments.history.share'),
                value: format.percent(point.base > 0 ? point.size / point.base : null),
              },
              ...(isList
                ? [{ color: theme.series[2], name: t('segments.history.active'), value: format.int(point.active) }]
                : [
                    { color: theme.series[2], name: t('segments.history.entered'), value: format.int(point.entered) },
                    { color: theme.down, name: t('segments.history.left'), value: format.int(point.left) },
                  ]),
            ],
            point.complete ? [] : [t('chart.period.unfinished')],
          );
        },
      },
      series: [
        {
          ...bar,
          data: points.map((point, i) => drawn(point.size, i)),
          itemStyle: { color: theme.main, borderRadius: [2, 2, 0, 0] },
        },
        ...(isList
          ? [
              {
                ...bar,
                xAxisIndex: 1,
                yAxisIndex: 1,
                data: points.map((point, i) => drawn(point.active ?? 0, i)),
                itemStyle: { color: theme.series[2] },
              },
            ]
          : [
              {
                ...bar,
                stack: 'flow',
                xAxisIndex: 1,
                yAxisIndex: 1,
                data: points.map((point, i) => drawn(point.entered, i)),
                itemStyle: { color: theme.series[2] },
              },
              {
                ...bar,
                stack: 'flow',
                xAxisIndex: 1,
                yAxisIndex: 1,
                data: points.map((point, i) => drawn(-point.left, i)),
                itemStyle: { color: theme.down },
              },
            ]),
      ],
    },
    marks: points.map((point, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: isList
        ? t('segments.history.mark-list', { period: period(i), n: format.int(point.size), active: format.int(point.active) })
        : t('segments.history.mark', {
            period: period(i),
            n: format.int(point.size),
            entered: format.int(point.entered),
            left: format.int(point.left),
          }),
      ...markOf(i),
    })),
    table: {
      columns: [
        { name: t('chart.table.period'), numeric: false },
        { name: t('segments.history.size'), numeric: true },
        { name: t('segments.history.base'), numeric: true },
        ...(isList
          ? [{ name: t('segments.history.active'), numeric: true }]
          : [
              { name: t('segments.history.entered'), numeric: true },
              { name: t('segments.history.left'), numeric: true },
            ]),
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: points.map((point, i) => [
        { text: period(i), raw: point.start },
        { text: format.int(point.size), raw: point.size, ...markOf(i) },
        { text: format.int(point.base), raw: point.base },
        ...(isList
          ? [{ text: format.int(point.active), raw: point.active }]
          : [
              { text: format.int(point.entered), raw: point.entered },
              { text: format.int(point.left), raw: point.left },
            ]),
        { text: t(point.complete ? 'chart.table.yes' : 'chart.table.no'), raw: String(point.complete) },
      ]),
    },
  };
}
