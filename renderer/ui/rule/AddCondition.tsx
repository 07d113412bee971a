import { Button, Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Rule, RuleWords } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { capital } from '../format.ts';
import { useFormat, useSay } from '../hooks.ts';
import { fits } from '../pinyin.ts';
import styles from './RuleEditor.module.css';
import { NEW_LEAVES, newLeaf } from './ruleEdit.ts';

interface Choice {
  id: string;
  name: string;
  hint: string;
  make: () => Rule;
}

const CLASSES: ReadonlySet<string> = new Set(['rfm', 'health', 'level', 'cluster']);

/** Everything a condition can be about, in one searchable list. */
export function AddCondition({ words, label, onAdd }: { words: RuleWords; label: string; onAdd: (part: Rule) => void }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setQuery('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });

  const trait = (one: RuleWords['traits'][number]): Choice => ({
    id: `trait ${one.name}`,
    name: one.name.startsWith('tag:') ? one.name.slice(4) : capital(say(one.words)),
    hint: t('segments.add.known', { n: format.compact(one.known) }),
    make: () => ({ trait: one.name, is: [] }),
  });
  const plain = (kind: (typeof NEW_LEAVES)[number]): Choice => ({
    id: kind,
    name: t(`segments.add.${kind}`),
    hint: t(`segments.add.${kind}-hint`),
    make: () =>
      kind === 'sequence' && words.kinds[0] ? { ...newLeaf(kind), sequence: [[words.kinds[0].name], ['posts']] } : newLeaf(kind),
  });
  const traits = words.traits.filter((one) => one.known > 0);
  const groups: { name: string; choices: Choice[] }[] = [
    { name: t('segments.add.group-did'), choices: NEW_LEAVES.filter((kind) => kind !== 'date' && kind !== 'segment').map(plain) },
    {
      name: t('segments.add.group-attributes'),
      choices: traits.filter((one) => !CLASSES.has(one.name) && !one.name.startsWith('tag:')).map(trait),
    },
    { name: t('segments.add.group-classes'), choices: traits.filter((one) => CLASSES.has(one.name)).map(trait) },
    { name: t('segments.add.group-tags'), choices: traits.filter((one) => one.name.startsWith('tag:')).map(trait) },
    {
      name: t('segments.add.group-measures'),
      choices: words.measures.map((one) => ({
        id: `measure ${one.name}`,
        name: capital(say(one.words)),
        hint: t('segments.add.median', { n: format.number(one.median, 2) }),
        make: () => ({ measure: one.name, atLeast: Number.NaN }),
      })),
    },
    { name: t('segments.add.group-other'), choices: (['date', 'segment'] as const).map(plain) },
  ];
  const shown = groups
    .map((group) => ({ ...group, choices: group.choices.filter((choice) => fits(query, choice.name, choice.id)) }))
    .filter((group) => group.choices.length > 0);
  const all = new Map(shown.flatMap((group) => group.choices.map((choice) => [choice.id, choice] as const)));

  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-start"
      withinPortal
      onOptionSubmit={(id) => {
        const choice = all.get(id);
        combobox.closeDropdown();
        if (choice) onAdd(choice.make());
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button variant="subtle" leftSection={<Plus size={14} />} onClick={() => combobox.toggleDropdown()} data-add>
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
            requestAnimationFrame(() => combobox.selectFirstOption());
          }}
          placeholder={t('segments.add.search')}
          aria-label={t('segments.add.search')}
        />
        <Combobox.Options aria-label={label}>
          <ScrollArea.Autosize mah={380} type="scroll">
            {shown.map((group) => (
              <Combobox.Group key={group.name} label={group.name}>
                {group.choices.map((choice) => (
                  <Combobox.Option key={choice.id} value={choice.id}>
                    <span className={styles.option}>
                      <span title={choice.name}>{choice.name}</span>
                      <span className={styles.count}>{choice.hint}</span>
                    </span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {shown.length === 0 ? <Combobox.Empty>{t('segments.leaf.nothing')}</Combobox.Empty> : null}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
