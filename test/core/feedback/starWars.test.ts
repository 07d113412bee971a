/** A real survey, from the file to the tests, against SciPy and statsmodels. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type ChoiceResult,
  crossSurvey,
  describeSurvey,
  type MatrixResult,
  type RankingResult,
  type SurveyCross,
  type SurveyResult,
} from '../../../core/feedback/index.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { importInto } from '../import/community.ts';
import { peek, tempFolder } from '../store/temp.ts';

const folder = tempFolder();
const FILE = fileURLToPath(new URL('../../fixtures/survey/StarWars.csv.gz', import.meta.url));
let data: Dataset;
let survey: SurveyResult;
const at = (position: number) => survey.questions[position - 1]!;

beforeAll(async () => {
  const path = folder.fresh('.hearth');
  await importInto(path, FILE);
  data = openDataset(path);
  survey = describeSurvey(data, { surveyId: null }) as SurveyResult;
  return () => void data.db.close();
});

test('38 columns are 14 questions of their kinds; everybody is there', () => {
  expect(survey.title).toBe('StarWars');
  expect(survey.responses).toBe(1186);
  expect(survey.questions.map((q) => q.kind)).toEqual([
    'single',
    'single',
    'multi',
    'ranking',
    'matrix',
    'single',
    'single',
    'single',
    'single',
    'single',
    'single',
    'single',
    'single',
    'single',
  ]);
  expect(at(1).figures).toMatchObject({
    options: [
      { key: 'Yes', count: 936 },
      { key: 'No', count: 250 },
    ],
  });
  expect(at(1)).toMatchObject({ answered: 1186, reached: 1186, stopped: 110 });
  expect(survey.finished.count).toBe(1043);
});

test('the odd byte pair does no harm, and can be read as what it is', async () => {
  expect(at(8).text).toMatch(/^Do you consider yourself to be a fan of the Expanded Universe\?/);
  const path = folder.fresh('.hearth');
  await importInto(path, FILE, { encoding: 'macintosh' });
  const texts = peek(path, (db) => db.prepare('SELECT text FROM question').pluck().all() as string[]);
  expect(texts).toContain('Do you consider yourself to be a fan of the Expanded Universe?\u00e5\u00ca');
});

// Python 3.11, pandas 1.5.3, SciPy 1.10.1, statsmodels 0.13.5 on the same file: read_csv(encoding='mac_roman', skiprows=[1], keep_default_na=False);
// crosstab of the rows where both are filled; chi2_contingency(correction=False); V = sqrt(chi2 / n / (min(rows, columns) - 1));
// Table(t, shift_zeros=False).standardized_resids; multipletests(method='holm')
describe('agrees with pandas, SciPy and statsmodels', () => {
  test('mean ranks of the six films', () => {
    const { items } = at(4).figures as RankingResult;
    const of = (film: string) => items.find((i) => i.label.startsWith(film))!.meanRank.value;
    expect(of('Star Wars: Episode I ')).toBeCloseTo(3.7329341317365268, 12);
    expect(of('Star Wars: Episode II ')).toBeCloseTo(4.087320574162679, 12);
    expect(of('Star Wars: Episode V ')).toBeCloseTo(2.513157894736842, 12);
    expect(items[0]!.label).toMatch(/^Star Wars: Episode V /);
  });

  test('means of the ratings with their Student intervals; "unfamiliar" is off the scale', () => {
    const { rows, columns } = at(5).figures as MatrixResult;
    expect(columns.map((c) => c.value)).toEqual([1, 2, 3, 4, 5, null]);
    const han = rows.find((r) => r.label === 'Han Solo')!;
    expect(han.n).toBe(829);
    expect(han.mean!.value).toBeCloseTo(4.671990171990172, 12);
    expect(han.mean!.low).toBeCloseTo(4.6283294254600404, 9);
    expect(han.mean!.high).toBeCloseTo(4.715650918520304, 9);
    const jar = rows.find((r) => r.label === 'Jar Jar Binks')!;
    expect(jar.mean!.value).toBeCloseTo(2.7808988764044944, 12);
    expect(jar.mean!.low).toBeCloseTo(2.6753969954796686, 9);
  });

  test('fans by gender', () => {
    const cross = crossSurvey(
      data,
      { surveyId: null, questionId: at(2).questionId, byQuestionId: at(10).questionId },
      null,
    ) as SurveyCross;
    const [table] = cross.tables;
    const cell = (row: string, group: string) =>
      table!.rows.find((r) => r.key === row)!.cells[cross.groups.findIndex((g) => g.key === group)]!;
    expect(cell('No', 'Female').count).toBe(159);
    expect(cell('Yes', 'Male').count).toBe(303);
    expect(table!.test).toMatchObject({ name: 'chi-square', df: 1, strength: 'small' });
    expect(table!.test!.chiSquare).toBeCloseTo(12.449350493035466, 9);
    expect(table!.test!.p).toBeCloseTo(0.00041813719910750865, 12);
    expect(table!.test!.cramersV).toBeCloseTo(0.12321580559167004, 12);
    expect(cell('No', 'Female').residual).toBeCloseTo(3.52836371, 7);
    expect(cell('No', 'Female').is).toBe('more');
    expect(cell('No', 'Male').is).toBe('less');
  });

  test('who shot first by age', () => {
    const cross = crossSurvey(
      data,
      { surveyId: null, questionId: at(6).questionId, byQuestionId: at(11).questionId },
      null,
    ) as SurveyCross;
    expect(cross.groups.map((g) => g.label)).toEqual(['18-29', '30-44', '45-60', '> 60']);
    expect(cross.tables[0]!.test!.chiSquare).toBeCloseTo(54.01016051356977, 9);
    expect(cross.tables[0]!.test!.df).toBe(6);
    expect(cross.tables[0]!.test!.p).toBeCloseTo(7.34242809319567e-10, 18);
    expect(cross.tables[0]!.test!.cramersV).toBeCloseTo(0.18147458418025428, 12);
  });

  test('each film, seen or not, by gender: six tests, corrected', () => {
    const cross = crossSurvey(
      data,
      { surveyId: null, questionId: at(3).questionId, byQuestionId: at(10).questionId },
      null,
    ) as SurveyCross;
    const [table] = cross.tables;
    expect(table).toMatchObject({ isOverlapping: true, n: 819 });
    const male = cross.groups.findIndex((g) => g.key === 'Male');
    expect(table!.rows.map((r) => [r.cells[1 - male]!.count, r.cells[male]!.count])).toEqual([
      [298, 361],
      [237, 323],
      [222, 317],
      [255, 342],
      [353, 392],
      [338, 387],
    ]);
    // the smallest of the six after Holm
    expect(table!.test!.p).toBeCloseTo(4.24938634e-8, 15);
    expect(table!.test!.cramersV).toBeCloseTo(0.2022826705616244, 12);
    expect(table!.rows[2]!.cells[male]!.residual ** 2).toBeCloseTo(33.512070345015445, 9);
  });

  test('all questions by gender: the tables are corrected together', () => {
    const cross = crossSurvey(data, { surveyId: null, questionId: null, byQuestionId: at(10).questionId }, null) as SurveyCross;
    const tests = cross.tables.flatMap((t) => (t.test ? [t.test] : []));
    expect(cross.tables.map((t) => t.position)).toEqual([1, 2, 3, 6, 7, 8, 9, 11, 12, 13, 14]);
    const order = tests.map((t) => t.p).sort((a, b) => a - b);
    const least = tests.find((t) => t.p === order[0])!;
    expect(least.holm).toBeCloseTo(order[0]! * tests.length, 15);
    for (const t of tests) expect(t.holm).toBeGreaterThanOrEqual(t.p);
  });
});

test('shares of a multiple choice are of those who answered it', () => {
  const { options, perPerson } = at(3).figures as ChoiceResult;
  expect(at(3).answered).toBe(835);
  expect(options[0]).toMatchObject({ count: 758, share: 758 / 835 });
  expect(perPerson).toBeCloseTo((673 + 571 + 550 + 607 + 758 + 738) / 835, 12);
});
