import type { ProfilesOverview } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';
import { measureValue, stripOf } from './measures.ts';

const BOX_PX = 12;

interface DrawApi {
  value(dimension: number): number;
  coord(at: [number, number]): [number, number];
}

/** Every measure as a strip on its own scale: smallest to largest, the middle half as a box, the median as a line. */
export function toSpreadView({ measures, members }: ProfilesOverview, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const name = (i: number) => wordFor(t, 'measure', measures[i]!.name);
  const strips = measures.map(stripOf);
  const drawn = [...measures.keys()].filter((i) => strips[i] !== null);
  const show = (i: number, value: number | null) => measureValue(measures[i]!.unit, value, format);
  const numbers = (i: number) => {
    const { min, q25, median, q75, max, mean } = measures[i]!;
    return { min, q25, median, q75, max, mean };
  };
  return {
    picture: { width: 960, height: 60 + 30 * measures.length },
    option: {
      ...base(words),
      grid: { left: 200, right: 24, top: 8, bottom: 8 },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: measures.map((_, i) => name(i)),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: theme.text, width: 190, overflow: 'truncate', interval: 0 },
      },
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const i = drawn[dataIndex]!;
          const of = numbers(i);
          return tipHtml(
            name(i),
            (['min', 'q25', 'median', 'q75', 'max', 'mean'] as const).map((n) => ({
              name: t(`profiles.number.${n}`),
              value: show(i, of[n]),
            })),
          );
        },
      },
      series: [
        {
          type: 'custom',
          renderItem: (_: unknown, api: DrawApi) => {
            const x = (share: number) => api.coord([share, api.value(0)])[0];
            const y = api.coord([0, api.value(0)])[1];
            const rect = (from: number, to: number, height: number, fill: string) => ({
              type: 'rect',
              shape: { x: from, y: y - height / 2, width: Math.max(1, to - from), height },
              style: { fill },
            });
            return {
              type: 'group',
              children: [
                rect(x(0), x(1), 2, theme.past),
                rect(x(api.value(1)), x(api.value(3)), BOX_PX, theme.main),
                rect(x(api.value(2)) - 1, x(api.value(2)) + 1, BOX_PX + 6, theme.text),
              ],
            };
          },
          data: drawn.map((i) => [i, strips[i]!.q25, strips[i]!.median, strips[i]!.q75]),
        },
      ],
    },
    marks: drawn.map((i, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('profiles.spread.mark', {
        name: name(i),
        q25: show(i, measures[i]!.q25),
        median: show(i, measures[i]!.median),
        q75: show(i, measures[i]!.q75),
      }),
    })),
    table: {
      columns: [
        { name: t('profiles.column.measure'), numeric: false },
        ...(['min', 'q25', 'median', 'q75', 'max', 'mean'] as const).map((n) => ({
          name: t(`profiles.number.${n}`),
          numeric: true,
        })),
        { name: t('profiles.column.missing'), numeric: true },
        { name: t('profiles.column.outliers'), numeric: true },
      ],
      rows: measures.map((row, i) => [
        { text: name(i), raw: row.name },
        ...(['min', 'q25', 'median', 'q75', 'max', 'mean'] as const).map((n) => ({
          text: show(i, row[n]),
          raw: row[n],
        })),
        { text: format.percent(row.missing / Math.max(1, members)), raw: row.missing },
        { text: format.int(row.outliers), raw: row.outliers },
      ]),
    },
  };
}
