import { describe, expect, test } from 'vitest';
import { countFunnel, type FunnelDefinition, membersOfFunnel } from '../../../core/journey/index.ts';
import { communityOf, HARD_ZONES, type PlainEvent, randomCommunity } from '../cohort/events.ts';
import { ALL } from '../cohort/sample.ts';

const HOUR = 3600;

/** Every start, step by step: what a funnel means, without any cleverness. */
function best(events: PlainEvent[], { steps, windowDays, order }: FunnelDefinition): number {
  const windowS = windowDays * 86_400;
  const fits = (e: PlainEvent, s: number) => steps[s]!.includes(e.kind);
  let most = 0;
  events.forEach((first, i) => {
    if (order === 'any') {
      // Most different steps that different actions of the window can fill.
      const inside = events.slice(i).filter((e) => e.at - first.at <= windowS);
      most = Math.max(most, matching(inside, steps));
      return;
    }
    if (!fits(first, 0)) return;
    let level = 1;
    for (const e of events.slice(i + 1)) {
      if (e.at - first.at > windowS || level === steps.length) break;
      if (fits(e, level)) level++;
      else if (order === 'strict') break;
    }
    most = Math.max(most, level);
  });
  return most;
}

/** Largest set of steps that can each have an action of their own. */
function matching(events: PlainEvent[], steps: string[][]): number {
  const owner = new Map<number, number>();
  const tryStep = (s: number, seen: Set<number>): boolean =>
    events.some((e, i) => {
      if (!steps[s]!.includes(e.kind) || seen.has(i)) return false;
      seen.add(i);
      const taken = owner.get(i);
      if (taken !== undefined && !tryStep(taken, seen)) return false;
      owner.set(i, s);
      return true;
    });
  return steps.reduce((n, _, s) => n + (tryStep(s, new Set()) ? 1 : 0), 0);
}

const FUNNELS: FunnelDefinition[] = [
  { steps: [['login'], ['view'], ['buy']], windowDays: 3, order: 'ordered' },
  { steps: [['view'], ['view'], ['like']], windowDays: 1, order: 'ordered' },
  { steps: [['login'], ['view', 'like'], ['view', 'topic'], ['buy']], windowDays: 7, order: 'ordered' },
  { steps: [['view'], ['like']], windowDays: 2, order: 'strict' },
  { steps: [['view'], ['view'], ['buy']], windowDays: 5, order: 'strict' },
  { steps: [['login'], ['like'], ['buy']], windowDays: 2, order: 'any' },
  { steps: [['view'], ['buy'], ['topic'], ['like']], windowDays: 5, order: 'any' },
  { steps: [['like', 'view'], ['like']], windowDays: 3, order: 'any' },
  { steps: [['view'], ['view'], ['buy', 'view']], windowDays: 2, order: 'any' },
  { steps: [['buy', 'like'], ['topic', 'buy'], ['buy'], ['topic', 'buy']], windowDays: 9, order: 'any' },
];

describe.each(HARD_ZONES)('funnels in %s', (zone, startS) => {
  test.each(FUNNELS)('$order $steps within $windowDays days equal a naive walk, member by member', (definition) => {
    for (const seed of [1, 2, 3]) {
      const { data, events } = randomCommunity(seed, zone, startS, 40);
      const levels = events.map((own) => best(own, definition));
      const result = countFunnel(data, { ...ALL, ...definition });
      if (result.kind !== 'funnel') throw new Error(result.reason);
      result.steps.forEach((step, s) => {
        const reached = levels.map((l) => (l >= s + 1 ? 1 : 0));
        const stopped = levels.map((l) => (l === s + 1 ? 1 : 0));
        expect(step.members).toBe(reached.reduce<number>((n, is) => n + is, 0));
        const people = (isDropped: boolean) =>
          Array.from(membersOfFunnel(data, { ...ALL, ...definition }, { step: s + 1, isDropped }));
        expect(people(false)).toEqual(reached);
        expect(people(true)).toEqual(stopped);
        if (s + 1 < definition.steps.length) {
          expect(step.dropped).toBe(stopped.reduce<number>((n, is) => n + is, 0));
          expect(step.instead.reduce((n, i) => n + i.members, 0)).toBe(step.dropped);
        }
      });
    }
  });
});

describe('a funnel', () => {
  const start = Date.UTC(2025, 0, 6) / 1000;
  const one = (...kinds: [kind: string, hours: number][]) => kinds.map(([kind, h]) => ({ kind, at: start + h * HOUR }));
  const of = (events: PlainEvent[][], definition: FunnelDefinition) => {
    const result = countFunnel(
      communityOf(
        events,
        events.map(() => null),
        'UTC',
      ).data,
      { ...ALL, ...definition },
    );
    if (result.kind !== 'funnel') throw new Error(result.reason);
    return result;
  };

  test('counts the end of the window in, and a second later out', () => {
    const day: FunnelDefinition = { steps: [['view'], ['buy']], windowDays: 1, order: 'ordered' };
    expect(of([one(['view', 0], ['buy', 24])], day).steps[1]!.members).toBe(1);
    expect(
      of(
        [
          [
            { kind: 'view', at: start },
            { kind: 'buy', at: start + 86_401 },
          ],
        ],
        day,
      ).steps[1]!.members,
    ).toBe(0);
  });

  test('takes the order of the export in the same second, and no action for two steps', () => {
    const definition: FunnelDefinition = { steps: [['view'], ['buy']], windowDays: 1, order: 'ordered' };
    expect(of([one(['view', 0], ['buy', 0])], definition).steps[1]!.members).toBe(1);
    expect(of([one(['buy', 0], ['view', 0])], definition).steps[1]!.members).toBe(0);
    expect(of([one(['view', 0])], { ...definition, steps: [['view'], ['view']] }).steps.map((s) => s.members)).toEqual([1, 0]);
  });

  test('tells how long the steps took, of the attempt that got there first', () => {
    const { steps } = of([one(['view', 0], ['like', 2], ['view', 3], ['like', 4], ['buy', 6])], {
      steps: [['view'], ['like'], ['buy']],
      windowDays: 1,
      order: 'ordered',
    });
    expect(steps.map((s) => [s.timeFromFirst?.median ?? null, s.timeFromPrevious?.median ?? null])).toEqual([
      [null, null],
      [2 * HOUR, 2 * HOUR],
      [3 * HOUR, 2 * HOUR], // of the view at 3: the latest start has the most time left
    ]);
  });

  test('says what those who stopped did instead, or that they did nothing more in the window', () => {
    const { steps } = of([one(['view', 0], ['like', 1]), one(['view', 0], ['login', 200]), one(['view', 0], ['buy', 1])], {
      steps: [['view'], ['buy']],
      windowDays: 1,
      order: 'ordered',
    });
    expect(steps[0]!.instead).toEqual([
      { kind: 'like', members: 1 },
      { kind: null, members: 1 },
    ]);
  });

  test('refuses no steps, too many, unknown kinds and a window of nothing', () => {
    const { data } = communityOf([one(['view', 0])], [null], 'UTC');
    const ask = (change: Partial<FunnelDefinition>) => () =>
      countFunnel(data, { ...ALL, steps: [['view']], windowDays: 1, order: 'ordered', ...change });
    expect(ask({ steps: [] })).toThrow(/1 to 12 steps/);
    expect(ask({ steps: new Array(13).fill(['view']) })).toThrow(/1 to 12 steps/);
    expect(ask({ steps: [['nothing']] })).toThrow(/Known kinds/);
    expect(ask({ windowDays: 0 })).toThrow(/above 0/);
  });
});
