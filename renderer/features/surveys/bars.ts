/** Horizontal bars and dots with intervals: one row an answer. */
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartWords } from '../../chart/types.ts';

interface DrawApi {
  value(dimension: number): number;
  coord(at: [number, number]): [number, number];
}

export interface BarRow {
  name: string;
  value: number;
  low: number | null;
  high: number | null;
  /** Written at the end of the bar. */
  text: string;
  tip: { name: string; value: string }[];
  color?: string;
}

export const ROW_PX = 28;
const AXIS_PX = 36;
export const barsHeight = (rows: number): number => Math.max(120, rows * ROW_PX + AXIS_PX + 12);

/** @param options.isDot dots on a scale that does not start at zero (ranks); else bars from zero */
export function barsOption(
  words: ChartWords,
  rows: readonly BarRow[],
  {
    min = 0,
    max,
    show,
    isDot = false,
    inverse = false,
  }: { min?: number; max: number; show: (n: number) => string; isDot?: boolean; inverse?: boolean },
) {
  const { theme } = words;
  const whisker = {
    type: 'custom',
    silent: true,
    encode: { x: [1, 2, 3], y: 0 },
    z: 3,
    renderItem: (_: unknown, api: DrawApi) => {
      const at = (value: number) => api.coord([value, api.value(0)]);
      const [x, y] = at(api.value(1));
      const [low] = at(api.value(2));
      const [high] = at(api.value(3));
      const left = Math.min(low, high);
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x: left, y: y - 0.75, width: Math.max(1, Math.abs(high - low)), height: 1.5 },
            style: { fill: theme.text },
          },
          ...(isDot ? [{ type: 'circle', shape: { cx: x, cy: y, r: 5 }, style: { fill: theme.main } }] : []),
        ],
      };
    },
    data: rows.flatMap((row, i) => (row.low === null || row.high === null ? [] : [[i, row.value, row.low, row.high]])),
  };
  return {
    ...base(words),
    grid: { left: 208, right: 64, top: 8, bottom: 28 },
    xAxis: {
      type: 'value',
      min,
      max,
      inverse,
      ...(isDot ? { minInterval: 1 } : { interval: max / 4 }),
      axisLabel: { color: theme.muted, formatter: show },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.border } },
      axisLabel: { color: theme.text, width: 196, overflow: 'truncate', interval: 0 },
    },
    tooltip: {
      ...tooltip(words),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => tipHtml(rows[dataIndex]!.name, rows[dataIndex]!.tip),
    },
    series: [
      isDot
        ? { type: 'scatter', symbolSize: 12, data: rows.map((row, i) => [row.value, i]), itemStyle: { color: theme.main } }
        : {
            type: 'bar',
            data: rows.map((row) => ({ value: row.value, itemStyle: { color: row.color ?? theme.main } })),
            barMaxWidth: 18,
            itemStyle: { opacity: 0.78 },
          },
      whisker,
      // the number at the right edge: at the end of the bar it would lie on the whisker
      {
        type: 'scatter',
        silent: true,
        symbolSize: 0.1,
        data: rows.map((_, i) => [inverse ? min : max, i]),
        label: {
          show: true,
          position: 'right',
          color: theme.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]!.text,
        },
      },
    ],
  };
}
