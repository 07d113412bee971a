import { ActionIcon, Button, Indicator, Popover, Progress, Tooltip } from '@mantine/core';
import { Activity } from 'lucide-react';
import type { Job } from '../../core/api/contract.ts';
import { act } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { useFormat } from '../ui/hooks.ts';
import { attempt } from './actions.ts';
import styles from './JobsTray.module.css';
import { useUi } from './ui.ts';

const isRunning = (job: Job): boolean => job.state === 'running' || job.state === 'cancelling';

/** Long work: how far it is, what it is doing, a way to stop it. */
export function JobsTray() {
  const t = useT();
  const { jobs, isJobs } = useUi();
  const running = jobs.filter(isRunning);
  const label =
    running.length > 0 ? t('job.tray.running', { count: running.length, n: String(running.length) }) : t('job.tray.label');
  return (
    <Popover opened={isJobs} onChange={(isOpen) => useUi.setState({ isJobs: isOpen })} position="top-start" trapFocus={false}>
      <Popover.Target>
        <Tooltip label={label}>
          <Indicator disabled={running.length === 0} size={8} offset={4} processing>
            <ActionIcon aria-label={label} onClick={() => useUi.setState({ isJobs: !isJobs })}>
              <Activity size={16} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.list}>
          {jobs.length === 0 ? <span className={styles.none}>{t('job.tray.none')}</span> : null}
          {[...jobs]
            .sort((a, b) => b.startedAt - a.startedAt)
            .slice(0, 8)
            .map((job) => (
              <JobLine key={job.jobId} job={job} />
            ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** An estimate from too little progress would only jump about. */
const ENOUGH_PROGRESS = 0.05;
const ENOUGH_MS = 1500;

export function JobLine({ job }: { job: Job }) {
  const t = useT();
  const format = useFormat();
  const elapsedMs = (job.finishedAt ?? Date.now()) - job.startedAt;
  const left =
    isRunning(job) && job.progress !== null && job.progress > ENOUGH_PROGRESS && elapsedMs > ENOUGH_MS
      ? (elapsedMs * (1 - job.progress)) / job.progress
      : null;
  const name = `${t(`job.name.${job.name}`)} ${job.label}`;
  const percent = job.progress === null ? null : Math.round(job.progress * 100);
  const words = isRunning(job)
    ? job.state === 'cancelling'
      ? t('job.state.cancelling')
      : t(`job.stage.${job.stage}`)
    : t(`job.state.${job.state}`, { time: format.duration(elapsedMs) });
  return (
    <div className={styles.job}>
      <div className={styles.line}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {job.state === 'running' ? (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => void attempt(t, () => act('cancelJob', { jobId: job.jobId }))}
          >
            {t('job.cancel.button')}
          </Button>
        ) : null}
      </div>
      {isRunning(job) ? <Progress value={percent ?? 100} animated={percent === null} size="sm" my={4} aria-label={name} /> : null}
      <div className={styles.stage} role="status">
        {words}
        {isRunning(job) && percent !== null ? ` · ${format.percent(job.progress, 0)}` : ''}
        {left !== null ? ` · ${t('job.left.text', { time: format.duration(left) })}` : ''}
      </div>
      {job.error ? <div>{`${t(`error.${job.error.code}.title`)} ${t(`error.${job.error.code}.todo`)}`}</div> : null}
    </div>
  );
}
