import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { PastImport } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ImportPage.module.css';
import { ImportReport } from './ImportReport.tsx';

export function PastImports({ imports }: { imports: readonly PastImport[] }) {
  const t = useT();
  const format = useFormat();
  const [openId, setOpenId] = useState<number | null>(null);
  return (
    <ul className={styles.pastList}>
      {imports.map((one) => {
        const isOpen = one.importId === openId;
        const rows = one.sources.reduce((sum, source) => sum + source.rows.inserted + source.rows.updated, 0);
        return (
          <li key={one.importId} className={styles.pastItem}>
            <button
              type="button"
              className={styles.pastButton}
              aria-expanded={isOpen}
              onClick={() => setOpenId(isOpen ? null : one.importId)}
            >
              {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
              <span className={styles.muted}>{format.time(one.finishedAt)}</span>
              <span className={styles.clip} style={{ maxWidth: 'none' }}>
                {format.list(one.sources.slice(0, 4).map((source) => source.file))}
                {one.sources.length > 4 ? ` ${t('import.past.more', { n: format.int(one.sources.length - 4) })}` : ''}
              </span>
              <span>{t('import.past.rows', { count: rows, n: format.int(rows) })}</span>
            </button>
            {isOpen ? (
              <div className={styles.pastBody}>
                <ImportReport sources={one.sources} changes={one.changes} />
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
