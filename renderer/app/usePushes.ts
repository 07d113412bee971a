import { notifications } from '@mantine/notifications';
import { spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Job } from '../../core/api/contract.ts';
import { ask, queryClient, refreshAppState, subscribe } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { useActions } from './actions.ts';
import { useUi } from './ui.ts';

/** Listens to the engine: the data moved on, jobs went ahead, a menu was used. */
export function usePushes(): void {
  const t = useT();
  const actions = useActions();
  const navigate = useNavigate();
  const latest = useRef({ t, actions, navigate });
  latest.current = { t, actions, navigate };

  useEffect(() => {
    const told = new Set<number>();
    let isFirst = true;
    const onJobs = (jobs: Job[]) => {
      useUi.setState({ jobs });
      for (const job of jobs) {
        const isOver = job.state !== 'running' && job.state !== 'cancelling';
        if (!isOver || told.has(job.jobId)) continue;
        told.add(job.jobId);
        if (isFirst) continue; // finished before this window opened
        tellEnd(job, latest.current.t);
        if (job.name === 'sample') useUi.setState({ isJobs: false }); // opened by itself, so it closes by itself
        void refreshAppState();
      }
      isFirst = false;
    };
    void ask('jobs', undefined).then(onJobs, () => {});
    return subscribe((push) => {
      if (push.kind === 'jobs') return onJobs(push.jobs);
      if (push.kind === 'workspace') {
        void refreshAppState();
        // Lists that are not keyed by the version of the data.
        void queryClient.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] === 'engine' && queryKey[1] === push.version,
        });
        return;
      }
      runCommand(push.command, latest.current);
    });
  }, []);
}

function runCommand(
  command: string,
  { actions, navigate }: { actions: ReturnType<typeof useActions>; navigate: ReturnType<typeof useNavigate> },
): void {
  const commands: Record<string, () => void> = {
    open: actions.open,
    import: actions.importFiles,
    sample: actions.openSample,
    undo: actions.undo,
    redo: actions.redo,
    palette: () => spotlight.open(),
    settings: () => void navigate({ to: '/settings', search: {} as never }),
    language: actions.language,
    theme: actions.theme,
    shortcuts: actions.shortcuts,
  };
  commands[command]?.();
}

function tellEnd(job: Job, t: ReturnType<typeof useT>): void {
  const name = t(`job.name.${job.name}`);
  if (job.state === 'done') notifications.show({ title: t('job.done.title', { name }), message: job.label });
  else if (job.state === 'cancelled')
    notifications.show({ title: t('job.cancelled.title', { name }), message: t('job.cancelled.text') });
  else {
    const code = job.error?.code ?? 'bug';
    notifications.show({
      color: 'red',
      title: t('job.failed.title', { name }),
      message: `${t(`error.${code}.title`)} ${t(`error.${code}.todo`)}`,
      autoClose: 12_000,
    });
  }
}
