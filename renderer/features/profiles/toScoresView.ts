import type { Scores } from '../../../core/api/contract.ts';
import { memberMark } from '../../app/person.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { T } from '../../i18n/t.ts';
import { className } from './toSharesView.ts';

export type ScoreRow = Scores['rows'][number];

export const nameOf = ({ handle, memberNo }: Pick<ScoreRow, 'handle' | 'memberNo'>, t: T): string =>
  handle ?? t('profiles.member.unnamed', { n: memberNo });

/** Places gained against the kept weights: above 0 = further up. */
export const movedBy = ({ keptRank, rank }: Pick<ScoreRow, 'keptRank' | 'rank'>): number => keptRank - rank;

const PICTURED = 20;

/** The members with the most points. */
export function toScoresView(scores: Scores, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const shown = scores.rows.slice(0, PICTURED);
  const points = (n: number) => format.number(n, 1);
  return {
    picture: { width: 900, height: 60 + 24 * shown.length },
    option: {
      ...base(words),
      grid: { left: 160, right: 60, top: 8, bottom: 24 },
      xAxis: {
        type: 'value',
        axisLabel: { color: theme.muted, formatter: format.compact },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map((row) => nameOf(row, t)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.border } },
        axisLabel: { color: theme.text, width: 150, overflow: 'truncate', interval: 0 },
      },
      tooltip: {
        ...tooltip(words),
        formatter: (at: { dataIndex: number }[]) => {
          const row = shown[at[0]!.dataIndex]!;
          return tipHtml(nameOf(row, t), [
            { name: t('profiles.column.score'), value: points(row.score) },
            { name: t('profiles.column.rank'), value: format.int(row.rank) },
            { name: t('profiles.column.top-day'), value: format.percent(row.topDayShare, 0) },
          ]);
        },
      },
      series: [{ type: 'bar', data: shown.map((row) => Math.round(row.score * 10) / 10), itemStyle: { color: theme.main } }],
    },
    marks: shown.map((row, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('profiles.scores.mark', { name: nameOf(row, t), rank: format.int(row.rank), score: points(row.score) }),
      mark: memberMark(row.memberNo),
    })),
    table: {
      columns: [
        { name: t('profiles.column.member'), numeric: false },
        { name: t('profiles.column.rank'), numeric: true },
        { name: t('profiles.column.moved'), numeric: true },
        { name: t('profiles.column.score'), numeric: true },
        { name: t('profiles.column.level'), numeric: false },
        { name: t('profiles.column.top-day'), numeric: true },
        { name: t('profiles.column.one-go'), numeric: false },
      ],
      rows: scores.rows.map((row) => [
        { text: nameOf(row, t), raw: row.memberNo, mark: memberMark(row.memberNo) },
        { text: format.int(row.rank), raw: row.rank },
        { text: format.signed(movedBy(row)), raw: movedBy(row) },
        { text: points(row.score), raw: row.score },
        { text: className('level', row.level, t), raw: row.level },
        { text: format.percent(row.topDayShare, 0), raw: row.topDayShare },
        { text: t(row.isSuspicious ? 'chart.table.yes' : 'chart.table.no'), raw: String(row.isSuspicious) },
      ]),
    },
  };
}
