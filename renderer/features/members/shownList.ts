/** What a list shows, as the engine asks for it, and as a rule where it is one. */
import type { Mark, MembersInput, Rule } from '../../../core/api/contract.ts';
import type { ScopeInput, Search } from '../../app/search.ts';

export type Shown = Pick<Search, 'q' | 'facets' | 'classes' | 'mark'>;

export const isNarrowed = ({ q, facets, classes, mark }: Shown, scope: ScopeInput): boolean =>
  Boolean(q) ||
  Object.keys(facets ?? {}).length + Object.keys(classes ?? {}).length > 0 ||
  mark !== undefined ||
  scope.segment !== null;

export function listInput(
  { q = '', facets = {}, classes = {}, mark }: Shown,
  scope: ScopeInput,
): MembersInput & { mark: Mark | null } {
  return { search: q, facets, classes, mark: mark ?? null, scope };
}

/** The rule that says the same and is worked out anew each time; null where only a list of people can: a search by name, a mark of a chart. */
export function ruleOfList({ q, facets = {}, classes = {}, mark }: Shown, scope: ScopeInput): Rule | null {
  if (q || (mark && mark.of !== 'rule')) return null;
  const parts: Rule[] = [
    ...(scope.segment === null ? [] : [{ segment: scope.segment }]),
    ...(mark?.of === 'rule' ? [mark.rule as Rule] : []),
    ...[...Object.entries(facets), ...Object.entries(classes)].flatMap(([trait, values]) =>
      values && values.length > 0 ? [{ trait, is: values }] : [],
    ),
  ];
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : { all: parts };
}
