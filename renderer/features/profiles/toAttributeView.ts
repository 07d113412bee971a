import type { AttributeAnalysis, Mark } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

export const valueMark = (attribute: string, value: string): Mark => ({ of: 'rule', rule: { trait: attribute, is: [value] } });

interface DrawApi {
  value(dimension: number): number;
  coord(at: [number, number]): [number, number];
}

/** The share active in the last 28 days by value, each with its interval; the largest group on top. */
export function toAttributeView(analysis: AttributeAnalysis, nameOf: (value: string) => string, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { rows, attribute } = analysis;
  const money = (amount: number) => format.amount(Math.round(amount * 100) / 100);
  return {
    picture: { width: 900, height: 90 + 28 * rows.length },
    option: {
      ...base(words),
      grid: { left: 140, right: 20, top: 8, bottom: 28 },
      xAxis: {
        type: 'value',
        min: 0,
        max: (range: { max: number }) => Math.min(1, Math.ceil(range.max * 10 + 0.5) / 10),
        axisLabel: { color: theme.muted, formatter: (n: number) => format.percent(n, 0) },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => nameOf(row.value)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.border } },
        axisLabel: { color: theme.text, width: 128, overflow: 'truncate', interval: 0 },
      },
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const row = rows[dataIndex]!;
          return tipHtml(nameOf(row.value), [
            { name: t('profiles.column.members'), value: format.int(row.members) },
            { name: t('profiles.column.active'), value: format.percent(row.active.rate) },
            { name: t('profiles.column.interval'), value: format.interval(row.active.low, row.active.high) },
          ]);
        },
      },
      series: [
        {
          type: 'custom',
          encode: { x: [1, 2, 3], y: 0 },
          renderItem: (_: unknown, api: DrawApi) => {
            const at = (share: number) => api.coord([share, api.value(0)]);
            const [x, y] = at(api.value(1));
            const [low] = at(api.value(2));
            const [high] = at(api.value(3));
            return {
              type: 'group',
              children: [
                {
                  type: 'rect',
                  shape: { x: low, y: y - 1, width: Math.max(1, high - low), height: 2 },
                  style: { fill: theme.past },
                },
                { type: 'circle', shape: { cx: x, cy: y, r: 5 }, style: { fill: theme.main } },
              ],
            };
          },
          data: rows.map((row, i) => [i, row.active.rate, row.active.low, row.active.high]),
        },
      ],
    },
    marks: rows.map((row, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('profiles.attribute.mark', {
        name: nameOf(row.value),
        count: row.members,
        n: format.int(row.members),
        rate: format.percent(row.active.rate),
        interval: format.interval(row.active.low, row.active.high),
      }),
      mark: valueMark(attribute, row.value),
    })),
    table: {
      columns: [
        { name: t('profiles.column.value'), numeric: false },
        { name: t('profiles.column.members'), numeric: true },
        { name: t('profiles.column.share-known'), numeric: true },
        { name: t('profiles.column.interval'), numeric: true },
        { name: t('profiles.column.active'), numeric: true },
        { name: t('profiles.column.interval-active'), numeric: true },
        { name: t('profiles.column.days'), numeric: true },
        { name: t('profiles.column.spend'), numeric: true },
        { name: t('profiles.column.posts'), numeric: true },
      ],
      rows: rows.map((row) => [
        { text: nameOf(row.value), raw: row.value },
        { text: format.int(row.members), raw: row.members, mark: valueMark(attribute, row.value) },
        { text: format.percent(row.share), raw: row.share },
        { text: format.interval(row.low, row.high), raw: `${row.low} ${row.high}` },
        { text: format.percent(row.active.rate), raw: row.active.rate },
        { text: format.interval(row.active.low, row.active.high), raw: `${row.active.low} ${row.active.high}` },
        { text: format.number(row.medianActiveDays), raw: row.medianActiveDays },
        { text: money(row.spendPerMember), raw: row.spendPerMember },
        { text: format.number(row.postsPerMember), raw: row.postsPerMember },
      ]),
    },
  };
}
