/** Plans, renewals, refunds and single purchases: who paid what, and until when each member stays. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { END_MS } from './calendar.ts';
import type { Content } from './contents.ts';
import type { Member } from './members.ts';
import type { PlannedEvent } from './planned.ts';
import { between, chance, keyOf, sampler, stream } from './streams.ts';
import { tableOf } from './table.ts';
import type { SampleTable } from './types.ts';

export interface Order {
  member: Member;
  status: 'placed' | 'paid' | 'refunded' | 'cancelled';
  orderedMs: number;
  paidMs: number | null;
  refundedMs: number | null;
  amountMinor: number;
  refundMinor: number | null;
  plan: string | null;
  content: Content | null;
  coupon: string | null;
  campaign: string | null;
  isRenewal: boolean;
}

export interface Membership {
  member: Member;
  plan: string;
  startMs: number;
  endMs: number;
  renews: Membership | null;
  refunded: boolean;
}

const PLANS = [
  { name: 'monthly', days: 30, minor: 3900 },
  { name: 'quarterly', days: 90, minor: 9900 },
  { name: 'annual', days: 365, minor: 36500 },
] as const;
const TRIAL_DAYS = 7;

/** Fills plan, status, leaving and last activity of every member. */
export function makeMemberships(seed: number, members: readonly Member[]): { memberships: Membership[]; orders: Order[] } {
  const rng = stream(seed, 'memberships');
  const memberships: Membership[] = [];
  const orders: Order[] = [];
  for (const m of members) {
    if (m.role !== 'member') continue;
    const isLapsed = m.behaviour.key === 'lapsed-trial';
    let start = m.joinedMs + between(rng, 1, 40) * MINUTE_MS;
    let previous: Membership | null = null;
    if (isLapsed && (m.isSpammer || chance(rng, 0.8))) {
      memberships.push({
        member: m,
        plan: 'trial',
        startMs: start,
        endMs: start + TRIAL_DAYS * DAY_MS,
        renews: null,
        refunded: false,
      });
      previous = memberships.at(-1)!;
    } else {
      let plan = rng.pick([0, 1, 2], isLapsed ? [70, 22, 8] : m.behaviour.key === 'deep-learner' ? [6, 17, 77] : [9, 22, 69]);
      while (start < END_MS) {
        const { name, days, minor } = PLANS[plan]!;
        const isRenewal: boolean = previous !== null;
        const current: Membership = {
          member: m,
          plan: name,
          startMs: Math.max(start, previous?.endMs ?? 0),
          endMs: 0,
          renews: previous,
          refunded: false,
        };
        current.endMs = current.startMs + days * DAY_MS;
        const order: Order = {
          member: m,
          status: 'paid',
          orderedMs: start - 30_000,
          paidMs: start,
          refundedMs: null,
          amountMinor: isRenewal ? Math.round((minor * 9) / 1000) * 100 : minor,
          refundMinor: null,
          plan: name,
          content: null,
          coupon: isRenewal ? 'RETURN10' : null,
          campaign: null,
          isRenewal,
        };
        if (order.orderedMs < m.joinedMs) order.orderedMs = m.joinedMs;
        memberships.push(current);
        orders.push(order);
        previous = current;
        if (chance(rng, isLapsed ? 0.14 : isRenewal ? 0.012 : 0.026)) {
          const back = start + between(rng, 1, 7) * DAY_MS + rng.below(9 * 60) * MINUTE_MS;
          if (back < END_MS) {
            Object.assign(order, {
              status: 'refunded',
              refundedMs: back,
              refundMinor: chance(rng, 0.8) ? order.amountMinor : Math.round(order.amountMinor / 200) * 100,
            });
            current.refunded = true;
            current.endMs = back;
            break;
          }
        }
        if (!chance(rng, m.behaviour.renew[plan]!)) break;
        start = current.endMs + between(rng, -3 * 24, 2 * 24) * HOUR_MS + rng.below(60) * MINUTE_MS;
        if (chance(rng, 0.14)) plan = Math.min(2, plan + 1);
      }
    }
    settle(rng, m, previous!);
  }
  return { memberships, orders };
}

function settle(rng: Random, m: Member, last: Membership): void {
  m.plan = last.plan;
  m.status = last.endMs > END_MS ? 'active' : 'expired';
  m.untilMs = Math.min(END_MS - MINUTE_MS, last.endMs + (last.refunded ? 0 : between(rng, 0, 9 * 24) * HOUR_MS));
  // Some stop coming well before the plan ends.
  const lastStay = m.untilMs - Math.max(m.joinedMs, last.startMs);
  if (m.behaviour.key !== 'lapsed-trial' && m.status === 'expired' && !last.refunded && chance(rng, 0.55))
    m.untilMs -= Math.floor((lastStay * rng.below(60)) / 100);
  if (m.status === 'expired' && (last.refunded || chance(rng, 0.24))) {
    const left = m.untilMs + between(rng, 1, 20 * 24) * HOUR_MS;
    if (left < END_MS) m.leftMs = left;
  }
  if (m.isSpammer) m.status = chance(rng, 0.7) ? 'suspended' : 'expired';
  else if (m.leftMs !== null && chance(rng, 0.1)) m.status = 'deleted';
}

