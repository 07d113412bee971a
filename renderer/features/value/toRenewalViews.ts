import type { Renewals } from '../../../core/api/contract.ts';
import { base, categoryAxis, hatch, shareAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { type T, wordFor } from '../../i18n/t.ts';

export const planName = (plan: string | null, t: T): string =>
  plan === null ? t('value.plans.unnamed') : wordFor(t, 'value', plan);

/** Renewal rate of each plan, with whiskers. */
export function toPlansView(renewals: Renewals, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = renewals.byPlan;
  const grace = renewals.graceDays;
  return {
    picture: { width: 720, height: 320 },
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 28 },
      xAxis: categoryAxis(
        words,
        rows.map((r) => planName(r.plan, t)),
      ),
      yAxis: shareAxis(words, t('value.column.rate')),
      series: [{ type: 'bar', data: rows.map((r) => r.rate), itemStyle: { color: theme.main }, barMaxWidth: 48 }],
    },
    marks: rows.map((r, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: `${planName(r.plan, t)}: ${format.percent(r.rate)}`,
      mark: { of: 'renewal', plan: r.plan, end: 'renewed', graceDays: grace },
    })),
    table: {
      columns: [
        { name: t('value.column.plan'), numeric: false },
        { name: t('value.column.due'), numeric: true },
        { name: t('value.column.renewed'), numeric: true },
        { name: t('value.column.rate'), numeric: true },
        { name: t('value.column.interval'), numeric: false },
        { name: t('value.column.refunded'), numeric: true },
        { name: t('value.column.running'), numeric: true },
      ],
      rows: rows.map((r) => [
        { text: planName(r.plan, t), raw: r.plan },
        { text: format.int(r.due), raw: r.due },
        { text: format.int(r.renewed), raw: r.renewed, mark: { of: 'renewal', plan: r.plan, end: 'renewed', graceDays: grace } },
        { text: format.percent(r.rate), raw: r.rate },
        { text: format.interval(r.low, r.high), raw: `${r.low} ${r.high}` },
        {
          text: format.int(r.refunded),
          raw: r.refunded,
          mark: { of: 'renewal', plan: r.plan, end: 'refunded', graceDays: grace },
        },
        { text: format.int(r.running), raw: r.running, mark: { of: 'renewal', plan: r.plan, end: 'running', graceDays: grace } },
      ]),
    },
  };
}

/** Renewal rate of the terms that ended in each month, with its band; months whose terms are not all judged yet are hatched. */
export function toMonthsView(renewals: Renewals, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = renewals.byMonth.filter((r) => r.due > 0);
  const start = (month: string) => `${month}-01`;
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 24 },
      xAxis: categoryAxis(
        words,
        rows.map((r) => format.tick('month', start(r.month))),
      ),
      yAxis: shareAxis(words, t('value.column.rate')),
      tooltip: {
        ...tooltip(words),
        formatter: (points: { dataIndex: number }[]) => {
          const r = rows[points[0]!.dataIndex]!;
          return tipHtml(
            format.month(start(r.month)),
            [
              { color: theme.main, name: t('value.column.rate'), value: format.percent(r.rate) },
              { name: t('value.column.interval'), value: format.interval(r.low, r.high) },
              { name: t('value.column.due'), value: format.int(r.due) },
            ],
            r.complete ? [] : [t('chart.period.unfinished')],
          );
        },
      },
      series: [
        {
          type: 'bar',
          data: rows.map((r) => (r.complete ? r.rate : { value: r.rate, itemStyle: { decal: hatch(words), opacity: 0.75 } })),
          itemStyle: { color: theme.main },
          barMaxWidth: 28,
        },
      ],
    },
    marks: rows.map((r, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: t('value.months.mark', {
        month: format.month(start(r.month)),
        rate: format.percent(r.rate),
        interval: format.interval(r.low, r.high),
      }),
    })),
    table: {
      columns: [
        { name: t('value.column.month'), numeric: false },
        { name: t('value.column.due'), numeric: true },
        { name: t('value.column.renewed'), numeric: true },
        { name: t('value.column.rate'), numeric: true },
        { name: t('value.column.interval'), numeric: false },
        { name: t('chart.table.complete'), numeric: false },
      ],
      rows: rows.map((r) => [
        { text: format.month(start(r.month)), raw: r.month },
        { text: format.int(r.due), raw: r.due },
        { text: format.int(r.renewed), raw: r.renewed },
        { text: format.percent(r.rate), raw: r.rate },
        { text: format.interval(r.low, r.high), raw: `${r.low} ${r.high}` },
        { text: t(r.complete ? 'chart.table.yes' : 'chart.table.no'), raw: String(r.complete) },
      ]),
    },
  };
}

