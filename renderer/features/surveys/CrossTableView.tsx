// biome-ignore-all lint/a11y/useSemanticElements: a scrolling region, not a section of the page
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
import type { CrossCell, CrossTable, SurveyCross } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../chart/types.ts';
import styles from './SurveysPage.module.css';
import { answerWords, groupWords, pText, score, scoreRange } from './words.ts';

/** A question's answers in rows, the groups in columns; cells that stand out are marked with an arrow and a word. */
export function CrossTableView({
  cross,
  table,
  by,
  label,
  words,
}: {
  cross: SurveyCross;
  table: CrossTable;
  by: string;
  label: string;
  words: ChartWords;
}) {
  const { t, format } = words;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.cross}>
        <thead>
          <tr>
            <th scope="col">{t('surveys.column.option')}</th>
            {cross.groups.map((group, g) => (
              <th key={group.key} scope="col" className={styles.numeric}>
                {groupWords(t, format, cross, by, group)}
                <span className={styles.base}>
                  {t('surveys.cross.base', { n: format.int(table.bases[g]!), count: table.bases[g]! })}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{answerWords(t, table.kind, row)}</th>
              {row.cells.map((cell, g) => (
                <td
                  key={cross.groups[g]!.key}
                  className={styles.numeric}
                  title={cellTitle(cell, words)}
                  data-stands-out={cell.is ?? undefined}
                >
                  {cell.is ? (
                    <span className={styles.arrow}>
                      <span aria-hidden="true">{cell.is === 'more' ? '▲' : '▼'}</span>
                      <span className="visually-hidden">{t(`surveys.cross.${cell.is}`)}</span>
                    </span>
                  ) : null}
                  {table.bases[g] === 0 ? '—' : format.percent(cell.share)}
                </td>
              ))}
            </tr>
          ))}
          {table.values ? (
            <tr className={styles.values}>
              <th scope="row">{t(table.values.unit === 'nps' ? 'surveys.nps.score' : 'surveys.scale.mean')}</th>
              {table.values.groups.map((value, g) => (
                <td key={cross.groups[g]!.key} className={styles.numeric}>
                  {value === null
                    ? '—'
                    : table.values!.unit === 'nps'
                      ? score(format, value.value)
                      : format.number(value.value, 2)}
                  {value && value.low !== null && value.high !== null ? (
                    <span className={styles.base}>
                      {table.values!.unit === 'nps'
                        ? scoreRange(format, value.low, value.high)
                        : `${format.number(value.low, 2)}–${format.number(value.high, 2)}`}
                    </span>
                  ) : null}
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

function cellTitle(cell: CrossCell, { t, format }: ChartWords): string {
  return t('surveys.cross.cell', {
    n: format.int(cell.count),
    count: cell.count,
    interval: format.interval(cell.low, cell.high),
    residual: format.number(cell.residual, 1),
    p: pText(format, cell.p),
  });
}
