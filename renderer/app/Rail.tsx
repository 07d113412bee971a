import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { ChevronsUpDown, Flame, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useAppState } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { useFormat } from '../ui/hooks.ts';
import { useActions } from './actions.ts';
import { JobsTray } from './JobsTray.tsx';
import { groupsFor, PAGES, pageAt } from './pages.ts';
import { usePrefs } from './prefs.ts';
import styles from './Rail.module.css';
import { scopeOf, useAddress } from './search.ts';

/** In a narrow window, or at 200 % zoom, the rail gives way by itself. */
export function useIsFolded(): boolean {
  const isNarrow = useMediaQuery('(max-width: 1000px)', false, { getInitialValueInEffect: false });
  return usePrefs((prefs) => prefs.isRailFolded) || isNarrow === true;
}

export function Rail() {
  const t = useT();
  const format = useFormat();
  const state = useAppState().data;
  const workspace = state?.workspace ?? null;
  const { role, set } = usePrefs();
  const isRailFolded = useIsFolded();
  const actions = useActions();
  const here = pageAt(useLocation({ select: (location) => location.pathname }));
  const address = useAddress();
  const foldLabel = isRailFolded ? t('app.rail.unfold') : t('app.rail.fold');
  const nav = useRef<HTMLElement>(null);
  // In a low window the rail scrolls: the page one is on stays in sight.
  useEffect(() => {
    if (here) nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  const recent = state?.recent.filter((entry) => entry.path !== workspace?.path).slice(0, 5) ?? [];

  return (
    <div className={styles.rail} data-folded={isRailFolded}>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <button
            type="button"
            className={styles.workspace}
            aria-label={isRailFolded ? t('app.workspace.menu', { name: workspace?.settings.name ?? 'Hearth' }) : undefined}
            title={workspace?.settings.name}
          >
            <Flame size={18} className={styles.logo} />
            <span className={styles.names}>
              <span className={styles.name}>{workspace?.settings.name ?? 'Hearth'}</span>
              <span className={styles.fresh}>
                {workspace
                  ? workspace.lastDay
                    ? t('app.workspace.fresh', { day: format.day(workspace.lastDay) })
                    : t('app.workspace.empty')
                  : t('app.workspace.none')}
              </span>
            </span>
            <ChevronsUpDown size={14} className={styles.chevron} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={actions.open}>{t('app.workspace.open')}</Menu.Item>
          <Menu.Item onClick={actions.openSample}>{t('app.workspace.sample')}</Menu.Item>
          {recent.length > 0 ? <Menu.Label>{t('app.workspace.recent')}</Menu.Label> : null}
          {recent.map((entry) => (
            <Menu.Item key={entry.path} title={entry.path} onClick={() => void actions.openPath(entry.path)}>
              {entry.name}
            </Menu.Item>
          ))}
          {workspace ? (
            <>
              <Menu.Divider />
              <Menu.Item onClick={actions.close}>{t('app.workspace.close')}</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {workspace?.isSynthetic ? <div className={styles.badge}>{t('app.workspace.synthetic')}</div> : null}

      <nav ref={nav} className={styles.nav} aria-label={t('app.rail.label')}>
        {groupsFor(role)
          .filter(({ group, pages }) => pages.length > 0 && (workspace || group === 'data'))
          .map(({ group, pages }) => (
            <div key={group}>
              <div className={styles.group} id={`group-${group}`}>
                {t(`app.group.${group}`)}
              </div>
              <ul className={styles.list} aria-labelledby={`group-${group}`}>
                {pages
                  .filter((page) => workspace || page !== 'history')
                  .map((page) => {
                    const Icon = PAGES[page].icon;
                    const name = t(`app.page.${page}`);
                    return (
                      <li key={page}>
                        <Link
                          to={PAGES[page].to}
                          search={scopeOf(address) as never}
                          className={styles.link}
                          aria-current={here === page ? 'page' : undefined}
                          aria-label={name}
                          title={isRailFolded ? name : undefined}
                        >
                          <Icon size={16} />
                          <span>{name}</span>
                        </Link>
                      </li>
                    );
                  })}
              </ul>
            </div>
          ))}
      </nav>
      <div className={styles.foot}>
        <Tooltip label={`${foldLabel}  [`}>
          <ActionIcon aria-label={foldLabel} onClick={() => set({ isRailFolded: !isRailFolded })}>
            {isRailFolded ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
          </ActionIcon>
        </Tooltip>
        <JobsTray />
      </div>
    </div>
  );
}
