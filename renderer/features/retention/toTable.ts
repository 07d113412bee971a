import type { Grain, Mark, Retention, RetentionCell, RetentionGroup } from '../../../core/api/contract.ts';
import type { HeatView } from '../../chart/HeatTable.tsx';
import { heatColour } from '../../chart/heat.ts';
import { base, signedPoints } from '../../chart/parts.ts';
import type { ChartCell, ChartView, ChartWords } from '../../chart/types.ts';
import { bracketText } from './options.ts';
import { columnName } from './say.ts';

/** Rows that the screen shows; the CSV holds all. */
export const SHOWN_COHORTS: Record<Grain, number> = { day: 60, week: 110, month: 60 };

export interface TableOptions {
  /** The answer with the other mode, to show how far each cell moves. */
  after: Retention | null;
  /** What the table is broken down by; null = not. */
  by: string | null;
  /** The group whose cohorts are listed. */
  group: string | null;
  groupName: (value: string) => string;
}

/** With a breakdown: all groups. Without: everybody as one. */
export const groupsOf = (retention: Retention): RetentionGroup[] =>
  retention.groups.length > 0
    ? retention.groups.filter((group, g) => g === 0 || groupSize(group) > 0)
    : [{ value: null, cohorts: retention.cohorts, means: retention.means }];

export const chosenGroup = (retention: Retention, group: string | null): RetentionGroup => {
  const groups = groupsOf(retention);
  return groups.find((one) => one.value === group) ?? groups[0]!;
};

export const groupSize = (group: RetentionGroup): number => group.cohorts.reduce((sum, cohort) => sum + cohort.size, 0);

/** First and last period of each column, from the longest row. */
export function columnsOf(retention: Retention): { period: number; to?: number }[] {
  const rows = groupsOf(retention).flatMap((group) => group.cohorts);
  const longest = rows.reduce<RetentionCell[]>((best, { cells }) => (cells.length > best.length ? cells : best), []);
  return longest.map(({ period, to }) => (to === undefined ? { period } : { period, to }));
}

/** Colour scale: the largest rate after the entry period, so that one strong first column does not flatten the rest. */
function topRate(groups: RetentionGroup[]): number {
  let top = 0;
  for (const group of groups)
    for (const { cells, size } of group.cohorts)
      for (const cell of cells) if (cell.period > 0 && size > 0 && cell.rate > top) top = cell.rate;
  return top || 1;
}

export function retentionMark(
  { definition }: Pick<Retention, 'definition'>,
  start: string,
  cell: { period: number; to?: number } | null,
  group: { by: string; value: string } | null,
): Mark {
  return {
    of: 'retention',
    definition,
    start,
    period: cell?.period ?? null,
    ...(cell?.to === undefined ? {} : { to: cell.to }),
    ...(group ? { group } : {}),
  };
}

const groupOf = (by: string | null, group: RetentionGroup) =>
  by === null || group.value === null ? null : { by, value: group.value };

