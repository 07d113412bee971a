import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import {
  calendarOf,
  dayIndex,
  dayNumber,
  isoDay,
  localMidnight,
  offsetOf,
  periodAround,
  periodsOf,
} from '../../../core/kernel/calendar.ts';

const DAY = 86_400;
const at = (iso: string) => Date.parse(iso) / 1000;

/** Zones with what makes each of them hard, and the time looked at. */
const ZONES: [zone: string, from: string, to: string, lengths: number[]][] = [
  ['UTC', '2020-01-01T00:00:00Z', '2022-12-31T23:59:59Z', [24]],
  ['Asia/Shanghai', '2019-06-01T00:00:00Z', '2022-06-01T00:00:00Z', [24]],
  ['Asia/Shanghai', '1986-01-01T00:00:00Z', '1991-12-31T00:00:00Z', [23, 24, 25]],
  ['America/New_York', '2019-01-01T00:00:00Z', '2022-12-31T00:00:00Z', [23, 24, 25]],
  ['Australia/Lord_Howe', '2018-01-01T00:00:00Z', '2021-12-31T00:00:00Z', [23.5, 24, 24.5]],
  ['America/Sao_Paulo', '2016-01-01T00:00:00Z', '2019-12-31T00:00:00Z', [23, 24, 25]], // midnight itself is skipped
  ['America/Havana', '2016-01-01T00:00:00Z', '2019-12-31T00:00:00Z', [23, 24, 25]],
  ['Africa/Casablanca', '2018-01-01T00:00:00Z', '2022-12-31T00:00:00Z', [23, 24, 25]],
  ['Asia/Kathmandu', '1985-06-01T00:00:00Z', '1986-12-31T00:00:00Z', [23.75, 24]],
  ['Pacific/Apia', '2011-01-01T00:00:00Z', '2012-12-31T00:00:00Z', [0, 23, 24, 25]], // 30 December 2011 did not exist
  ['Europe/London', '1968-01-01T00:00:00Z', '1973-12-31T00:00:00Z', [23, 24, 25]],
  ['America/New_York', '1960-01-01T00:00:00Z', '1965-12-31T00:00:00Z', [23, 24, 25]],
];

function localDay(zone: string): (t: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (t) => format.format(t * 1000);
}

