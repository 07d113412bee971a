/** The fields of one condition, with the real values and how many members have each. */
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { createContext, useContext, useState } from 'react';
import type { Rule, RuleWindow, RuleWords } from '../../../core/api/contract.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { capital } from '../format.ts';
import { useFormat, useSay, useSettled } from '../hooks.ts';
import { fits } from '../pinyin.ts';
import styles from './RuleEditor.module.css';
import type { Leaf } from './ruleEdit.ts';

export const Vocabulary = createContext<{ words: RuleWords; except: number | null } | null>(null);
const useVocabulary = () => useContext(Vocabulary)!;

/** The place to type beside what is chosen: small, so that it does not take a line of its own. */
const FIELD = { inputField: styles.field ?? '' };

type Change<L> = (next: L) => void;

export function LeafFields({
  leaf,
  isNot,
  onChange,
  onNot,
}: {
  leaf: Rule;
  isNot: boolean;
  onChange: Change<Rule>;
  onNot: () => void;
}) {
  if ('trait' in leaf) return <TraitFields leaf={leaf} onChange={onChange} />;
  if ('measure' in leaf) return <MeasureFields leaf={leaf} onChange={onChange} />;
  if ('date' in leaf) return <DateFields leaf={leaf} onChange={onChange} />;
  if ('did' in leaf) return <DidFields leaf={leaf} isNot={isNot} onChange={onChange} onNot={onNot} />;
  if ('first' in leaf || 'last' in leaf) return <EdgeFields leaf={leaf} onChange={onChange} />;
  if ('sequence' in leaf) return <SequenceFields leaf={leaf} onChange={onChange} />;
  if ('segment' in leaf) return <SegmentFields leaf={leaf} onChange={onChange} />;
  return <MembersFields leaf={leaf as Leaf<'members'>} />;
}

function MembersFields({ leaf }: { leaf: Leaf<'members'> }) {
  const t = useT();
  const format = useFormat();
  return <span>{t('segments.leaf.members', { count: leaf.members.length, n: format.int(leaf.members.length) })}</span>;
}

const TRAIT_TESTS = ['is', 'isNot', 'known', 'unknown'] as const;

function TraitFields({ leaf, onChange }: { leaf: Leaf<'trait'>; onChange: Change<Rule> }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { words } = useVocabulary();
  const trait = words.traits.find((one) => one.name === leaf.trait);
  const name = trait ? capital(say(trait.words)) : leaf.trait;
  const test = leaf.known === true ? 'known' : leaf.known === false ? 'unknown' : leaf.isNot ? 'isNot' : 'is';
  const chosen = leaf.is ?? leaf.isNot ?? [];
  const known = trait?.values ?? [];
  const counts = new Map(known.map((one) => [one.value, one.members]));
  return (
    <>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <Select
        aria-label={t('segments.leaf.test', { name })}
        w={format.locale === 'en' ? 148 : 108}
        allowDeselect={false}
        data={TRAIT_TESTS.map((value) => ({ value, label: t(`segments.test.${value}`) }))}
        value={test}
        onChange={(next) => {
          const kept = { trait: leaf.trait };
          if (next === 'known' || next === 'unknown') onChange({ ...kept, known: next === 'known' });
          else onChange(next === 'isNot' ? { ...kept, isNot: chosen } : { ...kept, is: chosen });
        }}
      />
      {leaf.known === undefined ? (
        <MultiSelect
          classNames={FIELD}
          selectFirstOptionOnChange
          aria-label={t('segments.leaf.values', { name })}
          className={styles.grow ?? ''}
          searchable
          hidePickedOptions
          clearSearchOnChange
          placeholder={chosen.length === 0 ? t('segments.leaf.choose') : ''}
          data={[
            ...known.map((one) => ({ value: one.value, label: capital(say(one.words)) })),
            ...chosen.filter((value) => !counts.has(value)).map((value) => ({ value, label: value })),
          ]}
          filter={({ options, search }) =>
            options.filter((option) => 'value' in option && fits(search, option.label, option.value))
          }
          renderOption={({ option }) => (
            <span className={styles.option}>
              <span title={option.label}>{option.label}</span>
              <span className={styles.count}>{format.int(counts.get(option.value) ?? null)}</span>
            </span>
          )}
          nothingFoundMessage={t('segments.leaf.nothing')}
          value={chosen}
          onChange={(next) => onChange(leaf.isNot ? { trait: leaf.trait, isNot: next } : { trait: leaf.trait, is: next })}
        />
      ) : null}
    </>
  );
}

