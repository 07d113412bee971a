import { describe, expect, test } from 'vitest';
import type { EventColumns } from '../../../core/base/columns.ts';
import { seeded } from '../../../core/base/random.ts';
import { activeDaysOf } from '../../../core/kernel/activeDays.ts';
import { calendarOf, type Grain, offsetOf, periodAround, periodsOf } from '../../../core/kernel/calendar.ts';
import { countReturns } from '../../../core/kernel/returnScan.ts';
import {
  countActive,
  countContents,
  countLifecycle,
  countRolling,
  isWhole,
  memberFeatures,
  type Window,
} from '../../../core/kernel/scan.ts';
import { countTouches } from '../../../core/kernel/touches.ts';

interface Case {
  name: string;
  zone: string;
  grain: Grain;
  columns: EventColumns;
  window: Window;
}

const CONTENTS = 12;
const KINDS = 5;
const START = Date.parse('2022-10-20T00:00:00Z') / 1000;

function randomColumns(seed: number, members: number, perMember: number, days: number): EventColumns {
  const random = seeded(seed);
  const times: number[][] = Array.from({ length: members }, () =>
    Array.from({ length: random.below(perMember + 1) }, () => START + random.below(days * 86_400)).sort((a, b) => a - b),
  );
  const off = new Int32Array(members + 1);
  for (const [m, own] of times.entries()) off[m + 1] = off[m]! + own.length;
  const events = off[members]!;
  const valueAt = Int32Array.from({ length: events }, (_, i) => i).filter(() => random.unit() < 0.4);
  return {
    members,
    events,
    off,
    time: Int32Array.from(times.flat()),
    content: Int32Array.from({ length: events }, () => random.below(CONTENTS + 1)),
    kind: Uint8Array.from({ length: events }, () => random.below(KINDS)),
    valueAt,
    value: Float64Array.from(valueAt, () => random.below(1000)),
    joined: new Int32Array(0),
    left: new Int32Array(0),
  };
}

/** Every combination of zone, grain, kinds and window on columns of several shapes. */
function cases(): Case[] {
  const out: Case[] = [];
  const shapes: [string, EventColumns, number][] = [
    ['many', randomColumns(1, 60, 40, 150), 150],
    ['sparse', randomColumns(2, 40, 3, 400), 400],
    ['one member', randomColumns(3, 1, 30, 60), 60],
    ['one event', randomColumns(6, 1, 1, 1), 1],
    ['very busy', randomColumns(7, 3, 1500, 3), 3], // more events a day than a byte counts
    ['nobody', randomColumns(4, 0, 0, 30), 30],
    ['only silent members', randomColumns(5, 20, 0, 30), 30],
  ];
  for (const [shape, columns, days] of shapes) {
    for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe']) {
      for (const grain of ['day', 'week', 'month'] as const) {
        for (const [some, kinds] of [
          ['all kinds', null] as const,
          ['kinds 1, 3', Uint8Array.from({ length: 256 }, (_, k) => +(k === 1 || k === 3))] as const,
          ['no kind', new Uint8Array(256)] as const,
        ]) {
          for (const [cut, fromS, toS] of [
            ['whole', -Infinity, Infinity],
            ['cut', START + 5 * 86_400 + 777, START + Math.max(6, days - 9) * 86_400 + 12_345],
          ] as const) {
            const calendar = calendarOf(zone, START, START + days * 86_400);
            const own = activeDaysOf(columns, calendar);
            for (const [whom, only] of [
              ['everybody', null] as const,
              ['every third', Uint8Array.from({ length: columns.members }, (_, m) => +(m % 3 === 0))] as const,
            ]) {
              const window = { calendar, days: own, periods: periodsOf(calendar, grain), kinds, only, fromS, toS };
              out.push({ name: `${shape}, ${zone}, ${grain}, ${some}, ${cut}, ${whom}`, zone, grain, columns, window });
            }
          }
        }
      }
    }
  }
  return out;
}

interface Seen {
  member: number;
  period: number;
  content: number;
}

/** The events that count, one by one, with the period found from the zone's offset alone. */
function naive({ columns, window, zone, grain }: Case): Seen[] {
  const offset = offsetOf(zone);
  const { firstDay } = window.periods;
  const out: Seen[] = [];
  for (let m = 0; m < columns.members; m++) {
    if (window.only?.[m] === 0) continue;
    for (let i = columns.off[m]!; i < columns.off[m + 1]!; i++) {
      const t = columns.time[i]!;
      if (t < window.fromS || t >= window.toS || (window.kinds && !window.kinds[columns.kind[i]!])) continue;
      const [first] = periodAround(Math.floor((t + offset(t)) / 86_400), grain);
      out.push({ member: m, period: firstDay.indexOf(first), content: columns.content[i]! });
    }
  }
  return out;
}

const group = (seen: Seen[]): Map<number, Set<number>> => {
  const periodsOfMember = new Map<number, Set<number>>();
  for (const { member, period } of seen) periodsOfMember.set(member, (periodsOfMember.get(member) ?? new Set()).add(period));
  return periodsOfMember;
};

const tally = (n: number, marks: Iterable<number>): number[] => {
  const out = new Array<number>(n).fill(0);
  for (const at of marks) if (at < n) out[at]!++;
  return out;
};

