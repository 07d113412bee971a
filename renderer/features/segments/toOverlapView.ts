import type { Mark, Overlap } from '../../../core/api/contract.ts';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { T } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

export interface Region {
  /** Which of the segments it lies in, by their places. */
  inside: boolean[];
  count: number;
  /** Of everybody in at least one of them. */
  share: number | null;
  mark: Mark;
}

/** The regions that hold anybody, largest first, each with its own people: in these segments and in no other of those shown. */
export function regionsOf(overlap: Overlap, segments: readonly number[]): Region[] {
  return overlap.regions
    .filter((region) => region.count > 0)
    .map(({ sets, count }) => {
      const inside = segments.map((_, i) => (sets & (1 << i)) !== 0);
      const all = segments.map((segment, i) => (inside[i] ? { segment } : { not: { segment } }));
      return {
        inside,
        count,
        share: overlap.union === 0 ? null : count / overlap.union,
        mark: { of: 'rule', rule: { all } } as Mark,
      };
    })
    .sort((a, b) => b.count - a.count);
}

/** "Only A"; "A and B"; "in all of them". */
export function regionName(region: Region, names: readonly string[], t: T, format: Format): string {
  const inside = names.filter((_, i) => region.inside[i]);
  if (inside.length === 1) return t('segments.overlap.only', { name: inside[0]! });
  if (inside.length === names.length) return t('segments.overlap.all', { n: names.length });
  return t('segments.overlap.some', { names: format.list(inside) });
}

/** Bars of the regions; the page draws them itself with the dots in front. */
export function toOverlapView(overlap: Overlap & { names: string[] }, segments: readonly number[], words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const regions = regionsOf(overlap, segments);
  const name = (region: Region) => regionName(region, overlap.names, t, format);
  return {
    option: {
      ...base(words),
      grid: { left: 280, right: 64, top: 8, bottom: 8 },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: regions.map(name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, fontSize: 12, width: 260, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: regions.map((region) => region.count),
          itemStyle: { color: theme.main },
          barMaxWidth: 22,
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            formatter: ({ value }: { value: number }) => format.int(value),
          },
        },
      ],
    },
    marks: regions.map((region, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: `${name(region)}: ${format.int(region.count)}`,
      mark: region.mark,
    })),
    picture: { width: 900, height: Math.max(160, regions.length * 32 + 24) },
    table: {
      columns: [
        { name: t('segments.overlap.region'), numeric: false },
        { name: t('segments.overlap.members'), numeric: true },
        { name: t('segments.overlap.share'), numeric: true },
      ],
      rows: regions.map((region) => [
        { text: name(region), raw: name(region), mark: region.mark },
        { text: format.int(region.count), raw: region.count },
        { text: format.percent(region.share), raw: region.share },
      ]),
    },
  };
}
