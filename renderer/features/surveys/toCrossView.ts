import type { CrossTable, SurveyCross } from '../../../core/api/contract.ts';
import { base, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { answerWords, groupWords, score } from './words.ts';

/** The table of a question against groups; as a picture, grouped bars. */
export function toCrossView(cross: SurveyCross, table: CrossTable, by: string, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const groups = cross.groups.map((g) => groupWords(t, format, cross, by, g));
  const verdictWord = (is: 'more' | 'less' | null) => (is === null ? '' : t(`surveys.cross.${is}`));
  return {
    picture: { width: 1000, height: 420 },
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 48, bottom: 56 },
      legend: { top: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: theme.text } },
      xAxis: {
        type: 'category',
        data: table.rows.map((row) => answerWords(t, table.kind, row)),
        axisLabel: { color: theme.muted, interval: 0, width: 120, overflow: 'break' },
        axisTick: { show: false },
      },
      yAxis: valueAxis(words, t('surveys.column.share'), (v) => format.percent(v, 0)),
      series: groups.map((name, g) => ({
        type: 'bar',
        name,
        data: table.rows.map((row) => row.cells[g]!.share),
        itemStyle: { color: theme.series[g % theme.series.length] },
      })),
    },
    marks: [],
    table: {
      columns: [
        { name: t('surveys.column.option'), numeric: false },
        ...groups.flatMap((name) => [
          { name: t('surveys.cross.share-of', { name }), numeric: true },
          { name: t('surveys.cross.answers-of', { name }), numeric: true },
          { name: t('surveys.cross.verdict-of', { name }), numeric: false },
        ]),
      ],
      rows: [
        ...table.rows.map((row) => [
          { text: answerWords(t, table.kind, row), raw: row.key },
          ...row.cells.flatMap((cell, g) => [
            table.bases[g] === 0 ? { text: '—', raw: null } : { text: format.percent(cell.share), raw: cell.share },
            { text: format.int(cell.count), raw: cell.count },
            { text: verdictWord(cell.is), raw: cell.is },
          ]),
        ]),
        ...(table.values
          ? [
              [
                { text: t(table.values.unit === 'nps' ? 'surveys.nps.score' : 'surveys.scale.mean'), raw: table.values.unit },
                ...table.values.groups.flatMap((value, g) => [
                  {
                    text:
                      value === null
                        ? '—'
                        : table.values!.unit === 'nps'
                          ? score(format, value.value)
                          : format.number(value.value, 2),
                    raw: value?.value ?? null,
                  },
                  { text: format.int(table.bases[g]!), raw: table.bases[g]! },
                  { text: '', raw: null },
                ]),
              ],
            ]
          : []),
      ],
    },
  };
}
