import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../core/kernel/calendar.ts';
import { countActiveDays, countFlow, FLOW_STATES, statesIn } from '../../../core/kernel/engagement.ts';
import { memberHabits, weekHours } from '../../../core/kernel/habits.ts';
import { returnChances } from '../../../core/kernel/returns.ts';
import { spreadOf } from '../../../core/kernel/summary.ts';
import { windowOf, withHistory } from '../../../core/scope/index.ts';
import { HARD_ZONES, localDay, periodOfDay, randomCommunity } from '../cohort/events.ts';
import { ALL } from '../cohort/sample.ts';

const hourOf = (zone: string, at: number) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at * 1000));
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

describe.each(HARD_ZONES)('in %s', (zone, startS) => {
  const { data, events } = randomCommunity(11, zone, startS, 70);
  const all = events.flat().map((e) => e.at);
  const calendar = calendarOf(zone, Math.min(...all), Math.max(...all));
  const weights = new Float64Array(256).map((_, k) => k + 1);

  test.each([0, 5])('habits equal plain lists, taken %i days before the end', (back) => {
    const asOfDay = calendar.days - 1 - back;
    const finishKinds = new Uint8Array(256);
    finishKinds[3] = 1; // buy
    const postKinds = new Uint8Array(256);
    postKinds[4] = 1; // topic
    const habits = memberHabits(data.columns, {
      calendar,
      finishKinds,
      postKinds,
      weights,
      halfLifeDays: 10,
      contents: 5,
      asOfDay,
    });
    const gaps = new Float64Array(calendar.days + 1);
    const last = calendar.firstDay + asOfDay;
    events.forEach((everything, m) => {
      const from = data.columns.off[m]!;
      const own = everything
        .map((e, i) => ({
          ...e,
          content: data.columns.content[from + i]!,
          code: data.columns.kind[from + i]!,
          day: localDay(zone, e.at),
        }))
        .filter((e) => e.day <= last);
      const days = [...new Set(own.map((e) => e.day))];
      let longest = 0;
      let run = 0;
      days.forEach((day, i) => {
        run = i > 0 && days[i - 1] === day - 1 ? run + 1 : 1;
        longest = Math.max(longest, run);
        if (i > 0 && day - days[i - 1]! > 1) gaps[day - days[i - 1]! - 1]!++;
      });
      const points = new Map<number, number>();
      for (const e of own) points.set(e.day, (points.get(e.day) ?? 0) + weights[e.code]!);
      const sum = [...points.values()].reduce((a, b) => a + b, 0);
      const night = own.filter((e) => hourOf(zone, e.at) >= 22 || hourOf(zone, e.at) < 6).length;
      const got = Object.fromEntries(
        Object.entries(habits).flatMap(([name, column]) => (name === 'gaps' ? [] : [[name, (column as Int32Array)[m]]])),
      );
      expect(got).toEqual({
        firstAt: own[0]?.at ?? -2147483648,
        lastAt: own.at(-1)?.at ?? -2147483648,
        events: own.filter((e) => e.kind !== 'topic').length,
        posts: own.filter((e) => e.kind === 'topic').length,
        activeDays: days.length,
        longestStreak: longest,
        currentStreak: days.length > 0 && last - days.at(-1)! <= 1 ? run : 0,
        contents: new Set(own.filter((e) => e.content > 0).map((e) => e.content)).size,
        finished: new Set(own.filter((e) => e.content > 0 && e.kind === 'buy').map((e) => e.content)).size,
        recent: own.filter((e) => e.day > last - 28).length,
        before: own.filter((e) => e.day <= last - 28 && e.day > last - 56).length,
        activeDays28: days.filter((d) => d > last - 28).length,
        activeDays90: days.filter((d) => d > last - 90).length,
        weekend: own.filter((e) => weekdayOf(e.day) >= 5).length,
        night,
        midnight: own.filter((e) => calendar.start[e.day - calendar.firstDay] === e.at).length,
        score: expect.closeTo(
          own.reduce((total, e) => total + weights[e.code]! * 2 ** (-(last - e.day) / 10), 0),
          9,
        ),
        topDayShare: expect.closeTo(sum === 0 ? 0 : Math.max(...points.values()) / sum, 12),
      });
    });
    expect(Array.from(habits.gaps)).toEqual(Array.from(gaps));
  });

  test('the week by hour is that of the wall clock, also when the clocks change', () => {
    events.forEach((own, m) => {
      const expected = new Array<number>(168).fill(0);
      for (const e of own) expected[weekdayOf(localDay(zone, e.at)) * 24 + hourOf(zone, e.at)]!++;
      expect(Array.from(weekHours(data.columns, calendar, m))).toEqual(expected);
    });
  });

  test('active days in a window equal sets of days', () => {
    const window = withHistory(windowOf(data, ALL, 'day')!);
    const ends = [6, 27, 40, window.calendar.days - 1];
    for (const width of [7, 28]) {
      const counts = countActiveDays(data.columns, window, width, ends);
      ends.forEach((end, w) => {
        const expected = new Array<number>(width + 1).fill(0);
        for (const own of events) {
          const days = new Set(
            own.map((e) => localDay(zone, e.at) - window.calendar.firstDay).filter((d) => d <= end && d > end - width),
          );
          if (days.size > 0) expected[days.size]!++;
        }
        expect(Array.from(counts[w]!)).toEqual(expected);
      });
    }
  });

  test.each(['day', 'week', 'month'] as const)(
    'moves between states by %s equal a member-by-member walk, and reconcile',
    (grain) => {
      const window = withHistory(windowOf(data, ALL, grain)!);
      const n = window.periods.count;
      const first = periodOfDay(window.calendar.firstDay, grain);
      const states = events.map((own) => {
        const active = new Set(own.map((e) => periodOfDay(localDay(zone, e.at), grain) - first));
        let seen = false;
        return Array.from({ length: n }, (_, p) => {
          if (active.has(p)) {
            const state = !seen ? 'new' : active.has(p - 1) ? 'returning' : 'resurrected';
            seen = true;
            return state;
          }
          return !seen ? 'none' : active.has(p - 1) ? 'dormant' : 'inactive';
        });
      });
      const cells = countFlow(data.columns, window);
      const S = FLOW_STATES.length;
      for (let p = 0; p < n; p++) {
        const expected = new Array<number>(S * S).fill(0);
        for (const own of states) {
          const before = p === 0 ? 'none' : own[p - 1]!;
          if (own[p] === 'none') continue;
          expected[FLOW_STATES.indexOf(before as never) * S + FLOW_STATES.indexOf(own[p] as never)]!++;
        }
        expect(Array.from(cells.subarray(p * S * S, (p + 1) * S * S))).toEqual(expected);
        expect(Array.from(statesIn(data.columns, window, p), (s) => FLOW_STATES[s])).toEqual(states.map((own) => own[p]));
      }
    },
  );
});

