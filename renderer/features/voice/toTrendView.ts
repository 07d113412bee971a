import type { VoiceAnswer } from '../../../core/api/contract.ts';
import { axisLabels, band, base, categoryAxis, rateAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

/** Share per week as a line with its band; a week that has not ended is hollow. */
export function toTrendView({ weeks }: VoiceAnswer, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const known = (week: VoiceAnswer['weeks'][number]) => week.of > 0;
  const highest = Math.max(0, ...weeks.filter((w) => w.isComplete && w.of >= 20).map((w) => w.high));
  const LINE = 2;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 28 },
      xAxis: categoryAxis(
        words,
        axisLabels(
          format,
          'week',
          weeks.map((w) => w.start),
        ),
      ),
      yAxis: rateAxis(words, t('voice.trend.unit'), highest),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (at: { dataIndex: number }[]) => {
          const week = weeks[at[0]!.dataIndex]!;
          return tipHtml(
            format.period('week', week.start),
            [
              { color: theme.main, name: t('voice.column.share'), value: known(week) ? format.percent(week.share) : '' },
              { name: t('voice.trend.interval'), value: known(week) ? format.interval(week.low, week.high) : '' },
              { name: t('voice.column.texts'), value: `${format.int(week.texts)} / ${format.int(week.of)}` },
            ],
            week.isComplete ? [] : [t('voice.trend.open')],
          );
        },
      },
      series: [
        ...band(
          'interval',
          weeks.map((w) => (known(w) ? w.low : null)),
          weeks.map((w) => (known(w) ? w.high : null)),
          theme.main,
        ),
        {
          type: 'line',
          data: weeks.map((w) => ({
            value: known(w) ? w.share : null,
            symbol: w.isComplete ? 'none' : 'emptyCircle',
            symbolSize: 7,
          })),
          lineStyle: { color: theme.main, width: 2 },
          itemStyle: { color: theme.main },
          showAllSymbol: true,
        },
      ],
    },
    marks: weeks.map((week, i) => ({
      seriesIndex: LINE,
      dataIndex: i,
      label: t('voice.trend.mark', {
        week: format.period('week', week.start),
        share: known(week) ? format.percent(week.share) : '—',
        texts: format.int(week.texts),
      }),
    })),
    table: {
      columns: [
        { name: t('voice.trend.week'), numeric: false },
        { name: t('voice.column.texts'), numeric: true },
        { name: t('voice.trend.all'), numeric: true },
        { name: t('voice.column.share'), numeric: true },
        { name: t('voice.trend.interval'), numeric: false },
      ],
      rows: weeks.map((week) => [
        { text: format.day(week.start), raw: week.start },
        { text: format.int(week.texts), raw: week.texts },
        { text: format.int(week.of), raw: week.of },
        { text: known(week) ? format.percent(week.share) : '—', raw: known(week) ? week.share : null },
        { text: known(week) ? format.interval(week.low, week.high) : '—', raw: `${week.low} ${week.high}` },
      ]),
    },
  };
}
