import type { From, Result } from '../base/result.ts';
import { wilson, Z95 } from '../kernel/interval.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { lastSnapshots, SNAPSHOT_MEASURES, type Snapshot } from './snapshot.ts';

export type Change =
  /** Members who were not there before. */
  | { of: 'members'; members: number; share: number; low: number; high: number; size: number }
  /** A class that more, or fewer, of the members who were there both times are in now. */
  | {
      of: 'trait';
      trait: string;
      value: string;
      /** Who came into it, and who left it. */
      gained: number;
      lost: number;
      before: number;
      after: number;
      members: number;
      /** Difference of the shares, with a 95 % interval for paired shares (Agresti and Min 2005). */
      difference: number;
      low: number;
      high: number;
      size: number;
    }
  /** The mean of a measure over the members who were there both times, with a 95 % interval of the mean difference. */
  | {
      of: 'measure';
      measure: string;
      members: number;
      before: number;
      after: number;
      difference: number;
      low: number;
      high: number;
      size: number;
    };

export interface WhatMoved {
  kind: 'what-moved';
  /** Days the two profiles stand at, milliseconds. */
  before: number;
  after: number;
  /** At most five: those whose interval leaves out zero, the surest first. `size` = difference in standard errors. */
  changes: Change[];
  /** Everything that was compared, so that "nothing else moved" can be checked. */
  compared: Change[];
  from: From;
}

const MOST = 5;

/** What is different since the import before? Members are compared with themselves; members who are new are one change of their own.
 *  Cost: two snapshots read, one pass over the members for each class. */
export function whatMoved(data: Dataset): Result<WhatMoved> {
  const from = fromOf(data, 'what-moved/1', data.columns.members, { interval: 'paired-95' });
  const [after, before] = lastSnapshots(data.db, 2);
  if (!after || !before) return unavailable('too-few-imports', after ? 1 : 0, 2, from);
  const compared: Change[] = [newMembers(before, after)];
  for (const trait of Object.keys(after.traits)) {
    if (!before.traits[trait]) continue;
    for (const value of new Set([...before.traits[trait].values, ...after.traits[trait]!.values])) {
      const moved = movedInto(before, after, trait, value);
      if (moved) compared.push(moved);
    }
  }
  for (const measure of SNAPSHOT_MEASURES) {
    const change = meanChange(before, after, measure);
    if (change) compared.push(change);
  }
  const sure = (c: Change) => (c.of === 'members' ? c.members > 0 : c.low > 0 || c.high < 0);
  const changes = compared
    .filter(sure)
    .sort((a, b) => Math.abs(b.size) - Math.abs(a.size))
    .slice(0, MOST);
  return { kind: 'what-moved', before: before.asOf, after: after.asOf, changes, compared, from };
}

/** Who came into a class, or left it, between the last two imports; or is new. @returns Uint8[members]. */
export function membersWhoMoved(
  data: Dataset,
  mark: { trait: string | null; value: string; direction: 'gained' | 'lost' },
): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const [after, before] = lastSnapshots(data.db, 2);
  if (!after || !before) return chosen;
  if (mark.trait === null) {
    for (let m = before.members; m < Math.min(after.members, chosen.length); m++) chosen[m] = 1;
    return chosen;
  }
  const [was, is] = sides(before, after, mark.trait, mark.value);
  const both = Math.min(before.members, after.members, chosen.length);
  for (let m = 0; m < both; m++) if (mark.direction === 'gained' ? is(m) && !was(m) : was(m) && !is(m)) chosen[m] = 1;
  return chosen;
}

function newMembers(before: Snapshot, after: Snapshot): Change {
  const members = after.members - before.members;
  const [low, high] = wilson(members, after.members);
  // Its place among the others: how far the share is from none, in standard errors of a share.
  const share = members / after.members;
  return {
    of: 'members',
    members,
    share,
    low,
    high,
    size: share === 0 ? 0 : share / Math.sqrt((share * (1 - share)) / after.members || 1),
  };
}

function sides(
  before: Snapshot,
  after: Snapshot,
  trait: string,
  value: string,
): [(m: number) => boolean, (m: number) => boolean] {
  const of = (snapshot: Snapshot) => {
    const column = snapshot.traits[trait];
    const wanted = column?.values.indexOf(value) ?? -1;
    return (m: number) => wanted >= 0 && column!.code[m] === wanted;
  };
  return [of(before), of(after)];
}

function movedInto(before: Snapshot, after: Snapshot, trait: string, value: string): Change | null {
  const n = Math.min(before.members, after.members);
  const [was, is] = sides(before, after, trait, value);
  let gained = 0;
  let lost = 0;
  let stayed = 0;
  for (let m = 0; m < n; m++) {
    if (was(m)) {
      if (is(m)) stayed++;
      else lost++;
    } else if (is(m)) gained++;
  }
  if (gained + lost + stayed === 0) return null;
  const b = gained + 0.5;
  const c = lost + 0.5;
  const wide = n + 2;
  const middle = (b - c) / wide;
  const error = Math.sqrt(b + c - (b - c) ** 2 / wide) / wide;
  return {
    of: 'trait',
    trait,
    value,
    gained,
    lost,
    before: stayed + lost,
    after: stayed + gained,
    members: n,
    difference: (gained - lost) / n,
    low: middle - Z95 * error,
    high: middle + Z95 * error,
    size: middle / error,
  };
}

function meanChange(before: Snapshot, after: Snapshot, measure: string): Change | null {
  const a = before.measures[measure];
  const b = after.measures[measure];
  if (!a || !b) return null;
  let n = 0;
  let sum = 0;
  let squares = 0;
  let first = 0;
  for (let m = 0; m < Math.min(a.length, b.length); m++) {
    const difference = b[m]! - a[m]!;
    if (Number.isNaN(difference)) continue;
    n++;
    sum += difference;
    squares += difference * difference;
    first += a[m]!;
  }
  if (n < 2) return null;
  const mean = sum / n;
  const error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
  if (error === 0) return null;
  return {
    of: 'measure',
    measure,
    members: n,
    before: first / n,
    after: first / n + mean,
    difference: mean,
    low: mean - Z95 * error,
    high: mean + Z95 * error,
    size: mean / error,
  };
}
