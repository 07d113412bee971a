/** A measure's values in words, and where they stand on their own scale. */
import type { MeasureName, MeasureUnit, ProfilesOverview } from '../../../core/api/contract.ts';
import type { Format } from '../../ui/format.ts';

export type MeasureRow = ProfilesOverview['measures'][number];

export function measureValue(unit: MeasureUnit, value: number | null, format: Format): string {
  if (value === null || !Number.isFinite(value)) return '—';
  if (unit === 'share') return format.percent(value);
  if (unit === 'change') return format.signedPercent(value, 0);
  if (unit === 'money') return format.amount(Math.round(value));
  return format.number(value, Math.abs(value) < 10 ? 1 : 0);
}

/** Counts, money and points have long tails: their strips are drawn on log(1 + value). */
export const isLog = ({ name, unit }: { name: MeasureName; unit: MeasureUnit }): boolean =>
  unit !== 'share' && unit !== 'change' && name !== 'tenureDays';

/** The five numbers and the mean on 0..1 between the smallest and the largest; null when nothing is known, or all are equal. */
export function stripOf(row: MeasureRow): { q25: number; median: number; q75: number; mean: number } | null {
  const { min, q25, median, q75, max, mean } = row;
  if (min === null || q25 === null || median === null || q75 === null || max === null || mean === null || max <= min) return null;
  const to = (v: number) => (isLog(row) ? Math.log1p(Math.max(0, v)) : v);
  const at = (v: number) => (to(v) - to(min)) / (to(max) - to(min));
  return { q25: at(q25), median: at(median), q75: at(q75), mean: at(mean) };
}
