/** Changes to a segment rule while a person builds it. Pure: a rule and a path go in, a new rule comes out, and it stays a rule. */
import type { Rule, RuleWindow } from '../../../core/api/contract.ts';

/** Indexes of parts from the top; a `not` has one part, 0. */
export type Path = readonly number[];
export type Leaf<K extends string> = Extract<Rule, Record<K, unknown>>;
/** How a group joins its parts; the last two are a group inside a `not`. */
export type GroupMode = 'all' | 'any' | 'none' | 'not-all';

const EVERYBODY: Rule = { all: [] };

export const isGroup = (rule: Rule): rule is Leaf<'all'> | Leaf<'any'> => 'all' in rule || 'any' in rule;
export const keyOf = (path: Path): string => path.join('.');

export function partsOf(rule: Rule): Rule[] {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  return 'not' in rule ? [rule.not] : [];
}

function withParts(rule: Rule, parts: Rule[]): Rule {
  if ('all' in rule) return { all: parts };
  if ('any' in rule) return { any: parts };
  return 'not' in rule ? { not: parts[0]! } : rule;
}

export const nodeAt = (rule: Rule, path: Path): Rule | undefined =>
  path.reduce<Rule | undefined>((node, i) => (node ? partsOf(node)[i] : undefined), rule);

export function replaceAt(rule: Rule, path: Path, next: Rule): Rule {
  const [first, ...rest] = path;
  if (first === undefined) return next;
  return withParts(
    rule,
    partsOf(rule).map((part, i) => (i === first ? replaceAt(part, rest, next) : part)),
  );
}

/** Groups that lose their last part go with it, the top one excepted. */
export function removeAt(rule: Rule, path: Path): Rule {
  const parent = path.slice(0, -1);
  const holder = nodeAt(rule, parent);
  if (path.length === 0 || !holder) return EVERYBODY;
  const parts = partsOf(holder).filter((_, i) => i !== path.at(-1));
  if (parts.length > 0) return replaceAt(rule, parent, withParts(holder, parts));
  const isTop = parent.length === 0 || (parent.length === 1 && 'not' in rule);
  if (!isTop) return removeAt(rule, parent);
  return 'not' in holder ? EVERYBODY : replaceAt(rule, parent, withParts(holder, []));
}

/** @param path of an all or any group */
export function addTo(rule: Rule, path: Path, part: Rule, index?: number): Rule {
  const group = nodeAt(rule, path);
  if (!group || !isGroup(group)) return rule;
  return replaceAt(rule, path, withParts(group, partsOf(group).toSpliced(index ?? partsOf(group).length, 0, part)));
}

export const wrapAt = (rule: Rule, path: Path, mode: 'all' | 'any'): Rule => {
  const node = nodeAt(rule, path);
  return node ? replaceAt(rule, path, mode === 'all' ? { all: [node] } : { any: [node] }) : rule;
};

/** Its parts take the place of a group. Only where a group is around it, and nothing is turned around. */
export function unwrapAt(rule: Rule, path: Path): Rule {
  const group = nodeAt(rule, path);
  const holder = nodeAt(rule, path.slice(0, -1));
  if (path.length === 0 || !group || !holder || !isGroup(group) || !isGroup(holder)) return rule;
  return replaceAt(rule, path.slice(0, -1), withParts(holder, partsOf(holder).toSpliced(path.at(-1)!, 1, ...partsOf(group))));
}

export function toggleNot(rule: Rule, path: Path): Rule {
  const node = nodeAt(rule, path);
  return node ? replaceAt(rule, path, 'not' in node ? node.not : { not: node }) : rule;
}

/** The group a node is: itself, or the one inside its `not`. */
export function groupOf(node: Rule): { group: Leaf<'all'> | Leaf<'any'>; mode: GroupMode; step: Path } | null {
  if (isGroup(node)) return { group: node, mode: 'all' in node ? 'all' : 'any', step: [] };
  if ('not' in node && isGroup(node.not)) return { group: node.not, mode: 'all' in node.not ? 'not-all' : 'none', step: [0] };
  return null;
}

export function setMode(rule: Rule, path: Path, mode: GroupMode): Rule {
  const found = groupOf(nodeAt(rule, path) ?? rule);
  if (!found) return rule;
  const parts = partsOf(found.group);
  const group: Rule = mode === 'all' || mode === 'not-all' ? { all: parts } : { any: parts };
  return replaceAt(rule, path, mode === 'none' || mode === 'not-all' ? { not: group } : group);
}

/** One place up or down, as in an outline: into a group that stands there, and out of its own at the end of it.
 *  @returns the rule and where the part stands now; the same rule when it cannot go further */
export function moveBy(rule: Rule, path: Path, delta: 1 | -1): { rule: Rule; path: Path } {
  const node = nodeAt(rule, path);
  const parent = path.slice(0, -1);
  const holder = nodeAt(rule, parent);
  const index = path.at(-1);
  if (!node || !holder || index === undefined || !isGroup(holder)) return { rule, path };
  const parts = partsOf(holder);
  const next = parts[index + delta];
  if (next) {
    const inner = groupOf(next);
    if (!inner) {
      const swapped = parts.with(index, next).with(index + delta, node);
      return { rule: replaceAt(rule, parent, withParts(holder, swapped)), path: [...parent, index + delta] };
    }
    // Taken out first: a group behind it moves one place up.
    const at = delta === 1 ? index : index - 1;
    const place = delta === 1 ? 0 : partsOf(inner.group).length;
    const group: Path = [...parent, at, ...inner.step];
    const without = replaceAt(rule, parent, withParts(holder, parts.toSpliced(index, 1)));
    return { rule: addTo(without, group, node, place), path: [...group, place] };
  }
  // Out of its group: past the `not` around it, if there is one.
  let outer = parent;
  if ('not' in (nodeAt(rule, outer.slice(0, -1)) ?? node) && outer.length > 0) outer = outer.slice(0, -1);
  if (outer.length === 0) return { rule, path };
  const around = outer.slice(0, -1);
  if (!isGroup(nodeAt(rule, around)!)) return { rule, path };
  const isEmptied = parts.length === 1;
  const place = outer.at(-1)! + (delta === 1 && !isEmptied ? 1 : 0);
  return { rule: addTo(removeAt(rule, path), around, node, place), path: [...around, place] };
}

