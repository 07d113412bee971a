/** What passes over all the data give, made when first asked for and kept with the dataset. */
import { type ActiveDays, activeDaysOf } from '../kernel/activeDays.ts';
import { type Calendar, calendarOf } from '../kernel/calendar.ts';
import { countTouches, type Touches } from '../kernel/touches.ts';
import type { Dataset } from '../store/dataset.ts';

const calendars = new WeakMap<Dataset, { calendar: Calendar; firstS: number; lastS: number } | null>();

/** The local days from the first event to the last. null when there is no event. Cost: one pass over members, once a dataset. */
export function calendarOfData(data: Dataset): { calendar: Calendar; firstS: number; lastS: number } | null {
  const known = calendars.get(data);
  if (known !== undefined) return known;
  const { off, time, members } = data.columns;
  let firstS = Infinity;
  let lastS = -Infinity;
  for (let m = 0; m < members; m++) {
    const from = off[m]!;
    const end = off[m + 1]!;
    if (from === end) continue;
    if (time[from]! < firstS) firstS = time[from]!;
    if (time[end - 1]! > lastS) lastS = time[end - 1]!;
  }
  const made = firstS <= lastS ? { calendar: calendarOf(data.zone, firstS, lastS), firstS, lastS } : null;
  calendars.set(data, made);
  return made;
}

const activeDays = new WeakMap<Dataset, ActiveDays>();

/** The local days each member was active on. Cost: one pass over the times, once a dataset. */
export function activeDaysOfData(data: Dataset): ActiveDays {
  let days = activeDays.get(data);
  if (!days) {
    const span = calendarOfData(data);
    days = span
      ? activeDaysOf(data.columns, span.calendar)
      : { off: new Int32Array(data.columns.members + 1), day: new Uint16Array(0), events: new Uint8Array(0) };
    activeDays.set(data, days);
  }
  return days;
}

const touches = new WeakMap<Dataset, Touches>();

/** Who touched which content. Cost: one pass over the contents of the events, once a dataset. */
export function touchesOfData(data: Dataset): Touches {
  let found = touches.get(data);
  if (!found) touches.set(data, (found = countTouches(data.columns, data.contents)));
  return found;
}
