import type { SurveyResult } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** How many reached each question, and how many of them answered it. */
export function toFlowView(survey: SurveyResult, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { questions, responses } = survey;
  const name = (position: number) => t('surveys.flow.question', { n: position });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 36, bottom: 28 },
      legend: {
        top: 0,
        right: 8,
        itemWidth: 10,
        itemHeight: 10,
        selectedMode: false,
        textStyle: { color: theme.text, fontSize: 12 },
      },
      xAxis: {
        type: 'category',
        data: questions.map((q) => name(q.position)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.border } },
        axisLabel: { color: theme.muted, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 1,
        interval: 0.25,
        axisLabel: { color: theme.muted, formatter: (v: number) => format.percent(v, 0) },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const q = questions[points[0]!.dataIndex]!;
          return tipHtml(`${q.position} ${q.text}`, [
            { color: theme.past, name: t('surveys.flow.reached'), value: format.int(q.reached) },
            { color: theme.main, name: t('surveys.flow.answered'), value: format.int(q.answered) },
            { name: t('surveys.flow.stopped'), value: format.int(q.stopped) },
          ]);
        },
      },
      series: [
        {
          type: 'line',
          step: 'middle',
          name: t('surveys.flow.reached'),
          data: questions.map((q) => q.reached / responses),
          symbol: 'none',
          lineStyle: { color: theme.past, width: 2 },
          itemStyle: { color: theme.past },
        },
        {
          type: 'bar',
          name: t('surveys.flow.answered'),
          data: questions.map((q) => q.answered / responses),
          itemStyle: { color: theme.main },
          barMaxWidth: 36,
        },
      ],
    },
    marks: questions.map((q, i) => ({
      seriesIndex: 1,
      dataIndex: i,
      label: t('surveys.flow.mark', {
        n: q.position,
        answered: format.int(q.answered),
        reached: format.int(q.reached),
        stopped: format.int(q.stopped),
        count: q.stopped,
      }),
    })),
    table: {
      columns: [
        { name: t('surveys.column.question'), numeric: false },
        { name: t('surveys.flow.reached'), numeric: true },
        { name: t('surveys.flow.answered'), numeric: true },
        { name: t('surveys.flow.stopped'), numeric: true },
      ],
      rows: questions.map((q) => [
        { text: `${q.position} ${q.text}`, raw: q.text },
        { text: format.int(q.reached), raw: q.reached },
        { text: format.int(q.answered), raw: q.answered },
        { text: format.int(q.stopped), raw: q.stopped },
      ]),
    },
  };
}
