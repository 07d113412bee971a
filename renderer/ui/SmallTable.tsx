// biome-ignore-all lint/a11y/useKeyWithClickEvents: the row's first cell holds a button that does the same
// biome-ignore-all lint/a11y/useSemanticElements: a scrolling region, not a section of the page
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
/** A table of some dozens of rows in HTML: sorted as it comes, rows open something. Long lists take the DataGrid. */
import type { ReactNode } from 'react';
import styles from './SmallTable.module.css';

export interface SmallColumn<Row> {
  name: string;
  /** Definition, on hover. */
  hint?: string;
  isNumeric?: boolean;
  width?: number | string;
  cell(row: Row): ReactNode;
}

export function SmallTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  openLabel,
  height,
}: {
  label: string;
  columns: readonly SmallColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Makes rows clickable; the first cell becomes a button. */
  onOpen?: ((row: Row) => void) | undefined;
  /** What the button does, read aloud. */
  openLabel?: ((row: Row) => string) | undefined;
  /** Scrolls inside; absent: as tall as its rows. */
  height?: number;
}) {
  return (
    <div
      className={styles.scroll}
      style={height === undefined ? undefined : { maxHeight: height }}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={column.isNumeric ? styles.numeric : undefined}
                title={column.hint}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.hint ? <span className={styles.defined}>{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={onOpen ? styles.open : undefined} onClick={onOpen ? () => onOpen(row) : undefined}>
              {columns.map((column, index) => (
                <td key={column.name} className={column.isNumeric ? styles.numeric : undefined}>
                  {index === 0 && onOpen ? (
                    <button
                      type="button"
                      className={styles.button}
                      aria-label={openLabel?.(row)}
                      onClick={(event) => {
                        event.stopPropagation();
                        onOpen(row);
                      }}
                    >
                      {column.cell(row)}
                    </button>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
