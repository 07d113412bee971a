/** A question as a chart with its table, by kind. */
import type {
  ChoiceResult,
  DateResult,
  MatrixResult,
  NpsResult,
  NumberResult,
  QuestionResult,
  RankingResult,
  ScaleResult,
  ShareOf,
  TextResult,
} from '../../../core/api/contract.ts';
import { heatColour } from '../../chart/heat.ts';
import { base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartCell, ChartView, ChartWords } from '../../chart/types.ts';
import type { ChartTheme } from '../../theme/chartTheme.ts';
import { type BarRow, barsHeight, barsOption } from './bars.ts';
import { type StackPart, stackSeries } from './stack.ts';
import { answerMark, type NpsGroup, npsGroup, type SurveyPlace, score, scoreRange, shortLabels } from './words.ts';

const STACK_PX = 132;
const NPS_PX = 300;
const NUMBER_PX = 220;
const NOTE_PX = 80;
const MATRIX_ROW_PX = 27;
const QUOTE_PX = 44;

export function questionHeight({ figures }: QuestionResult): number {
  switch (figures?.type) {
    case 'nps':
      return NPS_PX;
    case 'scale':
      return STACK_PX;
    case 'choice':
      return barsHeight(figures.options.length);
    case 'ranking':
      return barsHeight(figures.items.length);
    case 'number':
      return NUMBER_PX;
    case 'matrix':
      return 116 + MATRIX_ROW_PX * figures.rows.length;
    case 'text':
      return Math.max(NOTE_PX, QUOTE_PX * figures.examples.length);
    default:
      return NOTE_PX;
  }
}

export function toQuestionView(question: QuestionResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { figures } = question;
  switch (figures?.type) {
    case 'nps':
      return npsView(question, figures, place, words);
    case 'scale':
      return scaleView(question, figures, place, words);
    case 'choice':
      return choiceView(question, figures, place, words);
    case 'ranking':
      return rankingView(question, figures, place, words);
    case 'number':
      return numberView(figures, words);
    case 'matrix':
      return matrixView(question, figures, place, words);
    case 'text':
      return textView(figures, words);
    case 'date':
      return dateView(figures, words);
    default:
      return { option: base(words), marks: [], table: { columns: [], rows: [] } };
  }
}

const shareTip = ({ t, format }: ChartWords, s: ShareOf) => [
  { name: t('surveys.column.answers'), value: format.int(s.count) },
  { name: t('surveys.column.share'), value: format.percent(s.share) },
  { name: t('surveys.column.interval'), value: format.interval(s.low, s.high) },
];

const shareColumns = ({ t }: ChartWords, first: string): ChartView['table']['columns'] => [
  { name: first, numeric: false },
  { name: t('surveys.column.answers'), numeric: true },
  { name: t('surveys.column.share'), numeric: true },
  { name: t('surveys.column.interval'), numeric: true },
];

const shareCells = ({ format }: ChartWords, s: ShareOf): ChartCell[] => [
  { text: format.int(s.count), raw: s.count },
  { text: format.percent(s.share), raw: s.share },
  { text: format.interval(s.low, s.high), raw: `${s.low} ${s.high}` },
];

const withMark = (cell: ChartCell, mark: ChartCell['mark']): ChartCell => (mark ? { ...cell, mark } : cell);

/** From the lowest to the highest, with the colours of change: orange, grey, blue, so that red and green need not be told apart. */
function steps(theme: ChartTheme, n: number): { color: string; ink: string }[] {
  const [down, up] = [theme.series[1], theme.series[0]];
  return Array.from({ length: n }, (_, i) => {
    const at = n === 1 ? 0 : (2 * i) / (n - 1) - 1;
    if (Math.abs(at) < 1e-9) return { color: theme.isDark ? '#7b868f' : '#c3cad0', ink: '#000000' };
    const { background, text } = heatColour(
      { heatLow: theme.isDark ? '#5a646d' : '#e8ebee', heatHigh: at < 0 ? down : up },
      0.25 + 0.75 * Math.abs(at),
    );
    return { color: background, ink: text };
  });
}

