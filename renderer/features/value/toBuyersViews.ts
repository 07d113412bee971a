import type { OrderValue } from '../../../core/api/contract.ts';
import { base, categoryAxis, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Orders a buyer that were expected after the cut, beside those that came, by repeat orders before it. */
export function toHoldoutView(value: OrderValue, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = value.holdout.byRepeats;
  const number = (n: number) => format.number(n, 2);
  return {
    option: {
      ...base(words),
      legend: { top: 0, right: 0, textStyle: { color: theme.text, fontSize: 12 }, itemWidth: 10, itemHeight: 10 },
      grid: { left: 48, right: 16, top: 36, bottom: 40 },
      xAxis: {
        ...categoryAxis(
          words,
          rows.map((r) => r.repeats),
        ),
        name: t('value.holdout.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
      },
      yAxis: valueAxis(words, t('value.holdout.unit'), (n) => format.number(n, 1)),
      series: [
        {
          type: 'bar',
          name: t('value.holdout.expected'),
          data: rows.map((r) => r.expected),
          itemStyle: { color: theme.past },
          barMaxWidth: 36,
        },
        {
          type: 'bar',
          name: t('value.holdout.actual'),
          data: rows.map((r) => r.actual),
          itemStyle: { color: theme.main },
          barMaxWidth: 36,
        },
      ],
    },
    marks: rows.map((r, i) => ({
      seriesIndex: 1,
      dataIndex: i,
      label: t('value.holdout.mark', { repeats: r.repeats, expected: number(r.expected), actual: number(r.actual) }),
    })),
    table: {
      columns: [
        { name: t('value.holdout.axis'), numeric: true },
        { name: t('value.revenue.buyers'), numeric: true },
        { name: t('value.holdout.expected'), numeric: true },
        { name: t('value.holdout.actual'), numeric: true },
      ],
      rows: rows.map((r) => [
        { text: r.repeats, raw: r.repeats },
        { text: format.int(r.buyers), raw: r.buyers },
        { text: number(r.expected), raw: r.expected },
        { text: number(r.actual), raw: r.actual },
      ]),
    },
  };
}

/** The buyers worth most; as a picture, their expected value. */
export function toBuyersView(value: OrderValue, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const shown = value.rows.slice(0, 20).reverse();
  return {
    picture: { width: 820, height: 520 },
    option: {
      ...base(words),
      grid: { left: 110, right: 64, top: 8, bottom: 24 },
      xAxis: { type: 'value', axisLabel: { color: theme.muted }, splitLine: { lineStyle: { color: theme.grid } } },
      yAxis: {
        type: 'category',
        data: shown.map((r) => r.handle ?? t('value.buyers.unnamed', { n: r.memberNo })),
        axisTick: { show: false },
        axisLabel: { color: theme.text },
      },
      series: [
        {
          type: 'bar',
          data: shown.map((r) => Math.round(r.value)),
          itemStyle: { color: theme.main },
          label: { show: true, position: 'right', color: theme.text },
        },
      ],
    },
    marks: [],
    table: {
      columns: [
        { name: t('value.buyers.member'), numeric: false },
        { name: t('value.buyers.repeats'), numeric: true },
        { name: t('value.buyers.since'), numeric: true },
        { name: t('value.buyers.alive'), numeric: true },
        { name: t('value.buyers.expected'), numeric: true },
        { name: t('value.buyers.value'), numeric: true },
      ],
      rows: value.rows.map((r) => [
        { text: r.handle ?? t('value.buyers.unnamed', { n: r.memberNo }), raw: r.memberNo },
        { text: format.int(r.repeats), raw: r.repeats },
        { text: format.number(r.daysSinceLast, 0), raw: r.daysSinceLast },
        { text: format.percent(r.alive), raw: r.alive },
        { text: format.number(r.expectedOrders, 2), raw: r.expectedOrders },
        { text: format.rough(r.value), raw: r.value },
      ]),
    },
  };
}
