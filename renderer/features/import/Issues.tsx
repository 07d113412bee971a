import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ImportPage.module.css';

const ICONS = { error: CircleAlert, warn: TriangleAlert, info: Info };
const ORDER = { error: 0, warn: 1, info: 2 };

/** What was wrong with a file, worst first: what it is, where it was first seen, what to do. */
export function Issues({ issues }: { issues: readonly Issue[] }) {
  const t = useT();
  const format = useFormat();
  if (issues.length === 0) return <p className={styles.muted}>{t('import.issues.none')}</p>;
  const sorted = [...issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.count - a.count);
  return (
    <div className={styles.scroll}>
      <ul className={styles.issues}>
        {sorted.map((issue) => {
          const Icon = ICONS[issue.severity];
          const place = [
            issue.table,
            issue.column,
            issue.row === null ? null : t('import.issues.row', { n: format.int(issue.row) }),
          ].filter((part) => part !== null);
          return (
            <li key={`${issue.file} ${issue.code} ${issue.table} ${issue.column}`} className={styles.issue}>
              <Icon size={15} className={styles[issue.severity]} role="img" aria-label={t(`import.severity.${issue.severity}`)} />
              <span className={styles.issueTitle}>{t(`issue.${issue.code}.title`)}</span>
              <span>
                {issue.count > 1 || issue.row !== null
                  ? t('import.issues.count', { count: issue.count, n: format.int(issue.count) })
                  : ''}
              </span>
              <span className={styles.issueMore}>
                {place.length > 0 ? `${place.join(' · ')}${issue.sample ? ' · ' : ''}` : ''}
                {issue.sample ? <span className={styles.mono}>{issue.sample}</span> : null}
              </span>
              <span className={styles.issueMore}>{t(`issue.${issue.code}.todo`)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
