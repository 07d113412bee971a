/** What a window may send: every input, checked and with its defaults. */
import * as z from 'zod';
import { CONTENT_SORTS } from '../content/types.ts';
import { CARD_STATUSES } from '../feedback/board/types.ts';
import type { Recipe } from '../import/recipe.ts';
import { FACETS, MEMBER_SORTS } from '../profile/types.ts';
import { TEXT_FORMS, TEXT_ITEMS } from '../scope/index.ts';
import { SEARCH_ORDERS, TEXT_FACETS } from '../search/types.ts';
import { SENTIMENT_GROUPS, SENTIMENT_LABELS, TEXT_ORDERS } from '../sentiment/types.ts';

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'should be a date such as 2026-11-24');
const grain = z.enum(['day', 'week', 'month']);

/** A segment rule; what it may say is checked where the workspace is known. */
const rule = z.custom<object>((value) => typeof value === 'object' && value !== null);
const kindNames = z.array(z.string().min(1)).min(1);

/** Whom a question looks at. */
const peopleInput = z.object({
  /** Only the members of this segment. */
  segment: z.int().min(1).nullable().default(null),
  /** Only the members of this rule. */
  where: rule.nullable().default(null),
});

export const scopeInput = z.object({
  basis: z.enum(['events', 'posts', 'all']).default('all'),
  kinds: z.array(z.string()).default([]),
  from: isoDay.nullable().default(null),
  to: isoDay.nullable().default(null),
  ...peopleInput.shape,
});

const retentionDefinition = {
  cohort: grain.default('week'),
  entry: z.union([z.enum(['joined', 'first-event']), kindNames]).default('first-event'),
  return: z.union([z.enum(['any', 'posts']), kindNames]).default('any'),
  period: grain.default('week'),
  mode: z.enum(['on', 'on-or-after', 'bracket']).default('on'),
  brackets: z
    .array(z.tuple([z.int().min(0), z.int().min(0)]))
    .max(40)
    .nullable()
    .default(null),
  window: z.enum(['calendar', 'hours24']).default('calendar'),
  mean: z.enum(['weighted', 'simple']).default('weighted'),
  periods: z.int().min(1).max(1000).nullable().default(null),
};
const funnelDefinition = {
  steps: z.array(kindNames).min(1).max(12),
  windowDays: z.number().positive().max(3650).default(7),
  order: z.enum(['ordered', 'strict', 'any']).default('ordered'),
};
const pathDefinition = {
  anchor: z.array(z.string()).default([]),
  depth: z.int().min(2).max(8).default(5),
  gapMinutes: z.number().min(1).max(100_000).default(30),
  keep: z.int().min(1).max(20).default(6),
};
const clusterDefinition = {
  k: z.int().min(2).max(12).nullable().default(null),
  features: z.array(z.string()).min(1).nullable().default(null),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
};
const width = z.union([z.literal(7), z.literal(28)]).default(28);
const flowState = z.enum(['none', 'new', 'returning', 'resurrected', 'dormant', 'inactive']);

export const markInput = z.discriminatedUnion('of', [
  z.object({ of: z.enum(['active', 'joined', 'left', 'new', 'returning', 'resurrected', 'dormant']), grain, start: isoDay }),
  z.object({ of: z.literal('cohort'), grain, start: isoDay, period: z.int().min(0) }),
  z.object({ of: z.literal('content'), contentNo: z.int().min(1) }),
  /** A cell (period), a bracket (period to `to`) or a whole cohort (period null). */
  z.object({
    of: z.literal('retention'),
    definition: z.object(retentionDefinition),
    start: isoDay,
    period: z.int().min(0).nullable(),
    to: z.int().min(0).optional(),
    /** One group of a breakdown: what it is broken down by, and the group's value. */
    group: z.object({ by: z.string(), value: z.string() }).optional(),
  }),
  /** Members who reached a step (1 = the first), or came no further. */
  z.object({
    of: z.literal('funnel'),
    definition: z.object(funnelDefinition),
    step: z.int().min(1).max(12),
    isDropped: z.boolean(),
  }),
  z.object({
    of: z.literal('path'),
    definition: z.object(pathDefinition),
    step: z.int().min(0).max(7),
    fromKind: z.string(),
    /** null = the visit ended there. */
    toKind: z.string().nullable(),
  }),
  z.object({ of: z.literal('power'), width, end: isoDay, days: z.int().min(1).max(28) }),
  z.object({ of: z.literal('flow'), grain, start: isoDay, from: flowState.nullable(), to: flowState }),
  /** Who came into a class, or left it, since the import before; trait null = new members. */
  z.object({ of: z.literal('moved'), trait: z.string().nullable(), value: z.string(), direction: z.enum(['gained', 'lost']) }),
  /** Members of terms with an outcome; plan null = any. */
  z.object({
    of: z.literal('renewal'),
    plan: z.string().nullable(),
    end: z.enum(['renewed', 'lapsed', 'refunded', 'running']),
    graceDays: z.int().min(0).max(180).default(30),
  }),
  z.object({ of: z.literal('network'), what: z.enum(['tied', 'bridges', 'largest']) }),
  /** Who wrote the evidence of a card. */
  z.object({ of: z.literal('card'), cardNo: z.int().min(1) }),
  z.object({ of: z.literal('cluster'), ...clusterDefinition, cluster: z.int().min(0).max(11) }),
  /** Who gave an answer in a survey (core/feedback/survey/respondents.ts); question null = who answered the survey at all. */
  z.object({
    of: z.literal('survey'),
    surveyId: z.int().min(1),
    questionId: z.int().min(1).nullable().default(null),
    option: z.string().nullable().default(null),
    row: z.string().nullable().default(null),
  }),
  /** Everybody who fits a segment rule: classes, levels, states and tags are marks of this sort. */
  z.object({ of: z.literal('rule'), rule }),
]);

