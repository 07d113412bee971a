/** Eighteen past campaigns, two of each mechanism, each with a random hold-out and a known added chance of its goal. */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, MINUTE_MS } from '../../core/base/time.ts';
import { END_MS, msOfDay } from './calendar.ts';
import type { Kind } from './clusters.ts';
import type { Content } from './contents.ts';
import type { EventLog } from './events.ts';
import type { Member } from './members.ts';
import { contentOrder, type Order } from './memberships.ts';
import { type Guards, isGuarded, type PlannedEvent } from './planned.ts';
import { between, chance, keyOf, stream } from './streams.ts';
import { tableOf } from './table.ts';
import type { CampaignTruth, ClusterKey, SampleTable } from './types.ts';

type Mechanism = 'topic' | 'poll' | 'expert_qa' | 'activity' | 'checkin' | 'live' | 'push' | 'email' | 'coupon';
/** mechanism, name, start day, days, goal, added chance, chance to open, target, budget in yuan */
type Plan = readonly [Mechanism, string, number, number, Kind, number, number, ClusterKey | 'everyone', number];

const PLANS: readonly Plan[] = [
  ['topic', '话题周：我的一个小改变 One small change', 96, 7, 'like', 0.1, 0.5, 'everyone', 0],
  ['poll', '投票：下一门课讲什么 What should we teach next', 132, 5, 'login', 0.06, 0.46, 'everyone', 0],
  ['expert_qa', '专家问答：理财老师在线 Ask the money teacher', 168, 3, 'view', 0.12, 0.42, 'browser', 60000],
  ['checkin', '21 天早起打卡 Early bird check-in', 200, 21, 'checkin', 0.18, 0.55, 'everyone', 30000],
  ['email', '月度精选邮件 Monthly digest', 228, 4, 'view', 0.05, 0.31, 'everyone', 5000],
  ['live', '周年直播夜 Anniversary live', 252, 1, 'attend', 0.16, 0.48, 'everyone', 120000],
  ['push', '推送：你的课还差两节 Two lessons left', 280, 2, 'complete', 0.07, 0.22, 'deep-learner', 0],
  ['coupon', '开学季优惠券 Back-to-school coupon', 310, 10, 'purchase', 0.06, 0.4, 'everyone', 400000],
  ['activity', '线上读书马拉松 Reading marathon', 338, 2, 'share', 0.11, 0.37, 'social-talker', 80000],
  ['topic', '话题周：踩过的坑 Lessons from mistakes', 372, 7, 'like', 0, 0.44, 'everyone', 0],
  ['poll', '投票：直播放在周几 Which day for lives', 404, 5, 'login', 0.03, 0.5, 'everyone', 0],
  ['push', '推送：今晚八点直播 Live at eight tonight', 440, 1, 'attend', 0.05, 0.2, 'live-regular', 0],
  ['checkin', '春季 14 天写作打卡 Spring writing streak', 486, 14, 'checkin', 0.15, 0.52, 'everyone', 20000],
  ['email', '久未登录提醒 We miss you', 512, 4, 'login', 0.02, 0.18, 'lapsed-trial', 5000],
  ['expert_qa', '专家问答：育儿三人谈 Parenting panel', 548, 3, 'view', 0.09, 0.43, 'everyone', 60000],
  ['activity', '城市同学会 City meet-ups', 586, 3, 'share', 0.08, 0.35, 'everyone', 150000],
  ['live', '年中直播：老师连麦 Mid-year live', 604, 1, 'attend', 0.1, 0.45, 'everyone', 90000],
  ['coupon', '老学员回归券 Coupon for old friends', 668, 10, 'purchase', 0.04, 0.36, 'everyone', 300000],
];
const HELD_OUT = 0.3;
const WINDOW_DAYS = 7;
const AUDIENCE = 420;

