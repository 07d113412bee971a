import type { Mark, Power } from '../../../core/api/contract.ts';
import { base, categoryAxis, hatch, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Members by their active days in one window. The scale is that of all windows, so that months can be compared by eye. */
export function toPowerView(power: Power, index: number, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { windows } = power;
  const width = power.width === 7 ? 7 : 28;
  const window = windows[index]!;
  const top = Math.max(1, ...windows.flatMap((one) => one.members));
  const days = window.members.map((_, i) => String(i + 1));
  const markAt = (i: number): Mark => ({ of: 'power', width, end: window.end, days: i + 1 });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 44 },
      xAxis: {
        ...categoryAxis(words, days),
        axisLabel: { color: theme.muted, fontSize: 12, interval: width === 7 ? 0 : (i: number) => i === 0 || (i + 1) % 7 === 0 },
        name: t('lifecycle.power.axis'),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.muted, fontSize: 12 },
      },
      yAxis: { ...valueAxis(words, t('lifecycle.power.unit'), format.compact), max: niceTop(top) },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          return tipHtml(
            t('lifecycle.power.tip', { days: i + 1, width }),
            [
              { color: theme.main, name: t('lifecycle.power.members'), value: format.int(window.members[i]!) },
              { name: t('lifecycle.power.share'), value: format.percent(window.members[i]! / window.active) },
            ],
            window.complete ? [] : [t('lifecycle.power.incomplete')],
          );
        },
      },
      series: [
        {
          type: 'bar',
          data: window.members.map((value) =>
            window.complete ? value : { value, itemStyle: { decal: hatch(words), opacity: 0.75 } },
          ),
          itemStyle: { color: theme.main, borderRadius: [2, 2, 0, 0] },
          barCategoryGap: '25%',
        },
      ],
    },
    marks: window.members.map((n, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('lifecycle.power.mark', { days: dataIndex + 1, width, n: format.int(n) }),
      mark: markAt(dataIndex),
    })),
    table: {
      columns: [
        { name: t('lifecycle.power.axis'), numeric: true },
        { name: t('lifecycle.power.members'), numeric: true },
        { name: t('lifecycle.power.share'), numeric: true },
      ],
      rows: window.members.map((n, i) => [
        { text: String(i + 1), raw: i + 1 },
        { text: format.int(n), raw: n, mark: markAt(i) },
        { text: format.percent(n / window.active), raw: n / window.active },
      ]),
    },
  };
}

/** The next round number, in steps of the leading digit. */
function niceTop(top: number): number {
  const step = 10 ** Math.floor(Math.log10(top));
  const unit = top / step <= 2 ? step / 2 : step;
  return Math.ceil(top / unit) * unit;
}
