import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import type { BoardCard } from '../../../core/api/contract.ts';
import { act, refreshAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Board.module.css';

/** The latest quotes; each can be taken off the card. */
export function EvidenceList({ card }: { card: BoardCard }) {
  const t = useT();
  const format = useFormat();
  if (card.evidence === 0) return <p className={styles.small}>{t('board.evidence.none')}</p>;
  return (
    <ul className={styles.evidence}>
      {card.quotes.map((q) => (
        <li key={`${q.item}-${q.no}`}>
          <p className={styles.said}>{q.text}</p>
          <span className={styles.small}>
            {q.handle ?? t('board.people.unnamed')}
            {q.atMs === null ? '' : ` · ${format.date(q.atMs)}`}
          </span>
          <ActionIcon
            aria-label={t('board.evidence.remove')}
            onClick={() => void act('removeEvidence', { cardNo: card.cardNo, item: q.item, no: q.no }).then(refreshAppState)}
          >
            <X size={14} />
          </ActionIcon>
        </li>
      ))}
      {card.evidence > card.quotes.length ? (
        <li className={styles.small}>{t('board.evidence.more', { n: format.int(card.evidence - card.quotes.length) })}</li>
      ) : null}
    </ul>
  );
}
