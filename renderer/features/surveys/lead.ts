/** The figures of a question in a sentence: what it says, of how many. */
import type { QuestionResult } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../chart/types.ts';
import { score, scoreRange } from './words.ts';

export function lead({ figures, answered, reached }: QuestionResult, { t, format }: ChartWords): string {
  const parts: string[] = [];
  const range = (low: number | null, high: number | null, digits = 2) =>
    low === null || high === null ? '—' : `${format.number(low, digits)}–${format.number(high, digits)}`;
  if (figures?.type === 'nps')
    parts.push(
      t('surveys.lead.nps', {
        score: score(format, figures.score.value),
        interval: scoreRange(format, figures.score.low, figures.score.high),
      }),
    );
  if (figures?.type === 'scale') {
    parts.push(
      t('surveys.lead.mean', {
        mean: format.number(figures.mean.value, 2),
        interval: range(figures.mean.low, figures.mean.high),
        median: format.number(figures.median, 1),
      }),
      t('surveys.lead.top', {
        levels: figures.top.levels,
        share: format.percent(figures.top.share),
        interval: format.interval(figures.top.low, figures.top.high),
        count: figures.top.levels,
      }),
      t('surveys.lead.net', {
        net: score(format, figures.net.value),
        interval: scoreRange(format, figures.net.low, figures.net.high),
      }),
    );
  }
  if (figures?.type === 'choice' && figures.isMulti)
    parts.push(t('surveys.lead.multi', { each: format.number(figures.perPerson, 1) }));
  if (figures?.type === 'ranking') parts.push(t('surveys.lead.ranking'));
  if (figures?.type === 'number')
    parts.push(
      t('surveys.lead.number', {
        mean: format.number(figures.mean.value, 2),
        interval: range(figures.mean.low, figures.mean.high),
        median: format.number(figures.median, 1),
        low: format.number(figures.lowerQuartile, 1),
        high: format.number(figures.upperQuartile, 1),
      }),
    );
  if (figures?.type === 'text')
    parts.push(
      t('surveys.lead.text', { share: format.percent(figures.written.share), length: format.int(figures.medianLength) }),
    );
  parts.push(t('surveys.lead.answers', { n: format.int(answered), count: answered }));
  if (reached > answered) parts.push(t('surveys.lead.skipped', { n: format.int(reached - answered), count: reached - answered }));
  return parts.join(t('surveys.page.and'));
}
