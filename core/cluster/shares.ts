/**
 * Shares of few events are mostly chance: a member with two events has only 0, a half or 1. Such corners would look like groups.
 * So a share counts for as much as there are events behind it: it is drawn towards the share of all members, the more the fewer its events.
 */
import type { ClusterFeature, ClusterInput, Steadying } from './types.ts';

/** Features that are shares of a member's events. */
const isShare = (name: string) => name.startsWith('share.') || name === 'weekendShare' || name === 'nightShare';
/** Standard deviations by which shares must differ more than draws from one common share would. */
const BEYOND_CHANCE = 4;

/** How to steady a share; null = it is no share, or the number of events is not among the features; `chance` = members differ in it no more than
 *  draws from one common share would, so it says nothing about them.
 *  Beta-binomial by moments: members' own shares vary by ρ p(1 - p) around p, and what is seen of n events by p(1 - p)(ρ + (1 - ρ)/n).
 *  Source: Kleinman 1973; the estimate of a member is then (seen + m p) / (n + m) with m = 1/ρ - 1. */
export function steadyingOf(input: ClusterInput, feature: ClusterFeature): Steadying | null | 'chance' {
  const events = eventsOf(input);
  if (!isShare(feature.name) || events === null) return null;
  let rows = 0;
  let all = 0;
  let hits = 0;
  feature.values.forEach((share, i) => {
    const n = events[i]!;
    if (Number.isNaN(share) || !(n > 0)) return;
    rows++;
    all += n;
    hits += n * share;
  });
  const mean = hits / all;
  const unit = mean * (1 - mean);
  if (!(unit > 0) || all <= rows) return null;
  let spread = 0;
  feature.values.forEach((share, i) => {
    if (!Number.isNaN(share) && events[i]! > 0) spread += (events[i]! * (share - mean) ** 2) / unit;
  });
  if (spread < rows + BEYOND_CHANCE * Math.sqrt(2 * rows)) return 'chance';
  const likeness = (spread - rows) / (all - rows);
  return { mean, events: Math.max(0, 1 / likeness - 1) };
}

/** The feature's values, steadied where that is asked. @returns null when the input lacks the number of events */
export function steadied(input: ClusterInput, values: Float64Array, steadying: Steadying | null): Float64Array | null {
  if (steadying === null) return values;
  const events = eventsOf(input);
  if (events === null) return null;
  const { mean, events: more } = steadying;
  return values.map((share, i) => {
    const n = events[i]!;
    return Number.isNaN(share) || !(n > 0) ? NaN : (share * n + mean * more) / (n + more);
  });
}

const eventsOf = (input: ClusterInput) => input.features.find((f) => f.name === 'events')?.values ?? null;
