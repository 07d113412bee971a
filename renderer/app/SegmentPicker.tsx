import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useEngine } from '../client/engine.ts';
import { useT } from '../i18n/t.ts';
import { useFormat } from '../ui/hooks.ts';
import { fits } from '../ui/pinyin.ts';
import styles from './ScopeBar.module.css';
import { scopeOf, useAddress, useChangeAddress } from './search.ts';

const EVERYBODY = 'everybody';
const NEW = 'new';

/** Whose activity counts: everybody, or the members of a saved segment. Kept in the address with the rest of the scope. */
export function SegmentPicker() {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const address = useAddress();
  const change = useChangeAddress();
  const { segment } = address;
  const [isOpened, setOpened] = useState(false);
  // Sizes cost one evaluation each: not before somebody looks.
  const list = useEngine('segments', {}, { enabled: isOpened || segment !== undefined });
  const rows = list.data?.rows ?? [];
  const chosen = rows.find((row) => row.segmentNo === segment);
  const usable = rows.filter((row) => (row.trashedAt === null && row.problem === null) || row === chosen);
  const sizes = new Map(usable.map((row) => [String(row.segmentNo), row.size]));
  // Gone for good, or not read yet: its number keeps the place.
  const isUnknown = segment !== undefined && !chosen;
  return (
    <Select
      aria-label={t('segments.scope.label')}
      className={styles.segment ?? ''}
      allowDeselect={false}
      onDropdownOpen={() => setOpened(true)}
      searchable
      selectFirstOptionOnChange
      maxDropdownHeight={360}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      data={[
        { value: EVERYBODY, label: t('segments.scope.all') },
        ...usable.map((row) => ({ value: String(row.segmentNo), label: row.name })),
        ...(isUnknown ? [{ value: String(segment), label: list.data ? t('segments.scope.gone', { n: segment }) : '…' }] : []),
        { value: NEW, label: t('segments.scope.new') },
      ]}
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && (option.value === NEW || fits(search, option.label)))
      }
      renderOption={({ option }) => (
        <span className={styles.option} data-new={option.value === NEW}>
          <span title={option.label}>{option.label}</span>
          {sizes.has(option.value) ? (
            <span className={styles.size}>{format.compact(sizes.get(option.value) ?? null)}</span>
          ) : null}
        </span>
      )}
      value={segment === undefined ? EVERYBODY : String(segment)}
      data-set={segment !== undefined}
      title={chosen?.name}
      onChange={(next) => {
        if (next === NEW) void navigate({ to: '/segments', search: { ...scopeOf(address), view: 'edit' } as never });
        else change({ segment: next === EVERYBODY || next === null ? undefined : Number(next) });
      }}
    />
  );
}
