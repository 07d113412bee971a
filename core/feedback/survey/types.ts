/** What a survey says, question by question. Shares are of those who answered the question; every result says how many that is. */
import type { From } from '../../base/result.ts';
import type { TableTest } from '../../kernel/survey/crossTab.ts';
import type { KanoClass } from '../../kernel/survey/kano.ts';

export type { KanoClass, TableTest };

export const QUESTION_KINDS = ['nps', 'scale', 'single', 'multi', 'matrix', 'ranking', 'number', 'date', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface SurveyRow {
  surveyId: number;
  title: string;
  questions: number;
  responses: number;
  /** Responses whose member is known. */
  linked: number;
  /** First and last response, milliseconds since 1970 UTC; null = no times were exported. */
  firstAt: number | null;
  lastAt: number | null;
}

export interface Surveys {
  kind: 'surveys';
  /** The latest first. */
  rows: SurveyRow[];
  from: From;
}

/** A count and its share with its Wilson interval at 95 %. */
export interface ShareOf {
  count: number;
  share: number;
  low: number;
  high: number;
}

export interface OptionShare extends ShareOf {
  key: string;
  label: string;
}

/** A number with its interval at 95 %; the limits are null when there is one answer only. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

export interface NpsResult {
  type: 'nps';
  /** Share of 9 and 10 minus share of 0 to 6, -1..1; score interval (Tango 1998). */
  score: { value: number; low: number; high: number };
  promoters: ShareOf;
  passives: ShareOf;
  detractors: ShareOf;
  /** Answers 0 to 10. */
  counts: number[];
}

export interface ScaleResult {
  type: 'scale';
  /** From the lowest to the highest. */
  levels: (OptionShare & { value: number })[];
  /** Answers off the scale, such as "not applicable"; not in n. */
  offScale: { key: string; label: string; count: number }[];
  n: number;
  /** Student interval, kept inside the scale. */
  mean: Estimate;
  median: number;
  /** Customer satisfaction: share of the two highest levels (the highest alone on scales of three or fewer). */
  top: ShareOf & { levels: number };
  /** Share above the middle minus share below; score interval (Tango 1998). */
  net: { value: number; low: number; high: number };
}

export interface ChoiceResult {
  type: 'choice';
  isMulti: boolean;
  /** Most chosen first. Of a multiple choice the shares add up to more than 1. */
  options: OptionShare[];
  /** Choices per person who answered; 1 for a single choice. */
  perPerson: number;
}

export interface MatrixResult {
  type: 'matrix';
  columns: { key: string; label: string; value: number | null }[];
  /** In the order of the survey. Shares are of those who answered the row. */
  rows: {
    key: string;
    label: string;
    n: number;
    cells: ShareOf[];
    mean: Estimate | null;
    net: { value: number; low: number; high: number } | null;
  }[];
}

export interface RankingResult {
  type: 'ranking';
  /** Best mean rank first; 1 = preferred most. */
  items: { key: string; label: string; n: number; meanRank: Estimate; first: ShareOf }[];
}

export interface NumberResult {
  type: 'number';
  n: number;
  mean: Estimate;
  median: number;
  min: number;
  max: number;
  lowerQuartile: number;
  upperQuartile: number;
  bins: { from: number; to: number; count: number }[];
}

export interface DateResult {
  type: 'date';
  n: number;
  /** Milliseconds since 1970 UTC. */
  firstAt: number | null;
  lastAt: number | null;
}

export interface TextResult {
  type: 'text';
  /** Of those who reached the question. */
  written: ShareOf;
  medianLength: number;
  /** Spread evenly over the answers, in their order. */
  examples: { answerNo: number; memberNo: number | null; text: string }[];
}

export type QuestionFigures =
  | NpsResult
  | ScaleResult
  | ChoiceResult
  | MatrixResult
  | RankingResult
  | NumberResult
  | DateResult
  | TextResult;

export interface QuestionResult {
  questionId: number;
  /** 1 = first. */
  position: number;
  kind: QuestionKind;
  text: string;
  answered: number;
  /** Responses that answered this question or a later one; of open questions at the end, those that answered the last of the others. What is not answered of
   *  them was skipped, or not asked. */
  reached: number;
  /** Responses whose last answer is this one although questions that call for an answer follow. */
  stopped: number;
  /** null when nobody answered. */
  figures: QuestionFigures | null;
}

export interface SurveyResult {
  kind: 'survey';
  surveyId: number;
  title: string;
  responses: number;
  linked: number;
  firstAt: number | null;
  lastAt: number | null;
  /** Responses that answered the last question other than an open one. */
  finished: ShareOf;
  questions: QuestionResult[];
  from: From;
}

export interface CrossCell extends ShareOf {
  /** In standard deviations from what no relation would give. */
  residual: number;
  /** Corrected over the cells of the table (Holm). */
  p: number;
  /** Set when p is at most 0.05, in a table whose corrected p is, too. */
  is: 'more' | 'less' | null;
}

export interface CrossTable {
  questionId: number;
  position: number;
  text: string;
  kind: QuestionKind;
  /** Whether a person may stand in several rows: then every row was tested by itself. */
  isOverlapping: boolean;
  /** Cells in the order of the groups; shares are of the group. */
  rows: { key: string; label: string; cells: CrossCell[] }[];
  /** People per group who answered. */
  bases: number[];
  n: number;
  /** null: fewer than two groups or answers. */
  test: {
    name: TableTest;
    chiSquare: number | null;
    df: number | null;
    p: number;
    /** Corrected over all tables shown (Holm). */
    holm: number;
    /** Largest of the rows when they overlap. */
    cramersV: number;
    strength: 'none' | 'small' | 'medium' | 'large';
    draws: number;
  } | null;
  /** Net Promoter Score, or mean of a scale or number, per group; null for choices. */
  values: { unit: 'nps' | 'mean'; groups: ({ value: number; low: number | null; high: number | null } | null)[] } | null;
}

export interface SurveyCross {
  kind: 'survey-cross';
  surveyId: number;
  by: { name: string; questionId: number | null };
  groups: { key: string; label: string; n: number }[];
  /** Responses whose group is not known, or is not among the most frequent shown. */
  left: number;
  tables: CrossTable[];
  from: From;
}

export interface KanoFeature {
  name: string;
  withIt: KanoItem;
  without: KanoItem;
  n: number;
  counts: Record<KanoClass, number>;
  class: KanoClass;
  isClear: boolean;
  better: { value: number; low: number; high: number } | null;
  worse: { value: number; low: number; high: number } | null;
}

/** A question, or one row of a matrix. */
export interface KanoItem {
  questionId: number;
  row: string | null;
}

export interface SurveyKano {
  kind: 'survey-kano';
  surveyId: number;
  /** Whether the pairs were found by their wording, or named. */
  isDetected: boolean;
  features: KanoFeature[];
  /** Questions that could stand in a pair: five levels. */
  candidates: (KanoItem & { position: number; text: string })[];
  from: From;
}
