/** Layouts of survey exports, from the header to the stored answers. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scaleWords } from '../../../../core/import/survey/scales.ts';
import { leadingInt } from '../../../../core/import/survey/values.ts';
import { peek, tempFolder } from '../../store/temp.ts';
import { engine, exportOf, importInto, NOW } from '../community.ts';

const folder = tempFolder();

interface Stored {
  questions: { kind: string; text: string; options: unknown; lo: number | null; hi: number | null }[];
  responses: { key: string; member: number | null; started: number | null; submitted: number | null; channel: string | null }[];
  answers(question: number): { response: string; option: string; num: number | null; text: string | null }[];
  result: Awaited<ReturnType<typeof importInto>>;
  path: string;
}

async function stored(
  name: string,
  content: string | Uint8Array,
  options: Parameters<typeof importInto>[2] = {},
): Promise<Stored> {
  const path = folder.fresh('.hearth');
  const result = await importInto(path, join(exportOf(folder, { [name]: content }), name), options);
  return { ...read(path), result, path };
}

const read = (path: string): Pick<Stored, 'questions' | 'responses' | 'answers'> => ({
  questions: peek(path, (db) =>
    (
      db.prepare('SELECT kind, text, options, scale_min AS lo, scale_max AS hi FROM question ORDER BY position').all() as {
        kind: string;
        text: string;
        options: string | null;
        lo: number | null;
        hi: number | null;
      }[]
    ).map((q) => ({ ...q, options: q.options === null ? null : JSON.parse(q.options) })),
  ),
  responses: peek(
    path,
    (db) =>
      db
        .prepare(
          'SELECT source_key AS key, member_no AS member, started_at AS started, submitted_at AS submitted, channel FROM response ORDER BY response_id',
        )
        .all() as Stored['responses'],
  ),
  answers: (question) =>
    peek(
      path,
      (db) =>
        db
          .prepare(
            `SELECT replace(response_key, survey_key || '/', '') AS response, option_key AS option, value_num AS num, value_text AS text
             FROM answer JOIN question ON question.source_key = answer.question_key WHERE position = ? ORDER BY answer_id`,
          )
          .all(question) as ReturnType<Stored['answers']>,
    ),
});

const csv = (rows: (string | number)[][]) =>
  rows
    .map((row) => row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(','))
    .join('\n');
const labels = (options: unknown) => (options as { label: string }[]).map((o) => o.label);

describe('two header rows (SurveyMonkey)', () => {
  const rows = [
    [
      'Respondent ID',
      'Collector ID',
      'Start Date',
      'End Date',
      'IP Address',
      'Which did you use?',
      '',
      '',
      'How likely are you to recommend us?',
      'Please rate',
      '',
      'Plan',
      '',
      'Anything else?',
    ],
    [
      '',
      '',
      '',
      '',
      '',
      'Courses',
      'Live',
      'Other (please specify)',
      'Response',
      'Price',
      'Teachers',
      'Response',
      'Other (please specify)',
      'Open-Ended Response',
    ],
    [
      '1001',
      '77',
      '04/21/2024 02:51:12 AM',
      '04/21/2024 02:55:00 AM',
      '10.0.0.1',
      'Courses',
      'Live',
      '',
      '10',
      'Very good',
      'Excellent',
      'Annual',
      '',
      'None',
    ],
    [
      '1002',
      '77',
      '04/22/2024 02:51:12 AM',
      '04/22/2024 02:55:00 AM',
      '10.0.0.2',
      '',
      'Live',
      'The forum',
      '6',
      'Poor',
      'Good',
      'Other',
      'Lifetime',
      '',
    ],
    [
      '1003',
      '78',
      '04/23/2024 01:51:12 PM',
      '04/23/2024 01:55:00 PM',
      '10.0.0.3',
      '',
      '',
      '',
      '9',
      'Fair',
      '',
      'Annual',
      '',
      'All good',
    ],
  ];

  test('every column becomes what it is', async () => {
    const s = await stored('Spring survey.csv', csv(rows));
    expect(s.result.sources[0]!.format).toBe('survey');
    expect(s.questions.map((q) => [q.kind, q.text])).toEqual([
      ['multi', 'Which did you use?'],
      ['text', 'Which did you use? Other (please specify)'],
      ['nps', 'How likely are you to recommend us?'],
      ['matrix', 'Please rate'],
      ['single', 'Plan'],
      ['text', 'Plan Other (please specify)'],
      ['text', 'Anything else?'],
    ]);
    expect(labels(s.questions[0]!.options)).toEqual(['Courses', 'Live', 'Other (please specify)']);
    expect(s.answers(1)).toEqual([
      { response: '1001', option: 'Courses', num: null, text: null },
      { response: '1001', option: 'Live', num: null, text: null },
      { response: '1002', option: 'Live', num: null, text: null },
      { response: '1002', option: 'Other (please specify)', num: null, text: null },
    ]);
    expect(s.answers(2)).toEqual([{ response: '1002', option: '', num: null, text: 'The forum' }]);
    expect(s.answers(3).map((a) => a.num)).toEqual([10, 6, 9]);
    const matrix = s.questions[3]!.options as { rows: { label: string }[]; columns: { label: string; value: number }[] };
    expect(labels(matrix.rows)).toEqual(['Price', 'Teachers']);
    expect(matrix.columns.map((c) => c.label)).toEqual(['Poor', 'Fair', 'Good', 'Very good', 'Excellent']);
    expect(s.answers(4).slice(0, 2)).toEqual([
      { response: '1001', option: 'Price', num: matrix.columns[3]!.value, text: 'Very good' },
      { response: '1001', option: 'Teachers', num: matrix.columns[4]!.value, text: 'Excellent' },
    ]);
    // an answer "None" is an answer
    expect(s.answers(7).map((a) => a.text)).toEqual(['None', 'All good']);
    expect(s.responses.map((r) => [r.key, r.channel, r.member])).toEqual([
      ['Spring survey/1001', '77', null],
      ['Spring survey/1002', '77', null],
      ['Spring survey/1003', '78', null],
    ]);
    expect(s.responses[2]).toMatchObject({
      started: Date.parse('2024-04-23T13:51:12Z'),
      submitted: Date.parse('2024-04-23T13:55:00Z'),
    });
    expect(JSON.stringify(s.questions)).not.toContain('10.0.0');
  });

  test('a header without respondents has questions and no answers', async () => {
    const s = await stored('header.csv', `${csv(rows.slice(0, 2))}\n`);
    expect(s.result.sources[0]!.format).toBe('survey');
    expect(s.questions.map((q) => q.text)).toContain('Which did you use?');
    expect(s.responses).toEqual([]);
  });

  test('the same file again changes nothing; a later export of the survey adds its new respondents only', async () => {
    const s = await stored('Spring survey.csv', csv(rows.slice(0, 4)));
    const before = { ...read(s.path), count: s.answers(1).length };
    const again = await importInto(
      s.path,
      join(exportOf(folder, { 'Spring survey.csv': csv(rows.slice(0, 4)) }), 'Spring survey.csv'),
    );
    expect(again.importId).toBeNull();
    await importInto(s.path, join(exportOf(folder, { 'Spring survey.csv': csv(rows) }), 'Spring survey.csv'));
    const after = read(s.path);
    expect(after.responses.map((r) => r.key)).toEqual([...before.responses.map((r) => r.key), 'Spring survey/1003']);
    expect(after.questions.map((q) => q.text)).toEqual(before.questions.map((q) => q.text));
    expect(after.answers(1).length).toBe(before.count);
  });

  test('rows cut off in the middle keep what they say', async () => {
    const s = await stored('cut.csv', csv(rows).slice(0, -40));
    expect(s.responses.length).toBeGreaterThanOrEqual(2);
    expect(
      s
        .answers(3)
        .map((a) => a.num)
        .slice(0, 2),
    ).toEqual([10, 6]);
  });
});

describe('one header row', () => {
  test('问卷星: numbered questions, choices joined by ┋, choices in brackets, skipped cells', async () => {
    const s = await stored(
      '会员问卷.csv',
      `\uFEFF${csv([
        [
          '序号',
          '提交答卷时间',
          '所用时间',
          '来源',
          '来自IP',
          '1、您对课程的总体满意度如何？',
          '2、您用过哪些功能？',
          '3、您最想要什么？(更多课程)',
          '3、您最想要什么？(更多直播)',
          '4、您有多大可能把我们推荐给朋友？',
          '5、您的建议',
        ],
        ['1', '2024/3/1 10:00:00', '60秒', '微信', '1.2.3.4(广东)', '非常满意', '课程┋直播', '1', '0', '10', '(空)'],
        ['2', '2024/3/1 11:00:00', '61秒', '链接', '1.2.3.5(上海)', '不满意', '直播', '0', '0', '3', '太贵'],
        ['3', '2024/3/2 11:00:00', '62秒', '微信', '1.2.3.6(北京)', '一般', '(跳过)', '1', '1', '8', '无'],
        ['4', '2024/3/2 12:00:00', '62秒', '微信', '1.2.3.6(北京)', '满意', '课程┋打卡', '0', '1', '9', '(空)'],
      ])}`,
      { tz: 'Asia/Shanghai' },
    );
    expect(s.result.sources[0]!.format).toBe('survey');
    expect(s.questions.map((q) => q.kind)).toEqual(['scale', 'multi', 'multi', 'nps', 'text']);
    expect(s.questions[0]).toMatchObject({ lo: 1 });
    expect(s.answers(1).map((a) => [a.option, a.num])).toEqual([
      ['非常满意', 5],
      ['不满意', 2],
      ['一般', 3],
      ['满意', 4],
    ]);
    expect(s.questions[0]!.hi).toBe(5);
    expect(s.answers(2).map((a) => `${a.response} ${a.option}`)).toEqual(['1 课程', '1 直播', '2 直播', '4 课程', '4 打卡']);
    // the second was asked and marked nothing
    expect(s.answers(3).map((a) => `${a.response} ${a.option}`)).toEqual([
      '1 更多课程',
      '2 ',
      '3 更多课程',
      '3 更多直播',
      '4 更多直播',
    ]);
    expect(s.answers(5).map((a) => a.text)).toEqual(['太贵', '无']);
    expect(s.responses[0]).toMatchObject({
      key: '会员问卷/1',
      submitted: Date.parse('2024-03-01T10:00:00+08:00'),
      channel: '微信',
    });
  });

  test.each([
    ['in brackets', (choice: string) => `Q2. Which? [${choice}]`],
    ['behind a dash', (choice: string) => `Q2 - ${choice}`],
    ['behind a colon', (choice: string) => `Q2: ${choice}`],
  ])('choices %s are one question', async (_, name) => {
    const s = await stored(
      'q.csv',
      csv([
        ['Response ID', 'Q1. How old are you?', name('A'), name('B'), name('C'), 'Q3. Why?'],
        ['a', 31, 'A', '', 'C', 'words'],
        ['b', 45, '', 'B', '', 'more words'],
        ['c', 28, '', '', '', ''],
      ]),
    );
    expect(s.questions.map((q) => q.kind)).toEqual(['number', 'multi', 'text']);
    expect(labels(s.questions[1]!.options)).toEqual(['A', 'B', 'C']);
    expect(s.answers(2).map((a) => `${a.response} ${a.option}`)).toEqual(['a A', 'a C', 'b B']);
    expect(s.responses).toHaveLength(3);
  });

  test('Google Forms: a timestamp, and choices joined by commas in one cell', async () => {
    const picks = ['Courses, Live sessions', 'Courses', 'Live sessions, Study groups', 'Study groups', 'Courses, Study groups'];
    const rows = Array.from({ length: 40 }, (_, i) => [
      `4/${(i % 28) + 1}/2024 10:00:00`,
      picks[i % picks.length]!,
      ['Yes', 'No'][i % 2]!,
      `Reply, number ${i}`,
    ]);
    const s = await stored('form.csv', csv([['Timestamp', 'What do you use?', 'Would you stay?', 'Tell us why?'], ...rows]));
    expect(s.result.sources[0]!.format).toBe('survey');
    expect(s.questions.map((q) => q.kind)).toEqual(['multi', 'single', 'text']);
    expect(labels(s.questions[0]!.options).sort()).toEqual(['Courses', 'Live sessions', 'Study groups']);
    expect(s.responses[1]!.submitted).toBe(Date.parse('2024-04-02T10:00:00Z'));
  });

  test('places given once each are a ranking, grades given freely are a matrix', async () => {
    const ranks = [
      [1, 2, 3],
      [2, 1, 3],
      [3, 1, 2],
      [1, 3, 2],
    ];
    const grades = [
      [5, 5, 4],
      [4, 4, 4],
      [5, 3, 2],
      [5, 5, 5],
    ];
    const s = await stored(
      'r.csv',
      csv([
        ['Respondent ID', 'Q1 Rank [A]', 'Q1 Rank [B]', 'Q1 Rank [C]', 'Q2 Grade [A]', 'Q2 Grade [B]', 'Q2 Grade [C]'],
        ...ranks.map((r, i) => [`r${i}`, ...r, ...grades[i]!]),
      ]),
    );
    expect(s.questions.map((q) => [q.kind, q.hi])).toEqual([
      ['ranking', 3],
      ['matrix', 5],
    ]);
    expect(s.answers(1).slice(0, 3)).toEqual([
      { response: 'r0', option: 'A', num: 1, text: null },
      { response: 'r0', option: 'B', num: 2, text: null },
      { response: 'r0', option: 'C', num: 3, text: null },
    ]);
  });
});

describe('odd files', () => {
  test('a member and an order table stay what they are', async () => {
    const members = await stored(
      'members.csv',
      csv([
        ['user_id', 'nickname', 'joined_at', 'city'],
        ['u1', 'An', '2024-01-01', 'Oslo'],
        ['u2', 'Bo', '2024-01-02', 'Rome'],
      ]),
    );
    expect(members.result.sources[0]!.format).toBe('table');
    const orders = await stored(
      '订单.csv',
      csv([
        ['订单号', '用户ID', '下单时间', '实付', '状态'],
        ['o1', 'u1', '2024-01-01', '99', '已支付'],
      ]),
    );
    expect(orders.result.sources[0]!.format).toBe('table');
    const faq = await stored(
      'faq.csv',
      csv([
        ['id', 'question', 'answer', 'author_id', 'created_at'],
        ['1', 'How?', 'So.', 'u1', '2024-01-01'],
      ]),
    );
    expect(faq.result.sources[0]!.format).toBe('table');
  });

  test('--as survey reads a plain table; an empty file holds no survey', async () => {
    const s = await stored(
      'poll.csv',
      csv([
        ['favourite', 'visits'],
        ['tea', 2],
        ['coffee', 5],
        ['tea', 12],
        ['tea', 30],
      ]),
      { as: 'survey' },
    );
    expect(s.questions.map((q) => [q.text, q.kind])).toEqual([
      ['favourite', 'single'],
      ['visits', 'number'],
    ]);
    await expect(stored('empty.csv', '', { as: 'survey' })).rejects.toThrow(/survey export/);
  });

  test('rows without an id are told apart by what they say, repeats too', async () => {
    const s = await stored(
      'anonymous.csv',
      csv([
        ['Q1 Colour?', 'Q2 Size?'],
        ['red', 'L'],
        ['red', 'L'],
        ['blue', 'S'],
        ['', ''],
      ]),
    );
    expect(s.responses).toHaveLength(3);
    expect(new Set(s.responses.map((r) => r.key)).size).toBe(3);
  });

  test('an id twice: the same row counts once, another answer is another response', async () => {
    const s = await stored(
      'twice.csv',
      csv([
        ['Respondent ID', 'Q1 Happy?', 'Q2 Why?'],
        ['1', 'yes', 'because'],
        ['2', 'no', 'reasons'],
        ['1', 'yes', 'because'],
        ['2', 'yes', 'changed my mind'],
        ['3', 'yes', ''],
        ['4', 'yes', ''],
        ['5', 'no', ''],
        ['6', 'no', ''],
        ['7', 'no', ''],
        ['8', 'no', ''],
      ]),
    );
    expect(s.responses.map((r) => r.key.split('/')[1])).toEqual(['1', '2', '2~2', '3', '4', '5', '6', '7', '8']);
    expect(s.result.sources[0]!.issues.map((i) => i.code)).toContain('duplicate-id');
  });

  test('an answer of 2 MB is kept whole', async () => {
    const long = 'long answer '.repeat(175_000);
    const s = await stored(
      'long.csv',
      csv([
        ['Respondent ID', 'Q1 Story?', 'Q2 Again?'],
        ['1', long, 'yes'],
        ['2', 'short', 'no'],
        ['3', 'x', 'no'],
      ]),
    );
    expect(s.questions[0]!.kind).toBe('text');
    expect(s.answers(1)[0]!.text).toHaveLength(long.trim().length);
  });

  test('a column of ids that many share is not the id of the response', async () => {
    const s = await stored(
      'shared.csv',
      csv([
        ['ID', 'Q1 Happy?', 'Q2 Sure?'],
        ['x', 'yes', 'no'],
        ['x', 'no', 'no'],
        ['x', 'no', 'yes'],
        ['y', 'no', 'no'],
      ]),
    );
    expect(s.responses).toHaveLength(4);
  });
});

describe('respondents who are members', () => {
  test.each([
    ['by id', 'User ID', ['u1', 'u9', 'U2']],
    ['by name', '昵称', ['An', 'nobody', 'bo']],
    ['by e-mail', 'Email Address', ['an@example.com', 'x@example.com', 'BO@example.com']],
  ])('are found in another source %s; nobody is made', async (_, column, people) => {
    const path = folder.fresh('.hearth');
    const ids = column === 'Email Address' ? ['an@example.com', 'bo@example.com'] : ['u1', 'u2'];
    const members = exportOf(folder, {
      'members.csv': csv([
        ['user_id', 'nickname', 'joined_at'],
        [ids[0]!, 'An', '2024-01-01'],
        [ids[1]!, 'Bo', '2024-01-02'],
      ]),
    });
    await importInto(path, join(members, 'members.csv'));
    const survey = exportOf(folder, {
      's.csv': csv([['Respondent ID', column, 'Q1 Happy?', 'Q2 Why?'], ...people.map((p, i) => [String(i + 1), p, 'yes', 'so'])]),
    });
    const result = await importInto(path, join(survey, 's.csv'));
    expect(read(path).responses.map((r) => r.member)).toEqual([1, null, 2]);
    expect(result.totals.members).toBe(2);
    const issue = result.sources[0]!.issues.find((i) => i.code === 'orphan-member');
    expect(issue?.count).toBe(1);
    // what identified the person is nowhere in the survey
    expect(JSON.stringify([read(path).questions, read(path).responses])).not.toContain('example.com');
  });

  test('a name that two members share is nobody', async () => {
    const path = folder.fresh('.hearth');
    const members = exportOf(folder, {
      'members.csv': csv([
        ['user_id', 'nickname', 'joined_at'],
        ['u1', 'An', '2024-01-01'],
        ['u2', 'An', '2024-01-02'],
      ]),
    });
    await importInto(path, join(members, 'members.csv'));
    const survey = exportOf(folder, {
      's.csv': csv([
        ['Respondent ID', 'Nickname', 'Q1 Happy?', 'Q2 Why?'],
        ['1', 'An', 'yes', 'so'],
      ]),
    });
    await importInto(path, join(survey, 's.csv'));
    expect(read(path).responses[0]!.member).toBeNull();
  });
});

test('the preview shows the four tables, and its recipe imports the file', async () => {
  const path = folder.fresh('.hearth');
  const file = join(
    exportOf(folder, {
      's.csv': csv([
        ['Respondent ID', 'Q1 Happy?', 'Q2 Why?'],
        ['1', 'yes', 'so'],
        ['2', 'no', 'so so'],
      ]),
    }),
    's.csv',
  );
  const recipe = await engine.guess({ paths: [file], as: null, tz: null, encoding: null, anchor: null });
  expect(recipe.tables.map((t) => t.entity)).toEqual(['survey', 'question', 'response', 'answer']);
  const result = await engine.import(path, { paths: [file], recipe, now: NOW });
  expect(result.sources[0]!.format).toBe('survey');
  expect(read(path).responses).toHaveLength(2);
});

describe('words on a scale', () => {
  test.each([
    [
      ['Strongly agree', 'Agree', 'Neither agree nor disagree', 'Disagree', 'Strongly disagree'],
      [5, 4, 3, 2, 1],
    ],
    [
      [
        'Very favorably',
        'Somewhat favorably',
        'Neither favorably nor unfavorably (neutral)',
        'Somewhat unfavorably',
        'Very unfavorably',
      ],
      [5, 4, 3, 2, 1],
    ],
    [
      ['非常满意', '满意', '一般', '不满意', '非常不满意'],
      [5, 4, 3, 2, 1],
    ],
    [
      ['非常同意', '比较同意', '不确定', '不太同意', '非常不同意'],
      [5, 4, 3, 2, 1],
    ],
    [
      ['Not at all satisfied', 'Not so satisfied', 'Somewhat satisfied', 'Very satisfied', 'Extremely satisfied'],
      [1, 2, 3, 4, 5],
    ],
    [
      ['Never', 'Rarely', 'Sometimes', 'Often', 'Always'],
      [1, 2, 3, 4, 5],
    ],
    [
      ['从不', '很少', '有时', '经常', '总是'],
      [1, 2, 3, 4, 5],
    ],
    [
      ['I like it', 'I expect it', 'I am neutral', 'I can live with it', 'I dislike it'],
      [5, 4, 3, 2, 1],
    ],
    [
      ['很喜欢', '理所当然', '无所谓', '勉强接受', '很不喜欢'],
      [5, 4, 3, 2, 1],
    ],
    // nobody was very dissatisfied: the scale keeps the place
    [
      ['Very satisfied', 'Satisfied', 'Neutral', 'Dissatisfied'],
      [5, 4, 3, 2],
    ],
  ])('%j', (words, values) => {
    const found = scaleWords(words)!;
    expect(words.map((w) => found.levels.find((l) => l.label === w)?.value)).toEqual(values);
    expect(found.top).toBe(5);
  });

  test('"not applicable" is off the scale', () => {
    expect(scaleWords(['Agree', 'Disagree', 'Neutral', 'N/A'])!.off).toEqual(['N/A']);
    expect(scaleWords(['满意', '不满意', '一般', '不清楚'])!.off).toEqual(['不清楚']);
  });

  test.each([
    [['Yes', 'No']],
    [['Han', 'Greedo', 'Neither']],
    [['Agree', 'Satisfied', 'Likely']],
    [['男', '女', '其他']],
    [['18-29', '30-44', '45-60']],
  ])('%j is no scale', (words) => {
    expect(scaleWords(words)).toBeNull();
  });

  test.each([
    ['7', 7],
    ['10 - Extremely likely', 10],
    ['Not at all likely - 0', 0],
    ['5分', 5],
    ['3（一般）', 3],
    ['18-29', NaN],
    ['2024-05-01', NaN],
    ['$50', NaN],
    ['about 5', NaN],
  ])('%s as a point: %d', (text, value) => {
    expect(leadingInt(text)).toBe(value);
  });
});
