import { Badge, Button, Popover, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Bookmark, Pencil, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { useOpenMark, useScope } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Skeleton } from '../../ui/Panel.tsx';
import styles from './ClustersPage.module.css';
import { featureHint, featureName, featureValue } from './featureWords.ts';
import { type GroupQuestion, groupMark, leadingTraits } from './groups.ts';
import { Marker } from './markers.tsx';
import { groupName } from './toMapView.ts';

const TRAITS = 4;
const NAME_MAX = 60;
const PLACES = ['first', 'second', 'third', 'fourth'];

/** One card a group: who they are, how many, what marks them, what can be done. */
export function GroupCards({
  className,
  answer,
  question,
  isOld,
}: {
  className: string | undefined;
  answer: ClusterAnswer | null;
  question: GroupQuestion;
  isOld: boolean;
}) {
  return (
    <div className={`${styles.cards} ${isOld ? styles.isOld : ''} ${className ?? ''}`}>
      {answer
        ? answer.sizes.map((_, c) => <GroupCard key={answer.ids[c]} answer={answer} question={question} cluster={c} />)
        : PLACES.map((place) => <Skeleton key={place} height={220} />)}
    </div>
  );
}

function GroupCard({ answer, question, cluster }: { answer: ClusterAnswer; question: GroupQuestion; cluster: number }) {
  const t = useT();
  const format = useFormat();
  const openMark = useOpenMark();
  const name = groupName(answer, cluster, format);
  const size = answer.sizes[cluster]!;
  const total = answer.sizes.reduce((sum, n) => sum + n, 0);
  return (
    <article className={styles.card} data-group={cluster} aria-label={name}>
      <h3 className={styles.cardTitle}>
        <Marker group={cluster} />
        <span className={styles.number}>{cluster + 1}</span>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {answer.matched?.isNew[cluster] ? (
          <Badge className={styles.badge ?? ''} variant="light" radius="sm" tt="none" title={t('clusters.since.new-define')}>
            {t('clusters.since.new')}
          </Badge>
        ) : null}
      </h3>
      <p className={styles.size}>
        {t('clusters.card.size', { count: size, n: format.int(size), share: format.percent(size / total) })}
      </p>
      <dl className={styles.traits}>
        {leadingTraits(answer.traits[cluster]!, TRAITS).map((trait) => {
          const value = featureValue(trait.unit, trait.value, format);
          const overall = featureValue(trait.unit, trait.overall, format);
          const low = Math.min(0, trait.value, trait.overall);
          const reach = Math.max(0, trait.value, trait.overall) - low || 1;
          const at = (v: number) => `${((v - low) / reach) * 100}%`;
          return (
            <div key={trait.feature} title={t('clusters.card.trait', { value, overall })}>
              <dt title={featureHint(trait.feature, t)}>{featureName(trait.feature, t)}</dt>
              <dd>
                <span className={styles.bar} aria-hidden="true">
                  <i style={{ left: at(Math.min(0, trait.value)), right: `calc(100% - ${at(Math.max(0, trait.value))})` }} />
                  <b style={{ left: at(trait.overall) }} />
                </span>
                <span className={styles.barText}>
                  {value}
                  <span className={styles.muted}>{t('clusters.card.overall', { overall })}</span>
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      <div className={styles.buttons}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Users size={14} />}
          aria-label={t('clusters.card.open-label', { name, n: format.int(size) })}
          onClick={() => openMark(groupMark(question, cluster))}
        >
          {t('clusters.card.open')}
        </Button>
        <SaveAsSegment answer={answer} question={question} cluster={cluster} />
        {answer.isKept ? <Rename answer={answer} question={question} cluster={cluster} /> : null}
      </div>
    </article>
  );
}

/** A kept group is a rule that is worked out anew; one that is not kept is the list of its people today. */
function SaveAsSegment({ answer, question, cluster }: { answer: ClusterAnswer; question: GroupQuestion; cluster: number }) {
  const t = useT();
  const format = useFormat();
  const scope = useScope();
  const [isOpen, setOpen] = useState(false);
  const segments = useEngine('segments', {}, { enabled: isOpen });
  return (
    <NameForm
      icon={<Bookmark size={14} />}
      button={t('clusters.card.save')}
      label={t('clusters.card.save-name')}
      note={t(answer.isKept ? 'clusters.card.save-rule' : 'clusters.card.save-list')}
      first={groupName(answer, cluster, format)}
      isOpen={isOpen}
      onOpen={setOpen}
      isTaken={(name) => segments.data?.rows.some((row) => row.trashedAt === null && row.name === name) ?? false}
      onSave={async (name) => {
        const done = answer.isKept
          ? await act('saveSegment', { name, rule: { trait: 'cluster', is: [String(answer.ids[cluster])] } })
          : await act('saveList', { name, mark: groupMark(question, cluster), scope });
        notifications.show({ message: t('clusters.card.saved', { name: done.name }) });
      }}
    />
  );
}

/** A name that a person gives stands in both languages. */
function Rename({ answer, question, cluster }: { answer: ClusterAnswer; question: GroupQuestion; cluster: number }) {
  const t = useT();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const own = groupName(answer, cluster, format);
  return (
    <NameForm
      icon={<Pencil size={14} />}
      button={t('clusters.card.rename')}
      label={t('clusters.card.rename-name')}
      note={t('clusters.card.rename-define')}
      first={own}
      isOpen={isOpen}
      onOpen={setOpen}
      isTaken={(name) => answer.names.some((other, c) => c !== cluster && (other.en === name || other.zh === name))}
      onSave={async (name) => {
        if (name === own) return;
        await act('keepClusters', {
          ...question,
          names: answer.names.map((before, c) => (c === cluster ? { zh: name, en: name } : before)),
        });
      }}
    />
  );
}

function NameForm({
  icon,
  button,
  label,
  note,
  first,
  isOpen,
  onOpen,
  isTaken,
  onSave,
}: {
  icon: ReactNode;
  button: string;
  label: string;
  note: string;
  first: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  isTaken: (name: string) => boolean;
  onSave: (name: string) => Promise<void>;
}) {
  const t = useT();
  const [name, setName] = useState(first);
  const [isSaving, setSaving] = useState(false);
  const bare = name.trim();
  const wrong = isTaken(bare);

  async function save(): Promise<void> {
    setSaving(true);
    const isDone = await attempt(t, async () => {
      await onSave(bare);
      await refreshAppState();
    });
    setSaving(false);
    if (isDone) onOpen(false);
  }
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={icon}
          onClick={() => {
            setName([...first].slice(0, NAME_MAX).join(''));
            onOpen(!isOpen);
          }}
        >
          {button}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (bare !== '' && !wrong) void save();
          }}
        >
          <TextInput
            data-autofocus
            label={label}
            maxLength={NAME_MAX}
            value={name}
            error={wrong ? t('clusters.card.taken') : null}
            onChange={(event) => setName(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
          />
          <p className={styles.muted}>{note}</p>
          <Button type="submit" loading={isSaving} disabled={bare === '' || wrong}>
            {t('clusters.card.confirm')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