describe('days of a zone', () => {
  test.each(ZONES)('%s from %s: every sampled second lies in the day a clock there shows', (zone, from, to) => {
    const calendar = calendarOf(zone, at(from), at(to));
    const day = localDay(zone);
    const check = (t: number) => expect(`${t} ${isoDay(calendar.firstDay + dayIndex(calendar, t))}`).toBe(`${t} ${day(t)}`);
    const random = seeded(zone.length + at(from));
    for (let i = 0; i < 1500; i++) check(at(from) + random.below(at(to) - at(from)));
    for (let i = 0; i < calendar.days; i++) {
      if (calendar.start[i] === calendar.start[i + 1]) continue; // a day that did not exist
      const [start, end] = [calendar.start[i]!, calendar.start[i + 1]! - 1];
      if (start >= at(from)) check(start);
      if (end <= at(to)) check(end);
    }
  });

  test.each(ZONES)('%s from %s: day lengths are those the zone has, and the days leave no gap', (zone, from, to, lengths) => {
    const { start, days } = calendarOf(zone, at(from), at(to));
    const seen = new Set<number>();
    for (let i = 0; i < days; i++) seen.add((start[i + 1]! - start[i]!) / 3600);
    expect([...seen].sort((a, b) => a - b)).toEqual(lengths);
  });

  test('one second is one day, whatever the zone', () => {
    for (const [zone, from] of ZONES) expect(calendarOf(zone, at(from), at(from)).days).toBe(1);
  });

  test('seconds before 1970 have the right day', () => {
    const calendar = calendarOf('UTC', -10 * DAY, 10);
    expect(isoDay(calendar.firstDay + dayIndex(calendar, -1))).toBe('1969-12-31');
    expect(isoDay(calendar.firstDay + dayIndex(calendar, 0))).toBe('1970-01-01');
  });

  test('the offset of each sampled second is the one of the zone database', () => {
    const random = seeded(4);
    for (const [zone, from, to] of ZONES) {
      const offset = offsetOf(zone);
      const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
      for (let i = 0; i < 300; i++) {
        const t = at(from) + random.below(at(to) - at(from));
        const name = format.formatToParts(t * 1000).find((p) => p.type === 'timeZoneName')!.value;
        const [, sign, h, m, s] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name)!;
        const expected = (sign === '-' ? -1 : 1) * (Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0));
        expect(offset(t), `${zone} ${t}`).toBe(expected + 0);
      }
    }
  });

  test('a name that is no zone is refused', () => {
    expect(() => offsetOf('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('local midnight', () => {
  test('where midnight is skipped, the day starts at the first second after the gap', () => {
    const offset = offsetOf('America/Sao_Paulo');
    expect(localMidnight(dayNumber('2018-11-04'), offset)).toBe(at('2018-11-04T03:00:00Z')); // 01:00 local
    expect(localMidnight(dayNumber('2018-11-05'), offset)).toBe(at('2018-11-05T02:00:00Z'));
  });

  test('where midnight comes twice, the day starts at the first', () => {
    const offset = offsetOf('America/Havana');
    expect(localMidnight(dayNumber('2018-11-04'), offset)).toBe(at('2018-11-04T04:00:00Z'));
    expect(localMidnight(dayNumber('2018-11-05'), offset)).toBe(at('2018-11-05T05:00:00Z'));
  });
});

describe('periods', () => {
  test.each(ZONES.slice(0, 8))(
    '%s from %s: weeks are the seven days from Monday, months the calendar months',
    (zone, from, to) => {
      const calendar = calendarOf(zone, at(from), at(to));
      for (const grain of ['day', 'week', 'month'] as const) {
        const periods = periodsOf(calendar, grain);
        expect(periods.ofDay[0]).toBe(0);
        for (let i = 0; i < calendar.days; i++) {
          const date = new Date((calendar.firstDay + i) * DAY * 1000);
          const monday = isoDay(calendar.firstDay + i - ((date.getUTCDay() + 6) % 7));
          const expected = { day: isoDay(calendar.firstDay + i), week: monday, month: `${date.toISOString().slice(0, 8)}01` }[
            grain
          ];
          expect(isoDay(periods.firstDay[periods.ofDay[i]!]!)).toBe(expected);
        }
        for (let p = 1; p < periods.count; p++) expect(periods.firstDay[p]).toBe(periods.endDay[p - 1]);
        expect(periods.ofDay.at(-1)).toBe(periods.count - 1);
      }
    },
  );

  test('a month ends where the next starts, leap years too', () => {
    const lengths = (year: number) =>
      Array.from({ length: 12 }, (_, m) => {
        const [from, to] = periodAround(dayNumber(`${year}-${String(m + 1).padStart(2, '0')}-15`), 'month');
        return to - from;
      });
    expect(lengths(2023)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(lengths(2024)[1]).toBe(29);
    expect(lengths(1900)[1]).toBe(28);
    expect(lengths(2000)[1]).toBe(29);
  });

  test('the week around a day before 1970 starts on its Monday', () => {
    expect(periodAround(dayNumber('1969-12-31'), 'week').map(isoDay)).toEqual(['1969-12-29', '1970-01-05']);
    expect(periodAround(dayNumber('1969-12-28'), 'week').map(isoDay)).toEqual(['1969-12-22', '1969-12-29']);
  });

  test('day numbers and dates go back and forth, and what is no date gives no number', () => {
    for (const day of [-40_000, -1, 0, 1, 20_000, 24_854]) expect(dayNumber(isoDay(day))).toBe(day);
    expect(dayNumber('2023-02-30')).toBeNaN();
    expect(dayNumber('yesterday')).toBeNaN();
  });
});
