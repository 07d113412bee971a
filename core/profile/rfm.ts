import type { From, Result } from '../base/result.ts';
import { median } from '../kernel/summary.ts';
import type { People } from '../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../store/dataset.ts';
import { type Share, sharesOf } from './describeProfiles.ts';
import { type Preferences, RFM_DIMENSIONS, type RfmDimension } from './preferenceTypes.ts';
import { memberProfiles, preferencesOf } from './profiles.ts';
import { RFM_CLASSES, type RfmClass, type RfmCuts } from './rfmScores.ts';

export interface Rfm {
  kind: 'rfm';
  members: number;
  /** Members never seen: in no class. */
  unseen: number;
  cuts: RfmCuts;
  highFrom: number;
  isDefault: boolean;
  classes: (RfmClass &
    Omit<Share, 'value'> & {
      /** Sum, and its share of all. */
      spend: number;
      spendShare: number;
      median: Record<RfmDimension, number | null>;
    })[];
  /** Members by score 1 to 5 in each dimension. */
  scores: Record<RfmDimension, number[]>;
  /** Members by recency score (rows, 5 first) and frequency score (columns, 1 first). */
  grid: number[];
  from: From;
}

/** Who is seen lately, learns deeply and pays: members in eight classes.
 *  @param options.cuts, options.highFrom a preview of other cuts; absent = the kept ones */
export function describeRfm(
  data: Dataset,
  { people = null, ...options }: { people?: People | null } & Partial<Preferences['rfm']>,
): Result<Rfm> {
  const kept = preferencesOf(data);
  const rfm = { cuts: { ...kept.rfm.cuts, ...options.cuts }, highFrom: options.highFrom ?? kept.rfm.highFrom };
  const from = fromOf(data, 'rfm/1', data.columns.events, { preference: JSON.stringify(rfm), people: people?.label ?? null });
  if (data.columns.events === 0) return unavailable('no-events', 0, 1, from);
  const { measures, rfm: scored } = memberProfiles(data, { ...kept, rfm });
  const isIn = (m: number) => people === null || people.mask[m] === 1;
  const shares = sharesOf(
    scored,
    RFM_CLASSES.map((c) => c.id),
    people,
  );
  const values = { recency: measures.recencyDays, frequency: measures.activeDays, depth: measures.depth, spend: measures.spend };
  const spendOf = new Float64Array(RFM_CLASSES.length);
  let members = 0;
  let unseen = 0;
  const grid = new Array<number>(25).fill(0);
  const scores = Object.fromEntries(RFM_DIMENSIONS.map((d) => [d, [0, 0, 0, 0, 0]])) as Rfm['scores'];
  for (let m = 0; m < scored.code.length; m++) {
    if (!isIn(m)) continue;
    members++;
    const c = scored.code[m]!;
    if (c < 0) {
      unseen++;
      continue;
    }
    spendOf[c]! += measures.spend[m]!;
    grid[(5 - scored.scores.recency[m]!) * 5 + scored.scores.frequency[m]! - 1]!++;
    for (const d of RFM_DIMENSIONS) if (scored.scores[d][m]! > 0) scores[d][scored.scores[d][m]! - 1]!++;
  }
  const total = spendOf.reduce((sum, s) => sum + s, 0);
  return {
    kind: 'rfm',
    members,
    unseen,
    cuts: scored.cuts,
    highFrom: rfm.highFrom,
    isDefault: RFM_DIMENSIONS.every((d) => rfm.cuts[d] === null) && rfm.highFrom === 3,
    classes: RFM_CLASSES.map((klass, c) => {
      const { members: n, share, low, high } = shares[c]!;
      const inside = (column: Float64Array) => {
        const v = median(column.filter((_, m) => scored.code[m] === c && isIn(m)));
        return Number.isNaN(v) ? null : v;
      };
      return {
        ...klass,
        members: n,
        share,
        low,
        high,
        spend: spendOf[c]!,
        spendShare: total > 0 ? spendOf[c]! / total : 0,
        median: Object.fromEntries(RFM_DIMENSIONS.map((d) => [d, inside(values[d])])) as Record<RfmDimension, number | null>,
      };
    }),
    scores,
    grid,
    from,
  };
}
