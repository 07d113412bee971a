/** The five planted ways to use the club. They differ in what is done, when, and how much. */
import type { ClusterKey } from './types.ts';

export const KINDS = [
  'view',
  'play',
  'progress',
  'complete',
  'like',
  'share',
  'search',
  'login',
  'checkin',
  'attend',
  'purchase',
  'refund',
  'renew',
  'download',
  'enrol',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Behaviour {
  key: ClusterKey;
  share: number;
  /** Events over an average stay. */
  events: number;
  perSession: number;
  /** Weights of what happens within a session. */
  mix: Partial<Record<Kind, number>>;
  /** Weights of the 24 hours and of Monday to Sunday. */
  hours: readonly number[];
  weekdays: readonly number[];
  /** Interest halves after so many days, down to the floor. */
  halfLifeDays: number;
  floor: number;
  talk: number;
  buy: number;
  /** Chance to renew after 30, 90 and 365 days. */
  renew: readonly [number, number, number];
  satisfied: number;
}

const hours = (peaks: Record<number, number>, base: number): number[] =>
  Array.from({ length: 24 }, (_, h) => (h < 6 ? base * 0.15 : base) + (peaks[h] ?? 0));

export const BEHAVIOURS: readonly Behaviour[] = [
  {
    key: 'deep-learner',
    share: 0.22,
    events: 112,
    perSession: 6,
    mix: { play: 27, progress: 31, complete: 12, view: 8, download: 6, enrol: 3, login: 6, like: 2, search: 1 },
    hours: hours({ 6: 4, 7: 6, 20: 8, 21: 16, 22: 14, 23: 5 }, 0.8),
    weekdays: [1.2, 1.2, 1.15, 1.15, 0.8, 0.8, 1],
    halfLifeDays: 130,
    floor: 0.34,
    talk: 1.2,
    buy: 3,
    renew: [0.8, 0.72, 0.62],
    satisfied: 0.9,
  },
  {
    key: 'live-regular',
    share: 0.18,
    events: 88,
    perSession: 3.4,
    mix: { attend: 29, checkin: 30, login: 9, play: 9, view: 6, like: 5, complete: 2, share: 1 },
    hours: hours({ 18: 4, 19: 14, 20: 26, 21: 8 }, 0.5),
    weekdays: [0.7, 0.8, 2.6, 0.7, 0.7, 2, 1],
    halfLifeDays: 150,
    floor: 0.4,
    talk: 1.5,
    buy: 2,
    renew: [0.8, 0.7, 0.6],
    satisfied: 0.88,
  },
  {
    key: 'browser',
    share: 0.24,
    events: 70,
    perSession: 3,
    mix: { view: 54, search: 21, login: 10, like: 4, play: 3, download: 2, share: 1 },
    hours: hours({ 8: 10, 9: 5, 12: 18, 13: 10, 18: 5 }, 1),
    weekdays: [1.2, 1.1, 1.1, 1.1, 1.2, 0.7, 0.6],
    halfLifeDays: 90,
    floor: 0.22,
    talk: 0.35,
    buy: 1,
    renew: [0.6, 0.5, 0.42],
    satisfied: 0.7,
  },
  {
    key: 'social-talker',
    share: 0.16,
    events: 84,
    perSession: 4,
    mix: { like: 38, share: 25, view: 16, login: 9, checkin: 3, play: 3, search: 1 },
    hours: hours({ 10: 6, 15: 7, 16: 6, 20: 3, 22: 5 }, 2),
    weekdays: [0.9, 0.9, 0.9, 0.95, 1.1, 1.3, 1.3],
    halfLifeDays: 160,
    floor: 0.42,
    talk: 6.5,
    buy: 1,
    renew: [0.76, 0.66, 0.58],
    satisfied: 0.8,
  },
  {
    key: 'lapsed-trial',
    share: 0.2,
    events: 7,
    perSession: 2.6,
    mix: { login: 44, view: 30, enrol: 9, play: 9, search: 5 },
    hours: hours({ 12: 3, 21: 4, 22: 4 }, 2),
    weekdays: [1, 1, 1, 1, 1, 1.2, 1.2],
    halfLifeDays: 4,
    floor: 0.01,
    talk: 0.12,
    buy: 0.05,
    renew: [0.06, 0.05, 0.05],
    satisfied: 0.5,
  },
];

export const behaviourOf = (key: ClusterKey): Behaviour => BEHAVIOURS.find((b) => b.key === key)!;
