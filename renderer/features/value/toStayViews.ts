import type { Stay, TimeBetween } from '../../../core/api/contract.ts';
import { base, shareAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { type T, wordFor } from '../../i18n/t.ts';

export const groupName = (group: string | null, t: T): string =>
  group === null
    ? t('value.stay.everybody')
    : group === 'in' || group === 'out'
      ? t(`value.stay.${group}`)
      : wordFor(t, 'value', group);

const dayAxis = ({ theme, format }: ChartWords, name: string, most: number) => ({
  type: 'value' as const,
  name,
  nameLocation: 'middle' as const,
  nameGap: 26,
  nameTextStyle: { color: theme.muted },
  min: 0,
  max: Math.max(1, Math.ceil(most)),
  splitNumber: 5,
  axisLabel: { color: theme.muted, formatter: (n: number) => format.number(n, 0) },
  axisLine: { show: true, lineStyle: { color: theme.border } },
  splitLine: { show: false },
});

/** Share of members still there, by days since their start: one step line a group, with its band. */
export function toStayView(stay: Stay, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const colour = (i: number) => (stay.curves.length === 1 ? theme.main : theme.series[i % theme.series.length]!);
  const most = Math.max(1, ...stay.curves.map((c) => c.times.at(-1) ?? 0));
  const steps = (times: readonly number[], values: readonly number[]): [number, number][] => [
    [0, 1],
    ...times.map((x, i): [number, number] => [x, values[i]!]),
  ];
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 110, top: 28, bottom: 40 },
      xAxis: dayAxis(words, t('value.stay.axis'), most),
      yAxis: shareAxis(words, t('value.stay.unit')),
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: (p: { seriesIndex: number; data: [number, number] }) => {
          const curve = stay.curves[Math.floor(p.seriesIndex / 3)]!;
          const i = curve.times.findLastIndex((x) => x <= p.data[0]);
          return tipHtml(groupName(curve.group, t), [
            { name: t('value.stay.axis'), value: format.number(p.data[0], 0) },
            {
              color: colour(Math.floor(p.seriesIndex / 3)),
              name: t('value.stay.unit'),
              value: format.percent(i < 0 ? 1 : curve.survival[i]!),
            },
            { name: t('value.column.interval'), value: i < 0 ? '—' : format.interval(curve.low[i]!, curve.high[i]!) },
            { name: t('value.stay.at-risk'), value: format.int(i < 0 ? curve.n : curve.atRisk[i]!) },
          ]);
        },
      },
      series: stay.curves.flatMap((c, i) => [
        {
          type: 'line',
          step: 'end',
          name: groupName(c.group, t),
          data: steps(c.times, c.survival),
          symbol: 'circle',
          symbolSize: 4,
          showSymbol: false,
          lineStyle: { color: colour(i), width: 2 },
          itemStyle: { color: colour(i) },
          endLabel: {
            show: true,
            formatter: groupName(c.group, t),
            color: theme.text,
            fontSize: 12,
            width: 96,
            overflow: 'truncate',
          },
          labelLayout: { moveOverlap: 'shiftY' },
        },
        ...[c.low, c.high].map((limit) => ({
          type: 'line',
          step: 'end',
          data: steps(c.times, limit),
          symbol: 'none',
          silent: true,
          lineStyle: { color: colour(i), width: 1, opacity: 0.35, type: 'dashed' },
        })),
      ]),
    },
    marks: stay.curves.flatMap((c, g) =>
      c.times.map((x, i) => ({
        seriesIndex: g * 3,
        dataIndex: i + 1,
        label: t('value.stay.mark', {
          group: groupName(c.group, t),
          days: format.number(x, 0),
          share: format.percent(c.survival[i]!),
        }),
      })),
    ),
    table: {
      columns: [
        { name: t('value.stay.group'), numeric: false },
        { name: t('value.stay.axis'), numeric: true },
        { name: t('value.stay.at-risk'), numeric: true },
        { name: t('value.stay.unit'), numeric: true },
        { name: t('value.column.interval'), numeric: false },
      ],
      rows: stay.curves.flatMap((c) =>
        c.times.map((x, i) => [
          { text: groupName(c.group, t), raw: `${c.group ?? ''} ${x}` },
          { text: format.number(x, 1), raw: x },
          { text: format.int(c.atRisk[i]!), raw: c.atRisk[i]! },
          { text: format.percent(c.survival[i]!), raw: c.survival[i]! },
          { text: format.interval(c.low[i]!, c.high[i]!), raw: `${c.low[i]!} ${c.high[i]!}` },
        ]),
      ),
    },
  };
}

/** Share that has done the second act, by days since the first, those still waiting counted. */
export function toBetweenView(between: TimeBetween, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { days, done, low, high } = between.curve;
  const points = (values: readonly number[]): [number, number][] => [
    [0, 0],
    ...days.map((x, i): [number, number] => [x, values[i]!]),
  ];
  const quantile = (share: number) => between.quantiles.find((q) => q.share === share)?.value ?? null;
  const shown = (value: number | null) => (value === null ? t('value.between.not-yet') : format.number(value, 1));
  return {
    option: {
      ...base(words),
      title: {
        text: t('value.between.quantiles', {
          p10: shown(quantile(0.1)),
          p50: shown(quantile(0.5)),
          p90: shown(quantile(0.9)),
          done: format.int(between.done),
          waiting: format.int(between.waiting),
        }),
        left: 48,
        top: 0,
        textStyle: { color: theme.muted, fontSize: 12, fontWeight: 'normal' },
      },
      grid: { left: 48, right: 24, top: 48, bottom: 40 },
      xAxis: dayAxis(words, t('value.between.axis'), days.at(-1) ?? 1),
      yAxis: shareAxis(words, t('value.between.unit')),
      tooltip: {
        ...tooltip(words),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (at: { dataIndex: number }[]) => {
          const i = at[0]!.dataIndex - 1;
          return tipHtml(t('value.between.after', { days: format.number(days[i] ?? 0, 1) }), [
            { color: theme.main, name: t('value.between.unit'), value: format.percent(done[i] ?? 0) },
            { name: t('value.column.interval'), value: i < 0 ? '—' : format.interval(low[i]!, high[i]!) },
          ]);
        },
      },
      series: [
        {
          type: 'line',
          step: 'end',
          data: points(done),
          symbol: 'none',
          lineStyle: { color: theme.main, width: 2 },
          itemStyle: { color: theme.main },
        },
        ...[low, high].map((limit) => ({
          type: 'line',
          step: 'end',
          data: points(limit),
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.main, width: 1, opacity: 0.35, type: 'dashed' },
        })),
      ],
    },
    marks: days.map((x, i) => ({
      seriesIndex: 0,
      dataIndex: i + 1,
      label: t('value.between.mark', { days: format.number(x, 1), share: format.percent(done[i]!) }),
    })),
    table: {
      columns: [
        { name: t('value.between.axis'), numeric: true },
        { name: t('value.between.unit'), numeric: true },
        { name: t('value.column.interval'), numeric: false },
      ],
      rows: days.map((x, i) => [
        { text: format.number(x, 2), raw: x },
        { text: format.percent(done[i]!), raw: done[i]! },
        { text: format.interval(low[i]!, high[i]!), raw: `${low[i]!} ${high[i]!}` },
      ]),
    },
  };
}
