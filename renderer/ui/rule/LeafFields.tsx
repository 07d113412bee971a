/** The fields of one condition, with the real values and how many members have each. */
import { MultiSelect, NumberInput, Select } from '@mantine/core';
import type { Rule } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { capital } from '../format.ts';
import { useFormat, useSay } from '../hooks.ts';
import { fits } from '../pinyin.ts';
import { ContentSelect, DaysInput, FIELD, KindSelect, useVocabulary, WindowFields } from './pickers.tsx';
import styles from './RuleEditor.module.css';
import type { Leaf } from './ruleEdit.ts';

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
