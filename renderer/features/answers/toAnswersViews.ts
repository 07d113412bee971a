import type { Answers } from '../../../core/api/contract.ts';
import { base, categoryAxis, tipHtml, tooltip, valueAxis } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';

const HOUR_MS = 3_600_000;

type Group = Answers['byTenure'][number];

/** A length of waiting; null = so many still wait that it has no end. */
export const waitText = ({ t, format }: ChartWords, hours: number | null): string =>
  hours === null ? t('answers.time.waiting') : format.duration(hours * HOUR_MS);

export const tenureName = ({ t }: ChartWords, { name }: Pick<Group, 'name'>): string =>
  t(`answers.tenure.${(name ?? 'later') as 'first-week' | 'first-month' | 'first-quarter' | 'later'}`);

export const topicName = ({ t }: ChartWords, { name }: Pick<Group, 'name'>): string => name ?? t('answers.topic.none');

/** Quartiles of the wait as bars. */
export function toWaitView(answers: Answers, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { hours, within24Hours } = answers;
  const rows = [
    { name: t('answers.time.q25'), hours: hours.q25 },
    { name: t('answers.time.median'), hours: hours.median },
    { name: t('answers.time.q75'), hours: hours.q75 },
    { name: t('answers.time.answered'), hours: hours.answeredMedian },
  ];
  return {
    option: {
      ...base(words),
      grid: { left: 8, right: 96, top: 4, bottom: 40, containLabel: true },
      xAxis: {
        type: 'value',
        min: 0,
        name: t('answers.time.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted, fontSize: 12 },
        axisLabel: { color: theme.muted, fontSize: 12, formatter: format.compact },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.name),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.border } },
        axisLabel: { color: theme.text, fontSize: 12 },
      },
      series: [
        {
          type: 'bar',
          data: rows.map((row, i) => ({ value: row.hours ?? 0, itemStyle: { color: i === 3 ? theme.past : theme.main } })),
          barCategoryGap: '40%',
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            formatter: ({ dataIndex }: { dataIndex: number }) => waitText(words, rows[dataIndex]!.hours),
          },
        },
      ],
    },
    marks: rows.map((row, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${row.name}: ${waitText(words, row.hours)}` })),
    table: {
      columns: [
        { name: t('answers.time.measure'), numeric: false },
        { name: t('answers.time.value'), numeric: true },
      ],
      rows: [
        ...rows.map((row) => [
          { text: row.name, raw: row.name },
          { text: waitText(words, row.hours), raw: row.hours },
        ]),
        [
          { text: t('answers.time.soon'), raw: t('answers.time.soon') },
          {
            text: `${format.percent(within24Hours.share)} (${format.interval(within24Hours.low, within24Hours.high)})`,
            raw: within24Hours.share,
          },
        ],
      ],
    },
  };
}

/** Share answered by how long the asker had been a member, with intervals. */
export function toTenureView(answers: Answers, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const groups = answers.byTenure;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 12, top: 28, bottom: 24 },
      xAxis: {
        ...categoryAxis(
          words,
          groups.map((group) => tenureName(words, group)),
        ),
        axisLabel: { color: theme.muted, fontSize: 12, interval: 0 },
      },
      yAxis: { ...valueAxis(words, t('answers.table.share'), (n) => format.percent(n, 0)), min: 0, max: 1, interval: 0.25 },
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const group = groups[points[0]!.dataIndex]!;
          return tipHtml(tenureName(words, group), [
            { color: theme.main, name: t('answers.table.share'), value: format.percent(group.share) },
            { name: t('answers.table.interval'), value: format.interval(group.low, group.high) },
            { name: t('answers.table.questions'), value: format.int(group.questions) },
            { name: t('answers.table.median'), value: waitText(words, group.medianHours) },
          ]);
        },
      },
      series: [
        {
          type: 'bar',
          data: groups.map((group) => group.share),
          itemStyle: { color: theme.main, borderRadius: [2, 2, 0, 0] },
          barMaxWidth: 56,
          label: {
            show: true,
            position: 'insideBottom',
            color: theme.isDark ? '#000' : '#fff',
            formatter: ({ value }: { value: number }) => format.percent(value),
          },
        },
        {
          type: 'custom',
          data: groups.map((group, i) => [i, group.low, group.high]),
          silent: true,
          tooltip: { show: false },
          renderItem: (_: unknown, api: { value(i: number): number; coord(at: [number, number]): number[] }) => {
            const [x, from] = api.coord([api.value(0), api.value(1)]) as [number, number];
            const to = api.coord([api.value(0), api.value(2)])[1]!;
            return {
              type: 'rect',
              shape: { x: x - 1, y: to, width: 2, height: Math.max(1, from - to) },
              style: { fill: theme.text },
            };
          },
        },
      ],
    },
    marks: groups.map((group, dataIndex) => ({
      seriesIndex: 0,
      dataIndex,
      label: t('answers.tenure.mark', {
        name: tenureName(words, group),
        share: format.percent(group.share),
        n: format.int(group.questions),
        interval: format.interval(group.low, group.high),
      }),
    })),
    table: groupTable(groups, words, t('answers.table.name'), (group) => tenureName(words, group)),
  };
}

/** Topics as bars for pictures; the page shows them as a table with the members to ask. */
export function toTopicView(answers: Answers, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const groups = answers.byTopic;
  return {
    option: {
      ...base(words),
      grid: { left: 8, right: 80, top: 8, bottom: 24, containLabel: true },
      xAxis: { type: 'value', min: 0, max: 1, axisLabel: { color: theme.muted, formatter: (n: number) => format.percent(n, 0) } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: groups.map((group) => topicName(words, group)),
        axisTick: { show: false },
        axisLabel: { color: theme.text, fontSize: 12 },
      },
      series: [
        {
          type: 'bar',
          data: groups.map((group) => group.share),
          itemStyle: { color: theme.main },
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            formatter: ({ value }: { value: number }) => format.percent(value),
          },
        },
      ],
    },
    picture: { width: 800, height: 60 + groups.length * 28 },
    marks: [],
    table: groupTable(groups, words, t('answers.table.topic'), (group) => topicName(words, group)),
  };
}

function groupTable(groups: Group[], words: ChartWords, head: string, name: (group: Group) => string): ChartView['table'] {
  const { t, format } = words;
  return {
    columns: [
      { name: head, numeric: false },
      { name: t('answers.table.questions'), numeric: true },
      { name: t('answers.table.answered'), numeric: true },
      { name: t('answers.table.share'), numeric: true },
      { name: t('answers.table.interval'), numeric: true },
      { name: t('answers.table.median'), numeric: true },
    ],
    rows: groups.map((group) => [
      { text: name(group), raw: name(group) },
      { text: format.int(group.questions), raw: group.questions },
      { text: format.int(group.answered), raw: group.answered },
      { text: format.percent(group.share), raw: group.share },
      { text: format.interval(group.low, group.high), raw: `${group.low}–${group.high}` },
      { text: waitText(words, group.medianHours), raw: group.medianHours },
    ]),
  };
}