describe('the chance to come back', () => {
  test('by hand: silences that ended, went on, and were not watched long enough', () => {
    // Ended: two of 3 days, one of 10. Still going: one of 5 days, one of 40.
    const gaps = Float64Array.from({ length: 50 }, (_, d) => (d === 3 ? 2 : d === 10 ? 1 : 0));
    const open = Float64Array.from({ length: 50 }, (_, d) => (d === 5 || d === 40 ? 1 : 0));
    const chances = returnChances(gaps, open, 12, 7);
    // After 3 days: three had got so far and ended; within 7 days (3..9) two did; of the open ones only that of 40 was watched to day 10.
    expect(chances[3]).toMatchObject({ returned: 2, watched: 4 });
    // After 4 days: one ended later (on 10, inside 4..10); the open one of 5 was not watched to 11.
    expect(chances[4]).toMatchObject({ returned: 1, watched: 2, rate: 0.5 });
    expect(chances[11]).toMatchObject({ returned: 0, watched: 1 });
  });
});

describe('a spread', () => {
  test('by hand, with what is missing left out and far values pulled in, not dropped', () => {
    const s = spreadOf(Float64Array.of(1, 2, 3, 4, 5, Number.NaN, 100));
    expect(s).toMatchObject({ known: 6, min: 1, median: 3.5, q25: 2.25, q75: 4.75, max: 100, outliers: 1 });
    expect(s.fence.high).toBeCloseTo(4.75 + 3 * 2.5, 12);
    expect(s.winsorisedMean).toBeCloseTo((1 + 2 + 3 + 4 + 5 + 12.25) / 6, 12);
  });

  test('of equal values, of one and of none is no division by nothing', () => {
    expect(spreadOf(Float64Array.of(2, 2, 2, 2, 9)).outliers).toBe(0);
    expect(spreadOf(Float64Array.of(7))).toMatchObject({ known: 1, min: 7, max: 7, mean: 7 });
    expect(spreadOf(new Float64Array(3).fill(Number.NaN))).toMatchObject({ known: 0, mean: Number.NaN });
  });
});