interface Running {
  key: string;
  plan: Plan;
  host: Member;
  startMs: number;
  reached: Map<Member, number>;
  heldOut: Map<Member, number>;
  added: Set<Member>;
}

export interface Campaigns {
  running: Running[];
  touches: SampleTable;
  events: PlannedEvent[];
  orders: Order[];
}

export function runCampaigns(
  seed: number,
  scale: number,
  members: readonly Member[],
  contents: readonly Content[],
  guards: Guards,
  bought: Set<string>,
): Campaigns {
  const touches = tableOf('campaign_touch', ['source_key', 'campaign_key', 'member_id', 'kind', 'occurred_at', 'value']);
  const out: Campaigns = { running: [], touches: touches.table, events: [], orders: [] };
  const hosts = members.filter((m) => m.role === 'expert' || m.role === 'admin');
  let touchNo = 0;
  PLANS.forEach((plan, n) => {
    const [, , day, , goal, addedProbability, openRate, target] = plan;
    const rng = stream(seed, `campaign-${n}`);
    const run: Running = {
      key: keyOf('k', n + 1, 2),
      plan,
      host: hosts[(n * 5) % hosts.length]!,
      startMs: msOfDay(day, 10),
      reached: new Map(),
      heldOut: new Map(),
      added: new Set(),
    };
    const fit = members.filter((m) => m.role === 'member' && !m.isSpammer && isThere(m, day, target));
    const touch = (m: Member, kind: string, ms: number, value: number | null = null) =>
      touches.add({
        source_key: keyOf('t', ++touchNo, 5),
        campaign_key: run.key,
        member_id: m.key,
        kind,
        occurred_at: ms,
        value,
      });
    for (const m of rng.shuffleInPlace(fit).slice(0, Math.round(AUDIENCE * scale))) {
      const sentMs = run.startMs + rng.below(50) * MINUTE_MS;
      if (chance(rng, HELD_OUT)) {
        run.heldOut.set(m, sentMs);
        continue;
      }
      run.reached.set(m, sentMs);
      touch(m, 'sent', sentMs);
      const goalMs = sentMs + between(rng, 90, 6 * 24 * 60) * MINUTE_MS;
      const added = chance(rng, addedProbability) && addGoal(rng, m, goal, goalMs, run, contents, guards, bought, out);
      if (!added && chance(rng, 0.03)) continue;
      touch(m, 'delivered', sentMs + 20_000);
      if (!added && !chance(rng, openRate)) continue;
      const openedMs = sentMs + between(rng, 1, 80) * MINUTE_MS;
      touch(m, 'opened', openedMs);
      if (!added && chance(rng, 0.012)) touch(m, 'opted_out', openedMs + 60_000);
      else if (added || chance(rng, 0.3)) {
        touch(m, 'clicked', openedMs + 8_000);
        if (added || chance(rng, 0.4)) touch(m, 'joined', added ? goalMs - 60_000 : openedMs + 5 * MINUTE_MS);
        if (added) touch(m, 'converted', goalMs, 1);
      }
    }
    out.running.push(run);
  });
  return out;
}

function isThere(m: Member, day: number, target: Plan[7]): boolean {
  const from = msOfDay(day, 9);
  if (target === 'lapsed-trial') return m.behaviour.key === target && m.leftMs === null && m.joinedMs < from;
  return (
    m.joinedMs < from &&
    m.untilMs > from + 8 * DAY_MS &&
    (target === 'everyone' ? m.behaviour.key !== 'lapsed-trial' : m.behaviour.key === target)
  );
}

