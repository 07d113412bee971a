/** When members first go silent, and how long they take from one act to another: follow-up times with what is not over yet marked so. */
import { type EventColumns, UNKNOWN_TIME } from '../base/columns.ts';

export interface FollowUpTimes {
  /** Int32: member index of each row. */
  member: Int32Array;
  /** Seconds, >= 0. */
  duration: Float64Array;
  /** 1 = it happened, 0 = it had not when the data ends. */
  event: Uint8Array;
}

/** From each member's start to the last action before the first silence of at least `silenceS`. A silence counts only when it could be watched
 *  whole; so nobody is said to have left because the data ends, and everybody else is followed up to `endS - silenceS`.
 *  @param startS Int32[members]: UNKNOWN_TIME = left out   @param only Uint8[members] or null
 *  Members without an action after the start go silent at once. Starts after `endS - silenceS` are left out. Cost: one pass. */
export function timeToSilence(
  columns: EventColumns,
  { startS, silenceS, endS, only }: { startS: Int32Array; silenceS: number; endS: number; only: Uint8Array | null },
): FollowUpTimes {
  const { off, time, members } = columns;
  const until = endS - silenceS;
  return collect(members, (m) => {
    const start = startS[m]!;
    if (start === UNKNOWN_TIME || start > until || only?.[m] === 0) return null;
    let last = start;
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      const t = time[i]!;
      if (t <= start) continue;
      if (t - last >= silenceS || last > until) break;
      last = t;
    }
    // `last` begins the first long silence, or lies in the stretch that cannot be watched whole any more.
    return last <= until ? [last - start, 1] : [until - start, 0];
  });
}

/** From each member's first act of one sort to the first act of another after it (a later second, or the same and later in the file).
 *  @param from, to Uint8[256]: 1 where a kind counts   @returns everybody who did the first; not yet = followed up to `endS`. Cost: one pass. */
export function timeToAct(
  columns: EventColumns,
  { from, to, endS, only }: { from: Uint8Array | null; to: Uint8Array | null; endS: number; only: Uint8Array | null },
): FollowUpTimes {
  const { off, time, kind, members } = columns;
  return collect(members, (m) => {
    if (only?.[m] === 0) return null;
    let i = off[m]!;
    const end = off[m + 1]!;
    while (i < end && from !== null && from[kind[i]!] === 0) i++;
    if (i === end) return null;
    const start = time[i]!;
    i++;
    while (i < end && to !== null && to[kind[i]!] === 0) i++;
    return i === end ? [endS - start, 0] : [time[i]! - start, 1];
  });
}

function collect(members: number, follow: (m: number) => [duration: number, event: number] | null): FollowUpTimes {
  const member = new Int32Array(members);
  const duration = new Float64Array(members);
  const event = new Uint8Array(members);
  let n = 0;
  for (let m = 0; m < members; m++) {
    const row = follow(m);
    if (!row) continue;
    member[n] = m;
    duration[n] = row[0];
    event[n] = row[1];
    n++;
  }
  return { member: member.slice(0, n), duration: duration.slice(0, n), event: event.slice(0, n) };
}
