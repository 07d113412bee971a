import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ListFilter, Maximize2, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { MemberRow, MemberSort } from '../../../core/api/contract.ts';
import { markText } from '../../app/marks.ts';
import { scopeOf, useAddress, useChangeAddress, useScope } from '../../app/search.ts';
import { act, ask, engineKey, useEngine, useWorkspaceVersion } from '../../client/engine.ts';
import { saveBlob } from '../../client/files.ts';
import { attributeValue, useT, wordFor } from '../../i18n/t.ts';
import { DataGrid, type GridHandle } from '../../ui/DataGrid.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { memberColumns } from './columns.tsx';
import { Facets, withField } from './Facets.tsx';
import { MemberDetails } from './MemberDetails.tsx';
import styles from './MembersPage.module.css';

export function MembersPage() {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const address = useAddress();
  const change = useChangeAddress();
  const scope = useScope();
  const version = useWorkspaceVersion();
  const grid = useRef<GridHandle>(null);
  const [hasFacets, setHasFacets] = useState(true);

  const { q = '', facets = {}, mark = null, member } = address;
  const sort = address.sort ?? { column: 'lastSeenAt' as MemberSort, direction: 'desc' as const };
  const where = { search: q, facets, mark, scope };
  const columns = useMemo(() => memberColumns(t, format), [t, format]);
  const facetAnswer = useEngine('facets', where, { enabled: hasFacets });
  const opened = useEngine('member', { memberNo: member ?? 1 }, { enabled: member !== undefined, keep: false });
  const chips = Object.entries(facets).flatMap(([field, values]) =>
    (values ?? []).map((value) => ({ field: field as keyof typeof facets, value })),
  );

  const open = (row: MemberRow) => {
    change({ member: row.memberNo }, { replace: member !== undefined });
  };

  return (
    <div className={styles.page} data-facets={hasFacets}>
      {hasFacets ? (
        <aside className={styles.facets} aria-label={t('members.facets.label')}>
          <Facets
            query={facetAnswer}
            chosen={facets}
            onChoose={(next) => change({ facets: Object.keys(next).length > 0 ? next : undefined })}
          />
        </aside>
      ) : null}
      <div className={styles.list}>
        <div className={styles.bar}>
          <Tooltip label={hasFacets ? t('members.facets.hide') : t('members.facets.show')}>
            <ActionIcon
              aria-label={hasFacets ? t('members.facets.hide') : t('members.facets.show')}
              aria-pressed={hasFacets}
              onClick={() => setHasFacets(!hasFacets)}
            >
              <ListFilter size={16} />
            </ActionIcon>
          </Tooltip>
          <SearchField
            value={q}
            label={t('members.search.label')}
            onSearch={(next) => change({ q: next || undefined }, { replace: true })}
          />
          {mark ? (
            <Chip
              text={markText(mark, t, format)}
              label={t('members.chip.remove')}
              onRemove={() => change({ mark: undefined })}
            />
          ) : null}
          {chips.map(({ field, value }) => (
            <Chip
              key={`${field} ${value}`}
              text={t('members.chip.facet', {
                field: wordFor(t, 'facet', field),
                value: attributeValue(t, format.locale, field, value),
              })}
              label={t('members.chip.remove')}
              onRemove={() => {
                const next = withField(
                  facets,
                  field,
                  (facets[field] ?? []).filter((one) => one !== value),
                );
                change({ facets: Object.keys(next).length > 0 ? next : undefined });
              }}
            />
          ))}
        </div>
        <div className={styles.grid}>
          <DataGrid
            ref={grid}
            gridId="members"
            label={t('app.page.members')}
            columns={columns}
            rowNo={(row) => row.memberNo}
            rowName={(row) => row.handle ?? row.memberId}
            queryKey={engineKey('members', { ...where, sort }, version)}
            listKey={{ where, sort }}
            fetchPage={(offset, limit, signal) => ask('members', { ...where, sort, offset, limit }, signal)}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            onOpen={open}
            openNo={member}
            onExport={async (shown) => {
              const { blobId, fileName } = await act('exportMembers', {
                ...where,
                sort,
                columns: shown as [MemberSort, ...MemberSort[]],
              });
              await saveBlob(blobId, fileName);
            }}
            empty={
              <div className={styles.none}>
                <span>{q || chips.length > 0 || mark ? t('members.empty.filtered') : t('members.empty.all')}</span>
                {q || chips.length > 0 || mark ? (
                  <Button variant="default" onClick={() => change({ q: undefined, facets: undefined, mark: undefined })}>
                    {t('members.empty.clear')}
                  </Button>
                ) : null}
              </div>
            }
          />
        </div>
      </div>
      {member !== undefined ? (
        <Drawer
          title={opened.data ? (opened.data.member.handle ?? opened.data.member.memberId) : t('members.drawer.title')}
          onClose={() => {
            change({ member: undefined }, { replace: true });
            requestAnimationFrame(() => grid.current?.focus());
          }}
          onStep={(delta) => grid.current?.step(delta)}
          tools={
            <Tooltip label={t('members.drawer.full')}>
              <ActionIcon
                aria-label={t('members.drawer.full')}
                onClick={() =>
                  void navigate({
                    to: '/members/$memberNo',
                    params: { memberNo: String(member) } as never,
                    search: scopeOf(address) as never,
                  })
                }
              >
                <Maximize2 size={16} />
              </ActionIcon>
            </Tooltip>
          }
        >
          <MemberDetails key={member} memberNo={member} />
        </Drawer>
      ) : null}
    </div>
  );
}

function Chip({ text, label, onRemove }: { text: string; label: string; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <span title={text}>{text}</span>
      <ActionIcon size={20} aria-label={`${label}: ${text}`} onClick={onRemove}>
        <X size={12} />
      </ActionIcon>
    </span>
  );
}
