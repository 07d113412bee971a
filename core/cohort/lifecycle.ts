import type { Result } from '../base/result.ts';
import { countLifecycle } from '../kernel/scan.ts';
import type { Grain, Scope } from '../scope/types.ts';
import { isComplete, scopeOptions, shownPeriods, startIso, windowOf, withHistory } from '../scope/window.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { Lifecycle } from './types.ts';

/** Who is new, who stays, who comes back, who went quiet: period by period, to the person.
 *  active = new + returning + resurrected; active before = returning + dormant. "New" is the first activity ever, also when the scope starts later.
 *  Cost: one pass over the columns. */
export function countLifecycleStates(data: Dataset, scope: Scope & { grain: Grain }): Result<Lifecycle> {
  const from = fromOf(data, 'lifecycle/1', data.columns.events, { grain: scope.grain, ...scopeOptions(scope) });
  const window = windowOf(data, scope, scope.grain);
  if (!window) return unavailable('no-events', 0, 1, from);
  const counts = countLifecycle(data.columns, withHistory(window));
  const { first, last } = shownPeriods(window);
  const part = (values: Int32Array) => Array.from(values.subarray(first, last + 1));
  const start: string[] = [];
  const complete: boolean[] = [];
  for (let p = first; p <= last; p++) {
    start.push(startIso(window, p));
    complete.push(isComplete(withHistory(window), p));
  }
  return {
    kind: 'lifecycle',
    grain: scope.grain,
    start,
    new: part(counts.new),
    returning: part(counts.returning),
    resurrected: part(counts.resurrected),
    dormant: part(counts.dormant),
    complete,
    from,
  };
}
