import type { Mark, TopContents } from '../../../core/api/contract.ts';
import { rememberTitle } from '../../app/marks.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { BarCell } from '../../ui/Figures.tsx';
import { useFormat } from '../../ui/hooks.ts';
import styles from './TopTable.module.css';

export function TopTable({ top, onMark }: { top: TopContents; onMark: (mark: Mark) => void }) {
  const t = useT();
  const format = useFormat();
  const most = {
    events: Math.max(1, ...top.rows.map((row) => row.events)),
    members: Math.max(1, ...top.rows.map((row) => row.members)),
  };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('overview.top.title-column')}</th>
          <th scope="col" style={{ width: 84 }}>
            {t('overview.top.kind')}
          </th>
          <th scope="col" style={{ width: 108 }} className={styles.numeric}>
            {t('overview.top.members')}
          </th>
          <th scope="col" style={{ width: 108 }} className={styles.numeric}>
            {t('overview.top.events')}
          </th>
        </tr>
      </thead>
      <tbody>
        {top.rows.map((row) => {
          rememberTitle(row.contentNo, row.title);
          const title = row.title ?? row.contentId;
          return (
            <tr key={row.contentNo}>
              <td title={title}>
                <button type="button" className={styles.link} onClick={() => onMark({ of: 'content', contentNo: row.contentNo })}>
                  {title}
                </button>
              </td>
              <td>{wordFor(t, 'contentKind', row.contentKind)}</td>
              <td className={styles.numeric}>
                <BarCell share={row.members / most.members} text={format.int(row.members)} />
              </td>
              <td className={styles.numeric}>
                <BarCell share={row.events / most.events} text={format.int(row.events)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
