/** Every SQL statement of surveys. */
import type { Reader } from '../../store/connection.ts';
import { all, columns, sql } from '../../store/sql.ts';

export interface SurveyHead {
  survey_id: number;
  source_no: number;
  source_key: string;
  title: string | null;
  opens_at: number | null;
}

export interface QuestionHead {
  question_id: number;
  source_key: string;
  kind: string | null;
  text: string | null;
  scale_min: number | null;
  scale_max: number | null;
  options: string | null;
}

export const surveyHeads = (db: Reader): SurveyHead[] =>
  all(db, sql`SELECT survey_id, source_no, source_key, title, opens_at FROM survey ORDER BY survey_id`);

export const questionHeads = (db: Reader, { source_no, source_key }: SurveyHead): QuestionHead[] =>
  all(
    db,
    sql`SELECT question_id, source_key, kind, text, scale_min, scale_max, options FROM question
        WHERE source_no = ${source_no} AND survey_key = ${source_key}
        ORDER BY position IS NULL, position, question_id`,
  );

/** Columns: key, member, started, submitted; in the order in which they were sent. */
export const responseColumns = (db: Reader, { source_no, source_key }: SurveyHead) =>
  columns(
    db,
    sql`SELECT source_key, member_no, started_at, submitted_at FROM response
        WHERE source_no = ${source_no} AND survey_key = ${source_key}
        ORDER BY coalesce(submitted_at, started_at), response_id`,
  ) as [string[], (number | null)[], (number | null)[], (number | null)[]];

/** Which parts of the answers to a question are read; the others stay null. Strings of a million rows cost seconds. */
export interface AnswerParts {
  option: boolean;
  num: boolean;
  /** First characters of the text; 0 = not read. */
  textChars: number;
}

/** Columns: answer number, response, option, number, text. */
export function answerColumns(db: Reader, sourceNo: number, questionKey: string, { option, num, textChars }: AnswerParts) {
  const none = sql`NULL`;
  return columns(
    db,
    sql`SELECT answer_id, response_key, ${option ? sql`option_key` : none}, ${num ? sql`value_num` : none},
          ${textChars > 0 ? sql`substr(value_text, 1, ${textChars})` : none}
        FROM answer WHERE source_no = ${sourceNo} AND question_key = ${questionKey} ORDER BY answer_id`,
  ) as [number[], string[], (string | null)[], (number | null)[], (string | null)[]];
}

/** Length in characters of each written answer, by answer number. */
export const textLengths = (db: Reader, sourceNo: number, questionKey: string) =>
  columns(
    db,
    sql`SELECT answer_id, length(trim(value_text)) FROM answer
        WHERE source_no = ${sourceNo} AND question_key = ${questionKey} AND trim(coalesce(value_text, '')) <> '' ORDER BY answer_id`,
  ) as [number[], number[]];

/** The values that members have now of an attribute of their export. */
export const attributeColumns = (db: Reader, name: string) =>
  columns(
    db,
    sql`SELECT member_no, value_text FROM member_attribute WHERE name = ${name} AND valid_to IS NULL AND value_text IS NOT NULL`,
  ) as [number[], string[]];

export const attributeNames = (db: Reader): string[] =>
  all<{ name: string }>(db, sql`SELECT DISTINCT name FROM member_attribute WHERE valid_to IS NULL ORDER BY name`).map(
    (r) => r.name,
  );

/** Texts of answers in the order given, '' where nothing is written. */
export function answerTexts(db: Reader, answerNos: readonly number[], length: number): string[] {
  const select = db.prepare('SELECT substr(trim(value_text), 1, ?) FROM answer WHERE answer_id = ?').pluck();
  return answerNos.map((no) => (select.get(length, no) as string | null | undefined) ?? '');
}
