/** A mark in words: the people it draws. */
import type { Mark } from '../../core/api/contract.ts';
import type { T } from '../i18n/t.ts';
import type { Format } from '../ui/format.ts';

/** Titles seen in lists, so that a mark of a content can be named. */
const titles = new Map<number, string>();
export const rememberTitle = (contentNo: number, title: string | null): void => {
  if (title) titles.set(contentNo, title);
};

export function markText(mark: Mark, t: T, format: Format): string {
  if (mark.of === 'content') {
    const title = titles.get(mark.contentNo);
    return title ? t('mark.content.titled', { title }) : t('mark.content.numbered', { n: mark.contentNo });
  }
  const period = format.period(mark.grain, mark.start);
  if (mark.of === 'cohort') {
    if (mark.period === 0) return t('mark.cohort.entry', { period });
    return t(`mark.cohort.${mark.grain}`, { period, count: mark.period, n: mark.period });
  }
  return t(`mark.${mark.of}.text`, { period });
}
