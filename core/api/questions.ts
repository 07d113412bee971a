/** Every question that only reads: features composed, results passed on. Runs in a reader thread, or in the command line's own. */

import { statSync } from 'node:fs';
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import {
  compareWindows,
  countActivity,
  countAnswers,
  countFlowStates,
  countLifecycleStates,
  countPower,
  countRetentionCells,
  countStickiness,
  findEarlyActs,
  retentionTrend,
  suggestBrackets,
  topContents,
} from '../cohort/index.ts';
import { type ContentOrder, type ContentWhere, listContents, orderedContents } from '../content/index.ts';
import { describeBoard, describeSurvey, kanoSurvey, listSurveys, peopleOfCard } from '../feedback/index.ts';
import { importedFiles, importTotals, pastImports, postsByKind } from '../import/index.ts';
import { countFunnel, countPaths } from '../journey/index.ts';
import { isoDay } from '../kernel/calendar.ts';
import { countRenewals, followStay, revenueCohorts, timeBetween, valueOrders } from '../lifetime/index.ts';
import { describeNetwork, networkCore } from '../network/index.ts';
import {
  analyseAttribute,
  countFacets,
  DEFAULT_PREFERENCES,
  describeMember,
  describeProfile,
  describeProfiles,
  describeRfm,
  listAtRisk,
  listMembers,
  listTimeline,
  type MemberWhere,
  memberNoOf,
  memberRow,
  memberTable,
  orderedMembers,
  preferencesOf,
  rankScores,
  whatMoved,
} from '../profile/index.ts';
import { calendarOfData, isIndexed, type People, type Scope } from '../scope/index.ts';
import { countCopies, describeText, searchTexts } from '../search/index.ts';
import {
  listMembersOfRule,
  overlapOf,
  parseRule,
  savedSegment,
  segmentHistory,
  segmentPreview,
  usedBy,
  whatDiffers,
} from '../segment/index.ts';
import { history } from '../store/changes.ts';
import { type Dataset, fromOf } from '../store/dataset.ts';
import { all, scalar, sql } from '../store/sql.ts';
import { settingsOf } from '../store/workspace.ts';
import { boardContext } from './board.ts';
import { clusterLabels, describeClusters, whyInCluster } from './clusters.ts';
import type { Description, SavedRecipe, WorkspaceInfo } from './contract.ts';
import { toCsv } from './csv.ts';
import type { Asks, contentExportInput, contentListInput, memberExportInput, memberListInput, memberWhere } from './inputs.ts';
import {
  breakdownOf,
  classCounts,
  classesOf,
  groupsOf,
  type MemberClasses,
  membersOf,
  membersOfClasses,
  membersOfRule,
  peopleOf,
  peopleOfRule,
  type ScopeInput,
  scopeOf,
  segmentContext,
  withClasses,
} from './people.ts';
import { RULE_NAMES } from './ruleNames.ts';
import { ruleWords, segmentList, segmentsOf, tagList, tagPreview } from './segments.ts';
import { describeLearning, describeSentiment, listJudged } from './sentiments.ts';
import { crossTables, respondentDifferences } from './surveys.ts';
import { askFeedback, askTopics, askVoiceOne, askVoiceSettings, textsOfNames } from './voice.ts';

