/** Which words are about something: those that come back within a thread and with the same author, more often than chance has it. */
import type { Corpus } from './corpus.ts';

/** Lift, as a power of e, at which a word counts in full. */
const FULL = 2;

/** How much each term is about something, 0..1. Words of style ("so good", "day 3") come anywhere; words of a subject come back: in the answers of a
 *  thread, and with the people who care about it. Mean of the two log-lifts of a term among pairs of texts of one thread and of one author,
 *  each cut at e². Half a pair is added on both sides, so a rare term is near 0.
 *  @returns shape (terms,).   Cost: two passes over the counts. */
export function cohesionOf(corpus: Corpus): Float64Array {
  const { texts, unit, isStart, terms, counts } = corpus;
  const perThread = unit;
  // Only what starts a thread: answers would bring the thread in again.
  const perAuthor = Int32Array.from(texts.memberNo, (m, i) => (isStart[i] === 1 && m > 0 ? m : -1));
  const cohesion = new Float64Array(terms.length);
  for (const groups of [perThread, perAuthor]) {
    const lift = liftWithin(groups, counts.offset, counts.column, terms.length);
    for (let t = 0; t < terms.length; t++) cohesion[t]! += Math.min(1, Math.max(0, lift[t]! / FULL)) / 2;
  }
  return cohesion;
}

/** Natural logarithm of (pairs of texts within a group that share a term) / (pairs expected when groups do not matter). Groups are weighted by
 *  their texts, not by their pairs: one long thread is one voice. @param group of each text; -1 = none */
function liftWithin(group: Int32Array, offset: Int32Array, column: Int32Array, terms: number): Float64Array {
  const sizes = new Map<number, number>();
  for (let i = 0; i < group.length; i++) {
    if (group[i]! < 0 || offset[i] === offset[i + 1]) continue;
    sizes.set(group[i]!, (sizes.get(group[i]!) ?? 0) + 1);
  }
  const order = [...group.keys()].filter((i) => group[i]! >= 0 && offset[i] !== offset[i + 1] && sizes.get(group[i]!)! > 1);
  order.sort((a, b) => group[a]! - group[b]! || a - b);
  const shared = new Float64Array(terms);
  const holders = new Float64Array(terms);
  const here = new Map<number, number>();
  order.forEach((i, n) => {
    for (let e = offset[i]!; e < offset[i + 1]!; e++) {
      holders[column[e]!]!++;
      here.set(column[e]!, (here.get(column[e]!) ?? 0) + 1);
    }
    if (n + 1 < order.length && group[order[n + 1]!] === group[i]) return;
    const size = sizes.get(group[i]!)!;
    for (const [t, of] of here) shared[t]! += (of * (of - 1)) / (size - 1);
    here.clear();
  });
  return shared.map((s, t) => Math.log((s + 0.5) / (holders[t]! ** 2 / Math.max(1, order.length) + 0.5)));
}
