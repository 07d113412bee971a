/** One survey as columns: responses, and per question its answers. Read once a dataset. */
import { InputError } from '../../base/errors.ts';
import type { People } from '../../scope/index.ts';
import type { Dataset } from '../../store/dataset.ts';
import { type AnswerParts, answerColumns, questionHeads, responseColumns, type SurveyHead, surveyHeads } from './queries.ts';
import { QUESTION_KINDS, type QuestionKind } from './types.ts';

export interface Option {
  key: string;
  label: string;
  /** Place on an ordered scale; null = off the scale, or no scale. */
  value: number | null;
}

export interface Question {
  questionId: number;
  key: string;
  position: number;
  kind: QuestionKind;
  text: string;
  /** Choices; levels of a scale; items of a ranking; columns of a matrix. */
  options: Option[];
  /** Rows of a matrix. */
  rows: Option[];
  scaleMin: number | null;
  scaleMax: number | null;
  /** Per answer: index of its response. An answer whose response is not there is left out. */
  response: Int32Array;
  answerNo: Int32Array;
  /** Index into options (rows, of a matrix); -1 = none. */
  option: Int32Array;
  /** Of a matrix: index into its columns; -1 = none. */
  column: Int32Array;
  /** NaN = none. */
  num: Float64Array;
}

export interface Survey {
  surveyId: number;
  sourceNo: number;
  title: string;
  /** Responses. */
  size: number;
  /** 0 = not known. */
  memberNo: Int32Array;
  /** NaN = not known. */
  atMs: Float64Array;
  questionCount: number;
  /** Read when first asked for: a list of surveys needs no answers. */
  readonly questions: Question[];
}

/** Longer texts are no option's name. */
const LABEL_CHARS = 400;

const kept = new WeakMap<Dataset, Map<number, Survey>>();

/** @param surveyId null = the latest. @returns null when there is none. @throws InputError not-found.   Cost: one pass over its answers, once a dataset. */
export function loadSurvey(data: Dataset, surveyId: number | null): Survey | null {
  const heads = surveyHeads(data.db);
  if (heads.length === 0) return null;
  if (surveyId === null) {
    const latest = heads.map((head) => surveyOf(data, head)).sort((a, b) => latestOf(b) - latestOf(a));
    return latest[0]!;
  }
  const head = heads.find((h) => h.survey_id === surveyId);
  if (!head)
    throw new InputError('not-found', `There is no survey ${surveyId}. Known: ${heads.map((h) => h.survey_id).join(', ')}.`, {
      surveyId,
    });
  return surveyOf(data, head);
}

/** Every survey of the workspace, the latest first. */
export const allSurveys = (data: Dataset): Survey[] =>
  surveyHeads(data.db)
    .map((head) => surveyOf(data, head))
    .sort((a, b) => latestOf(b) - latestOf(a) || b.surveyId - a.surveyId);

/** When the last response came; a survey without times comes last. */
function latestOf({ atMs }: Survey): number {
  let latest = -Infinity;
  for (const ms of atMs) if (ms > latest) latest = ms;
  return Number.isFinite(latest) ? latest : 0;
}

/** @throws InputError not-found. */
export function questionOf(survey: Survey, questionId: number): Question {
  const question = survey.questions.find((q) => q.questionId === questionId);
  if (question) return question;
  throw new InputError(
    'not-found',
    `The survey "${survey.title}" has no question ${questionId}. Known: ${survey.questions.map((q) => q.questionId).join(', ')}.`,
    { questionId },
  );
}

/** Responses that count: 1 = in. People of a segment are known by their link. */
export function inScope(survey: Survey, people: People | null): Uint8Array {
  if (!people) return new Uint8Array(survey.size).fill(1);
  return Uint8Array.from(survey.memberNo, (m) => (m > 0 ? people.mask[m - 1]! : 0));
}

function surveyOf(data: Dataset, head: SurveyHead): Survey {
  let surveys = kept.get(data);
  if (!surveys) kept.set(data, (surveys = new Map()));
  let survey = surveys.get(head.survey_id);
  if (!survey) surveys.set(head.survey_id, (survey = read(data, head)));
  return survey;
}

