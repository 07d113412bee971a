/** Pure parts of the editor of themes. */

/** Words of a text field: one a line, or with commas between. */
export const toWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,，、;；]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

/** `theme-2`: the first number that no entry of the list has. */
export function freeKey(base: string, taken: readonly { key: string }[]): string {
  for (let n = 1; ; n++) if (!taken.some(({ key }) => key === `${base}-${n}`)) return `${base}-${n}`;
}

/** The name a found topic shows in the draft. @param key its name as it is kept now */
export function renamed(draft: Record<string, string>, kept: Record<string, string>, key: string): string {
  const original = Object.keys(kept).find((k) => kept[k] === key) ?? key;
  return draft[original] ?? key;
}
