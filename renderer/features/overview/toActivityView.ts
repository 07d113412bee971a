import type { Activity } from '../../../core/api/contract.ts';
import { axisLabels, base, categoryAxis, hatch, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Above this many periods bars become hair: a line reads better. */
const MOST_BARS = 120;

/** Members active per period, with the same stretch of time before it as a thin grey line. */
export function toActivityView(activity: Activity, previous: Activity | null, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, start, active, complete } = activity;
  const labels = axisLabels(format, grain, start);
  const before = start.map((_, i) => previous?.active[i] ?? null);
  const hasBefore = previous !== null && previous.active.length > 0;
  const isBars = start.length <= MOST_BARS;
  const main = isBars
    ? {
        type: 'bar',
        name: t('overview.active.series'),
        data: active.map((value, i) => (complete[i] ? value : { value, itemStyle: { decal: hatch(words), opacity: 0.75 } })),
        itemStyle: { color: theme.main, borderRadius: [2, 2, 0, 0] },
        barCategoryGap: '25%',
      }
    : {
        type: 'line',
        name: t('overview.active.series'),
        data: active.map((value, i) => (complete[i] ? value : null)),
        symbol: 'none',
        lineStyle: { color: theme.main, width: 1.5 },
        areaStyle: { color: theme.main, opacity: 0.1 },
        itemStyle: { color: theme.main },
      };
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 24 },
      xAxis: categoryAxis(words, labels),
      yAxis: valueAxis(words, t('overview.active.unit'), format.compact),
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          const lines = [{ color: theme.main, name: t('overview.active.series'), value: format.int(active[i]!) }];
          if (hasBefore && before[i] !== null) {
            lines.push({
              color: theme.past,
              name: t('overview.active.before', { period: format.tick(grain, previous!.start[i]!, true) }),
              value: format.int(before[i]!),
            });
          }
          lines.push({ color: 'transparent', name: t('overview.active.actions'), value: format.int(activity.actions[i]!) });
          return tipHtml(format.tick(grain, start[i]!, true), lines, [
            complete[i] ? t('overview.active.define') : t('chart.period.unfinished'),
          ]);
        },
      },
      series: [
        main,
        ...(hasBefore
          ? [
              {
                type: 'line',
                name: t('overview.active.previous'),
                data: before,
                symbol: 'none',
                lineStyle: { color: theme.past, width: 1 },
                itemStyle: { color: theme.past },
                silent: true,
              },
            ]
          : []),
      ],
    },
    marks: start.map((iso, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t(complete[i] ? 'overview.active.mark' : 'overview.active.mark-unfinished', {
        period: format.tick(grain, iso, true),
        n: format.int(active[i]!),
      }),
      mark: { of: 'active', grain, start: iso },
    })),
    table: {
      columns: [
        { name: t('chart.table.period'), numeric: false },
        { name: t('overview.active.series'), numeric: true },
        { name: t('overview.active.actions'), numeric: true },
        ...(hasBefore ? [{ name: t('overview.active.previous'), numeric: true }] : []),
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: start.map((iso, i) => [
        { text: format.tick(grain, iso, true), raw: iso },
        { text: format.int(active[i]!), raw: active[i]!, mark: { of: 'active', grain, start: iso } },
        { text: format.int(activity.actions[i]!), raw: activity.actions[i]! },
        ...(hasBefore ? [{ text: format.int(before[i] ?? null), raw: before[i] ?? null }] : []),
        { text: t(complete[i] ? 'chart.table.yes' : 'chart.table.no'), raw: String(complete[i]) },
      ]),
    },
  };
}
