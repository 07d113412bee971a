/** Puts a text on a card of the issue board, or starts a card with it. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { SquareKanban } from 'lucide-react';
import { useState } from 'react';
import type { TextItem } from '../../core/api/contract.ts';
import { act, refreshAppState, useEngine } from '../client/engine.ts';
import { toFailure } from '../client/error.ts';
import { useT } from '../i18n/t.ts';

const TITLE = 60;
const MOST_SHOWN = 12;

export function AddToIssue({
  texts,
  title,
  group = null,
}: {
  texts: readonly { item: TextItem; no: number }[];
  /** Title of a card that is started with them. */
  title: string;
  /** `theme:…` or `topic:…`. */
  group?: string | null;
}) {
  const t = useT();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const board = useEngine('board', {}, { enabled: isOpen });
  const cards = board.data?.kind === 'board' ? board.data.cards.filter((c) => c.status !== 'done') : [];
  const items = texts.map(({ item, no }) => ({ item, no }));

  async function put(cardNo: number | null): Promise<void> {
    try {
      const card =
        cardNo === null
          ? await act('saveCard', { cardNo: null, title: title.replace(/\s+/g, ' ').slice(0, TITLE), group, evidence: items })
          : { cardNo, ...(await act('addEvidence', { cardNo, items })) };
      await refreshAppState();
      notifications.show({ message: t('board.add.done') });
      if (cardNo === null) void navigate({ to: '/board', search: { no: card.cardNo } as never });
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label={t('board.add.label')}>
          <ActionIcon aria-label={t('board.add.label')}>
            <SquareKanban size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void put(null)}>{t('board.add.new')}</Menu.Item>
        {cards.length > 0 ? <Menu.Divider /> : null}
        {cards.slice(0, MOST_SHOWN).map((card) => (
          <Menu.Item key={card.cardNo} onClick={() => void put(card.cardNo)}>
            {card.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
