import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CrossTable,
  MatrixResult,
  QuestionResult,
  SurveyCross,
  SurveyKano,
  SurveyResult,
} from '../../../core/api/contract.ts';
import { markText } from '../../../renderer/app/marks.ts';
import { lead } from '../../../renderer/features/surveys/lead.ts';
import { toCrossView } from '../../../renderer/features/surveys/toCrossView.ts';
import { toFlowView } from '../../../renderer/features/surveys/toFlowView.ts';
import { toKanoView } from '../../../renderer/features/surveys/toKanoView.ts';
import { questionHeight, toQuestionView } from '../../../renderer/features/surveys/toQuestionView.ts';
import { groupWords, questionTitle, shortLabels, verdict } from '../../../renderer/features/surveys/words.ts';
import { words } from './data.ts';

const FROM = { method: 'survey/1', snapshot: 1, rows: 1, files: [], options: {}, exact: true };
const share = (count: number, n: number) => ({
  count,
  share: count / n,
  low: Math.max(0, count / n - 0.1),
  high: Math.min(1, count / n + 0.1),
});
const place = { surveyId: 3, hasPeople: true };
const nobody = { surveyId: 3, hasPeople: false };
const question = (figures: QuestionResult['figures'], kind: QuestionResult['kind'], answered = 10): QuestionResult => ({
  questionId: 7,
  position: 2,
  kind,
  text: 'How was it?',
  answered,
  reached: 12,
  stopped: 1,
  figures,
});
const NPS = question(
  {
    type: 'nps',
    score: { value: 0.2, low: -0.25, high: 0.58 },
    promoters: share(4, 10),
    passives: share(4, 10),
    detractors: share(2, 10),
    counts: [0, 0, 1, 0, 0, 0, 1, 2, 2, 3, 1],
  },
  'nps',
);
const SCALE = question(
  {
    type: 'scale',
    levels: [1, 2, 3, 4, 5].map((value) => ({ key: String(value), label: `level ${value}`, value, ...share(2, 10) })),
    offScale: [{ key: 'na', label: 'Not used', count: 2 }],
    n: 10,
    mean: { value: 3, low: 2, high: 4 },
    median: 3,
    top: { levels: 2, ...share(4, 10) },
    net: { value: 0, low: -0.4, high: 0.4 },
  },
  'scale',
);
const CHOICE = question(
  {
    type: 'choice',
    isMulti: true,
    options: [
      { key: 'a', label: 'Star Wars: Episode IV', ...share(6, 10) },
      { key: 'b', label: 'Star Wars: Episode V', ...share(5, 10) },
    ],
    perPerson: 1.1,
  },
  'multi',
);
const MATRIX = question(
  {
    type: 'matrix',
    columns: [
      { key: 'bad', label: 'bad', value: 1 },
      { key: 'good', label: 'good', value: 2 },
    ],
    rows: [
      {
        key: 'price',
        label: 'Price',
        n: 10,
        cells: [share(4, 10), share(6, 10)],
        mean: { value: 1.6, low: 1.2, high: 2 },
        net: null,
      },
    ],
  } satisfies MatrixResult,
  'matrix',
);
const RANKING = question(
  {
    type: 'ranking',
    items: [
      { key: 'x', label: 'X', n: 10, meanRank: { value: 1.4, low: 1.1, high: 1.7 }, first: share(6, 10) },
      { key: 'y', label: 'Y', n: 10, meanRank: { value: 1.6, low: null, high: null }, first: share(4, 10) },
    ],
  },
  'ranking',
);

let en: Awaited<ReturnType<typeof words>>;
let zh: Awaited<ReturnType<typeof words>>;
beforeAll(async () => {
  en = await words('en');
  zh = await words('zh-CN');
});

