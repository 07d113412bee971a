import type { ProfilesOverview } from '../../../core/api/contract.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { isLog, type MeasureRow, measureValue, stripOf } from './measures.ts';
import styles from './ProfilesPage.module.css';

const NUMBERS = ['min', 'q25', 'median', 'q75', 'max', 'mean'] as const;

/** Every measure: how it is spread, how often it is not known, how many values are far out. */
export function SpreadTable({ profiles }: { profiles: ProfilesOverview }) {
  const t = useT();
  const format = useFormat();
  return (
    <SmallTable<MeasureRow>
      label={t('profiles.spread.title')}
      rows={profiles.measures}
      rowKey={(row) => row.name}
      columns={[
        {
          name: t('profiles.column.measure'),
          cell: (row) => {
            const hint = wordFor(t, 'measureHint', row.name);
            return (
              <span className={hint === row.name ? undefined : styles.defined} title={hint === row.name ? undefined : hint}>
                {wordFor(t, 'measure', row.name)}
              </span>
            );
          },
        },
        {
          name: t('profiles.column.spread'),
          hint: t('profiles.column.spread-define'),
          width: 240,
          cell: (row) => <Strip row={row} />,
        },
        ...NUMBERS.map((n) => ({
          name: t(`profiles.number.${n}`),
          hint: t(`profiles.number.${n}-define`),
          isNumeric: true,
          cell: (row: MeasureRow) =>
            n === 'median' ? <strong>{measureValue(row.unit, row[n], format)}</strong> : measureValue(row.unit, row[n], format),
        })),
        {
          name: t('profiles.column.missing'),
          hint: t('profiles.column.missing-define'),
          isNumeric: true,
          cell: (row) => (row.missing === 0 ? '0' : format.percent(row.missing / Math.max(1, profiles.members))),
        },
        {
          name: t('profiles.column.outliers'),
          hint: t('profiles.column.outliers-define'),
          isNumeric: true,
          cell: (row) => (
            <span
              title={t('profiles.spread.fence', {
                low: measureValue(row.unit, within(row.fence.low, row.min, Math.max), format),
                high: measureValue(row.unit, within(row.fence.high, row.max, Math.min), format),
              })}
            >
              {format.int(row.outliers)}
            </span>
          ),
        },
      ]}
    />
  );
}

/** A fence that no value reaches ends where the values do; null when there is none. */
const within = (fence: number | null, edge: number | null, pick: (a: number, b: number) => number): number | null =>
  fence === null || edge === null ? null : pick(fence, edge);

function Strip({ row }: { row: MeasureRow }) {
  const t = useT();
  const format = useFormat();
  const strip = stripOf(row);
  if (!strip) return <span className={styles.still}>{t('profiles.spread.flat')}</span>;
  const percent = (share: number) => `${share * 100}%`;
  return (
    <span
      className={styles.strip}
      role="img"
      aria-label={t('profiles.spread.mark', {
        name: wordFor(t, 'measure', row.name),
        q25: measureValue(row.unit, row.q25, format),
        median: measureValue(row.unit, row.median, format),
        q75: measureValue(row.unit, row.q75, format),
      })}
      title={isLog(row) ? t('profiles.spread.log') : undefined}
    >
      <span className={styles.range} />
      <span className={styles.box} style={{ left: percent(strip.q25), width: `max(2px, ${percent(strip.q75 - strip.q25)})` }} />
      <span className={styles.median} style={{ left: percent(strip.median) }} />
      <span className={styles.mean} style={{ left: percent(strip.mean) }} />
    </span>
  );
}
