import type { ClusterAnswer, Mark } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ClustersPage.module.css';
import { featureHint, featureName, featureValue } from './featureWords.ts';
import { type GroupQuestion, groupMark } from './groups.ts';
import { Marker } from './markers.tsx';
import { arrowOf, featureRows, STRONGEST } from './toFeaturesView.ts';
import { groupName } from './toMapView.ts';

/** Features by groups: medians, marked and coloured by how far the group is from the others. */
export function FeaturesTable({
  answer,
  question,
  onMark,
}: {
  answer: ClusterAnswer;
  question: GroupQuestion;
  onMark: (mark: Mark) => void;
}) {
  const t = useT();
  const format = useFormat();
  const left = answer.dropped.map(({ name, reason }) =>
    t('clusters.features.dropped-one', { name: featureName(name, t), reason: t(`clusters.dropped.${reason}`) }),
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      {/* biome-ignore lint/a11y/useSemanticElements: a scrolling region, not a section of the page */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('clusters.features.title')}>
        <table className={styles.features}>
          <thead>
            <tr>
              <th scope="col">{t('clusters.column.feature')}</th>
              {answer.sizes.map((size, c) => {
                const name = groupName(answer, c, format);
                return (
                  <th key={answer.ids[c]} scope="col" className={styles.groupHead}>
                    <button
                      type="button"
                      title={t('clusters.card.open-label', { name, n: format.int(size) })}
                      onClick={() => onMark(groupMark(question, c))}
                    >
                      <Marker group={c} size={10} /> {c + 1} {name}
                    </button>
                  </th>
                );
              })}
              <th scope="col" className={styles.numeric} title={t('clusters.column.overall-define')}>
                {t('clusters.column.overall')}
              </th>
              <th scope="col" className={styles.numeric} title={t('clusters.column.missing-define')}>
                {t('clusters.column.missing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {featureRows(answer).map((row) => (
              <tr key={row.feature}>
                <th scope="row" title={featureHint(row.feature, t)}>
                  {featureName(row.feature, t)}
                </th>
                {row.cells.map((cell, c) => (
                  <td
                    key={answer.ids[c]}
                    style={{ background: shade(cell.difference) }}
                    title={t('clusters.features.cell', { difference: format.number(cell.difference, 1) })}
                  >
                    <span className={styles.arrow}>{arrowOf(cell.difference)}</span>
                    {featureValue(row.unit, cell.median, format)}
                  </td>
                ))}
                <td className={styles.plain}>{featureValue(row.unit, row.overall, format)}</td>
                <td className={styles.plain}>{row.missing === 0 ? '' : format.int(row.missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left.length > 0 ? <p className={styles.hint}>{t('clusters.features.dropped', { names: format.list(left) })}</p> : null}
    </>
  );
}

/** Strong enough to see, pale enough to read on. */
const MOST_SHADE = 34;
function shade(difference: number): string {
  const part = Math.round((Math.min(STRONGEST, Math.abs(difference)) / STRONGEST) * MOST_SHADE);
  if (part < 3) return 'transparent';
  return `color-mix(in srgb, var(${difference > 0 ? '--chart-1' : '--chart-2'}) ${part}%, transparent)`;
}
