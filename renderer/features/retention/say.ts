/** A retention definition in words. */
import type { Basis, RetentionDefinition } from '../../../core/api/contract.ts';
import { type T, wordFor } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

export interface Splitting {
  by: string;
  isSegment: boolean;
}

/** What a column is called inside a sentence. */
export function columnName(t: T, { period }: Pick<RetentionDefinition, 'period'>, cell: { period: number; to?: number }): string {
  return cell.to === undefined || cell.to === cell.period
    ? t(`retention.column.${period}`, { n: cell.period })
    : t(`retention.range.${period}`, { from: cell.period, to: cell.to });
}

/** The definition as whole sentences, in order. */
export function definitionSentences(
  t: T,
  format: Format,
  definition: RetentionDefinition,
  basis: Basis,
  splitting: Splitting | null,
): string[] {
  const kinds = (names: string[]) =>
    format.list(names.map((name) => t('retention.define.kind', { kind: wordFor(t, 'kind', name) })));
  const { entry, mode, window, period } = definition;
  const returned = Array.isArray(definition.return)
    ? t('retention.define.return-kinds', { kinds: kinds(definition.return) })
    : t(definition.return === 'posts' ? 'retention.define.return-posts' : `retention.define.return-${basis}`);
  return [
    t(`retention.define.cohort-${definition.cohort}`, {
      entry: Array.isArray(entry)
        ? t('retention.define.entry-kinds', { kinds: kinds(entry) })
        : t(`retention.define.entry-${entry}`),
    }),
    t(`retention.define.${mode}-${window}`, {
      returned,
      calendar: t(`retention.calendar.${period}`),
      unit: t(`retention.unit.${period}`),
      hours: t(`retention.hours.${period}`),
    }),
    t(`retention.define.mean-${definition.mean}`),
    ...(splitting
      ? [t(splitting.isSegment ? 'retention.define.by-segment' : 'retention.define.by-attribute', { by: splitting.by })]
      : []),
  ];
}

/** How often a series without change looks so, in words. */
export const chanceText = (t: T, format: Format, p: number): string =>
  p <= 0.001 ? t('retention.trend.chance-least') : t('retention.trend.chance', { n: format.int(Math.round(p * 1000)) });
