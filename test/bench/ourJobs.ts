/** Our side of each job, and the same row of numbers. The active days are found once and kept, as in the application: the jobs of their own
 *  start from them, `firstScreen` finds them anew, with everything else that it asks. */

import { activeDaysOf } from '../../core/kernel/activeDays.ts';
import { type Periods, periodsOf } from '../../core/kernel/calendar.ts';
import { funnelReach } from '../../core/kernel/funnel.ts';
import { countReturns } from '../../core/kernel/returnScan.ts';
import { countLifecycle, countRolling, memberFeatures, type Window } from '../../core/kernel/scan.ts';
import { countTouches } from '../../core/kernel/touches.ts';
import { calendarOfData } from '../../core/scope/index.ts';
import type { Dataset } from '../../core/store/dataset.ts';

export function ourJobs(data: Dataset) {
  const { calendar } = calendarOfData(data)!;
  let days = activeDaysOf(data.columns, calendar);
  const window = (periods: Periods): Window => ({
    calendar,
    days,
    periods,
    kinds: null,
    only: null,
    fromS: -Infinity,
    toS: Infinity,
  });
  const weeks = periodsOf(calendar, 'week');
  const eachDay = periodsOf(calendar, 'day');
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
  const jobs = {
    activeDays() {
      days = activeDaysOf(data.columns, calendar);
      return [days.day.length];
    },
    features(touches = countTouches(data.columns, data.contents)) {
      const f = memberFeatures(data.columns, days, touches, posts, spend);
      return [sum(f.events), sum(f.activeDays), sum(f.contents), sum(f.lastAt), Math.round(sum(f.spend) * 100)];
    },
    retention() {
      const { returned } = countReturns(
        data.columns,
        { calendar, cohorts: weeks, periods: weeks, entry: null, returns: null, only: null, lengthS: 0 },
        {
          columnOf: Int32Array.from(weeks.firstDay, (_, k) => k),
          columns: weeks.count,
          isOnOrAfter: false,
          group: null,
          groups: 1,
        },
      );
      return [sum(returned), max(returned)];
    },
    activity: () => countRolling(data.columns, window(eachDay), [1, 7, 28]).map(sum),
    lifecycle() {
      const c = countLifecycle(data.columns, window(weeks));
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
    top(c = countTouches(data.columns, data.contents)) {
      return [sum(c.events), sum(c.members), max(c.events), max(c.members)];
    },
    firstScreen() {
      days = activeDaysOf(data.columns, calendar);
      const touches = countTouches(data.columns, data.contents);
      return [jobs.features(touches), jobs.retention(), jobs.activity(), jobs.lifecycle(), jobs.top(touches)].flat();
    },
  };
  return jobs;
}
