/** Segments as a window shows them: with their size, and with everything a rule may name. */
import { attributeNames, FACETS, listTags, type Tag, tagColumn } from '../profile/index.ts';
import { listSegments, type SavedSegment, sentenceOf, type Words } from '../segment/index.ts';
import { actionWords, measureWords, traitWords, valueWords } from '../segment/words.ts';
import type { Dataset } from '../store/dataset.ts';
import { membersOfRule, segmentContext } from './people.ts';

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
    const sentence = sentenceOf(segment.rule, { segment: (ref) => context.segment(ref)?.name ?? null });
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
            .map((c) => ({ value: trait.values[c]!, words: valueWords(trait.values[c]!), members: counts[c]! })),
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
        words: measureWords(name),
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

export interface TagRow extends Tag {
  known: number;
  values: { value: string; members: number }[];
}

/** Every tag with how many members have each value. */
export function tagList(data: Dataset): TagRow[] {
  return listTags(data.db).map((tag) => {
    const { code, values } = tagColumn(data, tag.definition, (rule) => membersOfRule(data, rule));
    const counts = new Int32Array(values.length);
    for (const c of code) if (c >= 0) counts[c]!++;
    const order = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
    return {
      ...tag,
      known: counts.reduce((sum, n) => sum + n, 0),
      values: order.slice(0, 50).map((c) => ({ value: values[c]!, members: counts[c]! })),
    };
  });
}