export const questions = {
  activity: scoped(countActivity),
  lifecycle: scoped(countLifecycleStates),
  stickiness: scoped(countStickiness),
  retention(data: Dataset, input: Ask<'retention'>) {
    const definition = { ...input, ...scopeOf(data, input) };
    return countRetentionCells(data, definition, breakdownOf(data, definition, input.breakdown));
  },
  retentionTrend: scoped(retentionTrend),
  retentionWindows: scoped(compareWindows),
  brackets: scoped(suggestBrackets),
  power: scoped(countPower),
  flow: scoped(countFlowStates),
  answers: among(countAnswers),
  earlyActs: among(findEarlyActs),
  top: scoped(topContents),

  stay: (data: Dataset, input: Ask<'stay'>) =>
    followStay(data, { ...input, people: peopleOf(data, input) }, groupsOf(data, input.breakdown)),
  timeBetween: among(timeBetween),
  renewals: among(countRenewals),
  orderValue: among(valueOrders),
  revenueCohorts: among(revenueCohorts),

  funnel: scoped(countFunnel),
  paths: (data: Dataset, input: Ask<'paths'>) =>
    countPaths(
      data,
      { ...input, ...scopeOf(data, input) },
      input.compare === null ? null : peopleOfRule(data, { segment: input.compare }),
    ),
  network: among(describeNetwork),
  networkCore: among(networkCore),

  members: (data: Dataset, input: z.output<typeof memberListInput>) =>
    withClasses(data, listMembers(data, whereOf(data, input), input)),
  facets: memberFacets,
  member: (data: Dataset, { memberNo }: { memberNo: number }) => describeMember(data, memberNo),
  timeline: listTimeline,
  profiles: among(describeProfiles),
  profile: (data: Dataset, { memberNo }: { memberNo: number }) => describeProfile(data, memberNo),
  profileById: (data: Dataset, { id }: { id: string }) => describeProfile(data, memberNoOf(data, id)),
  rfm: (data: Dataset, input: Ask<'rfm'>) => describeRfm(data, { people: peopleOf(data, input), ...input.value }),
  attribute: among(analyseAttribute),
  atRisk: among(listAtRisk),
  scores: (data: Dataset, input: Ask<'scores'>) =>
    rankScores(data, { people: peopleOf(data, input), limit: input.limit, value: input.value }),
  whatMoved: (data: Dataset) => whatMoved(data),
  preferences: (data: Dataset) => ({ kept: preferencesOf(data), defaults: DEFAULT_PREFERENCES }),
  tags: tagList,

  segments: segmentList,
  ruleWords,
  segmentPreview(data: Dataset, input: Ask<'segmentPreview'>) {
    const context = segmentContext(data);
    return segmentPreview(context, parseRule(input.rule, context), { ...input, names: RULE_NAMES });
  },
  segmentHistory(data: Dataset, input: Ask<'segmentHistory'>) {
    const context = segmentContext(data);
    return segmentHistory(context, parseRule(input.rule, context), input);
  },
  segmentOverlap: (data: Dataset, input: Ask<'segmentOverlap'>) => ({
    ...overlapOf(input.segments.map((no) => membersOfRule(data, { segment: no }))),
    names: input.segments.map((no) => savedSegment(data.db, no).name),
    from: fromOf(data, 'segment-overlap/1', data.columns.members, {
      segments: input.segments.map((no) => savedSegment(data.db, no).name),
    }),
  }),
  segmentDifferences: (data: Dataset, { a, b }: Ask<'segmentDifferences'>) => {
    const side = (of: typeof a) => {
      if (of === 'rest') return 'rest' as const;
      if ('list' in of) return maskOf(data, of.list);
      return membersOfRule(data, 'segment' in of ? { segment: of.segment } : of.rule);
    };
    const first = side(a);
    if (first === 'rest')
      throw new InputError('bad-option', 'The first side should be a segment or a rule. Turn the sides round.', {});
    return whatDiffers(segmentContext(data), first, side(b), RULE_NAMES);
  },
  /** Numbers of the members of a rule, ascending. */
  membersOfRule: (data: Dataset, { rule }: { rule: unknown }) =>
    Array.from(listMembersOfRule(segmentContext(data), parseRule(rule, segmentContext(data)))),
  segmentUses: (data: Dataset, { segmentNo }: Ask<'segmentUses'>) => usedBy(data.db, segmentNo),
  segmentsOf: (data: Dataset, { memberNo }: Ask<'segmentsOf'>) => segmentsOf(data, memberNo),
  tagPreview: (data: Dataset, { definition }: Ask<'tagPreview'>) => tagPreview(data, definition),

  clusters: (data: Dataset, input: Ask<'clusters'>) =>
    describeClusters(data, peopleOf(data, input), { k: input.k, features: input.features, seed: input.seed }),
  /** Cluster of every member, in the order of the members. */
  clusterLabels: (data: Dataset, input: Ask<'clusters'>) =>
    clusterLabels(data, peopleOf(data, input), { k: input.k, features: input.features, seed: input.seed }),
  whyInCluster: (data: Dataset, input: Ask<'whyInCluster'>) =>
    whyInCluster(data, peopleOf(data, input), {
      k: input.k,
      features: input.features,
      seed: input.seed,
      memberNo: input.memberNo,
    }),

  contents: (data: Dataset, input: z.output<typeof contentListInput>) => listContents(data, input, input),

  topics: askTopics,
  feedback: askFeedback,
  voiceOne: askVoiceOne,
  voiceSettings: askVoiceSettings,
  textsOfNames,

  surveys: among(listSurveys),
  survey: among(describeSurvey),
  surveyCross: crossTables,
  surveyKano: among(kanoSurvey),
  surveyRespondents: respondentDifferences,

  isIndexed: (data: Dataset) => isIndexed(data.db),
  texts: (data: Dataset, input: Ask<'texts'>) => searchTexts(data, { ...input, people: peopleOf(data, input) }, input),
  text: (data: Dataset, input: Ask<'text'>) => describeText(data, input, input),
  textCopies: (data: Dataset, input: Ask<'textCopies'>) => countCopies(data, input.of),

  membersCsv(data: Dataset, input: z.output<typeof memberExportInput>) {
    const table = memberTable(data);
    const order = orderedMembers(table, whereOf(data, input), input.sort);
    const shown = (row: MemberClasses & ReturnType<typeof memberRow>, column: (typeof input.columns)[number]) =>
      shownText(column, row[column]);
    const classes = classesOf(data);
    return toCsv(
      input.columns,
      Array.from(order, (m) => {
        const row = { ...memberRow(table, m), ...classes(m) };
        return input.columns.map((column) => shown(row, column));
      }),
    );
  },
  contentsCsv(data: Dataset, input: z.output<typeof contentExportInput> & ContentWhere & { sort: ContentOrder }) {
    return toCsv(
      input.columns,
      orderedContents(data, input, input.sort).map((row) => input.columns.map((column) => shownText(column, row[column]))),
    );
  },

  sentiment: (data: Dataset, input: Ask<'sentiment'>) =>
    describeSentiment(data, { scope: scopeOf(data, input), grain: input.grain, by: input.by }),
  sentimentTexts: (data: Dataset, input: Ask<'sentimentTexts'>) => listJudged(data, { ...input, scope: scopeOf(data, input) }),
  sentimentLearning: (data: Dataset) => describeLearning(data),

  board: (data: Dataset) => describeBoard(data, boardContext(data)),
  cardPeople: (data: Dataset, { cardNo }: Ask<'cardPeople'>) => peopleOfCard(data, cardNo),

  info: workspaceInfo,
  describe,
  history: (data: Dataset) => history(data.db),
  imports: (data: Dataset) => pastImports(data.db),
  recipes: (data: Dataset): SavedRecipe[] =>
    all<{ name: string; definition: string; updated_at: number }>(
      data.db,
      sql`SELECT name, definition, updated_at FROM recipe ORDER BY name`,
    ).map((r) => ({ name: r.name, recipe: JSON.parse(r.definition), updatedAt: r.updated_at })),
} satisfies Record<string, (data: Dataset, input: never) => unknown>;

