import type { Random } from '../../../core/base/random.ts';
import type { Rule, SegmentContext, Window } from '../../../core/segment/index.ts';

export interface Material {
  kinds: string[];
  contents: string[];
  /** ISO days worth asking about. */
  days: string[];
  segments: (number | string)[];
  /** How far windows reach. */
  spans: number[];
}

/** Any rule the language allows, a few levels deep. */
export function randomRule(random: Random, context: SegmentContext, material: Material, depth = 3): Rule {
  const { kinds, contents, days, segments, spans } = material;
  const some = <T>(items: readonly T[], least: number): T[] => {
    const count = least + random.below(Math.min(3, items.length + 1 - least));
    return random.shuffleInPlace([...items]).slice(0, count);
  };
  const window = (): Window => {
    const n = random.pick(spans);
    switch (random.below(5)) {
      case 0:
        return { lastDays: n };
      case 1:
        return { beforeLastDays: n };
      case 2:
        return { sinceJoinDays: n };
      case 3: {
        const [from, to] = [random.pick(days), random.pick(days)].sort() as [string, string];
        return { from, to };
      }
      default:
        return random.unit() < 0.5 ? { from: random.pick(days) } : { to: random.pick(days) };
    }
  };
  const someKinds = () => some([...kinds, 'posts'], 0);
  const shape = depth > 0 && random.unit() < 0.45 ? random.below(3) : 3 + random.below(10);
  const inner = () => randomRule(random, context, material, depth - 1);
  switch (shape) {
    case 0:
      return { all: Array.from({ length: random.below(4) }, inner) };
    case 1:
      return { any: Array.from({ length: random.below(4) }, inner) };
    case 2:
      return { not: inner() };
    case 3: {
      const trait = random.pick(['plan', 'status', 'region', 'rfm', 'role']);
      const values = [...context.trait(trait)!.values, 'nothing'];
      const test = random.below(3);
      if (test === 0) return { trait, is: some(values, 1) };
      return test === 1 ? { trait, isNot: some(values, 1) } : { trait, known: random.unit() < 0.5 };
    }
    case 4: {
      const measure = random.pick(context.measureNames());
      const [low, high] = [random.below(20), random.below(80)];
      const test = random.below(4);
      if (test === 0) return { measure, atLeast: low };
      if (test === 1) return { measure, above: low };
      return test === 2 ? { measure, atMost: high } : { measure, above: low, below: high };
    }
    case 5:
      return { date: random.pick(['joined', 'left', 'firstSeen', 'lastSeen'] as const), window: window() };
    case 6:
      return { first: someKinds(), window: window() };
    case 7:
      return { last: someKinds(), window: window() };
    case 8:
    case 9: {
      const steps = Array.from({ length: 2 + random.below(2) }, () => some(kinds, 1));
      const withinDays = random.unit() < 0.4 ? null : random.pick(spans);
      return { sequence: steps, withinDays, ...(random.unit() < 0.5 ? { window: window() } : {}) };
    }
    case 10:
      return segments.length > 0 ? { segment: random.pick(segments) } : { members: [1] };
    case 11:
      return {
        members: some(
          Array.from({ length: context.data.columns.members }, (_, m) => m + 1),
          0,
        ),
      };
    default: {
      const low = random.below(4);
      const times = random.pick([{}, { atLeast: low }, { atMost: low }, { exactly: low }, { atLeast: low, atMost: low + 2 }]);
      return {
        did: someKinds(),
        ...(random.unit() < 0.6 ? { times } : {}),
        ...(random.unit() < 0.7 ? { window: window() } : {}),
        ...(random.unit() < 0.3 && contents.length > 0 ? { content: some(contents, 1) } : {}),
        ...(random.unit() < 0.3 ? { inBasis: random.pick(['events', 'posts', 'all'] as const) } : {}),
      };
    }
  }
}
