import type { Result } from '../base/result.ts';
import { wilson } from '../kernel/interval.ts';
import { countRetention } from '../kernel/scan.ts';
import type { Grain, Scope } from '../scope/types.ts';
import { isComplete, scopeOptions, shownPeriods, startIso, windowOf, withHistory } from '../scope/window.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { Retention, RetentionCell } from './types.ts';

/** Of the members first active ever in a period, how many are active again k periods later.
 *  Cells whose period is not over are marked and left out of the mean; the mean is weighted by cohort size; Wilson 95 % intervals.
 *  Cost: one pass over the columns. */
export function countRetentionCells(data: Dataset, scope: Scope & { grain: Grain }): Result<Retention> {
  const from = fromOf(data, 'retention/1', data.columns.events, {
    grain: scope.grain,
    ...scopeOptions(scope),
    entry: 'first-event',
    return: 'any',
    mode: 'on',
    interval: 'wilson-95',
  });
  const window = windowOf(data, scope, scope.grain);
  if (!window) return unavailable('no-events', 0, 1, from);
  const n = window.periods.count;
  const counts = countRetention(data.columns, withHistory(window));
  const { first, last } = shownPeriods(window);
  const cohorts: Retention['cohorts'] = [];
  const returned = new Float64Array(last - first + 1);
  const sizes = new Float64Array(last - first + 1);
  for (let c = first; c <= last; c++) {
    const size = counts[c * n]!;
    const cells: RetentionCell[] = [];
    for (let k = 0; c + k <= last; k++) {
      const hits = counts[c * n + k]!;
      const [low, high] = wilson(hits, size);
      const complete = isComplete(withHistory(window), c + k);
      cells.push({ period: k, returned: hits, rate: size === 0 ? 0 : hits / size, low, high, complete });
      if (complete) {
        returned[k]! += hits;
        sizes[k]! += size;
      }
    }
    cohorts.push({ start: startIso(window, c), size, cells });
  }
  const mean = Array.from(returned, (r, k) => (sizes[k]! > 0 ? r / sizes[k]! : null));
  return { kind: 'retention', grain: scope.grain, cohorts, mean, from };
}
