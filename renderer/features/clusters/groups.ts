/** Pure parts of the page: what is asked, what marks a group, what a group's mark is. */
import type { ClusterAnswer, Mark } from '../../../core/api/contract.ts';
import type { ClustersSearch } from '../../app/search.ts';

export interface GroupQuestion {
  k: number | null;
  features: string[] | null;
  seed: number;
}

export const FEWEST_GROUPS = 2;
export const MOST_GROUPS = 12;
export const FIRST_SEED = 1;

/** The address may say anything. */
export function questionOf({ k, features, seed }: ClustersSearch = {}): GroupQuestion {
  return {
    k: typeof k === 'number' && Number.isInteger(k) && k >= FEWEST_GROUPS && k <= MOST_GROUPS ? k : null,
    features: Array.isArray(features) && features.length > 0 ? features.map(String) : null,
    seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= 2 ** 31 ? seed : FIRST_SEED,
  };
}

/** Back to an address: only what differs from the defaults. */
export function toSearch({ k, features, seed }: GroupQuestion): ClustersSearch | undefined {
  const search: ClustersSearch = {
    ...(k === null ? {} : { k }),
    ...(features === null ? {} : { features }),
    ...(seed === FIRST_SEED ? {} : { seed }),
  };
  return Object.keys(search).length > 0 ? search : undefined;
}

export const groupMark = (question: GroupQuestion, cluster: number): Mark => ({ of: 'cluster', ...question, cluster });

/** As names are made: what members do says more than what they do not, and that something small is small says least. */
const LOW_WEIGHT = 0.6;
const LOW_SHARE_WEIGHT = 0.25;

export function leadingTraits(traits: ClusterAnswer['traits'][number], most: number): ClusterAnswer['traits'][number] {
  const weight = (t: (typeof traits)[number]) =>
    Math.abs(t.difference) * (t.direction === 'high' ? 1 : t.feature.startsWith('share.') ? LOW_SHARE_WEIGHT : LOW_WEIGHT);
  return [...traits].sort((a, b) => weight(b) - weight(a)).slice(0, most);
}

/** The figures of steadiness always show two decimals: 1.00 is a finding. */
export const two = (figure: number): string => figure.toFixed(2);

/** How far a sample carries the groups. */
export type Steadiness = 'same' | 'mostly' | 'other';
const SAME_FROM = 0.9;
const STEADY_FROM = 0.7;
export const steadiness = (stability: number): Steadiness =>
  stability >= SAME_FROM ? 'same' : stability >= STEADY_FROM ? 'mostly' : 'other';

export type Inside = 'border' | 'inside' | 'deep';
export const insideOf = (margin: number): Inside => (margin < 0.1 ? 'border' : margin < 0.3 ? 'inside' : 'deep');
