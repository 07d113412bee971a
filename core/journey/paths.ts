import { InputError } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import { eachPath, type PathPlan } from '../kernel/paths.ts';
import { kindMask, type People, type Scope, scopeOptions, windowOf } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import type { PathDefinition, Paths } from './types.ts';

/** What members do first in a visit, and then, and then: steps with how many visits go from each to the next. Repeats of one action count once.
 *  A visit ends after a silence of `gapMinutes`. In each step the most frequent kinds stand alone, the rare ones are folded into one.
 *  @param other a second group of members to compare with on the same graph
 *  @throws InputError bad-option: depth not 2 to 8, unknown kinds.   Cost: two passes (to choose what is kept, and to count). */
export function countPaths(data: Dataset, input: Scope & PathDefinition, other: People | null = null): Result<Paths> {
  const { depth, keep } = input;
  const from = fromOf(data, 'paths/1', data.columns.events, {
    anchor: input.anchor,
    depth,
    gapMinutes: input.gapMinutes,
    keep,
    other: other?.label ?? null,
    ...scopeOptions(input),
  });
  const plan = planOf(data, input);
  if (!plan) return unavailable('no-events', 0, 1, from);
  const groups = [plan, ...(other ? [{ ...plan, only: other.mask }] : [])];
  const kinds = data.kinds;
  const width = kinds.length + 2; // the kinds, the folded others, the end
  const FOLDED = kinds.length;
  const END = kinds.length + 1;
  const nodeOf = new Int16Array(256).fill(FOLDED);
  kinds.forEach((kind, k) => {
    nodeOf[kind.code] = k;
  });

  // First pass: how often each kind stands in each step.
  const often = new Float64Array(depth * width);
  for (const group of groups)
    eachPath(data.columns, group, nodeOf, (_m, path, length) => {
      for (let s = 0; s < length; s++) often[s * width + path[s]!]!++;
    });
  const shown = Array.from({ length: depth }, (_, s) => {
    const row = often.subarray(s * width, s * width + kinds.length);
    const order = [...row.keys()].filter((k) => row[k]! > 0).sort((a, b) => row[b]! - row[a]! || a - b);
    const map = new Int16Array(width).fill(FOLDED);
    // One that would be folded alone keeps its name.
    for (const k of order.slice(0, order.length === keep + 1 ? keep + 1 : keep)) map[k] = k;
    map[END] = END;
    return map;
  });

  // Second pass: links between what is shown; members by stamp.
  const counts = groups.map((group) => {
    const nodes = new Float64Array(depth * width + width);
    const links = new Float64Array(depth * width * width);
    const members = new Float64Array(depth * width * width);
    const seenBy = new Int32Array(depth * width * width);
    let visits = 0;
    let people = 0;
    let lastMember = -1;
    eachPath(data.columns, group, nodeOf, (m, path, length, ended) => {
      visits++;
      if (m !== lastMember) people++;
      lastMember = m;
      for (let s = 0; s < length; s++) {
        const a = shown[s]![path[s]!]!;
        nodes[s * width + a]!++;
        const isLast = s === length - 1;
        if (isLast && (!ended || s + 1 >= depth)) continue;
        const b = isLast ? END : shown[s + 1]![path[s + 1]!]!;
        if (isLast) nodes[(s + 1) * width + END]!++;
        const link = (s * width + a) * width + b;
        links[link]!++;
        if (seenBy[link] !== m + 1) {
          seenBy[link] = m + 1;
          members[link]!++;
        }
      }
    });
    return { nodes, links, members, visits, people };
  });
  if (counts[0]!.visits === 0) return unavailable('no-events', 0, 1, from);

  const nodes: Paths['nodes'] = [];
  const numberOf = new Map<number, number>();
  for (let s = 0; s < depth; s++) {
    for (let k = 0; k < width; k++) {
      const visits = counts.map((c) => c.nodes[s * width + k]!);
      if (visits.every((v) => v === 0)) continue;
      numberOf.set(s * width + k, nodes.length);
      nodes.push({ step: s, kindName: k < kinds.length ? kinds[k]!.name : null, isEnd: k === END, visits });
    }
  }
  const links: Paths['links'] = [];
  for (let s = 0; s + 1 < depth; s++) {
    for (let a = 0; a < width; a++) {
      for (let b = 0; b < width; b++) {
        const link = (s * width + a) * width + b;
        const visits = counts.map((c) => c.links[link]!);
        if (visits.every((v) => v === 0)) continue;
        links.push({
          from: numberOf.get(s * width + a)!,
          to: numberOf.get((s + 1) * width + b)!,
          visits,
          members: counts.map((c) => c.members[link]!),
        });
      }
    }
  }
  return {
    kind: 'paths',
    definition: { anchor: input.anchor, depth, gapMinutes: input.gapMinutes, keep },
    nodes,
    links,
    groups: counts.map((c, g) => ({
      label: (g === 0 ? input.people?.label : other?.label) ?? null,
      visits: c.visits,
      members: c.people,
    })),
    from,
  };
}

/** Members who went from one kind to the next at a step of a path (null = the visit ended there). @returns Uint8[members]. */
export function membersOfPath(
  data: Dataset,
  input: Scope & PathDefinition,
  { step, fromKind, toKind }: { step: number; fromKind: string; toKind: string | null },
): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const plan = planOf(data, input);
  if (!plan) return chosen;
  const nodeOf = new Int16Array(256).fill(-1);
  data.kinds.forEach((kind, k) => {
    nodeOf[kind.code] = k;
  });
  const index = (name: string) => data.kinds.findIndex((k) => k.name === name);
  const a = index(fromKind);
  const b = toKind === null ? -2 : index(toKind);
  eachPath(data.columns, plan, nodeOf, (m, path, length, ended) => {
    if (length <= step || path[step] !== a) return;
    if (toKind === null ? length === step + 1 && ended : length > step + 1 && path[step + 1] === b) chosen[m] = 1;
  });
  return chosen;
}

function planOf(data: Dataset, input: Scope & PathDefinition): PathPlan | null {
  const { anchor, depth, gapMinutes, keep } = input;
  if (!Number.isInteger(depth) || depth < 2 || depth > 8)
    throw new InputError('bad-option', `A path should have 2 to 8 steps, got ${depth}.`, { depth });
  if (!(gapMinutes >= 1) || !(keep >= 1))
    throw new InputError('bad-option', `The gap should be at least 1 minute and one kind kept, got ${gapMinutes} and ${keep}.`, {
      gapMinutes,
      keep,
    });
  const window = windowOf(data, input, 'day');
  if (!window) return null;
  return {
    gapS: gapMinutes * 60,
    depth,
    anchor: anchor.length === 0 ? null : kindMask(data, { basis: 'all', kinds: anchor }),
    kinds: window.kinds,
    only: window.only,
    fromS: window.fromS,
    toS: window.toS,
  };
}
