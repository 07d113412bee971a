/** Share of members whose nearest cluster centre, on simple standardised features, is their planted one. */
const GROUPS = [
  ['play', 'progress', 'complete', 'download'],
  ['attend', 'checkin'],
  ['view', 'search'],
  ['like', 'share'],
];

export function clusterPurity(
  events: readonly Record<string, string | null>[],
  clusters: Readonly<Record<string, string>>,
): number {
  const counts = new Map<string, Map<string, number>>();
  for (const e of events) {
    const who = e['member_id']!;
    let own = counts.get(who);
    if (!own) counts.set(who, (own = new Map()));
    own.set(e['kind']!, (own.get(e['kind']!) ?? 0) + 1);
  }
  const keys = [...counts.keys()].filter((k) => clusters[k]);
  const x = keys.map((k) => {
    const own = counts.get(k)!;
    const total = [...own.values()].reduce((a, b) => a + b, 0);
    return [Math.log1p(total), ...GROUPS.map((kinds) => kinds.reduce((sum, kind) => sum + (own.get(kind) ?? 0), 0) / total)];
  });
  for (let d = 0; d < x[0]!.length; d++) {
    const mean = x.reduce((sum, row) => sum + row[d]!, 0) / x.length;
    const sd = Math.sqrt(x.reduce((sum, row) => sum + (row[d]! - mean) ** 2, 0) / x.length);
    for (const row of x) row[d] = (row[d]! - mean) / sd;
  }
  const names = [...new Set(Object.values(clusters))];
  const centres = names.map((name) => {
    const own = x.filter((_, i) => clusters[keys[i]!] === name);
    return own[0]!.map((_, d) => own.reduce((sum, row) => sum + row[d]!, 0) / own.length);
  });
  const distance = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, d) => sum + (v - b[d]!) ** 2, 0);
  const right = x.filter((row, i) => {
    const nearest = centres.map((c) => distance(row, c));
    return names[nearest.indexOf(Math.min(...nearest))] === clusters[keys[i]!];
  });
  return right.length / x.length;
}
