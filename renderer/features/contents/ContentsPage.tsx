import { Button, MultiSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ContentRow, ContentSort } from '../../../core/api/contract.ts';
import { rememberTitle } from '../../app/marks.ts';
import { useAddress, useChangeAddress, useOpenMark } from '../../app/search.ts';
import { act, ask, engineKey, useWorkspaceVersion } from '../../client/engine.ts';
import { saveBlob } from '../../client/files.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Interval } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import styles from './ContentsPage.module.css';

/** Grid columns: the sorts of the engine, and three that only show. */
type Column = ContentSort | 'completionRate' | 'parentTitle' | 'tags';
const SHOW_ONLY: readonly Column[] = ['completionRate', 'parentTitle', 'tags'];

export function ContentsPage() {
  const t = useT();
  const format = useFormat();
  const version = useWorkspaceVersion();
  const address = useAddress();
  const change = useChangeAddress();
  const openMark = useOpenMark();
  const [kindCounts, setKindCounts] = useState<{ value: string; count: number }[]>([]);
  const { q = '', kinds = [] } = address;
  const sort = address.contentSort ?? { column: 'viewers' as ContentSort, direction: 'desc' as const };
  const where = { search: q, kinds };

  const columns = useMemo((): GridColumn<ContentRow, Column>[] => {
    const number = (
      id: 'events' | 'viewers' | 'completions' | 'ratings' | 'posts',
      width: number,
      isExtra = false,
    ): GridColumn<ContentRow, Column> => ({
      id,
      name: t(`contents.column.${id}`),
      hint: t(`contents.column.${id}-define`),
      width,
      isNumeric: true,
      isExtra,
      cell: (row) => format.int(row[id]),
      text: (row) => String(row[id]),
    });
    return [
      {
        id: 'title',
        name: t('contents.column.title'),
        width: 300,
        cell: (row) => <span title={row.title ?? row.contentId}>{row.title ?? row.contentId}</span>,
        text: (row) => row.title ?? row.contentId,
      },
      {
        id: 'contentKind',
        name: t('contents.column.contentKind'),
        width: 88,
        cell: (row) => wordFor(t, 'contentKind', row.contentKind),
        text: (row) => row.contentKind,
      },
      number('viewers', 100),
      number('events', 100),
      number('completions', 116),
      {
        id: 'completionRate',
        name: t('contents.column.completionRate'),
        hint: t('contents.column.completionRate-define'),
        width: 148,
        isNumeric: true,
        isSortable: false,
        missing: t('contents.missing.completionRate'),
        cell: (row) =>
          row.completionRate === null || row.completionLow === null || row.completionHigh === null ? null : (
            <Interval
              rate={row.completionRate}
              low={row.completionLow}
              high={row.completionHigh}
              label={t('contents.rate.interval', {
                interval: format.interval(row.completionLow, row.completionHigh),
                n: format.int(row.viewers),
              })}
            />
          ),
        text: (row) => (row.completionRate === null ? '' : String(row.completionRate)),
      },
      {
        id: 'rating',
        name: t('contents.column.rating'),
        hint: t('contents.column.rating-define'),
        width: 96,
        isNumeric: true,
        missing: t('contents.missing.rating'),
        cell: (row) =>
          row.rating === null
            ? null
            : row.ratingMax === null
              ? format.number(row.rating, 2)
              : `${format.number(row.rating, 2)} / ${format.number(row.ratingMax, 0)}`,
        text: (row) => (row.rating === null ? '' : String(row.rating)),
      },
      number('ratings', 88),
      number('posts', 80),
      {
        id: 'publishedAt',
        name: t('contents.column.publishedAt'),
        width: 112,
        isNumeric: true,
        missing: t('contents.missing.publishedAt'),
        cell: (row) => (row.publishedAt === null ? null : format.date(row.publishedAt)),
        text: (row) => (row.publishedAt === null ? '' : format.time(row.publishedAt)),
      },
      {
        id: 'parentTitle',
        name: t('contents.column.parentTitle'),
        width: 180,
        isSortable: false,
        isExtra: true,
        missing: t('contents.missing.parentTitle'),
        cell: (row) => (row.parentTitle === null ? null : <span title={row.parentTitle}>{row.parentTitle}</span>),
        text: (row) => row.parentTitle ?? '',
      },
      {
        id: 'tags',
        name: t('contents.column.tags'),
        width: 200,
        isSortable: false,
        missing: t('contents.missing.tags'),
        cell: (row) =>
          row.tags.length === 0 ? null : (
            <span className={styles.tags} title={format.list(row.tags)}>
              {row.tags.slice(0, 4).map((tag) => (
                <span key={tag} className={styles.tag}>
                  {tag}
                </span>
              ))}
            </span>
          ),
        text: (row) => row.tags.join(' '),
      },
    ];
  }, [t, format]);

  const isFiltered = q !== '' || kinds.length > 0;
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <SearchField
          value={q}
          label={t('contents.search.label')}
          width={280}
          onSearch={(next) => change({ q: next || undefined }, { replace: true })}
        />
        <MultiSelect
          aria-label={t('contents.kinds.label')}
          placeholder={kinds.length === 0 ? t('contents.kinds.all') : ''}
          miw={200}
          clearable
          data={[...new Set([...kindCounts.map((kind) => kind.value), ...kinds])].map((value) => {
            const count = kindCounts.find((kind) => kind.value === value)?.count;
            return {
              value,
              label:
                count === undefined
                  ? wordFor(t, 'contentKind', value)
                  : `${wordFor(t, 'contentKind', value)} ${format.int(count)}`,
            };
          })}
          value={kinds}
          onChange={(next) => change({ kinds: next.length > 0 ? next : undefined })}
        />
      </div>
      <div className={styles.grid}>
        <DataGrid
          gridId="contents"
          label={t('app.page.contents')}
          columns={columns}
          rowNo={(row) => row.contentNo}
          rowName={(row) => row.title ?? row.contentId}
          queryKey={engineKey('contents', { ...where, sort }, version)}
          listKey={{ where, sort }}
          fetchPage={async (offset, limit, signal) => {
            const page = await ask('contents', { ...where, sort, offset, limit }, signal);
            if (page.kind === 'contents') {
              for (const row of page.rows) rememberTitle(row.contentNo, row.title);
              if (offset === 0) setKindCounts(page.kinds);
            }
            return page;
          }}
          sort={sort as { column: Column; direction: 'asc' | 'desc' }}
          onSort={(next) => {
            if (!SHOW_ONLY.includes(next.column))
              change({ contentSort: next as { column: ContentSort; direction: 'asc' | 'desc' } });
          }}
          // Viewers are counted over all time and over events alone: the list must be read the same way to have the same people.
          onOpen={(row) => openMark({ of: 'content', contentNo: row.contentNo }, { basis: 'events' })}
          onExport={async (shown) => {
            const exported = shown.filter((column) => column !== 'tags') as Exclude<Column, 'tags'>[];
            const { blobId, fileName } = await act('exportContents', {
              ...where,
              sort,
              columns: exported as [ContentSort, ...ContentSort[]],
            });
            await saveBlob(blobId, fileName);
          }}
          empty={
            <div className={styles.none}>
              <span>{isFiltered ? t('contents.empty.filtered') : t('contents.empty.all')}</span>
              {isFiltered ? (
                <Button variant="default" onClick={() => change({ q: undefined, kinds: undefined })}>
                  {t('members.empty.clear')}
                </Button>
              ) : null}
            </div>
          }
        />
      </div>
    </div>
  );
}