function npsView(question: QuestionResult, figures: NpsResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const groups: NpsGroup[] = ['detractors', 'passives', 'promoters'];
  const colours = steps(theme, 3);
  const n = question.answered;
  const groupOf = (answer: number) => (answer >= 9 ? 2 : answer <= 6 ? 0 : 1);
  const marks = groups.map((group) => answerMark(place, question.questionId, group, npsGroup(t, group)));
  return {
    option: {
      ...base(words),
      grid: [
        { left: 44, right: 16, top: 44, height: 130 },
        { left: 44, right: 16, top: 226, height: 28 },
      ],
      xAxis: [
        {
          ...categoryAxis(
            words,
            figures.counts.map((_, i) => String(i)),
          ),
          axisLabel: { color: theme.muted, fontSize: 12, interval: 0 },
        },
        {
          type: 'value',
          gridIndex: 1,
          min: -1,
          max: 1,
          interval: 0.5,
          axisLabel: { color: theme.muted, formatter: (v: number) => score(format, v) },
          splitLine: { lineStyle: { color: theme.grid } },
          name: t('surveys.nps.axis'),
          nameLocation: 'start',
          nameTextStyle: { color: theme.muted, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 34, 0] },
          nameGap: 0,
        },
      ],
      yAxis: [
        valueAxis(words, t('surveys.column.answers'), format.compact),
        { type: 'category', gridIndex: 1, data: [''], show: false },
      ],
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) =>
          seriesIndex === 0
            ? tipHtml(String(dataIndex), [
                { name: npsGroup(t, groups[groupOf(dataIndex)]!), value: format.int(figures.counts[dataIndex]!) },
                { name: t('surveys.column.share'), value: format.percent(figures.counts[dataIndex]! / n) },
              ])
            : tipHtml(t('surveys.nps.score'), [
                { name: t('surveys.nps.score'), value: score(format, figures.score.value) },
                { name: t('surveys.column.interval'), value: scoreRange(format, figures.score.low, figures.score.high) },
              ]),
      },
      series: [
        {
          type: 'bar',
          data: figures.counts.map((value, i) => ({ value, itemStyle: { color: colours[groupOf(i)]!.color } })),
          barCategoryGap: '20%',
          label: {
            show: true,
            position: 'top',
            color: theme.muted,
            fontSize: 12,
            formatter: ({ value }: { value: number }) => (value > 0 ? format.int(value) : ''),
          },
        },
        {
          type: 'line',
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.text, width: 2 },
          data: [
            [figures.score.low, 0],
            [figures.score.high, 0],
          ],
        },
        {
          type: 'scatter',
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbolSize: 14,
          itemStyle: { color: theme.main },
          data: [[figures.score.value, 0]],
        },
      ],
    },
    marks: [
      ...figures.counts.map((count, i) => {
        const mark = answerMark(place, question.questionId, String(i), String(i));
        return {
          seriesIndex: 0,
          dataIndex: i,
          label: t('surveys.nps.mark', { answer: i, count, n: format.int(count), group: npsGroup(t, groups[groupOf(i)]!) }),
          ...(mark ? { mark } : {}),
        };
      }),
      {
        seriesIndex: 2,
        dataIndex: 0,
        label: t('surveys.nps.read', {
          score: score(format, figures.score.value),
          interval: scoreRange(format, figures.score.low, figures.score.high),
        }),
      },
    ],
    table: {
      columns: shareColumns(words, t('surveys.column.group')),
      rows: [
        ...[...groups].reverse().map((group) => {
          const cells = shareCells(words, figures[group]);
          return [{ text: npsGroup(t, group), raw: group }, withMark(cells[0]!, marks[groups.indexOf(group)]), ...cells.slice(1)];
        }),
        [
          { text: t('surveys.nps.score'), raw: 'score' },
          { text: format.int(n), raw: n },
          { text: score(format, figures.score.value), raw: figures.score.value },
          { text: scoreRange(format, figures.score.low, figures.score.high), raw: `${figures.score.low} ${figures.score.high}` },
        ],
      ],
    },
  };
}

