import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ListFilter, Maximize2, Tags, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { MemberListRow, MemberSort, Rule } from '../../../core/api/contract.ts';
import { markText } from '../../app/marks.ts';
import { scopeOf, useAddress, useChangeAddress, useScope } from '../../app/search.ts';
import { act, ask, engineKey, useEngine, useWorkspaceVersion } from '../../client/engine.ts';
import { saveBlob } from '../../client/files.ts';
import { attributeValue, useT, wordFor } from '../../i18n/t.ts';
import { DataGrid, type GridHandle } from '../../ui/DataGrid.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { capital } from '../../ui/format.ts';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { useRuleText } from '../../ui/rule/useRuleText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { type MemberColumn, memberColumns } from './columns.tsx';
import { Facets, withField } from './Facets.tsx';
import { ListActions } from './ListActions.tsx';
import { MemberDetails } from './MemberDetails.tsx';
import styles from './MembersPage.module.css';
import { isNarrowed, listInput } from './shownList.ts';
import { TagsPage } from './TagsPage.tsx';

export function MembersPage() {
  const { view } = useAddress();
  return view === 'tags' ? <TagsPage /> : <MemberList />;
}

function MemberList() {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const address = useAddress();
  const change = useChangeAddress();
  const scope = useScope();
  const version = useWorkspaceVersion();
  const grid = useRef<GridHandle>(null);
  const [hasFacets, setHasFacets] = useState(true);

  const { q = '', facets = {}, classes = {}, mark, member } = address;
  const sort = address.sort ?? { column: 'lastSeenAt' as MemberSort, direction: 'desc' as const };
  const where = listInput(address, scope);
  const facetAnswer = useEngine('facets', where);
  const known = facetAnswer.data?.kind === 'facets' ? facetAnswer.data.classes : null;
  const columns = useMemo(() => memberColumns(t, format, known ?? []), [t, format, known]);
  const opened = useEngine('member', { memberNo: member ?? 1 }, { enabled: member !== undefined, keep: false });
  const chips = [
    ...Object.entries(facets).flatMap(([field, values]) =>
      (values ?? []).map((value) => ({
        key: `facet ${field} ${value}`,
        text: t('members.chip.facet', {
          field: wordFor(t, 'facet', field),
          value: attributeValue(t, format.locale, field, value),
        }),
        remove: () => ({ facets: filled(withField(facets, field as keyof typeof facets, without(values, value))) }),
      })),
    ),
    ...Object.entries(classes).flatMap(([field, values]) =>
      values.map((value) => ({
        key: `class ${field} ${value}`,
        text: className(field, value),
        remove: () => ({ classes: filled(withField(classes, field, without(values, value))) }),
      })),
    ),
  ];
  function className(field: string, value: string): string {
    const found = known?.find((one) => one.field === field);
    const words = found?.values.find((one) => one.value === value)?.words;
    return t('members.chip.facet', {
      field: field.startsWith('tag:') ? field.slice(4) : found ? capital(say(found.words)) : field,
      value: words ? say(words) : value,
    });
  }
  const narrowed = isNarrowed(address, scope);
  const ruleText = useRuleText(mark?.of === 'rule' ? (mark.rule as Rule) : null);
  const markName = mark ? (ruleText ?? markText(mark, t, format)) : null;

  const open = (row: MemberListRow) => {
    change({ member: row.memberNo }, { replace: member !== undefined });
  };

  return (
    <div className={styles.page} data-facets={hasFacets}>
      {hasFacets ? (
        <aside className={styles.facets} aria-label={t('members.facets.label')}>
          <Facets
            query={facetAnswer}
            chosen={facets}
            classes={classes}
            onChoose={(next) => change({ facets: filled(next) })}
            onClasses={(next) => change({ classes: filled(next) })}
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
          <Tooltip label={t('segments.tags.button')}>
            <ActionIcon aria-label={t('segments.tags.button')} onClick={() => change({ view: 'tags' })}>
              <Tags size={16} />
            </ActionIcon>
          </Tooltip>
          <SearchField
            value={q}
            label={t('members.search.label')}
            onSearch={(next) => change({ q: next || undefined }, { replace: true })}
          />
          {markName ? (
            <Chip text={markName} label={t('members.chip.remove')} onRemove={() => change({ mark: undefined })} />
          ) : null}
          {chips.map(({ key, text, remove }) => (
            <Chip key={key} text={text} label={t('members.chip.remove')} onRemove={() => change(remove())} />
          ))}
          {narrowed ? (
            <ListActions
              shown={address}
              scope={scope}
              suggested={format.list([...(markName ? [markName] : []), ...chips.map((chip) => chip.text)])}
            />
          ) : null}
        </div>
        <div className={styles.grid}>
          <DataGrid<MemberListRow, MemberColumn>
            ref={grid}
            gridId="members"
            label={t('app.page.members')}
            columns={columns}
            rowNo={(row) => row.memberNo}
            rowName={(row) => row.handle ?? row.memberId}
            queryKey={engineKey('members', { ...where, sort }, version)}
            listKey={{ where, sort }}
            fetchPage={(offset, limit, signal) => ask('members', { ...where, sort, offset, limit }, signal) as never}
            sort={sort}
            onSort={(next) => change({ sort: next as typeof sort })}
            onOpen={open}
            openNo={member}
            onExport={async (shown) => {
              const { blobId, fileName } = await act('exportMembers', {
                ...where,
                sort,
                columns: shown,
              });
              await saveBlob(blobId, fileName);
            }}
            empty={
              <div className={styles.none}>
                <span>{narrowed ? t('members.empty.filtered') : t('members.empty.all')}</span>
                {narrowed ? (
                  <Button
                    variant="default"
                    onClick={() =>
                      change({ q: undefined, facets: undefined, classes: undefined, mark: undefined, segment: undefined })
                    }
                  >
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

const without = (values: string[] | undefined, value: string): string[] => (values ?? []).filter((one) => one !== value);
const filled = <C extends object>(choice: C): C | undefined => (Object.keys(choice).length > 0 ? choice : undefined);

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
