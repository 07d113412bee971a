/** The impression log of the "today's pick" card: one item per impression, chosen by one of three policies with a known chance,
 *  shown at a random position, clicked with a chance that depends on item, interest and position only. */
import type { Random } from '../../core/base/random.ts';
import { msOfDay } from './calendar.ts';
import type { Content } from './contents.ts';
import type { EventLog } from './events.ts';
import type { Member } from './members.ts';
import { chance, keyOf } from './streams.ts';
import { TOPICS } from './topics/index.ts';
import type { PolicyTruth } from './types.ts';

const SHARES = { uniform: 0.5, popular: 0.25, personal: 0.25 } as const;
type Policy = keyof typeof SHARES;
const POLICIES = Object.keys(SHARES) as Policy[];
const INTEREST = 2.2;
const POSITIONS = { 1: 1, 2: 0.7, 3: 0.5 } as const;
const PER_TOPIC = 3;
const FROM_DAY = 420;

export function makeRecLog(rng: Random, total: number, members: readonly Member[], contents: readonly Content[], log: EventLog) {
  const candidates = TOPICS.flatMap((_, t) => {
    const early = contents.filter(
      (c) => c.topic === t && c.publishedMs < msOfDay(FROM_DAY) && c.kind !== 'lesson' && c.kind !== 'live',
    );
    return rng.shuffleInPlace(early).slice(0, PER_TOPIC);
  });
  const appeal = candidates.map(() => (2 + rng.below(11)) / 100);
  const chances: Record<Policy, (m: Member) => number[]> = {
    uniform: () => candidates.map(() => 1 / candidates.length),
    popular: () => normal(candidates.map((_, c) => 1 + Math.round(appeal[c]! * 100) * (c % 4 === 1 ? 0.4 : 1))),
    personal: (m) => normal(candidates.map((c) => (c.topic === m.topic ? 12 : c.topic === m.topic2 ? 3 : 1))),
  };
  const positions = [1, 2, 3] as const;
  const clickChance = (m: Member, c: number, position: 1 | 2 | 3) =>
    appeal[c]! * (candidates[c]!.topic === m.topic ? INTEREST : 1) * POSITIONS[position];
  const rows: Record<string, string | number | null>[] = [];
  const values: Record<Policy, number> = { uniform: 0, popular: 0, personal: 0 };
  const from = log.firstAfter(msOfDay(FROM_DAY));
  while (rows.length < total) {
    const e = from + rng.below(log.size - from);
    const m = members[log.member[e]!]!;
    if (m.role !== 'member' || m.isSpammer) continue;
    const policy = rng.pick(
      POLICIES,
      POLICIES.map((p) => SHARES[p]),
    );
    const propensities = chances[policy](m);
    const chosen = rng.pick([...candidates.keys()], propensities);
    const position = rng.pick(positions);
    rows.push({
      experiment_key: 'rec-log',
      member_id: m.key,
      arm: policy,
      content_id: candidates[chosen]!.key,
      position,
      propensity: Math.round(propensities[chosen]! * 1e6) / 1e6,
      reward: chance(rng, clickChance(m, chosen, position)) ? 1 : 0,
      exposed_at: log.ms[e]! + 1000,
    });
    // Truth: the exact expectation of every policy for this member, over items and positions.
    for (const p of POLICIES) {
      const share = p === policy ? propensities : chances[p](m);
      for (let c = 0; c < candidates.length; c++)
        for (const at of positions) values[p] += (share[c]! * clickChance(m, c, at)) / positions.length;
    }
  }
  rows.sort((a, b) => Number(a['exposed_at']) - Number(b['exposed_at']));
  rows.forEach((row, n) => {
    row['unit_key'] = keyOf('imp-', n + 1, 5);
  });
  const rounded = (x: number) => Math.round(x * 1e6) / 1e6;
  const truth: PolicyTruth = {
    values: Object.fromEntries(POLICIES.map((p) => [p, rounded(values[p] / rows.length)])),
    shares: SHARES,
    candidates: candidates.map((c) => c.key),
    appeal: Object.fromEntries(candidates.map((c, n) => [c.key, appeal[n]!])),
    interestFactor: INTEREST,
    positionFactor: { ...POSITIONS },
  };
  return { rows, truth };
}

function normal(weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}
