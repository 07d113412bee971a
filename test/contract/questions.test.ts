/** Rules that every read question keeps, whatever it asks. */
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import {
  asks,
  contentExportInput,
  contentListInput,
  grainInput,
  memberExportInput,
  memberListInput,
  memberWhere,
  scopeInput,
  timelineInput,
  topInput,
} from '../../core/api/inputs.ts';
import { type Question, questions } from '../../core/api/questions.ts';
import type { Dataset } from '../../core/store/dataset.ts';
import { openDataset } from '../../core/store/dataset.ts';
import { sampleCommunity } from '../core/cohort/sample.ts';
import { exportOf, importInto } from '../core/import/community.ts';
import { emptyWorkspace, tempFolder } from '../core/store/temp.ts';

const community = sampleCommunity();
const folder = tempFolder();

/** Inputs as they reach a question: checked, with the defaults filled in. Several shapes each; a new question needs a line here. */
const asked = <T extends z.ZodType>(schema: T, ...inputs: z.input<T>[]): unknown[] => inputs.map((input) => schema.parse(input));
const CUT = { from: '2025-01-15', to: '2025-03-31' };
const grains = asked(
  grainInput,
  { grain: 'day', ...CUT },
  { grain: 'week' },
  { grain: 'month', basis: 'posts' },
  { grain: 'week', kinds: ['view', 'complete'], ...CUT },
);
const PAID = { trait: 'plan', is: ['annual', 'quarterly'] };
const POSTED = { did: ['posts'], times: { atLeast: 3 }, window: { lastDays: 28 } };
const narrowed = (question: keyof typeof asks, ...inputs: object[]) => asked(asks[question], ...(inputs as never[]));
const INPUTS: Record<Question, unknown[]> = {
  activity: grains,
  lifecycle: grains,
  retention: narrowed(
    'retention',
    {},
    { cohort: 'month', entry: 'joined', return: 'posts', period: 'week', mode: 'on-or-after', periods: 8 },
    {
      entry: ['purchase'],
      mode: 'bracket',
      brackets: [
        [1, 3],
        [4, 7],
      ],
      window: 'hours24',
      period: 'day',
      mean: 'simple',
    },
    { where: PAID, breakdown: 'gender', ...CUT },
  ),
  retentionTrend: narrowed('retentionTrend', { column: 1 }, { column: 2, where: PAID }),
  retentionWindows: narrowed('retentionWindows', { period: 'day' }),
  brackets: narrowed('brackets', {}, { period: 'week' }),
  power: narrowed('power', {}, { width: 7, ...CUT }),
  flow: grains,
  answers: narrowed('answers', {}, { where: PAID }),
  earlyActs: narrowed('earlyActs', {}, { actDays: 3, stayFromDays: 14, stayToDays: 28 }),
  stay: narrowed('stay', {}, { end: 'left' }, { start: 'first-event', silenceDays: 30, breakdown: 'gender', where: PAID }),
  timeBetween: narrowed('timeBetween', { fromKinds: ['enrol'], toKinds: ['complete'] }, {}),
  renewals: narrowed('renewals', {}, { graceDays: 7, where: PAID }),
  orderValue: narrowed('orderValue', { months: 6 }),
  revenueCohorts: narrowed('revenueCohorts', {}, { where: PAID }),
  funnel: narrowed(
    'funnel',
    { steps: [['view'], ['complete']] },
    { steps: [['login'], ['view', 'play'], ['purchase']], windowDays: 14, order: 'any' },
    { steps: [['view'], ['like']], order: 'strict', where: PAID },
  ),
  paths: narrowed('paths', {}, { anchor: ['login'], depth: 3, keep: 2, ...CUT }),
  network: narrowed('network', {}, { where: PAID }),
  networkCore: narrowed('networkCore', { limit: 10 }),
  stickiness: asked(scopeInput, {}, { basis: 'events', ...CUT }),
  top: asked(topInput, {}, { by: 'members', limit: 3, ...CUT }),
  members: asked(
    memberListInput,
    {},
    { search: '小', sort: { column: 'handle', direction: 'asc' }, limit: 7, offset: 2 },
    { mark: { of: 'active', grain: 'month', start: '2025-02-01' }, facets: { role: ['member'] } },
    { mark: { of: 'cohort', grain: 'month', start: '2025-01-01', period: 1 }, scope: { basis: 'events' } },
  ),
  facets: asked(memberWhere, {}, { facets: { gender: ['female'] }, search: 'a' }),
  member: [{ memberNo: 1 }, { memberNo: 2999 }],
  profiles: narrowed('profiles', {}, { where: POSTED }),
  profile: [{ memberNo: 1 }, { memberNo: 2999 }],
  profileById: [{ id: 'm0007' }],
  rfm: narrowed(
    'rfm',
    {},
    { value: { cuts: { recency: [3, 7, 14, 28], frequency: null, depth: null, spend: null }, highFrom: 4 }, where: PAID },
  ),
  attribute: narrowed('attribute', { attribute: 'occupation' }, { attribute: 'health', where: PAID }),
  atRisk: narrowed('atRisk', { limit: 5 }, { horizonDays: 14, where: PAID }),
  scores: narrowed(
    'scores',
    { limit: 5 },
    { value: { weights: { view: 0, answer: 10 }, halfLifeDays: 30, levelShares: [0.1, 0.3, 0.6] }, limit: 3 },
  ),
  whatMoved: [{}],
  preferences: [{}],
  tags: [{}],
  segments: [{}],
  ruleWords: [{}],
  segmentPreview: narrowed('segmentPreview', { rule: PAID }, { rule: { all: [PAID, { not: POSTED }] }, language: 'zh' }),
  segmentHistory: narrowed('segmentHistory', { rule: POSTED, periods: 4 }, { rule: { members: [1, 2, 3] }, grain: 'week' }),
  isIndexed: [{}],
  texts: narrowed(
    'texts',
    {},
    { query: '退款', order: 'newest', limit: 5, ...CUT },
    { query: 'course "live class"', facets: { language: ['en'], form: ['comment', 'reply'] }, where: PAID },
    { sameAs: { item: 'post', no: 5 }, order: 'oldest' },
  ),
  text: [],
  textCopies: narrowed('textCopies', {
    of: [
      { item: 'post', no: 5 },
      { item: 'feedback', no: 1 },
    ],
  }),
  segmentOverlap: [],
  segmentDifferences: narrowed(
    'segmentDifferences',
    { a: { rule: PAID }, b: 'rest' },
    { a: { rule: POSTED }, b: { rule: PAID } },
  ),
  membersOfRule: [{ rule: PAID }],
  segmentUses: [{ segmentNo: 1 }],
  segmentsOf: [{ memberNo: 1 }, { memberNo: 2999 }],
  tagPreview: narrowed(
    'tagPreview',
    { definition: { kind: 'active-days', days: 28, cuts: [1, 8], values: ['none', 'some', 'many'] } },
    { definition: { kind: 'rule', values: [{ value: 'paid', rule: PAID }] } },
  ),
  clusters: narrowed('clusters', { k: 4 }, { features: ['events', 'posts', 'spend'], k: 3, where: PAID }),
  clusterLabels: narrowed('clusters', { k: 3 }),
  whyInCluster: narrowed('whyInCluster', { k: 4, memberNo: 7 }),
  timeline: asked(timelineInput, { memberNo: 1 }, { memberNo: 40, limit: 3 }),
  contents: asked(contentListInput, {}, { search: '课', kinds: ['course'], sort: { column: 'rating', direction: 'asc' } }),
  sentiment: narrowed(
    'sentiment',
    { grain: 'week' },
    { grain: 'month', by: 'form', where: PAID, ...CUT },
    { grain: 'day', by: 'cohort' },
  ),
  sentimentTexts: narrowed(
    'sentimentTexts',
    { limit: 5 },
    { labels: ['negative'], forms: ['complaint'], order: 'strongest', where: PAID, limit: 3, ...CUT },
  ),
  sentimentLearning: [{}],
  board: [{}],
  cardPeople: [],
  surveys: narrowed('surveys', {}, { where: PAID }),
  survey: narrowed('survey', {}, { surveyId: 1, where: PAID }),
  surveyCross: narrowed('surveyCross', { by: 'gender' }, { byQuestionId: 5, questionId: 6 }, { by: 'plan', where: POSTED }),
  surveyKano: narrowed('surveyKano', {}),
  surveyRespondents: narrowed('surveyRespondents', {}),
  topics: narrowed('topics', {}, { k: 3, signals: 'text', withTexts: true }, { where: PAID, ...CUT }),
  feedback: narrowed('feedback', {}, { where: PAID, ...CUT }),
  voiceOne: narrowed(
    'voiceOne',
    { about: 'theme', key: 'price' },
    { about: 'theme', key: 'content', pick: 'unsure', where: PAID, ...CUT },
  ),
  voiceSettings: narrowed('voiceSettings', {}),
  textsOfNames: [{ names: [] }],
  membersCsv: asked(memberExportInput, { columns: ['handle', 'spend', 'joinedAt'] }),
  contentsCsv: asked(contentExportInput, { columns: ['title', 'viewers', 'publishedAt'] }),
  info: [{}],
  describe: [{}],
  history: [{}],
  imports: [{}],
  recipes: [{}],
};
/** Lists of what is stored, not computed: they are no results of an analysis and carry no provenance. */
const STORED: ReadonlySet<Question> = new Set([
  'board',
  'membersCsv',
  'contentsCsv',
  'info',
  'describe',
  'history',
  'imports',
  'recipes',
  'preferences',
  'tags',
  'segments',
  'ruleWords',
  'segmentUses',
  'segmentsOf',
  'tagPreview',
  'membersOfRule',
  'clusterLabels',
  'whyInCluster',
  'text',
  'isIndexed',
  'voiceSettings',
  'textsOfNames',
]);
/** Answers that may miss something, and say so. */
const ESTIMATES: ReadonlySet<Question> = new Set(['textCopies']);

