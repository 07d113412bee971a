/** Surveys set against what is known about the members. Features are composed here. */
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import {
  attributeGroups,
  crossSurvey,
  listSurveys,
  type MemberGroups,
  membersOfSurvey,
  type SurveyCross,
} from '../feedback/index.ts';
import { type Differences, whatDiffers } from '../segment/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { Asks } from './inputs.ts';
import { groupsOf, peopleOf, segmentContext } from './people.ts';
import { RULE_NAMES } from './ruleNames.ts';

/** @throws InputError bad-option: no such attribute; both kinds of groups, or none, are named. */
export function crossTables(data: Dataset, input: z.output<Asks['surveyCross']>): Result<SurveyCross> {
  const { by, byQuestionId } = input;
  if ((by === null) === (byQuestionId === null))
    throw new InputError(
      'bad-option',
      'A cross-tab takes one thing to group by: a question, or an attribute, class or segment of the members.',
      { by },
    );
  return crossSurvey(data, { ...input, people: peopleOf(data, input) }, by === null ? null : memberGroups(data, by));
}

function memberGroups(data: Dataset, by: string): MemberGroups | null {
  if (!by.startsWith('attr:')) return groupsOf(data, by);
  const groups = attributeGroups(data, by.slice('attr:'.length));
  if (!groups) throw new InputError('bad-option', `No member has the attribute "${by.slice('attr:'.length)}".`, { by });
  return groups;
}

/** How the members who answered differ from all others: whether what they say may stand for the community. @returns unavailable when fewer than 5 are known. */
export function respondentDifferences(data: Dataset, { surveyId }: z.output<Asks['surveyRespondents']>): Result<Differences> {
  const surveys = listSurveys(data, {});
  if (surveys.kind === 'unavailable') return surveys;
  const no = surveyId ?? surveys.rows[0]!.surveyId;
  const mask = membersOfSurvey(data, { surveyId: no, questionId: null, option: null, row: null });
  return whatDiffers(segmentContext(data), mask, 'rest', RULE_NAMES);
}
