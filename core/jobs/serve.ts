/** The worker's end: runs one task at a time, in order. */
import { parentPort } from 'node:worker_threads';
import { toWire } from '../base/errors.ts';
import { type AnswerMessage, isFlagged, type TaskMessage, type WorkerMessage } from './channel.ts';

export interface TaskContext {
  isCancelled(): boolean;
  progress(stage: string, fraction: number | null): void;
  /** Runs while no other thread writes to the workspace. */
  exclusively<T>(run: () => Promise<T>): Promise<T>;
}

export type Tasks = Record<string, (input: never, context: TaskContext) => unknown>;

/** Progress more often than this tells nobody anything. */
const PROGRESS_MS = 80;

export function serveTasks(tasks: Tasks): void {
  const port = parentPort!;
  const post = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const granted = new Map<number, () => void>();
  let turn: Promise<void> = Promise.resolve();

  port.on('message', (message: TaskMessage | AnswerMessage) => {
    if ('answer' in message) granted.get(message.answer)?.();
    else turn = turn.then(() => run(message));
  });

  async function run({ id, task, input, flag }: TaskMessage): Promise<void> {
    let last = 0;
    const context: TaskContext = {
      isCancelled: () => isFlagged(flag),
      progress(stage, fraction) {
        const now = performance.now();
        if (now - last < PROGRESS_MS && fraction !== null && fraction < 1) return;
        last = now;
        post({ id, progress: { stage, fraction } });
      },
      async exclusively(work) {
        await new Promise<void>((resolve) => {
          granted.set(id, resolve);
          post({ id, ask: 'exclusive' });
        });
        granted.delete(id);
        try {
          return await work();
        } finally {
          post({ id, ask: 'release' });
        }
      },
    };
    try {
      const done = await tasks[task]!(input as never, context);
      const bytes = done instanceof Uint8Array && done.buffer instanceof ArrayBuffer ? [done.buffer] : [];
      post({ id, done }, bytes);
    } catch (error) {
      post({ id, failed: toWire(error) });
    }
  }
}
