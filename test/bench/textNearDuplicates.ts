/** Near-duplicates: found with one character in ten edited, unrelated pairs tied together, speed. */
import { seeded } from '../../core/base/random.ts';
import { groupNearDuplicates } from '../../core/kernel/text/nearDuplicates.ts';
import { readingKey } from '../../core/kernel/text/shingles.ts';
import { edited } from '../core/kernel/text/edits.ts';
import { corpora, figure } from './textCorpus.ts';

const LENGTHS = [
  ['8 to 20', 8, 20],
  ['21 to 40', 21, 40],
  ['41 to 160', 41, 160],
  ['over 160', 161, Number.POSITIVE_INFINITY],
] as const;
const COPIES = 40_000;

export function benchNearDuplicates(): number {
  let missed = 0;
  console.log('\nNear-duplicates at a similarity of 0.5: one character in ten dropped, added or changed at random (seed 10)');
  for (const { name, texts } of corpora()) {
    const rng = seeded(10);
    const { group } = groupNearDuplicates(texts);
    // Only texts without a twin: another copy would be found in their place.
    const single = texts.filter((text, i) => group[i] === -1 && readingKey(text).length >= 8);
    const n = single.length;
    const found = groupNearDuplicates([...single, ...single.map((text) => edited(text, 0.1, rng))]).group;
    const isFound = single.map((_, i) => found[i]! >= 0 && found[i] === found[n + i]);
    for (const [label, low, high] of LENGTHS) {
      const at = single.flatMap((text, i) => (readingKey(text).length >= low && readingKey(text).length <= high ? [i] : []));
      if (at.length < 30) continue;
      const share = at.filter((i) => isFound[i]).length / at.length;
      console.log(`    ${`${name}, ${label} letters (${at.length})`.padEnd(56)}${share.toFixed(4).padStart(14)}`);
    }
    const recall = isFound.filter(Boolean).length / n;
    missed += figure(`${name}: found`, recall, recall.toFixed(4), 'at least 0.98', recall >= 0.98);
    const falsePairs = wrongPairs(found, n);
    const pairs = n * (2 * n - 1) - n;
    missed += figure(
      `${name}: unrelated pairs tied, of ${pairs.toExponential(1)}`,
      falsePairs,
      String(falsePairs),
      'at most 1 in 100,000',
      falsePairs / pairs <= 1e-5,
    );
    // Warm, as many as an import brings, no two the same.
    const many = Array.from({ length: COPIES }, (_, i) => edited(single[i % n]!, 0.3, rng));
    const letters = many.reduce((sum, text) => sum + text.length, 0) / COPIES;
    const start = process.cpuUsage();
    groupNearDuplicates(many);
    const { user, system } = process.cpuUsage(start);
    const rate = COPIES / ((user + system) / 1e6);
    // The target is for posts of ordinary length: one of 600 letters costs as much as twelve of 50.
    const isOrdinary = letters <= 200;
    const shown = `${Math.round(rate).toLocaleString('en')} texts/s`;
    if (isOrdinary)
      missed += figure(`${name}: speed on one core, ${letters.toFixed(0)} letters a text`, rate, shown, '15,000', rate >= 15_000);
    else console.log(`  ${`${name}: speed on one core, ${letters.toFixed(0)} letters a text`.padEnd(58)}${shown.padStart(14)}`);
  }
  return missed;
}

/** Pairs in one group that are not a text and its own copy. */
function wrongPairs(group: Int32Array, n: number): number {
  const members = new Map<number, number[]>();
  group.forEach((g, i) => {
    if (g >= 0) members.set(g, [...(members.get(g) ?? []), i % n]);
  });
  let wrong = 0;
  for (const origins of members.values())
    for (let i = 0; i < origins.length; i++) for (let k = 0; k < i; k++) if (origins[i] !== origins[k]) wrong++;
  return wrong;
}
