import { bestPairs, crossCounts } from '../kernel/cluster/agreement.ts';
import { assignMembers, toModel } from './model.ts';
import type { BilingualName, ClusterInput, ClusterModel, Clusters } from './types.ts';

/** A cluster is the old one again when they share at least this part of the members that are in either. */
const SAME_FROM = 0.5;

export interface MatchedClusters {
  kind: 'matched-clusters';
  /** Today's clusters in their order: the number and the name that they keep, or new ones. */
  ids: number[];
  names: BilingualName[];
  isNew: boolean[];
  /** Best overlap with the old cluster it was paired with, 0..1; 0 when there was none to pair with. */
  overlap: number[];
  /** Numbers of old clusters that are not found again. */
  gone: number[];
  /** Members by where they were and where they are, largest first; only pairs with members. `from` null = was not there before. */
  moved: { from: number | null; to: number; members: number }[];
  /** What to save for the next time. */
  model: ClusterModel;
}

/** Are these the clusters of the last time? Today's members are put to the nearest of the old centres; old and new clusters are paired so that the
 *  overlap |both| / |either| is largest in all, and a pair with an overlap of at least one half keeps number and name.
 *  @param options.previousLabels where each of today's members was saved, as the number of the old cluster (0..k-1), -1 = not there: then `moved`
 *         counts real moves. Default: where the old centres put them today, so that `moved` shows how the clusters themselves changed
 *  @returns all new when the old clusters rest on a feature that is missing today */
export function matchToPrevious(
  clusters: Clusters,
  input: ClusterInput,
  previous: ClusterModel,
  options: { previousLabels?: Int32Array } = {},
): MatchedClusters {
  const then = assignMembers(previous, input);
  const kNow = clusters.k;
  const kThen = previous.ids.length;
  const overlaps = new Float64Array(kNow * kThen);
  if (then) {
    const both = crossCounts(clusters.labels, then, kNow, kThen);
    const sizesThen = new Float64Array(kThen);
    for (const label of then) sizesThen[label]!++;
    for (let c = 0; c < kNow; c++) {
      for (let p = 0; p < kThen; p++) {
        const n = both[c * kThen + p]!;
        const either = clusters.sizes[c]! + sizesThen[p]! - n;
        overlaps[c * kThen + p] = either === 0 ? 0 : n / either;
      }
    }
  }
  const pairs = bestPairs(overlaps, kNow, kThen);
  let nextId = previous.nextId;
  const ids: number[] = [];
  const overlap: number[] = [];
  const isNew: boolean[] = [];
  const kept = new Set<number>();
  for (let c = 0; c < kNow; c++) {
    const p = pairs[c]!;
    const share = p < 0 ? 0 : overlaps[c * kThen + p]!;
    const isSame = share >= SAME_FROM;
    overlap.push(share);
    isNew.push(!isSame);
    ids.push(isSame ? previous.ids[p]! : nextId++);
    if (isSame) kept.add(p);
  }
  const keptNames = [...kept].map((p) => previous.names[p]!);
  const names = clusters.names.map((name, c) => (isNew[c] ? distinct(name, keptNames) : previous.names[pairs[c]!]!));
  return {
    kind: 'matched-clusters',
    ids,
    names,
    isNew,
    overlap,
    gone: previous.ids.filter((_, p) => !kept.has(p)),
    moved: movesBetween(options.previousLabels ?? then, clusters.labels, previous.ids, ids),
    model: { ...toModel(clusters, ids, nextId), names },
  };
}

/** A new cluster must not be called as an old one that stays. */
function distinct(name: BilingualName, taken: readonly BilingualName[]): BilingualName {
  const isTaken = (candidate: BilingualName) => taken.some((t) => t.en === candidate.en || t.zh === candidate.zh);
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) candidate = { zh: `${name.zh} ${number}`, en: `${name.en} ${number}` };
  return candidate;
}

function movesBetween(
  then: Int32Array | null,
  now: Int32Array,
  idsThen: readonly number[],
  idsNow: readonly number[],
): MatchedClusters['moved'] {
  const counts = new Map<string, { from: number | null; to: number; members: number }>();
  for (let i = 0; i < now.length; i++) {
    const from = then === null || then[i]! < 0 ? null : idsThen[then[i]!]!;
    const to = idsNow[now[i]!]!;
    const key = `${from}>${to}`;
    const entry = counts.get(key);
    if (entry) entry.members++;
    else counts.set(key, { from, to, members: 1 });
  }
  return [...counts.values()].sort((a, b) => b.members - a.members || (a.from ?? -1) - (b.from ?? -1) || a.to - b.to);
}