const MEASURE_TESTS = ['atLeast', 'above', 'atMost', 'below', 'between'] as const;
type Bound = 'atLeast' | 'above' | 'atMost' | 'below';

function MeasureFields({ leaf, onChange }: { leaf: Leaf<'measure'>; onChange: Change<Rule> }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { words } = useVocabulary();
  const measure = words.measures.find((one) => one.name === leaf.measure);
  const name = measure ? capital(say(measure.words)) : leaf.measure;
  const lower: Bound = leaf.above !== undefined ? 'above' : 'atLeast';
  const upper: Bound = leaf.below !== undefined ? 'below' : 'atMost';
  const hasLower = leaf[lower] !== undefined;
  const hasUpper = leaf[upper] !== undefined;
  const test = hasLower && hasUpper ? 'between' : hasUpper ? upper : lower;
  const value = (bound: Bound) => (Number.isFinite(leaf[bound]) ? leaf[bound]! : '');
  const set = (bound: Bound, next: number | string) => onChange({ ...leaf, [bound]: next === '' ? Number.NaN : Number(next) });
  const field = (bound: Bound) => (
    <NumberInput
      key={bound}
      aria-label={`${name}: ${t(`segments.test.${bound}`)}`}
      w={88}
      hideControls
      placeholder={measure ? format.number(bound === upper ? measure.max : measure.median, 2) : ''}
      value={value(bound)}
      onChange={(next) => set(bound, next)}
    />
  );
  return (
    <>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <Select
        aria-label={t('segments.leaf.test', { name })}
        w={112}
        allowDeselect={false}
        data={MEASURE_TESTS.map((one) => ({ value: one, label: t(`segments.test.${one}`) }))}
        value={test}
        onChange={(next) => {
          const bare = { measure: leaf.measure };
          const a = leaf[lower] ?? leaf[upper] ?? Number.NaN;
          if (next === 'between') onChange({ ...bare, atLeast: leaf[lower] ?? Number.NaN, atMost: leaf[upper] ?? Number.NaN });
          else onChange({ ...bare, [next as Bound]: next === 'atMost' || next === 'below' ? (leaf[upper] ?? a) : a });
        }}
      />
      {test === 'between' ? (
        <>
          {field(lower)}
          <span>{t('segments.test.and')}</span>
          {field(upper)}
        </>
      ) : (
        field(test)
      )}
      {measure ? (
        <span className={styles.hint}>
          {t('segments.leaf.range', {
            low: format.number(measure.min, 2),
            median: format.number(measure.median, 2),
            high: format.number(measure.max, 2),
          })}
        </span>
      ) : null}
    </>
  );
}

const DATES = ['joined', 'left', 'firstSeen', 'lastSeen'] as const;

function DateFields({ leaf, onChange }: { leaf: Leaf<'date'>; onChange: Change<Rule> }) {
  const t = useT();
  return (
    <>
      <Select
        aria-label={t('segments.leaf.date')}
        w={132}
        allowDeselect={false}
        data={DATES.map((value) => ({ value, label: t(`segments.date.${value}`) }))}
        value={leaf.date}
        onChange={(next) => onChange({ ...leaf, date: next as (typeof DATES)[number] })}
      />
      <WindowFields
        window={leaf.window}
        // Days after joining say nothing about the day of joining.
        hasJoin={leaf.date !== 'joined'}
        onChange={(window) => window && onChange({ ...leaf, window })}
      />
    </>
  );
}

const TIMES_TESTS = ['atLeast', 'atMost', 'exactly', 'between'] as const;
const BASES = ['all', 'events', 'posts'] as const;

