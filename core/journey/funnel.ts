import { InputError } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import { type FunnelPlan, funnelReach } from '../kernel/funnel.ts';
import { wilson } from '../kernel/interval.ts';
import { quantile } from '../kernel/summary.ts';
import { kindMask, type Scope, scopeOptions, windowOf } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { Funnel, FunnelDefinition, FunnelStep } from './types.ts';

const DAY_S = 86_400;
const MOST_STEPS = 12;

/** How many members come how far, how long it takes, and what those who stop do instead. Each member counts once, with the best attempt.
 *  Ties: two actions in the same second stand in the order of the export; one action is never two steps. The window is inclusive.
 *  @throws InputError bad-option: fewer than 1 or more than 12 steps, unknown kinds, a window that is not above 0.   Cost: one pass. */
export function countFunnel(data: Dataset, input: Scope & FunnelDefinition): Result<Funnel> {
  const from = fromOf(data, 'funnel/1', data.columns.events, {
    steps: input.steps.map((kinds) => kinds.join('|')),
    windowDays: input.windowDays,
    order: input.order,
    ties: 'order-of-export',
    ...scopeOptions(input),
  });
  const plan = planOf(data, input);
  if (!plan) return unavailable('no-events', 0, 1, from);
  const { level, at, fromFirst, fromPrevious } = funnelReach(data.columns, plan);
  const n = input.steps.length;
  const reached = new Int32Array(n + 1);
  for (const l of level) for (let s = 0; s < l; s++) reached[s]!++;
  const instead = nextKinds(data, plan, level, at);
  const steps = input.steps.map((kinds, s): FunnelStep => {
    const members = reached[s]!;
    const [low, high] = wilson(members, reached[0]!);
    const before = s === 0 ? members : reached[s - 1]!;
    const [stepLow, stepHigh] = wilson(members, before);
    const times = (column: Int32Array) => {
      if (s === 0 || members === 0) return null;
      const known: number[] = [];
      for (let m = 0; m < level.length; m++) if (level[m]! > s) known.push(column[m * n + s]!);
      const sorted = Float64Array.from(known).sort();
      return { q25: quantile(sorted, 0.25), median: quantile(sorted, 0.5), q75: quantile(sorted, 0.75) };
    };
    return {
      name: input.order === 'any' ? String(s + 1) : kinds.join('|'),
      members,
      rate: reached[0] === 0 ? 0 : members / reached[0]!,
      low,
      high,
      fromPrevious: { rate: before === 0 ? 0 : members / before, low: stepLow, high: stepHigh },
      dropped: s + 1 < n ? members - reached[s + 1]! : 0,
      timeFromFirst: times(fromFirst),
      timeFromPrevious: times(fromPrevious),
      instead: s + 1 < n ? instead[s]! : [],
    };
  });
  return { kind: 'funnel', definition: { steps: input.steps, windowDays: input.windowDays, order: input.order }, steps, from };
}

/** Those who reached a step (1 = the first), or who reached it and came no further. @returns Uint8[members]. */
export function membersOfFunnel(
  data: Dataset,
  input: Scope & FunnelDefinition,
  { step, isDropped }: { step: number; isDropped: boolean },
): Uint8Array {
  const plan = planOf(data, input);
  const chosen = new Uint8Array(data.columns.members);
  if (!plan) return chosen;
  const { level } = funnelReach(data.columns, plan);
  for (let m = 0; m < level.length; m++) if (isDropped ? level[m] === step : level[m]! >= step) chosen[m] = 1;
  return chosen;
}

function planOf(data: Dataset, input: Scope & FunnelDefinition): FunnelPlan | null {
  const { steps, windowDays, order } = input;
  if (steps.length < 1 || steps.length > MOST_STEPS || steps.some((kinds) => kinds.length === 0)) {
    throw new InputError(
      'bad-option',
      `A funnel should have 1 to ${MOST_STEPS} steps with at least one kind each, got ${steps.length}.`,
      {
        steps: steps.length,
      },
    );
  }
  if (!(windowDays > 0 && windowDays <= 3650))
    throw new InputError('bad-option', `The window should be above 0 and at most 3650 days, got ${windowDays}.`, { windowDays });
  const masks = steps.map((kinds) => kindMask(data, { basis: 'all', kinds })!);
  const window = windowOf(data, input, 'day');
  if (!window) return null;
  return {
    steps: masks,
    windowS: windowDays * DAY_S,
    order,
    kinds: window.kinds,
    only: window.only,
    fromS: window.fromS,
    toS: window.toS,
  };
}

/** For each step: the kind of the first action after it, of those who came no further. */
function nextKinds(data: Dataset, plan: FunnelPlan, level: Uint8Array, at: Int32Array): FunnelStep['instead'][] {
  const { off, time, kind } = data.columns;
  const counts = plan.steps.map(() => new Float64Array(257)); // 256 = nothing more
  for (let m = 0; m < level.length; m++) {
    const l = level[m]!;
    if (l === 0 || l === plan.steps.length) continue;
    let i = at[m]! + 1;
    while (i < off[m + 1]! && plan.kinds !== null && plan.kinds[kind[i]!] === 0) i++;
    const isInside = i < off[m + 1]! && time[i]! < plan.toS && time[i]! - time[at[m]!]! <= plan.windowS;
    counts[l - 1]![isInside ? kind[i]! : 256]!++;
  }
  const names = new Map(data.kinds.map((k) => [k.code, k.name]));
  return counts.map((of) =>
    Array.from(of, (members, code) => ({ kind: code === 256 ? null : (names.get(code) ?? null), members }))
      .filter((r) => r.members > 0)
      .sort((a, b) => b.members - a.members)
      .slice(0, 6),
  );
}
