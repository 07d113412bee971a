/** Levels of participation: by rank of the score, so that they mean the same in a loud and in a quiet community. */

export const LEVELS = ['core', 'contributor', 'participant', 'observer', 'silent'] as const;
export type Level = (typeof LEVELS)[number];

/** @param shares rising shares of the members with a score above 0: core, core + contributor, core + contributor + participant
 *  @returns code: index into LEVELS; from: lowest score of the first three levels. Members with equal scores share a level (the higher one). */
export function levelsOf(score: Float64Array, shares: readonly number[]): { code: Int32Array; from: number[] } {
  const positive = score.filter((s) => s > 0).sort();
  const from = shares.map((share) =>
    positive.length === 0 ? Infinity : positive[Math.max(0, positive.length - Math.max(1, Math.round(share * positive.length)))]!,
  );
  const code = new Int32Array(score.length);
  for (let m = 0; m < score.length; m++) {
    const s = score[m]!;
    code[m] = s <= 0 ? 4 : s >= from[0]! ? 0 : s >= from[1]! ? 1 : s >= from[2]! ? 2 : 3;
  }
  return { code, from };
}
