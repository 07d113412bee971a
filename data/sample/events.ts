/** Two years of behaviour: each member visits by the rhythm of the cluster, and what was planned elsewhere happens on time. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { DAYS, dayOf, END_MS, msOfDay, seasonOf, weekdayOf } from './calendar.ts';
import { BEHAVIOURS, type Behaviour, KINDS, type Kind } from './clusters.ts';
import { ContentPools } from './contentPools.ts';
import type { Content } from './contents.ts';
import type { Member } from './members.ts';
import { type Guards, isGuarded, type PlannedEvent } from './planned.ts';
import { between, keyOf, sampler, searchSums, stream } from './streams.ts';
import { tableOf } from './table.ts';
import type { SampleTable } from './types.ts';

/** Columns of all events in time order. */
export interface EventLog {
  size: number;
  ms: Float64Array;
  member: Int32Array;
  kind: Uint8Array;
  /** -1 when the event has no content. */
  content: Int32Array;
  campaign: (string | null)[];
  table: SampleTable;
  kindOf(e: number): Kind;
  /** First event at or after the time. */
  firstAfter(ms: number): number;
}

/** How many events each member makes, summing to `total`. */
function share(rng: Random, members: readonly Member[], weights: ReadonlyMap<Member, Float64Array>, total: number): Int32Array {
  const counts = new Int32Array(members.length);
  const wanted = members.map((m) => {
    if (m.role === 'bot') return 0;
    const sums = weights.get(m)!;
    const stay = sums[sums.length - 1]! / TYPICAL[BEHAVIOURS.indexOf(m.behaviour)]!;
    const isLapsed = m.behaviour.key === 'lapsed-trial';
    return m.behaviour.events * m.drive * (isLapsed ? 1 : Math.max(0.42, Math.min(2.2, 0.42 + 0.58 * stay)));
  });
  let fixed = 0;
  let open = 0;
  members.forEach((m, i) => {
    if (m.behaviour.key === 'lapsed-trial' || m.role === 'bot') fixed += counts[i] = Math.round(wanted[i]!);
    else open += wanted[i]!;
  });
  const factor = (total - fixed) / open;
  let left = total - fixed;
  members.forEach((m, i) => {
    if (m.behaviour.key === 'lapsed-trial' || m.role === 'bot') return;
    counts[i] = Math.max(1, Math.floor(wanted[i]! * factor));
    left -= counts[i]!;
  });
  const adjustable = members.filter((m) => m.behaviour.key !== 'lapsed-trial' && m.role === 'member');
  while (left !== 0) {
    const m = rng.pick(adjustable);
    if (left < 0 && counts[m.i]! < 2) continue;
    counts[m.i]! += Math.sign(left);
    left -= Math.sign(left);
  }
  return counts;
}

/** Rounded sums of day weights of a member who stays about eight months, by behaviour: turns a stay into a factor near 1. */
const TYPICAL = [128, 150, 88, 158, 6];

export function makeEvents(
  seed: number,
  total: number,
  members: readonly Member[],
  contents: readonly Content[],
  planned: readonly PlannedEvent[],
  guards: Guards,
): EventLog {
  const rng = stream(seed, 'events');
  const season = Float64Array.from({ length: DAYS }, (_, day) => seasonOf(day));
  const weights = new Map(members.map((m) => [m, dayWeights(m, season)]));
  const counts = share(stream(seed, 'event-counts'), members, weights, Math.max(0, total - planned.length));
  const size = counts.reduce((a, b) => a + b, 0) + planned.length;
  const ms = new Float64Array(size);
  const member = new Int32Array(size);
  const kind = new Uint8Array(size);
  const content = new Int32Array(size).fill(-1);
  const session = new Int32Array(size).fill(-1);
  const value = new Float64Array(size).fill(Number.NaN);
  const campaign: (string | null)[] = new Array(size).fill(null);
  const pools = new ContentPools(contents);
  const draws = new Map(BEHAVIOURS.map((b) => [b, { hour: sampler(b.hours), kind: sampler(KINDS.map((k) => b.mix[k] ?? 0)) }]));
  let e = 0;
  let sessions = 0;
  for (const m of members) {
    let left = counts[m.i]!;
    const { hour, kind: drawKind } = draws.get(m.behaviour)!;
    const sums = weights.get(m)!;
    const firstDay = dayOf(m.joinedMs);
    const endMs = Math.min(m.leftMs ?? END_MS, END_MS, Math.max(m.untilMs, m.joinedMs + 12 * HOUR_MS));
    let isFirst = true;
    while (left > 0) {
      const n = Math.min(left, sessionLength(rng, m.behaviour));
      let t = isFirst
        ? m.joinedMs + between(rng, 30, 900) * 1000
        : msOfDay(firstDay + searchSums(sums, rng.unit() * sums[sums.length - 1]!), hour(rng)) + rng.below(3600) * 1000;
      if (t <= m.joinedMs || t >= endMs - HOUR_MS)
        t = m.joinedMs + 60_000 + rng.below(Math.max(1, Math.floor((endMs - HOUR_MS - m.joinedMs) / 1000))) * 1000;
      for (let k = 0; k < n; k++) {
        let what = KINDS[isFirst && k === 0 ? LOGIN : drawKind(rng)]!;
        if (isGuarded(guards, m, what, t)) what = 'view';
        ms[e] = t;
        member[e] = m.i;
        kind[e] = KINDS.indexOf(what);
        content[e] = pools.pick(rng, m, what, t);
        session[e] = sessions;
        value[e] = amountOf(rng, what);
        t += between(rng, 15, what === 'play' || what === 'progress' ? 540 : 150) * 1000;
        if (t >= endMs) t = endMs - 1000;
        e++;
      }
      sessions++;
      left -= n;
      isFirst = false;
    }
  }
  for (const p of planned) {
    ms[e] = p.ms;
    member[e] = p.member.i;
    kind[e] = KINDS.indexOf(p.kind);
    content[e] = p.content?.i ?? -1;
    value[e] = p.value ?? amountOf(rng, p.kind);
    campaign[e] = p.campaign ?? null;
    e++;
  }
  return inTimeOrder({ size, ms, member, kind, content, session, value, campaign }, members, contents);
}

