import type { Rfm } from '../../../core/api/contract.ts';
import { heatColour } from '../../chart/heat.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './RfmPage.module.css';

const SCORES = [1, 2, 3, 4, 5] as const;

/** Recency against frequency: where the members stand, five scores by five. */
export function RfmGrid({ rfm }: { rfm: Rfm }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const top = Math.max(1, ...rfm.grid);
  return (
    <table className={styles.heat} aria-label={t('rfm.grid.title')}>
      <thead>
        <tr>
          <th scope="col">{t('rfm.grid.corner')}</th>
          {SCORES.map((f) => (
            <th key={f} scope="col">
              {t('rfm.grid.score', { name: wordFor(t, 'dimension', 'frequency'), n: f })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...SCORES].reverse().map((r) => (
          <tr key={r}>
            <th scope="row">{t('rfm.grid.score', { name: wordFor(t, 'dimension', 'recency'), n: r })}</th>
            {SCORES.map((f) => {
              const members = rfm.grid[(5 - r) * 5 + f - 1]!;
              const { background, text } = heatColour(theme, members / top);
              return (
                <td key={f} style={{ background, color: text }}>
                  {format.int(members)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
