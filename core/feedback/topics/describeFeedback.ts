import type { Result } from '../../base/result.ts';
import { dayIndex, periodsOf } from '../../kernel/calendar.ts';
import { calendarOfData, TEXT_FORMS } from '../../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import { countGroups, groupsOf } from './countGroups.ts';
import { periodBefore } from './describeTopics.ts';
import { emergingTerms } from './emergingTerms.ts';
import { countedTexts, daysOfTexts, isoDay, type VoiceScope, voiceOptions } from './inScope.ts';
import { type ReadOptions, readTexts } from './readTexts.ts';
import type { Feedback, Feelings, Signal } from './types.ts';

/** Ratings at or below this share of the largest one are low: two stars of five. */
const LOW_RATING = 0.4;
const SIGNAL_KINDS = ['refund', 'leave', 'unenrol', 'expire'] as const;

/** What do members tell us, in words and without?
 *  Words: texts by theme (see labelThemes), each near-duplicate once, without what the staff wrote; with the change beside the period before, and words
 *  that came up in the last week. Without words: ratings, low ratings, refunds, leaves, unenrolments and expiries per week.
 *  When not to trust it: themes are found by words, learned from them, and taken over along a thread; a text has one theme, the strongest.
 *  Cost: see readTexts. */
export function describeFeedback(
  data: Dataset,
  question: VoiceScope & ReadOptions,
  feelings: Feelings | null = null,
): Result<Feedback> {
  const reading = readTexts(data, question);
  const { texts } = reading.corpus;
  const from = fromOf(data, 'feedback/1', texts.size, { ...voiceOptions(question), corrections: reading.corrections.theme });
  const { calendar } = daysOfTexts(data, texts);
  if (texts.size === 0 || !calendar) return unavailable('no-texts', texts.size, 1, from);
  const scoped = countedTexts(data, reading, question);
  const counted = countGroups(reading, 'theme', scoped, periodBefore(data, reading, question, scoped), feelings);

  const { of, groups } = groupsOf(reading, 'theme');
  const periods = periodsOf(calendar, 'week');
  const weekOf = (day: number) => periods.ofDay[Math.min(Math.max(day - calendar.firstDay, 0), calendar.days - 1)]!;
  const first = weekOf(scoped.firstDay);
  const weeks = Math.max(0, weekOf(scoped.lastDay) - first + 1);
  const forms = new Int32Array(TEXT_FORMS.length);
  const themeWeeks = groups.map(() => new Array<number>(weeks).fill(0));
  for (const i of scoped.at) {
    forms[texts.form[i]!]!++;
    if (of[i]! >= 0 && !Number.isNaN(scoped.day[i]!)) themeWeeks[of[i]!]![weekOf(scoped.day[i]!) - first]!++;
  }
  const place = new Map(groups.map((g, i) => [g.key, i]));
  return {
    kind: 'feedback',
    ...counted,
    forms: TEXT_FORMS.map((form, f) => ({ form, texts: forms[f]! }))
      .filter((f) => f.texts > 0)
      .sort((a, b) => b.texts - a.texts),
    weeks: Array.from({ length: weeks }, (_, w) => isoDay(periods.firstDay[first + w]!)),
    themeWeeks: counted.groups.map((g) => themeWeeks[place.get(g.key)!]!),
    ...signalsOf(data, question, scoped, (day) => weekOf(day) - first, weeks),
    emerging: emergingTerms(data, reading, scoped),
    from,
  };

  function signalsOf(
    d: Dataset,
    { people = null }: VoiceScope,
    { day, firstDay, lastDay }: typeof scoped,
    week: (day: number) => number,
    n: number,
  ): Pick<Feedback, 'signals' | 'ratings'> {
    const isInside = (x: number) => x >= firstDay && x <= lastDay;
    const made = (name: Signal['name']): Signal => ({ name, weeks: new Array<number>(n).fill(0), total: 0 });
    const add = (signal: Signal, x: number) => {
      signal.weeks[week(x)]!++;
      signal.total++;
    };
    const [rating, low] = [made('rating'), made('low-rating')];
    const stars = [0, 0, 0, 0, 0];
    let sum = 0;
    for (let i = 0; i < texts.size; i++) {
      const r = texts.rating[i]!;
      if (Number.isNaN(r) || !isInside(day[i]!)) continue;
      const member = texts.memberNo[i]!;
      if (people && (member === 0 || people.mask[member - 1] !== 1)) continue;
      add(rating, day[i]!);
      if (r <= LOW_RATING + 1e-6) add(low, day[i]!);
      stars[Math.min(4, Math.max(0, Math.ceil(r * 5 - 1e-6) - 1))]!++;
      sum += r;
    }
    const byKind = new Map<number, Signal>();
    for (const name of SIGNAL_KINDS) {
      const code = d.kinds.find((k) => k.name === name && k.origin === 'observed')?.code;
      if (code !== undefined) byKind.set(code, made(name));
    }
    const span = calendarOfData(d);
    const { off, time, kind, members } = d.columns;
    if (span)
      for (let m = 0; m < members; m++) {
        if (people && people.mask[m] !== 1) continue;
        for (let e = off[m]!; e < off[m + 1]!; e++) {
          const signal = byKind.get(kind[e]!);
          if (!signal) continue;
          const x = span.calendar.firstDay + dayIndex(span.calendar, time[e]!);
          if (isInside(x)) add(signal, x);
        }
      }
    return {
      signals: [rating, low, ...byKind.values()].filter((s) => s.total > 0),
      ratings: { count: rating.total, mean: rating.total === 0 ? null : sum / rating.total, low: low.total, stars },
    };
  }
}