function addGoal(
  rng: Random,
  m: Member,
  goal: Kind,
  ms: number,
  run: Running,
  contents: readonly Content[],
  guards: Guards,
  bought: Set<string>,
  out: Campaigns,
): boolean {
  if (isGuarded(guards, m, goal, ms) || ms > Math.min(m.leftMs ?? END_MS, END_MS) - MINUTE_MS) return false;
  if (goal === 'purchase') {
    const order = contentOrder(rng, m, ms, contents, bought, 1);
    if (!order) return false;
    order.campaign = run.key;
    order.coupon = run.plan[2] < 400 ? 'SCHOOL20' : 'FRIEND15';
    order.amountMinor = Math.round((order.amountMinor * (run.plan[2] < 400 ? 80 : 85)) / 10_000) * 100;
    out.orders.push(order);
  } else {
    const kinds = goal === 'attend' ? ['live'] : goal === 'complete' ? ['lesson'] : ['article', 'lesson', 'column'];
    const options =
      goal === 'login' || goal === 'checkin'
        ? []
        : contents.filter((c) => kinds.includes(c.kind) && c.publishedMs < ms && c.lang === m.lang);
    out.events.push({ member: m, kind: goal, content: options.length ? rng.pick(options) : null, ms, campaign: run.key });
  }
  run.added.add(m);
  return true;
}

/** Campaign rows and the truth, measured on the finished events. */
export function closeCampaigns(
  campaigns: Campaigns,
  log: EventLog,
): { table: SampleTable; truth: Record<string, CampaignTruth> } {
  const out = tableOf('campaign', [
    'source_key',
    'name',
    'mechanism',
    'goal_metric',
    'target_segment',
    'host_id',
    'starts_at',
    'ends_at',
    'status',
    'budget_minor',
    'expected',
    'actual',
    'props',
  ]);
  const truth: Record<string, CampaignTruth> = {};
  for (const run of campaigns.running) {
    const [mechanism, name, , days, goal, addedProbability, , target, budget] = run.plan;
    const { all, natural } = reachedGoal(run, goal, log);
    const share = (group: Map<Member, number>, set: Set<number>) =>
      group.size ? [...group.keys()].filter((m) => set.has(m.i)).length / group.size : 0;
    const rounded = (x: number) => Math.round(x * 1e6) / 1e6;
    const actual = share(run.reached, all);
    out.add({
      source_key: run.key,
      name,
      mechanism,
      goal_metric: `${goal} within ${WINDOW_DAYS} days`,
      target_segment: target,
      host_id: run.host.key,
      starts_at: run.startMs,
      ends_at: run.startMs + days * DAY_MS,
      status: 'done',
      budget_minor: budget,
      expected: rounded(Math.round((actual * 0.8 + 0.08) * 100) / 100),
      actual: rounded(actual),
      props: JSON.stringify({
        window_days: WINDOW_DAYS,
        holdout_share: HELD_OUT,
        held_out: [...run.heldOut.keys()].map((m) => m.key),
      }),
    });
    truth[run.key] = {
      goal,
      windowDays: WINDOW_DAYS,
      reached: run.reached.size,
      heldOut: [...run.heldOut.keys()].map((m) => m.key),
      addedProbability,
      added: run.added.size,
      rateReached: rounded(actual),
      rateHeldOut: rounded(share(run.heldOut, all)),
      rateWithout: rounded(share(run.reached, natural)),
    };
  }
  return { table: out.table, truth };
}

function reachedGoal(run: Running, goal: Kind, log: EventLog): { all: Set<number>; natural: Set<number> } {
  const all = new Set<number>();
  const natural = new Set<number>();
  const sent = new Map([...run.reached, ...run.heldOut].map(([m, ms]) => [m.i, ms]));
  for (let e = log.firstAfter(run.startMs); e < log.size; e++) {
    const ms = log.ms[e]!;
    if (ms > run.startMs + (WINDOW_DAYS + 1) * DAY_MS) break;
    const from = sent.get(log.member[e]!);
    if (log.kindOf(e) !== goal || from === undefined || ms < from || ms >= from + WINDOW_DAYS * DAY_MS) continue;
    all.add(log.member[e]!);
    if (log.campaign[e] !== run.key) natural.add(log.member[e]!);
  }
  return { all, natural };
}
