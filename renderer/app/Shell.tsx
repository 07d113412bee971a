import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { bridge, useAppState } from '../client/engine.ts';
import { filesOfDrop } from '../client/files.ts';
import { WelcomePage } from '../features/welcome/WelcomePage.tsx';
import { useT } from '../i18n/t.ts';
import { Failed, Skeleton } from '../ui/Panel.tsx';
import { draftFiles } from './importDraft.ts';
import { OpenDialog } from './OpenDialog.tsx';
import { Palette } from './Palette.tsx';
import { isFree } from './pages.ts';
import { Rail, useIsFolded } from './Rail.tsx';
import styles from './Shell.module.css';
import { ShortcutList, useShortcuts } from './Shortcuts.tsx';
import { TopBar } from './TopBar.tsx';
import { useUi } from './ui.ts';
import { usePushes } from './usePushes.ts';

/** The frame around every page. Without a workspace the pages that need one give way to the welcome page. */
export function Shell() {
  const t = useT();
  const state = useAppState();
  const path = useLocation({ select: (location) => location.pathname });
  const isFolded = useIsFolded();
  const content = useRef<HTMLElement>(null);
  useShortcuts();
  usePushes();

  const needsWorkspace = !isFree(path);
  return (
    <div className={styles.shell} data-folded={isFolded}>
      <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
        {t('app.skip.label')}
      </button>
      <Rail />
      <div className={styles.main}>
        <AwayBar />
        <TopBar />
        <main ref={content} id="content" className={styles.content} tabIndex={-1}>
          {state.isPending ? (
            <div style={{ padding: 16 }}>
              <Skeleton height={320} />
            </div>
          ) : state.isError ? (
            <Failed error={state.error} height={320} onRetry={() => void state.refetch()} />
          ) : needsWorkspace && !state.data.workspace ? (
            <WelcomePage state={state.data} />
          ) : (
            <Outlet />
          )}
        </main>
      </div>
      <DropZone />
      <Palette />
      <ShortcutList />
      <OpenDialog />
    </div>
  );
}

const PATIENCE_MS = 600;

/** Says calmly that the engine is out of reach; a short gap is not worth a word. */
function AwayBar() {
  const t = useT();
  const link = useUi((ui) => ui.link);
  const [isLong, setLong] = useState(false);
  useEffect(() => bridge.onStatus((status) => useUi.setState({ link: status })), []);
  useEffect(() => {
    setLong(false);
    if (link === 'open') return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [link]);
  return (
    <div role="status">
      {isLong ? <div className={styles.away}>{link === 'refused' ? t('app.link.refused') : t('app.link.away')}</div> : null}
    </div>
  );
}

/** Files dropped anywhere on the window go to the import page. */
function DropZone() {
  const t = useT();
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (hasFiles(event) && --depth <= 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void navigate({ to: '/import', search: {} as never });
      void filesOfDrop(event.dataTransfer).then(draftFiles);
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [navigate]);
  return isOver ? <div className={styles.drop}>{t('app.drop.text')}</div> : null;
}
