/** Events as they arrive, in typed arrays that grow; later sorted by (member, time) and merged with what was there. */
import { grown } from '../kernel/byteDictionary.ts';
import type { EventRows } from '../store/eventPages.ts';
import { NO_KEY } from '../store/eventPages.ts';

export const PRECISION = { second: 0, day: 1, relative: 2 } as const;

export interface EventBuilder {
  count: number;
  member: Int32Array;
  time: Int32Array;
  content: Int32Array;
  kind: Uint8Array;
  source: Uint16Array;
  nativeLow: Uint32Array;
  nativeHigh: Int32Array;
  precision: Uint8Array;
  /** Ascending positions with a value, and the values. */
  valueAt: Int32Array;
  value: Float64Array;
  values: number;
  /** Ascending positions with a JSON detail. */
  detail: Map<number, string>;
  /** Posts behind derived events: position -> post number. */
  post: Map<number, number>;
  /** Whether native keys of each source came in ascending order, so that none repeats. */
  ascending: boolean;
}

const FIRST = 1 << 16;

export function eventBuilder(): EventBuilder {
  return {
    count: 0,
    member: new Int32Array(FIRST),
    time: new Int32Array(FIRST),
    content: new Int32Array(FIRST),
    kind: new Uint8Array(FIRST),
    source: new Uint16Array(FIRST),
    nativeLow: new Uint32Array(FIRST),
    nativeHigh: new Int32Array(FIRST),
    precision: new Uint8Array(FIRST),
    valueAt: new Int32Array(1 << 10),
    value: new Float64Array(1 << 10),
    values: 0,
    detail: new Map(),
    post: new Map(),
    ascending: true,
  };
}

/** Makes room for `more` events: by half, so that the peak stays low. */
export function reserve(b: EventBuilder, more: number): void {
  if (b.count + more <= b.member.length) return;
  const length = Math.max(b.count + more, Math.ceil(b.member.length * 1.5));
  b.member = grown(b.member, length);
  b.time = grown(b.time, length);
  b.content = grown(b.content, length);
  b.kind = grown(b.kind, length);
  b.source = grown(b.source, length);
  b.nativeLow = grown(b.nativeLow, length);
  b.nativeHigh = grown(b.nativeHigh, length);
  b.precision = grown(b.precision, length);
}

/** Adds one event without key, value or detail; the caller fills those in at the position given back. Needs `reserve` before. */
export function push(
  b: EventBuilder,
  member: number,
  time: number,
  kind: number,
  content: number,
  source: number,
  precision: number,
): number {
  const i = b.count++;
  b.member[i] = member;
  b.time[i] = time;
  b.kind[i] = kind;
  b.content[i] = content;
  b.source[i] = source;
  b.precision[i] = precision;
  b.nativeHigh[i] = NO_KEY;
  return i;
}

export function setValue(b: EventBuilder, at: number, value: number): void {
  if (b.values === b.value.length) {
    b.valueAt = grown(b.valueAt, b.values * 2);
    b.value = grown(b.value, b.values * 2);
  }
  b.valueAt[b.values] = at;
  b.value[b.values++] = value;
}

export interface SortedEvents extends EventRows {
  detail: Map<number, string>;
}

/** Sorts by (member, time), ties in order of arrival, and leaves out events marked dead.
 *  @param dead Uint8[count], 1 = leave out; null = keep all.
 *  @param onRepeat called with the arrival position of each event without a key that equals an earlier one in all it holds.   Cost: counting sort by member, then a check and rare sorts inside one. */
export function sortEvents(
  b: EventBuilder,
  members: number,
  dead: Uint8Array | null,
  onRepeat: (position: number) => void = () => {},
): SortedEvents {
  const order = orderOf(b, members, dead);
  findRepeats(b, order, onRepeat);
  const n = order.length;
  const take = <T extends Int32Array | Uint8Array | Uint16Array | Uint32Array>(from: T, out: T): T => {
    if (isConstant(from, b.count)) return out.fill(from[0] ?? 0) as T; // one source, one precision: no need to gather
    for (let i = 0; i < n; i++) out[i] = from[order[i]!]!;
    return out;
  };
  const rows: SortedEvents = {
    count: n,
    member: take(b.member, new Int32Array(n)),
    time: take(b.time, new Int32Array(n)),
    content: take(b.content, new Int32Array(n)),
    kind: take(b.kind, new Uint8Array(n)),
    source: take(b.source, new Uint16Array(n)),
    nativeLow: take(b.nativeLow, new Uint32Array(n)),
    nativeHigh: take(b.nativeHigh, new Int32Array(n)),
    precision: take(b.precision, new Uint8Array(n)),
    post: null,
    valueAt: new Int32Array(0),
    value: new Float64Array(0),
    detail: new Map(),
  };
  placeSparse(b, order, rows);
  return rows;
}