/** The top is always a group, so that there is something to add to. */
export const forEditor = (rule: Rule): Rule => (groupOf(rule) ? rule : { all: [rule] });

/** One condition alone needs no group. */
export function fromEditor(rule: Rule): Rule {
  return isGroup(rule) && partsOf(rule).length === 1 ? partsOf(rule)[0]! : rule;
}

const MOST_DAYS = 3660;
const isCount = (n: unknown, least: number) => Number.isInteger(n) && (n as number) >= least;
const isDay = (day: unknown) => typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day);

export function isWholeWindow(window: RuleWindow): boolean {
  if ('lastDays' in window) return isCount(window.lastDays, 1) && window.lastDays <= MOST_DAYS;
  if ('beforeLastDays' in window) return isCount(window.beforeLastDays, 1) && window.beforeLastDays <= MOST_DAYS;
  if ('sinceJoinDays' in window) return isCount(window.sinceJoinDays, 1) && window.sinceJoinDays <= MOST_DAYS;
  const { from, to } = window;
  const isFine = (day: string | undefined) => day === undefined || isDay(day);
  return (from ?? to) !== undefined && isFine(from) && isFine(to) && !(from && to && from > to);
}

/** Everything it needs is there. A condition that is still being written is left out of the count. */
export function isWhole(leaf: Rule): boolean {
  if ('trait' in leaf) return leaf.known !== undefined || (leaf.is ?? leaf.isNot ?? []).length > 0;
  if ('measure' in leaf) {
    const bounds = [leaf.atLeast, leaf.above, leaf.atMost, leaf.below].filter((n) => n !== undefined);
    return bounds.length > 0 && bounds.every((n) => Number.isFinite(n));
  }
  if ('date' in leaf || 'first' in leaf || 'last' in leaf) return isWholeWindow(leaf.window);
  if ('did' in leaf) {
    const { atLeast, atMost, exactly } = leaf.times ?? {};
    const times = [atLeast, atMost, exactly].filter((n) => n !== undefined);
    const isRange = atLeast === undefined || atMost === undefined || atLeast <= atMost;
    return (
      times.every((n) => isCount(n, 0)) &&
      isRange &&
      (leaf.window === undefined || isWholeWindow(leaf.window)) &&
      (leaf.content === undefined || leaf.content.length > 0)
    );
  }
  if ('sequence' in leaf) {
    const { withinDays, window } = leaf;
    const isWithin = withinDays === null || (isCount(withinDays, 1) && withinDays <= MOST_DAYS);
    return leaf.sequence.length >= 2 && isWithin && (window === undefined || isWholeWindow(window));
  }
  if ('segment' in leaf) return leaf.segment !== 0 && leaf.segment !== '';
  return true;
}

export interface Pruned {
  /** Without the conditions that are still being written, and the groups that hold nothing else. */
  rule: Rule;
  /** Place of each part that stayed in the order in which the engine counts them, by the key of its path in the whole rule. */
  nodeOf: Map<string, number>;
  /** Conditions left out. */
  unfinished: number;
}

export function prune(rule: Rule): Pruned {
  let unfinished = 0;
  const keep = (node: Rule): Rule | null => {
    const isInner = isGroup(node) || 'not' in node;
    if (!isInner) {
      if (isWhole(node)) return node;
      unfinished++;
      return null;
    }
    const parts = partsOf(node).map(keep);
    const kept = parts.filter((part) => part !== null);
    if (kept.length === 0 && parts.length > 0) return null;
    return withParts(node, kept);
  };
  const kept = keep(rule) ?? EVERYBODY;
  const isKept = (node: Rule): boolean => {
    if (!isGroup(node) && !('not' in node)) return isWhole(node);
    return partsOf(node).length === 0 || partsOf(node).some(isKept);
  };
  const nodeOf = new Map<string, number>();
  let next = 0;
  const number = (node: Rule, path: Path): void => {
    if (path.length > 0 && !isKept(node)) return;
    nodeOf.set(keyOf(path), next++);
    partsOf(node).forEach((part, i) => void number(part, [...path, i]));
  };
  number(rule, []);
  return { rule: kept, nodeOf, unfinished };
}

export const NEW_LEAVES = ['did', 'did-not', 'first', 'last', 'sequence', 'date', 'segment'] as const;
export type NewLeaf = (typeof NEW_LEAVES)[number];

/** What a condition starts as: what people mean most often, so that one or two changes are enough. */
export function newLeaf(kind: NewLeaf): Rule {
  switch (kind) {
    case 'did':
      return { did: [], times: { atLeast: 1 }, window: { lastDays: 28 } };
    case 'did-not':
      return { not: { did: [], window: { lastDays: 7 } } };
    case 'first':
      return { first: [], window: { lastDays: 28 } };
    case 'last':
      return { last: [], window: { beforeLastDays: 28 } };
    case 'sequence':
      return { sequence: [['view'], ['posts']], withinDays: 7 };
    case 'date':
      return { date: 'joined', window: { lastDays: 28 } };
    case 'segment':
      return { segment: 0 };
  }
}
