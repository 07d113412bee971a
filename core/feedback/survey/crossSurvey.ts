/** Whether answers differ between groups of people: the groups of another question, or of what is known about the members. */
import { InputError } from '../../base/errors.ts';
import { seeded } from '../../base/random.ts';
import type { Result } from '../../base/result.ts';
import { holm } from '../../kernel/compare/adjust.ts';
import { twoSidedP } from '../../kernel/compare/normal.ts';
import { quantile } from '../../kernel/summary.ts';
import { crossTab, type TableResult } from '../../kernel/survey/crossTab.ts';
import type { People } from '../../scope/index.ts';
import { type Dataset, fromOf, unavailable } from '../../store/dataset.ts';
import {
  chosen,
  DETRACTOR_TO,
  isNps,
  levelsOf,
  npsFigures,
  PROMOTER_FROM,
  scaleValue,
  singleAnswers,
} from './describeQuestion.ts';
import { meanOf, shareOf } from './figures.ts';
import { inScope, loadSurvey, type Question, questionOf, type Survey } from './load.ts';
import { attributeColumns } from './queries.ts';
import type { CrossTable, SurveyCross } from './types.ts';

/** Groups of members, as the caller found them: by an attribute, a class, a segment. */
export interface MemberGroups {
  by: string;
  /** Int32[members], -1 = none. */
  code: ArrayLike<number>;
  values: string[];
}

export interface CrossQuestion {
  surveyId: number | null;
  /** null = every question that can be tabulated. */
  questionId: number | null;
  /** The question whose answers make the groups, when no member groups are given. */
  byQuestionId: number | null;
  people?: People | null;
  seed?: number;
}

interface Categories {
  /** Int32[responses], -1 = no answer. */
  code: Int32Array;
  options: { key: string; label: string }[];
}

const MOST_GROUPS = 12;
const REAL = 0.05;

/** Cross-tabs with corrected tests. Method: chi-square of independence, or an exact or permutation test where few answered (core/kernel/survey/crossTab.ts);
 *  p of the tables corrected over all tables shown, p of the cells over the cells of their table (Holm); cells are called more
 *  or less only where their table differs. Effect: Cramér's V, called small from 0.1, medium from
 *  0.3, large from 0.5 (Cohen 1988, for two groups or answers; divided by √(min(rows, columns) - 1) for more). Options of a multiple choice are tested one by
 *  one, chosen or not. Numbers are cut at their quartiles. A difference is no cause.
 *  @param groups null = the groups are the answers to `byQuestionId`
 *  @returns tables in the order of the questions; unavailable when nobody has a group and an answer.
 *  @throws InputError bad-option: open, date, matrix, ranking and multiple-choice questions make no groups. */
export function crossSurvey(data: Dataset, input: CrossQuestion, groups: MemberGroups | null): Result<SurveyCross> {
  const { people = null, seed = 1 } = input;
  const survey = loadSurvey(data, input.surveyId);
  const options = {
    survey: survey?.title ?? null,
    people: people?.label ?? null,
    by: groups?.by ?? input.byQuestionId,
    correction: 'Holm',
    significant: REAL,
  };
  const from = { ...fromOf(data, 'survey-cross/1', survey?.size ?? 0, options), seed };
  if (!survey) return unavailable('no-surveys', 0, 1, from);
  const scope = inScope(survey, people);
  if (!groups && input.byQuestionId === null)
    throw new InputError('bad-option', 'A cross-tab needs groups: a question, an attribute of the members or a segment.', {
      by: null,
    });
  const byQuestion = groups ? null : questionOf(survey, input.byQuestionId!);
  const by = mostFrequent(groups ? memberCategories(survey, scope, groups) : questionGroups(byQuestion!, scope), scope);
  const grouped = by.code.reduce((n, g, r) => n + (scope[r] === 1 && g >= 0 ? 1 : 0), 0);
  const wanted = input.questionId === null ? survey.questions : [questionOf(survey, input.questionId)];
  const questions = wanted.filter((q) => q !== byQuestion && isTabulated(q));
  if (input.questionId !== null && questions.length === 0)
    throw new InputError(
      'bad-option',
      `Question ${wanted[0]!.position} cannot be set against ${groups?.by ?? 'itself'}: it should be a choice, a scale, a score or a number, and another question.`,
      { questionId: input.questionId },
    );
  if (grouped === 0 || questions.length === 0) return unavailable('no-answers', grouped, 1, from);
  const tables = questions.map((q) => tableOf(q, by, scope, seed));
  const tested = tables.filter((t) => t.test !== null);
  holm(tested.map((t) => t.test!.p)).forEach((p, i) => {
    tested[i]!.test!.holm = p;
  });
  // a cell stands out only in a table that does: one in twenty cells would, by chance
  for (const { test, rows } of tables)
    if (!test || test.holm > REAL) for (const row of rows) for (const cell of row.cells) cell.is = null;
  const responses = scope.reduce((n, is) => n + is, 0);
  return {
    kind: 'survey-cross',
    surveyId: survey.surveyId,
    by: { name: groups?.by ?? byQuestion!.text, questionId: byQuestion?.questionId ?? null },
    groups: by.options.map((o, g) => ({ ...o, n: by.code.reduce((n, c, r) => n + (c === g && scope[r] === 1 ? 1 : 0), 0) })),
    left: responses - grouped,
    tables,
    from,
  };
}