const LOGIN = KINDS.indexOf('login');

/** Running sums over the days of the stay: interest fades, weekdays and seasons shape it. */
function dayWeights(m: Member, season: Float64Array): Float64Array {
  const first = dayOf(m.joinedMs);
  const last = Math.max(first, Math.min(DAYS - 1, dayOf(m.untilMs)));
  const { halfLifeDays, floor, weekdays } = m.behaviour;
  const keep = 1 - Math.LN2 / halfLifeDays;
  const sums = new Float64Array(last - first + 1);
  let interest = 1;
  let total = 0;
  for (let day = first; day <= last; day++) {
    total += (floor + (1 - floor) * interest) * weekdays[weekdayOf(day)]! * season[day]!;
    sums[day - first] = total;
    interest *= keep;
  }
  return sums;
}

function sessionLength(rng: Random, { perSession }: Behaviour): number {
  let n = 1;
  while (n < 4 * perSession && rng.unit() > 1 / perSession) n++;
  return n;
}

function amountOf(rng: Random, kind: Kind): number {
  if (kind === 'progress') return between(rng, 1, 19) * 5;
  if (kind === 'complete') return 100;
  if (kind === 'play' || kind === 'attend') return between(rng, 2, kind === 'play' ? 30 : 90);
  return Number.NaN;
}
const UNITS: Partial<Record<Kind, string>> = {
  progress: '%',
  complete: '%',
  play: 'min',
  attend: 'min',
  purchase: 'CNY',
  renew: 'CNY',
  refund: 'CNY',
};

interface Loose {
  size: number;
  ms: Float64Array;
  member: Int32Array;
  kind: Uint8Array;
  content: Int32Array;
  session: Int32Array;
  value: Float64Array;
  campaign: (string | null)[];
}

function inTimeOrder(x: Loose, members: readonly Member[], contents: readonly Content[]): EventLog {
  const order = Int32Array.from({ length: x.size }, (_, i) => i).sort((a, b) => x.ms[a]! - x.ms[b]! || a - b);
  const out = tableOf('event', [
    'source_key',
    'member_id',
    'kind',
    'content_id',
    'occurred_at',
    'value',
    'unit',
    'duration_ms',
    'session_key',
    'campaign_key',
  ]);
  const log: EventLog = {
    size: x.size,
    ms: new Float64Array(x.size),
    member: new Int32Array(x.size),
    kind: new Uint8Array(x.size),
    content: new Int32Array(x.size),
    campaign: new Array(x.size).fill(null),
    table: out.table,
    kindOf: (e) => KINDS[log.kind[e]!]!,
    firstAfter: (ms) => {
      let low = 0;
      let high = log.size;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (log.ms[mid]! < ms) low = mid + 1;
        else high = mid;
      }
      return low;
    },
  };
  for (let n = 0; n < x.size; n++) {
    const i = order[n]!;
    log.ms[n] = x.ms[i]!;
    log.member[n] = x.member[i]!;
    log.kind[n] = x.kind[i]!;
    log.content[n] = x.content[i]!;
    log.campaign[n] = x.campaign[i]!;
    const what = KINDS[x.kind[i]!]!;
    const value = x.value[i]!;
    const hasValue = !Number.isNaN(value);
    out.table.rows.push([
      keyOf('e', n + 1, 6),
      members[x.member[i]!]!.key,
      what,
      x.content[i]! < 0 ? null : contents[x.content[i]!]!.key,
      String(x.ms[i]!),
      hasValue ? String(value) : null,
      hasValue ? (UNITS[what] ?? null) : null,
      hasValue && (what === 'play' || what === 'attend') ? String(value * MINUTE_MS) : null,
      x.session[i]! < 0 ? null : keyOf('v', x.session[i]! + 1, 6),
      x.campaign[i]!,
    ]);
  }
  return log;
}

/** Day index of the log: where each day starts. */
export function dayStarts(log: EventLog): Int32Array {
  const starts = new Int32Array(DAYS + 1);
  for (let day = 0; day <= DAYS; day++) starts[day] = log.firstAfter(msOfDay(0) + day * DAY_MS);
  return starts;
}
