/** What groups are made of, in words and figures. */
import { type T, wordFor } from '../../i18n/t.ts';
import type { Format } from '../../ui/format.ts';

const SHARE = 'share.';

export const isShare = (feature: string): boolean => feature.startsWith(SHARE);

export function featureName(feature: string, t: T): string {
  return isShare(feature)
    ? t('clusters.feature.share', { kind: wordFor(t, 'kind', feature.slice(SHARE.length)) })
    : wordFor(t, 'measure', feature);
}

/** The definition, where the name does not say it. */
export function featureHint(feature: string, t: T): string | undefined {
  if (isShare(feature)) return t('clusters.feature.share-define');
  const hint = wordFor(t, 'measureHint', feature);
  return hint === feature ? undefined : hint;
}

export function featureValue(unit: string, value: number | null, format: Format): string {
  if (value === null || !Number.isFinite(value)) return '—';
  if (unit === 'share') return format.percent(value);
  if (unit === 'change') return format.signedPercent(value, 0);
  if (unit === 'money') return format.amount(Math.round(value));
  return format.number(value, Math.abs(value) < 10 ? 1 : 0);
}
