import type { Candidate, From } from '../../../core/api/contract.ts';
import { base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { two } from './groups.ts';

export interface Tried {
  kind: 'tried';
  candidates: Candidate[];
  /** null = none was good enough. */
  chosen: number | null;
  from: From;
}

/** How steady and how far apart the groups are, by their number. */
export function toCandidatesView({ candidates, chosen }: Tried, words: ChartWords): ChartView {
  const { theme, t } = words;
  const at = candidates.findIndex((c) => c.k === chosen);
  const line = (name: string, of: (c: Candidate) => number, color: string, symbol: string) => ({
    type: 'line',
    name,
    symbol,
    symbolSize: (_: unknown, p: { dataIndex: number }) => (p.dataIndex === at ? 11 : 6),
    lineStyle: { color, width: 1.5 },
    itemStyle: { color },
    data: candidates.map((c) => Math.round(of(c) * 1000) / 1000),
    endLabel: { show: true, formatter: name, color: theme.text, fontSize: 12, distance: 6 },
    labelLayout: { moveOverlap: 'shiftY' },
  });
  const lowest = Math.min(0, ...candidates.flatMap((c) => [c.silhouette, c.stability]));
  return {
    option: {
      ...base(words),
      grid: { left: 36, right: 84, top: 30, bottom: 44 },
      xAxis: {
        ...categoryAxis(
          words,
          candidates.map((c) => String(c.k)),
        ),
        axisLabel: { color: theme.muted, interval: 0 },
        name: t('clusters.candidates.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
      },
      yAxis: { ...valueAxis(words, '', two), min: Math.floor(lowest * 4) / 4, max: 1, interval: 0.25 },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const c = candidates[points[0]!.dataIndex]!;
          return tipHtml(
            t('clusters.candidates.k', { count: c.k, n: c.k }),
            [
              { color: theme.series[0], name: t('clusters.term.stability'), value: two(c.stability) },
              { color: theme.series[1], name: t('clusters.term.silhouette'), value: two(c.silhouette) },
            ],
            c.k === chosen ? [t('clusters.candidates.chosen')] : [],
          );
        },
      },
      series: [
        {
          ...line(t('clusters.term.stability'), (c) => c.stability, theme.series[0], 'circle'),
          ...(at < 0
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: theme.past, type: 'dashed', width: 1 },
                  label: { formatter: t('clusters.candidates.chosen'), color: theme.text, fontSize: 12 },
                  data: [{ xAxis: at }],
                },
              }),
        },
        line(t('clusters.term.silhouette'), (c) => c.silhouette, theme.series[1], 'rect'),
      ],
    },
    marks: candidates.map((c, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('clusters.candidates.mark', {
        count: c.k,
        n: c.k,
        stability: two(c.stability),
        silhouette: two(c.silhouette),
        chosen: c.k === chosen ? t('clusters.candidates.chosen') : '',
      }),
    })),
    table: {
      columns: [
        { name: t('clusters.candidates.axis'), numeric: true },
        { name: t('clusters.term.stability'), numeric: true },
        { name: t('clusters.term.silhouette'), numeric: true },
        { name: t('clusters.term.valley'), numeric: true },
        { name: t('clusters.candidates.chosen'), numeric: false },
      ],
      rows: candidates.map((c) => [
        { text: String(c.k), raw: c.k },
        { text: two(c.stability), raw: c.stability },
        { text: two(c.silhouette), raw: c.silhouette },
        { text: two(c.valley), raw: c.valley },
        { text: c.k === chosen ? t('chart.table.yes') : '', raw: c.k === chosen ? 'true' : 'false' },
      ]),
    },
  };
}
