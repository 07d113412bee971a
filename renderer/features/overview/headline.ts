import type { Activity } from '../../../core/api/contract.ts';

export interface HeadlineFacts {
  /** Index of the last period that has ended; -1 when none has. */
  at: number;
  active: number;
  /** Relative to the period before; null when there is none or nobody was active in it. */
  change: number | null;
}

/** The last period that has ended, against the one before it. */
export function headlineFacts({ active, complete }: Pick<Activity, 'active' | 'complete'>): HeadlineFacts {
  const at = complete.lastIndexOf(true);
  const before = at > 0 && complete[at - 1] ? active[at - 1]! : null;
  return { at, active: at < 0 ? 0 : active[at]!, change: before ? active[at]! / before - 1 : null };
}
