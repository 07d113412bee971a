/** Exact counts of what the rows hold. */
import { dayOf, monthOfDay } from './calendar.ts';
import type { SampleCounts, SampleTable } from './types.ts';

export function countRows(tables: readonly SampleTable[]): SampleCounts {
  const column = (entity: string, name: string): (string | null)[] => {
    const table = tables.find((t) => t.entity === entity)!;
    const at = table.columns.indexOf(name);
    return table.rows.map((row) => row[at] ?? null);
  };
  const size = (entity: string) => tables.find((t) => t.entity === entity)!.rows.length;
  const sum = (values: readonly (string | null)[]) => values.reduce((total, v) => total + (v === null ? 0 : Number(v)), 0);
  const months = (times: readonly (string | null)[]) => times.map((t) => monthOfDay[dayOf(Number(t))]!);
  const paidAt = column('order', 'paid_at');
  const amounts = column('order', 'amount_minor');
  const refunds = column('order', 'refund_minor');
  const paid = amounts.filter((_, i) => paidAt[i] !== null);

  const who = column('event', 'member_id');
  const active = new Map<string, Set<string>>();
  months(column('event', 'occurred_at')).forEach((month, i) => {
    let set = active.get(month);
    if (!set) active.set(month, (set = new Set()));
    set.add(who[i]!);
  });
  return {
    members: size('member'),
    contents: size('content'),
    events: size('event'),
    eventsByKind: tally(column('event', 'kind')),
    posts: size('post'),
    postsByKind: tally(column('post', 'kind')),
    reactions: size('reaction'),
    orders: size('order'),
    ordersByStatus: tally(column('order', 'status')),
    ordersPaid: paid.length,
    paidMinor: sum(paid),
    ordersRefunded: refunds.filter((r) => r !== null).length,
    refundedMinor: sum(refunds),
    activeMembersByMonth: Object.fromEntries(
      [...active].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, set]) => [month, set.size]),
    ),
    joinsByMonth: tally(months(column('member', 'joined_at'))),
    membersByPlan: tally(column('member', 'plan')),
    membersByRole: tally(column('member', 'role')),
    rowsByEntity: Object.fromEntries(tables.map((t) => [t.entity, t.rows.length])),
  };
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? 'none'] = (counts[value ?? 'none'] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
