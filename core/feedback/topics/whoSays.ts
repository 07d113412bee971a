import { benjaminiHochberg } from '../../kernel/compare/adjust.ts';
import { shareP, shareRatio } from '../../kernel/compare/proportions.ts';
import { wilson } from '../../kernel/interval.ts';
import type { WhoSays } from './types.ts';

/** A trait of the members: value of each, -1 = not known. */
export interface Split {
  by: string;
  codes: ArrayLike<number>;
  values: readonly string[];
}

/** A value with fewer people who wrote is left out: its share means little, and a handful of people could be told apart. */
const MIN_PEOPLE = 10;

/** Who says it? Of the members who wrote anything in the scope, the share who wrote of this group, by value of each trait, beside everybody else with
 *  a known value. Lift: ratio of the two shares with its 95 % interval (Katz); tests of all values of all traits corrected together (Benjamini-Hochberg).
 *  @param wrote  numbers of the members who wrote anything
 *  @param spoke  those of them who wrote of the group
 *  When not to trust it: people who write much are more likely to have touched any topic. */
export function whoSays(wrote: ReadonlySet<number>, spoke: ReadonlySet<number>, splits: readonly Split[]): WhoSays[] {
  const answers = splits.map(({ by, codes, values }): WhoSays => {
    const of = new Int32Array(values.length);
    const people = new Int32Array(values.length);
    let known = 0;
    let knownSpoke = 0;
    for (const member of wrote) {
      const code = codes[member - 1] ?? -1;
      if (code < 0) continue;
      known++;
      of[code]!++;
      if (!spoke.has(member)) continue;
      people[code]!++;
      knownSpoke++;
    }
    return {
      by,
      known,
      values: values.flatMap((value, v) => {
        const n = of[v]!;
        if (n < MIN_PEOPLE || known - n < MIN_PEOPLE) return [];
        const [low, high] = wilson(people[v]!, n);
        const ratio = shareRatio(people[v]!, n, knownSpoke - people[v]!, known - n);
        return {
          value,
          people: people[v]!,
          of: n,
          share: people[v]! / n,
          low,
          high,
          lift: ratio?.ratio ?? null,
          liftLow: ratio?.low ?? 0,
          liftHigh: ratio?.high ?? null,
          p: shareP(people[v]!, n, knownSpoke - people[v]!, known - n).p,
        };
      }),
    };
  });
  const all = answers.flatMap((a) => a.values);
  const corrected = benjaminiHochberg(all.map((v) => v.p));
  all.forEach((v, i) => {
    v.p = corrected[i]!;
  });
  return answers;
}