function scaleView(question: QuestionResult, figures: ScaleResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { theme, t } = words;
  const { levels } = figures;
  const colours = steps(theme, levels.length);
  const middle = (levels[0]!.value + levels.at(-1)!.value) / 2;
  const left = levels.reduce((sum, l) => sum + (l.value < middle ? l.share : l.value === middle ? l.share / 2 : 0), 0);
  const parts = levels.map(
    (level, i): StackPart => ({ name: level.label, share: level.share, ...colours[i]!, tip: shareTip(words, level) }),
  );
  const marks = levels.map((level) => answerMark(place, question.questionId, level.key, level.label));
  return {
    option: stackSeries(words, parts, left),
    marks: levels.map((level, i) => ({
      seriesIndex: i,
      dataIndex: 0,
      label: readShare(words, level.label, level),
      ...(marks[i] ? { mark: marks[i] } : {}),
    })),
    table: {
      columns: shareColumns(words, t('surveys.column.level')),
      rows: [
        ...levels.map((level, i) => {
          const cells = shareCells(words, level);
          return [{ text: level.label, raw: level.key }, withMark(cells[0]!, marks[i]), ...cells.slice(1)];
        }),
        ...figures.offScale.map((off) => [
          { text: t('surveys.scale.off', { label: off.label }), raw: off.key },
          { text: words.format.int(off.count), raw: off.count },
          { text: '—', raw: null },
          { text: '—', raw: null },
        ]),
      ],
    },
  };
}

const readShare = ({ t, format }: ChartWords, name: string, s: ShareOf): string =>
  t('surveys.mark.share', {
    name,
    count: s.count,
    n: format.int(s.count),
    share: format.percent(s.share),
    interval: format.interval(s.low, s.high),
  });

function choiceView(question: QuestionResult, figures: ChoiceResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { t, format } = words;
  const { options } = figures;
  const highest = Math.max(...options.map((o) => o.high));
  const names = shortLabels(options.map((o) => o.label));
  const marks = options.map((o) => answerMark(place, question.questionId, o.key, o.label));
  return {
    picture: { width: 900, height: barsHeight(options.length) },
    option: barsOption(
      words,
      options.map(
        (o, i): BarRow => ({
          name: names[i]!,
          value: o.share,
          low: o.low,
          high: o.high,
          text: format.percent(o.share),
          tip: shareTip(words, o),
        }),
      ),
      { max: Math.min(1, Math.ceil(highest * 5 + 0.01) / 5), show: (v) => format.percent(v, 0) },
    ),
    marks: options.map((o, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: readShare(words, o.label, o),
      ...(marks[i] ? { mark: marks[i] } : {}),
    })),
    table: {
      columns: shareColumns(words, t('surveys.column.option')),
      rows: options.map((o, i) => {
        const cells = shareCells(words, o);
        return [{ text: o.label, raw: o.key }, withMark(cells[0]!, marks[i]), ...cells.slice(1)];
      }),
    },
  };
}

function rankingView(question: QuestionResult, figures: RankingResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { t, format } = words;
  const { items } = figures;
  const places = Math.max(2, items.length);
  const names = shortLabels(items.map((item) => item.label));
  const range = (low: number | null, high: number | null) =>
    low === null || high === null ? '—' : `${format.number(low, 2)}–${format.number(high, 2)}`;
  const marks = items.map((item) =>
    answerMark(place, question.questionId, item.key, t('surveys.ranking.first-of', { item: item.label })),
  );
  return {
    picture: { width: 900, height: barsHeight(items.length) },
    option: barsOption(
      words,
      items.map(
        ({ meanRank, first, n }, i): BarRow => ({
          name: names[i]!,
          ...meanRank,
          text: format.number(meanRank.value, 2),
          tip: [
            { name: t('surveys.ranking.mean'), value: format.number(meanRank.value, 2) },
            { name: t('surveys.column.interval'), value: range(meanRank.low, meanRank.high) },
            { name: t('surveys.ranking.first'), value: format.percent(first.share) },
            { name: t('surveys.column.answers'), value: format.int(n) },
          ],
        }),
      ),
      { min: 1, max: places, show: (v) => format.number(v, 0), isDot: true },
    ),
    marks: items.map((item, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('surveys.ranking.mark', {
        item: item.label,
        rank: format.number(item.meanRank.value, 2),
        interval: range(item.meanRank.low, item.meanRank.high),
      }),
      ...(marks[i] ? { mark: marks[i] } : {}),
    })),
    table: {
      columns: [
        { name: t('surveys.column.option'), numeric: false },
        { name: t('surveys.ranking.mean'), numeric: true },
        { name: t('surveys.column.interval'), numeric: true },
        { name: t('surveys.ranking.first'), numeric: true },
        { name: t('surveys.column.answers'), numeric: true },
      ],
      rows: items.map((item, i) => [
        { text: item.label, raw: item.key },
        { text: format.number(item.meanRank.value, 2), raw: item.meanRank.value },
        { text: range(item.meanRank.low, item.meanRank.high), raw: `${item.meanRank.low} ${item.meanRank.high}` },
        withMark({ text: format.percent(item.first.share), raw: item.first.share }, marks[i]),
        { text: format.int(item.n), raw: item.n },
      ]),
    },
  };
}

