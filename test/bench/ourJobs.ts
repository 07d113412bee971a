/** Our side of each job, and the same row of numbers. */

import { type Periods, periodsOf } from '../../core/kernel/calendar.ts';
import { funnelReach } from '../../core/kernel/funnel.ts';
import { countReturns } from '../../core/kernel/returnScan.ts';
import { countContents, countLifecycle, countRolling, memberFeatures, type Window } from '../../core/kernel/scan.ts';
import { calendarOfData } from '../../core/scope/index.ts';
import type { Dataset } from '../../core/store/dataset.ts';

export function ourJobs(data: Dataset): Record<string, () => number[]> {
  const { calendar } = calendarOfData(data)!;
  const window = (periods: Periods): Window => ({ calendar, periods, kinds: null, only: null, fromS: -Infinity, toS: Infinity });
  const weeks = window(periodsOf(calendar, 'week'));
  const days = window(periodsOf(calendar, 'day'));
  const sum = (a: ArrayLike<number>) => {
    let s = 0;
    for (let i = 0; i < a.length; i++) s += a[i]!;
    return s;
  };
  const max = (a: ArrayLike<number>) => {
    let s = -Infinity;
    for (let i = 0; i < a.length; i++) if (a[i]! > s) s = a[i]!;
    return s;
  };
  const posts = new Uint8Array(256);
  const spend = new Int8Array(256).fill(1); // the rival sums every value too
  return {
    features() {
      const f = memberFeatures(data.columns, calendar, posts, spend, data.contents);
      return [sum(f.events), sum(f.activeDays), sum(f.contents), sum(f.lastAt), Math.round(sum(f.spend) * 100)];
    },
    retention() {
      const { periods } = weeks;
      const { returned } = countReturns(
        data.columns,
        { calendar, cohorts: periods, periods, entry: null, returns: null, only: null, lengthS: 0 },
        {
          columnOf: Int32Array.from(periods.firstDay, (_, k) => k),
          columns: periods.count,
          isOnOrAfter: false,
          group: null,
          groups: 1,
        },
      );
      return [sum(returned), max(returned)];
    },
    activity: () => countRolling(data.columns, days, [1, 7, 28]).map(sum),
    lifecycle() {
      const c = countLifecycle(data.columns, weeks);
      return [sum(c.new), sum(c.returning), sum(c.resurrected), sum(c.dormant)];
    },
    funnel() {
      const step = (name: string) => {
        const mask = new Uint8Array(256);
        mask[data.kinds.find((k) => k.name === name && k.origin === 'observed')!.code] = 1;
        return mask;
      };
      const { level } = funnelReach(data.columns, {
        steps: [step('view'), step('like'), step('purchase')],
        windowS: 7 * 86_400,
        order: 'ordered',
        kinds: null,
        only: null,
        fromS: -Infinity,
        toS: Infinity,
      });
      const reached = [0, 0, 0];
      for (const l of level) for (let s = 0; s < l; s++) reached[s]!++;
      return reached;
    },
    top() {
      const c = countContents(data.columns, { kinds: null, only: null, fromS: -Infinity, toS: Infinity }, data.contents);
      return [sum(c.events), sum(c.members), max(c.events), max(c.members)];
    },
  };
}
