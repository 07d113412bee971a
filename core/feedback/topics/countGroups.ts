/** Texts counted by group: size, share, change, people, feeling. */
import { benjaminiHochberg } from '../../kernel/compare/adjust.ts';
import { newcombe, shareP } from '../../kernel/compare/proportions.ts';
import { wilson } from '../../kernel/interval.ts';
import { isoDay, type ScopedTexts } from './inScope.ts';
import type { Reading } from './readTexts.ts';
import type { About, Feeling, Feelings, ShareChange, VoiceCounts, VoiceGroup } from './types.ts';

/** Without a period of its own, the last four weeks are set beside the four before. */
const CHANGE_DAYS = 28;

/** Group of each text of the workspace, and what the groups are called. */
export function groupsOf(
  reading: Reading,
  about: About,
): { of: Int16Array; groups: Pick<VoiceGroup, 'key' | 'zh' | 'en' | 'origin' | 'terms'>[] } {
  if (about === 'topic')
    return {
      of: reading.topic,
      groups: reading.topics.map((t) => ({ key: t.key, zh: t.key, en: t.key, origin: t.origin, terms: t.terms })),
    };
  return {
    of: reading.themes.theme,
    groups: reading.preference.themes.map((t) => ({ key: t.key, zh: t.zh, en: t.en, origin: 'list', terms: [] })),
  };
}

/** @param scoped the scope, and `before`: the period before it, to compare with; null = by halves of the last eight weeks of the scope */
export function countGroups(
  reading: Reading,
  about: About,
  scoped: ScopedTexts,
  before: ScopedTexts | null,
  feelings: Feelings | null,
): VoiceCounts {
  const { of, groups } = groupsOf(reading, about);
  const { texts } = reading.corpus;
  const { at, day } = scoped;
  const n = groups.length;
  const count = new Int32Array(n);
  const people: Set<number>[] = groups.map(() => new Set());
  const all = new Set<number>();
  const aspects = groups.map((_, g) => new Int32Array(about === 'theme' ? reading.preference.themes[g]!.aspects.length : 0));
  const feeling = groups.map(noFeeling);
  let ungrouped = 0;
  for (const i of at) {
    const member = texts.memberNo[i]!;
    if (member > 0) all.add(member);
    const g = of[i]!;
    if (g < 0) {
      ungrouped++;
      continue;
    }
    count[g]!++;
    if (member > 0) people[g]!.add(member);
    if (about === 'theme' && reading.themes.aspect[i]! >= 0) aspects[g]![reading.themes.aspect[i]!]!++;
    if (feelings) addFeeling(feeling[g]!, feelings, i);
  }
  const changes = changesOf(of, n, scoped, before, day);
  return {
    texts: at.length,
    people: all.size,
    duplicates: scoped.duplicates,
    byStaff: scoped.byStaff,
    ungrouped,
    groups: groups
      .map((group, g): VoiceGroup => {
        const [low, high] = wilson(count[g]!, at.length);
        return {
          ...group,
          aspects: (about === 'theme' ? reading.preference.themes[g]!.aspects : [])
            .map((a, k) => ({ key: a.key, zh: a.zh, en: a.en, texts: aspects[g]![k]! }))
            .sort((a, b) => b.texts - a.texts),
          texts: count[g]!,
          share: at.length === 0 ? 0 : count[g]! / at.length,
          low,
          high,
          people: people[g]!.size,
          change: changes?.[g] ?? null,
          feeling: feelings ? meanOf(feeling[g]!) : null,
        };
      })
      .sort((a, b) => b.texts - a.texts || (a.key < b.key ? -1 : 1)),
    firstDay: isoDay(scoped.firstDay),
    lastDay: isoDay(scoped.lastDay),
    corrections: reading.corrections,
  };
}

function changesOf(
  of: Int16Array,
  n: number,
  scoped: ScopedTexts,
  before: ScopedTexts | null,
  day: Float64Array,
): ShareChange[] | null {
  const split = scoped.lastDay - CHANGE_DAYS + 1;
  const now = before ? scoped.at : scoped.at.filter((i) => day[i]! >= split);
  const past = before ? before.at : scoped.at.filter((i) => day[i]! < split && day[i]! >= split - CHANGE_DAYS);
  if (now.length === 0 || past.length === 0) return null;
  const days = before ? scoped.lastDay - scoped.firstDay + 1 : CHANGE_DAYS;
  const inNow = new Int32Array(n);
  const inPast = new Int32Array(n);
  for (const i of now) if (of[i]! >= 0) inNow[of[i]!]!++;
  for (const i of past) if (of[i]! >= 0) inPast[of[i]!]!++;
  const p = benjaminiHochberg(Array.from(inNow, (x, g) => shareP(x, now.length, inPast[g]!, past.length).p));
  return Array.from(inNow, (texts, g) => {
    const [low, high] = newcombe(texts, now.length, inPast[g]!, past.length);
    return {
      days,
      texts,
      of: now.length,
      before: inPast[g]!,
      ofBefore: past.length,
      difference: texts / now.length - inPast[g]! / past.length,
      low,
      high,
      p: p[g]!,
    };
  });
}

export const noFeeling = () => ({ judged: 0, negative: 0, neutral: 0, positive: 0, sum: 0 });

export function addFeeling(to: ReturnType<typeof noFeeling>, feelings: Feelings, i: number): void {
  if (Number.isNaN(feelings.score[i]!)) return;
  to.judged++;
  to.sum += feelings.score[i]!;
  const label = feelings.label[i]!;
  if (label === 0) to.negative++;
  else if (label === 1) to.neutral++;
  else if (label === 2) to.positive++;
}

export const meanOf = ({ sum, ...counts }: ReturnType<typeof noFeeling>): Feeling => ({
  ...counts,
  mean: counts.judged === 0 ? null : sum / counts.judged,
});
