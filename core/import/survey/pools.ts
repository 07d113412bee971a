/** Questions of one survey share their answers: what nobody chose here may have been chosen there. */
import type { AnswerColumn } from './values.ts';

const MOST_LABELS = 12;
/** So many answers in common make it the same list. */
const IN_COMMON = 2;

/** Per column: the answers of all columns that share at least two with it, directly or through others. Columns of many or long answers stand alone. */
export function answerPools(columns: ReadonlyMap<number, AnswerColumn>): Map<number, string[]> {
  const pools: { members: number[]; labels: Set<string> }[] = [];
  for (const [column, { counts, others }] of columns) {
    if (others > 0 || counts.size > MOST_LABELS || counts.size < IN_COMMON) continue;
    const labels = new Set(counts.keys());
    const akin = pools.filter((pool) => [...labels].filter((l) => pool.labels.has(l)).length >= IN_COMMON);
    const merged = { members: [column], labels };
    for (const pool of akin) {
      merged.members.push(...pool.members);
      for (const label of pool.labels) labels.add(label);
      pools.splice(pools.indexOf(pool), 1);
    }
    pools.push(merged);
  }
  // who all gave the same answer chose it from the one list that has it
  for (const [column, { counts, others }] of columns) {
    const [only] = counts.keys();
    const having = counts.size === 1 && others === 0 ? pools.filter((pool) => pool.labels.has(only!)) : [];
    if (having.length === 1) having[0]!.members.push(column);
  }
  return new Map(pools.flatMap(({ members, labels }) => members.map((column): [number, string[]] => [column, [...labels]])));
}
