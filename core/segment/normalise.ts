import type { SegmentContext } from './context.ts';
import { type DidRule, type Rule, rangeOf, type Window } from './rule.ts';

/** One writing for rules that plainly mean the same: groups flattened and sorted, repeats and double negations gone, "not at least n" as "fewer
 *  than n". Equal texts mean the same people in any data; different texts may still do so by chance or by logic.
 *  @param segment resolves names of segments to numbers; absent = names stay */
export function normalise(rule: Rule, segment?: SegmentContext['segment']): Rule {
  if ('all' in rule || 'any' in rule) {
    const name = 'all' in rule ? 'all' : 'any';
    const parts = ('all' in rule ? rule.all : rule.any).map((part) => normalise(part, segment));
    const flat = parts.flatMap((part) => (name in part ? (part as unknown as Record<string, Rule[]>)[name]! : [part]));
    const distinct = [...new Map(flat.map((part) => [textOf(part), part])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const sorted = distinct.map(([, part]) => part);
    if (sorted.length === 1) return sorted[0]!;
    return name === 'all' ? { all: sorted } : { any: sorted };
  }
  if ('not' in rule) return negated(normalise(rule.not, segment));
  if ('trait' in rule) {
    if (rule.known !== undefined) return { trait: rule.trait, known: rule.known };
    return rule.is ? { trait: rule.trait, is: sortedTexts(rule.is) } : { trait: rule.trait, isNot: sortedTexts(rule.isNot!) };
  }
  if ('measure' in rule) {
    const { measure, atLeast, above, atMost, below } = rule;
    return { measure, ...given({ atLeast, above, atMost, below }) };
  }
  if ('date' in rule) return { date: rule.date, window: windowOf(rule.window) };
  if ('did' in rule) return normalDid(rule);
  if ('first' in rule) return { first: sortedTexts(rule.first), window: windowOf(rule.window) };
  if ('last' in rule) return { last: sortedTexts(rule.last), window: windowOf(rule.window) };
  if ('sequence' in rule) {
    const { sequence, withinDays, window } = rule;
    return { sequence: sequence.map(sortedTexts), withinDays, ...(window ? { window: windowOf(window) } : {}) };
  }
  if ('segment' in rule) return { segment: segment?.(rule.segment)?.segmentNo ?? rule.segment };
  return { members: [...new Set(rule.members)].sort((a, b) => a - b) };
}

/** Text of a normalised rule: equal texts, equal rules. */
export const textOf = (rule: Rule): string => JSON.stringify(rule);

function normalDid(rule: DidRule): DidRule {
  const { low, high } = rangeOf(rule.times);
  const isAnyPost = rule.did.length === 0 && rule.inBasis === 'posts';
  const basis = isAnyPost ? 'all' : (rule.inBasis ?? 'all');
  return {
    did: isAnyPost ? ['posts'] : sortedTexts(rule.did),
    times: { atLeast: low, ...(high === Infinity ? {} : { atMost: high }) },
    ...(rule.window ? { window: windowOf(rule.window) } : {}),
    ...(rule.content ? { content: sortedTexts(rule.content) } : {}),
    ...(basis === 'all' ? {} : { inBasis: basis }),
  };
}

/** The complement, written without "not" where there is such a writing. @param rule normalised */
function negated(rule: Rule): Rule {
  if ('not' in rule) return rule.not;
  if ('trait' in rule && rule.known !== undefined) return { trait: rule.trait, known: !rule.known };
  if ('did' in rule && !(rule.window && 'sinceJoinDays' in rule.window)) {
    // Members without the window match neither side: only windows that everybody has can be turned around.
    const { low, high } = rangeOf(rule.times);
    if (high === Infinity && low > 0) return { ...rule, times: { atLeast: 0, atMost: low - 1 } };
    if (high !== Infinity && low === 0) return { ...rule, times: { atLeast: high + 1 } };
  }
  return { not: rule };
}

function windowOf(window: Window): Window {
  if ('lastDays' in window) return { lastDays: window.lastDays };
  if ('beforeLastDays' in window) return { beforeLastDays: window.beforeLastDays };
  if ('sinceJoinDays' in window) return { sinceJoinDays: window.sinceJoinDays };
  return given({ from: window.from, to: window.to });
}

const sortedTexts = (texts: string[]): string[] => [...new Set(texts)].sort();

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const given = <T extends Record<string, unknown>>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as Given<T>;
