// biome-ignore-all lint/suspicious/noArrayIndexKey: a step is its place
import type { Funnel, Mark } from '../../../core/api/contract.ts';
import type { ChartWords } from '../../chart/types.ts';
import { wordFor } from '../../i18n/t.ts';
import styles from './FunnelsPage.module.css';
import { funnelMark, stepName } from './toFunnelView.ts';

/** Steps as bars, and between them who was lost and what they did instead. */
export function FunnelBars({ funnel, words, onMark }: { funnel: Funnel; words: ChartWords; onMark: (mark: Mark) => void }) {
  const { t, format } = words;
  const { steps } = funnel;
  return (
    <table className={styles.bars}>
      <thead>
        <tr>
          <th scope="col" className={styles.nameHead}>
            {t('funnels.table.step')}
          </th>
          <td className={styles.barHead} />
          <th scope="col" className={`${styles.numeric} ${styles.shortHead}`}>
            {t('funnels.table.members')}
          </th>
          <th scope="col" className={`${styles.numeric} ${styles.numberHead}`}>
            {t('funnels.table.rate')}
          </th>
          <th scope="col" className={`${styles.numeric} ${styles.numberHead}`}>
            {t('funnels.table.previous')}
          </th>
          <th scope="col" className={`${styles.numeric} ${styles.numberHead}`} title={t('funnels.table.median-define')}>
            <span className={styles.defined}>{t('funnels.table.median')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, i) => {
          const name = stepName(words, funnel, i);
          const time = step.timeFromPrevious;
          const open = () => onMark(funnelMark(funnel, i, false));
          const rows = [
            <tr key={`step ${i}`}>
              <th scope="row" className={styles.name} title={name}>
                <span className={styles.number}>{i + 1}</span> {name}
              </th>
              <td>
                <button
                  type="button"
                  className={styles.bar}
                  disabled={step.members === 0}
                  aria-label={t('funnels.mark.step', {
                    n: i + 1,
                    step: name,
                    members: format.int(step.members),
                    rate: format.percent(step.rate),
                  })}
                  onClick={open}
                >
                  <span className={styles.fill} style={{ width: `${step.rate * 100}%` }} />
                  <span
                    className={styles.whisker}
                    style={{ left: `${step.low * 100}%`, width: `${Math.max(0.2, (step.high - step.low) * 100)}%` }}
                  />
                </button>
              </td>
              <td className={styles.numeric}>
                <strong>{format.int(step.members)}</strong>
              </td>
              <td className={styles.numeric}>
                {format.percent(step.rate)}
                <span className={styles.interval}>{i === 0 ? '' : format.interval(step.low, step.high)}</span>
              </td>
              <td className={styles.numeric}>
                {i === 0 ? '' : format.percent(step.fromPrevious.rate)}
                <span className={styles.interval}>
                  {i === 0 ? '' : format.interval(step.fromPrevious.low, step.fromPrevious.high)}
                </span>
              </td>
              <td
                className={styles.numeric}
                title={
                  time
                    ? t('funnels.table.quartiles', {
                        q25: format.duration(time.q25 * 1000),
                        q75: format.duration(time.q75 * 1000),
                        first: format.duration((step.timeFromFirst?.median ?? time.median) * 1000),
                      })
                    : undefined
                }
              >
                {time ? format.duration(time.median * 1000) : ''}
              </td>
            </tr>,
          ];
          if (i + 1 < steps.length) {
            rows.push(
              <tr key={`loss ${i}`} className={styles.loss}>
                <td />
                <td colSpan={5}>
                  {step.dropped > 0 ? (
                    <button type="button" className={styles.lost} onClick={() => onMark(funnelMark(funnel, i, true))}>
                      {t('funnels.drop.text', {
                        n: format.int(step.dropped),
                        share: format.percent(step.members === 0 ? 0 : step.dropped / step.members),
                      })}
                    </button>
                  ) : null}
                  {step.instead.length > 0 ? (
                    <span className={styles.instead} title={t('funnels.drop.define')}>
                      {t('funnels.drop.instead')}{' '}
                      {step.instead.map(({ kind, members }) => (
                        <span key={kind ?? ''} className={styles.chip}>
                          {kind === null
                            ? t('funnels.drop.nothing', { n: format.int(members) })
                            : t('funnels.drop.item', { kind: wordFor(t, 'kind', kind), n: format.int(members) })}
                        </span>
                      ))}
                    </span>
                  ) : null}
                </td>
              </tr>,
            );
          }
          return rows;
        })}
      </tbody>
    </table>
  );
}
