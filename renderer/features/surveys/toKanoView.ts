import type { KanoFeature, SurveyKano } from '../../../core/api/contract.ts';
import { base, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { kanoName } from './words.ts';

/** What a feature adds when it is there against what it takes when it is not. */
export function toKanoView(kano: SurveyKano, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const shown = kano.features.filter(
    (f): f is KanoFeature & { better: NonNullable<KanoFeature['better']>; worse: NonNullable<KanoFeature['worse']> } =>
      Boolean(f.better && f.worse),
  );
  const axis = (name: string) => ({
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: 0.25,
    name,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: theme.muted },
    axisLabel: { color: theme.muted, formatter: (v: number) => format.percent(v, 0) },
    splitLine: { lineStyle: { color: theme.grid } },
  });
  return {
    option: {
      ...base(words),
      grid: { left: 64, right: 24, top: 16, bottom: 48 },
      xAxis: { ...axis(t('surveys.kano.worse')), nameGap: 28 },
      yAxis: { ...axis(t('surveys.kano.better')), nameGap: 44 },
      tooltip: {
        ...tooltip(words),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const f = shown[dataIndex]!;
          return tipHtml(f.name, [
            { name: t('surveys.kano.class'), value: kanoName(t, f.class) },
            {
              name: t('surveys.kano.better'),
              value: `${format.percent(f.better.value)} (${format.interval(f.better.low, f.better.high)})`,
            },
            {
              name: t('surveys.kano.worse'),
              value: `${format.percent(-f.worse.value)} (${format.interval(-f.worse.high, -f.worse.low)})`,
            },
            { name: t('surveys.column.answers'), value: format.int(f.n) },
          ]);
        },
      },
      series: [
        {
          type: 'scatter',
          symbolSize: 12,
          itemStyle: { color: theme.main },
          data: shown.map((f) => [-f.worse.value, f.better.value]),
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            width: 220,
            overflow: 'truncate',
            formatter: ({ dataIndex }: { dataIndex: number }) => String(dataIndex + 1),
          },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: theme.past, type: 'dashed' },
            data: [{ xAxis: 0.5 }, { yAxis: 0.5 }],
          },
        },
      ],
    },
    marks: shown.map((f, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('surveys.kano.mark', {
        name: f.name,
        kind: kanoName(t, f.class),
        better: format.percent(f.better.value),
        worse: format.percent(-f.worse.value),
      }),
    })),
    table: {
      columns: [
        { name: t('surveys.kano.feature'), numeric: false },
        { name: t('surveys.kano.class'), numeric: false },
        { name: t('surveys.kano.better'), numeric: true },
        { name: t('surveys.kano.worse'), numeric: true },
        { name: t('surveys.column.answers'), numeric: true },
        ...(['A', 'O', 'M', 'I', 'R', 'Q'] as const).map((c) => ({ name: kanoName(t, c), numeric: true })),
      ],
      rows: kano.features.map((f) => [
        { text: f.name, raw: f.name },
        { text: kanoName(t, f.class), raw: f.class },
        { text: format.percent(f.better?.value ?? null), raw: f.better?.value ?? null },
        { text: format.percent(f.worse ? -f.worse.value : null), raw: f.worse?.value ?? null },
        { text: format.int(f.n), raw: f.n },
        ...(['A', 'O', 'M', 'I', 'R', 'Q'] as const).map((c) => ({ text: format.int(f.counts[c]), raw: f.counts[c] })),
      ]),
    },
  };
}
