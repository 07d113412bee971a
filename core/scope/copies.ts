/** Which texts say the same: for counts that must not be led by one complaint pasted forty times. */
import { groupNearDuplicates, type NearDuplicates } from '../kernel/text/nearDuplicates.ts';
import type { Dataset } from '../store/dataset.ts';
import { eachText } from './texts.ts';

const kept = new WeakMap<Dataset, NearDuplicates>();

/** Groups of near-duplicates, in the order of `textsOfData`, at the default similarity.
 *  Cost: ~25 µs a text of 50 characters and ~400 bytes while it works, once a dataset. */
export function copiesOfData(data: Dataset): NearDuplicates {
  let found = kept.get(data);
  if (!found) kept.set(data, (found = groupNearDuplicates(eachText(data))));
  return found;
}
