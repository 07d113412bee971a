/** A list of words as people paste it: a word and a weight a line, with a tab, comma or blank between them. */

const WEIGHT = /^(.+?)[\t,，;；\s]+([+\-−－]?\d(?:\.\d+)?)\s*$/;

/** @returns the words, the last weight of each counts; the lines that are none, as they are written */
export function parseWords(text: string): { words: { word: string; weight: number }[]; wrong: string[] } {
  const words = new Map<string, number>();
  const wrong: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.replace(/^\ufeff/, '').trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const found = WEIGHT.exec(trimmed);
    const weight = found ? Number(found[2]!.replace(/[−－]/, '-')) : Number.NaN;
    if (!found || !(weight >= -5 && weight <= 5) || found[1]!.length > 40) wrong.push(trimmed.slice(0, 40));
    else words.set(found[1]!.trim(), weight);
  }
  return { words: [...words].map(([word, weight]) => ({ word, weight })), wrong };
}