function read({ db }: Dataset, head: SurveyHead): Survey {
  const [keys, members, started, submitted] = responseColumns(db, head);
  const questions = questionHeads(db, head);
  let loaded: Question[] | null = null;
  const load = (): Question[] => {
    const place = new Map(keys.map((key, i) => [key, i]));
    return questions.map((q, i) => {
      const kind = (QUESTION_KINDS as readonly string[]).includes(q.kind ?? '') ? (q.kind as QuestionKind) : 'text';
      const listed = optionsOf(q.options);
      const answers = answerColumns(db, head.source_no, q.source_key, PARTS[kind]);
      return {
        questionId: q.question_id,
        key: q.source_key,
        position: i + 1,
        kind,
        text: q.text?.trim() || q.source_key,
        scaleMin: q.scale_min,
        scaleMax: q.scale_max,
        ...listed,
        ...answersOf(kind, listed, answers, place),
      };
    });
  };
  return {
    surveyId: head.survey_id,
    sourceNo: head.source_no,
    title: head.title?.trim() || head.source_key,
    size: keys.length,
    memberNo: Int32Array.from(members, (m) => m ?? 0),
    atMs: Float64Array.from(submitted, (ms, i) => ms ?? started[i] ?? NaN),
    questionCount: questions.length,
    get questions() {
      return (loaded ??= load());
    },
  };
}

/** An export of another program may hold the words of a choice where its key should be. */
const PARTS: Record<QuestionKind, AnswerParts> = {
  nps: { option: false, num: true, textChars: 0 },
  number: { option: false, num: true, textChars: 0 },
  date: { option: false, num: true, textChars: 0 },
  text: { option: false, num: false, textChars: 0 },
  scale: { option: true, num: true, textChars: 0 },
  ranking: { option: true, num: true, textChars: 0 },
  single: { option: true, num: false, textChars: LABEL_CHARS },
  multi: { option: true, num: false, textChars: LABEL_CHARS },
  matrix: { option: true, num: true, textChars: LABEL_CHARS },
};

function answersOf(
  kind: QuestionKind,
  { options, rows }: Pick<Question, 'options' | 'rows'>,
  [answerNos, responses, keys, nums, texts]: ReturnType<typeof answerColumns>,
  place: Map<string, number>,
): Pick<Question, 'response' | 'answerNo' | 'option' | 'column' | 'num'> {
  const codes = kind === 'matrix' ? coder(rows) : coder(options);
  const columns = coder(options);
  const used = responses.flatMap((key, i) => (place.has(key) ? [i] : []));
  return {
    response: Int32Array.from(used, (i) => place.get(responses[i]!)!),
    answerNo: Int32Array.from(used, (i) => answerNos[i]!),
    num: Float64Array.from(used, (i) => nums[i] ?? NaN),
    option: Int32Array.from(used, (i) => {
      const key = keys[i] || (kind === 'single' || kind === 'multi' ? (texts[i]?.trim() ?? '') : '');
      return key === '' ? -1 : codes(key);
    }),
    column: Int32Array.from(used, (i) => (kind === 'matrix' && texts[i] ? columns(texts[i]!.trim()) : -1)),
  };
}

/** Key -> index; a key that was not listed is added. */
function coder(options: Option[]): (key: string) => number {
  const at = new Map(options.map((o, i) => [o.key, i]));
  return (key) => {
    let code = at.get(key);
    if (code === undefined) {
      at.set(key, (code = options.length));
      options.push({ key, label: key, value: null });
    }
    return code;
  };
}

/** `[{key, label, value?}]`, `["a", "b"]`, or `{rows: […], columns: […]}` of a matrix. What is not JSON names no options. */
function optionsOf(text: string | null): { options: Option[]; rows: Option[] } {
  let json: unknown;
  try {
    json = text === null ? null : JSON.parse(text);
  } catch {
    json = null;
  }
  if (Array.isArray(json)) return { options: json.flatMap(optionOf), rows: [] };
  const { rows, columns } = (typeof json === 'object' && json !== null ? json : {}) as { rows?: unknown; columns?: unknown };
  return {
    options: Array.isArray(columns) ? columns.flatMap(optionOf) : [],
    rows: Array.isArray(rows) ? rows.flatMap(optionOf) : [],
  };
}

function optionOf(item: unknown): Option[] {
  if (typeof item === 'string' || typeof item === 'number') return [{ key: String(item), label: String(item), value: null }];
  if (typeof item !== 'object' || item === null || !('key' in item)) return [];
  const { key, label, value } = item as { key: unknown; label?: unknown; value?: unknown };
  return [{ key: String(key), label: String(label ?? key), value: typeof value === 'number' ? value : null }];
}