export const grainInput = scopeInput.extend({ grain });
export const topInput = scopeInput.extend({
  by: z.enum(['events', 'members']).default('events'),
  limit: z.int().min(1).max(10_000).default(10),
});

const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) };
const sort = <T extends readonly [string, ...string[]]>(columns: T) =>
  z.object({ column: z.enum(columns), direction: z.enum(['asc', 'desc']) });

/** Which members: every part narrows. `mark` is read within `scope`. */
export const memberWhere = z.object({
  search: z.string().max(200).default(''),
  facets: z.partialRecord(z.enum(FACETS), z.array(z.string())).default({}),
  /** Computed classes and tags, by trait: `{ "health": ["at-risk"], "tag:mentor": ["yes"] }`. */
  classes: z.record(z.string(), z.array(z.string())).default({}),
  mark: markInput.nullable().default(null),
  scope: scopeInput.prefault({}),
});
export const memberListInput = memberWhere.extend({
  sort: sort(MEMBER_SORTS).default({ column: 'lastSeenAt', direction: 'desc' }),
  ...page,
});
export const memberExportInput = memberWhere.extend({
  sort: sort(MEMBER_SORTS).default({ column: 'lastSeenAt', direction: 'desc' }),
  columns: z.array(z.enum([...MEMBER_SORTS, 'memberId', 'leftAt', 'score', 'level', 'health', 'rfm'])).min(1),
});
const contentWhere = z.object({ search: z.string().max(200).default(''), kinds: z.array(z.string()).default([]) });
export const contentListInput = contentWhere.extend({
  sort: sort(CONTENT_SORTS).default({ column: 'viewers', direction: 'desc' }),
  ...page,
});
export const contentExportInput = contentWhere.extend({
  sort: sort(CONTENT_SORTS).default({ column: 'viewers', direction: 'desc' }),
  columns: z.array(z.enum([...CONTENT_SORTS, 'contentId', 'completionRate', 'parentTitle'])).min(1),
});
export const timelineInput = z.object({
  memberNo: z.int().min(1),
  before: z.int().nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
});

/** A recipe is checked by the importer, which knows the entities; here only its outline. */
const recipe = z.custom<Recipe>((value) => typeof value === 'object' && value !== null && 'tables' in value);
export const importInput = z.object({
  paths: z.array(z.string()).min(1),
  as: z.enum(['stackexchange', 'oulad', 'hearth', 'survey', 'table']).nullable().default(null),
  recipe: recipe.nullable().default(null),
  /** Zone of times without a mark, IANA. */
  tz: z.string().nullable().default(null),
  encoding: z.string().nullable().default(null),
  /** Files of one source share native ids. Default: one source per format. */
  source: z.string().nullable().default(null),
  /** Start day of relative dates (OULAD), ISO date. */
  anchor: isoDay.nullable().default(null),
});

