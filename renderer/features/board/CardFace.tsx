import type { BoardCard } from '../../../core/api/contract.ts';
import { useAppState } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Board.module.css';
import { Effect } from './Effect.tsx';
import { useGroupName } from './groups.ts';

/** A card as it lies on the board. */
export function CardFace({
  card,
  isOpen,
  isDragged,
  onOpen,
  onDrag,
  onKey,
}: {
  card: BoardCard;
  isOpen: boolean;
  isDragged: boolean;
  onOpen: () => void;
  onDrag: (cardNo: number | null) => void;
  /** @returns whether the key meant something here */
  onKey: (key: string, isMoving: boolean) => Promise<boolean>;
}) {
  const t = useT();
  const format = useFormat();
  const currency = useAppState().data?.workspace?.settings.currency;
  const group = useGroupName()(card.group);
  return (
    <button
      id={`card-${card.cardNo}`}
      type="button"
      draggable
      className={`${styles.card} ${isOpen ? styles.isOpen : ''} ${isDragged ? styles.isDragged : ''}`}
      aria-label={t('board.card.label', { title: card.title, status: t(`board.status.${card.status}`) })}
      onClick={onOpen}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', card.title);
        event.dataTransfer.effectAllowed = 'move';
        onDrag(card.cardNo);
      }}
      onDragEnd={() => onDrag(null)}
      onKeyDown={(event) => {
        if (!event.key.startsWith('Arrow')) return;
        event.preventDefault();
        void onKey(event.key, event.altKey);
      }}
    >
      {group ? <span className={styles.group}>{group}</span> : null}
      <span className={styles.title}>{card.title}</span>
      {card.quotes[0] ? <span className={styles.quote}>{card.quotes[0].text}</span> : null}
      <span className={styles.facts}>
        {t('board.card.people', { n: format.int(card.people), count: card.people, texts: format.int(card.evidence) })}
        {card.value > 0 ? ` · ${t('board.card.value', { value: format.rough(card.value, currency) })}` : ''}
        {card.owner ? ` · ${card.owner}` : ''}
      </span>
      <Effect card={card} isShort />
    </button>
  );
}
