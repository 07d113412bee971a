import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { BoardCard, CardMetric, CardStatus } from '../../../core/api/contract.ts';
import { act, refreshAppState, useAppState } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import styles from './Board.module.css';
import { Effect } from './Effect.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { useGroups } from './groups.ts';
import { PeopleToTell } from './PeopleToTell.tsx';
import { COLUMNS } from './places.ts';

const METRICS = ['mentions', 'negative', 'rating', 'action'] as const;
const DAYS = 28;

/** One card: what is wrong, who mends it and how, what should change, and who should hear of it. */
export function CardDrawer({
  card,
  onClose,
  onMade,
  onStep,
}: {
  /** null = a new one. */
  card: BoardCard | null;
  onClose: () => void;
  onMade: (cardNo: number) => void;
  onStep: (delta: number) => void;
}) {
  const t = useT();
  const groups = useGroups();
  const kinds = useAppState().data?.workspace?.kinds.filter((k) => k.origin === 'observed') ?? [];
  const [draft, setDraft] = useState(() => ({
    title: card?.title ?? '',
    group: card?.group ?? null,
    status: card?.status ?? ('new' as CardStatus),
    owner: card?.owner ?? '',
    fix: card?.fix ?? '',
    fixedOn: card?.fixedOn ?? null,
    metric: card?.metric ?? (null as CardMetric | null),
  }));
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));

  async function save(): Promise<void> {
    try {
      const { cardNo } = await act('saveCard', { cardNo: card?.cardNo ?? null, ...draft });
      await refreshAppState();
      notifications.show({ message: t('board.card.saved', { title: draft.title }) });
      if (!card) onMade(cardNo);
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }
  const setKind = (kind: string | null) =>
    change({
      metric:
        kind === null
          ? null
          : kind === 'action'
            ? {
                kind,
                action: kinds.find((k) => k.name === 'refund')?.name ?? kinds[0]?.name ?? 'view',
                better: 'down',
                windowDays: DAYS,
              }
            : { kind: kind as 'mentions', windowDays: draft.metric?.windowDays ?? DAYS },
    });

  return (
    <Drawer title={card?.title ?? t('board.card.new')} onClose={onClose} onStep={onStep}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t('board.field.title')}
          value={draft.title}
          maxLength={120}
          required
          {...(card ? {} : { 'data-autofocus': true })}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <Select
            label={t('board.field.group')}
            data={groups}
            value={draft.group}
            clearable
            searchable
            placeholder={t('board.field.group-none')}
            onChange={(group) => change({ group })}
          />
          <Select
            label={t('board.field.status')}
            allowDeselect={false}
            data={COLUMNS.map((s) => ({ value: s, label: t(`board.status.${s}`) }))}
            value={draft.status}
            onChange={(status) => change({ status: status as CardStatus })}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            label={t('board.field.owner')}
            value={draft.owner}
            maxLength={60}
            onChange={(event) => change({ owner: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('board.field.fixed-on')}
            value={draft.fixedOn ?? ''}
            onChange={(event) => change({ fixedOn: event.currentTarget.value || null })}
          />
        </div>
        <Textarea
          label={t('board.field.fix')}
          value={draft.fix}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          onChange={(event) => change({ fix: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <Select
            label={t('board.field.metric')}
            clearable
            placeholder={t('board.field.metric-none')}
            data={METRICS.map((kind) => ({
              value: kind,
              label: t(`board.metric.${kind}`),
              disabled: kind === 'mentions' && draft.group === null,
            }))}
            value={draft.metric?.kind ?? null}
            onChange={setKind}
          />
          <NumberInput
            label={t('board.field.days')}
            value={draft.metric?.windowDays ?? DAYS}
            min={7}
            max={365}
            disabled={draft.metric === null}
            onChange={(days) => {
              if (draft.metric && typeof days === 'number' && days >= 7 && days <= 365)
                change({ metric: { ...draft.metric, windowDays: Math.round(days) } });
            }}
          />
        </div>
        {draft.metric?.kind === 'action' ? (
          <div className={styles.pair}>
            <Select
              label={t('board.field.action')}
              allowDeselect={false}
              searchable
              data={kinds.map((k) => ({ value: k.name, label: wordFor(t, 'kind', k.name) }))}
              value={draft.metric.action}
              onChange={(action) => change({ metric: { ...(draft.metric as CardMetric & { kind: 'action' }), action: action! } })}
            />
            <Select
              label={t('board.field.better')}
              allowDeselect={false}
              data={(['down', 'up'] as const).map((way) => ({ value: way, label: t(`board.better.${way}`) }))}
              value={draft.metric.better}
              onChange={(better) =>
                change({ metric: { ...(draft.metric as CardMetric & { kind: 'action' }), better: better as 'up' | 'down' } })
              }
            />
          </div>
        ) : null}
        <div className={styles.buttons}>
          <Button type="submit" disabled={draft.title.trim() === ''}>
            {t(card ? 'board.card.save' : 'board.card.add')}
          </Button>
          {card ? (
            <Button
              variant="default"
              onClick={() => void act('trashCard', { cardNo: card.cardNo }).then(refreshAppState).then(onClose)}
            >
              {t('board.card.trash')}
            </Button>
          ) : null}
        </div>
      </form>
      {card ? <Outcome card={card} /> : null}
    </Drawer>
  );
}

function Outcome({ card }: { card: BoardCard }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <Section title={t('board.effect.title')}>
        {card.effect.kind === 'not-set' ? (
          <p className={styles.small}>{t('board.effect.not-set')}</p>
        ) : (
          <>
            <Effect card={card} />
            <p className={styles.small}>{t('board.effect.note')}</p>
          </>
        )}
      </Section>
      <Section title={t('board.evidence.title', { n: format.int(card.evidence) })}>
        <EvidenceList card={card} />
      </Section>
      <Section title={t('board.people.title', { n: format.int(card.people) })}>
        <PeopleToTell card={card} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
