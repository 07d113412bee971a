/** Near-duplicates among texts that come one JSON object a line: `{"id": …, "text": …}`. */
import { groupNearDuplicates } from '../kernel/text/nearDuplicates.ts';
import { documentsOf } from './documents.ts';

export interface SimilarGroup {
  /** As they came, in the order they came; an id that came twice is there twice. */
  ids: (string | number)[];
  size: number;
  /** Lowest and mean exact Jaccard similarity (character pairs) of the pairs that tie the group together: 1 = the same text. */
  similarity: number;
  meanSimilarity: number;
}

/** Which of these texts say the same? Groups of two or more, in the order of their first text.
 *  @param lines          JSON objects as text, blank lines allowed; read once
 *  @param options.threshold see groupNearDuplicates
 *  @throws bad-file: a line is not such an object, with its number; bad-option: the threshold. */
export function similarTexts(lines: Iterable<string>, options: { threshold?: number } = {}): SimilarGroup[] {
  const ids: (string | number)[] = [];
  function* texts(): Generator<string> {
    for (const { id, text } of documentsOf(lines)) {
      ids.push(id);
      yield text;
    }
  }
  const found = groupNearDuplicates(texts(), options);
  const groups = Array.from(
    found.size,
    (size, g): SimilarGroup => ({
      ids: [],
      size,
      similarity: rounded(found.lowest[g]!),
      meanSimilarity: rounded(found.mean[g]!),
    }),
  );
  found.group.forEach((g, i) => {
    if (g >= 0) groups[g]!.ids.push(ids[i]!);
  });
  return groups;
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