/** Repeats stand in one run of the same member and second: each event is compared with those before it in its run. */
function findRepeats(b: EventBuilder, order: Int32Array, onRepeat: (position: number) => void): void {
  const { member, time, kind, content, source, nativeHigh } = b;
  let run = 0; // where the present run starts
  for (let i = 1; i < order.length; i++) {
    const at = order[i]!;
    const before = order[i - 1]!;
    if (member[at] !== member[before] || time[at] !== time[before]) {
      run = i;
      continue;
    }
    if (nativeHigh[at] !== NO_KEY) continue;
    for (let j = Math.max(run, i - LONGEST_RUN); j < i; j++) {
      const other = order[j]!;
      if (
        kind[at] === kind[other] &&
        content[at] === content[other] &&
        source[at] === source[other] &&
        nativeHigh[other] === NO_KEY &&
        valueAtPosition(b, at) === valueAtPosition(b, other)
      ) {
        onRepeat(at);
        break;
      }
    }
  }
}

/** More events of one member in one second (or day) than this are compared only with the nearest: a count, not a rule, hangs on it. */
const LONGEST_RUN = 512;

/** Value of an event by its position of arrival; null = none. Binary search. */
export function valueAtPosition(b: EventBuilder, position: number): number | null {
  let low = 0;
  let high = b.values;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (b.valueAt[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low < b.values && b.valueAt[low] === position ? b.value[low]! : null;
}

function isConstant(values: Int32Array | Uint8Array | Uint16Array | Uint32Array, count: number): boolean {
  const first = values[0];
  for (let i = 1; i < count; i++) if (values[i] !== first) return false;
  return true;
}

function orderOf(b: EventBuilder, members: number, dead: Uint8Array | null): Int32Array {
  const { count, member, time } = b;
  const next = new Int32Array(members + 2);
  let alive = 0;
  for (let i = 0; i < count; i++) {
    if (dead !== null && dead[i] === 1) continue;
    next[member[i]! + 1]!++;
    alive++;
  }
  for (let m = 1; m < next.length; m++) next[m]! += next[m - 1]!;
  const order = new Int32Array(alive);
  for (let i = 0; i < count; i++) {
    if (dead !== null && dead[i] === 1) continue;
    order[next[member[i]!]!++] = i;
  }
  // Now each member's events stand together in order of arrival: sort only where time goes back.
  let from = 0;
  while (from < alive) {
    const m = member[order[from]!]!;
    let to = from + 1;
    let sorted = true;
    let last = time[order[from]!]!;
    while (to < alive && member[order[to]!] === m) {
      const t = time[order[to]!]!;
      if (t < last) sorted = false;
      last = t;
      to++;
    }
    if (!sorted) order.subarray(from, to).sort((p, q) => time[p]! - time[q]! || p - q);
    from = to;
  }
  return order;
}

/** Values, details and post links are few: move them by inverting the order once. */
function placeSparse(b: EventBuilder, order: Int32Array, rows: SortedEvents): void {
  if (b.values === 0 && b.detail.size === 0 && b.post.size === 0) return;
  if (b.values > 0) {
    const slot = new Int32Array(b.count).fill(-1); // arrival position -> index into value
    for (let v = 0; v < b.values; v++) slot[b.valueAt[v]!] = v;
    const valueAt = new Int32Array(b.values);
    const value = new Float64Array(b.values);
    let n = 0;
    for (let i = 0; i < order.length; i++) {
      const v = slot[order[i]!]!;
      if (v < 0) continue;
      valueAt[n] = i;
      value[n++] = b.value[v]!;
    }
    rows.valueAt = valueAt.subarray(0, n);
    rows.value = value.subarray(0, n);
  }
  if (b.post.size > 0) rows.post = new Int32Array(order.length);
  if (b.detail.size > 0 || b.post.size > 0) {
    for (let i = 0; i < order.length; i++) {
      const at = order[i]!;
      const detail = b.detail.get(at);
      if (detail !== undefined) rows.detail.set(i, detail);
      const post = b.post.get(at);
      if (post !== undefined) rows.post![i] = post;
    }
  }
}
