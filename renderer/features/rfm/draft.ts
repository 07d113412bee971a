/** The cuts being edited. */
import type { Rfm, RfmDimension } from '../../../core/api/contract.ts';

export const DIMENSIONS: readonly RfmDimension[] = ['recency', 'frequency', 'depth', 'spend'];

export interface Draft {
  cuts: Record<RfmDimension, number[]>;
  highFrom: number;
}

export const draftOf = (rfm: Rfm): Draft => ({
  cuts: Object.fromEntries(
    DIMENSIONS.map((d) => [d, (rfm.cuts[d] ?? [0, 0, 0, 0]).map((c) => Math.round(c * 1000) / 1000)]),
  ) as Draft['cuts'],
  highFrom: rfm.highFrom,
});

export const isRising = ({ cuts }: Draft): boolean =>
  DIMENSIONS.every((d) => cuts[d].every((c, i) => Number.isFinite(c) && (i === 0 || c >= cuts[d][i - 1]!)));

type Four = [number, number, number, number];
export const toValue = ({ cuts, highFrom }: Draft) => ({
  cuts: Object.fromEntries(DIMENSIONS.map((d) => [d, cuts[d] as Four])) as Record<RfmDimension, Four>,
  highFrom,
});
