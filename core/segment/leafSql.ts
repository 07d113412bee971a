/** One condition as SQL over the row `m` of the member table. */
import { isoDay, offsetOf } from '../kernel/calendar.ts';
import type { Clock } from './clock.ts';
import { secondsOf } from './clock.ts';
import { type SegmentContext, STORED_TRAITS } from './context.ts';
import {
  ANY_POST,
  type DateRule,
  type DidRule,
  type LeafRule,
  type MeasureRule,
  rangeOf,
  type SequenceRule,
  type TraitRule,
  type Window,
} from './rule.ts';
import { memberList, texts } from './sqlText.ts';

/** What a leaf needs from the statement around it. */
export interface LeafScope {
  context: SegmentContext;
  clock: Clock;
  /** Name of a table expression with the people of another segment. */
  segment(ref: number | string): string;
  /** Name of a table expression (member_no, from_s, to_s). */
  joinWindow(days: number): string;
}

export function leafSql(scope: LeafScope, rule: LeafRule): string {
  if ('trait' in rule) return traitSql(scope, rule);
  if ('measure' in rule) return measureSql(scope, rule);
  if ('date' in rule) return dateSql(scope, rule);
  if ('did' in rule) return didSql(scope, rule);
  if ('first' in rule) return edgeSql(scope, rule.first, rule.window, 'ASC');
  if ('last' in rule) return edgeSql(scope, rule.last, rule.window, 'DESC');
  if ('sequence' in rule) return sequenceSql(scope, rule);
  if ('segment' in rule) return `m.member_no IN (SELECT member_no FROM ${scope.segment(rule.segment)})`;
  return memberList(rule.members, scope.context.data.columns.members);
}

const OWN_EVENTS = (e: string) => `${e}.event_id >= m.ev_from AND ${e}.event_id < m.ev_to`;

function traitSql({ context }: LeafScope, rule: TraitRule): string {
  if (STORED_TRAITS.has(rule.trait)) {
    const value = `coalesce(m.${rule.trait}, '')`; // empty = unknown
    if (rule.is) return `${value} IN (${texts(rule.is)})`;
    if (rule.isNot) return `${value} NOT IN ('', ${texts(rule.isNot)})`;
    return `${value} ${rule.known ? '<>' : '='} ''`;
  }
  const { codes, values } = context.trait(rule.trait)!;
  const isWanted = values.map((v) =>
    rule.is ? rule.is.includes(v) : rule.isNot ? !rule.isNot.includes(v) : rule.known === true,
  );
  return computed(context, `"${rule.trait}"`, (m) => (codes[m]! < 0 ? rule.known === false : isWanted[codes[m]!]!));
}

function measureSql({ context }: LeafScope, rule: MeasureRule): string {
  const column = context.measure(rule.measure)!;
  const { atLeast = -Infinity, above = -Infinity, atMost = Infinity, below = Infinity } = rule;
  const origin = plainCount(context, rule.measure, column);
  if (origin !== null) {
    const count = `(SELECT count(*) FROM event e WHERE ${OWN_EVENTS('e')} AND e.kind IN (SELECT kind FROM event_kind WHERE origin = '${origin}'))`;
    const tests = [
      [atLeast, '>='],
      [above, '>'],
      [atMost, '<='],
      [below, '<'],
    ] as const;
    return tests
      .filter(([bound]) => Number.isFinite(bound))
      .map(([bound, sign]) => `${count} ${sign} ${bound}`)
      .join('\nAND ');
  }
  return computed(context, `"${rule.measure}"`, (m) => {
    const x = column[m]!;
    return x >= atLeast && x > above && x <= atMost && x < below;
  });
}

