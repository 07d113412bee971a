/** The engine behind the API: one open workspace, worker threads that answer, a list of jobs, pushes to every window. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError, toWire } from '../base/errors.ts';
import { ENTITIES, type EntityName, entityOf } from '../import/index.ts';
import { type Job, type Pool, type Running, workerPool } from '../jobs/index.ts';
import { createWorkspace, removeWorkspace } from '../store/workspace.ts';
import { type BlobStore, blobStore } from './blobs.ts';
import type { AppState, Engine, EntityFields, Push, WorkspaceInfo } from './contract.ts';
import { acts, asks } from './inputs.ts';
import type { Question } from './questions.ts';
import { answersPath } from './sample.ts';
import type { SharedColumns } from './session.ts';
import type { AskInput, AskOutput } from './worker.ts';
import type { Write } from './writes.ts';

export interface EngineOptions {
  /** Where recent files, the sample and new workspaces live. */
  dataFolder: string;
  host: AppState['host'];
  /** Entry of the worker threads. */
  workerEntry: URL;
}

export interface RunningEngine extends Engine {
  blobs: BlobStore;
  pushes(signal: AbortSignal): AsyncIterable<Push>;
  /** Pushes a menu command to every window. */
  command(name: string): void;
  shutdown(): Promise<void>;
}

const RECENT = 10;

