/** A tag's definition while it is written. Pure. */
import type { RuleWords, TagDefinition } from '../../../core/api/contract.ts';
import { fromEditor, isWhole, partsOf } from '../../ui/rule/ruleEdit.ts';

export const TAG_KINDS = ['rule', 'list', 'first', 'last', 'preferred', 'percentile', 'active-days', 'import'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** What a kind starts as: something that already gives values, so that the counts show what it does. */
export function newDefinition(kind: TagKind, words: RuleWords, value: (n: number) => string): TagDefinition {
  switch (kind) {
    case 'rule':
      return { kind, values: [{ value: value(1), rule: { all: [] } }] };
    case 'list':
      return { kind, values: [{ value: value(1), members: [] }] };
    case 'percentile':
      return {
        kind,
        measure: words.measures.find((one) => one.name === 'score')?.name ?? words.measures[0]!.name,
        cuts: [0.5, 0.9],
        values: [value(1), value(2), value(3)],
      };
    case 'active-days':
      return { kind, days: 28, cuts: [1, 8], values: [value(1), value(2), value(3)] };
    case 'import':
      return { kind, attribute: words.attributes[0] ?? '' };
    default:
      return { kind, of: 'action', kinds: [] };
  }
}

/** Everything is there that the engine asks for. */
export function isWholeTag(definition: TagDefinition): boolean {
  switch (definition.kind) {
    case 'rule':
      return definition.values.length > 0 && definition.values.every((one) => one.value.trim() !== '' && isWholeRule(one.rule));
    case 'list':
      return definition.values.length > 0 && definition.values.every((one) => one.value.trim() !== '' && one.members.length > 0);
    case 'percentile':
    case 'active-days': {
      const { cuts, values } = definition;
      const isRising = cuts.length > 0 && cuts.every((cut, i) => Number.isFinite(cut) && (i === 0 || cut > cuts[i - 1]!));
      const isInside =
        definition.kind === 'active-days' ? definition.days >= 1 && cuts[0]! >= 1 : cuts[0]! > 0 && cuts.at(-1)! < 1;
      return isRising && isInside && values.length === cuts.length + 1 && values.every((one) => one.trim() !== '');
    }
    case 'import':
      return definition.attribute !== '';
    default:
      return true;
  }
}

type AnyRule = Parameters<typeof partsOf>[0];

function isWholeRule(rule: unknown): boolean {
  const walk = (node: AnyRule): boolean => {
    const parts = partsOf(node);
    if (parts.length > 0) return parts.every(walk);
    return 'all' in node || 'any' in node || isWhole(node);
  };
  return walk(rule as AnyRule);
}

/** As it is kept: rules without the group that the editor puts around one condition. */
export const settled = (definition: TagDefinition): TagDefinition =>
  definition.kind === 'rule'
    ? {
        ...definition,
        values: definition.values.map((one) => ({ value: one.value.trim(), rule: fromEditor(one.rule as AnyRule) })),
      }
    : definition;
