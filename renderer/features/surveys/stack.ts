/** One bar of shares that add up, left to right; a scale hangs on its middle, so that agreement and disagreement are seen against each other. */
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartWords } from '../../chart/types.ts';

export interface StackPart {
  name: string;
  share: number;
  color: string;
  /** Text on it. */
  ink: string;
  tip: { name: string; value: string }[];
}

/** @param zero share of the whole that lies left of the axis's zero */
export function stackSeries(words: ChartWords, parts: readonly StackPart[], zero = 0) {
  const { theme, format } = words;
  let at = -zero;
  return {
    ...base(words),
    grid: { left: 12, right: 12, top: 40, bottom: 28 },
    legend: {
      top: 0,
      left: 8,
      right: 8,
      type: 'plain',
      itemWidth: 10,
      itemHeight: 10,
      selectedMode: false,
      textStyle: { color: theme.text, fontSize: 12 },
    },
    xAxis: {
      type: 'value',
      min: -zero,
      max: 1 - zero,
      show: zero > 0,
      axisLabel: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLine: { show: false },
    },
    yAxis: { type: 'category', data: [''], show: false },
    tooltip: {
      ...tooltip(words),
      trigger: 'item',
      formatter: ({ seriesIndex }: { seriesIndex: number }) => {
        const part = parts[seriesIndex]!;
        return tipHtml(part.name, part.tip);
      },
    },
    series: parts.map((part) => {
      const from = at;
      at += part.share;
      const end = at;
      return {
        type: 'custom',
        name: part.name,
        itemStyle: { color: part.color },
        encode: { x: [0, 1], y: 2 },
        data: [[from, end, 0]],
        renderItem: (
          _: unknown,
          api: { coord(at: [number, number]): [number, number]; size(of: [number, number]): [number, number] },
        ) => {
          const [left, y] = api.coord([from, 0]);
          const [right] = api.coord([end, 0]);
          const height = Math.min(44, api.size([0, 1])[1]);
          const width = Math.max(0, right - left - 1);
          return {
            type: 'rect',
            shape: { x: left, y: y - height / 2, width, height },
            style: { fill: part.color },
            textContent:
              width > 44
                ? {
                    type: 'text',
                    style: { text: format.percent(part.share, 0), fill: part.ink, fontSize: 12, fontFamily: theme.font },
                  }
                : undefined,
            textConfig: { position: 'inside' },
          };
        },
      };
    }),
  };
}
