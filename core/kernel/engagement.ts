/** How regularly members come, and how they move between being active and silent: one pass each. */
import type { EventColumns } from '../base/columns.ts';
import { eachActivePeriod, type Window } from './scan.ts';

/** Members by how many of the `width` days that end with each of `endDays` they were active on. `window.periods` must be days.
 *  @param endDays day indexes, ascending   @returns one Int32[width + 1] an end day; index 0 stays 0 (nobody counts who was not active).
 *  Cost: one pass; each active day is counted in the windows that hold it. */
export function countActiveDays(columns: EventColumns, window: Window, width: number, endDays: readonly number[]): Int32Array[] {
  const out = endDays.map(() => new Int32Array(width + 1));
  const days = new Int32Array(endDays.length);
  let member = -1;
  const close = () => {
    for (let w = 0; w < endDays.length; w++) {
      if (days[w]! > 0) out[w]![days[w]!]!++;
      days[w] = 0;
    }
  };
  eachActivePeriod(columns, window, (m, day) => {
    if (m !== member) close();
    member = m;
    // Windows that hold the day: those that end on it or up to width - 1 days later.
    for (let w = endDays.length - 1; w >= 0 && endDays[w]! >= day; w--) if (endDays[w]! - day < width) days[w]!++;
  });
  close();
  return out;
}

/** States a member can be in, period by period. `none` = before the first activity; `dormant` = the first silent period; `inactive` = silent longer. */
export const FLOW_STATES = ['none', 'new', 'returning', 'resurrected', 'dormant', 'inactive'] as const;
const [NONE, NEW, RETURNING, RESURRECTED, DORMANT, INACTIVE] = [0, 1, 2, 3, 4, 5] as const;
const STATES = FLOW_STATES.length;

/** Members by state in the period before (rows) and in the period (columns), for every period.
 *  @returns Int32[periods * 36], row-major; members who were never active are in no cell. Row sums of a period equal the column sums of the one before. */
export function countFlow(columns: EventColumns, window: Window): Int32Array {
  const n = window.periods.count;
  const cells = new Int32Array(n * STATES * STATES);
  const still = new Int32Array(n + 2); // members inactive in both periods: +1 where that starts, -1 where it ends
  const add = (period: number, from: number, to: number) => {
    if (period < n) cells[(period * STATES + from) * STATES + to]!++;
  };
  let member = -1;
  let last = -1;
  let state: number = NONE;
  const leave = (until: number) => {
    // The silence after `last`, up to the period before `until`.
    if (last + 1 >= until) return;
    add(last + 1, state, DORMANT);
    if (last + 2 >= until) return;
    add(last + 2, DORMANT, INACTIVE);
    if (last + 3 < until) {
      still[Math.min(last + 3, n)]!++;
      still[Math.min(until, n)]!--;
    }
  };
  eachActivePeriod(columns, window, (m, period) => {
    if (m !== member) {
      if (member >= 0) leave(n);
      member = m;
      state = NEW;
      add(period, NONE, NEW);
    } else if (period === last + 1) {
      add(period, state, RETURNING);
      state = RETURNING;
    } else {
      leave(period);
      add(period, period === last + 2 ? DORMANT : INACTIVE, RESURRECTED);
      state = RESURRECTED;
    }
    last = period;
  });
  if (member >= 0) leave(n);
  for (let p = 0, now = 0; p < n; p++) {
    now += still[p]!;
    cells[(p * STATES + INACTIVE) * STATES + INACTIVE]! += now;
  }
  return cells;
}

/** State of each member in one period. @returns Int8[members]: index into FLOW_STATES. */
export function statesIn(columns: EventColumns, window: Window, period: number): Int8Array {
  const states = new Int8Array(columns.members);
  let member = -1;
  let last = -1;
  eachActivePeriod(columns, window, (m, p) => {
    const isNew = m !== member;
    const before = last;
    member = m;
    last = p;
    if (p > period) return;
    if (p === period) states[m] = isNew ? NEW : before === p - 1 ? RETURNING : RESURRECTED;
    else states[m] = p === period - 1 ? DORMANT : INACTIVE;
  });
  return states;
}
