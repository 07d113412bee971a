/** Segments as a window shows them: with their size, and with everything a rule may name. */
import { InputError } from '../base/errors.ts';
import type { From } from '../base/result.ts';
import { attributeNames, checkTag, FACETS, listTags, type Tag, type TagDefinition, tagColumn } from '../profile/index.ts';
import { listSegments, type SavedSegment, sentenceOf, type Words } from '../segment/index.ts';
import { actionWords, traitWords } from '../segment/words.ts';
import { type Dataset, fromOf } from '../store/dataset.ts';
import { membersOfRule, segmentContext } from './people.ts';
import { measureName, RULE_NAMES, valueName } from './ruleNames.ts';

export interface SegmentRow extends SavedSegment {
  /** null = the rule no longer works: what it names is gone. */
  size: number | null;
  /** Why it does not work. */
  problem: string | null;
  sentence: Words;
  isList: boolean;
}

export interface SegmentList {
  kind: 'segments';
  rows: SegmentRow[];
  members: number;
}

/** Every segment with its size now. Cost: one evaluation each. */
export function segmentList(data: Dataset): SegmentList {
  const context = segmentContext(data);
  const rows = listSegments(data.db).map((segment): SegmentRow => {
    const sentence = sentenceOf(segment.rule, { ...RULE_NAMES, segment: (ref) => context.segment(ref)?.name ?? null });
    const isList = 'members' in segment.rule;
    try {
      const size = membersOfRule(data, segment.rule).reduce((n, is) => n + is, 0);
      return { ...segment, size, problem: null, sentence, isList };
    } catch (error) {
      return { ...segment, size: null, problem: (error as Error).message, sentence, isList };
    }
  });
  return { kind: 'segments', rows, members: data.columns.members };
}

export interface RuleWords {
  kinds: { name: string; origin: 'observed' | 'derived'; words: Words }[];
  traits: { name: string; words: Words; known: number; values: { value: string; words: Words; members: number }[] }[];
  measures: { name: string; words: Words; min: number; median: number; max: number }[];
  segments: { segmentNo: number; name: string }[];
  /** Free attributes that a tag may import. */
  attributes: string[];
}

const MOST_VALUES = 200;

/** Everything a rule may name, with how many members have each value. */
export function ruleWords(data: Dataset): RuleWords {
  const context = segmentContext(data);
  return {
    kinds: data.kinds.map(({ name, origin }) => ({
      name,
      origin,
      words: { zh: actionWords(name).zh, en: actionWords(name).base },
    })),
    traits: context.traitNames().flatMap((name) => {
      const trait = context.trait(name);
      if (!trait) return [];
      const counts = new Int32Array(trait.values.length);
      let known = 0;
      for (const c of trait.codes) {
        if (c < 0) continue;
        counts[c]!++;
        known++;
      }
      const order = [...counts.keys()].filter((c) => counts[c]! > 0 || !FACETS.includes(name as (typeof FACETS)[number]));
      order.sort((a, b) => counts[b]! - counts[a]! || a - b);
      return [
        {
          name,
          words: traitWords(name),
          known,
          values: order
            .slice(0, MOST_VALUES)
            .map((c) => ({ value: trait.values[c]!, words: valueName(name, trait.values[c]!), members: counts[c]! })),
        },
      ];
    }),
    measures: context.measureNames().map((name) => {
      const sorted = context
        .measure(name)!
        .filter((v) => !Number.isNaN(v))
        .sort();
      return {
        name,
        words: measureName(name),
        min: sorted[0] ?? 0,
        median: sorted[sorted.length >> 1] ?? 0,
        max: sorted.at(-1) ?? 0,
      };
    }),
    segments: listSegments(data.db)
      .filter((s) => s.trashedAt === null)
      .map(({ segmentNo, name }) => ({ segmentNo, name })),
    attributes: attributeNames(data.db),
  };
}

export interface TagCounts {
  /** Members with any value. */
  known: number;
  /** Most frequent first, at most 50. */
  values: { value: string; members: number }[];
}
export interface TagRow extends Tag, TagCounts {
  /** Why it no longer works; null = it does. */
  problem: string | null;
}

/** Every tag with how many members have each value. */
export function tagList(data: Dataset): TagRow[] {
  return listTags(data.db).map((tag) => {
    try {
      return { ...tag, ...tagCounts(data, tag.definition), problem: null };
    } catch (error) {
      return { ...tag, known: 0, values: [], problem: (error as Error).message };
    }
  });
}

/** How many members a tag would give each value. @throws InputError bad-option: what the definition lacks. */
export function tagPreview(data: Dataset, definition: TagDefinition): TagCounts & { kind: 'tag'; members: number; from: From } {
  checkTag(definition);
  return {
    kind: 'tag',
    members: data.columns.members,
    ...tagCounts(data, definition),
    from: fromOf(data, 'tag/1', data.columns.members, { definition: JSON.stringify(definition) }),
  };
}

function tagCounts(data: Dataset, definition: TagDefinition): TagCounts {
  const { code, values } = tagColumn(data, definition, (rule) => membersOfRule(data, rule));
  const counts = new Int32Array(values.length);
  for (const c of code) if (c >= 0) counts[c]!++;
  const order = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  return {
    known: counts.reduce((sum, n) => sum + n, 0),
    values: order.slice(0, 50).map((c) => ({ value: values[c]!, members: counts[c]! })),
  };
}

export interface SegmentsOfMember {
  kind: 'segments-of';
  memberNo: number;
  /** Live segments the member is in, with what they ask for. */
  segments: { segmentNo: number; name: string; isList: boolean; sentence: Words }[];
  tags: { name: string; value: string | null }[];
}

/** Where a member belongs. Segments whose rule no longer works are left out. @throws InputError not-found.   Cost: one evaluation each. */
export function segmentsOf(data: Dataset, memberNo: number): SegmentsOfMember {
  if (memberNo > data.columns.members)
    throw new InputError('not-found', `There is no member number ${memberNo} in this workspace.`, { memberNo });
  const context = segmentContext(data);
  const names = { ...RULE_NAMES, segment: (ref: number | string) => context.segment(ref)?.name ?? null };
  const isIn = (rule: unknown) => {
    try {
      return membersOfRule(data, rule)[memberNo - 1] === 1;
    } catch {
      return false;
    }
  };
  return {
    kind: 'segments-of',
    memberNo,
    segments: listSegments(data.db)
      .filter((segment) => segment.trashedAt === null && isIn(segment.rule))
      .map(({ segmentNo, name, rule }) => ({
        segmentNo,
        name,
        isList: 'members' in rule,
        sentence: sentenceOf(rule, names),
      })),
    tags: listTags(data.db).map(({ name }) => {
      const column = context.trait(`tag:${name}`);
      const code = column?.codes[memberNo - 1] ?? -1;
      return { name, value: code < 0 ? null : column!.values[code]! };
    }),
  };
}
