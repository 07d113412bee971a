import { describe, expect, test } from 'vitest';
import { countPaths, membersOfPath, type PathDefinition } from '../../../core/journey/index.ts';
import { type PlainEvent, randomCommunity } from '../cohort/events.ts';
import { ALL } from '../cohort/sample.ts';

const START = Date.UTC(2025, 0, 6) / 1000;

/** Visits as lists of kinds, repeats taken as one. */
function visits(own: PlainEvent[], { anchor, gapMinutes }: PathDefinition): string[][] {
  const out: string[][] = [];
  let last = -Infinity;
  let current: string[] | null = null;
  for (const e of own) {
    if (e.at - last > gapMinutes * 60) current = null;
    last = e.at;
    if (!current) {
      if (anchor.length > 0 && !anchor.includes(e.kind)) continue;
      current = [];
      out.push(current);
    }
    if (current.at(-1) !== e.kind) current.push(e.kind);
  }
  return out;
}

const PATHS: PathDefinition[] = [
  { anchor: [], depth: 4, gapMinutes: 600, keep: 5 },
  { anchor: ['login'], depth: 3, gapMinutes: 3000, keep: 5 },
  { anchor: ['view', 'buy'], depth: 6, gapMinutes: 20_000, keep: 5 },
];

describe('paths', () => {
  test.each(PATHS)('from $anchor, $depth steps: every link has the visits and members of plain lists', (definition) => {
    const { data, events } = randomCommunity(4, 'UTC', START, 20);
    const result = countPaths(data, { ...ALL, ...definition });
    if (result.kind !== 'paths') throw new Error(result.reason);
    const links = new Map<string, { visits: number; members: Set<number> }>();
    events.forEach((own, m) => {
      for (const path of visits(own, definition)) {
        path.slice(0, definition.depth).forEach((kind, s) => {
          const isLast = s === path.length - 1;
          if (s + 1 >= definition.depth) return;
          const key = `${s} ${kind} ${isLast ? 'end' : path[s + 1]}`;
          const link = links.get(key) ?? { visits: 0, members: new Set() };
          link.visits++;
          link.members.add(m);
          links.set(key, link);
        });
      }
    });
    const seen = result.links.map(({ from, to, visits: n, members }) => {
      const [a, b] = [result.nodes[from]!, result.nodes[to]!];
      const key = `${a.step} ${a.kindName} ${b.isEnd ? 'end' : b.kindName}`;
      expect([key, n[0], members[0]]).toEqual([key, links.get(key)!.visits, links.get(key)!.members.size]);
      const people = membersOfPath(
        data,
        { ...ALL, ...definition },
        { step: a.step, fromKind: a.kindName!, toKind: b.isEnd ? null : b.kindName },
      );
      expect(Array.from(people.keys()).filter((m) => people[m] === 1)).toEqual(
        [...links.get(key)!.members].sort((x, y) => x - y),
      );
      return key;
    });
    expect(seen.sort()).toEqual([...links.keys()].sort());
  });

  test('what flows into a step is what stands there, and what leaves it plus the visits cut off', () => {
    const { data } = randomCommunity(5, 'UTC', START, 20);
    const result = countPaths(data, { ...ALL, anchor: [], depth: 5, gapMinutes: 600, keep: 2 });
    if (result.kind !== 'paths') throw new Error(result.reason);
    result.nodes.forEach((node, n) => {
      const into = result.links.filter((l) => l.to === n).reduce((sum, l) => sum + l.visits[0]!, 0);
      if (node.step > 0) expect(into).toBe(node.visits[0]);
      const out = result.links.filter((l) => l.from === n).reduce((sum, l) => sum + l.visits[0]!, 0);
      if (!node.isEnd && node.step < 4) expect(out).toBe(node.visits[0]);
    });
    // Two kinds kept a step: of five, three are folded into one node without a name.
    for (let step = 0; step < 5; step++) {
      const here = result.nodes.filter((node) => node.step === step && !node.isEnd);
      expect(here.filter((node) => node.kindName === null).length).toBeLessThanOrEqual(1);
      expect(here.filter((node) => node.kindName !== null).length).toBeLessThanOrEqual(3);
    }
  });

  test('two groups stand on one graph, and together are everybody', () => {
    const { data } = randomCommunity(6, 'UTC', START, 20);
    const even = Uint8Array.from({ length: 60 }, (_, m) => (m % 2 === 0 ? 1 : 0));
    const odd = even.map((is) => 1 - is);
    const definition = { anchor: [], depth: 3, gapMinutes: 600, keep: 5 };
    const both = countPaths(data, { ...ALL, ...definition, people: { mask: even, label: 'even' } }, { mask: odd, label: 'odd' });
    const all = countPaths(data, { ...ALL, ...definition });
    if (both.kind !== 'paths' || all.kind !== 'paths') throw new Error();
    expect(both.groups.map((g) => g.label)).toEqual(['even', 'odd']);
    expect(both.links.map((l) => l.visits[0]! + l.visits[1]!)).toEqual(all.links.map((l) => l.visits[0]));
  });
});
