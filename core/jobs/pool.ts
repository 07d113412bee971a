/**
 * Worker threads of the engine: one writer, some readers, an importer that lives as long as its job.
 * Cancelling has two steps: a flag that loops poll, then, after a grace time, the end of the thread.
 */
import { Worker } from 'node:worker_threads';
import { Bug, fromWire, InputError } from '../base/errors.ts';
import { newFlag, raise, type TaskMessage, type WorkerMessage } from './channel.ts';
import { mutex } from './mutex.ts';

export type Role = 'writer' | 'reader' | 'importer';

export interface RunOptions {
  onProgress?: (stage: string, fraction: number | null) => void;
}

export interface Running<T> {
  result: Promise<T>;
  cancel(): void;
}

export interface Pool {
  run<T>(role: Role, task: string, input: unknown, options?: RunOptions): Running<T>;
  /** Runs while no worker publishes to the workspace. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  waiting: Map<
    number,
    {
      resolve: (value: unknown) => void;
      reject: (error: unknown) => void;
      onProgress: RunOptions['onProgress'];
      release?: () => void;
    }
  >;
}

/** After the flag is raised, a thread that still runs is ended: a native call may not come back for long. */
const GRACE_MS = 4000;

export function workerPool(entry: URL, { readers = 2, graceMs = GRACE_MS } = {}): Pool {
  const writes = mutex();
  const threads: Record<Role, (Thread | null)[]> = { writer: [null], reader: new Array(readers).fill(null), importer: [null] };
  let nextId = 1;

  function threadOf(role: Role): Thread {
    const list = threads[role];
    // The idlest reader; the others are alone in their role.
    let best = 0;
    for (let i = 1; i < list.length; i++) if ((list[i]?.waiting.size ?? 0) < (list[best]?.waiting.size ?? 0)) best = i;
    return (list[best] ??= start(role, best));
  }

  function start(role: Role, index: number): Thread {
    const worker = new Worker(entry);
    const thread: Thread = { worker, waiting: new Map() };
    worker.on('message', (message: WorkerMessage) => {
      const call = thread.waiting.get(message.id);
      if (!call) return;
      if ('progress' in message) return call.onProgress?.(message.progress.stage, message.progress.fraction);
      if ('ask' in message) {
        if (message.ask === 'release') call.release?.();
        else
          void writes.take().then((release) => {
            if (!thread.waiting.has(message.id)) return release(); // it died while it stood in the queue
            call.release = release;
            worker.postMessage({ answer: message.id });
          });
        return;
      }
      thread.waiting.delete(message.id);
      call.release?.();
      if ('failed' in message) call.reject(fromWire(message.failed));
      else call.resolve(message.done);
    });
    const gone = (error: Error) => {
      if (threads[role][index] === thread) threads[role][index] = null;
      for (const call of thread.waiting.values()) {
        call.release?.();
        call.reject(error);
      }
      thread.waiting.clear();
    };
    worker.on('error', (error) => gone(error instanceof Error ? error : new Bug(String(error))));
    worker.on('exit', () => gone(new InputError('cancelled', 'The job was stopped. The workspace is as it was.')));
    return thread;
  }

  return {
    run<T>(role: Role, task: string, input: unknown, options: RunOptions = {}): Running<T> {
      const thread = threadOf(role);
      const id = nextId++;
      const flag = newFlag();
      let isSettled = false;
      const result = new Promise<T>((resolve, reject) => {
        thread.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress: options.onProgress });
        thread.worker.postMessage({ id, task, input, flag } satisfies TaskMessage);
      }).finally(() => {
        isSettled = true;
      });
      return {
        result,
        cancel() {
          raise(flag);
          setTimeout(() => {
            if (!isSettled) void thread.worker.terminate();
          }, graceMs).unref();
        },
      };
    },
    async exclusively(work) {
      const release = await writes.take();
      try {
        return await work();
      } finally {
        release();
      }
    },
    async close() {
      const running = Object.values(threads).flat();
      await Promise.all(running.map((t) => t?.worker.terminate()));
    },
  };
}
