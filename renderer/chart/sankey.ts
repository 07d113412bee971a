/** Streams between columns of nodes, for flows and paths. */
import { base, tooltip } from './parts.ts';
import type { ChartWords } from './types.ts';

export interface SankeyNode {
  /** Unique. */
  id: string;
  label: string;
  column: number;
  colour: string;
  isQuiet?: boolean;
}

export interface SankeyLink {
  source: string;
  target: string;
  value: number;
  colour: string;
  opacity?: number;
  label?: string;
}

/** Nodes stand in the order given: nothing is moved to make the picture prettier, so that a column reads the same every time. */
export function sankeyOption(
  words: ChartWords,
  {
    nodes,
    links,
    tip,
    gap = 10,
  }: { nodes: SankeyNode[]; links: SankeyLink[]; tip: (type: 'node' | 'edge', index: number) => string; gap?: number },
) {
  const { theme } = words;
  const last = Math.max(0, ...nodes.map((node) => node.column));
  return {
    ...base(words),
    tooltip: {
      ...tooltip(words),
      trigger: 'item' as const,
      formatter: ({ dataType, dataIndex }: { dataType: 'node' | 'edge'; dataIndex: number }) => tip(dataType, dataIndex),
    },
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 8,
        top: 8,
        bottom: 12,
        nodeWidth: 10,
        nodeGap: gap,
        nodeAlign: 'left',
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'none', lineStyle: { opacity: 0.75 } },
        label: { color: theme.text, fontSize: 12, distance: 6, textBorderColor: theme.surface, textBorderWidth: 3 },
        edgeLabel: { show: false },
        data: nodes.map(({ id, label, column, colour, isQuiet }) => ({
          name: id,
          depth: column,
          itemStyle: { color: colour, borderWidth: 0 },
          label: {
            formatter: label,
            position: column === last && last > 0 ? 'left' : 'right',
            ...(isQuiet ? { color: theme.muted } : {}),
          },
        })),
        links: links.map(({ source, target, value, colour, opacity = 0.35, label }) => ({
          source,
          target,
          value,
          lineStyle: { color: colour, opacity, curveness: 0.5 },
          ...(label ? { edgeLabel: { show: true, formatter: label, color: theme.text, fontSize: 12 } } : {}),
        })),
      },
    ],
  };
}
