import { Tooltip } from '@mantine/core';
import type { Mark, Overlap } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Compare.module.css';
import { regionName, regionsOf } from './toOverlapView.ts';

const LETTERS = ['A', 'B', 'C', 'D'];

/** Each row is one combination: the dots say in which segments, the bar how many. Every bar opens its people. */
export function OverlapChart({
  overlap,
  segments,
  onMark,
}: {
  overlap: Overlap & { names: string[] };
  segments: readonly number[];
  onMark: (mark: Mark) => void;
}) {
  const t = useT();
  const format = useFormat();
  const { names, sizes, pairs, none, members, union } = overlap;
  const regions = regionsOf(overlap, segments);
  const most = Math.max(1, ...regions.map((region) => region.count));
  return (
    <div className={styles.overlap}>
      <table className={styles.upset}>
        <thead>
          <tr>
            {names.map((name, i) => (
              <th key={name} scope="col" className={styles.dotCell} title={name}>
                {LETTERS[i]}
              </th>
            ))}
            <th scope="col">{t('segments.overlap.members')}</th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => {
            const name = regionName(region, names, t, format);
            const first = region.inside.indexOf(true);
            const last = region.inside.lastIndexOf(true);
            return (
              <tr key={name}>
                {region.inside.map((is, i) => (
                  <td
                    key={names[i]}
                    className={styles.dotCell}
                    data-in={is}
                    data-line={
                      i >= first && i <= last && last > first ? (i === first ? 'start' : i === last ? 'end' : 'middle') : 'none'
                    }
                  >
                    <i aria-hidden="true" />
                    <span className="visually-hidden">{is ? names[i] : ''}</span>
                  </td>
                ))}
                <td>
                  <button type="button" className={styles.regionBar} title={name} onClick={() => onMark(region.mark)}>
                    <span className={styles.track}>
                      <i style={{ width: `${(region.count / most) * 100}%` }} />
                    </span>
                    <span className={styles.regionCount}>
                      {format.int(region.count)} <span className={styles.muted}>{format.percent(region.share)}</span>
                    </span>
                    <span className="visually-hidden">{name}</span>
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.sets}>
        <table className={styles.setTable}>
          <tbody>
            {names.map((name, i) => (
              <tr key={name}>
                <th scope="row">{LETTERS[i]}</th>
                <td title={name}>
                  <span>{name}</span>
                </td>
                <td className={styles.numeric}>
                  <button
                    type="button"
                    className={styles.number}
                    onClick={() => onMark({ of: 'rule', rule: { segment: segments[i]! } })}
                  >
                    {format.int(sizes[i]!)}
                  </button>
                </td>
                <td className={`${styles.numeric} ${styles.muted}`}>
                  {format.percent(members > 0 ? sizes[i]! / members : null)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={styles.setTable}>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t('segments.overlap.pair')}
              </th>
              <th scope="col" className={styles.numeric}>
                {t('segments.overlap.both')}
              </th>
              <th scope="col" className={styles.numeric}>
                <Tooltip label={t('segments.overlap.jaccard-define')}>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition opens with the focus too */}
                  <span className={styles.defined} tabIndex={0}>
                    {t('segments.overlap.jaccard')}
                  </span>
                </Tooltip>
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr key={`${pair.a} ${pair.b}`}>
                <th scope="row">
                  {LETTERS[pair.a]} {LETTERS[pair.b]}
                </th>
                <td />
                <td className={styles.numeric}>
                  <button
                    type="button"
                    className={styles.number}
                    onClick={() =>
                      onMark({ of: 'rule', rule: { all: [{ segment: segments[pair.a]! }, { segment: segments[pair.b]! }] } })
                    }
                  >
                    {format.int(pair.both)}
                  </button>
                </td>
                <td className={styles.numeric}>{format.percent(pair.jaccard)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.muted}>
          {t('segments.overlap.union', {
            union: format.int(union),
            share: format.percent(members > 0 ? union / members : null),
            none: format.int(none),
          })}
        </p>
      </div>
    </div>
  );
}
