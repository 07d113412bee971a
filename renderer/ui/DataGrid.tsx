// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of divs; a table cannot skip rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, aria-activedescendant names the row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid's own key handler does what a click does
import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Columns3, Copy, Download } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { From, Unavailable } from '../../core/api/contract.ts';
import { useT } from '../i18n/t.ts';
import styles from './DataGrid.module.css';
import { FromPopover } from './FromPopover.tsx';
import { MISSING } from './format.ts';
import { useFormat } from './hooks.ts';
import { Failed, TooLittle } from './Panel.tsx';

export interface GridColumn<Row, C extends string = string> {
  id: C;
  name: string;
  /** Definition, on hover. */
  hint?: string;
  width: number;
  isNumeric?: boolean;
  isSortable?: boolean;
  /** Not shown until chosen. */
  isExtra?: boolean;
  /** null = missing. */
  cell(row: Row): ReactNode;
  /** For copying; default: nothing when the cell is missing. */
  text(row: Row): string;
  /** Why a cell may be missing, on hover. */
  missing?: string;
}

export interface GridPage<Row> {
  kind: string;
  total: number;
  rows: Row[];
  from: From;
}

export interface GridHandle {
  /** Moves to the next row and opens it. */
  step(delta: number): void;
  focus(): void;
}

const PAGE_ROWS = 200;
const ROW_PX = 32;
/** Copying and selecting more than this is a job for the CSV. */
const SELECT_LIMIT = 10_000;
const LEAST_WIDTH = 56;

