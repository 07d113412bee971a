/** What is kept of a clustering, and how members meet it again. */
import { assignToCentres } from '../kernel/cluster/kmeans.ts';
import { scaleColumns } from '../kernel/cluster/scaling.ts';
import { steadied } from './shares.ts';
import type { ClusterInput, ClusterModel, Clusters } from './types.ts';

/** @param ids numbers of the clusters, from `matchToPrevious`; default 1..k for a first clustering
 *  @param nextId the first number that was never given; default one above the largest */
export function toModel(clusters: Clusters, ids?: readonly number[], nextId?: number): ClusterModel {
  const own = ids ? [...ids] : clusters.sizes.map((_, c) => c + 1);
  return {
    method: clusters.method,
    features: clusters.features,
    scaling: clusters.scaling,
    centres: clusters.scaledCentres,
    typical: clusters.centres.map((c) => c.median),
    names: clusters.names,
    ids: own,
    nextId: nextId ?? Math.max(0, ...own) + 1,
    seed: clusters.seed,
  };
}

/** Cluster of each member by a saved model, 0..k-1; null when the input lacks a feature of the model. Cost: members × k × features. */
export function assignMembers(model: ClusterModel, input: ClusterInput): Int32Array | null {
  const columns: Float64Array[] = [];
  for (const { name, steadying } of model.features) {
    const feature = input.features.find((f) => f.name === name);
    const values = feature ? steadied(input, feature.values, steadying) : null;
    if (!values) return null;
    columns.push(values);
  }
  const dims = columns.length;
  const k = model.centres.length;
  const points = scaleColumns(columns, model.scaling, input.members);
  return assignToCentres(points, { rows: input.members, dims, k }, Float64Array.from(model.centres.flat()));
}
