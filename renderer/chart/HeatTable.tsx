// biome-ignore-all lint/a11y/useKeyWithClickEvents: the table's own key handler does what a click does
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked with the arrow keys, as in a grid
// biome-ignore-all lint/suspicious/noArrayIndexKey: a column keeps its place
import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react';
import type { Mark } from '../../core/api/contract.ts';
import type { ChartTheme } from '../theme/chartTheme.ts';
import { useChartTheme } from '../theme/useChartTheme.ts';
import styles from './HeatTable.module.css';
import { heatColour } from './heat.ts';

export interface HeatCell {
  text: string;
  /** Place on the colour scale, 0..1. */
  share: number;
  isComplete: boolean;
  /** The people in it; absent when nobody is known. */
  mark?: Mark | undefined;
}

export interface HeatRow {
  key: string;
  name: string;
  size: string;
  /** Everybody in the row. */
  mark?: Mark;
  /** null = there is no such cell. */
  cells: (HeatCell | null)[];
}

export interface HeatSummary {
  key: string;
  name: string;
  hint: string;
  size: string;
  cells: string[];
  isChosen?: boolean;
}

export interface HeatView {
  corner: string;
  sizeName: string;
  columns: { name: string; hint: string }[];
  /** Rows of plain numbers above the coloured ones: means. */
  summaries: HeatSummary[];
  rows: HeatRow[];
  /** A cell in a sentence; column null = the row as a whole. */
  readOut(row: number, column: number | null): string;
  readOutSummary?(summary: number, column: number): string;
  hint: string;
  /** Names of columns are sentences: they take several lines. */
  isWrapped?: boolean;
}

const HEADER = -1;
const READ_OUT_PX = 44;

/** A heat map in HTML: text contrast, arrow keys and screen readers come for free. Left of the first cell stands the row as a whole. */
export function HeatTable({
  view,
  height,
  label,
  column = null,
  onColumn,
  onSummary,
  onMark,
}: {
  view: HeatView;
  height: number;
  label: string;
  /** The column that other charts show. */
  column?: number | null;
  /** A column was pointed at, or chosen by its head. */
  onColumn?: (column: number, isChosen: boolean) => void;
  onSummary?: (key: string) => void;
  onMark: (mark: Mark) => void;
}) {
  const theme = useChartTheme();
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const latest = useRef({ view, onColumn, onMark });
  latest.current = { view, onColumn, onMark };

  const onPoint = useCallback((row: number, index: number) => {
    setAt({ row, column: index });
    setWords(latest.current.view.readOut(row, index === HEADER ? null : index));
    if (index !== HEADER) latest.current.onColumn?.(index, false);
  }, []);
  const onOpen = useCallback((mark: Mark) => latest.current.onMark(mark), []);

  const { rows } = view;
  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (target.closest('thead') || target.closest(`.${styles.mean}`)) return;
    const from = at ?? { row: 0, column: 0 };
    const moves: Record<string, [number, number]> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const move = moves[event.key];
    if (!move) {
      const row = at ? rows[at.row] : undefined;
      const mark = at?.column === HEADER ? row?.mark : row?.cells[at?.column ?? 0]?.mark;
      if (event.key === 'Enter' && mark) {
        event.preventDefault();
        onMark(mark);
      }
      return;
    }
    event.preventDefault();
    const row = Math.max(0, Math.min(rows.length - 1, from.row + move[0]));
    const first = rows[row]!.mark ? HEADER : 0;
    const last = rows[row]!.cells.findLastIndex((cell) => cell !== null);
    const next = Math.max(first, Math.min(last, from.column + move[1]));
    table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${next}"]`)?.focus();
  }

  return (
    <div>
      <div className={styles.scroll} style={{ height: height - READ_OUT_PX }}>
        <table
          ref={table}
          className={styles.table}
          data-wrapped={view.isWrapped}
          role="grid"
          aria-label={label}
          onKeyDown={onKeyDown}
          onMouseLeave={() => {
            setAt(null);
            setWords(null);
          }}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.cohort}>
                {view.corner}
              </th>
              <th scope="col">{view.sizeName}</th>
              {view.columns.map(({ name, hint }, index) => (
                <th key={index} scope="col" className={styles.column} data-chosen={index === column} title={hint}>
                  {onColumn ? (
                    <button
                      type="button"
                      aria-pressed={index === column}
                      aria-label={hint}
                      onClick={() => onColumn(index, true)}
                      onMouseEnter={() => onColumn(index, false)}
                    >
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.summaries.map((summary, row) => (
              <tr key={summary.key} className={styles.mean} data-chosen={summary.isChosen}>
                <th scope="row" className={styles.cohort} title={summary.hint}>
                  {onSummary ? (
                    <button type="button" aria-pressed={summary.isChosen ?? false} onClick={() => onSummary(summary.key)}>
                      {summary.name}
                    </button>
                  ) : (
                    summary.name
                  )}
                </th>
                <td className={styles.size}>{summary.size}</td>
                {summary.cells.map((text, index) => (
                  <td
                    key={index}
                    onMouseEnter={() => {
                      setWords(view.readOutSummary?.(row, index) ?? null);
                      onColumn?.(index, false);
                    }}
                  >
                    {text}
                  </td>
                ))}
              </tr>
            ))}
            {rows.map((row, index) => (
              <Row
                key={row.key}
                row={row}
                index={index}
                theme={theme}
                focus={at?.row === index ? at.column : at === null && index === 0 ? 0 : null}
                onPoint={onPoint}
                onOpen={onOpen}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.readout} aria-live="polite">
        {words ?? view.hint}
      </p>
    </div>
  );
}

/** Drawn again only when it changes or holds the focus: a table has thousands of cells. */
const Row = memo(function Row({
  row,
  index,
  theme,
  focus,
  onPoint,
  onOpen,
}: {
  row: HeatRow;
  index: number;
  theme: ChartTheme;
  /** Column that the Tab key reaches; null = none in this row. */
  focus: number | null;
  onPoint: (row: number, column: number) => void;
  onOpen: (mark: Mark) => void;
}) {
  const { mark } = row;
  return (
    <tr>
      <th scope="row" className={styles.cohort}>
        {mark ? (
          <button
            type="button"
            data-cell={`${index}:${HEADER}`}
            tabIndex={focus === HEADER ? 0 : -1}
            onFocus={() => onPoint(index, HEADER)}
            onMouseEnter={() => onPoint(index, HEADER)}
            onClick={() => onOpen(mark)}
          >
            {row.name}
          </button>
        ) : (
          row.name
        )}
      </th>
      <th className={styles.size}>{row.size}</th>
      {row.cells.map((cell, column) => {
        if (!cell) return <td key={column} />;
        const colour = heatColour(theme, cell.share);
        return (
          <td
            key={column}
            data-cell={`${index}:${column}`}
            className={`${styles.cell} ${cell.isComplete ? '' : styles.unfinished}`}
            style={{ backgroundColor: colour.background, color: colour.text }}
            tabIndex={focus === column ? 0 : -1}
            onFocus={() => onPoint(index, column)}
            onMouseEnter={() => onPoint(index, column)}
            onClick={() => cell.mark && onOpen(cell.mark)}
          >
            {cell.text}
          </td>
        );
      })}
    </tr>
  );
});
