import type { From, Result } from '../base/result.ts';
import { bridgeNodes, type Graph, reciprocity, weakComponents } from '../kernel/graph.ts';
import { wilson } from '../kernel/interval.ts';
import { quantile } from '../kernel/summary.ts';
import type { People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { handlesOf } from '../store/handles.ts';
import { answerRows, firstTies, postAuthors, replyRows } from './queries.ts';
import type { Network, NetworkCore, NetworkMember } from './types.ts';

const SHOWN = 20;
const WEEK_MS = 7 * 86_400_000;

/** The members with ties, densely numbered. */
interface Ties {
  graph: Graph;
  /** Member number of each node. */
  memberNo: Int32Array;
  selfReplies: number;
  unknownTarget: number;
}

const known = new WeakMap<Dataset, Ties>();

/** Who answers whom, and what holds the community together. A tie = one member replied to another; weight = how often.
 *  @param options.people only ties between these members   Cost: one grouped query, then linear in the ties. */
export function describeNetwork(data: Dataset, { people = null }: { people?: People | null } = {}): Result<Network> {
  const from = provenance(data, 'network/1', people);
  const ties = people ? tiesOf(data, people) : allTies(data);
  const { graph, memberNo } = ties;
  if (graph.nodes === 0) return unavailable('no-posts', 0, 1, from);
  const components = weakComponents(graph);
  const both = reciprocity(graph);
  const rows = members(ties);
  const tied = new Set(memberNo);
  const isolates = postAuthors(data.db).filter((no) => !tied.has(no) && people?.mask[no - 1] !== 0).length;
  const order = (by: (r: NetworkMember) => number) =>
    rows
      .filter((r) => by(r) > 0)
      .sort((a, b) => by(b) - by(a) || a.memberNo - b.memberNo)
      .slice(0, SHOWN);
  const top = order((r) => r.given + r.received);
  const bridges = order((r) => r.cutsOff);
  const experts = expertsOf(data, people);
  const handles = handlesOf(
    data.db,
    [...top, ...bridges, ...(experts?.top ?? [])].map((r) => r.memberNo),
  );
  for (const row of [...top, ...bridges, ...(experts?.top ?? [])]) row.handle = handles.get(row.memberNo) ?? null;
  const degrees = Float64Array.from(rows, (r) => r.in + r.out).sort();
  return {
    kind: 'network',
    nodes: graph.nodes,
    edges: graph.from.length,
    replies: graph.weight.reduce((sum, w) => sum + w, 0),
    selfReplies: ties.selfReplies,
    unknownTarget: ties.unknownTarget,
    reciprocity: Number.isNaN(both) ? null : both,
    components: components.sizes.length,
    largestComponent: components.sizes[0]!,
    isolates,
    degree: { median: quantile(degrees, 0.5), max: degrees.at(-1)! },
    top,
    bridges,
    experts,
    newcomers: newcomersOf(data, people),
    from,
  };
}

/** The most connected members and the ties between them: for the drawing. */
export function networkCore(
  data: Dataset,
  { people = null, limit = 120 }: { people?: People | null; limit?: number },
): Result<NetworkCore> {
  const from = provenance(data, 'network-core/1', people, { limit });
  const ties = people ? tiesOf(data, people) : allTies(data);
  const { graph, memberNo } = ties;
  if (graph.nodes === 0) return unavailable('no-posts', 0, 1, from);
  const rows = members(ties);
  const { of } = weakComponents(graph);
  const order = [...rows.keys()].sort((a, b) => rows[b]!.given + rows[b]!.received - rows[a]!.given - rows[a]!.received || a - b);
  const shown = order.slice(0, limit);
  const place = new Map(shown.map((v, i) => [v, i]));
  const handles = handlesOf(
    data.db,
    shown.map((v) => memberNo[v]!),
  );
  const links: NetworkCore['links'] = [];
  for (let e = 0; e < graph.from.length; e++) {
    const a = place.get(graph.from[e]!);
    const b = place.get(graph.to[e]!);
    if (a !== undefined && b !== undefined) links.push({ from: a, to: b, replies: graph.weight[e]! });
  }
  return {
    kind: 'network-core',
    nodes: shown.map((v) => ({ ...rows[v]!, handle: handles.get(memberNo[v]!) ?? null, component: of[v]! })),
    links,
    hidden: graph.nodes - shown.length,
    from,
  };
}

/** People of a mark: with a tie, bridges, isolates. @returns Uint8[members]. */
export function membersOfNetwork(data: Dataset, what: 'tied' | 'bridges' | 'largest'): Uint8Array {
  const chosen = new Uint8Array(data.columns.members);
  const ties = allTies(data);
  const lost = what === 'bridges' ? bridgeNodes(ties.graph) : null;
  const parts = what === 'largest' ? weakComponents(ties.graph).of : null;
  ties.memberNo.forEach((no, v) => {
    if ((lost === null || lost[v]! > 0) && (parts === null || parts[v] === 0)) chosen[no - 1] = 1;
  });
  return chosen;
}

const provenance = (data: Dataset, method: string, people: People | null, options: From['options'] = {}): From =>
  fromOf(data, method, data.columns.events, { tie: 'reply to another member', people: people?.label ?? null, ...options });

function allTies(data: Dataset): Ties {
  let ties = known.get(data);
  if (!ties) known.set(data, (ties = tiesOf(data, null)));
  return ties;
}

function tiesOf(data: Dataset, people: People | null): Ties {
  const isIn = (no: number) => people === null || people.mask[no - 1] === 1;
  let selfReplies = 0;
  let unknownTarget = 0;
  const rows = replyRows(data.db).filter(({ author, target, replies }) => {
    if (!isIn(author)) return false;
    if (target === null) unknownTarget += replies;
    else if (target === author) selfReplies += replies;
    return target !== null && target !== author && isIn(target);
  });
  const numbers = Int32Array.from(new Set(rows.flatMap((r) => [r.author, r.target!]))).sort();
  const node = new Map(Array.from(numbers, (no, v) => [no, v]));
  return {
    graph: {
      nodes: numbers.length,
      from: Int32Array.from(rows, (r) => node.get(r.author)!),
      to: Int32Array.from(rows, (r) => node.get(r.target!)!),
      weight: Float64Array.from(rows, (r) => r.replies),
    },
    memberNo: numbers,
    selfReplies,
    unknownTarget,
  };
}

function members({ graph, memberNo }: Ties): NetworkMember[] {
  const cutsOff = bridgeNodes(graph);
  const rows = Array.from(memberNo, (no, v): NetworkMember => {
    return { memberNo: no, handle: null, out: 0, in: 0, given: 0, received: 0, cutsOff: cutsOff[v]! };
  });
  for (let e = 0; e < graph.from.length; e++) {
    const a = rows[graph.from[e]!]!;
    const b = rows[graph.to[e]!]!;
    a.out++;
    b.in++;
    a.given += graph.weight[e]!;
    b.received += graph.weight[e]!;
  }
  return rows;
}

function expertsOf(data: Dataset, people: People | null): Network['experts'] {
  const rows = answerRows(data.db).filter((r) => people === null || (r.asker !== null && people.mask[r.asker - 1] === 1));
  if (rows.length === 0) return null;
  const answerers = new Map<number, number[]>();
  const answers = new Map<number, number>();
  for (const { question, author, answers: n } of rows) {
    const of = answerers.get(question);
    if (of) of.push(author);
    else answerers.set(question, [author]);
    answers.set(author, (answers.get(author) ?? 0) + n);
  }
  const alone = new Map<number, number>();
  for (const of of answerers.values()) if (of.length === 1) alone.set(of[0]!, (alone.get(of[0]!) ?? 0) + 1);
  const single = [...alone.values()].reduce((sum, n) => sum + n, 0);
  const order = [...answers].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const total = order.reduce((sum, [, n]) => sum + n, 0);
  let halfBy = 0;
  for (let sum = 0; sum < total / 2; halfBy++) sum += order[halfBy]![1];
  const [low, high] = wilson(single, answerers.size);
  return {
    answered: answerers.size,
    single: { questions: single, share: single / answerers.size, low, high },
    halfBy,
    top: order
      .slice(0, 10)
      .map(([no, n]) => ({ memberNo: no, handle: null, answers: n, share: n / total, onlyAnswerer: alone.get(no) ?? 0 })),
  };
}

function newcomersOf(data: Dataset, people: People | null): Network['newcomers'] {
  const rows = firstTies(data.db).filter((r) => people === null || people.mask[r.member - 1] === 1);
  const after = rows.filter((r) => r.tiedAt !== null && r.tiedAt >= r.postedAt);
  const hours = Float64Array.from(after, (r) => (r.tiedAt! - r.postedAt) / 3_600_000).sort();
  const tied = rows.filter((r) => r.tiedAt !== null).length;
  const soon = rows.filter((r) => r.tiedAt !== null && r.tiedAt - r.postedAt <= WEEK_MS).length;
  const [low, high] = wilson(tied, rows.length);
  const [soonLow, soonHigh] = wilson(soon, rows.length);
  return {
    members: rows.length,
    withTie: tied,
    share: rows.length === 0 ? 0 : tied / rows.length,
    low,
    high,
    medianHours: hours.length === 0 ? null : quantile(hours, 0.5),
    within7Days: { members: soon, share: rows.length === 0 ? 0 : soon / rows.length, low: soonLow, high: soonHigh },
  };
}