function DidFields({
  leaf,
  isNot,
  onChange,
  onNot,
}: {
  leaf: Leaf<'did'>;
  isNot: boolean;
  onChange: Change<Rule>;
  onNot: () => void;
}) {
  const t = useT();
  const times = leaf.times ?? { atLeast: 1 };
  const test =
    times.exactly !== undefined
      ? 'exactly'
      : times.atLeast !== undefined && times.atMost !== undefined
        ? 'between'
        : times.atMost !== undefined
          ? 'atMost'
          : 'atLeast';
  const number = (bound: 'atLeast' | 'atMost' | 'exactly') => (
    <NumberInput
      key={bound}
      aria-label={t(`segments.times.${bound}`)}
      w={56}
      min={0}
      allowDecimal={false}
      hideControls
      value={times[bound] !== undefined && Number.isFinite(times[bound]) ? times[bound] : ''}
      onChange={(next) => onChange({ ...leaf, times: { ...times, [bound]: next === '' ? Number.NaN : Number(next) } })}
    />
  );
  return (
    <>
      <Select
        aria-label={t('segments.leaf.did')}
        w={96}
        allowDeselect={false}
        data={[
          { value: 'did', label: t('segments.test.did') },
          { value: 'not', label: t('segments.test.did-not') },
        ]}
        value={isNot ? 'not' : 'did'}
        onChange={(next) => {
          if ((next === 'not') !== isNot) onNot();
        }}
      />
      <KindSelect label={t('segments.leaf.kinds')} kinds={leaf.did} onChange={(did) => onChange({ ...leaf, did })} />
      {leaf.inBasis !== undefined ? (
        <Select
          aria-label={t('segments.leaf.basis')}
          w={128}
          allowDeselect={false}
          data={BASES.map((value) => ({ value, label: t(`scope.basis.${value}`) }))}
          value={leaf.inBasis}
          onChange={(next) => onChange({ ...leaf, inBasis: next as (typeof BASES)[number] })}
        />
      ) : null}
      {leaf.content !== undefined ? (
        <ContentSelect ids={leaf.content} onChange={(content) => onChange({ ...leaf, content })} />
      ) : null}
      {isNot && leaf.times === undefined ? null : (
        <>
          <Select
            aria-label={t('segments.leaf.times')}
            w={96}
            allowDeselect={false}
            data={TIMES_TESTS.map((value) => ({ value, label: t(`segments.times.${value}`) }))}
            value={test}
            onChange={(next) => {
              const n = times.exactly ?? times.atLeast ?? times.atMost ?? 1;
              if (next === 'between') onChange({ ...leaf, times: { atLeast: times.atLeast ?? 1, atMost: Math.max(n, 3) } });
              else onChange({ ...leaf, times: { [next as 'atLeast']: n } });
            }}
          />
          {test === 'between' ? (
            <>
              {number('atLeast')}
              <span>{t('segments.test.to')}</span>
              {number('atMost')}
            </>
          ) : (
            number(test)
          )}
          <span>{t('segments.times.unit')}</span>
        </>
      )}
      <WindowFields
        isOptional
        window={leaf.window}
        onChange={(window) => {
          const { window: _, ...rest } = leaf;
          onChange(window ? { ...rest, window } : rest);
        }}
      />
    </>
  );
}

function EdgeFields({ leaf, onChange }: { leaf: Leaf<'first'> | Leaf<'last'>; onChange: Change<Rule> }) {
  const t = useT();
  const isFirst = 'first' in leaf;
  const kinds = isFirst ? leaf.first : leaf.last;
  const make = (next: string[], edge: 'first' | 'last'): Rule =>
    edge === 'first' ? { first: next, window: leaf.window } : { last: next, window: leaf.window };
  return (
    <>
      <Select
        aria-label={t('segments.leaf.edge')}
        w={112}
        allowDeselect={false}
        data={[
          { value: 'first', label: t('segments.test.first') },
          { value: 'last', label: t('segments.test.last') },
        ]}
        value={isFirst ? 'first' : 'last'}
        onChange={(next) => onChange(make(kinds, next as 'first' | 'last'))}
      />
      <KindSelect
        label={t('segments.leaf.kinds')}
        kinds={kinds}
        onChange={(next) => onChange(make(next, isFirst ? 'first' : 'last'))}
      />
      <WindowFields window={leaf.window} onChange={(window) => window && onChange({ ...leaf, window })} />
    </>
  );
}

