import { useState } from 'react';
import type { ImportChange, ImportedSource } from '../../../core/api/contract.ts';
import { type Key, useT, wordFor } from '../../i18n/t.ts';
import { type Format, MISSING } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ImportPage.module.css';
import { Issues } from './Issues.tsx';

const COUNTS = ['read', 'inserted', 'updated', 'skipped', 'rejected'] as const;

/** What came in, file by file and column by column, what was wrong, what moved. */
export function ImportReport({ sources, changes }: { sources: readonly ImportedSource[]; changes: readonly ImportChange[] }) {
  const t = useT();
  const format = useFormat();
  const [at, setAt] = useState(0);
  const source = sources[Math.min(at, sources.length - 1)];
  return (
    <div>
      <dl className={styles.changes}>
        {changes.map((change) => (
          <div key={change.what} className={styles.change}>
            <dt>{t(`import.total.${change.what}`)}</dt>
            <dd>
              {format.int(change.after)}{' '}
              <small>
                {change.updated > 0
                  ? t('import.report.change', {
                      added: format.signed(change.after - change.before),
                      updated: format.int(change.updated),
                    })
                  : format.signed(change.after - change.before)}
              </small>
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.report.file')}</th>
              <th scope="col">{t('import.report.format')}</th>
              <th scope="col">{t('import.report.encoding')}</th>
              {COUNTS.map((name) => (
                <th key={name} scope="col" className={styles.numeric} title={t(`import.rows.${name}-define`)}>
                  {t(`import.rows.${name}`)}
                </th>
              ))}
              <th scope="col" className={styles.numeric}>
                {t('import.report.issues')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((one, index) => (
              <tr
                key={one.sha256 + one.file}
                style={{ background: index === at && sources.length > 1 ? 'var(--table-row-selected)' : undefined }}
              >
                <td>
                  {sources.length > 1 ? (
                    <button
                      type="button"
                      className={styles.tableButton}
                      style={{ padding: 0 }}
                      aria-pressed={index === at}
                      onClick={() => setAt(index)}
                    >
                      <span>{one.file}</span>
                    </button>
                  ) : (
                    one.file
                  )}
                </td>
                <td>{t(`import.format.${one.format}`)}</td>
                <td>{one.encoding ?? MISSING}</td>
                {COUNTS.map((name) => (
                  <td
                    key={name}
                    className={`${styles.numeric} ${name === 'rejected' && one.rows.rejected > 0 ? styles.error : ''}`}
                  >
                    {format.int(one.rows[name])}
                  </td>
                ))}
                <td className={styles.numeric}>{format.int(one.issues.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {source ? (
        <>
          <div className={styles.block}>
            <h3 className={styles.caption}>{t('import.report.issues-of', { file: source.file })}</h3>
            <Issues issues={source.issues} />
          </div>
          <div className={styles.block}>
            <h3 className={styles.caption}>{t('import.report.columns-of', { file: source.file })}</h3>
            <Columns source={source} />
          </div>
        </>
      ) : null}
    </div>
  );
}

function Columns({ source }: { source: ImportedSource }) {
  const t = useT();
  const format = useFormat();
  const names: Key[] = ['import.column.table', 'import.column.name', 'import.column.field'];
  const numbers: Key[] = ['import.column.rows', 'import.column.missing', 'import.column.rejected'];
  const texts: Key[] = ['import.column.minimum', 'import.column.maximum', 'import.column.samples'];
  return (
    <div className={styles.scroll} style={{ maxHeight: 420 }}>
      <table className={styles.table}>
        <thead>
          <tr>
            {names.map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
            {numbers.map((key) => (
              <th key={key} scope="col" className={styles.numeric}>
                {t(key)}
              </th>
            ))}
            {texts.map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {source.columns.map((column) => (
            <tr key={`${column.table} ${column.column}`}>
              <td>{column.table}</td>
              <td>{column.column}</td>
              <td>
                {column.field === null ? (
                  <span className={styles.muted}>{t('import.column.unused')}</span>
                ) : (
                  <FieldName path={column.field} />
                )}
              </td>
              <td className={styles.numeric}>{format.int(column.rows)}</td>
              <td className={styles.numeric} title={column.rows > 0 ? format.percent(column.missing / column.rows) : undefined}>
                {format.int(column.missing)}
              </td>
              <td className={`${styles.numeric} ${column.rejected > 0 ? styles.error : ''}`}>{format.int(column.rejected)}</td>
              <td className={styles.clip} title={column.minimum ?? undefined}>
                {shownValue(column.minimum, format)}
              </td>
              <td className={styles.clip} title={column.maximum ?? undefined}>
                {shownValue(column.maximum, format)}
              </td>
              <td className={styles.clip} title={column.samples.join('\n')}>
                {column.samples.join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FieldName({ path }: { path: string }) {
  const t = useT();
  const [entity = '', field = ''] = path.split('.');
  return (
    <span title={path}>
      {wordFor(t, 'entity', entity)} · {fieldWord(t, field)}
    </span>
  );
}

/** The engine writes times as ISO in UTC; people read them in a zone. */
export function shownValue(value: string | null, format: Format): string {
  if (value === null) return MISSING;
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? format.time(Date.parse(value)) : value;
}

/** `attr:NAME` fields become attributes of the member. */
export function fieldWord(t: ReturnType<typeof useT>, field: string): string {
  return field.startsWith('attr:') ? t('import.field.attribute', { name: field.slice(5) }) : wordFor(t, 'field', field);
}
