import type { CustomSeriesRenderItemAPI } from 'echarts';
import type { Funnel, Mark } from '../../../core/api/contract.ts';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';

export const kindsText = ({ t, format }: ChartWords, kinds: readonly string[]): string =>
  format.list(kinds.map((kind) => wordFor(t, 'kind', kind)));

export function stepName(words: ChartWords, funnel: Funnel, index: number): string {
  const { definition } = funnel;
  if (definition.order !== 'any') return kindsText(words, definition.steps[index]!);
  return words.t('funnels.any.step', { count: index + 1, n: index + 1 });
}

export const funnelMark = ({ definition }: Funnel, index: number, isDropped: boolean): Mark => ({
  of: 'funnel',
  definition,
  step: index + 1,
  isDropped,
});

/** Where most members are lost, as a share of those who were there; -1 = nowhere. */
export function largestLoss({ steps }: Funnel): number {
  let at = -1;
  steps.forEach((step, i) => {
    if (step.dropped > 0 && (at < 0 || step.dropped > steps[at]!.dropped)) at = i;
  });
  return at;
}

/** Bars with intervals as a picture, and all numbers as rows. The page draws them in HTML, with the losses between them. */
export function toFunnelView(funnel: Funnel, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { steps } = funnel;
  const names = steps.map((_, i) => `${i + 1}. ${stepName(words, funnel, i)}`);
  return {
    option: {
      ...base(words),
      grid: { left: 180, right: 120, top: 8, bottom: 24 },
      xAxis: {
        type: 'value',
        min: 0,
        max: 1,
        interval: 0.25,
        axisLabel: { color: theme.muted, fontSize: 12, formatter: (n: number) => format.percent(n, 0) },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, fontSize: 12, width: 164, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: steps.map((step) => step.rate),
          itemStyle: { color: theme.main },
          barCategoryGap: '40%',
          label: {
            show: true,
            position: 'right',
            distance: 12,
            color: theme.text,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              `${format.int(steps[dataIndex]!.members)} (${format.percent(steps[dataIndex]!.rate)})`,
          },
        },
        {
          type: 'custom',
          data: steps.map((step, i) => [step.low, i, step.high]),
          renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => {
            const [from, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
            const to = api.coord([api.value(2), 0])[0]!;
            return {
              type: 'rect',
              shape: { x: from, y: y - 1, width: Math.max(1, to - from), height: 2 },
              style: { fill: theme.text },
            };
          },
        },
      ],
    },
    picture: { width: 900, height: 60 + steps.length * 52 },
    marks: steps.flatMap((step, i) => [
      {
        seriesIndex: 0,
        dataIndex: i,
        label: t('funnels.mark.step', {
          n: i + 1,
          step: stepName(words, funnel, i),
          members: format.int(step.members),
          rate: format.percent(step.rate),
        }),
        mark: funnelMark(funnel, i, false),
      },
      ...(step.dropped > 0
        ? [
            {
              seriesIndex: 0,
              dataIndex: i,
              label: t('funnels.mark.dropped', { n: format.int(step.dropped), step: i + 1 }),
              mark: funnelMark(funnel, i, true),
            },
          ]
        : []),
    ]),
    table: {
      columns: [
        { name: t('funnels.table.step'), numeric: false },
        { name: t('funnels.table.members'), numeric: true },
        { name: t('funnels.table.rate'), numeric: true },
        { name: t('funnels.table.interval'), numeric: true },
        { name: t('funnels.table.previous'), numeric: true },
        { name: `${t('funnels.table.previous')} (${t('funnels.table.interval')})`, numeric: true },
        { name: t('funnels.table.dropped'), numeric: true },
        { name: t('funnels.table.median'), numeric: true },
      ],
      rows: steps.map((step, i) => [
        { text: names[i]!, raw: names[i]! },
        { text: format.int(step.members), raw: step.members, mark: funnelMark(funnel, i, false) },
        { text: format.percent(step.rate), raw: step.rate },
        { text: format.interval(step.low, step.high), raw: `${step.low}–${step.high}` },
        { text: format.percent(step.fromPrevious.rate), raw: step.fromPrevious.rate },
        {
          text: format.interval(step.fromPrevious.low, step.fromPrevious.high),
          raw: `${step.fromPrevious.low}–${step.fromPrevious.high}`,
        },
        {
          text: format.int(step.dropped),
          raw: step.dropped,
          ...(step.dropped > 0 ? { mark: funnelMark(funnel, i, true) } : {}),
        },
        {
          text: step.timeFromPrevious ? format.duration(step.timeFromPrevious.median * 1000) : '',
          raw: step.timeFromPrevious?.median ?? null,
        },
      ]),
    },
  };
}
