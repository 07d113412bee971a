import type { Share } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Interval } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './ProfilesPage.module.css';
import { type Classes, classColour, className } from './toSharesView.ts';

/** A class as one bar, and under it how many members each part has, with its interval. */
export function ShareBar({
  trait,
  shares,
  label,
  hintOf,
  onOpen,
}: {
  trait: Classes;
  shares: readonly Share[];
  label: string;
  hintOf?: (value: string) => string | undefined;
  /** Absent while other settings are tried: those people are in no class yet. */
  onOpen?: ((value: string) => void) | undefined;
}) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const colour = (i: number) => classColour(theme, trait, i, shares.length);
  return (
    <>
      <div className={styles.stack} aria-hidden="true">
        {shares.map((share, i) =>
          share.members > 0 ? (
            <span
              key={share.value}
              style={{ flexGrow: share.members, background: colour(i) }}
              title={`${className(trait, share.value, t)} ${format.percent(share.share)}`}
            />
          ) : null,
        )}
      </div>
      <SmallTable
        label={label}
        rows={shares}
        rowKey={(share) => share.value}
        onOpen={onOpen ? (share) => onOpen(share.value) : undefined}
        openLabel={(share) =>
          t('profiles.shares.open', {
            name: className(trait, share.value, t),
            count: share.members,
            n: format.int(share.members),
          })
        }
        columns={[
          {
            name: t('profiles.column.class'),
            cell: (share) => (
              <span className={styles.class} title={hintOf?.(share.value)}>
                <i style={{ background: colour(shares.indexOf(share)) }} />
                {className(trait, share.value, t)}
              </span>
            ),
          },
          { name: t('profiles.column.members'), isNumeric: true, cell: (share) => format.int(share.members) },
          {
            name: t('profiles.column.share'),
            hint: t('profiles.column.interval-define'),
            isNumeric: true,
            cell: (share) => (
              <Interval rate={share.share} low={share.low} high={share.high} label={format.interval(share.low, share.high)} />
            ),
          },
        ]}
      />
    </>
  );
}
