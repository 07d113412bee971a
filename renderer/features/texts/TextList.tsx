// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of divs; a table cannot skip rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, aria-activedescendant names the row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid's own key handler does what a click does
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { Answer, TextPage, TextRef, TextRow } from '../../../core/api/contract.ts';
import { ask, engineKey, useWorkspaceVersion } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { type listInput, refName } from './address.ts';
import { Marked } from './Marked.tsx';
import styles from './TextsPage.module.css';
import { authorName, formName, MEDIA_ICONS } from './words.tsx';

export const PAGE_ROWS = 50;
const ROW_PX = 84;

export interface TextListHandle {
  /** Moves to the next text and opens it. */
  step(delta: number): void;
  focus(): void;
}

/** The texts found, a page at a time; how often each was said comes after, because the first time it takes seconds. */
export function TextList({
  where,
  first,
  isOld,
  openName,
  onOpen,
  onSame,
  ref,
}: {
  where: ReturnType<typeof listInput>;
  first: TextPage;
  /** The list shown is that of the question before. */
  isOld: boolean;
  openName: string | undefined;
  onOpen: (row: TextRow) => void;
  /** null where the list already is of texts that say the same. */
  onSame: ((row: TextRow) => void) | null;
  ref?: Ref<TextListHandle>;
}) {
  const t = useT();
  const format = useFormat();
  const domId = useId();
  const version = useWorkspaceVersion();
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const total = first.total;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const pageNos = [...new Set([0, ...items.map((item) => Math.floor(item.index / PAGE_ROWS))])];
  const pages = useQueries({
    queries: pageNos.map((page) => {
      const input = { ...where, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
      return {
        queryKey: engineKey('texts', input, version),
        queryFn: ({ signal }: { signal: AbortSignal }) => ask('texts', input, signal),
        enabled: !isOld,
      };
    }),
  });
  const rowsOf = (page: number): TextRow[] => {
    const data = pages[pageNos.indexOf(page)]?.data;
    return data?.kind === 'texts' ? data.rows : page === 0 ? first.rows : [];
  };
  const copies = useQueries({
    queries: pageNos.map((page) => {
      const of: TextRef[] = rowsOf(page).map(({ item, no }) => ({ item, no }));
      return {
        queryKey: engineKey('textCopies', { of }, version),
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<'textCopies'>> => ask('textCopies', { of }, signal),
        enabled: of.length > 0,
      };
    }),
  });
  const rowAt = (index: number): TextRow | undefined => rowsOf(Math.floor(index / PAGE_ROWS))[index % PAGE_ROWS];
  const copiesAt = (index: number): number => {
    const data = copies[pageNos.indexOf(Math.floor(index / PAGE_ROWS))]?.data;
    return data?.kind === 'copies' ? (data.copies[index % PAGE_ROWS] ?? 1) : 1;
  };

  const key = JSON.stringify(where);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top
  useEffect(() => {
    setActive(0);
    if (scroll.current) scroll.current.scrollTop = 0;
  }, [key]);

  const goTo = (index: number): number => {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    return next;
  };
  const openAt = (index: number) => {
    const row = rowAt(index);
    if (row) onOpen(row);
  };
  useImperativeHandle(ref, () => ({
    step: (delta) => openAt(goTo(active + delta)),
    focus: () => scroll.current?.focus(),
  }));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.target !== scroll.current || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const perView = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 420) / ROW_PX) - 1);
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
    if (step !== undefined) goTo(active + step);
    else if (event.key === 'Enter') openAt(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="grid"
      aria-label={t('texts.list.label')}
      aria-rowcount={total}
      aria-activedescendant={items.some((item) => item.index === active) ? `${domId}-${active}` : undefined}
      aria-busy={isOld}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative', opacity: isOld ? 0.6 : 1 }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const said = copiesAt(item.index);
          return (
            <div
              key={item.key}
              id={`${domId}-${item.index}`}
              role="row"
              aria-rowindex={item.index + 1}
              className={styles.row}
              data-active={item.index === active}
              data-open={row !== undefined && refName(row) === openName}
              style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
              onClick={() => {
                setActive(item.index);
                if (row) onOpen(row);
              }}
            >
              {row ? (
                <>
                  <div role="gridcell" className={styles.words}>
                    <div className={styles.meta}>
                      <strong>{authorName(t, row)}</strong>
                      <span>{formName(t, row.form)}</span>
                      {row.channel ? <span>{row.channel}</span> : null}
                      {row.contentTitle ? <span>{t('texts.list.about', { title: row.contentTitle })}</span> : null}
                    </div>
                    <div className={styles.snippet}>
                      {row.text === '' ? (
                        <span className={styles.muted}>{t('texts.list.wordless')}</span>
                      ) : (
                        <Marked text={row.text} ranges={row.ranges} isShort />
                      )}
                    </div>
                  </div>
                  <div role="gridcell" className={styles.side}>
                    <span className={styles.muted}>{format.date(row.at)}</span>
                    <span className={styles.icons}>
                      {row.media.map((media) => {
                        const Icon = MEDIA_ICONS[media];
                        return <Icon key={media} size={14} role="img" aria-label={t(`texts.media.${media}`)} />;
                      })}
                    </span>
                    {said > 1 ? (
                      onSame ? (
                        <button
                          type="button"
                          className={styles.said}
                          tabIndex={-1}
                          onClick={(event) => {
                            event.stopPropagation();
                            onSame(row);
                          }}
                        >
                          {t('texts.list.said', { count: said, n: format.int(said) })}
                        </button>
                      ) : null
                    ) : null}
                  </div>
                </>
              ) : (
                <div role="gridcell" className={styles.words}>
                  <span className={styles.wait} />
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