/** Courses and columns bought on their own, outside the windows in which an experiment decides about buying. */
export function buyContents(
  seed: number,
  scale: number,
  members: readonly Member[],
  contents: readonly Content[],
  bought: Set<string>,
  isGuarded: (m: Member, ms: number) => boolean,
): Order[] {
  const rng = stream(seed, 'purchases');
  const draw = sampler(
    members.map((m) =>
      m.role === 'member' && !m.isSpammer ? m.behaviour.buy * Math.min(365, (m.untilMs - m.joinedMs) / DAY_MS) : 0,
    ),
  );
  const orders: Order[] = [];
  for (let n = 0; n < Math.round(520 * scale); n++) {
    const m = members[draw(rng)]!;
    const ms = m.joinedMs + HOUR_MS + rng.below(Math.max(1, Math.floor((m.untilMs - m.joinedMs - 2 * HOUR_MS) / 1000))) * 1000;
    const order = isGuarded(m, ms) ? null : contentOrder(rng, m, ms, contents, bought);
    if (order) orders.push(order);
  }
  return orders;
}

/** One order of a course the member does not own yet; null when there is none.
 *  @param fate below 0.09 it is never paid, below 0.15 it is refunded, else it stands */
export function contentOrder(
  rng: Random,
  m: Member,
  ms: number,
  contents: readonly Content[],
  bought: Set<string>,
  fate = rng.unit(),
): Order | null {
  const options = contents.filter(
    (c) => c.priceMinor !== null && c.publishedMs < ms && c.lang === m.lang && !bought.has(m.key + c.key),
  );
  if (!options.length) return null;
  const content = rng.pick(
    options,
    options.map((c) => (c.topic === m.topic ? 12 : c.topic === m.topic2 ? 4 : 1)),
  );
  bought.add(m.key + content.key);
  const order: Order = {
    member: m,
    status: 'paid',
    orderedMs: ms,
    paidMs: ms + between(rng, 20, 400) * 1000,
    refundedMs: null,
    amountMinor: content.priceMinor!,
    refundMinor: null,
    plan: null,
    content,
    coupon: null,
    campaign: null,
    isRenewal: false,
  };
  if (fate < 0.09) Object.assign(order, { status: fate < 0.02 ? 'placed' : 'cancelled', paidMs: null });
  else if (fate < 0.15) {
    const back = ms + between(rng, 20, 7 * 24) * HOUR_MS;
    if (back < (m.leftMs ?? END_MS))
      Object.assign(order, { status: 'refunded', refundedMs: back, refundMinor: order.amountMinor });
  }
  return order;
}

/** Every paid order is an event, and so is every refund. */
export function orderEvents(orders: readonly Order[]): PlannedEvent[] {
  const events: PlannedEvent[] = [];
  for (const o of orders) {
    const shared = { member: o.member, content: o.content, unit: 'CNY', campaign: o.campaign };
    if (o.paidMs !== null)
      events.push({ ...shared, kind: o.isRenewal ? 'renew' : 'purchase', ms: o.paidMs, value: o.amountMinor / 100 });
    if (o.refundedMs !== null) events.push({ ...shared, kind: 'refund', ms: o.refundedMs, value: o.refundMinor! / 100 });
  }
  return events;
}

export function membershipTable(memberships: readonly Membership[]): SampleTable {
  const out = tableOf('membership', ['source_key', 'member_id', 'plan', 'started_at', 'ended_at', 'renewed_from', 'status']);
  const keys = new Map(memberships.map((s, n) => [s, keyOf('s', n + 1, 5)]));
  for (const s of memberships) {
    const graceMs = 3 * DAY_MS;
    const running = s.plan === 'trial' ? 'trial' : 'active';
    const status = s.refunded ? 'refunded' : s.endMs > END_MS ? running : s.endMs > END_MS - graceMs ? 'grace' : 'expired';
    out.add({
      source_key: keys.get(s)!,
      member_id: s.member.key,
      plan: s.plan,
      started_at: s.startMs,
      ended_at: s.endMs,
      renewed_from: s.renews ? keys.get(s.renews)! : null,
      status,
    });
  }
  return out.table;
}

export function orderTable(seed: number, orders: readonly Order[]): SampleTable {
  const rng = stream(seed, 'order-rows');
  const out = tableOf('order', [
    'source_key',
    'member_id',
    'status',
    'ordered_at',
    'paid_at',
    'refunded_at',
    'amount_minor',
    'refund_minor',
    'currency',
    'channel',
    'coupon',
    'campaign_key',
    'content_id',
    'plan',
    'qty',
  ]);
  [...orders]
    .sort((a, b) => a.orderedMs - b.orderedMs)
    .forEach((o, n) => {
      out.add({
        source_key: keyOf('o', n + 1, 5),
        member_id: o.member.key,
        status: o.status,
        ordered_at: o.orderedMs,
        paid_at: o.paidMs,
        refunded_at: o.refundedMs,
        amount_minor: o.amountMinor,
        refund_minor: o.refundMinor,
        currency: 'CNY',
        channel: rng.pick(['app', 'web', 'mini-program'], [5, 2, 4]),
        coupon: o.coupon,
        campaign_key: o.campaign,
        content_id: o.content?.key,
        plan: o.plan,
        qty: 1,
      });
    });
  return out.table;
}