/** The table as the screen draws it. */
export function toRetentionHeat(retention: Retention, words: ChartWords, options: TableOptions): HeatView {
  const { t, format } = words;
  const { grain, definition } = retention;
  const { after, by, groupName } = options;
  const groups = groupsOf(retention);
  const group = chosenGroup(retention, options.group);
  const afterGroup = after ? (groupsOf(after).find((one) => one.value === group.value) ?? null) : null;
  const all = group.cohorts;
  const cohorts = all.slice(-SHOWN_COHORTS[grain]);
  const columns = columnsOf(retention);
  const moves = (row: number, column: number): number | null => {
    const later = afterGroup?.cohorts[all.length - cohorts.length + row]?.cells[column];
    const cell = cohorts[row]?.cells[column];
    return later && cell ? later.rate - cell.rate : null;
  };
  const mostMoved = afterGroup
    ? Math.max(0.001, ...cohorts.flatMap((cohort, row) => cohort.cells.map((_, column) => moves(row, column) ?? 0)))
    : 1;
  const top = topRate([group]);
  const isAfter = definition.mode === 'on-or-after';
  const name = (column: number) => columnName(t, definition, columns[column]!);
  const shortened =
    cohorts.length < all.length
      ? ` ${t('retention.table.shortened', { n: format.int(cohorts.length), all: format.int(all.length) })}`
      : '';
  return {
    corner: t('retention.table.cohort'),
    sizeName: t('retention.table.size'),
    columns: columns.map((column, index) => ({
      name: bracketText([column.period, column.to ?? column.period]),
      hint: t('retention.table.choose', { column: name(index) }),
    })),
    summaries: groups.map((one) => {
      const later = after ? groupsOf(after).find((other) => other.value === one.value) : null;
      return {
        key: one.value ?? '',
        name: one.value === null ? t('retention.table.mean') : groupName(one.value),
        hint: t(`retention.field.mean-define`),
        size: format.int(groupSize(one)),
        isChosen: one.value !== null && one.value === group.value,
        cells: columns.map((_, column) => {
          const mean = one.means[column];
          if (!mean) return '';
          const moved = later?.means[column];
          return after ? (moved ? signedPoints(format, moved.rate - mean.rate) : '') : format.percent(mean.rate, 0);
        }),
      };
    }),
    rows: cohorts.map((cohort, row) => ({
      key: cohort.start,
      name: format.tick(grain, cohort.start, true),
      size: format.int(cohort.size),
      ...(cohort.size > 0 ? { mark: retentionMark(retention, cohort.start, null, groupOf(by, group)) } : {}),
      cells: cohort.cells.map((cell, column) => {
        if (cohort.size === 0) return null;
        const moved = moves(row, column);
        return {
          text: afterGroup ? signedPoints(format, moved ?? 0) : format.percent(cell.rate, 0),
          share: afterGroup ? (moved ?? 0) / mostMoved : cell.rate / top,
          isComplete: cell.complete,
          mark: retentionMark(retention, cohort.start, cell, groupOf(by, group)),
        };
      }),
    })),
    readOut(row, column) {
      const cohort = cohorts[row]!;
      const period = format.tick(grain, cohort.start, true);
      if (column === null) return t('retention.table.row', { cohort: period, size: format.int(cohort.size) });
      const cell = cohort.cells[column]!;
      const later = afterGroup?.cohorts[all.length - cohorts.length + row]?.cells[column];
      if (later)
        return t('retention.table.cell-moved', {
          cohort: period,
          column: name(column),
          before: format.percent(cell.rate),
          after: format.percent(later.rate),
          points: signedPoints(format, later.rate - cell.rate),
        });
      const key = isAfter
        ? cell.complete
          ? 'retention.table.cell-after'
          : 'retention.table.cell-after-open'
        : cell.complete
          ? 'retention.table.cell'
          : 'retention.table.cell-open';
      return t(key, {
        cohort: period,
        size: format.int(cohort.size),
        returned: format.int(cell.returned),
        column: name(column),
        rate: format.percent(cell.rate),
        interval: format.interval(cell.low, cell.high),
      });
    },
    readOutSummary(summary, column) {
      const mean = groups[summary]!.means[column];
      if (!mean) return t('retention.table.mean-none', { column: name(column) });
      return t('retention.table.mean-cell', {
        column: name(column),
        rate: format.percent(mean.rate),
        interval: format.interval(mean.low, mean.high),
        cohorts: format.int(mean.cohorts),
        size: format.int(mean.size),
      });
    },
    hint: `${t('retention.table.hint')}${shortened}`,
  };
}

