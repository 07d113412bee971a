import type { Change, Mark, WhatMoved } from '../../../core/api/contract.ts';
import { base, valueAxis } from '../../chart/parts.ts';
import type { ChartCell, ChartView, ChartWords } from '../../chart/types.ts';
import { type T, wordFor } from '../../i18n/t.ts';

/** What a change is about. */
export function changeName(change: Change, t: T): string {
  if (change.of === 'members') return t('moved.list.new-members');
  if (change.of === 'measure') return wordFor(t, 'measure', change.measure);
  return change.trait.startsWith('tag:') ? change.trait.slice(4) : wordFor(t, 'facet', change.trait);
}

/** Every comparison as a table; as a picture, how many standard errors each moved. */
export function toMovedView(moved: WhatMoved, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const rows = [...moved.compared].sort((a, b) => Math.abs(b.size) - Math.abs(a.size));
  const name = (change: Change) =>
    change.of === 'trait' ? `${changeName(change, t)}: ${wordFor(t, 'value', change.value)}` : changeName(change, t);
  const shown = rows.slice(0, 20).reverse();
  return {
    picture: { width: 900, height: 520 },
    option: {
      ...base(words),
      grid: { left: 220, right: 24, top: 12, bottom: 24 },
      xAxis: { ...valueAxis(words, '', (n) => format.number(n, 0)), type: 'value' },
      yAxis: {
        type: 'category',
        data: shown.map(name),
        axisTick: { show: false },
        axisLabel: { color: theme.text, width: 200, overflow: 'truncate' },
        axisLine: { onZero: true, lineStyle: { color: theme.border } },
      },
      series: [{ type: 'bar', data: shown.map((c) => Math.round(c.size * 100) / 100), itemStyle: { color: theme.main } }],
    },
    marks: shown.map((change, i) => ({
      seriesIndex: 0,
      dataIndex: i,
      label: name(change),
      ...(markOf(change) ? { mark: markOf(change)! } : {}),
    })),
    table: {
      columns: [
        { name: t('moved.column.what'), numeric: false },
        { name: t('moved.column.before'), numeric: true },
        { name: t('moved.column.after'), numeric: true },
        { name: t('moved.column.gained'), numeric: true },
        { name: t('moved.column.lost'), numeric: true },
        { name: t('moved.column.difference'), numeric: true },
        { name: t('moved.column.interval'), numeric: false },
      ],
      rows: rows.map((change) => {
        const number = (n: number) => format.number(n, 2);
        const cell = (text: string, raw: number | string | null, mark?: Mark): ChartCell => ({
          text,
          raw,
          ...(mark ? { mark } : {}),
        });
        const people = (direction: 'gained' | 'lost'): Mark | undefined =>
          change.of === 'trait' ? { of: 'moved', trait: change.trait, value: change.value, direction } : undefined;
        if (change.of === 'members') {
          return [
            cell(name(change), 'members'),
            cell('', null),
            cell('', null),
            cell(format.int(change.members), change.members, { of: 'moved', trait: null, value: '', direction: 'gained' }),
            cell('', null),
            cell(format.percent(change.share), change.share),
            cell(format.interval(change.low, change.high), `${change.low} ${change.high}`),
          ];
        }
        if (change.of === 'measure') {
          return [
            cell(name(change), change.measure),
            cell(number(change.before), change.before),
            cell(number(change.after), change.after),
            cell('', null),
            cell('', null),
            cell(number(change.difference), change.difference),
            cell(`${number(change.low)} – ${number(change.high)}`, `${change.low} ${change.high}`),
          ];
        }
        return [
          cell(name(change), `${change.trait} ${change.value}`),
          cell(format.int(change.before), change.before),
          cell(format.int(change.after), change.after),
          cell(format.int(change.gained), change.gained, people('gained')),
          cell(format.int(change.lost), change.lost, people('lost')),
          cell(format.signedPercent(change.difference), change.difference),
          cell(`${format.signedPercent(change.low)} – ${format.signedPercent(change.high)}`, `${change.low} ${change.high}`),
        ];
      }),
    },
  };
}

function markOf(change: Change): Mark | null {
  if (change.of === 'members') return { of: 'moved', trait: null, value: '', direction: 'gained' };
  if (change.of === 'measure') return null;
  return { of: 'moved', trait: change.trait, value: change.value, direction: change.gained >= change.lost ? 'gained' : 'lost' };
}
