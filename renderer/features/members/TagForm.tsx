import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { RuleWords, SegmentRow, TagDefinition, TagRow } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { BarCell } from '../../ui/Figures.tsx';
import { FromPopover } from '../../ui/FromPopover.tsx';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import { Skeleton } from '../../ui/Panel.tsx';
import { forEditor } from '../../ui/rule/ruleEdit.ts';
import { TagFields } from './TagFields.tsx';
import styles from './TagsPage.module.css';
import { isWholeTag, newDefinition, settled, TAG_KINDS, type TagKind } from './tagEdit.ts';

const REST_MS = 150;

/** One tag, made or changed, with how many members get each value. */
export function TagForm({
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
      <TagFields definition={definition} words={words} lists={lists} onChange={setDefinition} />
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
