import { InputError } from '../../base/errors.ts';
import type { Result } from '../../base/result.ts';
import { periodsOf } from '../../kernel/calendar.ts';
import { wilson } from '../../kernel/interval.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import { addFeeling, countGroups, groupsOf, meanOf, noFeeling } from './countGroups.ts';
import { periodBefore } from './describeTopics.ts';
import { countedTexts, daysOfTexts, isoDay, type ScopedTexts, type VoiceScope, voiceOptions } from './inScope.ts';
import { type Pick, quotesOf } from './quotes.ts';
import { keyLike, type Reading, type ReadOptions, readTexts } from './readTexts.ts';
import type { About, Feelings, VoiceOne } from './types.ts';
import { type Split, whoSays } from './whoSays.ts';

export interface OneQuestion extends VoiceScope, ReadOptions {
  about: About;
  key: string;
  pick: Pick;
  limit: number;
  offset: number;
}

/** Everything about one topic or theme: its weeks, who says it, and texts that stand for it.
 *  @throws InputError not-found: no such topic or theme */
export function describeOne(
  data: Dataset,
  question: OneQuestion,
  splits: readonly Split[],
  feelings: Feelings | null = null,
): Result<VoiceOne> {
  const { about, key, pick, limit, offset } = question;
  const reading = readTexts(data, question);
  const from = fromOf(data, `voice-${about}/1`, reading.corpus.texts.size, { ...voiceOptions(question), about, key, pick });
  if (reading.corpus.texts.size === 0) return unavailable('no-texts', 0, 1, from);
  if (about === 'topic' && reading.found.kind === 'too-few')
    return unavailable('too-few-texts', reading.found.have, reading.found.need, from);
  const { of, groups } = groupsOf(reading, about);
  const name = keyLike(
    key,
    groups.map((g) => g.key),
  );
  const g = groups.findIndex((group) => group.key === name);
  if (g < 0)
    throw new InputError(
      'not-found',
      `There is no ${about} "${key}". There are: ${groups.map((group) => group.key).join(', ')}.`,
      { key },
    );
  const scoped = countedTexts(data, reading, question);
  const counted = countGroups(reading, about, scoped, periodBefore(data, reading, question, scoped), feelings);
  const own = scoped.at.filter((i) => of[i] === g);
  const { memberNo } = reading.corpus.texts;
  const people = (list: readonly number[]) => new Set(list.map((i) => memberNo[i]!).filter((m) => m > 0));
  return {
    kind: 'voice-one',
    group: counted.groups.find((group) => group.key === name)!,
    weeks: weeksOf(data, reading, scoped, of, g, feelings),
    who: whoSays(people(scoped.at), people(own), splits),
    quotes: quotesOf(data, reading, about, own, { pick, limit, offset }),
    total: own.length,
    from,
  };
}

function weeksOf(
  data: Dataset,
  reading: Reading,
  { at, day, firstDay, lastDay }: ScopedTexts,
  of: Int16Array,
  g: number,
  feelings: Feelings | null,
): VoiceOne['weeks'] {
  const { calendar } = daysOfTexts(data, reading.corpus.texts);
  if (!calendar) return [];
  const periods = periodsOf(calendar, 'week');
  const week = (d: number) => periods.ofDay[d - calendar.firstDay]!;
  const first = week(Math.max(firstDay, calendar.firstDay));
  const last = week(Math.min(lastDay, calendar.firstDay + calendar.days - 1));
  const texts = new Int32Array(last - first + 1);
  const all = new Int32Array(last - first + 1);
  const feeling = Array.from(texts, noFeeling);
  for (const i of at) {
    if (Number.isNaN(day[i]!)) continue;
    const w = week(day[i]!) - first;
    all[w]!++;
    if (of[i] !== g) continue;
    texts[w]!++;
    if (feelings) addFeeling(feeling[w]!, feelings, i);
  }
  return Array.from(texts, (n, w) => {
    const [low, high] = wilson(n, all[w]!);
    const start = periods.firstDay[first + w]!;
    return {
      start: isoDay(start),
      texts: n,
      of: all[w]!,
      share: all[w] === 0 ? 0 : n / all[w]!,
      low,
      high,
      isComplete: start >= firstDay && periods.endDay[first + w]! - 1 <= lastDay,
      feeling: feelings ? meanOf(feeling[w]!).mean : null,
    };
  });
}
