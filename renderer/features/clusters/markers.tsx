/** One colour and one shape a group, the same on the map, the cards and the table. */
import type { ChartTheme } from '../../theme/chartTheme.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';

/** On a field of 10 by 10. */
const SHAPES = [
  'M5 0.8A4.2 4.2 0 1 1 5 9.2A4.2 4.2 0 1 1 5 0.8Z',
  'M5 0.6L9.6 9H0.4Z',
  'M1.2 1.2H8.8V8.8H1.2Z',
  'M5 0L10 5L5 10L0 5Z',
  'M3.6 0.4H6.4V3.6H9.6V6.4H6.4V9.6H3.6V6.4H0.4V3.6H3.6Z',
  'M0.4 1H9.6L5 9.4Z',
  'M5 0.3L9.8 3.9L8 9.6H2L0.2 3.9Z',
] as const;

/** More groups than colours: the colours come again with other shapes. */
export function markerOf(theme: Pick<ChartTheme, 'series'>, group: number): { colour: string; path: string } {
  const round = Math.floor(group / theme.series.length);
  return { colour: theme.series[group % theme.series.length]!, path: SHAPES[(group + round * 3) % SHAPES.length]! };
}

export function Marker({ group, size = 12 }: { group: number; size?: number }) {
  const { colour, path } = markerOf(useChartTheme(), group);
  return (
    <svg width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" style={{ flexShrink: 0 }}>
      <path d={path} fill={colour} />
    </svg>
  );
}
