import { describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import { bridgeNodes, type Graph, reciprocity, weakComponents } from '../../../core/kernel/graph.ts';
import { describeNetwork, membersOfNetwork, networkCore } from '../../../core/network/index.ts';
import { sampleCommunity } from '../cohort/sample.ts';

const graphOf = (nodes: number, pairs: [number, number][]): Graph => {
  const sorted = [...new Map(pairs.filter(([a, b]) => a !== b).map((p) => [p.join(), p])).values()].sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  );
  return {
    nodes,
    from: Int32Array.from(sorted, (p) => p[0]),
    to: Int32Array.from(sorted, (p) => p[1]),
    weight: new Float64Array(sorted.length).fill(1),
  };
};

/** Sizes of the parts by flooding, with some nodes taken out. */
function parts(graph: Graph, without: number | null): number[] {
  const next = Array.from({ length: graph.nodes }, (): number[] => []);
  graph.from.forEach((a, e) => {
    next[a]!.push(graph.to[e]!);
    next[graph.to[e]!]!.push(a);
  });
  const seen = new Set<number>(without === null ? [] : [without]);
  const sizes: number[] = [];
  for (let v = 0; v < graph.nodes; v++) {
    if (seen.has(v)) continue;
    const open = [v];
    seen.add(v);
    let size = 0;
    while (open.length > 0) {
      size++;
      for (const w of next[open.pop()!]!) {
        if (seen.has(w)) continue;
        seen.add(w);
        open.push(w);
      }
    }
    sizes.push(size);
  }
  return sizes.sort((a, b) => b - a);
}

describe('graph measures', () => {
  test('reciprocity is the share of pairs that run both ways', () => {
    expect(
      reciprocity(
        graphOf(3, [
          [0, 1],
          [1, 0],
          [1, 2],
        ]),
      ),
    ).toBeCloseTo(2 / 3, 12);
    expect(reciprocity(graphOf(2, []))).toBeNaN();
  });

  test('parts and bridges equal flooding, over random graphs', () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round++) {
      const nodes = 2 + random.below(14);
      const pairs = Array.from({ length: random.below(18) }, (): [number, number] => [random.below(nodes), random.below(nodes)]);
      const graph = graphOf(nodes, pairs);
      const { of, sizes } = weakComponents(graph);
      expect(Array.from(sizes)).toEqual(parts(graph, null));
      const lost = bridgeNodes(graph);
      for (let v = 0; v < nodes; v++) {
        const whole = sizes[of[v]!]!;
        // Take the node out: what of its part is no longer in the largest rest of that part?
        const before = parts(graph, null);
        const after = parts(graph, v);
        const others = [...before];
        others.splice(others.indexOf(whole), 1);
        for (const size of others) after.splice(after.indexOf(size), 1);
        expect(lost[v]).toBe(whole - 1 - (after[0] ?? 0));
      }
    }
  });
});

describe('the reply network of the sample', () => {
  const community = sampleCommunity();
  const ties = () =>
    community.sql(`SELECT p.author_no AS a, coalesce(q.author_no, p.reply_to_member_no) AS b, count(*) AS n
      FROM post p LEFT JOIN post q ON q.post_no = p.parent_no
      WHERE p.author_no IS NOT NULL AND b IS NOT NULL AND p.parent_no IS NOT NULL GROUP BY 1, 2`) as {
      a: number;
      b: number;
      n: number;
    }[];

  test('equals plain SQL: nodes, pairs, replies, reciprocity', () => {
    const network = describeNetwork(community.data, {});
    if (network.kind !== 'network') throw new Error();
    const rows = ties();
    const real = rows.filter((r) => r.a !== r.b);
    const keys = new Set(real.map((r) => `${r.a} ${r.b}`));
    expect(network.nodes).toBe(new Set(real.flatMap((r) => [r.a, r.b])).size);
    expect(network.edges).toBe(real.length);
    expect(network.replies).toBe(real.reduce((n, r) => n + r.n, 0));
    expect(network.selfReplies).toBe(rows.filter((r) => r.a === r.b).reduce((n, r) => n + r.n, 0));
    expect(network.reciprocity).toBeCloseTo(real.filter((r) => keys.has(`${r.b} ${r.a}`)).length / real.length, 12);
    expect(membersOfNetwork(community.data, 'tied').reduce((n, is) => n + is, 0)).toBe(network.nodes);
    expect(membersOfNetwork(community.data, 'largest').reduce((n, is) => n + is, 0)).toBe(network.largestComponent);
    const authors = community.sql('SELECT count(DISTINCT author_no) AS n FROM post')[0]!['n'] as number;
    const tied = new Set(real.flatMap((r) => [r.a, r.b]));
    const wrote = community
      .sql('SELECT DISTINCT author_no AS a FROM post WHERE author_no IS NOT NULL')
      .map((r) => r['a'] as number);
    expect(network.isolates).toBe(authors - wrote.filter((a) => tied.has(a)).length);
  });

  test('the core shows the most connected and every tie between them', () => {
    const core = networkCore(community.data, { limit: 30 });
    if (core.kind !== 'network-core') throw new Error();
    expect(core.nodes).toHaveLength(30);
    const shown = new Map(core.nodes.map((n, i) => [n.memberNo, i]));
    const inside = ties().filter((r) => r.a !== r.b && shown.has(r.a) && shown.has(r.b));
    expect(core.links).toHaveLength(inside.length);
    expect(core.links.reduce((n, l) => n + l.replies, 0)).toBe(inside.reduce((n, r) => n + r.n, 0));
  });

  test('narrowed to some members it has only ties between them', () => {
    const mask = Uint8Array.from({ length: community.data.columns.members }, (_, m) => (m < 200 ? 1 : 0));
    const network = describeNetwork(community.data, { people: { mask, label: 'first 200' } });
    if (network.kind !== 'network') throw new Error();
    const inside = ties().filter((r) => r.a !== r.b && r.a <= 200 && r.b <= 200);
    expect([network.edges, network.replies]).toEqual([inside.length, inside.reduce((n, r) => n + r.n, 0)]);
  });
});
