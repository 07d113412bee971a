import type { From, Result } from '../base/result.ts';
import { wilson } from '../kernel/interval.ts';
import { fromOf, unavailable } from '../store/dataset.ts';
import { asOfIso, clockOf } from './clock.ts';
import type { EvaluateOptions, SegmentContext } from './context.ts';
import { countNodes, countOf, evaluateRule } from './evaluateRule.ts';
import { contentTitles } from './queries.ts';
import { eachNode, type Rule } from './rule.ts';
import { duplicateOf, type SegmentRef } from './saved.ts';
import { type RuleNames, sentenceOf } from './sentenceOf.ts';
import { sqlOf } from './sqlOf.ts';
import { type RuleTree, treeOf } from './treeOf.ts';
import type { Words } from './words.ts';

export interface SegmentPreview {
  kind: 'segment';
  size: number;
  /** Members it could be: everybody, or who had come by the day asked for. */
  of: number;
  /** size / of, with the Wilson interval: how well the share of a larger crowd of this sort is known. */
  share: { value: number; low: number; high: number };
  /** Members of each node by itself, in the order of `tree`. */
  nodes: number[];
  sentence: Words;
  tree: RuleTree;
  /** Runs on the workspace file as it is; null when it was not asked for. */
  sql: string | null;
  /** A live segment that says the same. */
  duplicateOf: SegmentRef | null;
  from: From;
}

export interface PreviewOptions extends EvaluateOptions {
  names?: RuleNames;
  /** Default true. The text lists people where a class is computed: leave it out while a person types, in large communities. */
  sql?: boolean;
  language?: 'zh' | 'en';
  /** Its own number, when it is saved already: it is no duplicate of itself. */
  segmentNo?: number | null;
}

/** How many people a rule means, and the rule in words, as a tree and as SQL: one definition, views that agree to the person.
 *  @returns unavailable no-members in an empty workspace.   @throws as evaluateRule.   Cost: see evaluateRule. */
export function segmentPreview(context: SegmentContext, rule: Rule, options: PreviewOptions = {}): Result<SegmentPreview> {
  const { data } = context;
  const { asOf, language = 'en' } = options;
  const clock = clockOf(data, options);
  const from = fromOf(data, 'segment/1', data.columns.events, {
    rule: JSON.stringify(rule),
    asOf: asOfIso(clock),
    ties: 'timeline-order',
    interval: 'wilson-95',
  });
  if (data.columns.members === 0) return unavailable('no-members', 0, 1, from);
  const evaluated = countNodes(context, rule, asOf === undefined ? {} : { asOf });
  const of = evaluated.base === null ? data.columns.members : countOf(evaluated.base);
  const size = evaluated.counts[0]!;
  const [low, high] = wilson(size, of);
  const names = withNames(context, rule, options.names ?? {});
  return {
    kind: 'segment',
    size,
    of,
    share: { value: of === 0 ? 0 : size / of, low, high },
    nodes: evaluated.counts,
    sentence: sentenceOf(rule, names),
    tree: treeOf(rule, names),
    sql: options.sql === false ? null : sqlOf(rule, context, { ...(asOf === undefined ? {} : { asOf }), names, language }),
    duplicateOf: duplicateOf(data.db, rule, options.segmentNo ?? null),
    from,
  };
}

/** The people themselves. @returns member numbers, ascending. */
export function listMembersOfRule(context: SegmentContext, rule: Rule, options: EvaluateOptions = {}): Int32Array {
  const mask = evaluateRule(context, rule, options);
  const numbers = new Int32Array(countOf(mask));
  for (let m = 0, n = 0; m < mask.length; m++) if (mask[m] === 1) numbers[n++] = m + 1;
  return numbers;
}

/** Titles and names of segments from the workspace, where the caller brings none. */
function withNames(context: SegmentContext, rule: Rule, given: RuleNames): RuleNames {
  const ids: string[] = [];
  eachNode(rule, (node) => {
    if ('did' in node && node.content) ids.push(...node.content);
  });
  const titles = ids.length > 0 ? contentTitles(context.data.db, [...new Set(ids)]) : new Map<string, string | null>();
  return {
    ...given,
    segment: given.segment ?? ((ref) => context.segment(ref)?.name ?? null),
    content: given.content ?? ((id) => titles.get(id) ?? null),
  };
}
