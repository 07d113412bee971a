import type { AtRisk, Mark } from '../../../core/api/contract.ts';
import { base, shareAxis, tipHtml, tooltip } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';
import { reasonText, suggestion } from './reasons.ts';

export const AT_RISK: Mark = { of: 'rule', rule: { trait: 'health', is: ['at-risk'] } };
const PICTURED = 20;

/** The list as a table; as a picture, the value at risk of the first twenty. */
export function toRiskView(risk: AtRisk, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const name = (row: AtRisk['rows'][number]) => row.handle ?? t('risk.list.unnamed', { n: row.memberNo });
  const shown = risk.rows.slice(0, PICTURED).reverse();
  return {
    picture: { width: 960, height: 520 },
    option: {
      ...base(words),
      grid: { left: 160, right: 80, top: 8, bottom: 28 },
      xAxis: {
        type: 'value',
        axisLabel: { color: theme.muted, formatter: format.compact },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      yAxis: {
        type: 'category',
        data: shown.map(name),
        axisTick: { show: false },
        axisLabel: { color: theme.text, width: 150, overflow: 'truncate' },
        axisLine: { lineStyle: { color: theme.border } },
      },
      series: [
        {
          type: 'bar',
          data: shown.map((row) => Math.round(row.valueAtRisk ?? 0)),
          itemStyle: { color: theme.main },
          label: {
            show: true,
            position: 'right',
            color: theme.text,
            formatter: (p: { value: number }) => format.compact(p.value),
          },
        },
      ],
    },
    marks: [],
    table: {
      columns: [
        { name: t('risk.column.member'), numeric: false },
        { name: t('risk.column.plan'), numeric: false },
        { name: t('risk.column.silent'), numeric: true },
        { name: t('risk.column.chance'), numeric: true },
        { name: t('risk.column.year'), numeric: true },
        { name: t('risk.column.value'), numeric: true },
        { name: t('risk.column.reasons'), numeric: false },
        { name: t('risk.column.act'), numeric: false },
      ],
      rows: risk.rows.map((row) => [
        { text: name(row), raw: row.memberNo },
        { text: row.plan === null ? '—' : wordFor(t, 'value', row.plan), raw: row.plan },
        { text: format.int(row.silentDays), raw: row.silentDays },
        { text: format.percent(row.returnChance), raw: row.returnChance },
        { text: format.rough(row.yearSpend), raw: row.yearSpend },
        { text: format.rough(row.valueAtRisk), raw: row.valueAtRisk },
        {
          text: row.reasons.map((r) => reasonText(r, t, format)).join(t('risk.list.and')),
          raw: row.reasons.map((r) => r.reason).join(' '),
        },
        { text: suggestion(row, t), raw: suggestion(row, t) },
      ]),
    },
  };
}

/** The share that came back, by how long they had been silent, with its band. */
export function toChanceView(risk: AtRisk, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const points = risk.chances.filter((c) => c.watched > 0);
  return {
    option: {
      ...base(words),
      grid: { left: 48, right: 16, top: 28, bottom: 40 },
      xAxis: {
        type: 'category',
        data: points.map((p) => String(p.silentDays)),
        name: t('risk.chance.axis'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.muted },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.border } },
        axisLabel: { color: theme.muted, interval: 6 },
      },
      yAxis: shareAxis(words, t('risk.chance.unit')),
      tooltip: {
        ...tooltip(words),
        axisPointer: { type: 'line', lineStyle: { color: theme.past } },
        formatter: (at: { dataIndex: number }[]) => {
          const p = points[at[0]!.dataIndex]!;
          return tipHtml(t('risk.chance.point', { n: p.silentDays, count: p.silentDays }), [
            { color: theme.main, name: t('risk.column.chance'), value: format.percent(p.rate) },
            { name: t('risk.chance.interval'), value: format.interval(p.low, p.high) },
            { name: t('risk.chance.watched'), value: format.int(p.watched) },
          ]);
        },
      },
      series: [
        { type: 'line', data: points.map((p) => p.low), stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, silent: true },
        {
          type: 'line',
          data: points.map((p) => p.high - p.low),
          stack: 'band',
          symbol: 'none',
          lineStyle: { opacity: 0 },
          areaStyle: { color: theme.main, opacity: 0.16 },
          silent: true,
        },
        {
          type: 'line',
          data: points.map((p) => p.rate),
          symbol: 'none',
          lineStyle: { color: theme.main, width: 2 },
          itemStyle: { color: theme.main },
        },
      ],
    },
    marks: points.map((p, i) => ({
      seriesIndex: 2,
      dataIndex: i,
      label: t('risk.chance.mark', { n: p.silentDays, rate: format.percent(p.rate), interval: format.interval(p.low, p.high) }),
    })),
    table: {
      columns: [
        { name: t('risk.column.silent'), numeric: true },
        { name: t('risk.column.chance'), numeric: true },
        { name: t('risk.chance.interval'), numeric: false },
        { name: t('risk.chance.watched'), numeric: true },
      ],
      rows: points.map((p) => [
        { text: format.int(p.silentDays), raw: p.silentDays },
        { text: format.percent(p.rate), raw: p.rate },
        { text: format.interval(p.low, p.high), raw: `${p.low} ${p.high}` },
        { text: format.int(p.watched), raw: p.watched },
      ]),
    },
  };
}