function numberView(figures: NumberResult, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const name = (bin: NumberResult['bins'][number]) =>
    bin.from === bin.to ? format.number(bin.from, 2) : `${format.number(bin.from, 1)}–${format.number(bin.to, 1)}`;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 28 },
      xAxis: categoryAxis(words, figures.bins.map(name)),
      yAxis: valueAxis(words, t('surveys.column.answers'), format.compact),
      tooltip: tooltip(words),
      series: [
        { type: 'bar', data: figures.bins.map((bin) => bin.count), itemStyle: { color: theme.main }, barCategoryGap: '12%' },
      ],
    },
    marks: figures.bins.map((bin, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('surveys.number.mark', { range: name(bin), count: bin.count, n: format.int(bin.count) }),
    })),
    table: {
      columns: [
        { name: t('surveys.number.range'), numeric: false },
        { name: t('surveys.column.answers'), numeric: true },
      ],
      rows: figures.bins.map((bin) => [
        { text: name(bin), raw: `${bin.from} ${bin.to}` },
        { text: format.int(bin.count), raw: bin.count },
      ]),
    },
  };
}

function matrixView(question: QuestionResult, figures: MatrixResult, place: SurveyPlace, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { rows, columns } = figures;
  const cells = rows.flatMap((row, y) => row.cells.map((cell, x) => ({ value: [x, y, cell.share], cell })));
  const markOf = (r: number, c: number) =>
    answerMark(place, question.questionId, columns[c]!.key, `${rows[r]!.label}: ${columns[c]!.label}`, rows[r]!.key);
  return {
    picture: { width: 1000, height: 120 + 30 * rows.length },
    option: {
      ...base(words),
      grid: { left: 200, right: 16, top: 16, bottom: 72 },
      xAxis: {
        type: 'category',
        data: columns.map((c) => c.label),
        axisLabel: { color: theme.muted, interval: 0, width: 110, overflow: 'break' },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((r) => r.label),
        axisLabel: { color: theme.text, width: 188, overflow: 'truncate', interval: 0 },
        axisTick: { show: false },
      },
      visualMap: { show: false, min: 0, max: 1, inRange: { color: [theme.heatLow, theme.heatHigh] } },
      series: [
        {
          type: 'heatmap',
          data: cells.map(({ value, cell }) => ({
            value,
            label: { show: true, formatter: format.percent(cell.share, 0), color: heatColour(theme, cell.share).text },
          })),
        },
      ],
    },
    marks: [],
    table: {
      columns: [
        { name: t('surveys.column.row'), numeric: false },
        { name: t('surveys.column.answers'), numeric: true },
        ...columns.map((c) => ({ name: c.label, numeric: true })),
        { name: t('surveys.scale.mean'), numeric: true },
      ],
      rows: rows.map((row, r) => [
        { text: row.label, raw: row.key },
        { text: format.int(row.n), raw: row.n },
        ...row.cells.map((cell, c) => withMark({ text: format.percent(cell.share), raw: cell.share }, markOf(r, c))),
        { text: row.mean === null ? '—' : format.number(row.mean.value, 2), raw: row.mean?.value ?? null },
      ]),
    },
  };
}

function textView(figures: TextResult, words: ChartWords): ChartView {
  const { t } = words;
  return {
    option: base(words),
    marks: [],
    table: {
      columns: [{ name: t('surveys.text.answer'), numeric: false }],
      rows: figures.examples.map((example) => [{ text: example.text, raw: example.text }]),
    },
  };
}

function dateView(figures: DateResult, words: ChartWords): ChartView {
  const { t, format } = words;
  return {
    option: base(words),
    marks: [],
    table: {
      columns: [
        { name: t('surveys.column.answers'), numeric: true },
        { name: t('surveys.date.first'), numeric: false },
        { name: t('surveys.date.last'), numeric: false },
      ],
      rows: [
        [
          { text: format.int(figures.n), raw: figures.n },
          { text: format.date(figures.firstAt), raw: figures.firstAt },
          { text: format.date(figures.lastAt), raw: figures.lastAt },
        ],
      ],
    },
  };
}