export type Question = keyof typeof questions;

type Ask<Q extends keyof Asks> = z.output<Asks[Q]>;

/** A question that looks at all days and kinds, of everybody or of the people of a segment or a rule. */
function among<I extends { people?: People | null }, R>(question: (data: Dataset, input: I) => R) {
  return (data: Dataset, input: Omit<I, 'people'> & Pick<ScopeInput, 'segment' | 'where'>): R =>
    question(data, { ...input, people: peopleOf(data, input) } as unknown as I);
}

/** A question whose scope may name a segment or a rule: the feature gets the people. */
function scoped<I extends object, R>(question: (data: Dataset, input: I & Scope) => R) {
  return (data: Dataset, input: Omit<I, keyof Scope> & ScopeInput): R =>
    question(data, { ...input, ...scopeOf(data, input) } as unknown as I & Scope);
}

const TIMES: ReadonlySet<string> = new Set(['joinedAt', 'leftAt', 'lastSeenAt', 'publishedAt']);
const shownText = (column: string, value: string | number | null) =>
  value !== null && TIMES.has(column) ? new Date(Number(value)).toISOString() : column === 'spend' ? Number(value) / 100 : value;

type Where = Omit<z.output<typeof memberWhere>, 'classes'> & { classes?: Record<string, string[]> };

