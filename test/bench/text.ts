/** npm run bench -- text: what is said about texts, measured on texts that no threshold was set on. Each part prints a small table. */
import { benchNearDuplicates } from './textNearDuplicates.ts';
import { benchSearch } from './textSearch.ts';
import { benchSentiment } from './textSentiment.ts';

/** @returns figures that miss their target. */
export async function benchText(): Promise<number> {
  return benchSentiment() + benchNearDuplicates() + (await benchSearch());
}
