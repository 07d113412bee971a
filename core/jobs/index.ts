/** Work off the main thread: workers, progress, cancelling in two steps. */
export { type Pool, type Running, workerPool } from './pool.ts';
export { serveTasks, type TaskContext } from './serve.ts';
export type * from './types.ts';
