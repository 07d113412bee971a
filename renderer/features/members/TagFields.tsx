import { ActionIcon, Button, MultiSelect, NumberInput, Select, TextInput, Tooltip } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { RuleWords, SegmentRow, TagDefinition } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { capital } from '../../ui/format.ts';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { KindSelect, Vocabulary } from '../../ui/rule/pickers.tsx';
import { RuleEditor } from '../../ui/rule/RuleEditor.tsx';
import styles from './TagsPage.module.css';
import type { TagKind } from './tagEdit.ts';

type FieldsProps<D> = {
  definition: D;
  words: RuleWords;
  lists: readonly SegmentRow[];
  onChange: (definition: TagDefinition) => void;
};

/** What a tag of each kind has to be told. */
export function TagFields(props: FieldsProps<TagDefinition>) {
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
