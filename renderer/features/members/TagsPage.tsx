import { ActionIcon, Button, MultiSelect, NumberInput, Select, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ArrowLeft, Plus, Trash2, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { RuleWords, SegmentRow, TagDefinition, TagRow } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { useChangeAddress, useOpenMark } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { BarCell } from '../../ui/Figures.tsx';
import { FromPopover } from '../../ui/FromPopover.tsx';
import { capital } from '../../ui/format.ts';
import { useFormat, useSay, useSettled } from '../../ui/hooks.ts';
import { modKey } from '../../ui/keys.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { KindSelect, Vocabulary } from '../../ui/rule/LeafFields.tsx';
import { RuleEditor } from '../../ui/rule/RuleEditor.tsx';
import { forEditor } from '../../ui/rule/ruleEdit.ts';
import styles from './TagsPage.module.css';
import { isWholeTag, newDefinition, settled, TAG_KINDS, type TagKind } from './tagEdit.ts';

const REST_MS = 150;

/** The tags members carry: on the left those there are, on the right the one that is made or changed, with how many get each value. */
export function TagsPage() {
  const t = useT();
  const format = useFormat();
  const change = useChangeAddress();
  const tags = useEngine('tags', {});
  const words = useEngine('ruleWords', {});
  const segments = useEngine('segments', {});
  const [open, setOpen] = useState<string | null>(null);
  const [draftNo, setDraftNo] = useState(0);
  if (tags.isError) return <Failed error={tags.error} height={320} onRetry={() => void tags.refetch()} />;
  if (words.isError) return <Failed error={words.error} height={320} onRetry={() => void words.refetch()} />;
  const rows = tags.data ?? [];
  const chosen = rows.find((tag) => tag.name === open) ?? null;
  const remove = (tag: TagRow) =>
    attempt(t, async () => {
      await act('deleteTag', { name: tag.name });
      await refreshAppState();
      if (open === tag.name) setOpen(null);
      notifications.show({ message: t('segments.tags.deleted', { name: tag.name, keys: `${modKey} Z` }) });
    });
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Button variant="subtle" leftSection={<ArrowLeft size={14} />} onClick={() => change({ view: undefined })}>
          {t('segments.tags.back')}
        </Button>
        <span className={styles.space} />
        <Button
          variant="default"
          leftSection={<Plus size={14} />}
          onClick={() => {
            setOpen(null);
            setDraftNo(draftNo + 1);
          }}
        >
          {t('segments.tags.new')}
        </Button>
      </div>
      <div className={styles.columns}>
        <nav className={styles.list} aria-label={t('segments.tags.title')}>
          {tags.isPending ? <Skeleton height={160} /> : null}
          {tags.data && rows.length === 0 ? <p className={styles.none}>{t('segments.tags.none')}</p> : null}
          <ul>
            {rows.map((tag) => (
              <li key={tag.name} data-open={tag.name === open}>
                <button type="button" className={styles.tag} title={tag.name} onClick={() => setOpen(tag.name)}>
                  <b>{tag.name}</b>
                  <span>
                    {t(`segments.tag-kind.${tag.definition.kind}`)}
                    {tag.problem ? null : ` · ${t('segments.tags.known', { count: tag.known, n: format.int(tag.known) })}`}
                  </span>
                  {tag.problem ? (
                    <span className={styles.problem} title={tag.problem}>
                      <TriangleAlert size={12} /> {t('segments.tags.problem')}
                    </span>
                  ) : null}
                </button>
                <Tooltip label={t('segments.tags.delete')}>
                  <ActionIcon aria-label={`${t('segments.tags.delete')}: ${tag.name}`} onClick={() => void remove(tag)}>
                    <Trash2 size={14} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        </nav>
        {words.data && segments.data && tags.data ? (
          <TagForm
            key={chosen ? `tag ${chosen.name} ${chosen.updatedAt}` : `new ${draftNo}`}
            tag={chosen}
            names={rows.map((row) => row.name)}
            words={words.data}
            lists={segments.data.rows.filter((row) => row.trashedAt === null && row.isList)}
            onSaved={setOpen}
          />
        ) : (
          <Skeleton height={320} />
        )}
      </div>
    </div>
  );
}

function TagForm({
  tag,
  names,
  words,
  lists,
  onSaved,
}: {
  tag: TagRow | null;
  names: readonly string[];
  words: RuleWords;
  lists: readonly SegmentRow[];
  onSaved: (name: string) => void;
}) {
  const t = useT();
  const valueName = (n: number) => t('segments.tag.value-n', { n });
  const [name, setName] = useState(tag?.name ?? '');
  const [definition, setDefinition] = useState<TagDefinition>(() =>
    opened(tag?.definition ?? newDefinition('rule', words, valueName)),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const trimmed = name.trim();
  const isTaken = tag === null && names.includes(trimmed);
  const isWhole = isWholeTag(definition);
  const now = useSettled(definition, REST_MS);

  async function save(): Promise<void> {
    setSaving(true);
    setProblem(null);
    try {
      await act('saveTag', { name: trimmed, definition: settled(definition) as never });
      await refreshAppState();
      notifications.show({ message: t('segments.tags.saved', { name: trimmed }) });
      onSaved(trimmed);
    } catch (error) {
      const { code, message } = toFailure(error);
      setProblem(message || t(`error.${code}.title`));
    } finally {
      setSaving(false);
    }
  }
  return (
    <form
      className={styles.form}
      aria-label={t('segments.tag.form')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && trimmed !== '' && !isTaken) void save();
      }}
    >
      <div className={styles.line}>
        <TextInput
          label={t('segments.tag.name')}
          placeholder={t('segments.tag.name-placeholder')}
          w={236}
          maxLength={60}
          value={name}
          // A tag is known by its name: another name is another tag.
          disabled={tag !== null}
          error={isTaken ? t('segments.tag.taken') : problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('segments.tag.kind')}
          w={236}
          allowDeselect={false}
          data={TAG_KINDS.map((kind) => ({ value: kind, label: t(`segments.tag-kind.${kind}`) }))}
          value={definition.kind}
          onChange={(kind) => setDefinition(opened(newDefinition(kind as TagKind, words, valueName)))}
        />
        <Button type="submit" loading={isSaving} disabled={!isWhole || trimmed === '' || isTaken}>
          {t(tag ? 'segments.save.changes' : 'segments.save.button')}
        </Button>
      </div>
      <p className={styles.hint}>{t(`segments.tag-kind.${definition.kind}-define`)}</p>
      <Fields definition={definition} words={words} lists={lists} onChange={setDefinition} />
      {isWholeTag(now) ? (
        <Preview definition={settled(now)} name={tag?.name ?? null} />
      ) : (
        <p className={styles.hint}>{t('segments.tag.unfinished')}</p>
      )}
    </form>
  );
}

const opened = (definition: TagDefinition): TagDefinition =>
  definition.kind === 'rule'
    ? { ...definition, values: definition.values.map((one) => ({ ...one, rule: forEditor(one.rule as never) })) }
    : definition;

type FieldsProps<D> = {
  definition: D;
  words: RuleWords;
  lists: readonly SegmentRow[];
  onChange: (definition: TagDefinition) => void;
};

function Fields(props: FieldsProps<TagDefinition>) {
  const { definition } = props;
  switch (definition.kind) {
    case 'rule':
      return <RuleValues {...props} definition={definition} />;
    case 'list':
      return <ListValues {...props} definition={definition} />;
    case 'percentile':
    case 'active-days':
      return <CutValues {...props} definition={definition} />;
    case 'import':
      return <ImportField {...props} definition={definition} />;
    default:
      return <ActionFields {...props} definition={definition} />;
  }
}

type Of<K extends TagKind> = Extract<TagDefinition, { kind: K }>;
const MOST_VALUES = 24;

function RuleValues({ definition, words, onChange }: FieldsProps<Of<'rule'>>) {
  const t = useT();
  const { values } = definition;
  const set = (i: number, next: Partial<(typeof values)[number]>) =>
    onChange({ ...definition, values: values.with(i, { ...values[i]!, ...next }) });
  return (
    <>
      {values.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place: the first rule that fits wins
        <div key={i} className={styles.value}>
          <div className={styles.line}>
            <TextInput
              aria-label={t('segments.tag.value')}
              w={220}
              maxLength={60}
              value={one.value}
              onChange={(event) => set(i, { value: event.currentTarget.value })}
            />
            <span className={styles.muted}>{t(i === 0 ? 'segments.tag.if' : 'segments.tag.else-if')}</span>
            <span className={styles.space} />
            <Remove isShown={values.length > 1} onRemove={() => onChange({ ...definition, values: values.toSpliced(i, 1) })} />
          </div>
          <RuleEditor rule={one.rule as never} words={words} counts={null} onChange={(rule) => set(i, { rule })} />
        </div>
      ))}
      <AddValue
        isShown={values.length < MOST_VALUES}
        onAdd={() =>
          onChange({
            ...definition,
            values: [...values, { value: t('segments.tag.value-n', { n: values.length + 1 }), rule: { all: [] } }],
          })
        }
      />
    </>
  );
}