describe('scans against sets and maps', () => {
  const all = cases();

  test('active members and actions of each period', () => {
    for (const c of all) {
      const seen = naive(c);
      const n = c.window.periods.count;
      const { active, actions } = countActive(c.columns, c.window);
      expect(Array.from(actions), c.name).toEqual(
        tally(
          n,
          seen.map((s) => s.period),
        ),
      );
      expect(Array.from(active), c.name).toEqual(
        tally(
          n,
          [...group(seen).values()].flatMap((s) => [...s]),
        ),
      );
    }
  });

  test('lifecycle states of each member and period, and the sums that must hold', () => {
    for (const c of all) {
      const n = c.window.periods.count;
      const expected = { new: [] as number[], returning: [] as number[], resurrected: [] as number[], dormant: [] as number[] };
      for (const own of group(naive(c)).values()) {
        const first = Math.min(...own);
        for (let p = 0; p < n; p++) {
          if (p === first) expected.new.push(p);
          else if (own.has(p)) (own.has(p - 1) ? expected.returning : expected.resurrected).push(p);
          else if (own.has(p - 1)) expected.dormant.push(p);
        }
      }
      const got = countLifecycle(c.columns, c.window);
      for (const name of ['new', 'returning', 'resurrected', 'dormant'] as const) {
        expect(Array.from(got[name]), `${c.name}: ${name}`).toEqual(tally(n, expected[name]));
      }
      const { active } = countActive(c.columns, c.window);
      for (let p = 0; p < n; p++) {
        expect(got.new[p]! + got.returning[p]! + got.resurrected[p]!).toBe(active[p]);
        if (p > 0) expect(got.returning[p]! + got.dormant[p]!).toBe(active[p - 1]);
      }
    }
  });

  test('retention by entry period, and that its rows sum to the active members', () => {
    for (const c of all.filter((x) => x.window.fromS === -Infinity)) {
      const n = c.window.periods.count;
      const expected = new Array<number>(n * n).fill(0);
      for (const own of group(naive(c)).values()) for (const p of own) expected[Math.min(...own) * n + p - Math.min(...own)]!++;
      expect(Array.from(firstSeenReturns(c)), c.name).toEqual(expected);
    }
  });

  test('distinct members of rolling windows ending each day', () => {
    for (const c of all.filter((x) => x.grain === 'day')) {
      const widths = [1, 7, 28];
      const got = countRolling(c.columns, c.window, widths);
      const sets = group(naive(c));
      for (const [w, width] of widths.entries()) {
        const expected = Array.from({ length: c.window.periods.count }, (_, d) => {
          let members = 0;
          for (const own of sets.values()) if (Array.from({ length: width }, (_, k) => d - k).some((x) => own.has(x))) members++;
          return members;
        });
        expect(Array.from(got[w]!), `${c.name}, ${width} days`).toEqual(expected);
      }
    }
  });

  test('events and distinct members of each content', () => {
    for (const c of all) {
      const { events, members } = countContents(c.columns, c.window, CONTENTS);
      const seen = naive(c).filter((s) => s.content > 0);
      expect(Array.from(events), c.name).toEqual(
        tally(
          CONTENTS + 1,
          seen.map((s) => s.content),
        ),
      );
      const distinct = new Set(seen.map((s) => s.member * 1000 + s.content));
      if (isWhole(c.window)) {
        const touches = countTouches(c.columns, CONTENTS);
        expect([touches.events, touches.members], c.name).toEqual([events, members]);
      }
      expect(Array.from(members), c.name).toEqual(
        tally(
          CONTENTS + 1,
          [...distinct].map((k) => k % 1000),
        ),
      );
    }
  });

  test('features of each member: recency, counts, active days, contents, spend', () => {
    const isPost = Uint8Array.from({ length: 256 }, (_, k) => +(k === 2));
    const sign = Int8Array.from({ length: 256 }, (_, k) => (k === 0 ? 1 : k === 4 ? -1 : 0));
    for (const c of all.filter((x) => x.grain === 'day' && x.name.includes('all kinds, whole, everybody'))) {
      const { columns } = c;
      const got = memberFeatures(columns, c.window.days, countTouches(columns, CONTENTS), isPost, sign);
      const value = new Map(Array.from(columns.valueAt, (at, v) => [at, columns.value[v]!]));
      const days = group(naive(c));
      for (let m = 0; m < columns.members; m++) {
        const at = Array.from({ length: columns.off[m + 1]! - columns.off[m]! }, (_, i) => columns.off[m]! + i);
        const posts = at.filter((i) => columns.kind[i] === 2).length;
        const spend = at.reduce((sum, i) => sum + (value.get(i) ?? 0) * sign[columns.kind[i]!]!, 0);
        const contents = new Set(at.map((i) => columns.content[i]).filter((x) => x !== 0)).size;
        const row = [got.lastAt[m], got.events[m], got.posts[m], got.activeDays[m], got.contents[m], got.spend[m]];
        const last = at.length ? columns.time[at.at(-1)!] : -2147483648;
        expect(row, `${c.name}, member ${m}`).toEqual([last, at.length - posts, posts, days.get(m)?.size ?? 0, contents, spend]);
      }
    }
  });

  test('no scan changes what it reads', () => {
    const c = all[0]!;
    const before = JSON.stringify(c.columns);
    countActive(c.columns, c.window);
    countLifecycle(c.columns, c.window);
    firstSeenReturns(c);
    countContents(c.columns, c.window, CONTENTS);
    expect(JSON.stringify(c.columns)).toBe(before);
  });
});

/** Cohorts by first action, every action a return. */
function firstSeenReturns({ columns, window }: { columns: EventColumns; window: Window }): Int32Array {
  const { calendar, periods, kinds, only } = window;
  const plan = { calendar, cohorts: periods, periods, entry: kinds, returns: kinds, only, lengthS: 0 };
  const columnOf = Int32Array.from({ length: periods.count }, (_, k) => k);
  return countReturns(columns, plan, { columnOf, columns: periods.count, isOnOrAfter: false, group: null, groups: 1 }).returned;
}
