import type { Use } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import styles from './Segments.module.css';

/** What names a segment, directly or through something else. */
export function UseList({ uses }: { uses: readonly Use[] }) {
  const t = useT();
  return (
    <ul className={styles.uses}>
      {uses.map((use) => (
        <li key={`${use.kind} ${use.name}`}>
          <span className={styles.useKind}>{t(`segments.use.${use.kind}`)}</span>
          <span>{use.kind === 'preference' ? t('segments.use.settings', { name: use.name }) : use.name}</span>
          {use.isDirect ? null : (
            <span className={styles.muted}>{t('segments.use.through', { way: use.way.slice(0, -1).join(' → ') })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
