import { SegmentedControl, Select } from '@mantine/core';
import type { Grain, RetentionDefinition } from '../../../core/api/contract.ts';
import type { RetentionSearch } from '../../app/search.ts';
import { useT } from '../../i18n/t.ts';
import board from '../../ui/Board.module.css';
import { Field } from '../../ui/Field.tsx';
import { KindPicker, useKinds } from '../../ui/KindPicker.tsx';
import { Brackets } from './Brackets.tsx';
import { FIRST_PERIODS, type RetentionOptions } from './options.ts';

const GRAINS: readonly Grain[] = ['day', 'week', 'month'];
const PERIODS = [8, FIRST_PERIODS, 27, 53];
/** What paying looks like, where the data has it: the first thing asked of "first did". */
const PAID = ['purchase', 'renew'];

export interface Splitters {
  attributes: { value: string; label: string }[];
  segments: { value: string; label: string }[];
}

export function Controls({
  options,
  brackets,
  splitters,
  onChange,
}: {
  options: RetentionOptions;
  brackets: [number, number][];
  splitters: Splitters;
  onChange: (change: { [K in keyof RetentionSearch]: RetentionSearch[K] | undefined }) => void;
}) {
  const t = useT();
  const kinds = useKinds();
  const firstKinds = () => {
    const paid = PAID.filter((name) => kinds.some((kind) => kind.name === name));
    return paid.length > 0 ? paid : kinds.slice(0, 1).map((kind) => kind.name);
  };
  const grains = GRAINS.map((value) => ({ value, label: t(`overview.grain.${value}`) }));
  const own = (value: 'entry' | 'return') => (Array.isArray(options[value]) ? (options[value] as string[]) : null);
  const entryKinds = own('entry');
  const returnKinds = own('return');

  return (
    <div className={board.controls}>
      <Field name={t('retention.field.entry')}>
        <Select
          aria-label={t('retention.field.entry')}
          allowDeselect={false}
          w={136}
          data={(['joined', 'first-event', 'kinds'] as const).map((value) => ({ value, label: t(`retention.entry.${value}`) }))}
          value={entryKinds ? 'kinds' : (options.entry as string)}
          onChange={(next) =>
            onChange({ entry: next === 'kinds' ? firstKinds() : (next as RetentionDefinition['entry']), column: undefined })
          }
        />
        {entryKinds ? (
          <KindPicker
            label={t('retention.field.entry-kinds')}
            value={entryKinds}
            onChange={(next) => next.length > 0 && onChange({ entry: next })}
          />
        ) : null}
      </Field>
      <Field name={t('retention.field.return')}>
        <Select
          aria-label={t('retention.field.return')}
          allowDeselect={false}
          w={136}
          data={(['any', 'posts', 'kinds'] as const).map((value) => ({ value, label: t(`retention.return.${value}`) }))}
          value={returnKinds ? 'kinds' : (options.return as string)}
          onChange={(next) => onChange({ return: next === 'kinds' ? firstKinds() : (next as RetentionDefinition['return']) })}
        />
        {returnKinds ? (
          <KindPicker
            label={t('retention.field.return-kinds')}
            value={returnKinds}
            onChange={(next) => next.length > 0 && onChange({ return: next })}
          />
        ) : null}
      </Field>
      <Field name={t('retention.field.cohort')} hint={t('retention.field.cohort-define')}>
        <SegmentedControl
          aria-label={t('retention.field.cohort')}
          data={grains}
          value={options.cohort}
          onChange={(next) => onChange({ cohort: next as Grain, period: options.period })}
        />
      </Field>
      <Field name={t('retention.field.period')}>
        <SegmentedControl
          aria-label={t('retention.field.period')}
          data={grains}
          value={options.period}
          onChange={(next) => onChange({ period: next as Grain, column: undefined })}
        />
      </Field>
      <Field name={t('retention.field.mode')} hint={t('retention.field.mode-define')}>
        <SegmentedControl
          aria-label={t('retention.field.mode')}
          data={(['on', 'on-or-after', 'bracket'] as const).map((value) => ({ value, label: t(`retention.mode.${value}`) }))}
          value={options.mode}
          onChange={(next) => onChange({ mode: next as RetentionDefinition['mode'], column: undefined })}
        />
      </Field>
      {options.mode === 'bracket' ? (
        <Field name={t('retention.field.brackets')} hint={t('retention.field.brackets-define')}>
          <Brackets
            brackets={brackets}
            isSuggested={options.brackets === null}
            onChange={(next) => onChange({ brackets: next, column: undefined })}
          />
        </Field>
      ) : (
        <Field name={t('retention.field.periods')}>
          <Select
            aria-label={t('retention.field.periods')}
            allowDeselect={false}
            w={84}
            data={[
              ...[...new Set([...PERIODS, options.periods ?? FIRST_PERIODS])]
                .sort((a, b) => a - b)
                .map((n) => ({ value: String(n), label: t('retention.periods.some', { n }) })),
              { value: 'all', label: t('retention.periods.all') },
            ]}
            value={options.periods === null ? 'all' : String(options.periods)}
            onChange={(next) => onChange({ periods: next === 'all' ? null : Number(next) })}
          />
        </Field>
      )}
      <Field name={t('retention.field.window')} hint={t('retention.field.window-define')}>
        <SegmentedControl
          aria-label={t('retention.field.window')}
          data={(['calendar', 'hours24'] as const).map((value) => ({ value, label: t(`retention.window.${value}`) }))}
          value={options.window}
          onChange={(next) => onChange({ window: next as RetentionDefinition['window'] })}
        />
      </Field>
      <Field name={t('retention.field.mean')} hint={t('retention.field.mean-define')}>
        <SegmentedControl
          aria-label={t('retention.field.mean')}
          data={(['weighted', 'simple'] as const).map((value) => ({ value, label: t(`retention.mean.${value}`) }))}
          value={options.mean}
          onChange={(next) => onChange({ mean: next as RetentionDefinition['mean'] })}
        />
      </Field>
      <Field name={t('retention.field.breakdown')} hint={t('retention.field.breakdown-define')}>
        <Select
          aria-label={t('retention.field.breakdown')}
          allowDeselect={false}
          searchable
          w={168}
          comboboxProps={{ width: 240, position: 'bottom-start' }}
          maxDropdownHeight={320}
          data={[
            { value: 'none', label: t('retention.breakdown.none') },
            ...(splitters.attributes.length > 0
              ? [{ group: t('retention.breakdown.attributes'), items: splitters.attributes }]
              : []),
            ...(splitters.segments.length > 0 ? [{ group: t('retention.breakdown.segments'), items: splitters.segments }] : []),
          ]}
          value={options.breakdown ?? 'none'}
          onChange={(next) => onChange({ breakdown: next === 'none' || next === null ? undefined : next, group: undefined })}
        />
      </Field>
    </div>
  );
}
