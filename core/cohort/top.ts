import type { Result } from '../base/result.ts';
import { countContents, isWhole } from '../kernel/scan.ts';
import { touchesOfData } from '../scope/digest.ts';
import type { Scope } from '../scope/types.ts';
import { scopeOptions, windowOf } from '../scope/window.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { contentNames } from './queries.ts';
import type { TopContents } from './types.ts';

/** Which contents drew most actions, or most different members. Ties by content number.
 *  Cost: one pass over the columns; for everything and everybody none, once it was counted. */
export function topContents(data: Dataset, scope: Scope & { by: 'events' | 'members'; limit: number }): Result<TopContents> {
  const { by, limit } = scope;
  const from = fromOf(data, 'top/1', data.columns.events, { by, limit, ...scopeOptions(scope) });
  const window = windowOf(data, scope, 'day');
  if (!window) return unavailable('no-events', 0, 1, from);
  if (data.contents === 0) return unavailable('no-contents', 0, 1, from);
  const { events, members } = isWhole(window) ? touchesOfData(data) : countContents(data.columns, window, data.contents);
  const rank = by === 'events' ? events : members;
  const order = topOf(rank, limit);
  const names = contentNames(data.db, order);
  return {
    kind: 'top',
    by,
    rows: order.map((no) => ({ contentNo: no, ...names.get(no)!, events: events[no]!, members: members[no]! })),
    from,
  };
}

/** Indexes of the largest positive counts, largest first. */
function topOf(counts: Int32Array, limit: number): number[] {
  const candidates: number[] = [];
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) candidates.push(i);
  return candidates.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, limit);
}
