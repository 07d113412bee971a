import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { BoardCard } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import styles from './Board.module.css';

const SHOWN = 12;

/** Closing the loop: who said it, to be told that it is mended. */
export function PeopleToTell({ card }: { card: BoardCard }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const openMark = useOpenMark();
  const query = useEngine('cardPeople', { cardNo: card.cardNo });
  if (card.people === 0) return <p className={styles.small}>{t('board.people.none')}</p>;
  return (
    <Answered query={query} height={120}>
      {({ people, unknown }) => (
        <>
          <p className={styles.small}>{t('board.people.lead')}</p>
          <ul className={styles.evidence}>
            {people.slice(0, SHOWN).map((p) => (
              <li key={p.memberNo}>
                <button
                  type="button"
                  className={styles.person}
                  onClick={() =>
                    void navigate({
                      to: '/members/$memberNo',
                      params: { memberNo: String(p.memberNo) } as never,
                      search: {} as never,
                    })
                  }
                >
                  {p.handle ?? p.memberId}
                </button>
                <span className={styles.small}>
                  {p.lastAt === null ? '' : format.date(p.lastAt)}
                  {p.texts > 1 ? ` · ${t('board.people.texts', { n: format.int(p.texts) })}` : ''}
                </span>
              </li>
            ))}
          </ul>
          {people.length > SHOWN ? (
            <p className={styles.small}>{t('board.people.more', { n: format.int(people.length - SHOWN) })}</p>
          ) : null}
          {unknown > 0 ? (
            <p className={styles.small}>{t('board.people.unknown', { n: format.int(unknown), count: unknown })}</p>
          ) : null}
          <div className={styles.buttons}>
            <Button
              variant="default"
              onClick={async () => {
                await navigator.clipboard.writeText(
                  people.map((p) => [p.handle ?? '', p.memberId, oneLine(p.quote)].join('\t')).join('\n'),
                );
                notifications.show({ message: t('board.people.copied', { n: format.int(people.length), count: people.length }) });
              }}
            >
              {t('board.people.copy')}
            </Button>
            <Button variant="default" onClick={() => openMark({ of: 'card', cardNo: card.cardNo })}>
              {t('board.people.see')}
            </Button>
          </div>
        </>
      )}
    </Answered>
  );
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200);
