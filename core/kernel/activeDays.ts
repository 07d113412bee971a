/** The days on which each member was active, found once: questions by day, week or month walk these instead of the events. */
import type { EventColumns } from '../base/columns.ts';
import { type Calendar, dayIndex } from './calendar.ts';

/** Three bytes an active day. Member `m` was active on `day[off[m]] .. day[off[m + 1] - 1]`, ascending. */
export interface ActiveDays {
  /** Int32[members + 1] */
  off: Int32Array;
  /** Uint16[active days], index in the calendar: times of 32 bits span fewer than 65,536 days. */
  day: Uint16Array;
  /** Uint8[active days]: events of that day; MANY = so many or more. */
  events: Uint8Array;
}

export const MANY = 255;

/** @param calendar local days; holds every event
 *  Cost: one comparison an event and one division an active day. */
export function activeDaysOf(columns: EventColumns, calendar: Calendar): ActiveDays {
  const { off: eventOff, time, members } = columns;
  const { start } = calendar;
  const off = new Int32Array(members + 1);
  let day = new Uint16Array(columns.events >> 2);
  let events = new Uint8Array(day.length);
  let k = 0;
  for (let m = 0; m < members; m++) {
    const end = eventOff[m + 1]!;
    let i = eventOff[m]!;
    if (k + end - i > day.length) {
      const room = Math.min(2 * day.length + end - i, columns.events);
      day = grown(day, new Uint16Array(room));
      events = grown(events, new Uint8Array(room));
    }
    while (i < end) {
      const d = dayIndex(calendar, time[i]!);
      const dayEnd = start[d + 1]!;
      const from = i;
      do i++;
      while (i < end && time[i]! < dayEnd);
      day[k] = d;
      events[k++] = Math.min(i - from, MANY);
    }
    off[m + 1] = k;
  }
  return { off, day: day.slice(0, k), events: events.slice(0, k) };
}

function grown<T extends Uint8Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
