/**
 * The engine's contract: what a host may ask, with validated inputs, and what comes back. Types only travel to the renderer.
 * Results over about 2,000 rows are paged here, or fetched as a blob (`*.export` answers a one-time blob id).
 */
import type * as z from 'zod';
import type { Recipe } from '../import/recipe.ts';
import type { ImportPreview, PastImport, SourceFormat, Totals } from '../import/types.ts';
import type { Job } from '../jobs/types.ts';
import type { ChangeAction, ChangeHistory, Settings } from '../store/types.ts';
import type {
  Acts,
  Asks,
  contentExportInput,
  importInput,
  markInput,
  memberExportInput,
  memberWhere,
  scopeInput,
} from './inputs.ts';
import type { questions } from './questions.ts';
import type { writes } from './writes.ts';

/** The people of a chart's mark, and what it may be read within. */
export type Mark = z.output<typeof markInput>;
export type ScopeInput = z.input<typeof scopeInput>;
/** One side of a comparison of people. */
export type CompareSide = z.input<Asks['segmentDifferences']>['a'];
/** Which members a list shows. */
export type MembersInput = z.input<typeof memberWhere>;

export interface Description extends Totals {
  kind: 'description';
  firstAt: string | null;
  lastAt: string | null;
  eventsByKind: Record<string, number>;
  postsByKind: Record<string, number>;
  files: { file: string; format: SourceFormat; sha256: string; bytes: number; importedAt: string }[];
  bytes: number;
}

export interface WorkspaceInfo {
  path: string;
  settings: Settings;
  isSynthetic: boolean;
  /** Rises with every import and every change: results are cached by it. */
  version: string;
  lastImportAt: number | null;
  /** First and last day with activity in the community's zone; null when there is none. */
  firstDay: string | null;
  lastDay: string | null;
  description: Description;
  kinds: { name: string; origin: 'observed' | 'derived' }[];
}

export interface AppState {
  workspace: WorkspaceInfo | null;
  recent: { path: string; name: string; openedAt: number }[];
  host: { kind: 'browser' | 'electron'; version: string; canPick: boolean };
}

export interface SavedRecipe {
  name: string;
  recipe: Recipe;
  updatedAt: number;
}

/** What a recipe may fill: for the mapping editor. */
export interface EntityFields {
  name: string;
  fields: { name: string; type: string; isRequired: boolean; oneOf?: string[] }[];
}

/** Pushed to every window: refetch what it names. */
export type Push =
  | { kind: 'workspace'; version: string | null }
  | { kind: 'jobs'; jobs: Job[] }
  | { kind: 'menu'; command: string };

export type Answer<Q extends keyof Asks> = ReturnType<(typeof questions)[Q]>;
export type Changed<W extends keyof Acts> = ReturnType<(typeof writes)[W]>;

/** What the engine can do. The router maps each procedure to one of these. */
export interface Engine {
  state(): Promise<AppState>;
  open(input: { path: string }): Promise<AppState>;
  create(input: { path: string; name: string }): Promise<AppState>;
  /** Opens the bundled sample community; makes it first when it is missing. Answers the job, or null when it was there. */
  openSample(): Promise<{ jobId: number | null }>;
  close(): Promise<AppState>;

  preview(input: z.output<typeof importInput>): Promise<ImportPreview>;
  /** Starts the job; its result is an ImportResult. With no workspace open, one is created in the data folder, named after the first file. */
  startImport(input: z.output<typeof importInput>): Promise<{ jobId: number }>;
  imports(): Promise<PastImport[]>;
  recipes(): Promise<SavedRecipe[]>;
  saveRecipe(input: { name: string; recipe: Recipe }): Promise<SavedRecipe[]>;
  deleteRecipe(input: { name: string }): Promise<SavedRecipe[]>;
  entities(): Promise<EntityFields[]>;

  jobs(): Promise<Job[]>;
  cancelJob(input: { jobId: number }): Promise<void>;

  history(): Promise<ChangeHistory>;
  undo(): Promise<ChangeAction>;
  redo(): Promise<ChangeAction>;

  /** Reads: the questions of questions.ts. */
  ask<Q extends keyof Asks>(question: Q, input: z.input<Asks[Q]>): Promise<Answer<Q>>;
  /** Writes, each one undoable step: the changes of writes.ts. */
  change<W extends keyof Acts>(name: W, input: z.input<Acts[W]>): Promise<Changed<W>>;
  exportMembers(input: z.output<typeof memberExportInput>): Promise<{ blobId: string; fileName: string }>;
  exportContents(input: z.output<typeof contentExportInput>): Promise<{ blobId: string; fileName: string }>;
}

export type { InputCode, StoreCode, WireError } from '../base/errors.ts';
export type { From, Result, Unavailable } from '../base/result.ts';
export type { BilingualName, Candidate } from '../cluster/index.ts';
export type { Answers, EarlyActs, Flow, FlowState, Power } from '../cohort/index.ts';
export type * from '../cohort/types.ts';
export type * from '../content/types.ts';
export type * from '../feedback/index.ts';
export type { Issue, IssueCode } from '../import/issues.ts';
export type { FieldSource, Recipe, TableRecipe, TimeFormat } from '../import/recipe.ts';
export type {
  ColumnGuess,
  ColumnReport,
  ImportChange,
  ImportedSource,
  ImportPreview,
  ImportResult,
  PastImport,
  RowCounts,
  SourceFormat,
} from '../import/types.ts';
export type { Job } from '../jobs/types.ts';
export type * from '../journey/types.ts';
export type {
  OrderValue,
  RenewalRate,
  Renewals,
  RevenueCohorts,
  Stay,
  StayDefinition,
  TermEnd,
  TimeBetween,
} from '../lifetime/index.ts';
export type * from '../network/types.ts';
export type {
  AtRisk,
  AtRiskRow,
  AttributeAnalysis,
  Change,
  HealthState,
  Level,
  MeasureName,
  MeasureUnit,
  MemberProfile,
  PreferenceName,
  Preferences,
  ProfilesOverview,
  Rfm,
  RfmClass,
  RfmDimension,
  RiskReason,
  Scores,
  Share,
  Tag,
  TagDefinition,
  WhatMoved,
} from '../profile/index.ts';
export type * from '../profile/types.ts';
export type { TextForm, TextItem } from '../scope/index.ts';
export type { Basis, Grain, Scope } from '../scope/types.ts';
export type * from '../search/types.ts';
export type {
  CategoryDifference,
  Differences,
  HistoryPoint,
  MeasureDifference,
  Overlap,
  Rule,
  RuleTree,
  SavedSegment,
  SegmentHistory,
  SegmentPreview,
  SegmentRef,
  Use,
  Window as RuleWindow,
  Words,
} from '../segment/index.ts';
export type { FeelingChange, FeelingGroup, FeelingSummary, FeelingTrend } from '../sentiment/index.ts';
export type * from '../sentiment/types.ts';
export type { ChangeAction, ChangeHistory, Settings } from '../store/types.ts';
export type { ClusterAnswer } from './clusters.ts';
export type { Acts, Asks } from './inputs.ts';
export type { ClassCounts, MemberClasses, MemberListRow } from './people.ts';
export type { AppRouter } from './router.ts';
export type { RuleWords, SegmentList, SegmentRow, SegmentsOfMember, TagCounts, TagRow } from './segments.ts';
export type { JudgedPage, JudgedText, SentimentLearning, SentimentOverview } from './sentiments.ts';
export type { VoiceAnswer, VoiceSettings, WhoSaysWords } from './voice.ts';