export const settingsInput = z.object({
  name: z.string().min(1).max(120),
  tz: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const four = z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable();
const rfmPreference = z.object({
  cuts: z.object({ recency: four, frequency: four, depth: four, spend: four }),
  highFrom: z.int().min(2).max(5),
});
const preferenceInput = z.discriminatedUnion('name', [
  z.object({ name: z.literal('rfm'), value: rfmPreference }),
  z.object({
    name: z.literal('score'),
    value: z.object({
      weights: z.record(z.string(), z.number()),
      halfLifeDays: z.number(),
      levelShares: z.tuple([z.number(), z.number(), z.number()]),
    }),
  }),
  z.object({ name: z.literal('health'), value: z.object({ onboardingDays: z.int(), activeDays: z.int(), atRiskDays: z.int() }) }),
]);
const texts = z.array(z.string().min(1).max(60));
const tagDefinition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), values: z.array(z.object({ value: z.string().min(1).max(60), rule })).max(24) }),
  z.object({
    kind: z.literal('list'),
    values: z.array(z.object({ value: z.string().min(1).max(60), members: z.array(z.int().min(1)) })).max(24),
  }),
  z.object({
    kind: z.enum(['first', 'last', 'preferred']),
    of: z.enum(['action', 'content', 'content-kind']),
    kinds: z.array(z.string()).default([]),
  }),
  z.object({ kind: z.literal('percentile'), measure: z.string(), cuts: z.array(z.number()), values: texts }),
  z.object({ kind: z.literal('active-days'), days: z.int().min(1).max(3650), cuts: z.array(z.number()), values: texts }),
  z.object({ kind: z.literal('import'), attribute: z.string().min(1) }),
]);

const retentionInput = scopeInput.extend(retentionDefinition);
const clusterInput = peopleInput.extend(clusterDefinition);
const segmentNo = z.int().min(1);
/** One side of a comparison: a saved segment, a rule, the members a list shows, or everybody else. */
const side = z.union([z.object({ segment: segmentNo }), z.object({ rule }), z.object({ list: memberWhere }), z.literal('rest')]);
const language = z.enum(['zh', 'en']).default('en');

/** null = the latest. */
const surveyId = z.int().min(1).nullable().default(null);
const kanoItem = z.object({ questionId: z.int().min(1), row: z.string().nullable().default(null) });

const about = z.enum(['topic', 'theme']);
const textName = { item: z.enum(TEXT_ITEMS), no: z.int().min(1) };
const voiceInput = peopleInput.extend({
  from: isoDay.nullable().default(null),
  to: isoDay.nullable().default(null),
  /** Number of found topics; null = chosen. */
  k: z.int().min(2).max(40).nullable().default(null),
  /** `text`: words alone; channels, tags, contents and habits are not looked at. */
  signals: z.enum(['all', 'text']).default('all'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** Checked texts for this answer only: a sample, right ones among them. */
  sample: z
    .array(z.object({ ...textName, about, value: z.string().min(1).max(200) }))
    .max(20_000)
    .default([]),
});
const voiceName = { key: z.string().max(40), zh: z.string().max(60), en: z.string().max(60) };
const cardNo = z.int().min(1);
const textRef = z.object({ item: z.enum(TEXT_ITEMS), no: z.int().min(1) });
const windowDays = z.int().min(7).max(365).default(28);
const cardMetric = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['mentions', 'negative', 'rating']), windowDays }),
  z.object({ kind: z.literal('action'), action: z.string().min(1), better: z.enum(['up', 'down']), windowDays }),
]);

