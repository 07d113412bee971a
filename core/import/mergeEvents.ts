/** Which of the new events are already there. Exact repeats inside one file are real and stay; the same row in a newer export is not. */
import { type Hash64, hashInts } from '../kernel/hash64.ts';
import { NO_KEY } from '../store/eventPages.ts';
import { type EventBuilder, valueAtPosition } from './eventBuilder.ts';

export interface MergeCounts {
  /** New events already there, unchanged. */
  skipped: number;
  /** Old events replaced by a new one with the same key. */
  updated: number;
  /** New events whose key came twice in the same import: the last stands. */
  duplicates: number;
}

/**
 * Marks events to leave out.
 * - With a native key: the same key again is the same event; the later row stands.
 * - Without: old and new rows of one source are matched as multisets of (member, time, kind, content, value), so that a newer
 *   export adds only what is new, and repeats within a file survive.
 * @param oldCount positions below it are the events that were there before
 * @param fileOf which file a new position came from, for the counts
 */
export function findKnownEvents(b: EventBuilder, oldCount: number, fileOf: (position: number) => MergeCounts): Uint8Array | null {
  const oldHasKeys = someKeyed(b, 0, oldCount);
  const keyed = oldHasKeys || !b.ascending ? markByKey(b, oldCount, fileOf) : null;
  const keyless = oldCount > 0 ? markByContent(b, oldCount, fileOf) : null;
  if (!keyed || !keyless) return keyed ?? keyless;
  for (let i = 0; i < b.count; i++) keyed[i]! |= keyless[i]!;
  return keyed;
}

function someKeyed(b: EventBuilder, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (b.nativeHigh[i] !== NO_KEY) return true;
  return false;
}

function markByKey(b: EventBuilder, oldCount: number, fileOf: (position: number) => MergeCounts): Uint8Array | null {
  const { count, source, nativeLow, nativeHigh } = b;
  let slots = 16;
  while (slots < count * 2) slots *= 2;
  const table = new Int32Array(slots); // position + 1
  const mask = slots - 1;
  let dead: Uint8Array | null = null;
  for (let i = 0; i < count; i++) {
    const high = nativeHigh[i]!;
    if (high === NO_KEY) continue;
    const low = nativeLow[i]!;
    let h = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) ^ (source[i]! << 16);
    h ^= h >>> 15;
    let at = h & mask;
    let j = table[at]! - 1;
    while (j >= 0 && !(nativeLow[j] === low && nativeHigh[j] === high && source[j] === source[i])) {
      at = (at + 1) & mask;
      j = table[at]! - 1;
    }
    if (j >= 0) {
      dead ??= new Uint8Array(count);
      if (sameEvent(b, i, j)) {
        dead[i] = 1;
        if (j < oldCount) fileOf(i).skipped++;
        else fileOf(i).duplicates++;
        continue;
      }
      dead[j] = 1;
      if (j < oldCount) fileOf(i).updated++;
      else fileOf(i).duplicates++;
    }
    table[at] = i + 1;
  }
  return dead;
}

function markByContent(b: EventBuilder, oldCount: number, fileOf: (position: number) => MergeCounts): Uint8Array | null {
  const { count, source, nativeHigh } = b;
  const sources = new Set<number>();
  for (let i = oldCount; i < count; i++) if (nativeHigh[i] === NO_KEY) sources.add(source[i]!);
  const known = new Map<bigint, number>();
  const hash: Hash64 = { low: 0, high: 0 };
  const values = valueSlots(b);
  const key = (i: number): bigint => {
    const v = values === null ? -1 : values[i]!;
    const value = v < 0 ? 0 : b.value[v]!;
    const whole = Math.trunc(value);
    hashInts(
      [
        b.member[i]!,
        b.time[i]!,
        b.kind[i]!,
        b.content[i]!,
        b.source[i]!,
        v < 0 ? 0 : 1,
        whole,
        Math.round((value - whole) * 1e6),
      ],
      hash,
    );
    return (BigInt(hash.high) << 32n) | BigInt(hash.low);
  };
  for (let i = 0; i < oldCount; i++) {
    if (nativeHigh[i] !== NO_KEY || !sources.has(source[i]!)) continue;
    const k = key(i);
    known.set(k, (known.get(k) ?? 0) + 1);
  }
  if (known.size === 0) return null;
  const dead = new Uint8Array(count);
  for (let i = oldCount; i < count; i++) {
    if (nativeHigh[i] !== NO_KEY) continue;
    const k = key(i);
    const left = known.get(k) ?? 0;
    if (left === 0) continue;
    known.set(k, left - 1);
    dead[i] = 1;
    fileOf(i).skipped++;
  }
  return dead;
}

function sameEvent(b: EventBuilder, i: number, j: number): boolean {
  return (
    b.member[i] === b.member[j] &&
    b.time[i] === b.time[j] &&
    b.kind[i] === b.kind[j] &&
    b.content[i] === b.content[j] &&
    valueAtPosition(b, i) === valueAtPosition(b, j) &&
    b.detail.get(i) === b.detail.get(j)
  );
}

function valueSlots(b: EventBuilder): Int32Array | null {
  if (b.values === 0) return null;
  const slots = new Int32Array(b.count).fill(-1);
  for (let v = 0; v < b.values; v++) slots[b.valueAt[v]!] = v;
  return slots;
}
