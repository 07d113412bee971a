/** Which features delight, which are taken for granted: Kano's model from pairs of questions. */
import { InputError } from '../../base/errors.ts';
import type { Result } from '../../base/result.ts';
import { KANO_CLASSES, type KanoClass, kano } from '../../kernel/survey/kano.ts';
import type { People } from '../../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import { levelsOf, matrixRow, scaleValue, singleAnswers } from './describeQuestion.ts';
import { inScope, loadSurvey, questionOf, type Survey } from './load.ts';
import type { KanoFeature, KanoItem, SurveyKano } from './types.ts';

export interface KanoQuestion {
  surveyId: number | null;
  /** Pairs of questions: with the feature, without it. null = found by their wording. */
  pairs: [KanoItem, KanoItem][] | null;
  people?: People | null;
}

interface Item extends KanoItem {
  position: number;
  text: string;
  /** Per response: 0 like .. 4 dislike, -1 = no answer. */
  codes: Int8Array;
}

/** Kano's model (Kano et al. 1984): each person's two answers give a class, the most frequent one is the feature's; Better and Worse (Berger et al. 1993) with
 *  Wilson intervals. The highest level of the five is "I like it". Pairs are found by wording: the same sentence with and without "has", "does not have", 有, 没有.
 *  @returns features in the order of the survey, most pleasing first within equals; none when no pair was found.
 *  @throws InputError not-found; bad-option: a question that has not five levels. */
export function kanoSurvey(data: Dataset, { surveyId, pairs, people = null }: KanoQuestion): Result<SurveyKano> {
  const survey = loadSurvey(data, surveyId);
  const from = fromOf(data, 'survey-kano/1', survey?.size ?? 0, {
    survey: survey?.title ?? null,
    people: people?.label ?? null,
    pairs: pairs === null ? 'by wording' : pairs.map(([a, b]) => `${nameOf(a)}=${nameOf(b)}`),
  });
  if (!survey) return unavailable('no-surveys', 0, 1, from);
  const scope = inScope(survey, people);
  const items = itemsOf(survey, scope);
  const used =
    pairs === null
      ? detectPairs(items)
      : pairs.map(([a, b]): [Item, Item] => [itemOf(survey, items, a), itemOf(survey, items, b)]);
  return {
    kind: 'survey-kano',
    surveyId: survey.surveyId,
    isDetected: pairs === null,
    features: used.flatMap(([withIt, without]) => featureOf(withIt, without)),
    candidates: items.map(({ questionId, row, position, text }) => ({ questionId, row, position, text })),
    from,
  };
}

const nameOf = ({ questionId, row }: KanoItem): string => (row === null ? String(questionId) : `${questionId} ${row}`);

function featureOf(withIt: Item, without: Item): KanoFeature[] {
  const found = kano(withIt.codes, without.codes);
  if (!found) return [];
  return [
    {
      name: withIt.text,
      withIt: { questionId: withIt.questionId, row: withIt.row },
      without: { questionId: without.questionId, row: without.row },
      n: found.n,
      counts: Object.fromEntries(KANO_CLASSES.map((c, i) => [c, found.counts[i]!])) as Record<KanoClass, number>,
      class: found.kind,
      isClear: found.isClear,
      better: found.better,
      worse: found.worse,
    },
  ];
}

function itemOf(survey: Survey, items: Item[], wanted: KanoItem): Item {
  const item = items.find((i) => i.questionId === wanted.questionId && i.row === wanted.row);
  if (item) return item;
  const question = questionOf(survey, wanted.questionId);
  throw new InputError(
    'bad-option',
    `A Kano question should have five levels from dislike to like, but question ${question.position}${wanted.row === null ? '' : ` (${wanted.row})`} has not. Choose scales of five levels.`,
    { questionId: wanted.questionId },
  );
}

const LEVELS = 5;

/** Scales and matrix rows of five levels. */
function itemsOf(survey: Survey, scope: Uint8Array): Item[] {
  return survey.questions.flatMap((question): Item[] => {
    if (question.kind === 'scale') {
      const levels = levelsOf(question);
      if (levels.length !== LEVELS) return [];
      const codes = new Int8Array(survey.size).fill(-1);
      for (const i of singleAnswers(question, scope)) {
        const at = levels.findIndex((l) => l.value === scaleValue(question, i));
        if (at >= 0) codes[question.response[i]!] = LEVELS - 1 - at;
      }
      return [{ questionId: question.questionId, row: null, position: question.position, text: question.text, codes }];
    }
    if (question.kind !== 'matrix') return [];
    const order = question.options
      .map((o, at) => ({ at, value: o.value }))
      .filter((o) => o.value !== null)
      .sort((a, b) => b.value! - a.value!);
    if (order.length !== LEVELS) return [];
    return question.rows.map((row, r) => {
      const chosen = matrixRow(question, r, survey.size);
      const codes = Int8Array.from(chosen, (c, response) => (scope[response] === 1 ? order.findIndex((o) => o.at === c) : -1));
      return {
        questionId: question.questionId,
        row: row.key,
        position: question.position,
        text: `${question.text} ${row.label}`,
        codes,
      };
    });
  });
}

/** Longest first, so that "does not have" is not taken for "have". */
const LACKING =
  /\b(does not have|doesn't have|do not have|don't have|did not|didn't|does not|doesn't|do not|don't|has no|have no|had no|is not|isn't|are not|aren't|were not|weren't|was not|wasn't|could not|couldn't|can ?not|can't|without|lacks?|missing|not)\b|如果没有|若没有|没有|不具备|不提供|不支持|不包含|不能|无法|缺少|未提供/g;
const HAVING =
  /\b(had|has|have|with|were|was|is|are|could|can|does|do|did|offers?|provides?|includes?|supports?)\b|如果有|若有|有|具备|提供|支持|包含|能够|能|可以|如果|若/g;

/** Sentences that are the same but for having and lacking. */
function detectPairs(items: Item[]): [Item, Item][] {
  const lacking = new Map<string, Item>();
  const having = new Map<string, Item>();
  for (const item of items) {
    const text = item.text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'");
    const rest = text.replace(LACKING, ' ');
    const stem = stemOf(rest);
    const side = rest === text ? having : lacking;
    if (stem !== '' && !side.has(stem)) side.set(stem, item);
  }
  return [...having].flatMap(([stem, item]): [Item, Item][] => (lacking.has(stem) ? [[item, lacking.get(stem)!]] : []));
}

const stemOf = (text: string): string =>
  text
    .replace(HAVING, ' ')
    .replace(/^\s*[qQ]?\d+\s*[.、:：)]?/, '')
    .replace(/[\s\p{P}]+/gu, '');
