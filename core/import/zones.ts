/** Local times of an IANA zone -> UTC, with daylight saving. Asks Intl a few dozen times a year of data, then only looks up. */
import { InputError } from '../base/errors.ts';
import { DAY_MS, MINUTE_MS } from '../base/time.ts';

export interface Zone {
  /** Milliseconds that the zone is ahead of UTC at this moment. */
  offsetAt(utcMs: number): number;
  /** A time repeated in autumn is the first one; a time skipped in spring is moved on by the hour that was skipped. */
  toUtc(localMs: number): number;
}

const AT_UTC = new Set(['UTC', 'GMT', 'Etc/UTC', 'Z']);

const zones = new Map<string, Zone>();

/** @param name IANA name, UTC, or a fixed offset such as +08:00.  @throws InputError 'bad-option': no such zone. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    const fixed = AT_UTC.has(name) ? 0 : fixedOffset(name);
    zone = fixed === undefined ? namedZone(name) : { offsetAt: () => fixed, toUtc: (localMs) => localMs - fixed };
    zones.set(name, zone);
  }
  return zone;
}

function fixedOffset(name: string): number | undefined {
  const found = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(name);
  if (!found) return undefined;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) * MINUTE_MS;
}

/** Zones change their offset at most once in so many days (Ramadan pauses last about thirty). */
const STEP_MS = 10 * DAY_MS;
/** Length of the stretches that are looked at together; about a year. */
const SPAN_MS = 37 * STEP_MS;

interface Span {
  /** Moments from which the offsets hold, ascending. */
  from: number[];
  offset: number[];
}

function namedZone(name: string): Zone {
  const ask = asker(name);
  const spans = new Map<number, Span>();
  let at = NaN;
  let span: Span = { from: [], offset: [] };

  function load(index: number): Span {
    const known = spans.get(index);
    if (known) return known;
    const start = index * SPAN_MS;
    const made: Span = { from: [start], offset: [ask(start)] };
    for (let step = start; step < start + SPAN_MS; step += STEP_MS) {
      const before = ask(step);
      const after = ask(step + STEP_MS);
      if (before === after) continue;
      // find the minute of the change
      let low = step;
      let high = step + STEP_MS;
      while (high - low > MINUTE_MS) {
        const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
        if (ask(middle) === before) low = middle;
        else high = middle;
      }
      made.from.push(high);
      made.offset.push(after);
    }
    spans.set(index, made);
    return made;
  }

  function offsetAt(utcMs: number): number {
    if (!Number.isFinite(utcMs)) return NaN;
    const index = Math.floor(utcMs / SPAN_MS);
    if (index !== at) {
      span = load(index);
      at = index;
    }
    let i = span.from.length - 1;
    while (i > 0 && span.from[i]! > utcMs) i--;
    return span.offset[i]!;
  }

  function toUtc(localMs: number): number {
    const before = offsetAt(localMs - DAY_MS);
    const after = offsetAt(localMs + DAY_MS);
    if (before === after) return localMs - before;
    const early = localMs - Math.max(before, after);
    const late = localMs - Math.min(before, after);
    if (early + offsetAt(early) === localMs) return early;
    if (late + offsetAt(late) === localMs) return late;
    return localMs - before; // skipped: the clock that did not yet know of the change
  }

  return { offsetAt, toUtc };
}

function asker(name: string): (utcMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
  } catch (error) {
    throw new InputError(
      'bad-option',
      `Time zone must be an IANA name such as Asia/Shanghai, got "${name}".`,
      { zone: name },
      error,
    );
  }
  return (utcMs) => {
    const text = format.format(utcMs);
    const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(text);
    if (!found?.[1]) return 0;
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
    return (found[1] === '-' ? -1000 : 1000) * seconds;
  };
}