/** The same table as a picture and as rows: every group, every cohort, every interval. */
export function toRetentionView(retention: Retention, words: ChartWords, options: TableOptions): ChartView {
  const { theme, t, format } = words;
  const { grain, definition } = retention;
  const groups = groupsOf(retention);
  const isSplit = retention.groups.length > 0;
  const columns = columnsOf(retention);
  const shown = chosenGroup(retention, options.group);
  const cohorts = shown.cohorts.slice(-SHOWN_COHORTS[grain]);
  const top = topRate([shown]);
  const axis = {
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: theme.muted, fontSize: 12 },
    splitLine: { show: false },
  };
  const cellsOf = (cells: (RetentionCell | null)[], start: string | null, group: RetentionGroup): ChartCell[] =>
    columns.flatMap((_, column): ChartCell[] => {
      const cell = cells[column];
      if (!cell) return [EMPTY, EMPTY, EMPTY];
      return [
        {
          text: `${format.percent(cell.rate)}${cell.complete ? '' : '*'}`,
          raw: cell.rate,
          ...(start === null ? {} : { mark: retentionMark(retention, start, cell, groupOf(options.by, group)) }),
        },
        { text: format.percent(cell.low), raw: cell.low },
        { text: format.percent(cell.high), raw: cell.high },
      ];
    });
  const lead = (group: RetentionGroup): ChartCell[] => {
    if (!isSplit) return [];
    const name = group.value === null ? '' : options.groupName(group.value);
    return [{ text: name, raw: name }];
  };
  return {
    option: {
      ...base(words),
      grid: { left: 96, right: 12, top: 12, bottom: 28 },
      xAxis: {
        ...axis,
        type: 'category',
        data: columns.map(({ period, to }) => bracketText([period, to ?? period])),
        name: t(`retention.axis.${definition.period}`),
        nameLocation: 'middle',
      },
      yAxis: { ...axis, type: 'category', inverse: true, data: cohorts.map((cohort) => format.tick(grain, cohort.start, true)) },
      series: [
        {
          type: 'heatmap',
          data: cohorts.flatMap((cohort, row) =>
            cohort.cells.map((cell, column) => {
              const colour = heatColour(theme, cell.rate / top);
              return {
                value: [column, row, cell.rate],
                itemStyle: { color: colour.background, opacity: cell.complete ? 1 : 0.6 },
                label: { show: true, color: colour.text, fontSize: 11, formatter: format.percent(cell.rate, 0) },
              };
            }),
          ),
        },
      ],
    },
    picture: { width: Math.max(480, 120 + columns.length * 52), height: 80 + cohorts.length * 22 },
    marks: cohorts.flatMap((cohort) =>
      cohort.cells.map((cell, dataIndex) => ({
        seriesIndex: 0,
        dataIndex,
        label: '',
        mark: retentionMark(retention, cohort.start, cell, groupOf(options.by, shown)),
      })),
    ),
    table: {
      columns: [
        ...(isSplit ? [{ name: t('retention.table.group'), numeric: false }] : []),
        { name: t('retention.table.cohort'), numeric: false },
        { name: t('retention.table.size'), numeric: true },
        ...columns.flatMap((column) => {
          const name = columnName(t, definition, column);
          return [
            { name, numeric: true },
            { name: t('retention.table.low', { column: name }), numeric: true },
            { name: t('retention.table.high', { column: name }), numeric: true },
          ];
        }),
      ],
      rows: groups.flatMap((group) => [
        [
          ...lead(group),
          { text: t('retention.table.mean'), raw: t('retention.table.mean') },
          { text: format.int(groupSize(group)), raw: groupSize(group) },
          ...cellsOf(
            group.means.map((mean) => mean && { ...mean, period: 0, complete: true }),
            null,
            group,
          ),
        ],
        ...group.cohorts.map((cohort) => [
          ...lead(group),
          { text: format.tick(grain, cohort.start, true), raw: cohort.start },
          {
            text: format.int(cohort.size),
            raw: cohort.size,
            mark: retentionMark(retention, cohort.start, null, groupOf(options.by, group)),
          },
          ...cellsOf(cohort.cells, cohort.start, group),
        ]),
      ]),
    },
  };
}

const EMPTY: ChartCell = { text: '', raw: null };
