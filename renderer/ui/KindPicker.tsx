import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useAppState } from '../client/engine.ts';
import { useT, wordFor } from '../i18n/t.ts';
import { fits } from './pinyin.ts';

export interface Kind {
  name: string;
  isPost: boolean;
  count: number;
}

/** Kinds of actions that this community has, the most frequent first. */
export function useKinds(): Kind[] {
  const workspace = useAppState().data?.workspace;
  return useMemo(() => {
    if (!workspace) return [];
    const { eventsByKind, postsByKind } = workspace.description;
    const counted = workspace.kinds.map(({ name, origin }) => ({
      name,
      isPost: origin === 'derived',
      count: (origin === 'derived' ? postsByKind[name] : eventsByKind[name]) ?? 0,
    }));
    return counted.filter((kind) => kind.count > 0).sort((a, b) => b.count - a.count);
  }, [workspace]);
}

/** The place to type in is small: what is chosen stays on one line as long as it can. */
const FIELD = { inputField: { minWidth: 24 } };

/** Chooses kinds of actions, by words in either language or by pinyin. */
export function KindPicker({
  label,
  value,
  placeholder,
  width = 264,
  onChange,
}: {
  label: string;
  value: readonly string[];
  placeholder?: string;
  width?: number | string;
  onChange: (kinds: string[]) => void;
}) {
  const t = useT();
  const kinds = useKinds();
  const groups = useMemo(() => {
    const seen = new Set<string>();
    const items = (isPost: boolean) =>
      kinds
        .filter((kind) => kind.isPost === isPost && !seen.has(kind.name) && seen.add(kind.name))
        .map((kind) => ({ value: kind.name, label: wordFor(t, 'kind', kind.name) }));
    const all = [
      { group: t('kinds.picker.events'), items: items(false) },
      { group: t('kinds.picker.posts'), items: items(true) },
    ].filter((group) => group.items.length > 0);
    // What is chosen stays readable, also when the data at hand has none of it.
    const gone = value.filter((name) => !seen.has(name));
    return gone.length === 0
      ? all
      : [
          ...all,
          { group: t('kinds.picker.gone'), items: gone.map((name) => ({ value: name, label: wordFor(t, 'kind', name) })) },
        ];
  }, [kinds, t, value]);
  return (
    <MultiSelect
      aria-label={label}
      data={groups}
      value={[...value]}
      {...(value.length === 0 && placeholder ? { placeholder } : {})}
      searchable
      clearable={false}
      hidePickedOptions
      w={width}
      styles={FIELD}
      maxDropdownHeight={320}
      comboboxProps={{ width: 240, position: 'bottom-start' }}
      filter={({ options, search }) =>
        options.flatMap((option) => {
          if (!('items' in option)) return [];
          const items = option.items.filter((item) => fits(search, item.label) || item.value.includes(search.toLowerCase()));
          return items.length > 0 ? [{ ...option, items }] : [];
        })
      }
      onChange={onChange}
    />
  );
}
