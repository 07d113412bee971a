/** A mark in words: the people it draws. */
import type { Mark } from '../../core/api/contract.ts';
import { type T, wordFor } from '../i18n/t.ts';
import type { Format } from '../ui/format.ts';

/** Titles seen in lists, so that a mark of a content can be named. */
const titles = new Map<number, string>();
export const rememberTitle = (contentNo: number, title: string | null): void => {
  if (title) titles.set(contentNo, title);
};

/** Answers seen on a page: a mark holds their keys only. */
const answers = new Map<string, string>();
const answerKey = ({ surveyId, questionId, option, row }: SurveyMark): string =>
  JSON.stringify([surveyId, questionId, option, row]);
type SurveyMark = Extract<Mark, { of: 'survey' }>;
export const rememberAnswer = (mark: SurveyMark, label: string): void => {
  answers.set(answerKey(mark), label);
};

function surveyMarkText(mark: SurveyMark, t: T): string {
  if (mark.questionId === null) return t('mark.survey.all');
  const label = answers.get(answerKey(mark)) ?? [mark.row, mark.option].filter((part) => part !== null).join(' / ');
  return label === '' ? t('mark.survey.question') : t('mark.survey.answer', { answer: label });
}

export function markText(mark: Mark, t: T, format: Format): string {
  if (mark.of === 'content') {
    const title = titles.get(mark.contentNo);
    return title ? t('mark.content.titled', { title }) : t('mark.content.numbered', { n: mark.contentNo });
  }
  switch (mark.of) {
    case 'retention': {
      if (mark.group) {
        const { group, ...rest } = mark;
        return t('retention.mark.group', { text: markText(rest, t, format), value: retentionGroup(group, t) });
      }
      const period = format.period(mark.definition.cohort, mark.start);
      if (mark.period === null) return t('mark.retention.text', { period });
      if (mark.to !== undefined && mark.to !== mark.period)
        return t('mark.retention.bracket', { period, from: mark.period, to: mark.to });
      return t('mark.retention.cell', { period, n: mark.period });
    }
    case 'funnel':
      return t(mark.isDropped ? 'mark.funnel.dropped' : 'mark.funnel.text', { n: mark.step });
    case 'path': {
      const from = wordFor(t, 'kind', mark.fromKind);
      return mark.toKind === null
        ? t('mark.path.end', { from })
        : t('mark.path.text', { from, to: wordFor(t, 'kind', mark.toKind) });
    }
    case 'power':
      return t('mark.power.text', { day: format.day(mark.end), width: mark.width ?? 28, n: mark.days });
    case 'flow': {
      const period = format.period(mark.grain, mark.start);
      const to = t(`mark.flow.${mark.to}`);
      return mark.from === null
        ? t('mark.flow.text', { period, to })
        : t('mark.flow.between', { period, from: t(`mark.flow.${mark.from}`), to });
    }
    case 'moved':
      return mark.trait === null
        ? t('mark.moved.new')
        : t(`mark.moved.${mark.direction}`, { value: wordFor(t, 'value', mark.value) });
    case 'renewal':
      return t(`mark.renewal.${mark.end}`, { plan: mark.plan === null ? '' : wordFor(t, 'value', mark.plan) });
    case 'network':
      return t(`mark.network.${mark.what}`);
    case 'cluster':
      return t('mark.cluster.text', { n: mark.cluster + 1 });
    case 'survey':
      return surveyMarkText(mark, t);
    case 'card':
      return t('mark.card.text');
    case 'rule':
      return t('mark.rule.text');
  }
  const period = format.period(mark.grain, mark.start);
  if (mark.of === 'cohort') {
    if (mark.period === 0) return t('mark.cohort.entry', { period });
    return t(`mark.cohort.${mark.grain}`, { period, count: mark.period, n: mark.period });
  }
  return t(`mark.${mark.of}.text`, { period });
}

/** A group of a breakdown in words: the value of an attribute or class; in or out of a segment. */
function retentionGroup({ by, value }: { by: string; value: string }, t: T): string {
  if (by.startsWith('segment:')) return t(value === 'in' ? 'retention.group.in' : 'retention.group.out');
  return wordFor(t, 'value', value);
}
