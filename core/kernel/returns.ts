/** How likely it is that somebody who has been silent for some days comes back: learned from every silence in the data. */
import { wilson } from './interval.ts';

export interface ReturnChance {
  /** Silences that lasted at least so long and were watched for `horizonDays` more; of them ended within the horizon. */
  watched: number;
  returned: number;
  rate: number;
  low: number;
  high: number;
}

/** For each length of silence so far: the share that returned within the next `horizonDays`.
 *  A silence still going on counts only when it was watched over the whole horizon; so the shares are not pulled down by the end of the data.
 *  @param gaps Float64[days]: silences that ended, by length in days without activity
 *  @param open Float64[days]: silences that had not ended when the data ends, by length
 *  @returns one a length from 0 to `longest`.   Cost: O(days). */
export function returnChances(gaps: Float64Array, open: Float64Array, longest: number, horizonDays: number): ReturnChance[] {
  const days = Math.max(gaps.length, open.length, longest + horizonDays + 2);
  // Running sums from the right: silences of at least g days.
  const ended = new Float64Array(days + 1);
  const going = new Float64Array(days + 1);
  for (let g = days - 1; g >= 0; g--) {
    ended[g] = ended[g + 1]! + (gaps[g] ?? 0);
    going[g] = going[g + 1]! + (open[g] ?? 0);
  }
  const at = (sums: Float64Array, g: number) => sums[Math.min(g, days)]!;
  return Array.from({ length: longest + 1 }, (_, g) => {
    const returned = at(ended, g) - at(ended, g + horizonDays);
    const watched = at(ended, g) + at(going, g + horizonDays);
    const [low, high] = wilson(returned, watched);
    return { watched, returned, rate: watched === 0 ? Number.NaN : returned / watched, low, high };
  });
}
