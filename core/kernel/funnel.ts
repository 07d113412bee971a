/** How far members come through a series of steps: one pass over the event columns. Inputs are trusted and not modified. */
import type { EventColumns } from '../base/columns.ts';

export interface FunnelPlan {
  /** Uint8[256] a step: 1 where a kind is that step. At most 12 steps. */
  steps: readonly Uint8Array[];
  windowS: number;
  order: 'ordered' | 'strict' | 'any';
  /** Uint8[256]: kinds that are looked at; of the others nothing is seen, also not as coming between. null = every kind. */
  kinds: Uint8Array | null;
  only: Uint8Array | null;
  fromS: number;
  toS: number;
}

export interface FunnelReach {
  /** Uint8[members]: steps reached, 0 = not even the first. */
  level: Uint8Array;
  /** Int32[members]: position of the event that reached that level first; -1 = none. */
  at: Int32Array;
  /** Int32[members * steps]: seconds from the first step, and from the step before, when a level was reached for the first time; -1 = not reached. */
  fromFirst: Int32Array;
  fromPrevious: Int32Array;
}

/** Each member's best attempt.
 *  ordered: the steps in this order, other actions may come between. strict: one right after the other. any: so many different steps, in whatever order.
 *  The window runs from the first step to the last one counted, both ends included. Two actions in the same second stand in the order of the
 *  export. One action is never two steps.
 *  Method: of all attempts that reached a step, the one that began last has the most time left, so one start a step is enough.
 *  Cost: O(events x steps), memory O(members x steps). */
export function funnelReach(columns: EventColumns, plan: FunnelPlan): FunnelReach {
  const { off, time, kind, members } = columns;
  const { steps, windowS, order, kinds, only, fromS, toS } = plan;
  const n = steps.length;
  const level = new Uint8Array(members);
  const at = new Int32Array(members).fill(-1);
  const fromFirst = new Int32Array(members * n).fill(-1);
  const fromPrevious = new Int32Array(members * n).fill(-1);
  // Bit s of a kind = it is step s: one look-up an event decides whether it matters.
  const stepsOf = new Uint16Array(256);
  for (let s = 0; s < n; s++) for (let k = 0; k < 256; k++) if (steps[s]![k] === 1) stepsOf[k]! |= 1 << s;
  const single = order === 'strict' ? null : stepOfKind(steps);
  const reach = { level, at, fromFirst, fromPrevious };
  if (single && order === 'ordered') return orderedReach(columns, plan, single, reach);
  const start = new Float64Array(n); // begin of the latest attempt that stands at a step
  const last = new Float64Array(n); // when it got there
  const anyOrder = single ? lastOfEachStep(n, windowS) : differentSteps(n, windowS);
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const end = off[m + 1]!;
    let best = 0;
    const row = m * n;
    start.fill(-Infinity);
    if (order === 'any') anyOrder.clear();
    for (let i = off[m]!; i < end; i++) {
      const t = time[i]!;
      if (t < fromS) continue;
      if (t >= toS) break;
      const k = kind[i]!;
      const mask = stepsOf[k]!;
      if (order === 'any') {
        if (mask === 0) continue;
        const most = anyOrder.add(mask, t);
        while (best < most.steps) {
          best++;
          at[m] = i;
          fromFirst[row + best - 1] = t - most.firstS;
          fromPrevious[row + best - 1] = best === 1 ? 0 : t - most.previousS;
        }
        continue;
      }
      if (mask === 0) {
        if (order === 'strict' && (kinds === null || kinds[k] === 1)) start.fill(-Infinity); // something came between
        continue;
      }
      let kept = 0;
      // From the last step down, so that one action is not two steps.
      for (let s = n - 1; s >= 0; s--) {
        if (((mask >>> s) & 1) === 0) {
          if (order === 'strict') start[s] = -Infinity;
          continue;
        }
        if (s === 0) {
          start[0] = t;
          last[0] = t;
          kept = Math.max(kept, 1);
        } else if (t - start[s - 1]! <= windowS) {
          const previous = last[s - 1]!;
          start[s] = start[s - 1]!;
          last[s] = t;
          if (best < s + 1) fromPrevious[row + s] = t - previous;
          kept = Math.max(kept, s + 1);
        } else if (order === 'strict') start[s] = -Infinity;
      }
      if (kept > best) {
        for (let s = best; s < kept; s++) fromFirst[row + s] = t - start[s]!;
        if (best === 0) fromPrevious[row] = 0;
        best = kept;
        at[m] = i;
      }
    }
    level[m] = best;
  }
  return reach;
}

interface DifferentSteps {
  clear(): void;
  /** @param mask steps the action fits, a bit each   @returns steps filled by actions of the window that ends with it, and the times of the first
   *  of these and of the last before it */
  add(mask: number, t: number): { steps: number; firstS: number; previousS: number };
}

