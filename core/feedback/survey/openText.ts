/** Open answers by their numbers, so that sentiment and topics of texts can be joined to a question. */
import type { People } from '../../scope/index.ts';
import type { Dataset } from '../../store/dataset.ts';
import { inScope, loadSurvey, questionOf } from './load.ts';
import { answerTexts } from './queries.ts';

/** The open answers of a question: `answer_id`, ascending. They are the items of kind `answer` in the stream of texts (core/scope/texts.ts).
 *  @throws InputError not-found. */
export function openAnswers(data: Dataset, input: { surveyId: number; questionId: number; people?: People | null }): Int32Array {
  const survey = loadSurvey(data, input.surveyId);
  if (!survey) return new Int32Array(0);
  const question = questionOf(survey, input.questionId);
  const scope = inScope(survey, input.people ?? null);
  return question.answerNo.filter((_, i) => scope[question.response[i]!] === 1).sort();
}

/** Texts of answers, in the order given; longer ones are cut and end in an ellipsis. */
export function textsOfAnswers(data: Dataset, answerNos: readonly number[], mostChars: number): string[] {
  return answerTexts(data.db, answerNos, mostChars + 1).map((text) =>
    text.length > mostChars ? `${text.slice(0, mostChars)}…` : text,
  );
}
