/** Sets of members: what a segment rule may ask about them, and the people a scope or a mark of a chart names. Features are composed here. */
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
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
import { membersOfCard, membersOfSurvey } from '../feedback/index.ts';
import { membersOfFunnel, membersOfPath } from '../journey/index.ts';
import { membersOfRenewals, type StayGroups } from '../lifetime/index.ts';
import { membersOfNetwork } from '../network/index.ts';
import {
  type FacetColumn,
  listTags,
  MEASURE_NAMES,
  type MeasureName,
  type MemberPage,
  type MemberRow,
  memberProfiles,
  membersWhoMoved,
  type Tag,
  tagColumn,
  topTopic,
} from '../profile/index.ts';
import type { People, Scope } from '../scope/index.ts';
import {
  evaluateRule,
  parseRule,
  type SegmentContext,
  STORED_TRAITS,
  savedSegment,
  segmentLookup,
  sentenceOf,
  type Words,
} from '../segment/index.ts';
import { traitWords } from '../segment/words.ts';
import type { Dataset } from '../store/dataset.ts';
import { clusterTrait, membersOfCluster } from './clusters.ts';
import type { markInput, scopeInput } from './inputs.ts';
import { RULE_NAMES, valueName } from './ruleNames.ts';

export type ScopeInput = Omit<z.output<typeof scopeInput>, 'segment' | 'where'> & { segment?: number | null; where?: unknown };
export type MarkInput = z.output<typeof markInput>;

/** What a rule may ask. Made anew for each question: preferences and segments change; the columns behind it are kept with the dataset.
 *  @param openTags tags whose rules are being worked out: one of them is an error, for it would lead back to itself */
export function segmentContext(data: Dataset, openTags: readonly string[] = []): SegmentContext {
  const profiles = memberProfiles(data);
  const tags = listTags(data.db);
  const context: SegmentContext = {
    data,
    trait(name) {
      let column: FacetColumn | null | undefined = profiles.traits[name];
      if (name === 'topic') column = topTopic(data);
      else if (name === 'cluster') column = clusterTrait(data);
      else if (name.startsWith('tag:')) column = tagOf(name.slice(4));
      return column ? { codes: column.code, values: column.values } : null;
    },
    measure: (name) => profiles.measures[name as MeasureName] ?? null,
    traitNames: () => [...Object.keys(profiles.traits), 'topic', 'cluster', ...tags.map((t) => `tag:${t.name}`)],
    measureNames: () => [...MEASURE_NAMES],
    segment: segmentLookup(data.db),
  };
  const tagOf = (name: string): FacetColumn | null => {
    const tag = tags.find((t) => t.name === name);
    if (!tag) return null;
    if (openTags.includes(name))
      throw new InputError('bad-option', `The tag "${name}" leads back to itself through a segment. Take one of the two out.`, {
        tag: name,
      });
    return tagValues(data, tag, openTags);
  };
  return context;
}

/** @returns null when the tag's rule names something that is gone, or leads back to the tag: lists that show all tags go on working. */
function tagValues(data: Dataset, { name, definition }: Tag, openTags: readonly string[]): FacetColumn | null {
  try {
    return tagColumn(data, definition, (rule) => membersOfRule(data, rule, [...openTags, name]));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** @throws InputError bad-option: what is wrong in the rule. @returns Uint8[members]. */
export function membersOfRule(data: Dataset, rule: unknown, openTags: readonly string[] = []): Uint8Array {
  const context = segmentContext(data, openTags);
  return evaluateRule(context, parseRule(rule, context));
}

/** Narrows to the members in the chosen classes; several values of a class widen it. @returns the mask itself when nothing is chosen */
export function membersOfClasses(
  data: Dataset,
  classes: Record<string, string[]>,
  mask: Uint8Array | null,
  except: string | null,
): Uint8Array | null {
  const chosen = Object.entries(classes).filter(([name, values]) => values.length > 0 && name !== except);
  if (chosen.length === 0) return mask;
  const own = membersOfRule(data, { all: chosen.map(([trait, values]) => ({ trait, is: values })) });
  if (mask) for (let m = 0; m < own.length; m++) own[m]! &= mask[m]!;
  return own;
}

export interface ClassCounts {
  /** The trait a rule names: `health`, `tag:mentor`. */
  field: string;
  words: Words;
  /** Members whose class is known. */
  known: number;
  values: { value: string; words: Words; count: number }[];
}

/** Members per class, of the members that `mask` names. @param mask gives them without the choice in one class */
export function classCounts(data: Dataset, chosen: string[], mask: (except: string | null) => Uint8Array): ClassCounts[] {
  const context = segmentContext(data);
  const everybody = mask(null);
  const names = context.traitNames().filter((name) => !STORED_TRAITS.has(name) && !CLASS_ORDER.includes(name));
  return [...CLASS_ORDER, ...names].flatMap((field) => {
    const trait = context.trait(field);
    if (!trait) return [];
    const among = chosen.includes(field) ? mask(field) : everybody;
    const counts = new Int32Array(trait.values.length);
    let known = 0;
    for (let m = 0; m < among.length; m++) {
      const code = trait.codes[m]!;
      if (among[m] === 0 || code < 0) continue;
      counts[code]!++;
      known++;
    }
    const values = trait.values
      .map((value, c) => ({ value, words: valueName(field, value), count: counts[c]! }))
      .filter((v) => v.count > 0);
    if (!IN_ORDER.has(field)) values.sort((a, b) => b.count - a.count);
    return [{ field, words: traitWords(field), known, values: values.slice(0, MOST_CLASS_VALUES) }];
  });
}
const MOST_CLASS_VALUES = 30;
const CLASS_ORDER = ['health', 'level', 'rfm'];
/** Classes whose values have an order of their own; of the others the largest come first. */
const IN_ORDER: ReadonlySet<string> = new Set([...CLASS_ORDER, 'cluster']);

export interface MemberClasses {
  score: number | null;
  level: string | null;
  health: string | null;
  rfm: string | null;
}

/** The computed classes of a member, by position. */
export function classesOf(data: Dataset): (m: number) => MemberClasses {
  const { measures, traits } = memberProfiles(data);
  const of = (name: string, m: number) => {
    const { code, values } = traits[name]!;
    return code[m]! < 0 ? null : values[code[m]!]!;
  };
  return (m) => {
    const score = measures.score[m]!;
    return {
      score: Number.isNaN(score) ? null : score,
      level: of('level', m),
      health: of('health', m),
      rfm: of('rfm', m),
    };
  };
}

export type MemberListRow = MemberRow & MemberClasses;

/** A page of members with their classes. */
export function withClasses(
  data: Dataset,
  page: Result<MemberPage>,
): Result<Omit<MemberPage, 'rows'> & { rows: MemberListRow[] }> {
  if (page.kind === 'unavailable') return page;
  const classes = classesOf(data);
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...classes(row.memberNo - 1) })) };
}

