import type { Result } from '../../base/result.ts';
import { dayNumber, isoDay as iso } from '../../kernel/calendar.ts';
import { TEXT_ITEMS } from '../../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import { countGroups } from './countGroups.ts';
import { countedTexts, type ScopedTexts, type VoiceScope, voiceOptions } from './inScope.ts';
import { type Reading, type ReadOptions, readTexts } from './readTexts.ts';
import { SOURCES } from './themes.ts';
import type { Assignment, Feelings, Topics } from './types.ts';

export interface TopicsQuestion extends VoiceScope, ReadOptions {
  /** Also one entry per text. */
  withTexts?: boolean;
}

/** What do members talk about, how much, and is it more than before?
 *  Topics are found (see findTopics), named, and learned from corrections (see learnTopics). Each text that says the same as another counts once;
 *  what the staff wrote is not counted. Change: the last 28 days beside the 28 before, or the period of the scope beside the one of equal length before.
 *  When not to trust it: shares are of the texts, not of the members; a topic's number is that of one factorisation (`candidates` shows the others).
 *  @returns topics by size, largest first; with `assignments` for every text, also of staff and copies, in the order of the stream
 *  Cost: see readTexts. */
export function describeTopics(data: Dataset, question: TopicsQuestion, feelings: Feelings | null = null): Result<Topics> {
  const { withTexts = false, k = null, signals = 'all', seed = 1, sample = [] } = question;
  const reading = readTexts(data, question);
  const options = { ...voiceOptions(question), k, signals, corrections: reading.corrections.topic + sample.length };
  const { found } = reading;
  const from = { ...fromOf(data, 'topics/1', reading.corpus.texts.size, options), seed };
  if (found.kind === 'too-few') return unavailable('too-few-texts', found.have, found.need, from);
  const scoped = countedTexts(data, reading, question);
  return {
    kind: 'topics',
    ...countGroups(reading, 'topic', scoped, periodBefore(data, reading, question, scoped), feelings),
    k: found.k,
    candidates: found.candidates,
    assignments: withTexts ? assignmentsOf(reading) : null,
    from,
  };
}

/** The period of equal length before the scope's; null when the scope has no period of its own. */
export function periodBefore(data: Dataset, reading: Reading, scope: VoiceScope, scoped: ScopedTexts): ScopedTexts | null {
  if (!scope.from) return null;
  const from = dayNumber(scope.from);
  const days = scoped.lastDay - from + 1;
  if (days <= 0) return null;
  return countedTexts(data, reading, { people: scope.people ?? null, from: iso(from - days), to: iso(from - 1) });
}

const rounded = (v: number) => Math.round(v * 1000) / 1000;

export function assignmentsOf(reading: Reading): Assignment[] {
  const { corpus, topics, topic, confidence, source, themes, preference } = reading;
  const { texts, keys } = corpus;
  const out: Assignment[] = [];
  for (let i = 0; i < texts.size; i++) {
    if (!texts.isWritten[i]) continue;
    const theme = preference.themes[themes.theme[i]!];
    out.push({
      item: TEXT_ITEMS[texts.item[i]!]!,
      no: texts.no[i]!,
      key: keys[i]!,
      topic: topics[topic[i]!]?.key ?? null,
      confidence: rounded(confidence[i]!),
      from: SOURCES[source[i]!]!,
      theme: theme?.key ?? null,
      aspect: theme?.aspects[themes.aspect[i]!]?.key ?? null,
      themeConfidence: rounded(themes.confidence[i]!),
      themeFrom: SOURCES[themes.source[i]!]!,
    });
  }
  return out;
}
