import { Kbd, Modal } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type Key, useT } from '../i18n/t.ts';
import { isTyping, modKey } from '../ui/keys.ts';
import { useActions } from './actions.ts';
import { PAGE_NAMES, PAGES } from './pages.ts';
import { usePrefs } from './prefs.ts';
import styles from './Shortcuts.module.css';
import { scopeOf, useAddress } from './search.ts';
import { useUi } from './ui.ts';

const CHORD_MS = 1200;

/** Keys that work on every page. Lists and charts add their own while they have the focus. */
export function useShortcuts(): void {
  const actions = useActions();
  const navigate = useNavigate();
  const address = useAddress();
  const latest = useRef({ actions, navigate, address });
  latest.current = { actions, navigate, address };

  useEffect(() => {
    let wentAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const { actions, navigate, address } = latest.current;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (event.altKey || event.isComposing) return;
        if (key === 'k') spotlight.toggle();
        else if (isTyping(event))
          return; // a field has its own undo
        else if (key === 'z') event.shiftKey ? actions.redo() : actions.undo();
        else if (key === 'y') actions.redo();
        else return;
        event.preventDefault();
        return;
      }
      if (event.altKey || isTyping(event)) return;
      if (performance.now() - wentAt < CHORD_MS) {
        wentAt = 0;
        const page = PAGE_NAMES.find((name) => PAGES[name].letter === key);
        if (page) {
          event.preventDefault();
          event.stopImmediatePropagation(); // the letter was for the chord, not for the list
          void navigate({ to: PAGES[page].to, search: scopeOf(address) as never });
        }
        return;
      }
      if (key === 'g') wentAt = performance.now();
      else if (key === '?') actions.shortcuts();
      else if (key === '[') usePrefs.getState().set({ isRailFolded: !usePrefs.getState().isRailFolded });
      else if (key === '/') {
        const field = document.querySelector<HTMLInputElement>('[data-search]');
        if (field) field.focus();
        else spotlight.open();
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

const KEYS: { keys: string[]; name: Key }[] = [
  { keys: [modKey, 'K'], name: 'shortcut.palette.name' },
  { keys: ['/'], name: 'shortcut.search.name' },
  { keys: [modKey, 'Z'], name: 'shortcut.undo.name' },
  { keys: [modKey, '⇧', 'Z'], name: 'shortcut.redo.name' },
  { keys: ['['], name: 'shortcut.rail.name' },
  { keys: ['T'], name: 'shortcut.table.name' },
  { keys: ['←', '→'], name: 'shortcut.marks.name' },
  { keys: ['J', 'K'], name: 'shortcut.list.name' },
  { keys: ['Enter'], name: 'shortcut.open.name' },
  { keys: ['X'], name: 'shortcut.select.name' },
  { keys: [modKey, 'C'], name: 'shortcut.copy.name' },
  { keys: ['Esc'], name: 'shortcut.escape.name' },
  { keys: ['?'], name: 'shortcut.list-all.name' },
];

export function ShortcutList() {
  const t = useT();
  const isOpen = useUi((ui) => ui.isShortcuts);
  return (
    <Modal
      opened={isOpen}
      onClose={() => useUi.setState({ isShortcuts: false })}
      title={t('shortcut.list.title')}
      closeButtonProps={{ 'aria-label': t('app.close.label') }}
    >
      <dl className={styles.list}>
        {KEYS.map(({ keys, name }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
        {PAGE_NAMES.map((page) => (
          <div key={page} style={{ display: 'contents' }}>
            <dt>
              <Kbd>G</Kbd>
              <Kbd>{PAGES[page].letter.toUpperCase()}</Kbd>
            </dt>
            <dd>{t('shortcut.go.name', { page: t(`app.page.${page}`) })}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
