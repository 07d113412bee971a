import { describe, expect, test } from 'vitest';
import {
  compareWindows,
  countRetentionCells,
  entriesOf,
  membersOfRetention,
  type Retention,
  type RetentionDefinition,
  retentionTrend,
  suggestBrackets,
} from '../../../core/cohort/index.ts';
import { wilson } from '../../../core/kernel/interval.ts';
import { type Community, communityOf, HARD_ZONES, localDay, periodOfDay, randomCommunity, startOfPeriod } from './events.ts';
import { ALL, FIRST_SEEN } from './sample.ts';

const LENGTH = { day: 86_400, week: 7 * 86_400, month: 30 * 86_400 };

/** Straight from the definition, with sets. */
function naive({ events, joined, data }: Community, d: RetentionDefinition) {
  const size = new Map<number, Set<number>>();
  const returned = new Map<string, Set<number>>();
  const put = <K>(map: Map<K, Set<number>>, key: K, m: number) => map.set(key, (map.get(key) ?? new Set()).add(m));
  const fits = (choice: RetentionDefinition['return'], kind: string) =>
    choice === 'any' || (choice === 'posts' ? kind === 'topic' : choice.includes(kind));
  events.forEach((own, m) => {
    const entry =
      d.entry === 'joined'
        ? joined[m]!
        : (own.find((e) => fits(d.entry === 'first-event' ? 'any' : (d.entry as string[]), e.kind))?.at ?? null);
    if (entry === null) return;
    const day = localDay(data.zone, entry);
    const cohort = periodOfDay(day, d.cohort);
    put(size, cohort, m);
    for (const e of own) {
      if (!fits(d.return, e.kind)) continue;
      const k =
        d.window === 'calendar'
          ? periodOfDay(localDay(data.zone, e.at), d.period) - periodOfDay(day, d.period)
          : Math.floor((e.at - entry) / LENGTH[d.period]);
      if (k < 0) continue;
      if (d.mode === 'on') put(returned, `${cohort} ${k}`, m);
      else if (d.mode === 'on-or-after') for (let j = 0; j <= k; j++) put(returned, `${cohort} ${j}`, m);
      else for (const [a, b] of d.brackets!) if (k >= a && k <= b) put(returned, `${cohort} ${a}`, m);
    }
  });
  return { size, returned };
}

const DEFINITIONS: [string, RetentionDefinition][] = [
  ['weeks of first action', FIRST_SEEN('week')],
  ['days of joining, any return', { ...FIRST_SEEN('day'), entry: 'joined' }],
  ['months of joining, posts by week', { ...FIRST_SEEN('month'), entry: 'joined', return: 'posts', period: 'week' }],
  ['first purchase, on or after, by day', { ...FIRST_SEEN('week'), entry: ['buy'], period: 'day', mode: 'on-or-after' }],
  [
    'first purchase or like, views in brackets of days',
    {
      ...FIRST_SEEN('week'),
      entry: ['buy', 'like'],
      return: ['view', 'login'],
      period: 'day',
      mode: 'bracket',
      brackets: [
        [0, 0],
        [1, 3],
        [4, 9],
        [12, 20],
      ],
    },
  ],
  ['24-hour windows from joining', { ...FIRST_SEEN('week'), entry: 'joined', period: 'day', window: 'hours24' }],
  [
    '7-day windows from the first view, on or after, first three',
    { ...FIRST_SEEN('month'), entry: ['view'], period: 'week', window: 'hours24', mode: 'on-or-after', periods: 3 },
  ],
];

function table(community: Community, definition: RetentionDefinition): Retention {
  const result = countRetentionCells(community.data, { ...ALL, ...definition });
  if (result.kind !== 'retention') throw new Error(result.reason);
  return result;
}

