/** What a person can do from anywhere: the palette, the menu, the keys and the pages call these. */
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ChangeAction } from '../../core/api/contract.ts';
import { act, readAppState, refreshAppState } from '../client/engine.ts';
import { toFailure } from '../client/error.ts';
import { type Key, type T, useT } from '../i18n/t.ts';
import { clearImportDraft, draftFiles, draftPaths } from './importDraft.ts';
import { usePrefs } from './prefs.ts';
import { useUi } from './ui.ts';

export interface Actions {
  open(): void;
  openPath(path: string): Promise<boolean>;
  openSample(): void;
  close(): void;
  importFiles(): void;
  undo(): void;
  redo(): void;
  language(): void;
  theme(): void;
  shortcuts(): void;
}

export function useActions(): Actions {
  const t = useT();
  const navigate = useNavigate();
  return useMemo(() => {
    const home = () => void navigate({ to: '/', search: {} as never });
    const actions: Actions = {
      open: () => {
        if (!readAppState()?.host.canPick) return useUi.setState({ isOpenDialog: true });
        void attempt(t, async () => {
          const paths = await act('pickFiles', 'workspace' as never);
          if (paths?.[0]) await actions.openPath(paths[0]);
        });
      },
      openPath: (path) =>
        attempt(t, async () => {
          await act('open', { path });
          await refreshAppState();
          home();
        }),
      openSample: () =>
        void attempt(t, async () => {
          const { jobId } = await act('openSample', undefined);
          if (jobId !== null) useUi.setState({ isJobs: true });
          await refreshAppState();
          home();
        }),
      close: () =>
        void attempt(t, async () => {
          await act('close', undefined);
          await refreshAppState();
          home();
        }),
      importFiles: () => {
        clearImportDraft();
        void navigate({ to: '/import', search: {} as never });
        if (!readAppState()?.host.canPick) return chooseInBrowser();
        void attempt(t, async () => {
          const paths = await act('pickFiles', 'import' as never);
          if (paths && paths.length > 0) draftPaths(paths);
        });
      },
      undo: () => void step(t, 'undo'),
      redo: () => void step(t, 'redo'),
      language: () => {
        const { locale, set } = usePrefs.getState();
        set({ locale: locale === 'en' ? 'zh-CN' : 'en' });
      },
      theme: () => {
        const { theme, set } = usePrefs.getState();
        set({ theme: theme === 'auto' ? 'light' : theme === 'light' ? 'dark' : 'auto' });
      },
      shortcuts: () => useUi.setState({ isShortcuts: true }),
    };
    return actions;
  }, [t, navigate]);
}

export const actionName = (t: T, { name, params }: Pick<ChangeAction, 'name' | 'params'>): string =>
  t(`history.action.${name}` as Key, params);

async function step(t: T, which: 'undo' | 'redo'): Promise<void> {
  await attempt(t, async () => {
    const action = await act(which, undefined);
    await refreshAppState();
    notifications.show({ message: t(which === 'undo' ? 'app.undo.done' : 'app.redo.done', { step: actionName(t, action) }) });
  });
}

/** Runs it, and says what went wrong in words. @returns whether it went well */
export async function attempt(t: T, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    const { code, message } = toFailure(error);
    notifications.show({
      color: 'red',
      title: t(`error.${code}.title`),
      message: code === 'bug' ? `${t(`error.${code}.todo`)} ${message}` : t(`error.${code}.todo`),
      autoClose: 8000,
    });
    return false;
  }
}

function chooseInBrowser(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () =>
    void draftFiles({ files: [...(input.files ?? [])].map((file) => ({ file, name: file.name })), isFolder: false });
  input.click();
}
