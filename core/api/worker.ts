/** Entry of every worker thread. The role decides which tasks it is given; each thread keeps its own connections. */
import { existsSync, realpathSync } from 'node:fs';
import type { EventColumns } from '../base/columns.ts';
import { type ImportOptions, importFiles, previewImport } from '../import/index.ts';
import { serveTasks, type TaskContext } from '../jobs/index.ts';
import { all, sql } from '../store/sql.ts';
import { openForReading, openWorkspace, type Workspace } from '../store/workspace.ts';
import { type Question, questions } from './questions.ts';
import { importSample } from './sample.ts';
import { openSession, type SharedColumns } from './session.ts';
import { type Write, writes } from './writes.ts';

export interface AskInput {
  path: string;
  question: Question;
  input: unknown;
  shared: SharedColumns | null;
}

export interface AskOutput {
  result: unknown;
  /** Columns this thread loaded itself: for the others. */
  loaded: { token: string; columns: EventColumns } | null;
}

export interface ImportInput {
  path: string;
  options: Omit<ImportOptions, 'progress' | 'isCancelled' | 'exclusively'>;
}

const session = openSession();
let workspace: Workspace | null = null;

serveTasks({
  ask({ path, question, input, shared }: AskInput): AskOutput | Uint8Array {
    const data = session.data(path, shared);
    const result = (questions[question] as (data: unknown, input: unknown) => unknown)(data, input);
    if (result instanceof Uint8Array) return result;
    const isNews = shared?.token !== data.token && data.columns.time.buffer instanceof SharedArrayBuffer;
    return { result, loaded: isNews ? { token: data.token, columns: data.columns } : null };
  },
  forget() {
    session.close();
  },

  openWriter({ path }: { path: string }) {
    if (workspace && isSameFile(workspace.path, path)) {
      workspace.close();
      workspace = null;
    }
    const opened = openWorkspace(path); // if it cannot be opened, the one before stays open
    workspace?.close();
    workspace = opened;
  },
  closeWriter() {
    workspace?.close();
    workspace = null;
  },
  write({ path, name, input }: { path: string; name: Write; input: unknown }) {
    workspace ??= openWorkspace(path); // this thread may stand in for one that died
    return (writes[name] as (workspace: Workspace, input: unknown) => unknown)(workspace, input);
  },

  async import({ path, options }: ImportInput, context: TaskContext) {
    const live = openForReading(path);
    try {
      return await importFiles(path, live, { ...options, ...hooks(context) });
    } finally {
      live.close();
    }
  },
  sample: ({ path, now }: { path: string; now: number }, context: TaskContext) => importSample(path, now, hooks(context)),
  preview({ path, options, now }: { path: string | null; options: ImportOptions; now: number }) {
    const live = path ? openForReading(path) : null;
    try {
      const saved = live ? all<{ name: string; definition: string }>(live, sql`SELECT name, definition FROM recipe`) : [];
      return previewImport(options, saved, now);
    } finally {
      live?.close();
    }
  },
});

const isSameFile = (a: string, b: string) => a === b || (existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b));

const hooks = (context: TaskContext) => ({
  progress: (stage: string, fraction: number | null) => context.progress(stage, fraction),
  isCancelled: () => context.isCancelled(),
  exclusively: <T>(run: () => Promise<T>) => context.exclusively(run),
});