function ListValues({ definition, lists, onChange }: FieldsProps<Of<'list'>>) {
  const t = useT();
  const format = useFormat();
  const { values } = definition;
  const set = (i: number, next: Partial<(typeof values)[number]>) =>
    onChange({ ...definition, values: values.with(i, { ...values[i]!, ...next }) });
  return (
    <>
      {values.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
        <div key={i} className={styles.line}>
          <TextInput
            aria-label={t('segments.tag.value')}
            w={220}
            maxLength={60}
            value={one.value}
            onChange={(event) => set(i, { value: event.currentTarget.value })}
          />
          <MultiSelect
            aria-label={t('segments.tag.lists')}
            className={styles.grow ?? ''}
            searchable
            placeholder={lists.length === 0 ? t('segments.tag.no-lists') : t('segments.tag.lists')}
            data={lists.map((row) => ({ value: String(row.segmentNo), label: row.name }))}
            value={[]}
            onChange={(next) => {
              const added = lists.find((row) => String(row.segmentNo) === next[0]);
              if (added && 'members' in added.rule)
                set(i, { members: [...new Set([...one.members, ...added.rule.members])].sort((a, b) => a - b) });
            }}
          />
          <span className={styles.muted}>
            {t('segments.tag.people', { count: one.members.length, n: format.int(one.members.length) })}
          </span>
          {one.members.length > 0 ? (
            <Button variant="subtle" size="compact-xs" onClick={() => set(i, { members: [] })}>
              {t('segments.tag.clear')}
            </Button>
          ) : null}
          <Remove isShown={values.length > 1} onRemove={() => onChange({ ...definition, values: values.toSpliced(i, 1) })} />
        </div>
      ))}
      <AddValue
        isShown={values.length < MOST_VALUES}
        onAdd={() =>
          onChange({
            ...definition,
            values: [...values, { value: t('segments.tag.value-n', { n: values.length + 1 }), members: [] }],
          })
        }
      />
    </>
  );
}

