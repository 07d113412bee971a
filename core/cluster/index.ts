/**
 * Which kinds of members are there, what marks them, and are they still the same as last time?
 *
 * k-means on scaled features; the number of clusters is picked by silhouette and stability, and refused when the data would look the same without
 * groups. Columns come in, columns go out: nothing here reads the workspace. Method and limits stand at `clusterMembers`.
 */
export { clusterMembers } from './clusterMembers.ts';
export { clusterTable, type TableClusters, type TableInput } from './clusterTable.ts';
export { type MatchedClusters, matchToPrevious } from './matchToPrevious.ts';
export { assignMembers, toModel } from './model.ts';
export type * from './types.ts';
export { type WhyHere, whyHere } from './whyHere.ts';
