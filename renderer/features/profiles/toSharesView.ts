import type { Mark, Share } from '../../../core/api/contract.ts';
import { heatColour } from '../../chart/heat.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { type T, wordFor } from '../../i18n/t.ts';
import type { ChartTheme } from '../../theme/chartTheme.ts';

export type Classes = 'health' | 'level' | 'rfm';

/** "Active" is a state of health here, not the status of an account. */
export const className = (trait: Classes, value: string, t: T): string =>
  trait === 'health' && value === 'active' ? t('profiles.health.active') : wordFor(t, 'value', value);

export const classMark = (trait: Classes, value: string): Mark => ({ of: 'rule', rule: { trait, is: [value] } });

/** States of health have colours of their own; levels and groups go from strong to pale. */
export function classColour(theme: ChartTheme, trait: Classes, index: number, of: number): string {
  if (trait === 'health') return [theme.series[5], theme.series[2], theme.series[4], theme.down][index] ?? theme.past;
  return heatColour(theme, 1 - (index / Math.max(1, of - 1)) * 0.85).background;
}

/** One bar, split. */
export function toSharesView(trait: Classes, shares: readonly Share[], words: ChartWords): ChartView {
  const { theme, t, format } = words;
  return {
    picture: { width: 760, height: 150 },
    option: {
      ...base(words),
      grid: { left: 12, right: 12, top: 30, bottom: 28 },
      xAxis: {
        type: 'value',
        max: 1,
        axisLabel: { color: theme.muted, formatter: (n: number) => format.percent(n, 0) },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: { type: 'category', data: [''], axisTick: { show: false }, axisLine: { show: false } },
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ seriesIndex }: { seriesIndex: number }) => {
          const share = shares[seriesIndex]!;
          return tipHtml(className(trait, share.value, t), [
            { name: t('profiles.column.members'), value: format.int(share.members) },
            { name: t('profiles.column.share'), value: format.percent(share.share) },
            { name: t('profiles.column.interval'), value: format.interval(share.low, share.high) },
          ]);
        },
      },
      series: shares.map((share, i) => ({
        type: 'bar',
        stack: 'all',
        barWidth: 36,
        name: className(trait, share.value, t),
        data: [share.share],
        itemStyle: { color: classColour(theme, trait, i, shares.length), borderColor: theme.surface, borderWidth: 1 },
        label: {
          show: share.share >= 0.08,
          position: 'top',
          color: theme.text,
          formatter: `${className(trait, share.value, t)} ${format.percent(share.share, 0)}`,
        },
      })),
    },
    marks: shares.map((share, seriesIndex) => ({
      seriesIndex,
      dataIndex: 0,
      label: t('profiles.shares.mark', {
        name: className(trait, share.value, t),
        count: share.members,
        n: format.int(share.members),
        share: format.percent(share.share),
        interval: format.interval(share.low, share.high),
      }),
      mark: classMark(trait, share.value),
    })),
    table: {
      columns: [
        { name: t('profiles.column.class'), numeric: false },
        { name: t('profiles.column.members'), numeric: true },
        { name: t('profiles.column.share'), numeric: true },
        { name: t('profiles.column.interval'), numeric: true },
      ],
      rows: shares.map((share) => [
        { text: className(trait, share.value, t), raw: share.value },
        { text: format.int(share.members), raw: share.members, mark: classMark(trait, share.value) },
        { text: format.percent(share.share), raw: share.share },
        { text: format.interval(share.low, share.high), raw: `${share.low} ${share.high}` },
      ]),
    },
  };
}
