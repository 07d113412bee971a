/** Topics and feedback over a workspace: texts, feelings and the traits of their authors composed. */
import type * as z from 'zod';
import type { Result } from '../base/result.ts';
import {
  DEFAULT_VOICE,
  describeFeedback,
  describeOne,
  describeTopics,
  type Feedback,
  type Feelings,
  type OneQuestion,
  preferenceOf,
  type Split,
  type Topics,
  textFinder,
  type VoiceOne,
  type VoicePreference,
  voicePreference,
  type WhoSays,
} from '../feedback/index.ts';
import { memberTable } from '../profile/index.ts';
import { TEXT_ITEMS, type TextItem, textsOfData } from '../scope/index.ts';
import type { Words } from '../segment/index.ts';
import { listSegments } from '../segment/index.ts';
import { traitWords } from '../segment/words.ts';
import { judgedTexts, SENTIMENT_LABELS } from '../sentiment/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { Asks } from './inputs.ts';
import { membersOfRule, peopleOf, segmentContext } from './people.ts';
import { valueName } from './ruleNames.ts';

type Ask<Q extends keyof Asks> = z.output<Asks[Q]>;

export interface WhoSaysWords extends Omit<WhoSays, 'values'> {
  words: Words;
  values: (WhoSays['values'][number] & { words: Words })[];
}
export type VoiceAnswer = Omit<VoiceOne, 'who'> & { who: WhoSaysWords[] };

export interface VoiceSettings {
  kept: VoicePreference;
  defaults: VoicePreference;
}

/** Traits that say what a member is worth, how they are, what they pay for. */
const SPLIT_TRAITS = ['level', 'rfm', 'health', 'plan'];
const MOST_SEGMENTS = 8;

export const askTopics = (data: Dataset, input: Ask<'topics'>): Result<Topics> =>
  describeTopics(data, { ...input, people: peopleOf(data, input) }, feelingsOf(data));

export const askFeedback = (data: Dataset, input: Ask<'feedback'>): Result<Feedback> =>
  describeFeedback(data, { ...input, people: peopleOf(data, input) }, feelingsOf(data));

export function askVoiceOne(data: Dataset, input: Ask<'voiceOne'>): Result<VoiceAnswer> {
  const question: OneQuestion = { ...input, people: peopleOf(data, input) };
  const splits = splitsOf(data);
  const answer = describeOne(data, question, splits, feelingsOf(data));
  if (answer.kind === 'unavailable') return answer;
  return {
    ...answer,
    who: answer.who.map((split, n) => ({
      ...split,
      words: splits[n]!.words,
      values: split.values.map((v) => ({ ...v, words: splits[n]!.nameOf(v.value) })),
    })),
  };
}

/** Texts by what a person calls them: the key of the export, or post:12. @throws InputError not-found, bad-option */
export function textsOfNames(data: Dataset, { names }: { names: readonly string[] }): { item: TextItem; no: number }[] {
  const texts = textsOfData(data);
  const find = textFinder(data);
  return names.map((name) => {
    const i = find(name);
    return { item: TEXT_ITEMS[texts.item[i]!]!, no: texts.no[i]! };
  });
}

export const askVoiceSettings = (data: Dataset): VoiceSettings => ({
  kept: preferenceOf(voicePreference(data.db)),
  defaults: DEFAULT_VOICE,
});

const CODES = SENTIMENT_LABELS.map((label) => ['negative', 'neutral', 'positive'].indexOf(label));
const feelings = new WeakMap<object, Feelings>();

/** The judgements, as topics take them. */
function feelingsOf(data: Dataset): Feelings {
  const judged = judgedTexts(data);
  let known = feelings.get(judged);
  if (!known) feelings.set(judged, (known = { score: judged.score, label: Int8Array.from(judged.label, (l) => CODES[l]!) }));
  return known;
}

type NamedSplit = Split & { words: Words; nameOf: (value: string) => Words };

function splitsOf(data: Dataset): NamedSplit[] {
  const context = segmentContext(data);
  const traits = SPLIT_TRAITS.flatMap((by): NamedSplit[] => {
    const trait = context.trait(by);
    return trait
      ? [{ by, codes: trait.codes, values: trait.values, words: traitWords(by), nameOf: (value) => valueName(by, value) }]
      : [];
  });
  const segments = listSegments(data.db)
    .filter((s) => s.trashedAt === null)
    .slice(0, MOST_SEGMENTS)
    .map((s): NamedSplit => {
      const mask = membersOfRule(data, s.rule);
      const same = (text: string): Words => ({ zh: text, en: text });
      return {
        by: `segment:${s.segmentNo}`,
        codes: Int32Array.from(mask, (is) => (is === 1 ? 0 : 1)),
        values: ['in', 'out'],
        words: same(s.name),
        nameOf: (value) =>
          value === 'in' ? { zh: '在分群里', en: 'in the segment' } : { zh: '不在分群里', en: 'not in the segment' },
      };
    });
  return [...traits, joinedSplit(data), ...segments];
}

/** The year and half-year in which each member joined: who came together. */
function joinedSplit(data: Dataset): NamedSplit {
  const { joinedAt } = memberTable(data);
  const halfYear = (ms: number) => {
    const date = new Date(ms);
    return `${date.getUTCFullYear()}-${date.getUTCMonth() < 6 ? 1 : 2}`;
  };
  const names = Array.from(joinedAt, (ms) => (Number.isNaN(ms) ? '' : halfYear(ms)));
  const values = [...new Set(names)].filter((v) => v !== '').sort();
  return {
    by: 'joined',
    codes: Int32Array.from(names, (v) => values.indexOf(v)),
    values,
    words: { zh: '加入时间', en: 'joined' },
    nameOf: (value) => {
      const [year, half] = value.split('-');
      return half === '1'
        ? { zh: `${year}年上半年`, en: `first half of ${year}` }
        : { zh: `${year}年下半年`, en: `second half of ${year}` };
    },
  };
}
