import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ClustersPage.module.css';
import { groupName } from './toMapView.ts';

const MOVES = 6;

/** What is different from the groups that were kept; nothing when they are the same. */
export function SinceKept({ answer, className }: { answer: ClusterAnswer; className: string | undefined }) {
  const t = useT();
  const format = useFormat();
  const { matched } = answer;
  if (!matched) return null;
  const nameOf = (id: number | null) => {
    const c = id === null ? -1 : answer.ids.indexOf(id);
    return c >= 0 ? groupName(answer, c, format) : t('clusters.since.gone-name', { n: id ?? 0 });
  };
  const fresh = matched.isNew.flatMap((isNew, c) => (isNew ? [groupName(answer, c, format)] : []));
  const moves = matched.moved.filter((m) => m.from !== m.to && m.from !== null).slice(0, MOVES);
  if (fresh.length === 0 && matched.gone.length === 0 && moves.length === 0) return null;
  return (
    <section className={`${styles.card} ${className ?? ''}`} aria-label={t('clusters.since.title')}>
      <h2 className={styles.cardTitle}>{t('clusters.since.title')}</h2>
      <ul className={styles.since}>
        {fresh.length > 0 ? (
          <li>
            {t('clusters.since.fresh', {
              count: fresh.length,
              n: format.int(fresh.length),
              names: format.list(fresh.map((name) => t('clusters.since.name', { name }))),
            })}
          </li>
        ) : null}
        {matched.gone.length > 0 ? (
          <li>{t('clusters.since.gone', { count: matched.gone.length, n: format.int(matched.gone.length) })}</li>
        ) : null}
        {moves.map((move) => (
          <li key={`${move.from} ${move.to}`}>
            {t('clusters.since.moved', {
              count: move.members,
              n: format.int(move.members),
              from: nameOf(move.from),
              to: nameOf(move.to),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
