import {
  SpotlightAction,
  SpotlightActionsGroup,
  SpotlightActionsList,
  SpotlightEmpty,
  SpotlightRoot,
  SpotlightSearch,
} from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppState, useEngine } from '../client/engine.ts';
import { fixedT, type Key, useT, wordFor } from '../i18n/t.ts';
import { useFormat, useSay, useSettled } from '../ui/hooks.ts';
import { fits } from '../ui/pinyin.ts';
import { useActions } from './actions.ts';
import { isFree, PAGE_NAMES, PAGES } from './pages.ts';
import { clean, scopeOf, useAddress } from './search.ts';

const MEMBERS_SHOWN = 8;
const SEGMENTS_SHOWN = 5;

/** One box for pages, actions and members; both languages and pinyin initials find a name. */
export function Palette() {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const navigate = useNavigate();
  const address = useAddress();
  const actions = useActions();
  const hasWorkspace = Boolean(useAppState().data?.workspace);
  const [query, setQuery] = useState('');
  const wanted = useSettled(query.trim(), 120);
  const found = useEngine('members', { search: wanted, limit: MEMBERS_SHOWN, offset: 0 }, { enabled: wanted.length > 0 });

  const names = (key: Key) => [fixedT('zh-CN')(key), fixedT('en')(key)];
  const pages = PAGE_NAMES.filter(
    (page) => (hasWorkspace || isFree(PAGES[page].to)) && fits(query, ...names(`app.page.${page}`)),
  );
  const verbs: { key: Key; run: () => void; needsWorkspace?: boolean }[] = [
    { key: 'palette.action.import', run: actions.importFiles },
    { key: 'palette.action.open', run: actions.open },
    { key: 'palette.action.sample', run: actions.openSample },
    { key: 'palette.action.undo', run: actions.undo, needsWorkspace: true },
    { key: 'palette.action.redo', run: actions.redo, needsWorkspace: true },
    { key: 'palette.action.language', run: actions.language },
    { key: 'palette.action.theme', run: actions.theme },
    { key: 'palette.action.shortcuts', run: actions.shortcuts },
    { key: 'palette.action.close', run: actions.close, needsWorkspace: true },
  ];
  const shownVerbs = verbs.filter(({ key, needsWorkspace }) => (hasWorkspace || !needsWorkspace) && fits(query, ...names(key)));
  const segments = useEngine('segments', {}, { enabled: wanted.length > 0 });
  const fitting = wanted
    ? (segments.data?.rows ?? []).filter((row) => row.trashedAt === null && fits(wanted, row.name)).slice(0, SEGMENTS_SHOWN)
    : [];
  const members = wanted && found.data?.kind === 'members' ? found.data.rows : [];
  // Members arrive after the query was typed, and Spotlight marks a first line only while typing: mark it as Spotlight does.
  const firstMember = members[0]?.memberNo;
  useEffect(() => {
    if (firstMember === undefined || document.querySelector('.mantine-Spotlight-action[data-selected]')) return;
    document.querySelector('.mantine-Spotlight-action')?.setAttribute('data-selected', 'true');
  }, [firstMember]);
  const isEmpty = pages.length + shownVerbs.length + members.length + fitting.length === 0;

  return (
    <SpotlightRoot
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={560}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <SpotlightSearch
        placeholder={t('palette.search.placeholder')}
        leftSection={<Search size={16} />}
        aria-label={t('palette.search.placeholder')}
      />
      <SpotlightActionsList>
        {pages.length > 0 ? (
          <SpotlightActionsGroup label={t('palette.group.pages')}>
            {pages.map((page) => {
              const Icon = PAGES[page].icon;
              return (
                <SpotlightAction
                  key={page}
                  label={t(`app.page.${page}`)}
                  leftSection={<Icon size={16} />}
                  rightSection={<span>{`G ${PAGES[page].letter.toUpperCase()}`}</span>}
                  onClick={() => void navigate({ to: PAGES[page].to, search: scopeOf(address) as never })}
                />
              );
            })}
          </SpotlightActionsGroup>
        ) : null}
        {fitting.length > 0 ? (
          <SpotlightActionsGroup label={t('segments.palette.group')}>
            {fitting.map((segment) => (
              <SpotlightAction
                key={segment.segmentNo}
                label={segment.name}
                description={say(segment.sentence)}
                onClick={() =>
                  void navigate({ to: '/segments', search: { ...scopeOf(address), no: segment.segmentNo } as never })
                }
              />
            ))}
          </SpotlightActionsGroup>
        ) : null}
        {members.length > 0 ? (
          <SpotlightActionsGroup label={t('palette.group.members')}>
            {members.map((member) => (
              <SpotlightAction
                key={member.memberNo}
                label={member.handle ?? member.memberId}
                description={`${wordFor(t, 'value', member.role)} · ${t('palette.member.seen', { when: format.date(member.lastSeenAt) })}`}
                onClick={() =>
                  void navigate({
                    to: '/members/$memberNo',
                    params: { memberNo: String(member.memberNo) } as never,
                    search: clean(scopeOf(address)) as never,
                  })
                }
              />
            ))}
          </SpotlightActionsGroup>
        ) : null}
        {shownVerbs.length > 0 ? (
          <SpotlightActionsGroup label={t('palette.group.actions')}>
            {shownVerbs.map(({ key, run }) => (
              <SpotlightAction key={key} label={t(key)} onClick={run} />
            ))}
          </SpotlightActionsGroup>
        ) : null}
        {isEmpty ? <SpotlightEmpty>{t('palette.empty.text')}</SpotlightEmpty> : null}
      </SpotlightActionsList>
    </SpotlightRoot>
  );
}