/** @param except a class whose own choice is ignored, so that its other values can be counted */
function whereOf(data: Dataset, input: Where, except: string | null = null): MemberWhere {
  const { mark, scope, classes = {} } = input;
  const people = mark ? null : (scopeOf(data, scope).people ?? null);
  const shown = mark ? membersOf(data, scope, mark) : (people?.mask ?? null);
  return {
    search: input.search,
    facets: input.facets as MemberWhere['facets'],
    mark: membersOfClasses(data, classes, shown, except),
    markOptions: {
      ...(mark
        ? { mark: JSON.stringify(mark), basis: scope.basis, kinds: scope.kinds, from: scope.from, to: scope.to }
        : people
          ? { people: people.label }
          : {}),
      ...(Object.keys(classes).length > 0 ? { classes: Object.entries(classes).map(([c, of]) => `${c}=${of.join('|')}`) } : {}),
    },
  };
}

/** The attributes, and beside them the computed classes and tags: counts of a field ignore its own choice. */
function memberFacets(data: Dataset, input: Where) {
  const answer = countFacets(data, whereOf(data, input));
  if (answer.kind === 'unavailable') return answer;
  const table = memberTable(data);
  const mask = (except: string | null) => {
    const order = orderedMembers(table, whereOf(data, input, except), { column: 'events', direction: 'asc' });
    const chosen = new Uint8Array(table.members);
    for (const m of order) chosen[m] = 1;
    return chosen;
  };
  return { ...answer, classes: classCounts(data, Object.keys(input.classes ?? {}), mask) };
}

/** The members that fit. @returns Uint8[members] */
function maskOf(data: Dataset, input: Where): Uint8Array {
  const mask = new Uint8Array(data.columns.members);
  for (const no of memberNumbers(data, input)) mask[no - 1] = 1;
  return mask;
}

/** Numbers of the members that fit, ascending. */
export function memberNumbers(data: Dataset, input: Where): number[] {
  const table = memberTable(data);
  return Array.from(orderedMembers(table, whereOf(data, input), { column: 'handle', direction: 'asc' }), (m) => m + 1).sort(
    (a, b) => a - b,
  );
}

/** What the workspace holds. */
export function describe(data: Dataset): Description {
  const totals = importTotals(data.db);
  const counts = new Float64Array(256);
  for (const code of data.columns.kind) counts[code]!++;
  const observed = data.kinds.filter((k) => k.origin === 'observed' && counts[k.code]! > 0);
  const eventsByKind = Object.fromEntries(
    observed.sort((a, b) => counts[b.code]! - counts[a.code]!).map((k) => [k.name, counts[k.code]!]),
  );
  const span = calendarOfData(data);
  const iso = (s: number) => new Date(s * 1000).toISOString();
  return {
    kind: 'description',
    ...totals,
    firstAt: span ? iso(span.firstS) : null,
    lastAt: span ? iso(span.lastS) : null,
    eventsByKind,
    postsByKind: postsByKind(data.db),
    files: importedFiles(data.db).map((f) => ({ ...f, importedAt: new Date(f.importedAt).toISOString() })),
    bytes: statSync(data.path).size,
  };
}

function workspaceInfo(data: Dataset): WorkspaceInfo {
  const { isSynthetic, ...settings } = settingsOf(data.db);
  const span = calendarOfData(data);
  const change = scalar<string>(data.db, sql`SELECT coalesce(max(action_id), 0) || '.' || count(undone_at) FROM change_action`)!;
  return {
    path: data.path,
    settings,
    isSynthetic,
    // An index of texts that was made later makes other answers, though no data changed.
    version: `${data.token}.${change}${isIndexed(data.db) ? '' : '-'}`,
    lastImportAt: scalar<number | null>(data.db, sql`SELECT max(finished_at) FROM import`) ?? null,
    firstDay: span ? isoDay(span.calendar.firstDay) : null,
    lastDay: span ? isoDay(span.calendar.firstDay + span.calendar.days - 1) : null,
    description: describe(data),
    kinds: data.kinds.map(({ name, origin }) => ({ name, origin })),
  };
}