/** Whether a measure is nothing but the number of a member's recorded or written actions; it is looked at, not believed. */
function plainCount(context: SegmentContext, name: string, column: Float64Array): 'observed' | 'derived' | null {
  if (name !== 'events' && name !== 'posts') return null;
  const origin = name === 'events' ? 'observed' : 'derived';
  const isCounted = new Uint8Array(256);
  for (const kind of context.data.kinds) if (kind.origin === origin) isCounted[kind.code] = 1;
  const { off, kind, members } = context.data.columns;
  for (let m = 0; m < members; m++) {
    let n = 0;
    for (let i = off[m]!; i < off[m + 1]!; i++) n += isCounted[kind[i]!]!;
    if (n !== column[m]) return null;
  }
  return origin;
}

/** People that another question picked, by number. */
function computed(context: SegmentContext, what: string, isIn: (m: number) => boolean): string {
  const { members } = context.data.columns;
  const numbers: number[] = [];
  for (let m = 0; m < members; m++) if (isIn(m)) numbers.push(m + 1);
  return `/* ${what.replaceAll('*/', '* /')} is computed by Hearth; these are the ${numbers.length} members of snapshot ${context.data.snapshot} */\n${memberList(numbers, members)}`;
}

function dateSql(scope: LeafScope, rule: DateRule): string {
  const { fromS, toS } = secondsOf(rule.window, scope.clock, 'dates');
  const own = 'sinceJoinDays' in rule.window ? scope.joinWindow(rule.window.sinceJoinDays) : null;
  if (rule.date === 'joined' || rule.date === 'left') {
    const column = `m.${rule.date}_at`;
    const tests = [`${column} IS NOT NULL`, ...boundTests(scope, column, fromS, toS, 1000)];
    if (own !== null)
      tests.push(
        `EXISTS (SELECT 1 FROM ${own} w WHERE w.member_no = m.member_no AND ${column} >= w.from_s * 1000 AND ${column} < w.to_s * 1000)`,
      );
    return tests.join('\nAND ');
  }
  return edgeSql(scope, [], rule.window, rule.date === 'firstSeen' ? 'ASC' : 'DESC');
}

/** The first or last action of some kinds, then the window. */
function edgeSql(scope: LeafScope, kinds: string[], window: Window, order: 'ASC' | 'DESC'): string {
  const { fromS, toS } = secondsOf(window, scope.clock, 'events');
  const own = 'sinceJoinDays' in window ? scope.joinWindow(window.sinceJoinDays) : null;
  const tests = [
    ...boundTests(scope, 'x.time_s', fromS, toS, 1),
    ...(own === null ? [] : ['x.time_s >= w.from_s', 'x.time_s < w.to_s']),
  ];
  const until = scope.clock.isHistory ? ` AND e.time_s < ${scope.clock.endS}` : '';
  return `EXISTS (
  SELECT 1 FROM (
    SELECT e.time_s FROM event e
    WHERE ${OWN_EVENTS('e')}${until}${kindTest('e', kinds)}
    ORDER BY e.event_id ${order} LIMIT 1
  ) x${own === null ? '' : ` JOIN ${own} w ON w.member_no = m.member_no`}
  WHERE ${tests.length === 0 ? '1' : tests.join(' AND ')}
)`;
}

function didSql(scope: LeafScope, rule: DidRule): string {
  const { low, high } = rangeOf(rule.times);
  const inside = (step: string) =>
    `${OWN_EVENTS('e')}${kindTest('e', rule.did, rule.inBasis)}${contentTest(rule.content)}${timeTests(scope, 'e', rule.window)}${step}`;
  const own = rule.window && 'sinceJoinDays' in rule.window ? scope.joinWindow(rule.window.sinceJoinDays) : null;
  const test = countTest((step) => `FROM event e\nWHERE ${inside(step)}`, low, high);
  if (own === null) return test;
  return `EXISTS (\n  SELECT 1 FROM ${own} w WHERE w.member_no = m.member_no\n  AND ${test}\n)`;
}