/** The common case: every action fits one step, so the latest action of each is enough. */
function lastOfEachStep(n: number, windowS: number): DifferentSteps {
  const seen = new Float64Array(n).fill(-Infinity);
  const most = { steps: 0, firstS: 0, previousS: 0 };
  return {
    clear: () => void seen.fill(-Infinity),
    add(mask, t) {
      const own = 31 - Math.clz32(mask);
      seen[own] = t;
      most.steps = 0;
      most.firstS = t;
      most.previousS = -Infinity;
      for (let s = 0; s < n; s++) {
        const at = seen[s]!;
        if (t - at > windowS) continue;
        most.steps++;
        if (at < most.firstS) most.firstS = at;
        if (s !== own && at > most.previousS) most.previousS = at;
      }
      return most;
    },
  };
}

/** Most different steps that different actions of the window can fill, action by action.
 *  Actions that fit the same steps are alike, so the latest `n` of each sort are enough; filling steps from sorts is a matching, and each new action
 *  adds at most one step to it: one search for a way (Kuhn 1955). */
function differentSteps(n: number, windowS: number): DifferentSteps {
  /** Times of the latest actions that fit the same steps, ascending. */
  const sorts = new Map<number, number[]>();
  return {
    clear: () => sorts.clear(),
    add(mask: number, t: number): { steps: number; firstS: number; previousS: number } {
      const own = sorts.get(mask) ?? [];
      sorts.set(mask, own);
      own.push(t);
      const inside: { mask: number; times: number[]; used: number[] }[] = [];
      for (const [sort, times] of sorts) {
        while (times.length > 0 && (t - times[0]! > windowS || times.length > n)) times.shift();
        if (times.length > 0) inside.push({ mask: sort, times, used: [] });
      }
      let steps = 0;
      for (let s = 0; s < n; s++) if (fill(s, new Set())) steps++;
      // Of each sort the latest actions serve.
      let firstS = t;
      let previousS = -Infinity;
      for (const { times, used } of inside) {
        for (let k = 1; k <= used.length; k++) {
          const at = times[times.length - k]!;
          if (at < firstS) firstS = at;
          if ((at !== t || k > 1) && at > previousS) previousS = at;
        }
      }
      return { steps, firstS, previousS: previousS === -Infinity ? t : previousS };

      /** Gives step `s` an action, moving other steps to other sorts where that frees one. */
      function fill(s: number, tried: Set<number>): boolean {
        for (const sort of inside) {
          if (((sort.mask >>> s) & 1) === 0 || tried.has(sort.mask)) continue;
          tried.add(sort.mask);
          if (sort.used.length < sort.times.length) {
            sort.used.push(s);
            return true;
          }
          for (let k = 0; k < sort.used.length; k++) {
            if (!fill(sort.used[k]!, tried)) continue;
            sort.used[k] = s;
            return true;
          }
        }
        return false;
      }
    },
  };
}

/** Step of each kind plus one, 0 = none; null when a kind is more than one step. */
function stepOfKind(steps: readonly Uint8Array[]): Uint8Array | null {
  const of = new Uint8Array(256);
  for (let s = 0; s < steps.length; s++) {
    for (let k = 0; k < 256; k++) {
      if (steps[s]![k] === 0) continue;
      if (of[k] !== 0) return null;
      of[k] = s + 1;
    }
  }
  return of;
}

/** The common case: ordered, every kind at most one step. One look-up an event; a member who has reached the end is left. */
function orderedReach(columns: EventColumns, plan: FunnelPlan, stepOf: Uint8Array, reach: FunnelReach): FunnelReach {
  const { off, time, kind, members } = columns;
  const { windowS, only, fromS, toS } = plan;
  const { level, at, fromFirst, fromPrevious } = reach;
  const n = plan.steps.length;
  const isCut = fromS !== -Infinity || toS !== Infinity;
  const start = new Float64Array(n);
  const last = new Float64Array(n);
  for (let m = 0; m < members; m++) {
    if (only !== null && only[m] === 0) continue;
    const end = off[m + 1]!;
    const row = m * n;
    let best = 0;
    for (let s = 0; s < n; s++) start[s] = -Infinity;
    for (let i = off[m]!; i < end; i++) {
      const step = stepOf[kind[i]!]!;
      if (step === 0) continue;
      const t = time[i]!;
      if (isCut && (t < fromS || t >= toS)) continue;
      const s = step - 1;
      if (s === 0) {
        start[0] = t;
        last[0] = t;
      } else {
        if (t - start[s - 1]! > windowS) continue;
        start[s] = start[s - 1]!;
        last[s] = t;
      }
      if (step > best) {
        best = step;
        at[m] = i;
        fromFirst[row + s] = t - start[s]!;
        fromPrevious[row + s] = s === 0 ? 0 : t - last[s - 1]!;
        if (best === n) break;
      }
    }
    level[m] = best;
  }
  return reach;
}
