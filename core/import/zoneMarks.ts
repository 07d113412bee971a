/** Which zone marks the times of one column carry: two kinds in one column are a warning, none at all an assumption. */
import type { FieldCells } from './cells.ts';
import type { ConvertContext } from './convert.ts';

export interface ZoneMarks {
  see(text: string | null): void;
  /** For hot paths: times whose mark is known without making texts of them. */
  count(mark: '' | 'Z', times: number): void;
  report(ctx: ConvertContext, cells: FieldCells): void;
}

const LOCAL = '';
const CLOCK = /\d{1,2}[:时点]\d/;
const MARK = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;

export function zoneMarks(): ZoneMarks {
  const counts = new Map<string, number>();
  const samples = new Map<string, string>();
  const count = (mark: string, times: number) => {
    if (times > 0) counts.set(mark, (counts.get(mark) ?? 0) + times);
  };
  return {
    count,
    see(text) {
      if (text === null || !CLOCK.test(text)) return; // days and numbers have no zone
      const mark = markOf(text);
      if (!samples.has(mark)) samples.set(mark, text);
      count(mark, 1);
    },
    report(ctx, cells) {
      const column = cells.source?.column ?? '';
      const total = [...counts.values()].reduce((a, b) => a + b, 0);
      if (counts.size > 1) {
        const most = Math.max(...counts.values());
        const rare = [...counts].find(([, n]) => n < most)?.[0] ?? [...counts.keys()][1]!;
        ctx.issues.add('two-time-zones', { table: ctx.table, column, sample: samples.get(rare) ?? rare }, total - most);
      } else if (counts.has(LOCAL) && !ctx.isZoneKnown && !cells.source?.zone) {
        ctx.issues.add('time-zone-assumed', { table: ctx.table, column, sample: ctx.zone }, total);
      }
    },
  };
}

function markOf(text: string): string {
  const mark = MARK.exec(text.trim())?.[1]?.toUpperCase();
  if (mark === undefined) return LOCAL;
  return mark === 'Z' || mark === 'UTC' || mark === 'GMT' || /^[+-]00:?00$/.test(mark) ? 'Z' : mark.replace(':', '');
}
