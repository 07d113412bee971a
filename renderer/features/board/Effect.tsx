import type { BoardCard } from '../../../core/api/contract.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Board.module.css';

const MARKS = { better: '✓', worse: '✗', unclear: '≈' } as const;

/** Before and after the fix, in words. */
export function Effect({ card, isShort = false }: { card: BoardCard; isShort?: boolean }) {
  const t = useT();
  const format = useFormat();
  const { effect, metric } = card;
  if (metric === null || effect.kind === 'not-set') return null;
  const name =
    metric.kind === 'action'
      ? t('board.metric.action-named', { action: wordFor(t, 'kind', metric.action) })
      : t(`board.metric.${metric.kind}`);
  if (effect.kind === 'waiting')
    return (
      <span className={styles.effect}>
        {t('board.effect.waiting', { metric: name, have: format.int(effect.haveDays), need: format.int(effect.needDays) })}
      </span>
    );
  const values = `${format.percent(effect.before.value)} → ${format.percent(effect.after.value)}`;
  if (effect.kind === 'too-few')
    return <span className={styles.effect}>{t('board.effect.too-few', { metric: name, values })}</span>;
  return (
    <span className={`${styles.effect} ${styles[effect.verdict]}`}>
      <span aria-hidden="true">{MARKS[effect.verdict]}</span> {name} {values}{' '}
      {t(`board.effect.${effect.verdict}`, { interval: pointsOf(effect.low, effect.high) })}
      {isShort ? null : (
        <span className={styles.small}>
          {t(effect.isShort ? 'board.effect.days-short' : 'board.effect.days', {
            before: format.int(effect.before.n),
            after: format.int(effect.after.n),
            from: format.day(effect.before.from),
            to: format.day(effect.after.to),
          })}
        </span>
      )}
    </span>
  );

  function pointsOf(low: number, high: number): string {
    return t('board.effect.interval', { low: format.signed(low * 100, 1), high: format.signed(high * 100, 1) });
  }
}
