import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { featureName, featureValue } from './featureWords.ts';
import { type GroupQuestion, groupMark } from './groups.ts';
import { groupName } from './toMapView.ts';

export interface FeatureRow {
  feature: string;
  unit: string;
  /** Members whose value is not known. */
  missing: number;
  overall: number;
  /** Per group: median, and how far its mean is from the others, in standard deviations. */
  cells: { median: number; difference: number }[];
}

/** Features, the one that tells the groups apart most first. */
export function featureRows(answer: ClusterAnswer): FeatureRow[] {
  const reach = (row: FeatureRow) => Math.max(...row.cells.map((c) => Math.abs(c.difference)));
  return answer.features
    .map(({ name, unit }, f): FeatureRow => {
      const own = answer.traits.map((traits) => traits.find((t) => t.feature === name));
      return {
        feature: name,
        unit,
        missing: answer.missing[f]!,
        overall: own.find((t) => t)?.overall ?? Number.NaN,
        cells: answer.centres.map((c, g) => ({ median: c.median[f]!, difference: own[g]?.difference ?? 0 })),
      };
    })
    .sort((a, b) => reach(b) - reach(a));
}

/** From here on a difference is marked, and it is as strong as the colour gets. */
export const MARKED = 0.8;
export const STRONGEST = 4;

export const arrowOf = (difference: number): string => (difference >= MARKED ? '▲' : difference <= -MARKED ? '▼' : '');

/** Groups by features: the median, coloured by how far the group is from the others. */
export function toFeaturesView(answer: ClusterAnswer, question: GroupQuestion, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = featureRows(answer);
  const groups = answer.sizes.map((_, c) => groupName(answer, c, format));
  const names = rows.map((row) => featureName(row.feature, t));
  return {
    picture: { width: 260 + 130 * groups.length, height: 90 + 26 * rows.length },
    option: {
      ...base(words),
      grid: { left: 220, right: 12, top: 44, bottom: 8 },
      xAxis: {
        type: 'category',
        position: 'top',
        data: groups,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, width: 120, overflow: 'break', interval: 0 },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, width: 210, overflow: 'truncate' },
      },
      visualMap: {
        show: false,
        min: -STRONGEST,
        max: STRONGEST,
        inRange: { color: [theme.series[1], theme.surface, theme.series[0]] },
      },
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ value }: { value: [number, number, number] }) => {
          const [c, r] = value;
          const row = rows[r]!;
          return tipHtml(names[r]!, [{ name: groups[c]!, value: featureValue(row.unit, row.cells[c]!.median, format) }]);
        },
      },
      series: [
        {
          type: 'heatmap',
          data: rows.flatMap((row, r) => row.cells.map((cell, c) => [c, r, Math.round(cell.difference * 100) / 100])),
          label: {
            show: true,
            color: theme.text,
            formatter: ({ value }: { value: [number, number, number] }) => {
              const row = rows[value[1]]!;
              const cell = row.cells[value[0]]!;
              return `${arrowOf(cell.difference)} ${featureValue(row.unit, cell.median, format)}`.trim();
            },
          },
        },
      ],
    },
    marks: [],
    table: {
      columns: [
        { name: t('clusters.column.feature'), numeric: false },
        ...groups.map((name) => ({ name, numeric: true })),
        { name: t('clusters.column.overall'), numeric: true },
        { name: t('clusters.column.missing'), numeric: true },
      ],
      rows: rows.map((row) => [
        { text: featureName(row.feature, t), raw: row.feature },
        ...row.cells.map((cell, c) => ({
          text: `${arrowOf(cell.difference)} ${featureValue(row.unit, cell.median, format)}`.trim(),
          raw: cell.median,
          mark: groupMark(question, c),
        })),
        { text: featureValue(row.unit, row.overall, format), raw: row.overall },
        { text: format.int(row.missing), raw: row.missing },
      ]),
    },
  };
}
