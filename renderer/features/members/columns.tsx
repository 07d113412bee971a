import type { ClassCounts, FacetField, MemberClasses, MemberListRow, MemberSort } from '../../../core/api/contract.ts';
import { attributeValue, type T } from '../../i18n/t.ts';
import type { GridColumn } from '../../ui/DataGrid.tsx';
import { capital, type Format } from '../../ui/format.ts';

export const FACET_FIELDS: readonly FacetField[] = [
  'role',
  'status',
  'plan',
  'age_band',
  'gender',
  'occupation',
  'education',
  'region',
  'country',
  'city',
  'acquisition_channel',
];
/** Facets shown as columns until the person chooses others. */
const USUAL: readonly FacetField[] = ['role', 'plan', 'region'];

export type MemberColumn = MemberSort | keyof MemberClasses;

/** @param classes words of the computed classes */
export function memberColumns(t: T, format: Format, classes: readonly ClassCounts[]): GridColumn<MemberListRow, MemberColumn>[] {
  const classText = (field: 'level' | 'health' | 'rfm', value: string | null): string | null => {
    if (value === null) return null;
    const words = classes.find((one) => one.field === field)?.values.find((one) => one.value === value)?.words;
    return words ? (format.locale === 'en' ? capital(words.en) : words.zh) : value;
  };
  const classColumn = (field: 'level' | 'health' | 'rfm', width: number): GridColumn<MemberListRow, MemberColumn> => ({
    id: field,
    name: t(`segments.class.${field}`),
    hint: t(`segments.class.${field}-define`),
    width,
    isExtra: true,
    isSortable: false,
    missing: t('segments.class.missing'),
    cell: (row) => classText(field, row[field]),
    text: (row) => classText(field, row[field]) ?? '',
  });
  const number = (
    id: 'events' | 'posts' | 'activeDays' | 'contents',
    width: number,
  ): GridColumn<MemberListRow, MemberColumn> => ({
    id,
    name: t(`members.column.${id}`),
    hint: t(`members.column.${id}-define`),
    width,
    isNumeric: true,
    cell: (row) => format.int(row[id]),
    text: (row) => String(row[id]),
  });
  return [
    {
      id: 'handle',
      name: t('members.column.handle'),
      width: 180,
      cell: (row) => <span title={row.handle ?? row.memberId}>{row.handle ?? row.memberId}</span>,
      text: (row) => row.handle ?? row.memberId,
    },
    {
      id: 'lastSeenAt',
      name: t('members.column.lastSeenAt'),
      hint: t('members.column.lastSeenAt-define'),
      width: 112,
      isNumeric: true,
      missing: t('members.missing.lastSeenAt'),
      cell: (row) => (row.lastSeenAt === null ? null : format.date(row.lastSeenAt)),
      text: (row) => (row.lastSeenAt === null ? '' : format.time(row.lastSeenAt)),
    },
    number('activeDays', 96),
    number('events', 88),
    number('posts', 80),
    number('contents', 96),
    {
      id: 'spend',
      name: t('members.column.spend'),
      hint: t('members.column.spend-define'),
      width: 108,
      isNumeric: true,
      cell: (row) => format.money(row.spend),
      text: (row) => format.money(row.spend),
    },
    {
      id: 'joinedAt',
      name: t('members.column.joinedAt'),
      width: 112,
      isNumeric: true,
      missing: t('members.missing.joinedAt'),
      cell: (row) => (row.joinedAt === null ? null : format.date(row.joinedAt)),
      text: (row) => (row.joinedAt === null ? '' : format.time(row.joinedAt)),
    },
    {
      id: 'score',
      name: t('segments.class.score'),
      hint: t('segments.class.score-define'),
      width: 80,
      isNumeric: true,
      isExtra: true,
      isSortable: false,
      missing: t('segments.class.missing'),
      cell: (row) => (row.score === null ? null : format.number(row.score, 1)),
      text: (row) => (row.score === null ? '' : String(row.score)),
    },
    classColumn('level', 104),
    classColumn('health', 104),
    classColumn('rfm', 148),
    ...FACET_FIELDS.map(
      (field): GridColumn<MemberListRow, MemberColumn> => ({
        id: field,
        name: t(`word.facet.${field}`),
        width: 112,
        isExtra: !USUAL.includes(field),
        missing: t('members.missing.attribute'),
        cell: (row) => (row[field] === null ? null : attributeValue(t, format.locale, field, row[field])),
        text: (row) => row[field] ?? '',
      }),
    ),
  ];
}