/** The questions a window may ask, by name: each has a function in questions.ts. */
export const asks = {
  activity: grainInput,
  lifecycle: grainInput,
  stickiness: scopeInput,
  retention: retentionInput.extend({ breakdown: z.string().nullable().default(null) }),
  /** One column of the table over the cohorts, with its change-point. */
  retentionTrend: retentionInput.extend({ column: z.int().min(0) }),
  retentionWindows: retentionInput,
  brackets: scopeInput.extend({ period: grain.default('day') }),
  power: scopeInput.extend({ width }),
  flow: grainInput,
  answers: peopleInput,
  earlyActs: peopleInput.extend({
    actDays: z.int().min(1).max(60).default(7),
    stayFromDays: z.int().min(1).max(365).default(28),
    stayToDays: z.int().min(2).max(730).default(56),
  }),
  top: topInput,

  stay: peopleInput.extend({
    start: z.enum(['joined', 'first-event']).default('joined'),
    end: z.enum(['silent', 'left']).default('silent'),
    silenceDays: z.int().min(1).max(365).default(60),
    breakdown: z.string().nullable().default(null),
  }),
  timeBetween: peopleInput.extend({ fromKinds: z.array(z.string()).default([]), toKinds: z.array(z.string()).default([]) }),
  renewals: peopleInput.extend({ graceDays: z.int().min(0).max(180).default(30) }),
  orderValue: peopleInput.extend({
    months: z.int().min(1).max(60).default(12),
    monthlyDiscount: z.number().min(0).max(0.2).default(0.01),
  }),
  revenueCohorts: peopleInput,

  funnel: scopeInput.extend(funnelDefinition),
  paths: scopeInput.extend(pathDefinition).extend({ compare: segmentNo.nullable().default(null) }),
  network: peopleInput,
  networkCore: peopleInput.extend({ limit: z.int().min(2).max(400).default(120) }),

  members: memberListInput,
  facets: memberWhere,
  member: z.object({ memberNo: z.int().min(1) }),
  timeline: timelineInput,
  profiles: peopleInput,
  profile: z.object({ memberNo: z.int().min(1) }),
  /** `value` previews other cuts. */
  rfm: peopleInput.extend({ value: rfmPreference.nullable().default(null) }),
  attribute: peopleInput.extend({ attribute: z.string(), limit: z.int().min(1).max(200).default(30) }),
  atRisk: peopleInput.extend({ horizonDays: z.int().min(1).max(180).default(28), ...page }),
  whatMoved: z.object({}),
  preferences: z.object({}),
  tags: z.object({}),
  /** `value` previews other weights. */
  scores: peopleInput.extend({
    value: z
      .object({
        weights: z.record(z.string(), z.number().min(0).max(1000)),
        halfLifeDays: z.number().positive().max(3650),
        levelShares: z.tuple([z.number(), z.number(), z.number()]),
      })
      .nullable()
      .default(null),
    limit: z.int().min(1).max(500).default(50),
  }),

  segments: z.object({}),
  /** Everything a rule may name, with the values of each trait: for the builder. */
  ruleWords: z.object({}),
  segmentPreview: z.object({ rule, segmentNo: segmentNo.nullable().default(null), sql: z.boolean().default(true), language }),
  segmentHistory: z.object({
    rule,
    grain: z.enum(['week', 'month']).default('month'),
    periods: z.int().min(1).max(36).default(12),
  }),
  segmentOverlap: z.object({ segments: z.array(segmentNo).min(2).max(4) }),
  segmentDifferences: z.object({ a: side, b: side }),
  segmentUses: z.object({ segmentNo }),
  /** The segments a member is in, and the values of the tags. */
  segmentsOf: z.object({ memberNo: z.int().min(1) }),
  /** How many members a tag would give each value. */
  tagPreview: z.object({ definition: tagDefinition }),

  clusters: clusterInput,
  whyInCluster: clusterInput.extend({ memberNo: z.int().min(1) }),

  contents: contentListInput,

  sentiment: grainInput.extend({ by: z.enum(SENTIMENT_GROUPS).nullable().default(null) }),
  sentimentTexts: scopeInput.extend({
    labels: z.array(z.enum(SENTIMENT_LABELS)).default([]),
    forms: z.array(z.enum(TEXT_FORMS)).default([]),
    /** Only texts a person has labelled (true), or has not (false). */
    isTaught: z.boolean().nullable().default(null),
    order: z.enum(TEXT_ORDERS).default('newest'),
    ...page,
  }),
  sentimentLearning: z.object({}),

  /** What members talk about; `withTexts`: also one entry per text. */
  topics: voiceInput.extend({ withTexts: z.boolean().default(false) }),
  /** What kind of feedback it is, and the signs without words. */
  feedback: voiceInput,
  /** One topic or theme: weeks, who says it, texts that stand for it. */
  voiceOne: voiceInput.extend({
    about,
    key: z.string().min(1).max(200),
    pick: z.enum(['central', 'unsure', 'latest']).default('central'),
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(100).default(6),
  }),
  /** Themes and names of topics, as set and as they ship. */
  voiceSettings: z.object({}),
  board: z.object({}),
  cardPeople: z.object({ cardNo }),

  surveys: peopleInput,
  survey: peopleInput.extend({ surveyId }),
  /** Groups: the answers to a question (`byQuestionId`), or `by`: a trait, `attr:NAME` or `segment:NUMBER`. */
  surveyCross: peopleInput.extend({
    surveyId,
    questionId: z.int().min(1).nullable().default(null),
    byQuestionId: z.int().min(1).nullable().default(null),
    by: z.string().nullable().default(null),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
  }),
  surveyKano: peopleInput.extend({
    surveyId,
    pairs: z
      .array(z.tuple([kanoItem, kanoItem]))
      .min(1)
      .nullable()
      .default(null),
  }),
  texts: peopleInput.extend({
    query: z.string().max(500).default(''),
    facets: z.partialRecord(z.enum(TEXT_FACETS), z.array(z.string())).default({}),
    contentNo: z.int().min(1).nullable().default(null),
    memberNo: z.int().min(1).nullable().default(null),
    /** Only texts that say the same as this one. */
    sameAs: textRef.nullable().default(null),
    from: isoDay.nullable().default(null),
    to: isoDay.nullable().default(null),
    order: z.enum(SEARCH_ORDERS).default('relevance'),
    ...page,
  }),
  text: textRef.extend({ query: z.string().max(500).default('') }),
  /** How often each of some texts was said. */
  textCopies: z.object({ of: z.array(textRef).max(500) }),

  /** How the members who answered differ from the others. */
  surveyRespondents: z.object({ surveyId }),
} as const;
export type Asks = typeof asks;

