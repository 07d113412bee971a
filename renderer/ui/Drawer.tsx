import { ActionIcon, Tooltip } from '@mantine/core';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useT } from '../i18n/t.ts';
import styles from './Drawer.module.css';
import { isTyping } from './keys.ts';

/** Detail beside the list: Esc closes, the arrow keys go to the next item. Not modal: the list stays in reach.
 *  A field with `data-autofocus` inside is focused first, else the drawer itself. */
export function Drawer({
  title,
  tools,
  onClose,
  onStep,
  children,
}: {
  title: ReactNode;
  tools?: ReactNode;
  onClose: () => void;
  onStep: (delta: number) => void;
  children: ReactNode;
}) {
  const t = useT();
  const heading = useId();
  const frame = useRef<HTMLElement>(null);
  const latest = useRef({ onClose, onStep });
  latest.current = { onClose, onStep };

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    (frame.current?.querySelector<HTMLElement>('[data-autofocus]') ?? frame.current)?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape' && !isTyping(event)) latest.current.onClose();
      else if (
        !isTyping(event) &&
        frame.current?.contains(document.activeElement) &&
        (event.key === 'ArrowDown' || event.key === 'j')
      )
        latest.current.onStep(1);
      else if (
        !isTyping(event) &&
        frame.current?.contains(document.activeElement) &&
        (event.key === 'ArrowUp' || event.key === 'k')
      )
        latest.current.onStep(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      before?.focus();
    };
  }, []);

  return (
    <aside ref={frame} className={styles.drawer} aria-labelledby={heading} tabIndex={-1}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {tools}
        <Tooltip label={t('drawer.previous.label')}>
          <ActionIcon aria-label={t('drawer.previous.label')} onClick={() => onStep(-1)}>
            <ChevronUp size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('drawer.next.label')}>
          <ActionIcon aria-label={t('drawer.next.label')} onClick={() => onStep(1)}>
            <ChevronDown size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('drawer.close.label')}>
          <ActionIcon aria-label={t('drawer.close.label')} onClick={onClose}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
