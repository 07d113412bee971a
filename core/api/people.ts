/** Sets of members: what a segment rule may ask about them, and the people a scope or a mark of a chart names. Features are composed here. */
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import {
  type Breakdown,
  type Mark as CohortMark,
  entriesOf,
  membersOfFlow,
  membersOfMark,
  membersOfPower,
  membersOfRetention,
  type RetentionDefinition,
} from '../cohort/index.ts';
import { membersOfFunnel, membersOfPath } from '../journey/index.ts';
import { membersOfNetwork } from '../network/index.ts';
import {
  type FacetColumn,
  listTags,
  MEASURE_NAMES,
  type MeasureName,
  memberProfiles,
  membersWhoMoved,
  tagColumn,
} from '../profile/index.ts';
import type { People, Scope } from '../scope/index.ts';
import { evaluateRule, parseRule, type SegmentContext, savedSegment, segmentLookup, sentenceOf } from '../segment/index.ts';
import type { Dataset } from '../store/dataset.ts';
import { clusterTrait, membersOfCluster } from './clusters.ts';
import type { markInput, scopeInput } from './inputs.ts';

export type ScopeInput = Omit<z.output<typeof scopeInput>, 'segment' | 'where'> & { segment?: number | null; where?: unknown };
export type MarkInput = z.output<typeof markInput>;

/** What a rule may ask. Made anew for each question: preferences and segments change; the columns behind it are kept with the dataset. */
export function segmentContext(data: Dataset): SegmentContext {
  const profiles = memberProfiles(data);
  const tags = listTags(data.db);
  const context: SegmentContext = {
    data,
    trait(name) {
      const column =
        name === 'cluster' ? clusterTrait(data) : name.startsWith('tag:') ? tagOf(name.slice(4)) : profiles.traits[name];
      return column ? { codes: column.code, values: column.values } : null;
    },
    measure: (name) => profiles.measures[name as MeasureName] ?? null,
    traitNames: () => [...Object.keys(profiles.traits), 'cluster', ...tags.map((t) => `tag:${t.name}`)],
    measureNames: () => [...MEASURE_NAMES],
    segment: segmentLookup(data.db),
  };
  const tagOf = (name: string): FacetColumn | null => {
    const tag = tags.find((t) => t.name === name);
    return tag ? tagColumn(data, tag.definition, (rule) => membersOfRule(data, rule)) : null;
  };
  return context;
}

/** @throws InputError bad-option: what is wrong in the rule. @returns Uint8[members]. */
export function membersOfRule(data: Dataset, rule: unknown): Uint8Array {
  const context = segmentContext(data);
  return evaluateRule(context, parseRule(rule, context));
}

/** The values of every tag, by name. */
export function tagColumns(data: Dataset): Record<string, FacetColumn> {
  return Object.fromEntries(
    listTags(data.db).map((tag) => [tag.name, tagColumn(data, tag.definition, (rule) => membersOfRule(data, rule))]),
  );
}

/** A scope as features take it: its segment and its rule become people. */
export function scopeOf(data: Dataset, { segment = null, where = null, basis, kinds, from, to }: ScopeInput): Scope {
  const scope: Scope = { basis, kinds, from, to };
  const parts: People[] = [];
  if (segment !== null) {
    const saved = savedSegment(data.db, segment);
    parts.push({ mask: membersOfRule(data, saved.rule), label: saved.name });
  }
  if (where !== null) parts.push(peopleOfRule(data, where));
  if (parts.length === 0) return scope;
  const mask = parts[0]!.mask;
  for (const other of parts.slice(1)) for (let m = 0; m < mask.length; m++) mask[m]! &= other.mask[m]!;
  return { ...scope, people: { mask, label: parts.map((p) => p.label).join('; ') } };
}

export function peopleOfRule(data: Dataset, input: unknown): People {
  const context = segmentContext(data);
  const rule = parseRule(input, context);
  return {
    mask: evaluateRule(context, rule),
    label: sentenceOf(rule, { segment: (ref) => context.segment(ref)?.name ?? null }).en,
  };
}

/** The people a mark of a chart draws: the same definition and count as the chart. @returns Uint8[members]. */
export function membersOf(data: Dataset, input: ScopeInput, mark: MarkInput): Uint8Array {
  const scope = scopeOf(data, input);
  switch (mark.of) {
    case 'retention':
      return membersOfRetention(data, { ...scope, ...mark.definition }, mark);
    case 'funnel':
      return membersOfFunnel(data, { ...scope, ...mark.definition }, mark);
    case 'path':
      return membersOfPath(data, { ...scope, ...mark.definition }, mark);
    case 'power':
      return membersOfPower(data, { ...scope, width: mark.width }, mark.end, mark.days);
    case 'flow':
      return membersOfFlow(data, { ...scope, grain: mark.grain }, mark);
    case 'moved':
      return membersWhoMoved(data, mark);
    case 'network':
      return within(scope, membersOfNetwork(data, mark.what));
    case 'rule':
      return within(scope, membersOfRule(data, mark.rule));
    case 'cluster':
      return membersOfCluster(data, scope.people ?? null, mark);
    default:
      return membersOfMark(data, scope, mark as CohortMark);
  }
}

function within({ people }: Scope, mask: Uint8Array): Uint8Array {
  if (people) for (let m = 0; m < mask.length; m++) mask[m]! &= people.mask[m]!;
  return mask;
}

/** Groups of a breakdown, fixed at entry: a trait as the export has it today; or `segment:<number>`, in or out of the segment at the end of the
 *  period in which each member entered. */
export function breakdownOf(data: Dataset, scope: Scope & RetentionDefinition, by: string | null): Breakdown | null {
  if (by === null) return null;
  const context = segmentContext(data);
  if (by.startsWith('segment:')) {
    const { rule, name } = savedSegment(data.db, Number(by.slice('segment:'.length)));
    const { cohort, ends } = entriesOf(data, scope);
    const code = new Int32Array(cohort.length).fill(-1);
    ends.forEach((asOf, c) => {
      if (!cohort.includes(c)) return;
      const mask = evaluateRule(context, rule, { asOf });
      for (let m = 0; m < code.length; m++) if (cohort[m] === c) code[m] = mask[m] === 1 ? 0 : 1;
    });
    return { by: name, code, values: ['in', 'out'] };
  }
  const trait = context.trait(by);
  if (!trait)
    throw new InputError(
      'bad-option',
      `There is no attribute "${by}" to break down by. Known: ${context.traitNames().join(', ')}.`,
      { by },
    );
  return largest(by, trait.codes, trait.values);
}

const MOST_GROUPS = 8;

/** The most frequent values; the others are left out, and said so by their absence: a curve of "others" means nothing. */
function largest(by: string, codes: Int32Array, values: string[]): Breakdown {
  const counts = new Int32Array(values.length);
  for (const c of codes) if (c >= 0) counts[c]!++;
  const kept = [...counts.keys()]
    .filter((c) => counts[c]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, MOST_GROUPS);
  const place = new Int32Array(values.length).fill(-1);
  kept.forEach((c, i) => {
    place[c] = i;
  });
  return { by, code: codes.map((c) => (c < 0 ? -1 : place[c]!)), values: kept.map((c) => values[c]!) };
}
