import { Button } from '@mantine/core';
import type { Card } from '../../../core/api/contract.ts';
import { act, refreshAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Board.module.css';

/** Cards put away, each with the way back. */
export function Trash({ cards }: { cards: readonly Card[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <details className={styles.trash}>
      <summary>{t('board.trash.title', { n: format.int(cards.length) })}</summary>
      <ul>
        {cards.map((card) => (
          <li key={card.cardNo}>
            <span>{card.title}</span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void act('restoreCard', { cardNo: card.cardNo }).then(refreshAppState)}
            >
              {t('board.trash.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
