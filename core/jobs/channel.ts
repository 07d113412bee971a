/** Messages between the main thread and a worker, and the flag that asks a worker to stop. */
import type { WireError } from '../base/errors.ts';

/** To a worker: one task. `flag` is shared memory: 1 = please stop. */
export interface TaskMessage {
  id: number;
  task: string;
  input: unknown;
  flag: SharedArrayBuffer;
}

/** From a worker. `ask` waits for an answer of the main thread (`AnswerMessage`): used to take turns with other writers. */
export type WorkerMessage =
  | { id: number; done: unknown; transfer?: undefined }
  | { id: number; failed: WireError }
  | { id: number; progress: { stage: string; fraction: number | null } }
  | { id: number; ask: 'exclusive' | 'release' };

export interface AnswerMessage {
  answer: number;
}

export const isFlagged = (flag: SharedArrayBuffer): boolean => Atomics.load(new Int32Array(flag), 0) === 1;
export const raise = (flag: SharedArrayBuffer): void => void Atomics.store(new Int32Array(flag), 0, 1);
export const newFlag = (): SharedArrayBuffer => new SharedArrayBuffer(4);
