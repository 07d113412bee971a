import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { BoardCard, CardStatus } from '../../../core/api/contract.ts';
import { useAddress, useChangeAddress } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import page from '../../ui/Page.module.css';
import { Answered } from '../../ui/Panel.tsx';
import styles from './Board.module.css';
import { CardDrawer } from './CardDrawer.tsx';
import { CardFace } from './CardFace.tsx';
import { COLUMNS, neighbour, type Place, stepOf } from './places.ts';
import { Trash } from './Trash.tsx';

/** What members complain about, who acts on it, and whether it helped. Cards move by drag, or by Alt and the arrow keys. */
export function BoardPage() {
  const t = useT();
  const format = useFormat();
  const { no: opened } = useAddress();
  const change = useChangeAddress();
  const query = useEngine('board', {});
  const [isNew, setNew] = useState(false);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<Place | null>(null);
  const board = query.data?.kind === 'board' ? query.data : null;
  const cards = board?.cards ?? [];
  const open = cards.filter((c) => c.status !== 'done');
  const helped = cards.filter((c) => c.effect.kind === 'compared' && c.effect.verdict === 'better').length;
  const card = cards.find((c) => c.cardNo === opened) ?? null;

  async function move(cardNo: number, place: Place): Promise<void> {
    try {
      await act('moveCard', { cardNo, ...place, today: localToday() });
      await refreshAppState();
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }
  const drop = (place: Place) => {
    setOver(null);
    setDragged(null);
    if (dragged !== null && dragged !== place.before) void move(dragged, place);
  };
  const walk = async (from: BoardCard, key: string, isMoving: boolean) => {
    const step = stepOf(key);
    if (!step) return false;
    if (isMoving) {
      const place = neighbour(cards, from, step);
      if (place) await move(from.cardNo, place);
      requestAnimationFrame(() => focusCard(from.cardNo));
      return true;
    }
    const column = (status: CardStatus) => cards.filter((c) => c.status === status);
    const here = column(from.status);
    const at = here.indexOf(from);
    const next =
      step === 'up' || step === 'down'
        ? here[at + (step === 'down' ? 1 : -1)]
        : COLUMNS.slice(0)
            .filter((s) =>
              step === 'right'
                ? COLUMNS.indexOf(s) > COLUMNS.indexOf(from.status)
                : COLUMNS.indexOf(s) < COLUMNS.indexOf(from.status),
            )
            .sort(
              (a, b) =>
                Math.abs(COLUMNS.indexOf(a) - COLUMNS.indexOf(from.status)) -
                Math.abs(COLUMNS.indexOf(b) - COLUMNS.indexOf(from.status)),
            )
            .map((s) => column(s)[Math.min(at, column(s).length - 1)])
            .find((c) => c !== undefined);
    if (next) focusCard(next.cardNo);
    return true;
  };

  return (
    <div className={`${page.page} ${styles.page}`}>
      <Answer
        sentence={
          board ? t(cards.length === 0 ? 'board.answer.none' : 'board.answer.text', { n: FIGURE, count: open.length }) : ' '
        }
        figure={board && cards.length > 0 ? format.int(open.length) : ''}
        isOld={query.isPlaceholderData}
        second={
          board
            ? cards.length === 0
              ? t('board.answer.none-second')
              : t('board.answer.second', { done: format.int(cards.length - open.length), helped: format.int(helped) })
            : ' '
        }
      >
        <Button leftSection={<Plus size={14} />} onClick={() => setNew(true)}>
          {t('board.card.new')}
        </Button>
      </Answer>
      <Answered query={query} height={480}>
        {() => (
          <div className={styles.columns}>
            {COLUMNS.map((status) => {
              const inColumn = cards.filter((c) => c.status === status);
              return (
                <section
                  key={status}
                  className={`${styles.column} ${over?.status === status && over.before === null ? styles.target : ''}`}
                  aria-label={t(`board.status.${status}`)}
                  onDragOver={(event) => {
                    event.preventDefault();
                    setOver({ status, before: null });
                  }}
                  onDrop={() => drop({ status, before: null })}
                >
                  <h2 className={styles.columnName}>
                    {t(`board.status.${status}`)} <span className={styles.count}>{format.int(inColumn.length)}</span>
                  </h2>
                  <ul className={styles.cards}>
                    {inColumn.map((c) => (
                      <li
                        key={c.cardNo}
                        className={over?.before === c.cardNo && dragged !== c.cardNo ? styles.before : undefined}
                        onDragOver={(event) => {
                          event.preventDefault();
                          event.stopPropagation();
                          setOver({ status, before: c.cardNo });
                        }}
                        onDrop={(event) => {
                          event.stopPropagation();
                          drop({ status, before: c.cardNo });
                        }}
                      >
                        <CardFace
                          card={c}
                          isOpen={c.cardNo === opened}
                          isDragged={c.cardNo === dragged}
                          onOpen={() => change({ no: c.cardNo })}
                          onDrag={setDragged}
                          onKey={(key, isMoving) => walk(c, key, isMoving)}
                        />
                      </li>
                    ))}
                  </ul>
                  {inColumn.length === 0 ? <p className={styles.empty}>{t(`board.status.${status}-empty`)}</p> : null}
                </section>
              );
            })}
          </div>
        )}
      </Answered>
      <p className={styles.keys}>{t('board.keys.text')}</p>
      {board && board.trash.length > 0 ? <Trash cards={board.trash} /> : null}
      {isNew || card ? (
        <CardDrawer
          key={card?.cardNo ?? 'new'}
          card={isNew ? null : card}
          onClose={() => {
            setNew(false);
            change({ no: undefined }, { replace: true });
            if (card) requestAnimationFrame(() => focusCard(card.cardNo));
          }}
          onMade={(cardNo) => {
            setNew(false);
            change({ no: cardNo });
          }}
          onStep={(delta) => {
            const next = card && cards[cards.indexOf(card) + delta];
            if (next) change({ no: next.cardNo }, { replace: true });
          }}
        />
      ) : null}
    </div>
  );
}

/** The day on the wall here, not in Greenwich: a card moved at breakfast in Shanghai is not done yesterday. */
function localToday(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const focusCard = (cardNo: number): void => document.getElementById(`card-${cardNo}`)?.focus();