describe('a question as a chart', () => {
  it('every mark is the people who gave that answer, and none when nobody is known', () => {
    for (const one of [NPS, SCALE, CHOICE, RANKING]) {
      const marks = toQuestionView(one, place, en).marks.flatMap((m) => (m.mark ? [m.mark] : []));
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) expect(mark).toMatchObject({ of: 'survey', surveyId: 3, questionId: 7 });
      expect(toQuestionView(one, nobody, en).marks.some((m) => m.mark)).toBe(false);
    }
    expect(toQuestionView(CHOICE, place, en).marks.map((m) => m.mark && 'option' in m.mark && m.mark.option)).toEqual(['a', 'b']);
  });

  it('the score stands with its interval, in points of a hundred', () => {
    const last = toQuestionView(NPS, place, en).table.rows.at(-1)!;
    expect(last.map((cell) => cell.text)).toEqual(['Net promoter score', '10', '+20', '−25 to +58']);
    expect(lead(NPS, en)).toBe('score +20 (95 %: −25 to +58) · 10 answers · 2 skipped it or were not asked');
    expect(lead(NPS, zh)).toBe('得分+20（95%：−25至+58），10人作答，2人跳过或未显示');
  });

  it('answers off the scale are listed, and are no part of the bar', () => {
    const view = toQuestionView(SCALE, place, en);
    expect((view.option['series'] as unknown[]).length).toBe(5);
    expect(view.table.rows.at(-1)![0]!.text).toBe('Not used (not on the scale)');
  });

  it('a bar of a scale hangs on its middle', () => {
    const { xAxis, series } = toQuestionView(SCALE, place, en).option as unknown as {
      xAxis: { min: number; max: number };
      series: { data: [number, number, number][] }[];
    };
    expect([xAxis.min, xAxis.max]).toEqual([-0.5, 0.5]);
    const [from, to] = series[2]!.data[0]!;
    expect(from).toBeCloseTo(-0.1, 12);
    expect(to).toBeCloseTo(0.1, 12);
  });

  it('a matrix names row and column in its marks', () => {
    const cell = toQuestionView(MATRIX, place, en).table.rows[0]![3]!;
    expect(cell.mark).toEqual({ of: 'survey', surveyId: 3, questionId: 7, option: 'good', row: 'price' });
    expect(markText(cell.mark!, en.t, en.format)).toBe('Answered “Price: good” in a survey');
    expect(markText(cell.mark!, zh.t, zh.format)).toBe('在问卷里选“Price: good”的成员');
  });

  it('one answer has no interval', () => {
    expect(toQuestionView(RANKING, place, en).table.rows[1]![2]!.text).toBe('—');
  });

  it('space is kept for what comes', () => {
    for (const one of [NPS, SCALE, CHOICE, MATRIX, RANKING, question(null, 'text', 0)])
      expect(questionHeight(one)).toBeGreaterThan(60);
  });
});

