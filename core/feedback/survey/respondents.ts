/** The members behind a mark of a survey. */
import type { Dataset } from '../../store/dataset.ts';
import { DETRACTOR_TO, matrixRow, PROMOTER_FROM, singleAnswers } from './describeQuestion.ts';
import { loadSurvey, type Question, questionOf, type Survey } from './load.ts';

export interface SurveyMark {
  surveyId: number;
  /** null = everybody who answered the survey. */
  questionId: number | null;
  /** Key of an option or level; `promoters`, `passives`, `detractors` or 0..10 of a Net Promoter question; a column of a matrix. null = any answer. */
  option: string | null;
  /** Row of a matrix. */
  row: string | null;
}

/** Members whose response is linked and who gave an answer. @returns Uint8[members]. @throws InputError not-found. */
export function membersOfSurvey(data: Dataset, mark: SurveyMark): Uint8Array {
  const members = new Uint8Array(data.columns.members);
  const survey = loadSurvey(data, mark.surveyId);
  if (!survey) return members;
  const gave = responsesOf(survey, mark);
  for (let r = 0; r < survey.size; r++) if (gave[r] === 1 && survey.memberNo[r]! > 0) members[survey.memberNo[r]! - 1] = 1;
  return members;
}

function responsesOf(survey: Survey, { questionId, option, row }: SurveyMark): Uint8Array {
  const all = new Uint8Array(survey.size).fill(1);
  if (questionId === null) return all;
  const question = questionOf(survey, questionId);
  const gave = new Uint8Array(survey.size);
  if (option === null) {
    for (const r of question.response) gave[r] = 1;
    return gave;
  }
  if (question.kind === 'matrix') {
    const column = question.options.findIndex((o) => o.key === option);
    matrixRow(
      question,
      question.rows.findIndex((o) => o.key === row),
      survey.size,
    ).forEach((c, r) => {
      gave[r] = c === column && c >= 0 ? 1 : 0;
    });
    return gave;
  }
  const isIt = answerTest(question, option);
  const used = question.kind === 'multi' ? question.response.keys() : singleAnswers(question, all);
  for (const i of used) if (isIt(i)) gave[question.response[i]!] = 1;
  return gave;
}

function answerTest({ kind, num, option, options }: Question, key: string): (i: number) => boolean {
  const code = options.findIndex((o) => o.key === key);
  if (kind === 'nps') {
    if (key === 'promoters') return (i) => num[i]! >= PROMOTER_FROM;
    if (key === 'detractors') return (i) => num[i]! <= DETRACTOR_TO;
    if (key === 'passives') return (i) => num[i]! > DETRACTOR_TO && num[i]! < PROMOTER_FROM;
    return (i) => num[i] === Number(key);
  }
  if (kind === 'ranking') return (i) => option[i] === code && num[i] === 1;
  if (kind === 'scale') {
    const value = options[code]?.value ?? Number(key);
    return (i) => (code >= 0 && option[i] === code) || num[i] === value;
  }
  return (i) => code >= 0 && option[i] === code;
}
