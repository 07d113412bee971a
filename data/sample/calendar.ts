/** The fixed window: 2024-11-01 to 2026-10-31, days of Asia/Shanghai (UTC+8, no daylight saving). */
import { DAY_MS, HOUR_MS } from '../../core/base/time.ts';

export const START_MS = Date.UTC(2024, 9, 31, 16);
export const DAYS = 730;
export const END_MS = START_MS + DAYS * DAY_MS;

/** Whole days since the start of the window. */
export const dayOf = (ms: number): number => Math.floor((ms - START_MS) / DAY_MS);
export const msOfDay = (day: number, hour = 0): number => START_MS + day * DAY_MS + hour * HOUR_MS;

/** 0 is Monday; the window starts on a Friday. */
export const weekdayOf = (day: number): number => (day + 4) % 7;

/** Month of each day as `2025-03`. */
export const monthOfDay: readonly string[] = Array.from({ length: DAYS }, (_, day) =>
  new Date(START_MS + day * DAY_MS + 12 * HOUR_MS).toISOString().slice(0, 7),
);

/** How busy a day is compared with an ordinary one: holidays are quieter, term starts are busier. */
export function seasonOf(day: number): number {
  const date = new Date(START_MS + day * DAY_MS + 12 * HOUR_MS).toISOString().slice(0, 10);
  for (const [from, to, factor] of SEASONS) if (date >= from && date <= to) return factor;
  return 1;
}

const SEASONS: readonly [string, string, number][] = [
  ['2025-01-27', '2025-02-04', 0.45],
  ['2026-02-15', '2026-02-23', 0.45],
  ['2025-05-01', '2025-05-05', 0.7],
  ['2026-05-01', '2026-05-05', 0.7],
  ['2025-10-01', '2025-10-08', 0.6],
  ['2026-10-01', '2026-10-07', 0.6],
  ['2025-03-01', '2025-03-20', 1.15],
  ['2026-03-01', '2026-03-20', 1.15],
  ['2025-09-01', '2025-09-25', 1.2],
  ['2026-09-01', '2026-09-25', 1.2],
];