describe('words of surveys', () => {
  it('a number that the author wrote is not repeated', () => {
    expect(questionTitle(en.t, { position: 3, text: '3、您觉得？' })).toBe('3、您觉得？');
    expect(questionTitle(en.t, { position: 3, text: 'Q3. Why?' })).toBe('Q3. Why?');
    expect(questionTitle(en.t, { position: 3, text: 'Why?' })).toBe('3. Why?');
  });

  it('what all labels begin with is left out where there is no room for it', () => {
    expect(shortLabels(['Star Wars: Episode IV', 'Star Wars: Episode V'])).toEqual(['…IV', '…V']);
    expect(shortLabels(['Yes', 'No'])).toEqual(['Yes', 'No']);
    expect(shortLabels(['Very good', 'Very bad'])).toEqual(['Very good', 'Very bad']);
    expect(shortLabels(['only one label here'])).toEqual(['only one label here']);
  });

  const cell = (count: number, n: number, is: 'more' | 'less' | null) => ({ ...share(count, n), residual: 2, p: 0.01, is });
  const table = (holm: number): CrossTable => ({
    questionId: 7,
    position: 2,
    text: 'How was it?',
    kind: 'nps',
    isOverlapping: false,
    rows: [{ key: 'promoters', label: 'promoters', cells: [cell(3, 10, 'more'), cell(0, 0, null)] }],
    bases: [10, 0],
    n: 10,
    test: { name: 'chi-square', chiSquare: 4, df: 1, p: holm / 2, holm, cramersV: 0.2, strength: 'small', draws: 0 },
    values: { unit: 'nps', groups: [{ value: 0.5, low: 0.1, high: 0.8 }, null] },
  });
  const cross: SurveyCross = {
    kind: 'survey-cross',
    surveyId: 3,
    by: { name: 'health', questionId: null },
    groups: [
      { key: 'active', label: 'active', n: 10 },
      { key: 'lapsed', label: 'lapsed', n: 0 },
    ],
    left: 0,
    tables: [table(0.02)],
    from: FROM,
  };

  it('a test is told in a sentence, with how many tests it was corrected for', () => {
    expect(verdict(en.t, en.format, table(0.02), 5)).toBe(
      'The groups differ: a small effect (Cramér’s V 0.2, p 0.02 after correcting for 5 tests).',
    );
    expect(verdict(en.t, en.format, table(0.2), 1)).toBe('No clear difference between the groups (p 0.2).');
    expect(verdict(zh.t, zh.format, table(0.0001), 5)).toBe('各组回答不同：差异小（Cramér V 0.2，按5次检验校正后 p < 0.001）。');
    expect(verdict(en.t, en.format, { ...table(0.02), test: null }, 5)).toBe('Too few groups or answers to test.');
  });

  it('groups are named by what they are', () => {
    expect(groupWords(en.t, en.format, cross, 'health', cross.groups[0]!)).not.toBe('');
    const segment = { ...cross, by: { name: 'Buyers', questionId: null } };
    expect(groupWords(en.t, en.format, segment, 'segment:3', { key: 'out', label: 'out' })).toBe('Not in Buyers');
    const scored = { ...cross, by: { name: 'score', questionId: 1 } };
    expect(groupWords(en.t, en.format, scored, 'question:1', { key: 'promoters', label: 'promoters' })).toBe('Promoters (9–10)');
  });

  it('nobody has no share', () => {
    const rows = toCrossView(cross, cross.tables[0]!, 'health', en).table.rows;
    expect(rows[0]!.map((c) => c.text).slice(4, 6)).toEqual(['—', '0']);
    expect(rows.at(-1)![1]!.text).toBe('+50');
  });
});

it('where people stop: reached and answered of all responses', () => {
  const survey: SurveyResult = {
    kind: 'survey',
    surveyId: 3,
    title: 'S',
    responses: 20,
    linked: 0,
    firstAt: null,
    lastAt: null,
    finished: share(12, 20),
    questions: [NPS, { ...SCALE, position: 3, reached: 8, answered: 5 }],
    from: FROM,
  };
  const view = toFlowView(survey, en);
  const series = view.option['series'] as { data: number[] }[];
  expect(series[0]!.data).toEqual([0.6, 0.4]);
  expect(series[1]!.data).toEqual([0.5, 0.25]);
  expect(view.marks[1]!.label).toBe('Question 3: 5 of 8 answered, 1 stopped here');
});

it('a feature lies where it pleases and where its lack displeases', () => {
  const kano: SurveyKano = {
    kind: 'survey-kano',
    surveyId: 3,
    isDetected: true,
    candidates: [],
    features: [
      {
        name: 'Replay',
        withIt: { questionId: 1, row: null },
        without: { questionId: 2, row: null },
        n: 38,
        counts: { A: 12, O: 8, M: 5, I: 10, R: 1, Q: 2 },
        class: 'A',
        isClear: false,
        better: { value: 0.57, low: 0.41, high: 0.72 },
        worse: { value: -0.37, low: -0.54, high: -0.23 },
      },
      {
        name: 'Nobody',
        withIt: { questionId: 3, row: null },
        without: { questionId: 4, row: null },
        n: 1,
        counts: { A: 0, O: 0, M: 0, I: 0, R: 1, Q: 0 },
        class: 'R',
        isClear: true,
        better: null,
        worse: null,
      },
    ],
    from: FROM,
  };
  const view = toKanoView(kano, zh);
  expect((view.option['series'] as { data: number[][] }[])[0]!.data).toEqual([[0.37, 0.57]]);
  expect(view.table.rows.map((row) => row[1]!.text)).toEqual(['魅力型', '反向型']);
  expect(view.table.rows[1]![2]!.text).toBe('—');
});
