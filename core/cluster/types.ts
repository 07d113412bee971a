import type { ColumnScale } from '../kernel/cluster/scaling.ts';

/** One number a member, about what members do. */
export interface ClusterFeature {
  name: string;
  unit: string;
  /** Shape (members,); NaN = not known. */
  values: Float64Array;
  /** Take log(1 + x) first: for counts and money, where twice as much means the same everywhere. */
  log: boolean;
}

/** A share is drawn towards `mean` as if `events` more events had come out as the mean says. */
export interface Steadying {
  mean: number;
  events: number;
}

/** A feature that was used, and how. */
export interface UsedFeature {
  name: string;
  unit: string;
  log: boolean;
  steadying: Steadying | null;
}

export interface ClusterInput {
  members: number;
  features: ClusterFeature[];
}

export interface ClusterOptions {
  /** Number of clusters, 2..12; null = pick it, or say that there are none. */
  k?: number | null;
  /** Names of the features to use; null = all that vary. */
  features?: string[] | null;
  seed?: number;
}

/** A number of clusters that was tried. */
export interface Candidate {
  k: number;
  /** -1..1, on a sample. */
  silhouette: number;
  /** Mean adjusted Rand index over the resamples, at most 1. */
  stability: number;
  /** Sum of squares in scaled units, on the rows of `Clusters.candidateRows`. */
  inertia: number;
  /** Rows half way between groups, as a share of those near their centres: 0 = empty between, 1 or more = a cloud that was cut. */
  valley: number;
  /** How much tighter the groups are than in structureless data: mean ln(inertia there) - ln(inertia here); null = not asked: unstable, no valley, or a better k was clear. */
  gap: number | null;
  /** The same in standard deviations of the structureless data. */
  gapDeviations: number | null;
  /** Silhouette less its mean in structureless data. */
  silhouetteGain: number | null;
}

export interface Trait {
  feature: string;
  unit: string;
  direction: 'high' | 'low';
  /** Mean of the cluster and of all members, in the feature's unit. */
  value: number;
  overall: number;
  /** value / overall; null when overall is 0. */
  ratio: number | null;
  /** Cluster less all others, in standard deviations of the scaled feature within groups. */
  difference: number;
}

export interface BilingualName {
  zh: string;
  en: string;
}

export interface Clusters {
  kind: 'clusters';
  method: string;
  k: number;
  kChosen: 'given' | 'picked';
  candidates: Candidate[];
  /** Rows the candidates were compared on. */
  candidateRows: number;
  silhouette: number;
  /** Mean silhouette of each cluster's sampled members; NaN when none was sampled. */
  silhouettes: number[];
  stability: number;
  /** Members of each cluster; the largest is number 0. */
  sizes: number[];
  /** Shape (members,), 0..k-1. */
  labels: Int32Array;
  /** Per cluster, values per feature in its own unit, over the members where it is known. */
  centres: { median: number[]; mean: number[] }[];
  names: BilingualName[];
  /** Per cluster, the largest difference first. */
  traits: Trait[][];
  /** The members on the two directions of largest variance, and the share of the variance of each. */
  map: { x: Float32Array; y: Float32Array; explained: number[] };
  features: UsedFeature[];
  /** Members without a value, per feature used: they count as the median. */
  missing: number[];
  /** `chance`: a share in which members differ no more than by the luck of the draw. */
  dropped: { name: string; reason: 'constant' | 'mostly-missing' | 'chance' }[];
  /** How features were scaled, and the centres there, shape (k, features). */
  scaling: ColumnScale[];
  scaledCentres: number[][];
  seed: number;
  /** After defaults, for the origin of the result. */
  options: Record<string, string | number | boolean | null | string[]>;
}

/** No groups worth a name: an answer. */
export interface NoClusters {
  kind: 'unavailable';
  reason: 'too-few-members' | 'too-few-features' | 'no-clear-groups';
  /** For no-clear-groups: `unstable` = other members would give other groups; `no-valley` = the stable ones cut through one cloud;
   *  `as-without-structure` = data without groups would look the same. */
  because: 'unstable' | 'no-valley' | 'as-without-structure' | null;
  have: number;
  need: number;
  candidates: Candidate[];
  method: string;
  seed: number;
  options: Clusters['options'];
}

/** What is kept of a clustering to recognise its clusters later. Plain data: survives JSON. */
export interface ClusterModel {
  method: string;
  features: UsedFeature[];
  scaling: ColumnScale[];
  /** Shape (k, features), scaled. */
  centres: number[][];
  /** Medians in the feature's unit, shape (k, features). */
  typical: number[][];
  names: BilingualName[];
  /** Numbers that stay with a cluster from run to run. */
  ids: number[];
  /** The first number that was never given. */
  nextId: number;
  seed: number;
}
