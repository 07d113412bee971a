import { InputError } from '../base/errors.ts';
import { dayNumber, localMidnight, offsetOf } from '../kernel/calendar.ts';

/** The milliseconds of the days from one to another, both included, in a zone.   @throws InputError bad-option: no dates, or in the wrong order. */
export function dayBounds(
  zone: string,
  { from, to }: { from: string | null; to: string | null },
): { fromMs: number; toMs: number } {
  const first = from === null ? null : day(from, 'from');
  const last = to === null ? null : day(to, 'to');
  if (first !== null && last !== null && first > last)
    throw new InputError('bad-option', `The period should start before it ends, got ${from} to ${to}. Swap the dates.`, {
      from,
      to,
    });
  const offset = offsetOf(zone);
  return {
    fromMs: first === null ? -Infinity : localMidnight(first, offset) * 1000,
    toMs: last === null ? Infinity : localMidnight(last + 1, offset) * 1000,
  };
}

function day(iso: string, name: string): number {
  const number = dayNumber(iso);
  if (Number.isNaN(number))
    throw new InputError('bad-option', `${name} should be a date such as 2026-11-24, got "${iso}".`, { [name]: iso });
  return number;
}
