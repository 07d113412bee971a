/** Answers, groups and scores in words. */
import type { CrossTable, KanoClass, Mark, QuestionResult, SurveyCross, Words } from '../../../core/api/contract.ts';
import { rememberAnswer } from '../../app/marks.ts';
import { attributeValue, type T, wordFor } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

export type SurveyMark = Extract<Mark, { of: 'survey' }>;

/** What a chart of a survey needs besides the question. */
export interface SurveyPlace {
  surveyId: number;
  /** Nobody of the respondents is known: then a mark opens no members. */
  hasPeople: boolean;
}

/** The mark of an answer, remembered with its words. */
export function answerMark(
  place: SurveyPlace,
  questionId: number,
  option: string | null,
  label: string,
  row: string | null = null,
): SurveyMark | undefined {
  if (!place.hasPeople) return undefined;
  const mark: SurveyMark = { of: 'survey', surveyId: place.surveyId, questionId, option, row };
  if (option !== null) rememberAnswer(mark, label);
  return mark;
}

const NPS_GROUPS = ['promoters', 'passives', 'detractors'] as const;
export type NpsGroup = (typeof NPS_GROUPS)[number];

export const npsGroup = (t: T, group: NpsGroup): string => t(`surveys.nps.${group}`);

/** +38, −5: a share of all as a score of hundred. */
export const score = (format: Format, value: number): string => format.signed(Math.round(value * 100));
export const scoreRange = (format: Format, low: number, high: number): string =>
  `${score(format, low)}${format.locale === 'en' ? ' to ' : '至'}${score(format, high)}`;

/** An answer of a question in words: the groups of a score have no label of their own. */
export function answerWords(t: T, kind: QuestionResult['kind'] | 'group', row: { key: string; label: string }): string {
  return (kind === 'nps' || kind === 'group') && (NPS_GROUPS as readonly string[]).includes(row.key)
    ? npsGroup(t, row.key as NpsGroup)
    : row.label;
}

/** A group of a cross-tab in words. */
export function groupWords(t: T, format: Format, cross: SurveyCross, by: string, group: { key: string; label: string }): string {
  if (cross.by.questionId !== null) return answerWords(t, 'group', group);
  if (by.startsWith('segment:')) return t(group.key === 'in' ? 'surveys.cross.in' : 'surveys.cross.out', { name: cross.by.name });
  return attributeValue(t, format.locale, by, group.label);
}

/** What the test says, in a sentence. */
export function verdict(t: T, format: Format, table: CrossTable, tables: number): string {
  const { test } = table;
  if (!test) return t('surveys.cross.untested');
  const p = pText(format, test.holm);
  if (test.holm > 0.05)
    return t(tables > 1 ? 'surveys.cross.alike-of' : 'surveys.cross.alike', { p, n: format.int(tables), count: tables });
  const size = t(`surveys.cross.${test.strength}`);
  return t(tables > 1 ? 'surveys.cross.differ-of' : 'surveys.cross.differ', {
    p,
    size,
    v: format.number(test.cramersV, 2),
    n: format.int(tables),
    count: tables,
  });
}

export const pText = (format: Format, p: number): string => (p < 0.001 ? '< 0.001' : format.number(p, 3));

export const kanoName = (t: T, kind: KanoClass): string => t(`surveys.kano.class-${kind.toLowerCase() as Lowercase<KanoClass>}`);

export const facetName = (t: T, name: string): string => wordFor(t, 'facet', name);
export const inLanguage = (words: Words, format: Format): string => (format.locale === 'en' ? words.en : words.zh);

/** A question by its number and words; a number that the survey's author wrote is not repeated. */
export const questionTitle = (t: T, { position, text }: { position: number; text: string }): string =>
  /^\s*q?\s*\d+\s*[、.．:：)）]/i.test(text) ? text : t('surveys.question.title', { n: position, text });

const LEAST_PREFIX = 6;

/** Labels without the words that all of them begin with: in a narrow column only the end tells them apart. */
export function shortLabels(labels: readonly string[]): string[] {
  const first = labels[0] ?? '';
  let end = first.length;
  for (const label of labels) while (!label.startsWith(first.slice(0, end))) end--;
  const cut = Math.max(first.lastIndexOf(' ', end - 1), first.lastIndexOf('：', end - 1), first.lastIndexOf(':', end - 1)) + 1;
  if (labels.length < 2 || cut < LEAST_PREFIX || labels.some((label) => label.length === cut)) return [...labels];
  return labels.map((label) => `…${label.slice(cut)}`);
}
