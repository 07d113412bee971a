import { describe, expect, test } from 'vitest';
import { timeToAct, timeToSilence } from '../../../core/kernel/lapse.ts';
import { communityOf, type PlainEvent, randomCommunity } from '../cohort/events.ts';

const DAY = 86_400;
const START = Date.UTC(2025, 0, 6) / 1000;
const UNKNOWN = -2147483648;

describe('time to silence', () => {
  const follow = (times: number[], silenceDays: number, endDay: number, startDay = 0) => {
    const { data } = communityOf([times.map((d) => ({ at: START + d * DAY, kind: 'view' }))], [null], 'UTC');
    const { duration, event } = timeToSilence(data.columns, {
      startS: Int32Array.of(START + startDay * DAY),
      silenceS: silenceDays * DAY,
      endS: START + endDay * DAY,
      only: null,
    });
    return duration.length === 0 ? null : [duration[0]! / DAY, event[0]];
  };

  test('by hand: the last action before the first long silence, watched whole', () => {
    expect(follow([0, 3, 8, 30], 10, 100)).toEqual([8, 1]); // silent from 8 to 30
    expect(follow([0, 3, 8, 17], 10, 100)).toEqual([17, 1]); // silent from 17 on, and watched to 27
    expect(follow([0, 3, 8, 17], 10, 26)).toEqual([16, 0]); // silent for 9 days: not long enough to tell; watched up to day 16
    expect(follow([0, 10], 10, 100)).toEqual([0, 1]); // exactly so many days is a silence
    expect(follow([], 10, 100)).toEqual([0, 1]); // joined and never came
    expect(follow([], 10, 5)).toBeNull(); // joined too late to be watched at all
  });

  test('equals a walk over plain lists, for members at random', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { data, events, joined } = randomCommunity(seed, 'UTC', START, 60);
      const endS = START + 61 * DAY;
      const startS = Int32Array.from(events, (own, m) => joined[m] ?? own[0]?.at ?? UNKNOWN);
      for (const silence of [3, 7, 20]) {
        const got = timeToSilence(data.columns, { startS, silenceS: silence * DAY, endS, only: null });
        const expected: [number, number, number][] = [];
        events.forEach((own, m) => {
          const start = startS[m]!;
          const until = endS - silence * DAY;
          if (start === UNKNOWN || start > until) return;
          const times = [start, ...own.map((e) => e.at).filter((t) => t > start)];
          const at = times.find((t, i) => (times[i + 1] ?? Infinity) - t >= silence * DAY && t <= until);
          const isCutFirst = times.some((t) => t > until && (at === undefined || t < at));
          expected.push(at === undefined || isCutFirst ? [m, until - start, 0] : [m, at - start, 1]);
        });
        expect(Array.from(got.member, (m, i) => [m, got.duration[i], got.event[i]])).toEqual(expected);
      }
    }
  });
});

describe('time from one act to another', () => {
  const mask = (code: number) => Uint8Array.from({ length: 256 }, (_, k) => (k === code ? 1 : 0));

  test('equals a walk over plain lists; those who have not done it are followed to the end', () => {
    const { data, events } = randomCommunity(8, 'UTC', START, 60);
    const endS = START + 61 * DAY;
    const got = timeToAct(data.columns, { from: mask(1), to: mask(3), endS, only: null }); // view, then buy
    const expected: [number, number, number][] = [];
    events.forEach((own: PlainEvent[], m) => {
      const i = own.findIndex((e) => e.kind === 'view');
      if (i < 0) return;
      const next = own.slice(i + 1).find((e) => e.kind === 'buy');
      expected.push(next ? [m, next.at - own[i]!.at, 1] : [m, endS - own[i]!.at, 0]);
    });
    expect(Array.from(got.member, (m, i) => [m, got.duration[i], got.event[i]])).toEqual(expected);
    expect(got.event.some((e) => e === 0) && got.event.some((e) => e === 1)).toBe(true);
  });
});
