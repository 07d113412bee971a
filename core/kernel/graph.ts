/** A directed graph with weights, as sorted edge arrays; and what can be read off it. Node numbers are dense. */

export interface Graph {
  nodes: number;
  /** Int32[edges] each, distinct pairs sorted by (from, to); no edge to oneself. */
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

/** Share of edges whose opposite is there too (as networkx `overall_reciprocity`). NaN without edges. Cost: O(edges log edges). */
export function reciprocity({ from, to, nodes }: Graph): number {
  const n = from.length;
  if (n === 0) return Number.NaN;
  const keys = Float64Array.from(from, (f, e) => f * nodes + to[e]!).sort();
  let both = 0;
  for (let e = 0; e < n; e++) if (has(keys, to[e]! * nodes + from[e]!)) both++;
  return both / n;
}

function has(sorted: Float64Array, key: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] === key) return true;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Weakly connected components: directions are not looked at. @returns Int32[nodes] component of each node, numbered by size, largest 0; and the sizes. */
export function weakComponents({ nodes, from, to }: Graph): { of: Int32Array; sizes: Int32Array } {
  const parent = Int32Array.from({ length: nodes }, (_, v) => v);
  const root = (v: number) => {
    while (parent[v] !== v) {
      parent[v] = parent[parent[v]!]!; // halve the way
      v = parent[v]!;
    }
    return v;
  };
  for (let e = 0; e < from.length; e++) {
    const a = root(from[e]!);
    const b = root(to[e]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const size = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) size[root(v)]!++;
  const roots = [...size.keys()].filter((v) => size[v]! > 0).sort((a, b) => size[b]! - size[a]! || a - b);
  const number = new Int32Array(nodes);
  roots.forEach((v, c) => {
    number[v] = c;
  });
  return { of: Int32Array.from(parent, (_, v) => number[root(v)]!), sizes: Int32Array.from(roots, (v) => size[v]!) };
}

/** Nodes without which their component falls apart (cut vertices), and how many nodes would lose the largest rest.
 *  Method: depth-first search with low points (Hopcroft and Tarjan 1973), without recursion. Cost: O(nodes + edges).
 *  @returns Int32[nodes]: nodes cut off from the largest remaining part when this one goes; 0 = no bridge. */
export function bridgeNodes(graph: Graph): Int32Array {
  const { nodes } = graph;
  const { start, neighbour } = undirected(graph);
  const order = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const below = new Int32Array(nodes).fill(1); // size of the search tree under a node
  const parent = new Int32Array(nodes).fill(-1);
  const next = Int32Array.from(start.subarray(0, nodes));
  const cutSum = new Int32Array(nodes); // nodes in parts that hang on this node alone
  const cutMax = new Int32Array(nodes);
  const tree: number[] = [];
  const lost = new Int32Array(nodes);
  let time = 0;
  for (let root = 0; root < nodes; root++) {
    if (order[root]! >= 0 || start[root] === start[root + 1]) continue;
    const component: number[] = [];
    tree.push(root);
    order[root] = low[root] = time++;
    component.push(root);
    while (tree.length > 0) {
      const v = tree.at(-1)!;
      if (next[v]! < start[v + 1]!) {
        const w = neighbour[next[v]!]!;
        next[v]!++;
        if (order[w]! < 0) {
          parent[w] = v;
          order[w] = low[w] = time++;
          component.push(w);
          tree.push(w);
        } else if (w !== parent[v] && order[w]! < low[v]!) low[v] = order[w]!;
        continue;
      }
      tree.pop();
      const p = parent[v]!;
      if (p < 0) continue;
      below[p]! += below[v]!;
      if (low[v]! < low[p]!) low[p] = low[v]!;
      if (low[v]! >= order[p]!) {
        cutSum[p]! += below[v]!;
        if (below[v]! > cutMax[p]!) cutMax[p] = below[v]!;
      }
    }
    for (const v of component) {
      if (cutSum[v] === 0) continue;
      const rest = component.length - 1 - cutSum[v]!; // what stays connected through the parent
      const largest = Math.max(rest, cutMax[v]!);
      lost[v] = component.length - 1 - largest;
    }
  }
  return lost;
}

/** Neighbours in both directions, each once. */
export function undirected({ nodes, from, to }: Graph): { start: Int32Array; neighbour: Int32Array } {
  const keys = new Float64Array(from.length * 2);
  for (let e = 0; e < from.length; e++) {
    keys[2 * e] = from[e]! * nodes + to[e]!;
    keys[2 * e + 1] = to[e]! * nodes + from[e]!;
  }
  keys.sort();
  const start = new Int32Array(nodes + 1);
  const neighbour = new Int32Array(keys.length);
  let n = 0;
  let before = -1;
  for (const key of keys) {
    if (key === before) continue;
    before = key;
    const v = Math.floor(key / nodes);
    neighbour[n++] = key - v * nodes;
    start[v + 1]!++;
  }
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  return { start, neighbour: neighbour.slice(0, n) };
}