const MOST_STEPS = 8;

function SequenceFields({ leaf, onChange }: { leaf: Leaf<'sequence'>; onChange: Change<Rule> }) {
  const t = useT();
  const steps = leaf.sequence;
  return (
    <>
      {steps.map((kinds, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <span key={i} className={styles.step}>
          <span>{t(i === 0 ? 'segments.sequence.first' : 'segments.sequence.then')}</span>
          <KindSelect
            label={t('segments.sequence.step', { n: i + 1 })}
            kinds={kinds}
            onChange={(next) => onChange({ ...leaf, sequence: steps.with(i, next) })}
          />
          {steps.length > 2 ? (
            <button
              type="button"
              className={styles.text}
              aria-label={t('segments.sequence.remove', { n: i + 1 })}
              onClick={() => onChange({ ...leaf, sequence: steps.toSpliced(i, 1) })}
            >
              ×
            </button>
          ) : null}
        </span>
      ))}
      {steps.length < MOST_STEPS ? (
        <button type="button" className={styles.text} onClick={() => onChange({ ...leaf, sequence: [...steps, []] })}>
          {t('segments.sequence.add')}
        </button>
      ) : null}
      <span className={styles.step}>
        <Select
          aria-label={t('segments.sequence.within')}
          w={140}
          allowDeselect={false}
          data={[
            { value: 'within', label: t('segments.sequence.within') },
            { value: 'any', label: t('segments.sequence.any') },
          ]}
          value={leaf.withinDays === null ? 'any' : 'within'}
          onChange={(next) => onChange({ ...leaf, withinDays: next === 'any' ? null : 7 })}
        />
        {leaf.withinDays === null ? null : (
          <>
            <DaysInput value={leaf.withinDays} onChange={(withinDays) => onChange({ ...leaf, withinDays })} />
            <span>{t('segments.window.days')}</span>
          </>
        )}
      </span>
      <WindowFields
        isOptional
        window={leaf.window}
        onChange={(window) => {
          const { window: _, ...rest } = leaf;
          onChange(window ? { ...rest, window } : rest);
        }}
      />
    </>
  );
}

function SegmentFields({ leaf, onChange }: { leaf: Leaf<'segment'>; onChange: Change<Rule> }) {
  const t = useT();
  const { words, except } = useVocabulary();
  const chosen = words.segments.find((one) => one.segmentNo === leaf.segment || one.name === leaf.segment);
  const choices = words.segments.filter((one) => one.segmentNo !== except);
  const isGone = !chosen && leaf.segment !== 0;
  return (
    <>
      <span className={styles.name}>{t('segments.leaf.segment')}</span>
      <Select
        aria-label={t('segments.leaf.segment')}
        className={styles.grow ?? ''}
        searchable
        allowDeselect={false}
        placeholder={choices.length === 0 ? t('segments.leaf.no-segments') : t('segments.leaf.choose')}
        data={[
          ...choices.map((one) => ({ value: String(one.segmentNo), label: one.name })),
          ...(isGone ? [{ value: String(leaf.segment), label: t('segments.leaf.gone', { name: String(leaf.segment) }) }] : []),
        ]}
        filter={({ options, search }) => options.filter((option) => 'value' in option && fits(search, option.label))}
        value={chosen ? String(chosen.segmentNo) : isGone ? String(leaf.segment) : null}
        onChange={(next) => next && onChange({ segment: Number(next) })}
      />
    </>
  );
}

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

function ContentSelect({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
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

function WindowFields({
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

function DaysInput({ value, onChange }: { value: number; onChange: (days: number) => void }) {
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
