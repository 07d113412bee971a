import { Button, Popover, Select } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import type { Basis } from '../../core/api/contract.ts';
import { useAppState } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { addDays, mondayOf } from '../ui/format.ts';
import { useFormat } from '../ui/hooks.ts';
import styles from './ScopeBar.module.css';
import { SegmentPicker } from './SegmentPicker.tsx';
import { useAddress, useChangeAddress } from './search.ts';

const PRESET_WEEKS = [4, 12, 26, 52] as const;
const BASES: readonly Basis[] = ['all', 'events', 'posts'];

/** Which days, which actions and whose count. Shared by the analysis pages, kept in the address.
 *  @param props.hasPeriod a page about now, such as the list of members, asks for the people only */
export function ScopeBar({ hasPeriod }: { hasPeriod: boolean }) {
  const t = useT();
  return (
    <fieldset className={styles.bar} aria-label={t('scope.bar.label')}>
      {hasPeriod ? <Period /> : null}
      <SegmentPicker />
    </fieldset>
  );
}

function Period() {
  const t = useT();
  const format = useFormat();
  const workspace = useAppState().data?.workspace;
  const { from, to, basis = 'all' } = useAddress();
  const change = useChangeAddress();
  const [isOpen, setOpen] = useState(false);
  const [range, setRange] = useState<[string | null, string | null]>([null, null]);
  const lastDay = workspace?.lastDay ?? null;
  const firstDay = workspace?.firstDay ?? null;

  // Presets end with the data and begin on a Monday, so that no week is cut at the front.
  const presets = lastDay
    ? PRESET_WEEKS.map((weeks) => ({ weeks, from: mondayOf(addDays(lastDay, -7 * (weeks - 1))) })).filter(
        (preset) => !firstDay || preset.from > firstDay,
      )
    : [];
  const preset = presets.find((entry) => entry.from === from && to === lastDay);
  const name = preset
    ? t('scope.period.weeks', { n: preset.weeks })
    : !from && !to
      ? t('scope.period.all')
      : `${format.tick('week', from ?? firstDay ?? '', true)} – ${format.tick('week', to ?? lastDay ?? '', true)}`;

  const choose = (nextFrom: string | undefined, nextTo: string | undefined) => {
    change({ from: nextFrom, to: nextTo });
    setOpen(false);
  };

  return (
    <>
      <Popover
        opened={isOpen}
        onChange={(next) => {
          setOpen(next);
          if (next) setRange([from ?? null, to ?? null]);
        }}
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<CalendarRange size={14} />}
            onClick={() => {
              setRange([from ?? null, to ?? null]);
              setOpen(!isOpen);
            }}
            aria-label={t('scope.period.label', { period: name })}
          >
            {name}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={styles.pick}>
            <div className={styles.presets}>
              {presets.map((entry) => (
                <Button
                  key={entry.weeks}
                  justify="flex-start"
                  variant={entry === preset ? 'light' : 'subtle'}
                  onClick={() => choose(entry.from, lastDay ?? undefined)}
                >
                  {t('scope.period.weeks', { n: entry.weeks })}
                </Button>
              ))}
              <Button
                justify="flex-start"
                variant={!from && !to ? 'light' : 'subtle'}
                onClick={() => choose(undefined, undefined)}
              >
                {t('scope.period.all')}
              </Button>
            </div>
            <DatePicker
              type="range"
              size="sm"
              monthLabelFormat={format.locale === 'en' ? 'MMMM YYYY' : 'YYYY年M月'}
              value={range}
              {...(firstDay && lastDay ? { defaultDate: lastDay, minDate: firstDay, maxDate: lastDay } : {})}
              allowSingleDateInRange
              onChange={(next) => {
                setRange(next);
                if (next[0] && next[1]) choose(next[0], next[1]);
              }}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      <Select
        aria-label={t('scope.basis.label')}
        className={styles.basis ?? ''}
        allowDeselect={false}
        data={BASES.map((value) => ({ value, label: t(`scope.basis.${value}`) }))}
        value={basis}
        onChange={(next) => change({ basis: next === 'all' ? undefined : (next as Basis) })}
      />
    </>
  );
}