function countTest(from: (step: string) => string, low: number, high: number): string {
  if (low === 1 && high === Infinity) return `EXISTS (SELECT 1 ${from('')})`;
  if (high === 0) return `NOT EXISTS (SELECT 1 ${from('')})`;
  const count = `(SELECT count(*) ${from('')})`;
  if (low === high) return `${count} = ${low}`;
  return high === Infinity ? `${count} >= ${low}` : `${count} BETWEEN ${low} AND ${high}`;
}

/** Steps joined one after the other: the next is a later row of the same member. */
function sequenceSql(scope: LeafScope, rule: SequenceRule): string {
  const own = rule.window && 'sinceJoinDays' in rule.window ? scope.joinWindow(rule.window.sinceJoinDays) : null;
  const last = rule.sequence.length - 1;
  const steps = rule.sequence.map((kinds, k) => {
    const e = `e${k + 1}`;
    const place = k === 0 ? OWN_EVENTS(e) : `${e}.event_id > e${k}.event_id AND ${e}.event_id < m.ev_to`;
    const within = k === last && rule.withinDays !== null ? ` AND ${e}.time_s - e1.time_s <= ${rule.withinDays * 86_400}` : '';
    return `${place}${kindTest(e, kinds)}${timeTests(scope, e, rule.window)}${within}`;
  });
  const tables = rule.sequence.map((_, k) => `event e${k + 1}`).join(' CROSS JOIN ');
  const first = own === null ? '' : `${own} w CROSS JOIN `; // its few rows before the many
  const whose = own === null ? '' : 'w.member_no = m.member_no\n  AND ';
  return `EXISTS (\n  SELECT 1 FROM ${first}${tables}\n  WHERE ${whose}${steps.join('\n  AND ')}\n)`;
}

function kindTest(e: string, names: string[], basis: DidRule['inBasis'] = 'all'): string {
  const origin = basis === 'events' ? "origin = 'observed'" : basis === 'posts' ? "origin = 'derived'" : '';
  const plain = names.filter((n) => n !== ANY_POST);
  const either = [
    ...(plain.length > 0 ? [`name IN (${texts(plain)})`] : []),
    ...(names.includes(ANY_POST) ? [`origin = 'derived'`] : []),
  ].join(' OR ');
  const tests = [origin, either && origin !== '' ? `(${either})` : either].filter((t) => t !== '');
  return tests.length === 0 ? '' : `\n  AND ${e}.kind IN (SELECT kind FROM event_kind WHERE ${tests.join(' AND ')})`;
}

const contentTest = (ids: string[] | undefined): string =>
  ids ? `\n  AND e.content_no IN (SELECT content_no FROM content WHERE content_id IN (${texts(ids)}))` : '';

function timeTests(scope: LeafScope, e: string, window: Window | undefined): string {
  const { fromS, toS } = secondsOf(window, scope.clock, 'events');
  const tests = boundTests(scope, `${e}.time_s`, fromS, toS, 1);
  if (window && 'sinceJoinDays' in window) tests.push(`${e}.time_s >= w.from_s`, `${e}.time_s < w.to_s`);
  return tests.map((t) => `\n  AND ${t}`).join('');
}

/** @param perSecond 1000 for columns in milliseconds */
function boundTests({ clock }: LeafScope, column: string, fromS: number, toS: number, perSecond: number): string[] {
  const tests: string[] = [];
  if (fromS === Infinity || toS === -Infinity) return ['0'];
  if (fromS !== -Infinity) tests.push(`${column} >= ${fromS * perSecond} /* ${localText(clock.zone, fromS)} */`);
  if (toS !== Infinity) tests.push(`${column} < ${toS * perSecond} /* ${localText(clock.zone, toS)} */`);
  return tests;
}

/** `2025-11-24 00:00` in the zone. */
function localText(zone: string, s: number): string {
  const local = s + offsetOf(zone)(s);
  const day = Math.floor(local / 86_400);
  const minutes = Math.floor((local - day * 86_400) / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${isoDay(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