/** Share of members left after each renewal: seen as dots, projected as a line, a plan each. */
export function toProjectionView(renewals: Renewals, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const shown = renewals.projections;
  const most = Math.max(2, ...shown.map((p) => Math.max(p.survival.length, p.projected.length)));
  const colour = (i: number) => theme.series[i % theme.series.length]!;
  const error = (p: (typeof shown)[number]) =>
    p.holdoutError === null
      ? t('value.projection.unchecked')
      : t('value.projection.checked', { error: format.percent(p.holdoutError) });
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 84, top: 28, bottom: 40 },
      xAxis: {
        ...categoryAxis(
          words,
          Array.from({ length: most }, (_, n) => String(n)),
        ),
        name: t('value.projection.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
      },
      yAxis: shareAxis(words, t('value.projection.unit')),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (points: { dataIndex: number }[]) => {
          const n = points[0]!.dataIndex;
          return tipHtml(
            t('value.projection.after', { n, count: n }),
            shown.flatMap((p, i) => [
              {
                color: colour(i),
                name: t('value.projection.seen', { plan: planName(p.plan, t) }),
                value: format.percent(p.survival[n]?.share ?? null),
              },
              ...(p.projected.length > 0
                ? [
                    {
                      name: t('value.projection.projected', { plan: planName(p.plan, t) }),
                      value: format.percent(p.projected[n] ?? null),
                    },
                  ]
                : []),
            ]),
            shown.filter((p) => p.projected.length > 0).map((p) => `${planName(p.plan, t)}: ${error(p)}`),
          );
        },
      },
      series: shown.flatMap((p, i) => [
        {
          type: 'line',
          name: planName(p.plan, t),
          data: p.survival.map((s) => s.share),
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { width: p.projected.length > 0 ? 0 : 1.5, color: colour(i) },
          itemStyle: { color: colour(i) },
          ...(p.projected.length > 0
            ? {}
            : { endLabel: { show: true, formatter: planName(p.plan, t), color: theme.text, fontSize: 12 } }),
        },
        ...(p.projected.length > 0
          ? [
              {
                type: 'line',
                data: p.projected,
                symbol: 'none',
                lineStyle: { width: 1.5, type: 'dashed' as const, color: colour(i) },
                itemStyle: { color: colour(i) },
                endLabel: { show: true, formatter: planName(p.plan, t), color: theme.text, fontSize: 12 },
                labelLayout: { moveOverlap: 'shiftY' as const },
              },
            ]
          : []),
      ]),
    },
    marks: [],
    table: {
      columns: [
        { name: t('value.column.plan'), numeric: false },
        { name: t('value.projection.axis'), numeric: true },
        { name: t('value.projection.members'), numeric: true },
        { name: t('value.projection.left'), numeric: true },
        { name: t('value.projection.model'), numeric: true },
        { name: t('value.projection.check'), numeric: false },
      ],
      rows: shown.flatMap((p) =>
        Array.from({ length: Math.max(p.survival.length, p.projected.length) }, (_, n) => [
          { text: planName(p.plan, t), raw: `${p.plan} ${n}` },
          { text: String(n), raw: n },
          { text: format.int(p.survival[n]?.members ?? null), raw: p.survival[n]?.members ?? null },
          { text: format.percent(p.survival[n]?.share ?? null), raw: p.survival[n]?.share ?? null },
          { text: format.percent(p.projected[n] ?? null), raw: p.projected[n] ?? null },
          { text: n === 0 ? error(p) : '', raw: n === 0 ? p.holdoutError : null },
        ]),
      ),
    },
  };
}
