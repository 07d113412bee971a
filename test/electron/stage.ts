/** The tests' end of the double: starts the child process and runs functions in it. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Inside } from './double/run.ts';
import type { Options } from './double/state.ts';

const MAIN = fileURLToPath(new URL('../../dist/main/main.js', import.meta.url));
const RUNNER = fileURLToPath(new URL('./double/run.ts', import.meta.url));

export interface End {
  log: string[];
  /** Threads still alive when the app had quit. */
  workers: number;
}

export interface Desktop {
  userData: string;
  /** Runs a function in the app's process. Like Playwright's evaluate: it must not use anything of its surroundings. */
  inside<T, A = null>(work: (inside: Inside, given: A) => T | Promise<T>, given?: A): Promise<T>;
  /** Waits until the app has quit by itself. */
  ended: Promise<End & { code: number | null }>;
  stop(): Promise<void>;
}

export async function startDesktop(options: Partial<Options> = {}): Promise<Desktop> {
  const folder = options.userData ?? mkdtempSync(join(tmpdir(), 'hearth-desktop-'));
  const all: Options = {
    main: MAIN,
    userData: folder,
    locale: 'en-US',
    argv: [],
    isPackaged: false,
    isFirstInstance: true,
    ...options,
  };
  const child = fork(RUNNER, [JSON.stringify(all)], {
    execArgv: ['--no-warnings'],
    serialization: 'advanced',
    env: { ...process.env, HEARTH_HOME: folder },
  });
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let end: End = { log: [], workers: -1 };
  let lastId = 0;
  let up = () => {};
  let down = (_error: Error) => {};
  const isUp = new Promise<void>((resolve, reject) => {
    up = resolve;
    down = reject;
  });
  const ended = new Promise<End & { code: number | null }>((resolve) => {
    child.once('exit', (code) => {
      const error = new Error(`The app’s process ended with ${code}.`);
      down(error);
      for (const { reject } of waiting.values()) reject(error);
      resolve({ ...end, code });
    });
  });
  child.on('message', (message: { id?: number; result?: unknown; error?: string; quit?: End; isUp?: true }) => {
    if (message.isUp) up();
    if (message.quit) end = message.quit;
    const call = message.id === undefined ? undefined : waiting.get(message.id);
    if (!call) return;
    waiting.delete(message.id!);
    if (message.error) call.reject(new Error(message.error));
    else call.resolve(message.result as never);
  });
  await isUp.catch((error: unknown) => {
    if (all.isFirstInstance) throw error; // else it was meant to end at once
  });
  return {
    userData: folder,
    ended,
    inside: (work, given) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as (value: never) => void, reject });
        child.send({ id, source: work.toString(), given: given ?? null });
      }),
    async stop() {
      if (child.exitCode === null) child.disconnect();
      await ended;
      if (!options.userData) rmSync(folder, { recursive: true, force: true });
    },
  };
}
