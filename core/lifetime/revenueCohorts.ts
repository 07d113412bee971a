import type { From, Result } from '../base/result.ts';
import { offsetOf } from '../kernel/calendar.ts';
import { calendarOfData, type People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { orderRows } from './queries.ts';

export interface RevenueCohorts {
  kind: 'revenue-cohorts';
  /** By month of the first paid order. */
  cohorts: {
    start: string;
    buyers: number;
    /** Paid less refunded in each month since, a buyer, summed up from month 0; null from the month the data does not reach the end of. */
    cumulative: (number | null)[];
  }[];
  /** Over cohorts whose month is complete, weighted by buyers. */
  mean: (number | null)[];
  from: From;
}

/** What is a buyer worth by now? Revenue less refunds since the first order, cohort by cohort, a buyer. Months are those of the community. Cost: one query. */
export function revenueCohorts(data: Dataset, { people = null }: { people?: People | null }): Result<RevenueCohorts> {
  const from = fromOf(data, 'revenue-cohorts/1', data.columns.events, { people: people?.label ?? null, refunds: 'netted' });
  const rows = orderRows(data.db).filter((r) => people === null || people.mask[r.memberNo - 1] === 1);
  if (rows.length === 0) return unavailable('no-orders', 0, 1, from);
  const offset = offsetOf(data.zone);
  const monthOf = (ms: number) => {
    const local = new Date(ms + offset(Math.floor(ms / 1000)) * 1000);
    return local.getUTCFullYear() * 12 + local.getUTCMonth();
  };
  const span = calendarOfData(data);
  const endMs = span ? span.calendar.start[span.calendar.days]! * 1000 : rows.reduce((m, r) => Math.max(m, r.at), 0);
  const endMonth = monthOf(endMs); // the month that holds the end: complete only when the data ends with it
  const sums = new Map<number, { buyers: number; byMonth: Map<number, number> }>();
  let member = -1;
  let first = 0;
  for (const r of rows) {
    if (r.memberNo !== member) {
      member = r.memberNo;
      first = monthOf(r.at);
      const of = sums.get(first) ?? { buyers: 0, byMonth: new Map<number, number>() };
      of.buyers++;
      sums.set(first, of);
    }
    const { byMonth } = sums.get(first)!;
    const k = monthOf(r.at) - first;
    byMonth.set(k, (byMonth.get(k) ?? 0) + r.amount / 100);
  }
  const starts = [...sums.keys()].sort((a, b) => a - b);
  const cohorts = starts.map((start) => {
    const { buyers, byMonth } = sums.get(start)!;
    let sum = 0;
    const cumulative: (number | null)[] = [];
    for (let k = 0; start + k <= endMonth; k++) {
      sum += byMonth.get(k) ?? 0;
      cumulative.push(start + k < endMonth ? sum / buyers : null);
    }
    return { start: `${Math.floor(start / 12)}-${String((start % 12) + 1).padStart(2, '0')}-01`, buyers, cumulative };
  });
  const width = cohorts.reduce((w, c) => Math.max(w, c.cumulative.length), 0);
  const mean = Array.from({ length: width }, (_, k) => {
    const done = cohorts.filter((c) => c.cumulative[k] !== null && c.cumulative[k] !== undefined);
    const buyers = done.reduce((n, c) => n + c.buyers, 0);
    return buyers === 0 ? null : done.reduce((sum, c) => sum + c.cumulative[k]! * c.buyers, 0) / buyers;
  });
  return { kind: 'revenue-cohorts', cohorts, mean, from };
}
