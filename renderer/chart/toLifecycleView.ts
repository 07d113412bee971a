import type { Lifecycle, Mark } from '../../core/api/contract.ts';
import type { ChartTheme } from '../theme/chartTheme.ts';
import { axisLabels, base, categoryAxis, hatch, tipHtml, tooltip, valueAxis } from './parts.ts';
import type { ChartView, ChartWords } from './types.ts';

export const STAGES = ['new', 'returning', 'resurrected', 'dormant'] as const;
export type Stage = (typeof STAGES)[number];

export const stageColour = (theme: ChartTheme, stage: Stage): string =>
  ({ new: theme.series[0], returning: theme.series[2], resurrected: theme.series[4], dormant: theme.down })[stage];

/** Active members split by where they were the period before (up); those who did not come back (down). */
export function toLifecycleView(lifecycle: Lifecycle, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, start, complete } = lifecycle;
  const name = (stage: Stage) => t(`overview.lifecycle.${stage}`);
  const markOf = (of: Stage, iso: string): Mark => ({ of, grain, start: iso });
  const activeAt = (i: number) => lifecycle.new[i]! + lifecycle.returning[i]! + lifecycle.resurrected[i]!;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 24 },
      xAxis: {
        ...categoryAxis(words, axisLabels(format, grain, start)),
        axisLine: { onZero: true, lineStyle: { color: theme.past } },
      },
      yAxis: valueAxis(words, t('overview.active.unit'), (n) => format.compact(Math.abs(n))),
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          return tipHtml(
            format.tick(grain, start[i]!, true),
            [
              { color: 'transparent', name: t('overview.active.series'), value: format.int(activeAt(i)) },
              ...STAGES.map((stage) => ({
                color: stageColour(theme, stage),
                name: name(stage),
                value: format.int(lifecycle[stage][i]!),
              })),
            ],
            complete[i] ? [t('overview.lifecycle.define')] : [t('chart.period.unfinished')],
          );
        },
      },
      series: STAGES.map((stage) => ({
        type: 'bar',
        name: name(stage),
        stack: 'stages',
        data: lifecycle[stage].map((count, i) => {
          const value = stage === 'dormant' ? -count : count;
          return complete[i] ? value : { value, itemStyle: { decal: hatch(words), opacity: 0.75 } };
        }),
        itemStyle: { color: stageColour(theme, stage) },
        barCategoryGap: '25%',
      })),
    },
    marks: start.flatMap((iso, i) =>
      STAGES.map((stage, seriesIndex) => ({
        seriesIndex,
        dataIndex: i,
        label: t('overview.lifecycle.mark', {
          period: format.tick(grain, iso, true),
          stage: name(stage),
          n: format.int(lifecycle[stage][i]!),
        }),
        mark: markOf(stage, iso),
      })),
    ),
    table: {
      columns: [
        { name: t('chart.table.period'), numeric: false },
        { name: t('overview.active.series'), numeric: true },
        ...STAGES.map((stage) => ({ name: name(stage), numeric: true })),
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: start.map((iso, i) => [
        { text: format.tick(grain, iso, true), raw: iso },
        { text: format.int(activeAt(i)), raw: activeAt(i), mark: { of: 'active', grain, start: iso } },
        ...STAGES.map((stage) => ({
          text: format.int(lifecycle[stage][i]!),
          raw: lifecycle[stage][i]!,
          mark: markOf(stage, iso),
        })),
        { text: t(complete[i] ? 'chart.table.yes' : 'chart.table.no'), raw: String(complete[i]) },
      ]),
    },
  };
}
