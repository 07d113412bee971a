import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { countFlow, FLOW_STATES, statesIn } from '../kernel/engagement.ts';
import {
  type Grain,
  isComplete,
  type Scope,
  scopeOptions,
  shownPeriods,
  startIso,
  windowOf,
  withHistory,
} from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';

export type FlowState = (typeof FLOW_STATES)[number];

export interface Flow {
  kind: 'flow';
  grain: Grain;
  states: readonly FlowState[];
  periods: {
    start: string;
    complete: boolean;
    /** Members in each state, in the order of `states`; `none` is not counted. */
    members: number[];
    /** Members by state in the period before and now; pairs without members are left out. */
    moves: { from: FlowState; to: FlowState; members: number }[];
  }[];
  from: From;
}

/** From which state to which do members move, period by period? Reconciles to the person: what leaves a state in one period equals what was in it
 *  the period before. dormant = the first silent period, inactive = silent longer.   Cost: one pass. */
export function countFlowStates(data: Dataset, scope: Scope & { grain: Grain }): Result<Flow> {
  const from = fromOf(data, 'flow/1', data.columns.events, { grain: scope.grain, ...scopeOptions(scope) });
  const window = windowOf(data, scope, scope.grain);
  if (!window) return unavailable('no-events', 0, 1, from);
  const whole = withHistory(window);
  const cells = countFlow(data.columns, whole);
  const { first, last } = shownPeriods(window);
  const n = FLOW_STATES.length;
  const periods: Flow['periods'] = [];
  for (let p = first; p <= last; p++) {
    const members = new Array<number>(n).fill(0);
    const moves: Flow['periods'][number]['moves'] = [];
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        const count = cells[(p * n + a) * n + b]!;
        if (count === 0) continue;
        members[b]! += count;
        moves.push({ from: FLOW_STATES[a]!, to: FLOW_STATES[b]!, members: count });
      }
    }
    periods.push({ start: startIso(whole, p), complete: isComplete(whole, p), members, moves });
  }
  return { kind: 'flow', grain: scope.grain, states: FLOW_STATES, periods, from };
}

/** Members who moved from one state to another in the period that starts on a day (`from` null = whatever they were before). @returns Uint8[members]. */
export function membersOfFlow(
  data: Dataset,
  scope: Scope & { grain: Grain },
  { start, from, to }: { start: string; from: FlowState | null; to: FlowState },
): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const window = windowOf(data, scope, scope.grain);
  if (!window) return chosen;
  const whole = withHistory(window);
  let period = -1;
  for (let p = 0; p < whole.periods.count; p++) if (startIso(whole, p) === start) period = p;
  if (period < 0) throw new InputError('bad-option', `There is no period that starts on ${start} in this data.`, { start });
  const now = statesIn(data.columns, whole, period);
  const before = from === null ? null : statesIn(data.columns, whole, period - 1);
  const a = from === null ? -1 : FLOW_STATES.indexOf(from);
  const b = FLOW_STATES.indexOf(to);
  for (let m = 0; m < chosen.length; m++) if (now[m] === b && (before === null || before[m] === a)) chosen[m] = 1;
  return chosen;
}
