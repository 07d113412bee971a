import type { WireError } from '../base/errors.ts';

export interface Job {
  jobId: number;
  name: 'import' | 'sample' | 'open';
  /** Shown after the name, e.g. the file. */
  label: string;
  state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';
  stage: 'start' | 'hash' | 'generate' | 'read' | 'sort' | 'store' | 'derive' | 'publish' | 'columns' | 'done';
  /** 0..1 of the whole; null when unknown. */
  progress: number | null;
  startedAt: number;
  finishedAt: number | null;
  error: WireError | null;
  /** Filled when done: the ImportResult of an import. */
  result: unknown;
}
