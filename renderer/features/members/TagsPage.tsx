import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ArrowLeft, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { TagRow } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { useChangeAddress } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { modKey } from '../../ui/keys.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { TagForm } from './TagForm.tsx';
import styles from './TagsPage.module.css';

/** The tags members carry: on the left those there are, on the right the one that is made or changed, with how many get each value. */
export function TagsPage() {
  const t = useT();
  const format = useFormat();
  const change = useChangeAddress();
  const tags = useEngine('tags', {});
  const words = useEngine('ruleWords', {});
  const segments = useEngine('segments', {});
  const [open, setOpen] = useState<string | null>(null);
  const [draftNo, setDraftNo] = useState(0);
  if (tags.isError) return <Failed error={tags.error} height={320} onRetry={() => void tags.refetch()} />;
  if (words.isError) return <Failed error={words.error} height={320} onRetry={() => void words.refetch()} />;
  const rows = tags.data ?? [];
  const chosen = rows.find((tag) => tag.name === open) ?? null;
  const remove = (tag: TagRow) =>
    attempt(t, async () => {
      await act('deleteTag', { name: tag.name });
      await refreshAppState();
      if (open === tag.name) setOpen(null);
      notifications.show({ message: t('segments.tags.deleted', { name: tag.name, keys: `${modKey} Z` }) });
    });
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Button variant="subtle" leftSection={<ArrowLeft size={14} />} onClick={() => change({ view: undefined })}>
          {t('segments.tags.back')}
        </Button>
        <span className={styles.space} />
        <Button
          variant="default"
          leftSection={<Plus size={14} />}
          onClick={() => {
            setOpen(null);
            setDraftNo(draftNo + 1);
          }}
        >
          {t('segments.tags.new')}
        </Button>
      </div>
      <div className={styles.columns}>
        <nav className={styles.list} aria-label={t('segments.tags.title')}>
          {tags.isPending ? <Skeleton height={160} /> : null}
          {tags.data && rows.length === 0 ? <p className={styles.none}>{t('segments.tags.none')}</p> : null}
          <ul>
            {rows.map((tag) => (
              <li key={tag.name} data-open={tag.name === open}>
                <button type="button" className={styles.tag} title={tag.name} onClick={() => setOpen(tag.name)}>
                  <b>{tag.name}</b>
                  <span>
                    {t(`segments.tag-kind.${tag.definition.kind}`)}
                    {tag.problem ? null : ` · ${t('segments.tags.known', { count: tag.known, n: format.int(tag.known) })}`}
                  </span>
                  {tag.problem ? (
                    <span className={styles.problem} title={tag.problem}>
                      <TriangleAlert size={12} /> {t('segments.tags.problem')}
                    </span>
                  ) : null}
                </button>
                <Tooltip label={t('segments.tags.delete')}>
                  <ActionIcon aria-label={`${t('segments.tags.delete')}: ${tag.name}`} onClick={() => void remove(tag)}>
                    <Trash2 size={14} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        </nav>
        {words.data && segments.data && tags.data ? (
          <TagForm
            key={chosen ? `tag ${chosen.name} ${chosen.updatedAt}` : `new ${draftNo}`}
            tag={chosen}
            names={rows.map((row) => row.name)}
            words={words.data}
            lists={segments.data.rows.filter((row) => row.trashedAt === null && row.isList)}
            onSaved={setOpen}
          />
        ) : (
          <Skeleton height={320} />
        )}
      </div>
    </div>
  );
}
