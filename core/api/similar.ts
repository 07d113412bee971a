/** Near-duplicates among texts that come one JSON object a line: `{"id": …, "text": …}`. */
import { InputError } from '../base/errors.ts';
import { groupNearDuplicates } from '../kernel/text/nearDuplicates.ts';

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
  const found = groupNearDuplicates(textsOf(lines, ids), options);
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

function* textsOf(lines: Iterable<string>, ids: (string | number)[]): Generator<string> {
  let number = 0;
  for (const raw of lines) {
    number++;
    const line = number === 1 && raw.startsWith('\ufeff') ? raw.slice(1) : raw;
    if (line.trim() === '') continue;
    const { id, text } = entryOf(line, number);
    ids.push(id);
    yield text;
  }
}

function entryOf(line: string, number: number): { id: string | number; text: string } {
  const fault = (arrived: string, cause?: unknown) =>
    new InputError(
      'bad-file',
      `Line ${number} should be an object such as {"id": "p1", "text": "…"}, got ${arrived}. Correct that line and try again.`,
      { line: number },
      cause,
    );
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch (cause) {
    throw fault(`something that is not JSON (${shown(line)})`, cause);
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw fault(shown(line));
  const { id, text } = entry as { id?: unknown; text?: unknown };
  if (typeof id !== 'string' && typeof id !== 'number')
    throw fault(id === undefined ? 'no id' : `the id ${shown(JSON.stringify(id))}`);
  if (typeof text !== 'string' && text !== null)
    throw fault(text === undefined ? 'no text' : `the text ${shown(JSON.stringify(text))}`);
  return { id, text: text ?? '' };
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
