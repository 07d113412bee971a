/** What marks each cluster. */
import type { ClusterFeature, Trait } from './types.ts';

/** Traits of each cluster over all features, the largest difference first, ties in the order of the features.
 *  @param points scaled, shape (members, features) */
export function traitsOf(points: Float32Array, features: readonly ClusterFeature[], labels: Int32Array, k: number): Trait[][] {
  const rows = labels.length;
  const dims = features.length;
  const traits = Array.from({ length: k }, () => [] as Trait[]);
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]!++;
  features.forEach(({ name, unit, values }, a) => {
    const scaled = new Float64Array(k);
    const raw = new Float64Array(k);
    const known = new Float64Array(k);
    for (let i = 0; i < rows; i++) {
      const c = labels[i]!;
      scaled[c]! += points[i * dims + a]!;
      if (Number.isNaN(values[i]!)) continue;
      raw[c]! += values[i]!;
      known[c]!++;
    }
    let within = 0;
    for (let i = 0; i < rows; i++) within += (points[i * dims + a]! - scaled[labels[i]!]! / sizes[labels[i]!]!) ** 2;
    const deviation = Math.sqrt(within / Math.max(1, rows - k)) || 1;
    const sum = (of: Float64Array) => of.reduce((total, v) => total + v, 0);
    const overall = sum(raw) / sum(known);
    for (let c = 0; c < k; c++) {
      if (sizes[c] === 0) continue;
      const rest = (sum(scaled) - scaled[c]!) / Math.max(1, rows - sizes[c]!);
      const difference = (scaled[c]! / sizes[c]! - rest) / deviation;
      const value = raw[c]! / known[c]!;
      const ratio = overall === 0 ? null : value / overall;
      traits[c]!.push({
        feature: name,
        unit,
        direction: difference < 0 ? 'low' : 'high',
        value,
        overall,
        ratio,
        difference,
      });
    }
  });
  for (const list of traits) list.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  return traits;
}
