// biome-ignore-all lint/a11y/useKeyWithClickEvents: the table's own key handler does what a click does
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked with the arrow keys, as in a grid
// biome-ignore-all lint/suspicious/noArrayIndexKey: a period is its own name
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Mark, Retention } from '../../../core/api/contract.ts';
import { heatColour } from '../../chart/heat.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './RetentionTable.module.css';
import { cohortMark, retentionTop, SHOWN } from './toRetentionView.ts';

/** The retention triangle in HTML: text contrast, arrow keys and screen readers come for free. */
export function RetentionTable({
  retention,
  height,
  label,
  onMark,
}: {
  retention: Retention;
  height: number;
  label: string;
  onMark: (mark: Mark) => void;
}) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const [at, setAt] = useState<{ row: number; period: number } | null>(null);
  const table = useRef<HTMLTableElement>(null);

  const { grain } = retention;
  const cohorts = retention.cohorts.slice(-SHOWN[grain].cohorts);
  const periods = Math.min(SHOWN[grain].periods, Math.max(0, ...cohorts.map((cohort) => cohort.cells.length - 1))) + 1;
  const top = retentionTop(retention);
  const cohort = at ? cohorts[at.row] : undefined;
  const cell = at ? cohort?.cells[at.period] : undefined;

  function onKeyDown(event: KeyboardEvent): void {
    const from = at ?? { row: 0, period: 0 };
    const moves: Record<string, [number, number]> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const move = moves[event.key];
    if (!move) {
      if (event.key === 'Enter' && cohort && cell) onMark(cohortMark(grain, cohort.start, cell.period));
      return;
    }
    event.preventDefault();
    const row = Math.max(0, Math.min(cohorts.length - 1, from.row + move[0]));
    const last = Math.min(periods, cohorts[row]!.cells.length) - 1;
    const period = Math.max(0, Math.min(last, from.period + move[1]));
    table.current?.querySelector<HTMLElement>(`[data-cell="${row}-${period}"]`)?.focus();
  }

  return (
    <div>
      <div className={styles.scroll} style={{ height: height - 26 }}>
        <table
          ref={table}
          className={styles.table}
          role="grid"
          aria-label={label}
          onKeyDown={onKeyDown}
          onMouseLeave={() => setAt(null)}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.cohort}>
                {t('overview.retention.cohort')}
              </th>
              <th scope="col">{t('overview.retention.size')}</th>
              {Array.from({ length: periods }, (_, period) => (
                <th
                  key={period}
                  scope="col"
                  style={{ textAlign: 'center' }}
                  title={t(`overview.retention.after-${grain}`, { count: period, n: period })}
                >
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.mean}>
              <th scope="row" className={styles.cohort} title={t('overview.retention.mean-define')}>
                {t('overview.retention.mean')}
              </th>
              <td />
              {Array.from({ length: periods }, (_, period) => (
                <td key={period}>{format.percent(retention.mean[period] ?? null, 0)}</td>
              ))}
            </tr>
            {cohorts.map((one, row) => (
              <tr key={one.start}>
                <th scope="row" className={styles.cohort}>
                  {format.tick(grain, one.start, true)}
                </th>
                <th>{format.int(one.size)}</th>
                {one.cells.slice(0, periods).map((entry) => {
                  const colour = heatColour(theme, entry.rate / top);
                  const isHere = at?.row === row && at.period === entry.period;
                  return (
                    <td
                      key={entry.period}
                      data-cell={`${row}-${entry.period}`}
                      className={`${styles.cell} ${entry.complete ? '' : styles.unfinished}`}
                      style={{ backgroundColor: colour.background, color: colour.text }}
                      tabIndex={isHere || (!at && row === 0 && entry.period === 0) ? 0 : -1}
                      onFocus={() => setAt({ row, period: entry.period })}
                      onMouseEnter={() => setAt({ row, period: entry.period })}
                      onClick={() => onMark(cohortMark(grain, one.start, entry.period))}
                    >
                      {format.percent(entry.rate, 0)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.readout} aria-live="polite">
        {cohort && cell
          ? t(cell.complete ? `overview.retention.cell-${grain}` : `overview.retention.cell-${grain}-unfinished`, {
              cohort: format.period(grain, cohort.start),
              size: format.int(cohort.size),
              count: cell.period,
              n: cell.period,
              returned: format.int(cell.returned),
              rate: format.percent(cell.rate),
              interval: format.interval(cell.low, cell.high),
            })
          : t('overview.retention.hint')}
      </p>
    </div>
  );
}