describe.each(HARD_ZONES)('retention in %s', (zone, startS) => {
  const communities = [1, 2, 3].map((seed) => randomCommunity(seed, zone, startS, 40));

  test.each(DEFINITIONS)('%s: every size and cell equals sets over plain lists', (_name, definition) => {
    for (const community of communities) {
      const expected = naive(community, definition);
      const { cohorts } = table(community, definition);
      const rows = new Map(cohorts.map((c) => [c.start, c]));
      for (const [cohort, members] of expected.size) {
        const row = rows.get(startOfPeriod(cohort, definition.cohort))!;
        expect(row.size).toBe(members.size);
        for (const cell of row.cells) {
          const hits = expected.returned.get(`${cohort} ${cell.period}`)?.size ?? 0;
          expect([row.start, cell.period, cell.returned]).toEqual([row.start, cell.period, hits]);
          expect([cell.low, cell.high]).toEqual(wilson(hits, members.size));
        }
        // Nothing returned in a column that is not there.
        const shown = new Set(row.cells.map((c) => c.period));
        for (const key of expected.returned.keys()) {
          const [c, k] = key.split(' ').map(Number);
          if (c === cohort && definition.periods === null) expect(shown.has(k!)).toBe(true);
        }
      }
      expect(cohorts.reduce((n, c) => n + c.size, 0)).toBe([...expected.size.values()].reduce((n, s) => n + s.size, 0));
    }
  });

  test.each(DEFINITIONS)('%s: a cell as people holds as many as the cell', (_name, definition) => {
    const community = communities[0]!;
    for (const { start, size, cells } of table(community, definition).cohorts) {
      const count = (period: number | null, to?: number) =>
        membersOfRetention(community.data, { ...ALL, ...definition }, { start, period, to }).reduce((n, is) => n + is, 0);
      expect(count(null)).toBe(size);
      for (const cell of cells.slice(0, 6)) expect(count(cell.period, cell.to)).toBe(cell.returned);
    }
  });
});

describe('complete cells', () => {
  const DAY = 86_400;
  const monday = Date.UTC(2025, 0, 6) / 1000;

  test('a period that the data does not reach the end of is not complete, and in no mean', () => {
    // One member enters on Monday, one on Sunday; the data ends on the Wednesday of the third week.
    const community = communityOf(
      [
        [
          { at: monday, kind: 'view' },
          { at: monday + 16 * DAY, kind: 'view' },
        ],
        [
          { at: monday + 6 * DAY, kind: 'view' },
          { at: monday + 8 * DAY, kind: 'view' },
        ],
      ],
      [null, null],
      'UTC',
    );
    const weeks = table(community, FIRST_SEEN('week'));
    expect(weeks.cohorts[0]!.cells.map((c) => [c.returned, c.complete])).toEqual([
      [2, true],
      [1, true],
      [1, false],
    ]);
    expect(weeks.mean).toEqual([1, 0.5, null]);
    // By day, a cell is complete when the last member who entered has had it: Sunday's member reaches day 10 on the Wednesday.
    const days = table(community, { ...FIRST_SEEN('week'), period: 'day' });
    expect(days.cohorts[0]!.cells.map((c) => c.complete)).toEqual(Array.from({ length: 17 }, (_, k) => k <= 10));
    // In 24-hour windows the same, counted from each member's own start.
    const hours = table(community, { ...FIRST_SEEN('week'), period: 'day', window: 'hours24' });
    expect(hours.cohorts[0]!.cells.map((c) => c.complete)).toEqual(Array.from({ length: 17 }, (_, k) => k <= 10));
  });

  test('periods before the first day of data are not complete: nobody could be seen', () => {
    const community = communityOf(
      [
        [
          { at: monday, kind: 'view' },
          { at: monday + 20 * DAY, kind: 'view' },
        ],
      ],
      [monday - 10 * DAY],
      'UTC',
    );
    const { cohorts } = table(community, { ...FIRST_SEEN('week'), entry: 'joined' });
    expect(cohorts[0]!.start).toBe('2024-12-23');
    expect(cohorts[0]!.cells.map((c) => [c.returned, c.complete])).toEqual([
      [0, false],
      [0, false],
      [1, true],
      [0, true],
      [1, true],
    ]);
  });

  test('the weighted mean pools members, the simple mean takes each cohort alike', () => {
    const cohort = (n: number, back: number, day: number) =>
      Array.from({ length: n }, (_, i) => [
        { at: monday + day * DAY, kind: 'view' },
        ...(i < back ? [{ at: monday + (day + 7) * DAY, kind: 'view' }] : []),
      ]);
    const end = [[{ at: monday + 41 * DAY, kind: 'view' }]];
    const community = communityOf([...cohort(8, 2, 0), ...cohort(2, 2, 7), ...end], new Array(11).fill(null), 'UTC');
    const weighted = table(community, FIRST_SEEN('week')).means[1]!;
    const simple = table(community, { ...FIRST_SEEN('week'), mean: 'simple' }).means[1]!;
    expect([weighted.rate, weighted.returned, weighted.size]).toEqual([0.4, 4, 10]);
    expect(simple.rate).toBeCloseTo((0.25 + 1) / 2, 12);
    expect(simple.low).toBeLessThan(simple.rate);
    expect(simple.high).toBeGreaterThan(simple.rate);
  });
});

