/** The texts a question looks at: written by members, in some days, each near-duplicate once. */
import { InputError } from '../../base/errors.ts';
import { type Calendar, calendarOf, dayIndex, dayNumber, isoDay } from '../../kernel/calendar.ts';
import type { People, Texts } from '../../scope/index.ts';
import type { Dataset } from '../../store/dataset.ts';
import { staffNumbers } from './queries.ts';
import type { Reading } from './readTexts.ts';

/** Days and people; the kinds of events of a scope do not matter to texts. */
export interface VoiceScope {
  from?: string | null;
  to?: string | null;
  people?: People | null;
}

export interface ScopedTexts {
  /** Counted texts, by their place among all texts, in order of the stream. */
  at: number[];
  /** Local day number of every text of the workspace; NaN = time not known. */
  day: Float64Array;
  /** First and last day of the scope: as asked, else of the texts. */
  firstDay: number;
  lastDay: number;
  /** Left out because the same stands there already. */
  duplicates: number;
  /** Left out because staff wrote them. */
  byStaff: number;
}

const days = new WeakMap<Dataset, { day: Float64Array; calendar: Calendar | null }>();

/** Local day of every text. @returns NaN where the time is not known. */
export function daysOfTexts(data: Dataset, texts: Texts): { day: Float64Array; calendar: Calendar | null } {
  const known = days.get(data);
  if (known) return known;
  let first = Infinity;
  let last = -Infinity;
  for (const ms of texts.atMs) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  const calendar = first <= last ? calendarOf(data.zone, Math.floor(first / 1000), Math.floor(last / 1000)) : null;
  const day = texts.atMs.length > 0 ? new Float64Array(texts.size).fill(Number.NaN) : new Float64Array(0);
  if (calendar)
    for (let i = 0; i < texts.size; i++) {
      const ms = texts.atMs[i]!;
      if (!Number.isNaN(ms)) day[i] = calendar.firstDay + dayIndex(calendar, Math.floor(ms / 1000));
    }
  const made = { day, calendar };
  days.set(data, made);
  return made;
}

/** @throws InputError bad-option: dates that are none, or in the wrong order */
export function countedTexts(data: Dataset, reading: Reading, scope: VoiceScope): ScopedTexts {
  const { texts } = reading.corpus;
  const { day, calendar } = daysOfTexts(data, texts);
  const from = scope.from ? checkedDay(scope.from, 'from') : -Infinity;
  const to = scope.to ? checkedDay(scope.to, 'to') : Infinity;
  if (from > to)
    throw new InputError(
      'bad-option',
      `The period should start before it ends, got ${scope.from} to ${scope.to}. Swap the dates.`,
      {
        from: scope.from ?? null,
        to: scope.to ?? null,
      },
    );
  const isStaff = new Uint8Array(data.columns.members + 1);
  for (const no of staffNumbers(data.db)) if (no < isStaff.length) isStaff[no] = 1;
  const seen = new Set<number>();
  const at: number[] = [];
  let duplicates = 0;
  let byStaff = 0;
  const isAllDays = from === -Infinity && to === Infinity;
  for (let i = 0; i < texts.size; i++) {
    if (!texts.isWritten[i] || !(isAllDays || (day[i]! >= from && day[i]! <= to))) continue;
    const member = texts.memberNo[i]!;
    if (scope.people && (member === 0 || scope.people.mask[member - 1] !== 1)) continue;
    if (isStaff[member] === 1) {
      byStaff++;
      continue;
    }
    const group = reading.same[i]!;
    if (group >= 0) {
      if (seen.has(group)) {
        duplicates++;
        continue;
      }
      seen.add(group);
    }
    at.push(i);
  }
  const firstText = calendar ? calendar.firstDay : 0;
  const lastText = calendar ? calendar.firstDay + calendar.days - 1 : 0;
  return {
    at,
    day,
    firstDay: from === -Infinity ? firstText : Math.max(from, firstText),
    lastDay: to === Infinity ? lastText : Math.min(to, lastText),
    duplicates,
    byStaff,
  };
}

function checkedDay(iso: string, name: string): number {
  const day = dayNumber(iso.slice(0, 10));
  if (Number.isNaN(day))
    throw new InputError('bad-option', `${name} should be a date such as 2026-11-24, got "${iso}".`, { [name]: iso });
  return day;
}

/** Options of a result: what was asked. */
export const voiceOptions = ({ from = null, to = null, people = null }: VoiceScope): Record<string, string | null> => ({
  from,
  to,
  ...(people ? { people: people.label } : {}),
});

export { isoDay };