/** A virtual table over a list that the engine pages and sorts. */
export function DataGrid<Row, C extends string>({
  gridId,
  label,
  columns,
  rowNo,
  rowName,
  queryKey,
  listKey,
  fetchPage,
  sort,
  onSort,
  onOpen,
  openNo,
  onExport,
  empty,
  ref,
}: {
  /** Names the remembered widths and columns. */
  gridId: string;
  label: string;
  columns: readonly GridColumn<Row, C>[];
  rowNo: (row: Row) => number;
  rowName: (row: Row) => string;
  queryKey: readonly unknown[];
  /** Changes when it is another list; the same list over newer data keeps its place. */
  listKey: unknown;
  fetchPage: (offset: number, limit: number, signal?: AbortSignal) => Promise<GridPage<Row> | Unavailable>;
  sort: { column: C; direction: 'asc' | 'desc' };
  onSort: (sort: { column: C; direction: 'asc' | 'desc' }) => void;
  onOpen: (row: Row) => void;
  /** The row that is open beside the list. */
  openNo?: number | undefined;
  onExport: (columns: C[]) => Promise<void>;
  empty: ReactNode;
  ref?: Ref<GridHandle>;
}) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const gridDomId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useGridLayout(gridId);
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState<ReadonlyMap<number, Row>>(new Map());
  const anchor = useRef(0);
  const [isExporting, setExporting] = useState(false);

  const shown = useMemo(() => {
    const isShown = (column: GridColumn<Row, C>, index: number) => index === 0 || (layout.shown[column.id] ?? !column.isExtra);
    return columns.filter(isShown);
  }, [columns, layout]);
  const widthOf = (column: GridColumn<Row, C>) => layout.widths[column.id] ?? column.width;
  const width = shown.reduce((sum, column) => sum + widthOf(column), 36);

  const key = JSON.stringify(listKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top with nothing chosen
  useEffect(() => {
    setActive(0);
    setSelected(new Map());
    if (scroll.current) scroll.current.scrollTop = 0;
  }, [key]);

  const [total, setTotal] = useState(0);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollPaddingStart: ROW_PX + 2,
    scrollPaddingEnd: 8,
  });
  const items = virtual.getVirtualItems();
  const pageNos = [...new Set([0, ...items.map((item) => Math.floor(item.index / PAGE_ROWS))])];
  const pageQuery = (page: number) => ({
    queryKey: [...queryKey, 'page', page],
    queryFn: ({ signal }: { signal?: AbortSignal }) => fetchPage(page * PAGE_ROWS, PAGE_ROWS, signal),
  });
  const pages = useQueries({
    queries: pageNos.map((page) => ({ ...pageQuery(page), ...(page === 0 ? { placeholderData: keepPreviousData } : {}) })),
  });
  const first = pages[0]!;
  const firstPage = first.data && first.data.kind !== 'unavailable' ? (first.data as GridPage<Row>) : null;
  const newTotal = firstPage?.total ?? 0;
  useEffect(() => setTotal(newTotal), [newTotal]);

  const rowAt = (index: number): Row | undefined => {
    const at = pageNos.indexOf(Math.floor(index / PAGE_ROWS));
    const data = at < 0 ? undefined : pages[at]!.data;
    return data && data.kind !== 'unavailable' ? (data as GridPage<Row>).rows[index % PAGE_ROWS] : undefined;
  };
  const loadRow = async (index: number): Promise<Row | undefined> => {
    const page = await client.fetchQuery(pageQuery(Math.floor(index / PAGE_ROWS)));
    return page.kind === 'unavailable' ? undefined : (page as GridPage<Row>).rows[index % PAGE_ROWS];
  };

  const goTo = (index: number): number => {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    return next;
  };
  const openAt = (index: number) => void loadRow(index).then((row) => row && onOpen(row));

  useImperativeHandle(ref, () => ({
    step: (delta) => openAt(goTo(active + delta)),
    focus: () => scroll.current?.focus(),
  }));

  async function choose(index: number, isRange: boolean): Promise<void> {
    const next = new Map(selected);
    if (!isRange) {
      const row = await loadRow(index);
      if (!row) return;
      if (!next.delete(rowNo(row))) next.set(rowNo(row), row);
      anchor.current = index;
    } else {
      const from = Math.min(anchor.current, index);
      const to = Math.min(Math.max(anchor.current, index), from + SELECT_LIMIT - 1);
      for (let i = from; i <= to; i++) {
        const row = await loadRow(i);
        if (row) next.set(rowNo(row), row);
      }
    }
    setSelected(next);
  }

  async function copy(): Promise<void> {
    const only = selected.size > 0 ? [...selected.values()] : [await loadRow(active)].filter((row) => row !== undefined);
    const lines = [
      shown.map((column) => column.name),
      ...only.map((row) => shown.map((column) => column.text(row).replace(/[\t\r\n]+/g, ' '))),
    ];
    await navigator.clipboard.writeText(lines.map((line) => line.join('\t')).join('\n'));
    notifications.show({ message: t('grid.copy.done', { count: only.length, n: format.int(only.length) }) });
  }

  async function exportAll(): Promise<void> {
    setExporting(true);
    try {
      await onExport(shown.map((column) => column.id));
    } finally {
      setExporting(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.target !== scroll.current) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (String(window.getSelection() ?? '') !== '') return; // text was marked: that is what is meant
      event.preventDefault();
      void copy();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const perView = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 320) / ROW_PX) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      j: 1,
      ArrowUp: -1,
      k: -1,
      PageDown: perView,
      PageUp: -perView,
      Home: -total,
      End: total,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = goTo(active + step);
      if (event.shiftKey) void choose(next, true);
    } else if (event.key === 'Enter') openAt(active);
    else if (event.key === 'x' || event.key === ' ') void choose(active, event.shiftKey);
    else if (event.key === 'Escape' && selected.size > 0) setSelected(new Map());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const unavailable = first.data?.kind === 'unavailable' ? (first.data as Unavailable) : null;
  const isEmpty = firstPage !== null && firstPage.total === 0;
  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        className={styles.scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={total > 0 && items.some((item) => item.index === active) ? `${gridDomId}-${active}` : undefined}
        aria-busy={first.isFetching}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row" aria-rowindex={1} style={{ width, minWidth: '100%' }}>
          <div className={styles.check} role="columnheader">
            <span className="visually-hidden">{t('grid.select.column')}</span>
          </div>
          {shown.map((column, index) => {
            const isSorted = sort.column === column.id;
            const direction = isSorted ? sort.direction : null;
            const isSortable = column.isSortable ?? true;
            return (
              <div
                key={column.id}
                role="columnheader"
                aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
                className={`${styles.headCell} ${column.isNumeric ? styles.numeric : ''} ${index === 0 ? styles.pinned : ''}`}
                style={{ width: widthOf(column) }}
              >
                <button
                  type="button"
                  className={styles.sort}
                  disabled={!isSortable}
                  title={column.hint}
                  onClick={() =>
                    onSort({
                      column: column.id,
                      direction: isSorted ? (direction === 'asc' ? 'desc' : 'asc') : column.isNumeric ? 'desc' : 'asc',
                    })
                  }
                >
                  <span>{column.name}</span>
                  {direction === 'asc' ? <ArrowUp size={12} /> : direction === 'desc' ? <ArrowDown size={12} /> : null}
                </button>
                <ResizeHandle
                  width={widthOf(column)}
                  onWidth={(next) => setLayout({ ...layout, widths: { ...layout.widths, [column.id]: next } })}
                  onReset={() =>
                    setLayout({
                      ...layout,
                      widths: Object.fromEntries(Object.entries(layout.widths).filter(([id]) => id !== column.id)),
                    })
                  }
                />
              </div>
            );
          })}
        </div>
        {first.isError ? <Failed error={first.error} height={280} onRetry={() => void first.refetch()} /> : null}
        {unavailable ? <TooLittle answer={unavailable} height={280} /> : null}
        {isEmpty ? <div style={{ padding: 24 }}>{empty}</div> : null}
        {first.isPending ? <WaitingRows label={t('panel.loading.text')} /> : null}
        <div
          role="rowgroup"
          style={{
            height: virtual.getTotalSize(),
            width,
            minWidth: '100%',
            position: 'relative',
            opacity: first.isPlaceholderData ? 0.6 : 1,
          }}
        >
          {items.map((item) => {
            const row = rowAt(item.index);
            const no = row === undefined ? -1 : rowNo(row);
            const isSelected = selected.has(no);
            return (
              <div
                key={item.key}
                id={`${gridDomId}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={isSelected}
                className={styles.row}
                data-active={item.index === active}
                data-selected={isSelected || no === openNo}
                style={{ transform: `translateY(${item.start}px)`, width, minWidth: '100%' }}
                onClick={() => {
                  setActive(item.index);
                  if (row !== undefined) onOpen(row);
                }}
              >
                <div
                  className={styles.check}
                  role="gridcell"
                  onClick={(event) => {
                    event.stopPropagation();
                    setActive(item.index);
                    void choose(item.index, event.shiftKey);
                  }}
                >
                  <Checkbox
                    checked={isSelected}
                    readOnly
                    tabIndex={-1}
                    aria-label={row === undefined ? t('panel.loading.text') : t('grid.select.row', { name: rowName(row) })}
                  />
                </div>
                {shown.map((column, index) => {
                  const cell = row === undefined ? <span className={styles.wait} /> : column.cell(row);
                  // Wrapped, so that a long number ends in an ellipsis and can be read on hover.
                  const content = typeof cell === 'string' ? <span title={cell}>{cell}</span> : cell;
                  return (
                    <div
                      key={column.id}
                      role="gridcell"
                      className={`${styles.cell} ${column.isNumeric ? styles.numeric : ''} ${index === 0 ? styles.pinned : ''}`}
                      style={{ width: widthOf(column) }}
                    >
                      {content ?? (
                        <span className={styles.missing} title={column.missing ?? t('grid.cell.missing')}>
                          {MISSING}
                        </span>
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
      <div className={styles.foot}>
        <span aria-live="polite">
          {first.isPending ? '' : t('grid.foot.total', { count: total, n: format.int(total) })}
          {selected.size > 0 ? ` · ${t('grid.foot.selected', { count: selected.size, n: format.int(selected.size) })}` : ''}
        </span>
        <span className={styles.space} />
        {selected.size > 0 ? (
          <Button variant="subtle" leftSection={<Copy size={14} />} onClick={() => void copy()}>
            {t('grid.copy.button')}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          leftSection={<Download size={14} />}
          loading={isExporting}
          disabled={total === 0}
          onClick={() => void exportAll()}
        >
          {t('grid.export.button')}
        </Button>
        <Popover position="top-end" trapFocus returnFocus>
          <Popover.Target>
            <Tooltip label={t('grid.columns.button')}>
              <ActionIcon aria-label={t('grid.columns.button')}>
                <Columns3 size={16} />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown>
            <div className={styles.columns}>
              {columns.slice(1).map((column) => (
                <Checkbox
                  key={column.id}
                  label={column.name}
                  checked={shown.includes(column)}
                  onChange={(event) =>
                    setLayout({ ...layout, shown: { ...layout.shown, [column.id]: event.currentTarget.checked } })
                  }
                />
              ))}
              <Button variant="subtle" onClick={() => setLayout({ widths: {}, shown: {} })}>
                {t('grid.columns.reset')}
              </Button>
            </div>
          </Popover.Dropdown>
        </Popover>
        {first.data ? <FromPopover from={first.data.from} /> : null}
      </div>
    </div>
  );
}

function WaitingRows({ label }: { label: string }) {
  return (
    <div role="presentation">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other name
        <div key={index} className={styles.cell} style={{ height: ROW_PX, width: `${70 - (index % 4) * 8}%` }}>
          <span className={styles.wait} />
        </div>
      ))}
    </div>
  );
}

function ResizeHandle({ width, onWidth, onReset }: { width: number; onWidth: (width: number) => void; onReset: () => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      aria-hidden="true"
      className={styles.resize}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current) onWidth(Math.max(LEAST_WIDTH, Math.round(start.current.width + event.clientX - start.current.x)));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}

interface Layout {
  widths: Record<string, number>;
  shown: Record<string, boolean>;
}

function useGridLayout(gridId: string): [Layout, (next: Layout) => void] {
  const slot = `hearth-grid-${gridId}`;
  const [layout, setLayout] = useState<Layout>(() => {
    try {
      return { widths: {}, shown: {}, ...(JSON.parse(localStorage.getItem(slot) ?? '{}') as Partial<Layout>) };
    } catch {
      return { widths: {}, shown: {} };
    }
  });
  return [
    layout,
    (next) => {
      setLayout(next);
      localStorage.setItem(slot, JSON.stringify(next));
    },
  ];
}