const NAMES = Object.keys(questions) as Question[];
const ask = (question: Question, data: Dataset, input: unknown): unknown =>
  (questions[question] as (data: Dataset, input: unknown) => unknown)(data, input);

/** Freezes a value all the way down; typed arrays cannot be frozen, they are compared instead. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

function checksum(data: Dataset): string {
  const { off, time, content, kind, valueAt, value, joined, left } = data.columns;
  const sums = [off, time, content, kind, valueAt, value, joined, left].map((column) => {
    let sum = column.length;
    for (const x of column) sum = (Math.imul(sum, 31) + x) | 0;
    return sum;
  });
  return JSON.stringify([data.columns.members, data.columns.events, sums, data.kinds, data.zone, data.files]);
}

/** Anything that only bare data has: no instances, no functions, no NaN or undefined that a wire would lose. */
function strange(value: unknown, path: string): string[] {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return [`${path} is ${typeof value}`];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap((v, i) => strange(v, `${path}[${i}]`)).slice(0, 5);
  if (Object.getPrototypeOf(value) !== Object.prototype) return [`${path} is an instance of ${value.constructor.name}`];
  return Object.entries(value)
    .flatMap(([k, v]) => strange(v, `${path}.${k}`))
    .slice(0, 5);
}

test('every question has inputs here', () => {
  expect(Object.keys(INPUTS).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('%s', (question) => {
  test('leaves its input and the data as they were', () => {
    const before = checksum(community.data);
    for (const input of INPUTS[question]) expect(() => ask(question, community.data, frozen(input))).not.toThrow();
    expect(checksum(community.data)).toBe(before);
  });

  test('answers the same twice, and the same on data that was opened anew', () => {
    const fresh = openDataset(community.data.path);
    for (const input of INPUTS[question]) {
      const first = ask(question, community.data, input);
      expect(ask(question, community.data, input)).toEqual(first);
      expect(ask(question, fresh, input)).toEqual(first);
    }
    fresh.db.close();
  });

  test('answers with bare data that crosses threads and JSON unchanged', () => {
    for (const input of INPUTS[question]) {
      const result = ask(question, community.data, input);
      expect(strange(result, question)).toEqual([]);
      expect(structuredClone(result)).toEqual(result);
      if (!(result instanceof Uint8Array)) expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }
  });

  test.skipIf(STORED.has(question))('says what it is, from which method, snapshot, files and options', () => {
    for (const input of INPUTS[question]) {
      const result = ask(question, community.data, input) as { kind: string; from: Record<string, unknown> };
      expect(result.kind).toMatch(/^[a-z-]+$/);
      expect(result.from).toMatchObject({
        method: expect.stringMatching(/^[a-z-]+\/\d+$/),
        snapshot: 1,
        rows: expect.any(Number),
        exact: !ESTIMATES.has(question),
        options: { zone: 'Asia/Shanghai' },
      });
      const files = result.from['files'] as { name: string; sha256: string }[];
      expect(files.length).toBeGreaterThan(0);
      for (const file of files)
        expect(file).toEqual({ name: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    }
  });

  test('on an empty workspace answers what is missing, or nothing, or that there is none; it does not break', () => {
    const data = openDataset(emptyWorkspace(folder));
    for (const input of INPUTS[question]) {
      let result: unknown;
      try {
        result = ask(question, data, input);
      } catch (error) {
        result = error;
      }
      if (result instanceof Error)
        expect([question, (result as { code?: string }).code]).toEqual([
          question,
          expect.stringMatching(/^(not-found|bad-option)$/),
        ]);
      else if (!STORED.has(question)) {
        expect(result).toMatchObject({ kind: 'unavailable', have: 0, reason: expect.stringMatching(/^(no|too-few)-/) });
        expect((result as { from: object }).from).toMatchObject({ snapshot: 0, files: [], options: { zone: 'UTC' } });
      } else expect(strange(result, question)).toEqual([]);
    }
    data.db.close();
  });
});

/** Communities that make divisions by nothing, sorts of nothing and periods of nothing. */
const TINY: [name: string, members: string, log: string][] = [
  ['one member with one event', 'a,2025-01-01', 'a,view,2025-01-01T10:00:00Z'],
  ['members who never act', 'a,2025-01-01\nb,2025-02-01\nc,', ''],
  [
    'everything in the same second',
    'a,2025-01-01\nb,2025-01-01',
    Array.from(
      { length: 30 },
      (_, i) => `${i % 2 ? 'a' : 'b'},${['view', 'purchase', 'complete'][i % 3]},2025-01-01T10:00:00Z`,
    ).join('\n'),
  ],
  [
    'events before joining, joins after the last event',
    'a,2025-06-01\nb,2026-01-01',
    'a,view,2025-01-01T10:00:00Z\nb,complete,2025-01-02T10:00:00Z\na,like,2025-03-01T00:00:00Z',
  ],
];

describe.each(TINY)('with %s', (_name, members, log) => {
  test('every question answers, or says in words what is wrong with what was asked', async () => {
    const path = emptyWorkspace(folder, 'America/New_York');
    const files = { 'members.csv': `id,joined\n${members}\n`, ...(log ? { 'log.csv': `u,k,t\n${log}\n` } : {}) };
    const recipe = {
      tables: [
        { match: 'members', entity: 'member', fields: { source_key: 'id', joined_at: 'joined' } },
        { match: 'log', entity: 'event', fields: { member_id: 'u', kind: 'k', occurred_at: 't' } },
      ],
    } as never;
    await importInto(path, exportOf(folder, files), { recipe });
    const data = openDataset(path);
    for (const question of NAMES) {
      for (const input of INPUTS[question]) {
        let result: unknown;
        try {
          result = ask(question, data, input);
        } catch (error) {
          expect([question, (error as { code?: string }).code], String(error)).toEqual([
            question,
            expect.stringMatching(/^(not-found|bad-option)$/),
          ]);
          continue;
        }
        if (!(result instanceof Uint8Array)) expect([question, strange(result, question)]).toEqual([question, []]);
      }
    }
    data.db.close();
  });
});
