import { leafWords } from './leafWords.ts';
import { isGroup, partsOf, type Rule } from './rule.ts';
import type { RuleNames } from './sentenceOf.ts';
import type { Words } from './words.ts';

export interface RuleTree {
  /** Position in the order of `eachNode`: where the counts of the nodes stand. */
  node: number;
  /** JSON path of the part: `all[0].not`. */
  path: string;
  kind: 'all' | 'any' | 'not' | 'leaf';
  label: Words;
  parts: RuleTree[];
}

const GROUPS: Record<'all' | 'any' | 'not', Words> = {
  all: { zh: '同时满足', en: 'All of' },
  any: { zh: '满足任一', en: 'Any of' },
  not: { zh: '不满足', en: 'Not' },
};

/** A rule for display: a label a node, parts below it, in the shape and order in which it was written. */
export function treeOf(rule: Rule, names: RuleNames = {}): RuleTree {
  let next = 0;
  const grow = (part: Rule, path: string): RuleTree => {
    const node = next++;
    if (!isGroup(part)) return { node, path, kind: 'leaf', label: leafWords(part, names), parts: [] };
    const kind = 'all' in part ? 'all' : 'any' in part ? 'any' : 'not';
    const inside = (i: number) => [path, kind === 'not' ? 'not' : `${kind}[${i}]`].filter((s) => s !== '').join('.');
    return { node, path, kind, label: GROUPS[kind], parts: partsOf(part).map((p, i) => grow(p, inside(i))) };
  };
  return grow(rule, '');
}
