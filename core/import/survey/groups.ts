/** Which columns make one question: by the two header rows, or by a common beginning of their names. */

export interface HeaderLayers {
  /** Texts of the first header row; empty where the question goes on. */
  questions: readonly string[];
  /** Texts of the second: choices, or "Response". */
  choices: readonly string[];
}

export interface ColumnGroup {
  text: string;
  columns: { column: number; choice: string | null }[];
  /** The tool says that anything could be written. */
  isOpen?: boolean;
}

/** What survey tools write below a question that has no choices. */
export const isPlaceholder = (text: string): boolean => /^((open-ended )?response|unspecified|回答|答案)$/i.test(text.trim());

/** @param answers indexes of the columns, ascending */
export function groupColumns(names: readonly string[], answers: readonly number[], layers: HeaderLayers | null): ColumnGroup[] {
  return layers ? byLayers(answers, layers) : byNames(names, answers);
}

function byLayers(answers: readonly number[], { questions, choices }: HeaderLayers): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  let last = -1;
  for (const column of answers) {
    const text = questions[column]?.trim() ?? '';
    const choice = choices[column]?.trim() ?? '';
    const item = { column, choice: choice === '' || isPlaceholder(choice) ? null : choice };
    const goesOn = text === '' && last === column - 1 && groups.length > 0;
    if (goesOn) groups.at(-1)!.columns.push(item);
    else groups.push({ text: text || choice || `column ${column + 1}`, columns: [item], isOpen: /^open-ended/i.test(choice) });
    last = column;
  }
  return groups;
}

/** `Q3. Which? [Option A]`, `3、哪些？(选项)`, `Q3 - Option A`, `Q3: A`. Neighbours with the same beginning are one question. */
function byNames(names: readonly string[], answers: readonly number[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (let i = 0; i < answers.length; ) {
    const best = longestRun(names, answers, i);
    if (best) {
      groups.push({ text: best.text, columns: best.choices.map((choice, k) => ({ column: answers[i + k]!, choice })) });
      i += best.choices.length;
    } else {
      groups.push({ text: names[answers[i]!]!.trim(), columns: [{ column: answers[i]!, choice: null }] });
      i++;
    }
  }
  return groups;
}

/** Ways to part a name into question and choice, at every place where it could be. */
const PARTINGS: readonly ((name: string) => [string, string][])[] = [
  (name) => matchAll(name, /^(.+?)\s*\[([^[\]]+)\]$/),
  (name) => matchAll(name, /^(.+?)\s*【([^【】]+)】$/),
  (name) => matchAll(name, /^(.+?)\s*[(（]([^()（）]+)[)）]$/),
  (name) => cuts(name, /\s+[-–—]\s+|—{1,2}|\s\/\s/g),
  (name) => cuts(name, /[:：]\s*/g),
];

function matchAll(name: string, pattern: RegExp): [string, string][] {
  const found = pattern.exec(name);
  return found ? [[found[1]!.trim(), found[2]!.trim()]] : [];
}

function cuts(name: string, separator: RegExp): [string, string][] {
  return [...name.matchAll(separator)].flatMap((found): [string, string][] => {
    const before = name.slice(0, found.index).trim();
    const after = name.slice(found.index + found[0].length).trim();
    return before !== '' && after !== '' ? [[before, after]] : [];
  });
}

function longestRun(
  names: readonly string[],
  answers: readonly number[],
  from: number,
): { text: string; choices: string[] } | null {
  let best: { text: string; choices: string[] } | null = null;
  for (const part of PARTINGS) {
    for (const [text, choice] of part(names[answers[from]!]!.trim())) {
      const choices = [choice];
      for (let i = from + 1; i < answers.length && answers[i] === answers[i - 1]! + 1; i++) {
        const next = part(names[answers[i]!]!.trim()).find(([t]) => t === text);
        if (!next) break;
        choices.push(next[1]);
      }
      if (choices.length < 2 || new Set(choices).size < choices.length) continue;
      const isBetter =
        !best ||
        choices.length > best.choices.length ||
        (choices.length === best.choices.length && text.length > best.text.length);
      if (isBetter) best = { text, choices };
    }
  }
  return best;
}
