import type { CustomSeriesRenderItemAPI } from 'echarts';
import type { EarlyActs } from '../../../core/api/contract.ts';
import { base, signedPoints } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';

export type Act = EarlyActs['rows'][number];

export const actName = ({ t, format }: ChartWords, act: Pick<Act, 'action' | 'atLeast'>): string => {
  const name = wordFor(t, 'kind', act.action);
  return act.atLeast === 1 ? name : t('lifecycle.acts.times', { act: name, n: format.int(act.atLeast) });
};

/** From the lowest to the highest limit, in tenths, with zero in it. */
export function actsScale(rows: readonly Act[]): { min: number; max: number } {
  const limits = rows.flatMap(({ earlier, later }) => [earlier.low, earlier.high, later.low, later.high]);
  return { min: Math.floor(Math.min(0, ...limits) * 10) / 10, max: Math.ceil(Math.max(0.1, ...limits) * 10) / 10 };
}

export const qText = ({ t, format }: ChartWords, q: number): string =>
  q < 0.001 ? t('lifecycle.acts.less') : format.number(q, 3);

/** Dots and intervals as a picture, and all numbers as rows. The page draws them as a table with figures in it. */
export function toActsView(acts: EarlyActs, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { rows } = acts;
  const { min, max } = actsScale(rows);
  const names = rows.map((row) => actName(words, row));
  const sides = [
    { key: 'earlier' as const, name: t('lifecycle.acts.earlier'), colour: theme.series[0], shift: -4 },
    { key: 'later' as const, name: t('lifecycle.acts.later'), colour: theme.series[1], shift: 4 },
  ];
  return {
    option: {
      ...base(words),
      grid: { left: 200, right: 24, top: 8, bottom: 44 },
      xAxis: {
        type: 'value',
        min,
        max,
        axisLabel: { color: theme.muted, fontSize: 12, formatter: (n: number) => signedPoints(format, n) },
        splitLine: { lineStyle: { color: theme.grid } },
        name: t('lifecycle.acts.axis'),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.muted, fontSize: 12 },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, fontSize: 12, width: 184, overflow: 'truncate' },
      },
      series: sides.map(({ key, name, colour, shift }) => ({
        type: 'custom',
        name,
        data: rows.map((row, i) => [row[key].difference, i, row[key].low, row[key].high]),
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
          const from = api.coord([api.value(2), 0])[0]!;
          const to = api.coord([api.value(3), 0])[0]!;
          return {
            type: 'group',
            children: [
              { type: 'rect', shape: { x: from, y: y + shift - 1, width: to - from, height: 2 }, style: { fill: colour } },
              { type: 'circle', shape: { cx: x, cy: y + shift, r: 4 }, style: { fill: colour } },
            ],
          };
        },
      })),
    },
    picture: { width: 900, height: 64 + rows.length * 26 },
    marks: rows.map((row, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('lifecycle.acts.mark', {
        act: names[dataIndex]!,
        points: signedPoints(format, row.earlier.difference),
        low: signedPoints(format, row.earlier.low),
        high: signedPoints(format, row.earlier.high),
        holds: t(row.holds ? 'lifecycle.acts.holds-yes' : 'lifecycle.acts.holds-no'),
      }),
    })),
    table: {
      columns: [
        { name: t('lifecycle.acts.act', { days: acts.definition.actDays }), numeric: false },
        { name: t('lifecycle.acts.did'), numeric: true },
        { name: t('lifecycle.acts.stayed-did'), numeric: true },
        { name: t('lifecycle.acts.stayed-not'), numeric: true },
        { name: t('lifecycle.acts.difference'), numeric: true },
        { name: t('lifecycle.acts.difference-later'), numeric: true },
        { name: t('lifecycle.acts.holds'), numeric: false },
        { name: t('lifecycle.acts.q'), numeric: true },
      ],
      rows: rows.map((row, i) => [
        { text: names[i]!, raw: names[i]! },
        { text: format.int(row.all.did.members), raw: row.all.did.members },
        { text: format.percent(row.all.did.rate), raw: row.all.did.rate },
        { text: format.percent(row.all.didNot.rate), raw: row.all.didNot.rate },
        { text: sideText(words, row.earlier), raw: row.earlier.difference },
        { text: sideText(words, row.later), raw: row.later.difference },
        { text: t(row.holds ? 'lifecycle.acts.holds-yes' : 'lifecycle.acts.holds-no'), raw: String(row.holds) },
        { text: qText(words, row.q), raw: row.q },
      ]),
    },
  };
}

export const sideText = ({ t, format }: ChartWords, side: Act['earlier']): string =>
  t('lifecycle.acts.value', {
    points: signedPoints(format, side.difference),
    low: signedPoints(format, side.low),
    high: signedPoints(format, side.high),
  });
