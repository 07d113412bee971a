import { Button } from '@mantine/core';
import { Redo2, Undo2 } from 'lucide-react';
import type { PastImport } from '../../../core/api/contract.ts';
import { actionName, useActions } from '../../app/actions.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import styles from './HistoryPage.module.css';

/** Every step that can be taken back or done again, and every import. */
export function HistoryPage() {
  const t = useT();
  const format = useFormat();
  const actions = useActions();
  const history = useEngine('history', undefined);
  const imports = useEngine('imports', undefined);
  if (history.isPending) {
    return (
      <div className={page.page}>
        <Skeleton height={240} />
      </div>
    );
  }
  if (history.isError) return <Failed error={history.error} height={240} onRetry={() => void history.refetch()} />;
  const { undo, redo } = history.data;
  return (
    <div className={page.page} style={{ maxWidth: 960, margin: 0 }}>
      <h2 className={styles.heading}>{t('history.steps.title')}</h2>
      <div className={styles.list}>
        {undo.length + redo.length === 0 ? <div className={styles.none}>{t('history.steps.none')}</div> : null}
        {redo.toReversed().map((action, index) => (
          <div key={action.actionId} className={styles.item} data-undone="true">
            <span className={styles.when}>{format.time(action.at)}</span>
            <span>
              {actionName(t, action)} · {t('history.steps.undone')}
            </span>
            {index === redo.length - 1 ? (
              <Button variant="default" leftSection={<Redo2 size={14} />} onClick={actions.redo}>
                {t('history.steps.redo')}
              </Button>
            ) : (
              <span />
            )}
          </div>
        ))}
        {undo.map((action, index) => (
          <div key={action.actionId} className={styles.item}>
            <span className={styles.when}>{format.time(action.at)}</span>
            <span>{actionName(t, action)}</span>
            {index === 0 ? (
              <Button variant="default" leftSection={<Undo2 size={14} />} onClick={actions.undo}>
                {t('history.steps.undo')}
              </Button>
            ) : (
              <span />
            )}
          </div>
        ))}
      </div>

      <h2 className={styles.heading}>{t('import.past.title')}</h2>
      <Imports imports={imports.data ?? []} />
    </div>
  );
}

function Imports({ imports }: { imports: readonly PastImport[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles.list}>
      {imports.length === 0 ? <div className={styles.none}>{t('history.imports.none')}</div> : null}
      {imports.map((one) => (
        <div key={one.importId} className={styles.item}>
          <span className={styles.when}>{format.time(one.finishedAt)}</span>
          <span>{format.list(one.sources.slice(0, 6).map((source) => source.file))}</span>
          <span>
            {format.list(
              one.changes
                .filter((change) => change.after !== change.before)
                .map((change) =>
                  t('history.imports.change', {
                    what: t(`import.total.${change.what}`),
                    added: format.signed(change.after - change.before),
                  }),
                ),
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