export function createEngine({ dataFolder, host, workerEntry }: EngineOptions): RunningEngine {
  mkdirSync(dataFolder, { recursive: true });
  const pool: Pool = workerPool(workerEntry);
  const blobs = blobStore();
  const listeners = new Set<(push: Push) => void>();
  const jobs = new Map<number, { job: Job; running: Running<unknown> | null }>();
  let path: string | null = null;
  let shared: SharedColumns | null = null;
  let nextJob = 1;

  const push = (message: Push) => {
    for (const listener of listeners) listener(message);
  };
  const jobList = () => [...jobs.values()].map(({ job }) => job);
  const pushJobs = () => push({ kind: 'jobs', jobs: jobList() });

  function openPath(): string {
    if (path === null) throw new InputError('no-workspace', 'No workspace is open. Open one, or import an export.');
    return path;
  }

  async function ask<T>(question: Question, input: unknown): Promise<T> {
    const message: AskInput = { path: openPath(), question, input, shared };
    const answer = await pool.run<AskOutput | Uint8Array>('reader', 'ask', message).result;
    if (answer instanceof Uint8Array) return answer as T;
    if (answer.loaded) shared = answer.loaded;
    return answer.result as T;
  }

  async function write<T>(name: Write, input: object): Promise<T> {
    const target = openPath();
    const result = await pool.exclusively(
      () => pool.run<T>('writer', 'write', { path: target, name, input: { ...input, now: Date.now() } }).result,
    );
    const info = await ask<WorkspaceInfo>('info', {});
    push({ kind: 'workspace', version: info.version });
    return result;
  }

  async function open(target: string): Promise<AppState> {
    await pool.run('writer', 'openWriter', { path: target }).result;
    path = target;
    shared = null;
    const now = await state();
    if (now.workspace) remember(target, now.workspace.settings.name);
    push({ kind: 'workspace', version: now.workspace?.version ?? null });
    // A workspace of an older format has no index of texts yet: it is made while the person looks at something else.
    if (now.workspace && !(await ask<boolean>('isIndexed', {}))) void write('indexTexts', {}).catch(() => {});
    return now;
  }

  async function state(): Promise<AppState> {
    return {
      workspace: path === null ? null : await ask<WorkspaceInfo>('info', {}),
      recent: recent().filter((r) => existsSync(r.path)),
      host,
    };
  }

  const recentFile = join(dataFolder, 'recent.json');
  function recent(): AppState['recent'] {
    try {
      return JSON.parse(readFileSync(recentFile, 'utf8')) as AppState['recent'];
    } catch {
      return []; // none yet, or damaged: a list of names is no loss
    }
  }
  function remember(target: string, name: string): void {
    const rest = recent().filter((r) => r.path !== target);
    writeFileSync(recentFile, JSON.stringify([{ path: target, name, openedAt: Date.now() }, ...rest].slice(0, RECENT)));
  }

  function startJob(
    name: Job['name'],
    label: string,
    start: (onProgress: (stage: string, fraction: number | null) => void) => Running<unknown>,
    finish: () => Promise<void>,
  ): number {
    const job: Job = {
      jobId: nextJob++,
      name,
      label,
      state: 'running',
      stage: 'start',
      progress: null,
      startedAt: Date.now(),
      finishedAt: null,
      error: null,
      result: null,
    };
    const entry = { job, running: null as Running<unknown> | null };
    jobs.set(job.jobId, entry);
    entry.running = start((stage, fraction) => {
      job.stage = stage as Job['stage'];
      job.progress = fraction;
      pushJobs();
    });
    entry.running.result
      .then(async (result) => {
        await finish();
        job.state = 'done';
        job.stage = 'done';
        job.progress = 1;
        job.result = result;
      })
      .catch((error: unknown) => {
        const wire = toWire(error);
        job.state = wire.code === 'cancelled' ? 'cancelled' : 'failed';
        job.error = { ...wire };
        delete job.error.stack;
      })
      .finally(() => {
        job.finishedAt = Date.now();
        pushJobs();
      });
    pushJobs();
    return job.jobId;
  }

  /** After an import: keeps what the members look like, and tells the windows. */
  async function refreshed(): Promise<void> {
    await write('keepSnapshot', {});
    const info = await ask<WorkspaceInfo>('info', {});
    push({ kind: 'workspace', version: info.version });
  }

  /** A new file in the data folder, named after what is imported. */
  function newWorkspacePath(label: string): string {
    const base =
      basename(label)
        .replace(/\.[a-z0-9.]+$/i, '')
        .replace(/[^\p{L}\p{N} _-]+/gu, '-') || 'workspace';
    for (let n = 1; ; n++) {
      const target = join(dataFolder, `${base}${n === 1 ? '' : ` ${n}`}.hearth`);
      if (!existsSync(target)) return target;
    }
  }

  return {
    blobs,
    state,
    open: ({ path: target }) => open(target),
    async create({ path: target, name }) {
      createWorkspace(target, { name, tz: 'UTC', currency: 'CNY' }, Date.now());
      return open(target);
    },
    async openSample() {
      const target = join(dataFolder, 'sample.hearth');
      if (existsSync(target)) {
        try {
          await open(target);
          const { workspace } = await state();
          if (workspace && workspace.description.members > 0) return { jobId: null };
        } catch (error) {
          if (toWire(error).code === 'locked') throw error; // open in another window: not ours to replace
        }
        // Half made by a run that was stopped: make it again.
        await pool.run('writer', 'closeWriter', {}).result;
        path = null;
        removeWorkspace(target);
        rmSync(answersPath(target), { force: true });
      }
      const jobId = startJob(
        'sample',
        basename(target),
        (onProgress) => pool.run('importer', 'sample', { path: target, now: Date.now() }, { onProgress }),
        async () => {
          await open(target);
          await write('keepSnapshot', {});
        },
      );
      return { jobId };
    },
    async close() {
      await pool.run('writer', 'closeWriter', {}).result;
      path = null;
      shared = null;
      push({ kind: 'workspace', version: null });
      return state();
    },

    preview: (input) =>
      pool.run<Awaited<ReturnType<Engine['preview']>>>('importer', 'preview', { path, options: input, now: Date.now() }).result,
    async startImport(input) {
      if (path === null) {
        const target = newWorkspacePath(input.paths[0]!);
        createWorkspace(target, { name: basename(target, '.hearth'), tz: input.tz ?? 'UTC', currency: 'CNY' }, Date.now());
        await open(target);
      }
      const target = openPath();
      const jobId = startJob(
        'import',
        input.paths.map((p) => basename(p)).join(', '),
        (onProgress) => pool.run('importer', 'import', { path: target, options: { ...input, now: Date.now() } }, { onProgress }),
        refreshed,
      );
      return { jobId };
    },
    imports: () => ask('imports', {}),
    recipes: () => (path === null ? Promise.resolve([]) : ask('recipes', {})),
    async saveRecipe(input) {
      await write('saveRecipe', input);
      return ask('recipes', {});
    },
    async deleteRecipe(input) {
      await write('deleteRecipe', input);
      return ask('recipes', {});
    },
    entities: () => Promise.resolve(entityFields()),

    jobs: () => Promise.resolve(jobList()),
    cancelJob({ jobId }) {
      const entry = jobs.get(jobId);
      if (entry && entry.job.state === 'running') {
        entry.job.state = 'cancelling';
        entry.running?.cancel();
        pushJobs();
      }
      return Promise.resolve();
    },

    history: () => ask('history', {}),
    undo: () => write('undo', {}),
    redo: () => write('redo', {}),

    ask: async (question, input) => ask(question, asks[question].parse(input)),
    change: async (name, input) => write(name, acts[name].parse(input)),
    async exportMembers(input) {
      const bytes = await ask<Uint8Array>('membersCsv', input);
      return { blobId: blobs.put({ bytes, type: 'text/csv;charset=utf-8', fileName: 'members.csv' }), fileName: 'members.csv' };
    },
    async exportContents(input) {
      const bytes = await ask<Uint8Array>('contentsCsv', input);
      return { blobId: blobs.put({ bytes, type: 'text/csv;charset=utf-8', fileName: 'contents.csv' }), fileName: 'contents.csv' };
    },

    pushes: (signal) => pushStream(listeners, signal, { kind: 'jobs', jobs: jobList() }),
    command: (name) => push({ kind: 'menu', command: name }),
    async shutdown() {
      for (const { running, job } of jobs.values()) if (job.state === 'running') running?.cancel();
      await pool.run('writer', 'closeWriter', {}).result.catch(() => {});
      await pool.close();
    },
  };
}

/** Pushes as they come, the first one at once. */
async function* pushStream(listeners: Set<(push: Push) => void>, signal: AbortSignal, first: Push): AsyncGenerator<Push> {
  const waiting: Push[] = [first];
  let wake = () => {};
  const listener = (message: Push) => {
    waiting.push(message);
    wake();
  };
  listeners.add(listener);
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      while (waiting.length > 0) yield waiting.shift()!;
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    listeners.delete(listener);
    signal.removeEventListener('abort', stop);
  }
}

function entityFields(): EntityFields[] {
  return (Object.keys(ENTITIES) as EntityName[]).map((name) => ({
    name,
    fields: Object.entries(entityOf(name).fields).map(([field, { type, required }]) => ({
      name: field,
      type: typeof type === 'object' ? 'oneOf' : type,
      isRequired: required === true,
      ...(typeof type === 'object' ? { oneOf: [...type.oneOf] } : {}),
    })),
  }));
}