describe('around retention', () => {
  const community = randomCommunity(9, 'America/New_York', Date.UTC(2025, 1, 20, 5) / 1000, 40);
  const scope = { ...ALL, ...FIRST_SEEN('week') };

  test('a breakdown splits every cohort and cell without losing anybody', () => {
    const code = Int32Array.from({ length: 60 }, (_, m) => (m % 7 === 0 ? -1 : m % 3));
    const whole = countRetentionCells(community.data, scope, {
      by: 'x',
      code: code.map((c) => (c < 0 ? -1 : 0)),
      values: ['all'],
    });
    const parts = countRetentionCells(community.data, scope, { by: 'x', code, values: ['a', 'b', 'c'] });
    if (whole.kind !== 'retention' || parts.kind !== 'retention') throw new Error();
    whole.groups[0]!.cohorts.forEach((cohort, c) => {
      expect(parts.groups.reduce((n, g) => n + g.cohorts[c]!.size, 0)).toBe(cohort.size);
      cohort.cells.forEach((cell, k) => {
        expect(parts.groups.reduce((n, g) => n + g.cohorts[c]!.cells[k]!.returned, 0)).toBe(cell.returned);
      });
    });
  });

  test('members of each entry period are those of the table', () => {
    const { cohort, ends } = entriesOf(community.data, scope);
    const sizes = new Map<number, number>();
    for (const c of cohort) if (c >= 0) sizes.set(c, (sizes.get(c) ?? 0) + 1);
    const rows = table(community, scope).cohorts.filter((c) => c.size > 0);
    expect([...sizes].sort((a, b) => a[0] - b[0]).map(([, n]) => n)).toEqual(rows.map((c) => c.size));
    expect(ends.every((end) => /^\d{4}-\d{2}-\d{2}$/.test(end))).toBe(true);
  });

  test('calendar days and 24-hour windows are compared member by member', () => {
    const answer = compareWindows(community.data, { ...scope, period: 'day' });
    if (answer.kind !== 'retention-windows') throw new Error();
    const sums = (window: 'calendar' | 'hours24') =>
      table(community, { ...FIRST_SEEN('week'), period: 'day', window }).cohorts.reduce(
        (out, { cells }) => cells.reduce((o, c) => o.set(c.period, (o.get(c.period) ?? 0) + c.returned), out),
        new Map<number, number>(),
      );
    const [calendar, hours] = [sums('calendar'), sums('hours24')];
    for (const { period, both, onlyCalendar, onlyHours24 } of answer.rows) {
      expect(both + onlyCalendar).toBe(calendar.get(period) ?? 0);
      expect(both + onlyHours24).toBe(hours.get(period) ?? 0);
    }
  });

  test('suggested brackets follow the ways between visits: half, four fifths, 95 of 100', () => {
    const DAY = 86_400;
    const start = Date.UTC(2025, 0, 6) / 1000;
    const ways = [...new Array(50).fill(2), ...new Array(30).fill(5), ...new Array(15).fill(12), ...new Array(5).fill(40)];
    const events = ways.map((way) => [
      { at: start, kind: 'view' },
      { at: start + way * DAY, kind: 'view' },
    ]);
    const answer = suggestBrackets(communityOf(events, new Array(100).fill(null), 'UTC').data, { ...ALL, period: 'day' });
    expect(answer).toMatchObject({
      brackets: [
        [1, 2],
        [3, 5],
        [6, 12],
      ],
    });
  });

  test('brackets that overlap or fall are refused, with what to write instead', () => {
    for (const brackets of [
      [],
      [[3, 1]],
      [
        [1, 3],
        [3, 5],
      ],
      [[-1, 2]],
      null,
    ] as never[])
      expect(() => countRetentionCells(community.data, { ...scope, mode: 'bracket', brackets })).toThrow(/such as 1-3,4-7/);
  });

  test('a trend is one column, and a planted change is found where it was planted', () => {
    const DAY = 86_400;
    const start = Date.UTC(2025, 0, 6) / 1000;
    const events = Array.from({ length: 20 }, (_, week) =>
      Array.from({ length: 40 }, (_, i) => [
        { at: start + week * 7 * DAY, kind: 'view' },
        ...(i < (week < 12 ? 10 : 24) ? [{ at: start + (week + 1) * 7 * DAY, kind: 'view' }] : []),
      ]),
    ).flat();
    events.push([{ at: start + 22 * 7 * DAY - 1, kind: 'view' }]);
    const answer = retentionTrend(communityOf(events, new Array(801).fill(null), 'UTC').data, { ...scope, column: 1 });
    if (answer.kind !== 'retention-trend') throw new Error();
    expect(answer.change).toMatchObject({
      start: startOfPeriod(Math.floor((start / DAY + 3) / 7) + 12, 'week'),
      before: 0.25,
      after: 0.6,
    });
    expect(answer.change!.p).toBeLessThan(0.01);
  });
});
