import type { Mark, Stickiness } from '../../core/api/contract.ts';
import { daysBetween } from '../ui/format.ts';
import { axisLabels, base, categoryAxis, tipHtml, tooltip, valueAxis } from './parts.ts';
import type { ChartView, ChartWords } from './types.ts';

export const MONTH_WINDOW_DAYS = 28;

/** DAU/MAU day by day. The first 27 days of the data have no full month behind them: no ratio is drawn there. */
export function stickinessRatio({ day, dau, mau }: Stickiness, firstDay: string | null): (number | null)[] {
  return day.map((iso, i) => {
    const isFull = firstDay === null || daysBetween(firstDay, iso) >= MONTH_WINDOW_DAYS - 1;
    return isFull && mau[i]! > 0 ? dau[i]! / mau[i]! : null;
  });
}

/** The days from one on; all of them when none is given. */
export function sinceDay(stickiness: Stickiness, from: string | null): Stickiness {
  const at = from === null ? 0 : stickiness.day.findIndex((day) => day >= from);
  if (at <= 0) return stickiness;
  const { day, dau, wau, mau } = stickiness;
  return { ...stickiness, day: day.slice(at), dau: dau.slice(at), wau: wau.slice(at), mau: mau.slice(at) };
}

/** Above: the share of the month's members that come on a day. Below: the three counts behind it. */
export function toStickinessView(stickiness: Stickiness, firstDay: string | null, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { day, dau, wau, mau } = stickiness;
  const ratio = stickinessRatio(stickiness, firstDay);
  const labels = axisLabels(format, 'day', day);
  const names = { dau: t('overview.stickiness.dau'), wau: t('overview.stickiness.wau'), mau: t('overview.stickiness.mau') };
  const colours = { dau: theme.series[0], wau: theme.series[4], mau: theme.series[2] };
  const line = (name: string, data: (number | null)[], color: string, axis: number, width: number) => ({
    type: 'line',
    name,
    data,
    xAxisIndex: axis,
    yAxisIndex: axis,
    symbol: 'none',
    lineStyle: { color, width },
    itemStyle: { color },
    endLabel: { show: true, formatter: name, color: theme.text, fontSize: 12, distance: 4 },
    labelLayout: { moveOverlap: 'shiftY' },
  });
  const markAt = (i: number): Mark => ({ of: 'active', grain: 'day', start: day[i]! });
  return {
    option: {
      ...base(words),
      grid: [
        { left: 48, right: 76, top: 28, height: '37%' },
        { left: 48, right: 76, top: '60%', bottom: 24 },
      ],
      xAxis: [categoryAxis(words, labels, 0, false), categoryAxis(words, labels, 1)],
      yAxis: [
        { ...valueAxis(words, t('overview.stickiness.unit'), (n) => format.percent(n, 0), 0), splitNumber: 3 },
        { ...valueAxis(words, t('overview.active.unit'), format.compact, 1), splitNumber: 3 },
      ],
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          return tipHtml(
            format.dayLong(day[i]!),
            [
              { color: theme.main, name: t('overview.stickiness.ratio'), value: format.percent(ratio[i]!) },
              { color: colours.dau, name: names.dau, value: format.int(dau[i]!) },
              { color: colours.wau, name: names.wau, value: format.int(wau[i]!) },
              { color: colours.mau, name: names.mau, value: format.int(mau[i]!) },
            ],
            [ratio[i] === null ? t('overview.stickiness.no-window') : t('overview.stickiness.define')],
          );
        },
      },
      series: [
        { ...line('', ratio, theme.main, 0, 1.5), areaStyle: { color: theme.main, opacity: 0.1 }, endLabel: { show: false } },
        line(names.dau, dau, colours.dau, 1, 1),
        line(names.wau, wau, colours.wau, 1, 1),
        line(names.mau, mau, colours.mau, 1, 1),
      ],
    },
    marks: day.map((iso, i) => ({
      seriesIndex: 1,
      dataIndex: i,
      label: t('overview.stickiness.mark', {
        day: format.dayLong(iso),
        ratio: format.percent(ratio[i]!),
        n: format.int(dau[i]!),
      }),
      mark: markAt(i),
    })),
    table: {
      columns: [
        { name: t('chart.table.day'), numeric: false },
        { name: t('overview.stickiness.ratio'), numeric: true },
        { name: names.dau, numeric: true },
        { name: names.wau, numeric: true },
        { name: names.mau, numeric: true },
      ],
      rows: day.map((iso, i) => [
        { text: format.dayLong(iso), raw: iso },
        { text: format.percent(ratio[i]!), raw: ratio[i]! },
        { text: format.int(dau[i]!), raw: dau[i]!, mark: markAt(i) },
        { text: format.int(wau[i]!), raw: wau[i]! },
        { text: format.int(mau[i]!), raw: mau[i]! },
      ]),
    },
  };
}
