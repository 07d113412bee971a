/** What the fields of several conditions choose: actions, contents, a span of days. */
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { createContext, useContext, useState } from 'react';
import type { RuleWindow, RuleWords } from '../../../core/api/contract.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useSay, useSettled } from '../hooks.ts';
import { fits } from '../pinyin.ts';
import styles from './RuleEditor.module.css';

export const Vocabulary = createContext<{ words: RuleWords; except: number | null } | null>(null);
export const useVocabulary = () => useContext(Vocabulary)!;

/** The place to type beside what is chosen: small, so that it does not take a line of its own. */
export const FIELD = { inputField: styles.field ?? '' };

/** Actions; none chosen = any of them. */
export function KindSelect({ kinds, label, onChange }: { kinds: string[]; label: string; onChange: (kinds: string[]) => void }) {
  const t = useT();
  const say = useSay();
  const { words } = useVocabulary();
  const known = [...new Map(words.kinds.map((kind) => [kind.name, say(kind.words)])).entries()];
  const names = [['posts', t('segments.kind.posts')] as const, ...known];
  const all = new Set(names.map(([name]) => name));
  return (
    <MultiSelect
      classNames={FIELD}
      selectFirstOptionOnChange
      aria-label={label}
      className={styles.kinds ?? ''}
      searchable
      hidePickedOptions
      clearSearchOnChange
      placeholder={kinds.length === 0 ? t('segments.kind.any') : ''}
      data={[
        ...names.map(([value, name]) => ({ value, label: name })),
        ...kinds.filter((kind) => !all.has(kind)).map((value) => ({ value, label: value })),
      ]}
      filter={({ options, search }) => options.filter((option) => 'value' in option && fits(search, option.label, option.value))}
      nothingFoundMessage={t('segments.leaf.nothing')}
      value={kinds}
      onChange={onChange}
    />
  );
}

const FOUND_CONTENTS = 30;

export function ContentSelect({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = useSettled(search.trim(), 150);
  const found = useEngine('contents', { search: wanted, limit: FOUND_CONTENTS });
  const rows = found.data?.kind === 'contents' ? found.data.rows : [];
  const options = rows.map((row) => ({ value: row.contentId, label: row.title ?? row.contentId }));
  const shown = new Set(options.map((option) => option.value));
  return (
    <MultiSelect
      classNames={FIELD}
      selectFirstOptionOnChange
      aria-label={t('segments.leaf.contents')}
      className={styles.grow ?? ''}
      searchable
      hidePickedOptions
      placeholder={ids.length === 0 ? t('segments.leaf.contents') : ''}
      data={[...options, ...ids.filter((id) => !shown.has(id)).map((id) => ({ value: id, label: names.get(id) ?? id }))]}
      filter={({ options: all }) => all.filter((option) => 'value' in option && shown.has(option.value))}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t('segments.leaf.nothing')}
      value={ids}
      onChange={(next) => {
        setNames(new Map([...names, ...options.map((option) => [option.value, option.label] as const)]));
        onChange(next);
      }}
    />
  );
}

const WINDOWS = ['lastDays', 'beforeLastDays', 'between', 'sinceJoinDays'] as const;
type WindowKind = (typeof WINDOWS)[number] | 'ever';

export function WindowFields({
  window,
  isOptional = false,
  hasJoin = true,
  onChange,
}: {
  window: RuleWindow | undefined;
  isOptional?: boolean;
  hasJoin?: boolean;
  onChange: (window: RuleWindow | null) => void;
}) {
  const t = useT();
  const kind: WindowKind =
    window === undefined
      ? 'ever'
      : 'lastDays' in window
        ? 'lastDays'
        : 'beforeLastDays' in window
          ? 'beforeLastDays'
          : 'sinceJoinDays' in window
            ? 'sinceJoinDays'
            : 'between';
  const days =
    window === undefined
      ? 28
      : 'lastDays' in window
        ? window.lastDays
        : 'beforeLastDays' in window
          ? window.beforeLastDays
          : 'sinceJoinDays' in window
            ? window.sinceJoinDays
            : 28;
  const make = (next: WindowKind, n: number): RuleWindow | null =>
    next === 'ever'
      ? null
      : next === 'lastDays'
        ? { lastDays: n }
        : next === 'beforeLastDays'
          ? { beforeLastDays: n }
          : next === 'sinceJoinDays'
            ? { sinceJoinDays: n }
            : { from: '' };
  const range = window !== undefined && kind === 'between' ? (window as { from?: string; to?: string }) : null;
  const setDay = (edge: 'from' | 'to', day: string) => {
    const next = { ...range, [edge]: day };
    if (day === '' && (edge === 'from' ? next.to : next.from)) delete next[edge];
    onChange(next);
  };
  return (
    <span className={styles.window}>
      <Select
        aria-label={t('segments.window.label')}
        w={156}
        allowDeselect={false}
        data={[
          ...(isOptional ? [{ value: 'ever', label: t('segments.window.ever') }] : []),
          ...WINDOWS.filter((value) => hasJoin || value !== 'sinceJoinDays' || kind === value).map((value) => ({
            value,
            label: t(`segments.window.${value}`),
          })),
        ]}
        value={kind}
        onChange={(next) => onChange(make(next as WindowKind, Number.isFinite(days) ? days : 28))}
      />
      {range ? (
        <>
          <TextInput
            type="date"
            aria-label={t('segments.window.from')}
            w={128}
            value={range.from ?? ''}
            onChange={(event) => setDay('from', event.currentTarget.value)}
          />
          <span>–</span>
          <TextInput
            type="date"
            aria-label={t('segments.window.to')}
            w={128}
            value={range.to ?? ''}
            onChange={(event) => setDay('to', event.currentTarget.value)}
          />
        </>
      ) : kind === 'ever' ? null : (
        <>
          <DaysInput value={days} onChange={(n) => onChange(make(kind, n))} />
          <span>{t('segments.window.days')}</span>
        </>
      )}
    </span>
  );
}

export function DaysInput({ value, onChange }: { value: number; onChange: (days: number) => void }) {
  const t = useT();
  return (
    <NumberInput
      aria-label={t('segments.window.days-label')}
      w={60}
      min={1}
      max={3660}
      allowDecimal={false}
      hideControls
      value={Number.isFinite(value) && value !== null ? value : ''}
      onChange={(next) => onChange(next === '' ? Number.NaN : Number(next))}
    />
  );
}
