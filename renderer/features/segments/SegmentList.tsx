import { ActionIcon, Button, Checkbox, Menu, TextInput, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowLeft, ArrowUp, Ellipsis, GitCompare, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SegmentRow } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { clean, scopeOf, useAddress, useChangeAddress, useOpenMark } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { BarCell } from '../../ui/Figures.tsx';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { fits } from '../../ui/pinyin.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { SegmentDrawer } from './SegmentDrawer.tsx';
import styles from './Segments.module.css';
import { type ListSort, sortSegments } from './sortSegments.ts';
import { useSegmentActions } from './useSegmentActions.tsx';

const COLUMNS = ['name', 'sentence', 'size', 'kind', 'updated'] as const;
const MOST_COMPARED = 4;

export function SegmentList({ isTrash }: { isTrash: boolean }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const navigate = useNavigate();
  const address = useAddress();
  const change = useChangeAddress();
  const openMark = useOpenMark();
  const actions = useSegmentActions();
  const query = useEngine('segments', {});
  const body = useRef<HTMLTableSectionElement>(null);
  const [sort, setSort] = useState<ListSort>({ column: 'name', isDown: false });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [renamed, setRenamed] = useState<number | null>(null);
  const { q = '', no } = address;

  const all = query.data?.rows ?? [];
  const members = query.data?.members ?? 0;
  const trashed = all.filter((row) => row.trashedAt !== null).length;
  const rows = useMemo(
    () =>
      sortSegments(
        all.filter((row) => (row.trashedAt !== null) === isTrash && fits(q, row.name, row.sentence.zh, row.sentence.en)),
        sort,
      ),
    [all, isTrash, q, sort],
  );
  const most = Math.max(1, ...rows.map((row) => row.size ?? 0));
  const opened = no === undefined ? undefined : all.find((row) => row.segmentNo === no);
  const chosen = rows.filter((row) => selected.has(row.segmentNo));

  const go = (search: object) => void navigate({ to: '/segments', search: clean({ ...scopeOf(address), ...search }) as never });
  const edit = (row: SegmentRow) => go({ view: 'edit', no: row.segmentNo });
  const seeMembers = (row: SegmentRow) => openMark({ of: 'rule', rule: { segment: row.segmentNo } }, {});
  const toggle = (row: SegmentRow) => {
    const next = new Set(selected);
    if (!next.delete(row.segmentNo)) next.add(row.segmentNo);
    setSelected(next);
  };
  const focusRow = (index: number) => {
    const buttons = body.current?.querySelectorAll<HTMLElement>('[data-name]');
    buttons?.[Math.max(0, Math.min(rows.length - 1, index))]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.dataset['name'] === undefined) return;
    const index = Number(target.dataset['name']);
    const row = rows[index];
    if (event.key === 'j' || event.key === 'ArrowDown') focusRow(index + 1);
    else if (event.key === 'k' || event.key === 'ArrowUp') focusRow(index - 1);
    else if (event.key === 'x' && row && !isTrash) toggle(row);
    else if (event.key === 'e' && row && !isTrash && !row.isList) edit(row);
    else if (event.key === 'F2' && row && !isTrash) setRenamed(row.segmentNo);
    else if (event.key === 'Delete' && row && !isTrash) void actions.trash(row);
    else return;
    event.preventDefault();
  };
  const step = (delta: number) => {
    const at = rows.findIndex((row) => row.segmentNo === no);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + delta))];
    if (next) change({ no: next.segmentNo }, { replace: true });
  };

  if (query.isPending)
    return (
      <div className={styles.page}>
        <Skeleton height={320} />
      </div>
    );
  if (query.isError) return <Failed error={query.error} height={320} onRetry={() => void query.refetch()} />;
  const isNone = all.filter((row) => (row.trashedAt !== null) === isTrash).length === 0;
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        {isTrash ? (
          <Button variant="subtle" leftSection={<ArrowLeft size={14} />} onClick={() => go({})}>
            {t('segments.trash.back')}
          </Button>
        ) : null}
        <SearchField
          value={q}
          label={t('segments.search.label')}
          onSearch={(next) => change({ q: next || undefined }, { replace: true })}
        />
        {chosen.length > 0 && !isTrash ? (
          <>
            <span className={styles.muted}>
              {t('segments.selected.text', { count: chosen.length, n: format.int(chosen.length) })}
            </span>
            <Button
              variant="default"
              leftSection={<GitCompare size={14} />}
              disabled={chosen.length > MOST_COMPARED}
              title={chosen.length > MOST_COMPARED ? t('segments.compare.most') : undefined}
              onClick={() => go({ view: 'compare', sides: chosen.map((row) => ({ segment: row.segmentNo })) })}
            >
              {t('segments.compare.button')}
            </Button>
          </>
        ) : null}
        <span className={styles.space} />
        {isTrash ? null : (
          <>
            <Button variant="subtle" leftSection={<Trash2 size={14} />} onClick={() => go({ view: 'trash' })}>
              {trashed > 0 ? t('segments.trash.button-count', { n: format.int(trashed) }) : t('segments.trash.button')}
            </Button>
            <Button
              variant="default"
              leftSection={<GitCompare size={14} />}
              onClick={() =>
                go({ view: 'compare', sides: chosen.slice(0, MOST_COMPARED).map((row) => ({ segment: row.segmentNo })) })
              }
            >
              {t('segments.compare.open')}
            </Button>
            <Button leftSection={<Plus size={14} />} onClick={() => go({ view: 'edit' })}>
              {t('segments.new.button')}
            </Button>
          </>
        )}
      </div>

      {isNone ? (
        <div className={styles.none}>
          <p className={styles.noneTitle}>{t(isTrash ? 'segments.trash.none' : 'segments.none.title')}</p>
          {isTrash ? null : (
            <>
              <p>{t('segments.none.text')}</p>
              <Button leftSection={<Plus size={14} />} onClick={() => go({ view: 'edit' })}>
                {t('segments.new.button')}
              </Button>
            </>
          )}
        </div>
      ) : (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <thead>
              <tr>
                {isTrash ? null : (
                  <th className={styles.check}>
                    <Checkbox
                      aria-label={t('segments.select.all')}
                      checked={rows.length > 0 && chosen.length === rows.length}
                      indeterminate={chosen.length > 0 && chosen.length < rows.length}
                      onChange={() =>
                        setSelected(chosen.length === rows.length ? new Set() : new Set(rows.map((r) => r.segmentNo)))
                      }
                    />
                  </th>
                )}
                {COLUMNS.map((column) => {
                  const isSorted = sort.column === column;
                  return (
                    <th
                      key={column}
                      scope="col"
                      className={`${styles[column]} ${column === 'size' || column === 'updated' ? styles.numeric : ''}`}
                      aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}
                    >
                      <button
                        type="button"
                        className={styles.sort}
                        onClick={() =>
                          setSort({ column, isDown: isSorted ? !sort.isDown : column === 'size' || column === 'updated' })
                        }
                      >
                        {t(column === 'updated' && isTrash ? 'segments.column.trashed' : `segments.column.${column}`)}
                        {isSorted ? sort.isDown ? <ArrowDown size={12} /> : <ArrowUp size={12} /> : null}
                      </button>
                    </th>
                  );
                })}
                <th className={styles.menu}>
                  <span className="visually-hidden">{t('segments.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={onKeyDown}>
              {rows.map((row, index) => (
                <tr key={row.segmentNo} data-open={row.segmentNo === no}>
                  {isTrash ? null : (
                    <td className={styles.check}>
                      <Checkbox
                        aria-label={t('segments.select.one', { name: row.name })}
                        checked={selected.has(row.segmentNo)}
                        onChange={() => toggle(row)}
                      />
                    </td>
                  )}
                  <td className={styles.name}>
                    {renamed === row.segmentNo ? (
                      <Rename
                        row={row}
                        taken={all.filter((one) => one.trashedAt === null && one !== row).map((one) => one.name)}
                        onDone={() => {
                          setRenamed(null);
                          requestAnimationFrame(() => focusRow(index));
                        }}
                      />
                    ) : (
                      <button
                        type="button"
                        className={styles.link}
                        data-name={index}
                        title={row.name}
                        onClick={() => !isTrash && change({ no: row.segmentNo }, { replace: no !== undefined })}
                        onDoubleClick={() => !isTrash && setRenamed(row.segmentNo)}
                      >
                        {row.name}
                      </button>
                    )}
                  </td>
                  <td className={styles.sentence}>
                    {row.problem ? (
                      <span className={styles.problem} title={row.problem}>
                        <TriangleAlert size={14} />
                        <span>{t('segments.problem.text')}</span>
                      </span>
                    ) : (
                      <span title={say(row.sentence)}>{say(row.sentence)}</span>
                    )}
                  </td>
                  <td className={`${styles.size} ${styles.numeric}`}>
                    {row.size === null ? (
                      <span className={styles.muted} title={t('segments.problem.text')}>
                        —
                      </span>
                    ) : (
                      <button type="button" className={styles.sizeButton} onClick={() => seeMembers(row)}>
                        <BarCell share={row.size / most} text={format.int(row.size)} />
                        <span className={styles.share}>{format.percent(members > 0 ? row.size / members : null)}</span>
                      </button>
                    )}
                  </td>
                  <td className={styles.kind}>
                    <span title={t(row.isList ? 'segments.kind.list-define' : 'segments.kind.rule-define')}>
                      {t(row.isList ? 'segments.kind.list' : 'segments.kind.rule')}
                    </span>
                  </td>
                  <td className={`${styles.updated} ${styles.numeric}`} title={format.time(row.trashedAt ?? row.updatedAt)}>
                    {format.date(row.trashedAt ?? row.updatedAt)}
                  </td>
                  <td className={styles.menu}>
                    {isTrash ? (
                      <span className={styles.trashTools}>
                        <Button variant="subtle" size="compact-xs" onClick={() => void actions.restore(row)}>
                          {t('segments.restore.button')}
                        </Button>
                        <Button variant="subtle" color="red" size="compact-xs" onClick={() => void actions.remove(row)}>
                          {t('segments.delete.button')}
                        </Button>
                      </span>
                    ) : (
                      <Menu position="bottom-end">
                        <Menu.Target>
                          <ActionIcon aria-label={t('segments.row.menu', { name: row.name })}>
                            <Ellipsis size={16} />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => seeMembers(row)} disabled={row.problem !== null}>
                            {t('segments.row.members')}
                          </Menu.Item>
                          {row.isList ? null : <Menu.Item onClick={() => edit(row)}>{t('segments.row.edit')}</Menu.Item>}
                          <Menu.Item rightSection="F2" onClick={() => setRenamed(row.segmentNo)}>
                            {t('segments.row.rename')}
                          </Menu.Item>
                          <Menu.Item
                            disabled={row.problem !== null}
                            onClick={() => go({ view: 'compare', sides: [{ segment: row.segmentNo }] })}
                          >
                            {t('segments.row.compare')}
                          </Menu.Item>
                          {row.isList ? null : (
                            <Menu.Item onClick={() => go({ view: 'edit', rule: row.rule })}>{t('segments.row.copy')}</Menu.Item>
                          )}
                          <Menu.Divider />
                          <Menu.Item rightSection="Del" onClick={() => void actions.trash(row)}>
                            {t('segments.row.trash')}
                          </Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length === 0 ? (
            <div className={styles.none}>
              <p>{t('segments.search.none')}</p>
              <Button variant="default" onClick={() => change({ q: undefined })}>
                {t('search.clear.label')}
              </Button>
            </div>
          ) : (
            <p className={styles.foot}>
              {t('segments.foot.text', { count: rows.length, n: format.int(rows.length), members: format.int(members) })}
            </p>
          )}
        </div>
      )}
      {opened && !isTrash ? (
        <SegmentDrawer
          segment={opened}
          members={members}
          onClose={() => {
            const at = rows.indexOf(opened);
            change({ no: undefined }, { replace: true });
            requestAnimationFrame(() => focusRow(at));
          }}
          onStep={step}
          onEdit={() => edit(opened)}
          onCompare={() => go({ view: 'compare', sides: [{ segment: opened.segmentNo }] })}
          onMembers={() => seeMembers(opened)}
          onCharts={() => void navigate({ to: '/overview', search: { ...scopeOf(address), segment: opened.segmentNo } as never })}
        />
      ) : null}
      {actions.dialog}
    </div>
  );
}

/** Enter keeps, Esc leaves it as it was. A name that is taken says so at once. */
function Rename({ row, taken, onDone }: { row: SegmentRow; taken: readonly string[]; onDone: () => void }) {
  const t = useT();
  const [name, setName] = useState(row.name);
  const isOver = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.select();
  }, []);
  const error = name.trim() === '' ? t('segments.name.empty') : taken.includes(name.trim()) ? t('segments.name.taken') : null;
  const end = async (isKept: boolean) => {
    if (isOver.current || (isKept && error)) return;
    isOver.current = true;
    if (isKept && name.trim() !== row.name) {
      await attempt(t, () => act('renameSegment', { segmentNo: row.segmentNo, name: name.trim() }));
      await refreshAppState();
    }
    onDone();
  };
  return (
    <Tooltip label={error ?? ''} opened={error !== null} disabled={error === null}>
      <TextInput
        ref={input}
        autoFocus
        aria-label={t('segments.row.rename')}
        error={error !== null}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') void end(true);
          else if (event.key === 'Escape') void end(false);
          event.stopPropagation();
        }}
        onBlur={() => void end(error === null)}
      />
    </Tooltip>
  );
}
