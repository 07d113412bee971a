/** Three finished experiments: a winner, a null, and one whose split went wrong (planned 50/50, came out about 60/40). */
import type { Random } from '../../core/base/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/base/time.ts';
import { END_MS, msOfDay } from './calendar.ts';
import type { Kind } from './clusters.ts';
import type { Content } from './contents.ts';
import type { Member } from './members.ts';
import { contentOrder, type Order } from './memberships.ts';
import { type Guards, guard, type PlannedEvent } from './planned.ts';
import { chance, keyOf, stream } from './streams.ts';
import { tableOf } from './table.ts';
import type { ExperimentTruth, SampleTable } from './types.ts';

interface Design {
  key: string;
  name: string;
  hypothesis: string;
  fromDay: number;
  toDay: number;
  outcome: Kind;
  metric: string;
  windowDays: number;
  arms: readonly [string, string];
  /** Real chance of the second arm; the plan says one half. */
  treated: number;
  probability: readonly [number, number];
  mde: number;
  verdict: ExperimentTruth['verdict'];
  decision: 'ship' | 'stop' | 'iterate';
  note: string;
}

const DESIGNS: readonly Design[] = [
  {
    key: 'exp-welcome',
    name: '新人欢迎语：班主任一对一 vs 群发 Personal welcome',
    hypothesis: '班主任在加入当天发一条针对个人目标的欢迎语，会让更多新人在 7 天内报名第一门课。',
    fromDay: 304,
    toDay: 500,
    outcome: 'enrol',
    metric: 'enrol within 7 days',
    windowDays: 7,
    arms: ['broadcast', 'personal'],
    treated: 0.5,
    probability: [0.28, 0.45],
    mde: 0.1,
    verdict: 'winner',
    decision: 'ship',
    note: '按冻结的规则上线。Rolled out as the frozen rule said.',
  },
  {
    key: 'exp-price-page',
    name: '课程页：按天计价文案 Price per day wording',
    hypothesis: '把“299 元”写成“每天不到一元”，14 天内购买单课的人会更多。',
    fromDay: 520,
    toDay: 534,
    outcome: 'purchase',
    metric: 'course order within 14 days',
    windowDays: 14,
    arms: ['control', 'per-day'],
    treated: 0.5,
    probability: [0.15, 0.15],
    mde: 0.05,
    verdict: 'null',
    decision: 'stop',
    note: '没有差别，保留原文案。No difference, kept the old wording.',
  },
  {
    key: 'exp-worksheet',
    name: '每周练习单提醒 Weekly worksheet reminder',
    hypothesis: '周一早上提醒本周练习单，7 天内下载练习单的人会更多。',
    fromDay: 610,
    toDay: 620,
    outcome: 'download',
    metric: 'download within 7 days',
    windowDays: 7,
    arms: ['control', 'reminder'],
    treated: 0.6,
    probability: [0.16, 0.19],
    mde: 0.05,
    verdict: 'broken-split',
    decision: 'iterate',
    note: '分流比例异常，结果不采用。Sample ratio mismatch, result not used.',
  },
];

interface Enrolled {
  design: Design;
  member: Member;
  arm: number;
  ms: number;
  converted: boolean;
}

export interface Experiments {
  tables: SampleTable[];
  events: PlannedEvent[];
  orders: Order[];
  truth: Record<string, ExperimentTruth>;
  enrolled: Enrolled[];
}

/** Draws arms and outcomes; an outcome becomes an event or an order, and chance is kept out of its window by a guard. */
export function runExperiments(
  seed: number,
  members: readonly Member[],
  contents: readonly Content[],
  guards: Guards,
  bought: Set<string>,
): Experiments {
  const out: Experiments = { tables: [], events: [], orders: [], truth: {}, enrolled: [] };
  for (const design of DESIGNS) {
    const rng = stream(seed, design.key);
    const enrolled = members
      .filter((m) => isEligible(m, design))
      .map((m) => enrol(rng, m, design, contents, guards, bought, out));
    out.enrolled.push(...enrolled);
    const count = (test: (e: Enrolled) => boolean) =>
      Object.fromEntries(design.arms.map((arm, a) => [arm, enrolled.filter((e) => e.arm === a && test(e)).length]));
    const [control, treatment] = design.arms;
    out.truth[design.key] = {
      outcome: design.outcome,
      windowDays: design.windowDays,
      planned: { [control]: 0.5, [treatment]: 0.5 },
      assigned: count(() => true),
      converted: count((e) => e.converted),
      probability: { [control]: design.probability[0], [treatment]: design.probability[1] },
      verdict: design.verdict,
    };
  }
  out.tables.push(experimentTable(), assignmentTable(out.enrolled));
  return out;
}

