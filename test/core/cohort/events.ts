/** Small communities as columns and as plain lists: what a scan reads, and what a naive check reads. */
import type { EventColumns, EventKind } from '../../../core/base/columns.ts';
import { seeded } from '../../../core/base/random.ts';
import type { Dataset } from '../../../core/store/dataset.ts';

export interface PlainEvent {
  at: number;
  kind: string;
}

export interface Community {
  data: Dataset;
  events: PlainEvent[][];
  joined: (number | null)[];
}

const KINDS = ['login', 'view', 'like', 'buy', 'topic'] as const;
const UNKNOWN = -2147483648;

/** A dataset without a file: enough for questions that read the columns only. */
export function communityOf(events: PlainEvent[][], joined: (number | null)[], zone: string): Community {
  const kinds: EventKind[] = KINDS.map((name, code) => ({ code, name, origin: name === 'topic' ? 'derived' : 'observed' }));
  const members = events.length;
  const off = new Int32Array(members + 1);
  events.forEach((own, m) => {
    off[m + 1] = off[m]! + own.length;
  });
  const flat = events.flat();
  const columns: EventColumns = {
    members,
    events: flat.length,
    off,
    time: Int32Array.from(flat, (e) => e.at),
    content: Int32Array.from(flat, (_, i) => (i * 7) % 5),
    kind: Uint8Array.from(flat, (e) => KINDS.indexOf(e.kind as (typeof KINDS)[number])),
    valueAt: new Int32Array(0),
    value: new Float64Array(0),
    joined: Int32Array.from(joined, (t) => t ?? UNKNOWN),
    left: new Int32Array(members).fill(UNKNOWN),
  };
  const data = {
    path: '',
    db: null as never,
    columns,
    kinds,
    contents: 5,
    zone,
    currency: 'CNY',
    snapshot: 1,
    token: '',
    files: [],
  };
  return { data, events, joined };
}

/** Crowded seconds, days around a change of the clocks, joins before, between and after the events, members without any. */
export function randomCommunity(seed: number, zone: string, startS: number, days: number): Community {
  const random = seeded(seed);
  const events: PlainEvent[][] = [];
  const joined: (number | null)[] = [];
  for (let m = 0; m < 60; m++) {
    const n = random.below(4) === 0 ? random.below(2) : random.below(25);
    const times = Array.from({ length: n }, () => {
      const at = startS + random.below(days * 86_400);
      return random.below(3) === 0 ? at - (at % 3600) : at; // whole hours: ties, and midnights
    }).sort((a, b) => a - b);
    events.push(times.map((at) => ({ at, kind: random.pick(KINDS) })));
    joined.push(random.below(5) === 0 ? null : startS + (random.below(days + 20) - 10) * 86_400 + random.below(86_400));
  }
  events[0]!.push({ at: startS + days * 86_400, kind: 'view' });
  return communityOf(events, joined, zone);
}

/** Places and times that are hard: spring and autumn, half an hour, no change at all. */
export const HARD_ZONES: [zone: string, startS: number][] = [
  ['UTC', Date.UTC(2025, 0, 27) / 1000],
  ['Asia/Shanghai', Date.UTC(2025, 11, 20, 16) / 1000],
  ['America/New_York', Date.UTC(2025, 1, 20, 5) / 1000],
  ['Europe/Berlin', Date.UTC(2025, 9, 10, 22) / 1000],
  ['Australia/Lord_Howe', Date.UTC(2025, 2, 20, 13) / 1000],
];

/** Local day number by the platform, not by our calendar. */
export function localDay(zone: string, at: number): number {
  const part = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(at * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(part['year']!, part['month']! - 1, part['day']!) / 86_400_000;
}

export function periodOfDay(day: number, grain: 'day' | 'week' | 'month'): number {
  if (grain === 'day') return day;
  if (grain === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function startOfPeriod(period: number, grain: 'day' | 'week' | 'month'): string {
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  if (grain === 'day') return iso(period);
  if (grain === 'week') return iso(period * 7 - 3);
  return new Date(Date.UTC(Math.floor(period / 12), period % 12, 1)).toISOString().slice(0, 10);
}
