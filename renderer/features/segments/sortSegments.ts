import type { SegmentRow } from '../../../core/api/contract.ts';

export interface ListSort {
  column: 'name' | 'sentence' | 'size' | 'kind' | 'updated';
  isDown: boolean;
}

const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** Rules that no longer work come last either way; ties by name. */
export function sortSegments(rows: readonly SegmentRow[], { column, isDown }: ListSort): SegmentRow[] {
  const sign = isDown ? -1 : 1;
  const by = (a: SegmentRow, b: SegmentRow): number => {
    if (column === 'name') return sign * collator.compare(a.name, b.name);
    if (column === 'sentence') return sign * collator.compare(a.sentence.zh, b.sentence.zh);
    if (column === 'kind') return sign * (Number(a.isList) - Number(b.isList));
    if (column === 'updated') return sign * ((a.trashedAt ?? a.updatedAt) - (b.trashedAt ?? b.updatedAt));
    if (a.size === null || b.size === null) return Number(a.size === null) - Number(b.size === null);
    return sign * (a.size - b.size);
  };
  return rows.toSorted((a, b) => by(a, b) || collator.compare(a.name, b.name));
}
