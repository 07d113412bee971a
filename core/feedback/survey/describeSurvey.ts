/** What a survey's respondents said, and where they stopped. */
import type { Result } from '../../base/result.ts';
import { median } from '../../kernel/summary.ts';
import type { People } from '../../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import { figuresOf } from './describeQuestion.ts';
import { shareOf } from './figures.ts';
import { allSurveys, inScope, loadSurvey, type Question, type Survey } from './load.ts';
import { textsOfAnswers } from './openText.ts';
import { textLengths } from './queries.ts';
import type { QuestionResult, SurveyResult, SurveyRow, Surveys, TextResult } from './types.ts';

export interface SurveyQuestion {
  /** null = the latest. */
  surveyId: number | null;
  people?: People | null;
}

/** Which surveys there are, the latest first. @returns unavailable when none was imported. */
export function listSurveys(data: Dataset, { people = null }: { people?: People | null }): Result<Surveys> {
  const surveys = allSurveys(data);
  const from = fromOf(data, 'surveys/1', surveys.length, { people: people?.label ?? null });
  if (surveys.length === 0) return unavailable('no-surveys', 0, 1, from);
  return { kind: 'surveys', rows: surveys.map((survey) => rowOf(survey, inScope(survey, people))), from };
}

/** Every question with its figures: Net Promoter Score, satisfaction, shares, means, each with its interval and the number of people behind it. Who answered a
 *  survey chose to: figures hold for the respondents, and for the community only as far as they are like it.
 *  Reached = answered this question or a later one (open questions at the end: the last of the others); stopped = gave the last answer here although a question other than an open one follows.
 *  @returns unavailable when there is no survey, or nobody of these people answered.   Cost: one pass over its answers. */
export function describeSurvey(data: Dataset, { surveyId, people = null }: SurveyQuestion): Result<SurveyResult> {
  const survey = loadSurvey(data, surveyId);
  const from = fromOf(data, 'survey/1', survey?.size ?? 0, {
    survey: survey?.title ?? null,
    people: people?.label ?? null,
    intervals: 'Wilson; Tango score for net shares; Student for means',
    confidence: 0.95,
  });
  if (!survey) return unavailable('no-surveys', 0, 1, from);
  const scope = inScope(survey, people);
  const row = rowOf(survey, scope);
  if (row.responses === 0) return unavailable('no-answers', 0, 1, from);
  const answeredBy = survey.questions.map((q) => answeredMarks(q, scope));
  const last = lastAnswered(answeredBy, survey.size);
  const goal = survey.questions.findLastIndex((q) => q.kind !== 'text');
  const count = (test: (at: number) => boolean) => last.reduce((n, at, r) => n + (scope[r] === 1 && test(at) ? 1 : 0), 0);
  return {
    kind: 'survey',
    surveyId: survey.surveyId,
    title: survey.title,
    responses: row.responses,
    linked: row.linked,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    finished: shareOf(
      count((at) => at >= Math.max(0, goal)),
      row.responses,
    ),
    questions: survey.questions.map((question, q): QuestionResult => {
      // an open question at the end was reached by whoever answered the last of the others
      const reached = count((at) => at >= (goal < 0 ? q : Math.min(q, goal)));
      const answered = answeredBy[q]!.reduce((n, is) => n + is, 0);
      return {
        questionId: question.questionId,
        position: question.position,
        kind: question.kind,
        text: question.text,
        answered,
        reached,
        stopped: q < goal ? count((at) => at === q) : 0,
        figures: question.kind === 'text' ? textOf(data, survey, question, scope, answered, reached) : figuresOf(question, scope),
      };
    }),
    from,
  };
}

function rowOf(survey: Survey, scope: Uint8Array): SurveyRow {
  let responses = 0;
  let linked = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let r = 0; r < survey.size; r++) {
    if (scope[r] !== 1) continue;
    responses++;
    if (survey.memberNo[r]! > 0) linked++;
    if (survey.atMs[r]! < first) first = survey.atMs[r]!;
    if (survey.atMs[r]! > last) last = survey.atMs[r]!;
  }
  return {
    surveyId: survey.surveyId,
    title: survey.title,
    questions: survey.questionCount,
    responses,
    linked,
    firstAt: Number.isFinite(first) ? first : null,
    lastAt: Number.isFinite(last) ? last : null,
  };
}

function answeredMarks({ response }: Question, scope: Uint8Array): Uint8Array {
  const marks = new Uint8Array(scope.length);
  for (const r of response) if (scope[r] === 1) marks[r] = 1;
  return marks;
}

/** Index of the last question each response answered; -1 = none. */
function lastAnswered(answered: Uint8Array[], size: number): Int32Array {
  const last = new Int32Array(size).fill(-1);
  answered.forEach((marks, q) => {
    for (let r = 0; r < size; r++) if (marks[r] === 1) last[r] = q;
  });
  return last;
}

const EXAMPLES = 6;
const EXAMPLE_CHARS = 400;

function textOf(
  data: Dataset,
  survey: Survey,
  question: Question,
  scope: Uint8Array,
  answered: number,
  reached: number,
): TextResult | null {
  if (answered === 0) return null;
  const own = [...question.response.keys()].filter((i) => scope[question.response[i]!] === 1);
  const inOwn = new Set(own.map((i) => question.answerNo[i]!));
  const [numbers, lengths] = textLengths(data.db, survey.sourceNo, question.key);
  const kept = lengths.filter((_, i) => inOwn.has(numbers[i]!));
  const step = Math.max(1, own.length / EXAMPLES);
  const picked = Array.from({ length: Math.min(EXAMPLES, own.length) }, (_, i) => own[Math.floor(i * step)]!);
  const texts = textsOfAnswers(
    data,
    picked.map((i) => question.answerNo[i]!),
    EXAMPLE_CHARS,
  );
  return {
    type: 'text',
    written: shareOf(answered, reached),
    medianLength: kept.length === 0 ? 0 : median(Float64Array.from(kept)),
    examples: picked.map((i, e) => ({
      answerNo: question.answerNo[i]!,
      memberNo: survey.memberNo[question.response[i]!] || null,
      text: texts[e]!,
    })),
  };
}