/** Values with the cuts between them: shares of the members, or least numbers of days. */
function CutValues({ definition, words, onChange }: FieldsProps<Of<'percentile'> | Of<'active-days'>>) {
  const t = useT();
  const say = useSay();
  const { cuts, values } = definition;
  const isShare = definition.kind === 'percentile';
  const set = (next: { cuts?: number[]; values?: string[] }) => onChange({ ...definition, ...next });
  return (
    <>
      <div className={styles.line}>
        {definition.kind === 'percentile' ? (
          <Select
            label={t('segments.tag.measure')}
            w={260}
            searchable
            allowDeselect={false}
            data={words.measures.map((one) => ({ value: one.name, label: capital(say(one.words)) }))}
            value={definition.measure}
            onChange={(measure) => measure && onChange({ ...definition, measure })}
          />
        ) : (
          <NumberInput
            label={t('segments.tag.days')}
            w={140}
            min={1}
            max={3650}
            allowDecimal={false}
            value={definition.days}
            onChange={(days) => onChange({ ...definition, days: Number(days) })}
          />
        )}
      </div>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place between the cuts
        <div key={i} className={styles.line}>
          <TextInput
            aria-label={t('segments.tag.value')}
            w={220}
            maxLength={60}
            value={value}
            onChange={(event) => set({ values: values.with(i, event.currentTarget.value) })}
          />
          {i === 0 ? (
            <span className={styles.muted}>{t(isShare ? 'segments.tag.lowest' : 'segments.tag.fewest')}</span>
          ) : (
            <>
              <span className={styles.muted}>{t(isShare ? 'segments.tag.above' : 'segments.tag.from')}</span>
              <NumberInput
                aria-label={t(isShare ? 'segments.tag.above' : 'segments.tag.from')}
                w={88}
                min={isShare ? 1 : 1}
                max={isShare ? 99 : 3650}
                suffix={isShare ? '%' : ''}
                value={isShare ? Math.round(cuts[i - 1]! * 1000) / 10 : cuts[i - 1]!}
                onChange={(next) => set({ cuts: cuts.with(i - 1, isShare ? Number(next) / 100 : Number(next)) })}
              />
              <span className={styles.muted}>{t(isShare ? 'segments.tag.of-members' : 'segments.window.days')}</span>
            </>
          )}
          <Remove
            isShown={values.length > 2 && i > 0}
            onRemove={() => set({ values: values.toSpliced(i, 1), cuts: cuts.toSpliced(i - 1, 1) })}
          />
        </div>
      ))}
      <AddValue
        isShown={values.length < 12}
        onAdd={() => {
          const last = cuts.at(-1) ?? 0;
          set({
            values: [...values, t('segments.tag.value-n', { n: values.length + 1 })],
            cuts: [...cuts, isShare ? Math.round((last + (1 - last) / 2) * 1000) / 1000 : last + 7],
          });
        }}
      />
    </>
  );
}