/** The values of every tag that has any, by name. */
export function tagColumns(data: Dataset): Record<string, FacetColumn> {
  const columns: Record<string, FacetColumn> = {};
  for (const tag of listTags(data.db)) {
    const column = tagValues(data, tag, []);
    if (column) columns[tag.name] = column;
  }
  return columns;
}

/** A scope as features take it: its segment and its rule become people. */
export function scopeOf(data: Dataset, input: ScopeInput): Scope {
  const { basis, kinds, from, to } = input;
  const people = peopleOf(data, input);
  return { basis, kinds, from, to, ...(people ? { people } : {}) };
}

/** The members of a segment and of a rule, in both when both are named; null = everybody. */
export function peopleOf(data: Dataset, { segment = null, where = null }: Pick<ScopeInput, 'segment' | 'where'>): People | null {
  const parts: People[] = [];
  if (segment !== null) {
    const saved = savedSegment(data.db, segment);
    parts.push({ mask: membersOfRule(data, saved.rule), label: saved.name });
  }
  if (where !== null) parts.push(peopleOfRule(data, where));
  if (parts.length === 0) return null;
  const mask = parts[0]!.mask;
  for (const other of parts.slice(1)) for (let m = 0; m < mask.length; m++) mask[m]! &= other.mask[m]!;
  return { mask, label: parts.map((p) => p.label).join('; ') };
}

export function peopleOfRule(data: Dataset, input: unknown): People {
  const context = segmentContext(data);
  const rule = parseRule(input, context);
  return {
    mask: evaluateRule(context, rule),
    label: sentenceOf(rule, { ...RULE_NAMES, segment: (ref) => context.segment(ref)?.name ?? null }).en,
  };
}

/** The people a mark of a chart draws: the same definition and count as the chart. @returns Uint8[members]. */
export function membersOf(data: Dataset, input: ScopeInput, mark: MarkInput): Uint8Array {
  const scope = scopeOf(data, input);
  switch (mark.of) {
    case 'retention':
      return inGroup(
        data,
        { ...scope, ...mark.definition },
        mark.group,
        membersOfRetention(data, { ...scope, ...mark.definition }, mark),
      );
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
    case 'renewal':
      return within(scope, membersOfRenewals(data, mark));
    case 'network':
      return within(scope, membersOfNetwork(data, mark.what));
    case 'survey':
      return within(scope, membersOfSurvey(data, mark));
    case 'card':
      return within(scope, membersOfCard(data, mark.cardNo));
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
  return traitGroups(data, by);
}

/** @throws InputError bad-option: no such trait. */
function traitGroups(data: Dataset, by: string): Breakdown {
  const context = segmentContext(data);
  const trait = context.trait(by);
  if (!trait)
    throw new InputError(
      'bad-option',
      `There is no attribute "${by}" to break down by. Known: ${context.traitNames().join(', ')}.`,
      { by },
    );
  return largest(by, trait.codes, trait.values);
}

/** Groups of a breakdown that has no time of entry: a trait, or in and out of a segment, as they are today. */
export function groupsOf(data: Dataset, by: string | null): StayGroups | null {
  if (by === null) return null;
  if (by.startsWith('segment:')) {
    const { rule, name } = savedSegment(data.db, Number(by.slice('segment:'.length)));
    return { by: name, code: Int32Array.from(membersOfRule(data, rule), (is) => 1 - is), values: ['in', 'out'] };
  }
  return traitGroups(data, by);
}

function inGroup(
  data: Dataset,
  scope: Scope & RetentionDefinition,
  group: { by: string; value: string } | undefined,
  mask: Uint8Array,
): Uint8Array {
  const breakdown = group ? breakdownOf(data, scope, group.by) : null;
  if (!group || !breakdown) return mask;
  const value = breakdown.values.indexOf(group.value);
  for (let m = 0; m < mask.length; m++) if (breakdown.code[m] !== value || value < 0) mask[m] = 0;
  return mask;
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
