import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useT } from '../../i18n/t.ts';
import { KindPicker } from '../../ui/KindPicker.tsx';
import styles from './FunnelsPage.module.css';
import { MOST_STEPS, moved } from './options.ts';

/** The steps of the funnel, each one or more kinds. */
export function Steps({ steps, onChange }: { steps: string[][]; onChange: (steps: string[][]) => void }) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);

  function move(index: number, by: number): void {
    if (index + by < 0 || index + by >= steps.length) return;
    onChange(moved(steps, index, by));
    // The focus goes along with the step.
    requestAnimationFrame(() => list.current?.querySelectorAll('li')[index + by]?.querySelector('input')?.focus());
  }

  function onKeyDown(event: KeyboardEvent, index: number): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    move(index, by);
  }

  return (
    <>
      <ol ref={list} className={styles.steps}>
        {steps.map((step, index) => {
          const n = index + 1;
          const others = steps.filter((_, i) => i !== index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <li key={index} className={styles.step} onKeyDownCapture={(event) => onKeyDown(event, index)}>
              <span className={styles.number} aria-hidden="true">
                {n}
              </span>
              <div className={styles.pick}>
                <KindPicker
                  label={t('funnels.steps.kinds', { n })}
                  value={step}
                  placeholder={t('funnels.steps.empty')}
                  width="100%"
                  onChange={(next) => onChange(steps.map((one, i) => (i === index ? next : one)))}
                />
              </div>
              <Tooltip label={t('funnels.steps.up', { n })}>
                <ActionIcon aria-label={t('funnels.steps.up', { n })} disabled={index === 0} onClick={() => move(index, -1)}>
                  <ArrowUp size={14} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('funnels.steps.down', { n })}>
                <ActionIcon
                  aria-label={t('funnels.steps.down', { n })}
                  disabled={index === steps.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown size={14} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('funnels.steps.remove', { n })}>
                <ActionIcon
                  aria-label={t('funnels.steps.remove', { n })}
                  disabled={steps.length === 1}
                  onClick={() => onChange(others)}
                >
                  <X size={14} />
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ol>
      <Button
        variant="default"
        leftSection={<Plus size={14} />}
        disabled={steps.length >= MOST_STEPS}
        onClick={() => {
          onChange([...steps, []]);
          requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
        }}
      >
        {t('funnels.steps.add')}
      </Button>
    </>
  );
}
