import { ActionIcon, Kbd, Menu, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useLocation } from '@tanstack/react-router';
import { CircleHelp, Monitor, Moon, Redo2, Search, Sun, Undo2 } from 'lucide-react';
import { useAppState, useEngine } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { modKey } from '../ui/keys.ts';
import { actionName, useActions } from './actions.ts';
import { PAGES, type PageName, pageAt } from './pages.ts';
import { type ThemeChoice, usePrefs } from './prefs.ts';
import { ScopeBar } from './ScopeBar.tsx';
import { useAddress } from './search.ts';
import styles from './TopBar.module.css';

const THEMES: { choice: ThemeChoice; icon: typeof Sun }[] = [
  { choice: 'auto', icon: Monitor },
  { choice: 'light', icon: Sun },
  { choice: 'dark', icon: Moon },
];

/** Pages that stand at the last day of the data: the people can be narrowed, the period cannot. */
const ABOUT_NOW: ReadonlySet<PageName> = new Set(['members', 'profiles', 'clusters', 'rfm', 'risk', 'network']);

export function TopBar() {
  const t = useT();
  const workspace = useAppState().data?.workspace ?? null;
  const path = useLocation({ select: (location) => location.pathname });
  const page = pageAt(path);
  const actions = useActions();
  // The list of members is about now; the period matters to it only while a mark is read within it.
  const { mark, view } = useAddress();
  const isList = page !== 'members' || (path === PAGES.members.to && view !== 'tags');
  const { locale, theme, set } = usePrefs();
  const history = useEngine('history', undefined).data;
  const undo = history?.undo[0];
  const redo = history?.redo[0];
  const undoLabel = undo ? t('app.undo.step', { step: actionName(t, undo) }) : t('app.undo.none');
  const redoLabel = redo ? t('app.redo.step', { step: actionName(t, redo) }) : t('app.redo.none');
  const ThemeIcon = THEMES.find((entry) => entry.choice === theme)!.icon;
  const title = page && (workspace || !needsWorkspace(page)) ? t(`app.page.${page}`) : t('app.page.welcome');

  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{title}</h1>
      {workspace && page && PAGES[page].isScoped && isList ? (
        <ScopeBar hasPeriod={!ABOUT_NOW.has(page) || (page === 'members' && mark !== undefined)} />
      ) : null}
      <div className={styles.space} />
      <button type="button" className={styles.search} onClick={() => spotlight.open()}>
        <Search size={14} />
        {t('app.search.label')}
        <Kbd size="xs">{modKey} K</Kbd>
      </button>
      <div className={styles.tools}>
        <Tooltip label={undoLabel}>
          <ActionIcon
            aria-label={undoLabel}
            aria-disabled={!undo}
            {...(undo ? {} : { 'data-disabled': true })}
            onClick={() => undo && actions.undo()}
          >
            <Undo2 size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={redoLabel}>
          <ActionIcon
            aria-label={redoLabel}
            aria-disabled={!redo}
            {...(redo ? {} : { 'data-disabled': true })}
            onClick={() => redo && actions.redo()}
          >
            <Redo2 size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('app.language.switch')}>
          <ActionIcon className={styles.language} aria-label={t('app.language.switch')} onClick={actions.language}>
            <span lang={locale === 'en' ? 'zh-CN' : 'en'}>{locale === 'en' ? '中' : 'EN'}</span>
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('app.theme.switch')}>
              <ActionIcon aria-label={t('app.theme.switch')}>
                <ThemeIcon size={16} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {THEMES.map(({ choice, icon: Icon }) => (
              <Menu.Item
                key={choice}
                leftSection={<Icon size={14} />}
                rightSection={theme === choice ? '✓' : undefined}
                onClick={() => set({ theme: choice })}
              >
                {t(`app.theme.${choice}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={t('app.shortcuts.label')}>
          <ActionIcon aria-label={t('app.shortcuts.label')} onClick={actions.shortcuts}>
            <CircleHelp size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

const needsWorkspace = (page: keyof typeof PAGES): boolean => page !== 'import' && page !== 'settings';
