import { Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { SegmentRow, Use } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { act, ask, refreshAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { modKey } from '../../ui/keys.ts';
import styles from './Segments.module.css';
import { UseList } from './UseList.tsx';

type Which = Pick<SegmentRow, 'segmentNo' | 'name'>;

/** Trash, restore and delete. What uses a segment is shown first; the rest can be undone, so it is not asked for. */
export function useSegmentActions(): {
  trash(segment: Which): Promise<void>;
  restore(segment: Which): Promise<void>;
  remove(segment: Which): Promise<void>;
  dialog: ReactNode;
} {
  const t = useT();
  const [asked, setAsked] = useState<{ segment: Which; uses: Use[]; isFinal: boolean } | null>(null);

  const change = (run: () => Promise<unknown>, message: string) =>
    attempt(t, async () => {
      await run();
      await refreshAppState();
      notifications.show({ message });
    });
  const usesOf = async (segmentNo: number) => (await ask('segmentUses', { segmentNo })).filter((use) => !use.isTrashed) as Use[];

  const reallyTrash = (segment: Which) =>
    change(
      () => act('trashSegment', { segmentNo: segment.segmentNo, evenIfUsed: true }),
      t('segments.trash.done', { name: segment.name, keys: `${modKey} Z` }),
    );
  return {
    async trash(segment) {
      await attempt(t, async () => {
        const uses = await usesOf(segment.segmentNo);
        if (uses.length > 0) setAsked({ segment, uses, isFinal: false });
        else await reallyTrash(segment);
      });
    },
    async restore(segment) {
      await change(
        () => act('restoreSegment', { segmentNo: segment.segmentNo }),
        t('segments.restore.done', { name: segment.name }),
      );
    },
    async remove(segment) {
      await attempt(t, async () => {
        const uses = await usesOf(segment.segmentNo);
        if (uses.length > 0) setAsked({ segment, uses, isFinal: true });
        else
          await change(
            () => act('deleteSegment', { segmentNo: segment.segmentNo }),
            t('segments.delete.done', { name: segment.name, keys: `${modKey} Z` }),
          );
      });
    },
    dialog: (
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked ? t('segments.used.title', { name: asked.segment.name }) : ''}
        closeButtonProps={{ 'aria-label': t('app.close.label') }}
      >
        {asked ? (
          <>
            <UseList uses={asked.uses} />
            <p className={styles.note}>{t(asked.isFinal ? 'segments.used.no-delete' : 'segments.used.trash-note')}</p>
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setAsked(null)} data-autofocus>
                {t(asked.isFinal ? 'app.close.label' : 'app.cancel.label')}
              </Button>
              {asked.isFinal ? null : (
                <Button
                  onClick={() => {
                    const { segment } = asked;
                    setAsked(null);
                    void reallyTrash(segment);
                  }}
                >
                  {t('segments.used.trash-anyway')}
                </Button>
              )}
            </Group>
          </>
        ) : null}
      </Modal>
    ),
  };
}
