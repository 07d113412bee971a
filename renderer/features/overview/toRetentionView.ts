import type { Grain, Mark, Retention } from '../../../core/api/contract.ts';
import type { HeatView } from '../../chart/HeatTable.tsx';
import { heatColour } from '../../chart/heat.ts';
import { base } from '../../chart/parts.ts';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import type { T } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

/** What a screen shows of the triangle; the CSV holds all of it. */
export const SHOWN: Record<Grain, { cohorts: number; periods: number }> = {
  day: { cohorts: 45, periods: 30 },
  week: { cohorts: 53, periods: 26 },
  month: { cohorts: 48, periods: 24 },
};

/** Colour scale: the largest rate after the entry period, so that one strong first column does not flatten the rest. */
export function retentionTop(retention: Retention): number {
  let top = 0;
  for (const { cells } of retention.cohorts) for (const cell of cells) if (cell.period > 0 && cell.rate > top) top = cell.rate;
  return top || 1;
}

export const cohortMark = (grain: Grain, start: string, period: number): Mark => ({ of: 'cohort', grain, start, period });

/** The triangle as the screen draws it. */
export function toRetentionHeat(retention: Retention, t: T, format: Format): HeatView {
  const { grain } = retention;
  const cohorts = retention.cohorts.slice(-SHOWN[grain].cohorts);
  const periods = Math.min(SHOWN[grain].periods, Math.max(0, ...cohorts.map((cohort) => cohort.cells.length - 1))) + 1;
  const top = retentionTop(retention);
  return {
    corner: t('overview.retention.cohort'),
    sizeName: t('overview.retention.size'),
    columns: Array.from({ length: periods }, (_, period) => ({
      name: String(period),
      hint: t(`overview.retention.after-${grain}`, { count: period, n: period }),
    })),
    summaries: [
      {
        key: 'mean',
        name: t('overview.retention.mean'),
        hint: t('overview.retention.mean-define'),
        size: '',
        cells: Array.from({ length: periods }, (_, period) => format.percent(retention.mean[period] ?? null, 0)),
      },
    ],
    rows: cohorts.map((cohort) => ({
      key: cohort.start,
      name: format.tick(grain, cohort.start, true),
      size: format.int(cohort.size),
      cells: cohort.cells.slice(0, periods).map((cell) => ({
        text: format.percent(cell.rate, 0),
        share: cell.rate / top,
        isComplete: cell.complete,
        mark: cohortMark(grain, cohort.start, cell.period),
      })),
    })),
    readOut(row, column) {
      const cohort = cohorts[row];
      const cell = column === null ? undefined : cohort?.cells[column];
      if (!cohort || !cell) return t('overview.retention.hint');
      return t(cell.complete ? `overview.retention.cell-${grain}` : `overview.retention.cell-${grain}-unfinished`, {
        cohort: format.period(grain, cohort.start),
        size: format.int(cohort.size),
        count: cell.period,
        n: cell.period,
        returned: format.int(cell.returned),
        rate: format.percent(cell.rate),
        interval: format.interval(cell.low, cell.high),
      });
    },
    hint: t('overview.retention.hint'),
  };
}

/** The triangle as a picture and as a table. On the screen it is drawn by RetentionTable. */
export function toRetentionView(retention: Retention, words: ChartWords): ChartView {
  const { theme, t, format } = words;
  const { grain, cohorts } = retention;
  const shown = cohorts.slice(-SHOWN[grain].cohorts);
  const periods = Math.min(SHOWN[grain].periods, Math.max(0, ...shown.map((cohort) => cohort.cells.length - 1))) + 1;
  const top = retentionTop(retention);
  const axis = {
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: theme.muted, fontSize: 12 },
    splitLine: { show: false },
  };
  const longest = Math.max(0, ...cohorts.map((cohort) => cohort.cells.length));
  return {
    option: {
      ...base(words),
      grid: { left: 96, right: 12, top: 12, bottom: 28 },
      xAxis: { ...axis, type: 'category', data: Array.from({ length: periods }, (_, i) => String(i)), name: '' },
      yAxis: { ...axis, type: 'category', inverse: true, data: shown.map((cohort) => format.tick(grain, cohort.start, true)) },
      series: [
        {
          type: 'heatmap',
          data: shown.flatMap((cohort, row) =>
            cohort.cells
              .filter((cell) => cell.period < periods)
              .map((cell) => {
                const colour = heatColour(theme, cell.rate / top);
                return {
                  value: [cell.period, row, cell.rate],
                  itemStyle: { color: colour.background, opacity: cell.complete ? 1 : 0.6 },
                  label: { show: true, color: colour.text, fontSize: 11, formatter: format.percent(cell.rate, 0) },
                };
              }),
          ),
        },
      ],
    },
    picture: { width: 120 + periods * 44, height: 60 + shown.length * 22 },
    marks: shown.flatMap((cohort) =>
      cohort.cells
        .filter((cell) => cell.period < periods)
        .map((cell, i) => ({ seriesIndex: 0, dataIndex: i, label: '', mark: cohortMark(grain, cohort.start, cell.period) })),
    ),
    table: {
      columns: [
        { name: t('overview.retention.cohort'), numeric: false },
        { name: t('overview.retention.size'), numeric: true },
        ...Array.from({ length: longest }, (_, i) => ({ name: String(i), numeric: true })),
      ],
      rows: cohorts.map((cohort) => [
        { text: format.tick(grain, cohort.start, true), raw: cohort.start },
        { text: format.int(cohort.size), raw: cohort.size },
        ...Array.from({ length: longest }, (_, period) => {
          const cell = cohort.cells.find((one) => one.period === period);
          if (!cell) return { text: '', raw: null };
          return {
            text: `${format.percent(cell.rate)}${cell.complete ? '' : '*'}`,
            raw: cell.rate,
            mark: cohortMark(grain, cohort.start, period),
          };
        }),
      ]),
    },
  };
}