/** Groups by an attribute that the members' export brought along. @returns null when nobody has it. */
export function attributeGroups(data: Dataset, name: string): MemberGroups | null {
  const [members, texts] = attributeColumns(data.db, name);
  if (members.length === 0) return null;
  const values = [...new Set(texts)];
  const at = new Map(values.map((v, i) => [v, i]));
  const code = new Int32Array(data.columns.members).fill(-1);
  members.forEach((m, i) => {
    code[m - 1] = at.get(texts[i]!)!;
  });
  return { by: name, code, values };
}

const TABULATED: ReadonlySet<string> = new Set(['nps', 'scale', 'single', 'multi', 'number']);
const isTabulated = (q: Question) => TABULATED.has(q.kind) && q.response.length > 0;

function memberCategories(survey: Survey, scope: Uint8Array, groups: MemberGroups): Categories {
  return {
    code: Int32Array.from(survey.memberNo, (m, r) => (m > 0 && scope[r] === 1 ? (groups.code[m - 1] ?? -1) : -1)),
    options: groups.values.map((value) => ({ key: value, label: value })),
  };
}

function questionGroups(question: Question, scope: Uint8Array): Categories {
  const categories = categoriesOf(question, scope);
  if (categories) return categories;
  throw new InputError(
    'bad-option',
    `Question ${question.position} is ${question.kind === 'multi' ? 'a multiple choice, whose groups would overlap' : `of the kind ${question.kind}`}; groups come from a single choice, a scale, a score or a number.`,
    { questionId: question.questionId },
  );
}

/** One category per response; null for kinds that have none. */
function categoriesOf(question: Question, scope: Uint8Array): Categories | null {
  const { kind, num, option, options, response } = question;
  const code = new Int32Array(scope.length).fill(-1);
  const fill = (of: (i: number) => number) => {
    for (const i of singleAnswers(question, scope)) code[response[i]!] = of(i);
  };
  if (kind === 'single') {
    fill((i) => option[i]!);
    return { code, options: options.map(({ key, label }) => ({ key, label })) };
  }
  if (kind === 'nps') {
    fill((i) => (!isNps(num[i]!) ? -1 : num[i]! >= PROMOTER_FROM ? 0 : num[i]! <= DETRACTOR_TO ? 2 : 1));
    return { code, options: ['promoters', 'passives', 'detractors'].map((key) => ({ key, label: key })) };
  }
  if (kind === 'scale') {
    const levels = levelsOf(question);
    fill((i) => levels.findIndex((l) => l.value === scaleValue(question, i)));
    return { code, options: levels.map(({ key, label }) => ({ key, label })) };
  }
  if (kind === 'number') {
    const bands = quartileBands(question, scope);
    fill((i) => (Number.isNaN(num[i]!) ? -1 : bands.findIndex((b) => num[i]! <= b.to)));
    return { code, options: bands.map(({ label }) => ({ key: label, label })) };
  }
  return null;
}

/** At most four bands of about as many answers each; equal numbers stay together. */
function quartileBands(question: Question, scope: Uint8Array): { to: number; label: string }[] {
  const sorted = Float64Array.from(
    singleAnswers(question, scope)
      .map((i) => question.num[i]!)
      .filter((v) => !Number.isNaN(v)),
  ).sort();
  if (sorted.length === 0) return [];
  const cuts = [...new Set([0.25, 0.5, 0.75, 1].map((q) => quantile(sorted, q)))];
  let from = sorted[0]!;
  return cuts.flatMap((to) => {
    const inside = sorted.filter((v) => v >= from && v <= to);
    if (inside.length === 0) return [];
    const label = inside[0] === inside.at(-1) ? String(inside[0]) : `${inside[0]}–${inside.at(-1)}`;
    from = sorted.find((v) => v > to) ?? Infinity;
    return [{ to, label }];
  });
}

/** Keeps the groups that have anybody, the most frequent when there are many, in their own order. */
function mostFrequent({ code, options }: Categories, scope: Uint8Array): Categories {
  const counts = options.map(() => 0);
  code.forEach((c, r) => {
    if (c >= 0 && scope[r] === 1) counts[c]!++;
  });
  const kept = [...counts.keys()]
    .filter((c) => counts[c]! > 0)
    .sort((a, b) => counts[b]! - counts[a]!)
    .slice(0, MOST_GROUPS)
    .sort((a, b) => a - b);
  const place = new Map(kept.map((c, i) => [c, i]));
  return { code: code.map((c) => place.get(c) ?? -1), options: kept.map((c) => options[c]!) };
}

