/** The surveys of the sample community, and small ones made here. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asks } from '../../../core/api/inputs.ts';
import { questions } from '../../../core/api/questions.ts';
import {
  type ChoiceResult,
  crossSurvey,
  describeSurvey,
  kanoSurvey,
  listSurveys,
  membersOfSurvey,
  type NpsResult,
  type NumberResult,
  openAnswers,
  type QuestionResult,
  type ScaleResult,
  type SurveyCross,
  type SurveyKano,
  type SurveyResult,
  type Surveys,
  type TextResult,
} from '../../../core/feedback/index.ts';
import { indexOfText, textsOfData } from '../../../core/scope/texts.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { sampleCommunity } from '../cohort/sample.ts';
import { exportOf, importInto } from '../import/community.ts';
import { emptyWorkspace, tempFolder } from '../store/temp.ts';

const sample = sampleCommunity();
const folder = tempFolder();
const everybody = { surveyId: 1 };
const described = (data: Dataset, input: Parameters<typeof describeSurvey>[1]) => describeSurvey(data, input) as SurveyResult;
const count = (sql: string, ...values: (string | number)[]) => Number(Object.values(sample.sql(sql, ...values)[0]!)[0]);

describe('the sample community', () => {
  test('two surveys, the later one first', () => {
    const { rows } = listSurveys(sample.data, {}) as Surveys;
    expect(rows.map((r) => [r.surveyId, r.questions, r.responses])).toEqual([
      [2, 6, 300],
      [1, 2, 300],
    ]);
    expect(rows[0]!.linked).toBe(count("SELECT count(*) FROM response WHERE survey_key = 'sv2' AND member_no IS NOT NULL"));
  });

  test('the Net Promoter Score is what a plain count gives', () => {
    const [nps, why] = described(sample.data, everybody).questions as [QuestionResult, QuestionResult];
    const of = (where: string) => count(`SELECT count(*) FROM answer WHERE question_key = 'sv1-q1' AND ${where}`);
    const figures = nps.figures as NpsResult;
    expect(figures.promoters.count).toBe(of('value_num >= 9'));
    expect(figures.detractors.count).toBe(of('value_num <= 6'));
    expect(figures.score.value).toBeCloseTo((of('value_num >= 9') - of('value_num <= 6')) / 300, 12);
    expect(figures.score.low).toBeLessThan(figures.score.value);
    expect(figures.counts.reduce((a, b) => a + b)).toBe(300);
    expect(nps.stopped).toBe(0); // an open question may be left out
    expect((why.figures as TextResult).written.count).toBe(count("SELECT count(*) FROM answer WHERE question_key = 'sv1-q2'"));
  });

  test('satisfaction: top two of five levels; mean, median and net agreement', () => {
    const figures = described(sample.data, { surveyId: 2 }).questions[0]!.figures as ScaleResult;
    expect(figures.top).toMatchObject({
      levels: 2,
      count: count("SELECT count(*) FROM answer WHERE question_key = 'sv2-q1' AND value_num >= 4"),
    });
    expect(figures.mean.value).toBeCloseTo(count("SELECT avg(value_num) FROM answer WHERE question_key = 'sv2-q1'"), 12);
    const below = count("SELECT count(*) FROM answer WHERE question_key = 'sv2-q1' AND value_num <= 2");
    expect(figures.net.value).toBeCloseTo((figures.top.count - below) / 300, 12);
    expect(figures.levels.map((l) => l.value)).toEqual([1, 2, 3, 4, 5]);
  });

  test('choices and numbers', () => {
    const all = described(sample.data, { surveyId: 2 }).questions;
    const wants = all[3]!.figures as ChoiceResult;
    const counts = sample.sql(
      "SELECT option_key AS key, count(*) AS n FROM answer WHERE question_key = 'sv2-q4' GROUP BY 1 ORDER BY 2 DESC",
    );
    expect(wants.options.map((o) => o.count)).toEqual(counts.map((c) => c['n']));
    expect(wants.options[0]!.label).not.toBe(wants.options[0]!.key);
    const hours = all[4]!.figures as NumberResult;
    expect(hours.mean.value).toBeCloseTo(count("SELECT avg(value_num) FROM answer WHERE question_key = 'sv2-q5'"), 12);
    expect(hours.bins.reduce((n, b) => n + b.count, 0)).toBe(hours.n);
  });

  test('what was planted is found: who comes daily studies more, English speakers want English content', () => {
    const by = (questionId: number, byQuestionId: number) =>
      crossSurvey(sample.data, { surveyId: 2, questionId, byQuestionId }, null) as SurveyCross;
    const hours = by(7, 5).tables[0]!;
    expect(hours.test!.holm).toBeLessThan(0.05);
    const groups = hours.values!.groups.map((g) => g!.value);
    expect(groups[0]).toBeGreaterThan(groups[2]!);
    const country = questions.surveyCross(
      sample.data,
      asks.surveyCross.parse({ surveyId: 2, questionId: 6, by: 'country' }),
    ) as SurveyCross;
    const english = country.tables[0]!.rows.find((r) => r.key === 'english')!;
    expect(country.tables[0]!.test!.p).toBeLessThan(0.01);
    expect(english.cells[country.groups.findIndex((g) => g.key === 'CN')]!.is).toBe('less');
  });

  test('the members behind an answer are as many as linked responses gave it', () => {
    const promoters = membersOfSurvey(sample.data, { surveyId: 1, questionId: 1, option: 'promoters', row: null });
    expect(promoters.reduce((a, b) => a + b)).toBe(
      count(`SELECT count(DISTINCT member_no) FROM answer a JOIN response r ON r.source_key = a.response_key
             WHERE question_key = 'sv1-q1' AND value_num >= 9 AND member_no IS NOT NULL`),
    );
    const all = membersOfSurvey(sample.data, { surveyId: 1, questionId: null, option: null, row: null });
    expect(all.reduce((a, b) => a + b)).toBe(
      count("SELECT count(DISTINCT member_no) FROM response WHERE survey_key = 'sv1' AND member_no IS NOT NULL"),
    );
    const lives = membersOfSurvey(sample.data, { surveyId: 2, questionId: 6, option: 'lives', row: null });
    const page = questions.members(sample.data, {
      search: '',
      facets: {},
      classes: {},
      mark: { of: 'survey', surveyId: 2, questionId: 6, option: 'lives', row: null },
      scope: { basis: 'all', kinds: [], from: null, to: null, segment: null, where: null },
      sort: { column: 'lastSeenAt', direction: 'desc' },
      offset: 0,
      limit: 5,
    });
    expect(page).toMatchObject({ total: lives.reduce((a, b) => a + b) });
  });

  test('a segment narrows the responses to its linked members', () => {
    const where = { trait: 'plan', is: ['annual'] };
    const result = questions.survey(sample.data, asks.survey.parse({ surveyId: 1, where })) as SurveyResult;
    expect(result.responses).toBe(
      count("SELECT count(*) FROM response JOIN member USING (member_no) WHERE survey_key = 'sv1' AND plan = 'annual'"),
    );
    expect(result.linked).toBe(result.responses);
    expect(result.from.options['people']).toContain('annual');
  });

  test('open answers are items of the stream of texts', () => {
    const numbers = openAnswers(sample.data, { surveyId: 1, questionId: 2 });
    expect(numbers.length).toBe(count("SELECT count(*) FROM answer WHERE question_key = 'sv1-q2'"));
    const texts = textsOfData(sample.data);
    for (const no of numbers) expect(indexOfText(texts, 'answer', no)).toBeGreaterThanOrEqual(0);
  });

  test('respondents are set against everybody else', () => {
    const result = questions.surveyRespondents(sample.data, { surveyId: 1 });
    expect(result).toMatchObject({
      kind: 'differences',
      sizeA: count("SELECT count(DISTINCT member_no) FROM response WHERE survey_key = 'sv1' AND member_no IS NOT NULL"),
    });
  });

  test('wrong questions are refused in words', () => {
    expect(() => describeSurvey(sample.data, { surveyId: 9 })).toThrow(/no survey 9/);
    expect(() => crossSurvey(sample.data, { surveyId: 2, questionId: 3, byQuestionId: 6 }, null)).toThrow(/overlap/);
    expect(() => crossSurvey(sample.data, { surveyId: 2, questionId: 8, byQuestionId: 5 }, null)).toThrow(
      /cannot be set against/,
    );
    expect(() => crossSurvey(sample.data, { surveyId: 2, questionId: 3, byQuestionId: null }, null)).toThrow(/needs groups/);
    expect(() => questions.surveyCross(sample.data, asks.surveyCross.parse({ surveyId: 2, by: 'attr:no such' }))).toThrow(
      /No member has/,
    );
    expect(() =>
      kanoSurvey(sample.data, {
        surveyId: 2,
        pairs: [
          [
            { questionId: 5, row: null },
            { questionId: 3, row: null },
          ],
        ],
      }),
    ).toThrow(/five levels/);
  });
});

test('no survey: said so, not counted', () => {
  const data = openDataset(emptyWorkspace(folder));
  expect(listSurveys(data, {})).toMatchObject({ kind: 'unavailable', reason: 'no-surveys' });
  expect(describeSurvey(data, { surveyId: null })).toMatchObject({ kind: 'unavailable', reason: 'no-surveys' });
  expect(kanoSurvey(data, { surveyId: null, pairs: null })).toMatchObject({ kind: 'unavailable', reason: 'no-surveys' });
  data.db.close();
});

describe('Kano', () => {
  const LIKE = ['I like it', 'I expect it', 'I am neutral', 'I can live with it', 'I dislike it'];
  /** With, without, how often. */
  const CELLS: [number, number, number][] = [
    [0, 2, 12],
    [0, 4, 8],
    [2, 4, 5],
    [2, 2, 10],
    [4, 1, 1],
    [0, 0, 2],
  ];
  const pairs = CELLS.flatMap(([a, b, n]) => Array.from({ length: n }, () => [a, b] as const));

  async function imported(header: string[], words: string[]): Promise<Dataset> {
    const path = folder.fresh('.hearth');
    const lines = pairs.map(([a, b], i) => `${i + 1},${words[a]},${words[b]}`);
    await importInto(path, join(exportOf(folder, { 'kano.csv': [header.join(','), ...lines].join('\n') }), 'kano.csv'));
    return openDataset(path);
  }

  test.each([
    [
      'English',
      [
        'Respondent ID',
        'Q1. If the app has a dark mode how do you feel?',
        'Q2. If the app does not have a dark mode how do you feel?',
      ],
      LIKE,
    ],
    [
      'Chinese',
      ['序号', '1、如果有直播回放，您觉得？', '2、如果没有直播回放，您觉得？'],
      ['很喜欢', '理所当然', '无所谓', '勉强接受', '很不喜欢'],
    ],
  ])('a pair is found by its wording, %s', async (_, header, words) => {
    const data = await imported(header, words);
    const result = kanoSurvey(data, { surveyId: null, pairs: null }) as SurveyKano;
    // the same answers as in test/core/kernel/survey/survey.test.ts
    expect(result.features).toHaveLength(1);
    expect(result.features[0]).toMatchObject({ n: 38, class: 'A', counts: { A: 12, O: 8, M: 5, I: 10, R: 1, Q: 2 } });
    expect(result.features[0]!.better!.value).toBeCloseTo(20 / 35, 12);
    expect(result.features[0]!.worse!.value).toBeCloseTo(-13 / 35, 12);
    const [a, b] = [result.features[0]!.withIt, result.features[0]!.without];
    const turned = kanoSurvey(data, { surveyId: null, pairs: [[b, a]] }) as SurveyKano;
    expect(turned.isDetected).toBe(false);
    expect(turned.features[0]!.class).not.toBe('A');
    data.db.close();
  });
});

test('a matrix whose rows are the two sides is a Kano pair too', async () => {
  const path = folder.fresh('.hearth');
  const lines = Array.from({ length: 10 }, (_, i) => `${i + 1},喜欢,不喜欢,一句话${i}`);
  const words = ['喜欢', '理所当然', '无所谓', '勉强接受', '不喜欢'];
  lines.push(...words.map((w, i) => `${20 + i},${w},${words[4 - i]},句${i}`));
  const file = ['序号,5、回放功能：有回放,5、回放功能：没有回放,6、还想说什么？', ...lines].join('\n');
  await importInto(path, join(exportOf(folder, { 'm.csv': file }), 'm.csv'));
  const data = openDataset(path);
  const result = kanoSurvey(data, { surveyId: null, pairs: null }) as SurveyKano;
  expect(result.features).toHaveLength(1);
  expect(result.features[0]).toMatchObject({ class: 'O', withIt: { row: '有回放' }, without: { row: '没有回放' } });
  data.db.close();
});