/** The undoable changes a window may make, by name: each has a function in writes.ts. */
export const acts = {
  saveSettings: settingsInput,
  /** Empty text removes the note. */
  saveNote: z.object({ memberNo: z.int().min(1), note: z.string().max(4000) }),

  saveSegment: z.object({ segmentNo: segmentNo.nullable().default(null), name: z.string(), rule }),
  /** The people a list shows now, as a fixed list; a mark that is a rule stays a rule. */
  saveList: memberWhere.extend({ name: z.string() }),
  renameSegment: z.object({ segmentNo, name: z.string() }),
  trashSegment: z.object({ segmentNo, evenIfUsed: z.boolean().default(false) }),
  restoreSegment: z.object({ segmentNo }),
  deleteSegment: z.object({ segmentNo }),
  saveTag: z.object({ name: z.string().trim().min(1).max(60), definition: tagDefinition }),
  deleteTag: z.object({ name: z.string() }),
  savePreference: preferenceInput,
  resetPreference: z.object({ name: z.enum(['rfm', 'score', 'health']) }),
  keepClusters: z.object({
    ...clusterDefinition,
    names: z
      .array(z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(60) }))
      .nullable()
      .default(null),
  }),

  /** null takes the label back. */
  labelSentiment: z.object({
    item: z.enum(TEXT_ITEMS),
    no: z.int().min(1),
    value: z.enum(['positive', 'neutral', 'negative']).nullable(),
  }),
  /** A weight of null takes the word back. */
  saveOwnWords: z.object({
    words: z
      .array(z.object({ word: z.string().min(1).max(200), weight: z.number().nullable() }))
      .min(1)
      .max(20_000),
  }),
  /** A value of null takes the correction back; the theme `none` = none of them. */
  labelTopic: z.object({
    labels: z
      .array(z.object({ ...textName, about, value: z.string().max(200).nullable() }))
      .min(1)
      .max(20_000),
  }),
  /** Themes with their words, and names for found topics. */
  saveTopics: z.object({
    value: z.object({
      themes: z.array(
        z.object({
          ...voiceName,
          aspects: z.array(z.object({ ...voiceName, words: z.array(z.string().max(60)).max(300) })).max(12),
        }),
      ),
      names: z.record(z.string(), z.string()).default({}),
    }),
  }),
  resetTopics: z.object({}),
  saveThreshold: z.object({ threshold: z.number().min(0).max(0.49).nullable() }),

  saveCard: z.object({
    cardNo: cardNo.nullable().default(null),
    title: z.string().max(120),
    group: z.string().max(200).nullable().default(null),
    status: z.enum(CARD_STATUSES).optional(),
    owner: z.string().max(60).default(''),
    fix: z.string().max(2000).default(''),
    fixedOn: isoDay.nullable().default(null),
    metric: cardMetric.nullable().default(null),
    evidence: z.array(textRef).max(500).default([]),
  }),
  moveCard: z.object({ cardNo, status: z.enum(CARD_STATUSES), before: cardNo.nullable().default(null), today: isoDay }),
  addEvidence: z.object({ cardNo, items: z.array(textRef).min(1).max(500) }),
  removeEvidence: textRef.extend({ cardNo }),
  trashCard: z.object({ cardNo }),
  restoreCard: z.object({ cardNo }),
} as const;
export type Acts = typeof acts;
