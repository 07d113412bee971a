import { Button, Progress } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import type { ImportResult } from '../../../core/api/contract.ts';
import { useActions } from '../../app/actions.ts';
import { clearImportDraft, useImportDraft } from '../../app/importDraft.ts';
import { JobLine } from '../../app/JobsTray.tsx';
import { useUi } from '../../app/ui.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import page from '../../ui/Page.module.css';
import { Failed } from '../../ui/Panel.tsx';
import styles from './ImportPage.module.css';
import { ImportReport } from './ImportReport.tsx';
import { ImportWork } from './ImportWork.tsx';
import { useImportRun } from './importState.ts';
import { PastImports } from './PastImports.tsx';

/** Choose, look, adjust, import, read the report: one page, one state at a time. */
export function ImportPage() {
  const t = useT();
  const draft = useImportDraft();
  const { jobId } = useImportRun();
  const job = useUi((ui) => ui.jobs.find((one) => one.jobId === jobId));
  const navigate = useNavigate();

  if (draft.copying !== null) {
    return (
      <div className={styles.running} role="status">
        <p className={styles.dropTitle}>{t('import.copying.title')}</p>
        <Progress value={draft.copying * 100} animated my="sm" aria-label={t('import.copying.title')} />
      </div>
    );
  }
  if (draft.paths.length > 0) return <ImportWork key={draft.paths.join('\n')} paths={draft.paths} />;
  if (jobId !== null && job && (job.state === 'running' || job.state === 'cancelling')) {
    return (
      <div className={styles.running}>
        <JobLine job={job} />
      </div>
    );
  }
  if (jobId !== null && job?.state === 'failed') {
    return (
      <div className={page.page}>
        <Failed error={{ data: { wire: job.error } }} height={200} onRetry={() => useImportRun.setState({ jobId: null })} />
      </div>
    );
  }
  if (jobId !== null && job?.state === 'done' && job.result) {
    const result = job.result as ImportResult;
    return (
      <div className={page.page}>
        <div className={styles.doneHead}>
          <h2 className={styles.heading} style={{ margin: 0 }}>
            {t('import.report.title')}
          </h2>
          <Button onClick={() => void navigate({ to: '/overview', search: {} as never })}>{t('import.report.look')}</Button>
          <Button
            variant="default"
            onClick={() => {
              clearImportDraft();
              useImportRun.setState({ jobId: null });
            }}
          >
            {t('import.report.another')}
          </Button>
        </div>
        <ImportReport sources={result.sources} changes={result.changes} />
      </div>
    );
  }
  return (
    <div className={page.page}>
      {draft.error ? <Failed error={draft.error} height={96} /> : null}
      <Choose />
      <Past />
    </div>
  );
}

function Choose() {
  const t = useT();
  const actions = useActions();
  return (
    <div className={styles.drop}>
      <FileUp size={28} aria-hidden />
      <p className={styles.dropTitle}>{t('import.drop.title')}</p>
      <p className={styles.dropText}>{t('import.drop.text')}</p>
      <Button onClick={actions.importFiles}>{t('import.drop.button')}</Button>
      <p className={styles.dropText}>{t('import.drop.safe')}</p>
    </div>
  );
}

function Past() {
  const t = useT();
  const query = useEngine('imports', undefined);
  if (!query.data || query.data.length === 0) return null;
  return (
    <section className={styles.past}>
      <h2 className={styles.heading}>{t('import.past.title')}</h2>
      <PastImports imports={query.data} />
    </section>
  );
}