function isEligible(m: Member, { fromDay, toDay, outcome }: Design): boolean {
  if (m.role !== 'member' || m.isSpammer) return false;
  if (outcome === 'enrol') return m.joinedMs >= msOfDay(fromDay) && m.joinedMs < msOfDay(toDay - 15);
  return m.joinedMs < msOfDay(fromDay - 8) && m.untilMs > msOfDay(toDay + 16) && m.behaviour.key !== 'lapsed-trial';
}

function enrol(
  rng: Random,
  m: Member,
  design: Design,
  contents: readonly Content[],
  guards: Guards,
  bought: Set<string>,
  out: Experiments,
): Enrolled {
  const arm = chance(rng, design.treated) ? 1 : 0;
  const spanDays = design.toDay - design.fromDay;
  const ms =
    design.outcome === 'enrol'
      ? m.joinedMs + (2 + rng.below(20)) * MINUTE_MS
      : msOfDay(design.fromDay + rng.below(spanDays), 8) + rng.below(13 * 3600) * 1000;
  const endMs = Math.min(ms + design.windowDays * DAY_MS, m.leftMs ?? END_MS);
  guard(guards, m, {
    kind: design.outcome,
    fromMs: design.outcome === 'enrol' ? m.joinedMs : ms,
    toMs: ms + design.windowDays * DAY_MS,
  });
  let converted = chance(rng, design.probability[arm]!);
  if (converted) {
    const at = ms + HOUR_MS / 2 + rng.below(Math.max(1, Math.floor((endMs - ms - HOUR_MS) / 1000))) * 1000;
    if (design.outcome === 'purchase') {
      const order = contentOrder(rng, m, at, contents, bought, 1);
      if (order) out.orders.push(order);
      else converted = false;
    } else {
      const kinds = design.outcome === 'enrol' ? ['course'] : ['lesson', 'article'];
      const options = contents.filter((c) => kinds.includes(c.kind) && c.publishedMs < at && c.lang === m.lang);
      const content = rng.pick(
        options,
        options.map((c) => (c.topic === m.topic ? 8 : 1)),
      );
      out.events.push({ member: m, kind: design.outcome, content, ms: at });
    }
  }
  return { design, member: m, arm, ms, converted };
}

function experimentTable(): SampleTable {
  const table = tableOf('experiment', [
    'source_key',
    'name',
    'hypothesis',
    'unit',
    'status',
    'started_at',
    'stopped_at',
    'primary_metric',
    'mde',
    'alpha',
    'power',
    'planned_n',
    'arms',
    'decision',
    'decided_at',
    'decision_note',
  ]);
  for (const d of DESIGNS) {
    table.add({
      source_key: d.key,
      name: d.name,
      hypothesis: d.hypothesis,
      unit: 'member',
      status: 'stopped',
      started_at: msOfDay(d.fromDay),
      stopped_at: msOfDay(d.toDay + d.windowDays),
      primary_metric: d.metric,
      mde: d.mde,
      alpha: 0.05,
      power: 0.8,
      planned_n: 800,
      arms: JSON.stringify(d.arms.map((key) => ({ key, weight: 0.5 }))),
      decision: d.decision,
      decided_at: msOfDay(d.toDay + d.windowDays + 2, 10),
      decision_note: d.note,
    });
  }
  return table.table;
}

function assignmentTable(enrolled: readonly Enrolled[]): SampleTable {
  const table = tableOf('assignment', [
    'source_key',
    'experiment_key',
    'unit_key',
    'member_id',
    'arm',
    'assigned_at',
    'propensity',
  ]);
  enrolled.forEach((e, n) => {
    table.add({
      source_key: keyOf('a', n + 1, 5),
      experiment_key: e.design.key,
      unit_key: e.member.key,
      member_id: e.member.key,
      arm: e.design.arms[e.arm]!,
      assigned_at: e.ms - 1000,
      propensity: 0.5,
    });
  });
  return table.table;
}

/** Exposure rows of the experiments; the impression log adds its own. */
export const experimentExposures = (enrolled: readonly Enrolled[]) =>
  enrolled.map((e) => ({
    experiment_key: e.design.key,
    unit_key: e.member.key,
    member_id: e.member.key,
    arm: e.design.arms[e.arm]!,
    propensity: 0.5,
    reward: e.converted ? 1 : 0,
    exposed_at: e.ms,
  }));
