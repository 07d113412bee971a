import { UNKNOWN_TIME } from '../base/columns.ts';
import { InputError } from '../base/errors.ts';
import type { From, Result } from '../base/result.ts';
import { benjaminiHochberg } from '../kernel/compare/adjust.ts';
import { newcombe, shareP } from '../kernel/compare/proportions.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';

export interface EarlyActSide {
  did: { members: number; stayed: number; rate: number };
  didNot: { members: number; stayed: number; rate: number };
  /** Rate of those who did less that of those who did not, with Newcombe's 95 % interval. */
  difference: number;
  low: number;
  high: number;
}

export interface EarlyActs {
  kind: 'early-acts';
  definition: { actDays: number; stayFromDays: number; stayToDays: number };
  /** Members watched long enough; of them, stayed. */
  members: number;
  stayed: number;
  /** Largest difference in the earlier members first. An association, not proof of a cause. */
  rows: {
    action: string;
    /** Did it at least so often in the first days. */
    atLeast: number;
    all: EarlyActSide;
    /** The earlier 70 % of members, by start: here the order is found; and the later 30 %: here it is checked. */
    earlier: EarlyActSide;
    later: EarlyActSide;
    /** The later members agree: same sign, and their interval leaves out zero. */
    holds: boolean;
    /** Benjamini-Hochberg over all rows, earlier members. */
    q: number;
  }[];
  from: From;
}

const DAY_S = 86_400;
const LEAST_MEMBERS = 40;
const LEAST_SIDE = 10;
const TIMES = [1, 3];
const EARLIER_SHARE = 0.7;

/** Which act in the first days goes with staying? Days are 24 hours from each member's own start (joined, else first seen); stayed = any action in
 *  [stayFromDays, stayToDays). Found in the earlier members, checked in the later ones. It is no proof of cause: the keen do more, and stay.
 *  Members who started before the data began, or too late to be watched to the end, are left out.   Cost: one pass. */
export function findEarlyActs(
  data: Dataset,
  input: { people?: People | null } & { actDays: number; stayFromDays: number; stayToDays: number },
): Result<EarlyActs> {
  const { actDays, stayFromDays, stayToDays } = input;
  if (stayToDays <= stayFromDays || stayFromDays < actDays)
    throw new InputError(
      'bad-option',
      `Staying should be watched after the first ${actDays} days, from a day to a later one, got ${stayFromDays} to ${stayToDays}. Write for instance 28-56.`,
      { stayFromDays, stayToDays },
    );
  const from = fromOf(data, 'early-acts/1', data.columns.events, {
    actDays,
    stayFromDays,
    stayToDays,
    interval: 'newcombe-95',
    people: input.people?.label ?? null,
  });
  const span = calendarOfData(data);
  if (!span) return unavailable('no-events', 0, 1, from);
  const { off, time, kind, joined, members } = data.columns;
  const endS = span.calendar.start[span.calendar.days]!;
  const codes = data.kinds.map((k) => k.code);
  const place = new Int16Array(256).fill(-1);
  codes.forEach((code, i) => {
    place[code] = i;
  });
  const people: { startS: number; stayed: boolean; counts: Uint16Array }[] = [];
  for (let m = 0; m < members; m++) {
    if (input.people?.mask[m] === 0 || off[m] === off[m + 1]) continue;
    const join = joined.length > 0 ? joined[m]! : UNKNOWN_TIME;
    const startS = join === UNKNOWN_TIME ? time[off[m]!]! : join;
    if (startS < span.firstS || startS + stayToDays * DAY_S > endS) continue;
    const counts = new Uint16Array(codes.length);
    let stayed = false;
    for (let i = off[m]!; i < off[m + 1]!; i++) {
      const age = time[i]! - startS;
      if (age >= stayToDays * DAY_S) break;
      if (age >= 0 && age < actDays * DAY_S) counts[place[kind[i]!]!]!++;
      else if (age >= stayFromDays * DAY_S) stayed = true;
    }
    people.push({ startS, stayed, counts });
  }
  if (people.length < LEAST_MEMBERS) return unavailable('too-few-members', people.length, LEAST_MEMBERS, from);
  people.sort((a, b) => a.startS - b.startS);
  const cut = Math.floor(people.length * EARLIER_SHARE);
  const earlier = people.slice(0, cut);
  const later = people.slice(cut);
  const side = (of: typeof people, k: number, atLeast: number): EarlyActSide => {
    const did = { members: 0, stayed: 0, rate: 0 };
    const didNot = { members: 0, stayed: 0, rate: 0 };
    for (const p of of) {
      const into = p.counts[k]! >= atLeast ? did : didNot;
      into.members++;
      if (p.stayed) into.stayed++;
    }
    for (const s of [did, didNot]) s.rate = s.members === 0 ? 0 : s.stayed / s.members;
    const [low, high] =
      did.members > 0 && didNot.members > 0 ? newcombe(did.stayed, did.members, didNot.stayed, didNot.members) : [-1, 1];
    return { did, didNot, difference: did.rate - didNot.rate, low, high };
  };
  const found: (Omit<EarlyActs['rows'][number], 'q'> & { p: number })[] = [];
  for (let k = 0; k < codes.length; k++) {
    for (const atLeast of TIMES) {
      const first = side(earlier, k, atLeast);
      if (first.did.members < LEAST_SIDE || first.didNot.members < LEAST_SIDE) continue;
      const second = side(later, k, atLeast);
      const { did, didNot } = first;
      const name = data.kinds[k]!;
      found.push({
        action: name.origin === 'derived' ? `post:${name.name}` : name.name,
        atLeast,
        all: side(people, k, atLeast),
        earlier: first,
        later: second,
        holds: Math.sign(first.difference) === Math.sign(second.difference) && (second.low > 0 || second.high < 0),
        p: shareP(did.stayed, did.members, didNot.stayed, didNot.members).p,
      });
    }
  }
  const q = benjaminiHochberg(found.map((r) => r.p));
  const rows = found
    .map(({ p: _, ...row }, i) => ({ ...row, q: q[i]! }))
    .sort((a, b) => b.earlier.difference - a.earlier.difference);
  return {
    kind: 'early-acts',
    definition: { actDays, stayFromDays, stayToDays },
    members: people.length,
    stayed: people.reduce((n, p) => n + (p.stayed ? 1 : 0), 0),
    rows,
    from,
  };
}
