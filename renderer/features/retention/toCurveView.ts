import type { Retention } from '../../../core/api/contract.ts';
import { band, base, categoryAxis, rateAxis, spreadLabels, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { bracketText } from './options.ts';
import { columnName } from './say.ts';
import { columnsOf, groupsOf } from './toTable.ts';

/** Above this many lines their bands would hide each other. */
const MOST_BANDS = 3;
const LABEL_PX = 110;
const PLOT_PX = 190;

/** The means of all columns as a curve, one line a group, with their intervals. */
export function toCurveView(retention: Retention, words: ChartWords, groupName: (value: string) => string): ChartView {
  const { theme, t, format } = words;
  const { definition } = retention;
  const columns = columnsOf(retention);
  const groups = groupsOf(retention);
  const isSplit = retention.groups.length > 0;
  const nameOf = (value: string | null) => (value === null ? t('retention.curve.everybody') : groupName(value));
  const colour = (g: number) => (isSplit ? theme.series[g % theme.series.length]! : theme.main);
  const labels = columns.map(({ period, to }) => bracketText([period, to ?? period]));
  const column = (i: number) => columnName(t, definition, columns[i]!);
  // Where the lines end, at the size the page draws them.
  const most = Math.max(0.2, ...groups.flatMap((group) => group.means.map((mean) => mean?.high ?? 0)));
  const shifts = spreadLabels(
    groups.map((group) => (1 - (group.means.findLast((mean) => mean !== null)?.rate ?? 0) / most) * PLOT_PX),
  );
  const bands =
    groups.length > MOST_BANDS
      ? []
      : groups.flatMap((group, g) =>
          band(
            `band-${g}`,
            columns.map((_, i) => group.means[i]?.low ?? null),
            columns.map((_, i) => group.means[i]?.high ?? null),
            colour(g),
          ),
        );
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: isSplit ? LABEL_PX : 16, top: 28, bottom: 44 },
      xAxis: {
        ...categoryAxis(words, labels),
        boundaryGap: definition.mode === 'bracket',
        name: t(`retention.axis.${definition.period}`),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: theme.muted, fontSize: 12 },
      },
      yAxis: rateAxis(words, t('retention.curve.unit'), most),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (points: { dataIndex: number }[]) => {
          const i = points[0]!.dataIndex;
          const one = isSplit ? null : groups[0]!.means[i];
          return tipHtml(
            column(i),
            groups.map((group, g) => {
              const mean = group.means[i];
              return {
                color: colour(g),
                name: nameOf(group.value),
                value: mean ? `${format.percent(mean.rate)} (${format.interval(mean.low, mean.high)})` : '',
              };
            }),
            one ? [t('retention.curve.members', { returned: format.int(one.returned), size: format.int(one.size) })] : [],
          );
        },
      },
      series: [
        ...groups.map((group, g) => ({
          id: `mean-${g}`,
          type: 'line',
          name: nameOf(group.value),
          data: columns.map((_, i) => group.means[i]?.rate ?? null),
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: columns.length <= 32,
          showAllSymbol: true,
          lineStyle: { color: colour(g), width: 1.5 },
          itemStyle: { color: colour(g) },
          emphasis: { disabled: true },
          endLabel: {
            show: isSplit,
            formatter: nameOf(group.value),
            color: theme.text,
            fontSize: 12,
            distance: 6,
            offset: [0, shifts[g]!],
            width: LABEL_PX - 16,
            overflow: 'truncate',
          },
        })),
        ...bands,
      ],
    },
    marks: groups.flatMap((group, g) =>
      columns.flatMap((_, i) => {
        const mean = group.means[i];
        if (!mean) return [];
        return {
          seriesIndex: g,
          dataIndex: i,
          label: t('retention.curve.mark', {
            group: nameOf(group.value),
            column: column(i),
            rate: format.percent(mean.rate),
            interval: format.interval(mean.low, mean.high),
          }),
        };
      }),
    ),
    table: {
      columns: [
        { name: t(`retention.axis.${definition.period}`), numeric: false },
        ...groups.flatMap((group) => [
          { name: nameOf(group.value), numeric: true },
          { name: t('retention.table.low', { column: nameOf(group.value) }), numeric: true },
          { name: t('retention.table.high', { column: nameOf(group.value) }), numeric: true },
          { name: `${nameOf(group.value)} n`, numeric: true },
        ]),
      ],
      rows: columns.map((_, i) => [
        { text: labels[i]!, raw: labels[i]! },
        ...groups.flatMap((group) => {
          const mean = group.means[i];
          return [
            { text: format.percent(mean?.rate ?? null), raw: mean?.rate ?? null },
            { text: format.percent(mean?.low ?? null), raw: mean?.low ?? null },
            { text: format.percent(mean?.high ?? null), raw: mean?.high ?? null },
            { text: format.int(mean?.size ?? null), raw: mean?.size ?? null },
          ];
        }),
      ]),
    },
  };
}

/** The pointed-at column as a line across the curve. */
export const curvePatch = (theme: ChartWords['theme'], column: number) => ({
  series: [
    {
      id: 'mean-0',
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        label: { show: false },
        lineStyle: { color: theme.past, type: 'solid', width: 1 },
        data: [{ xAxis: column }],
      },
    },
  ],
});