function tableOf(question: Question, by: Categories, scope: Uint8Array, seed: number): CrossTable {
  const head = { questionId: question.questionId, position: question.position, text: question.text, kind: question.kind };
  return question.kind === 'multi'
    ? { ...head, ...overlapping(question, by, scope, seed) }
    : { ...head, ...plain(question, by, scope, seed) };
}

type Body = Omit<CrossTable, 'questionId' | 'position' | 'text' | 'kind'>;

function plain(question: Question, by: Categories, scope: Uint8Array, seed: number): Body {
  const { code, options } = categoriesOf(question, scope)!;
  const groups = by.options.length;
  const counts = new Float64Array(options.length * groups);
  const bases = new Array<number>(groups).fill(0);
  for (let r = 0; r < code.length; r++) {
    if (scope[r] !== 1 || code[r]! < 0 || by.code[r]! < 0) continue;
    counts[code[r]! * groups + by.code[r]!]!++;
    bases[by.code[r]!]!++;
  }
  const found = crossTab(counts, options.length, groups, seeded(seed));
  return {
    isOverlapping: false,
    rows: options.map((o, i) => ({
      ...o,
      cells: bases.map((base, g) => {
        const at = i * groups + g;
        return { ...shareOf(counts[at]!, base), ...verdict(found?.residual[at] ?? 0, found?.cellP[at] ?? 1) };
      }),
    })),
    bases,
    n: bases.reduce((a, b) => a + b, 0),
    test: found && testOf(found, found.p, found.cramersV, options.length, groups),
    values: groupValues(question, by, scope),
  };
}

/** Each option, chosen or not, against the groups. */
function overlapping(question: Question, by: Categories, scope: Uint8Array, seed: number): Body {
  const { marks } = chosen(question, scope);
  const answered = new Uint8Array(scope.length);
  for (const r of question.response) if (scope[r] === 1) answered[r] = 1;
  const groups = by.options.length;
  const bases = new Array<number>(groups).fill(0);
  for (let r = 0; r < answered.length; r++) if (answered[r] === 1 && by.code[r]! >= 0) bases[by.code[r]!]!++;
  const tables = marks.map((mark) => {
    const counts = new Float64Array(2 * groups);
    for (let r = 0; r < answered.length; r++)
      if (answered[r] === 1 && by.code[r]! >= 0) counts[(mark[r] === 1 ? 0 : groups) + by.code[r]!]!++;
    return { counts, found: crossTab(counts, 2, groups, seeded(seed)) };
  });
  const cellP = holm(tables.flatMap(({ found }) => bases.map((_, g) => (found ? twoSidedP(found.residual[g]!) : 1))));
  const tested = tables.flatMap(({ found }) => (found ? [found] : []));
  const best = tested.reduce<TableResult | null>((a, b) => (a && a.p <= b.p ? a : b), null);
  const most = Math.max(0, ...tested.map((t) => t.cramersV));
  // the smallest corrected p: whether the groups differ in any option
  const p = Math.min(1, ...holm(tested.map((t) => t.p)));
  return {
    isOverlapping: true,
    rows: question.options.map((o, i) => ({
      key: o.key,
      label: o.label,
      cells: bases.map((base, g) => ({
        ...shareOf(tables[i]!.counts[g]!, base),
        ...verdict(tables[i]!.found?.residual[g] ?? 0, cellP[i * groups + g]!),
      })),
    })),
    bases,
    n: bases.reduce((a, b) => a + b, 0),
    test: best && { ...testOf(best, p, most, 2, groups), chiSquare: null, df: null },
    values: null,
  };
}

const verdict = (residual: number, p: number) => ({
  residual,
  p,
  is: p <= REAL ? (residual > 0 ? ('more' as const) : ('less' as const)) : null,
});

function testOf(found: TableResult, p: number, cramersV: number, rows: number, columns: number): NonNullable<CrossTable['test']> {
  const w = cramersV * Math.sqrt(Math.max(1, Math.min(rows, columns) - 1));
  return {
    name: found.test,
    chiSquare: found.chiSquare,
    df: found.df,
    p,
    holm: p,
    cramersV,
    strength: w < 0.1 ? 'none' : w < 0.3 ? 'small' : w < 0.5 ? 'medium' : 'large',
    draws: found.draws,
  };
}

function groupValues(question: Question, by: Categories, scope: Uint8Array): CrossTable['values'] {
  const { kind, response } = question;
  if (kind === 'single') return null;
  const values = by.options.map((): number[] => []);
  for (const i of singleAnswers(question, scope)) {
    const g = by.code[response[i]!]!;
    const value = scaleValue(question, i);
    if (g >= 0 && !Number.isNaN(value) && (kind !== 'nps' || isNps(value))) values[g]!.push(value);
  }
  if (kind === 'nps') return { unit: 'nps', groups: values.map((own) => (own.length === 0 ? null : npsFigures(own).score)) };
  const levels = kind === 'scale' ? levelsOf(question) : [];
  return {
    unit: 'mean',
    groups: values.map((own) => (own.length === 0 ? null : meanOf(own, levels[0]?.value, levels.at(-1)?.value))),
  };
}