function ImportField({ definition, words, onChange }: FieldsProps<Of<'import'>>) {
  const t = useT();
  if (words.attributes.length === 0) return <p className={styles.hint}>{t('segments.tag.no-attributes')}</p>;
  return (
    <Select
      label={t('segments.tag.attribute')}
      w={280}
      searchable
      allowDeselect={false}
      data={words.attributes}
      value={definition.attribute}
      onChange={(attribute) => attribute && onChange({ ...definition, attribute })}
    />
  );
}

const ACTION_OF = ['action', 'content', 'content-kind'] as const;

function ActionFields({ definition, words, onChange }: FieldsProps<Of<'first' | 'last' | 'preferred'>>) {
  const t = useT();
  return (
    <div className={styles.line}>
      <Select
        aria-label={t('segments.tag.of')}
        w={220}
        allowDeselect={false}
        data={ACTION_OF.map((value) => ({ value, label: t(`segments.tag-of.${value}`) }))}
        value={definition.of}
        onChange={(of) => onChange({ ...definition, of: of as (typeof ACTION_OF)[number] })}
      />
      <span className={styles.muted}>{t('segments.tag.among')}</span>
      <Vocabulary.Provider value={{ words, except: null }}>
        <KindSelect
          label={t('segments.leaf.kinds')}
          kinds={definition.kinds}
          onChange={(kinds) => onChange({ ...definition, kinds })}
        />
      </Vocabulary.Provider>
    </div>
  );
}

function Remove({ isShown, onRemove }: { isShown: boolean; onRemove: () => void }) {
  const t = useT();
  if (!isShown) return null;
  return (
    <Tooltip label={t('segments.tag.remove')}>
      <ActionIcon size={24} aria-label={t('segments.tag.remove')} onClick={onRemove}>
        <X size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

function AddValue({ isShown, onAdd }: { isShown: boolean; onAdd: () => void }) {
  const t = useT();
  if (!isShown) return null;
  return (
    <div>
      <Button variant="subtle" leftSection={<Plus size={14} />} onClick={onAdd}>
        {t('segments.tag.add')}
      </Button>
    </div>
  );
}

/** How many members get each value. A value of a kept tag opens its members. */
function Preview({ definition, name }: { definition: TagDefinition; name: string | null }) {
  const t = useT();
  const format = useFormat();
  const openMark = useOpenMark();
  const query = useEngine('tagPreview', { definition: definition as never });
  if (query.isPending) return <Skeleton height={120} />;
  if (query.isError)
    return (
      <p className={styles.bad} role="status">
        {toFailure(query.error).message}
      </p>
    );
  const { values, known, members } = query.data;
  const most = Math.max(1, ...values.map((one) => one.members));
  return (
    <section className={styles.preview} aria-label={t('segments.tag.preview')} data-waiting={query.isPlaceholderData}>
      <h3>
        {t('segments.tag.preview-title', {
          n: format.int(known),
          members: format.int(members),
          share: format.percent(members > 0 ? known / members : null),
        })}
        <FromPopover from={query.data.from} />
      </h3>
      <ul>
        {values.map((one) => (
          <li key={one.value}>
            <span title={one.value}>{one.value}</span>
            <BarCell share={one.members / most} text={format.int(one.members)} />
            {name === null ? (
              <span />
            ) : (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => openMark({ of: 'rule', rule: { trait: `tag:${name}`, is: [one.value] } }, {})}
              >
                {t('segments.row.members')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
