/**
 * The engine's contract: what a host may ask, with validated inputs, and what comes back. Types only travel to the renderer.
 * Results over about 2,000 rows are paged here, or fetched as a blob (`*.export` answers a one-time blob id).
 */
import * as z from 'zod';
import type { Result } from '../base/result.ts';
import type { Activity, Lifecycle, Retention, Stickiness, TopContents } from '../cohort/types.ts';
import type { ContentPage } from '../content/types.ts';
import { CONTENT_SORTS } from '../content/types.ts';
import type { Recipe } from '../import/recipe.ts';
import type { ImportPreview, ImportResult, PastImport, SourceFormat, Totals } from '../import/types.ts';
import type { Job } from '../jobs/types.ts';
import type { Facets, MemberDetail, MemberPage, TimelinePage } from '../profile/types.ts';
import { FACETS, MEMBER_SORTS } from '../profile/types.ts';
import type { ChangeAction, ChangeHistory, Settings } from '../store/types.ts';

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const grain = z.enum(['day', 'week', 'month']);

export const scopeInput = z.object({
  basis: z.enum(['events', 'posts', 'all']).default('all'),
  kinds: z.array(z.string()).default([]),
  from: isoDay.nullable().default(null),
  to: isoDay.nullable().default(null),
});

export const markInput = z.discriminatedUnion('of', [
  z.object({ of: z.enum(['active', 'joined', 'left', 'new', 'returning', 'resurrected', 'dormant']), grain, start: isoDay }),
  z.object({ of: z.literal('cohort'), grain, start: isoDay, period: z.int().min(0) }),
  z.object({ of: z.literal('content'), contentNo: z.int().min(1) }),
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
  mark: markInput.nullable().default(null),
  scope: scopeInput.prefault({}),
});
export const memberListInput = memberWhere.extend({
  sort: sort(MEMBER_SORTS).default({ column: 'lastSeenAt', direction: 'desc' }),
  ...page,
});
export const memberExportInput = memberWhere.extend({
  sort: sort(MEMBER_SORTS).default({ column: 'lastSeenAt', direction: 'desc' }),
  columns: z.array(z.enum([...MEMBER_SORTS, 'memberId', 'leftAt'])).min(1),
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
  as: z.enum(['stackexchange', 'oulad', 'hearth', 'table']).nullable().default(null),
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

/** What the engine can do. The router maps each procedure to one of these. */
export interface Engine {
  state(): Promise<AppState>;
  open(input: { path: string }): Promise<AppState>;
  create(input: { path: string; name: string }): Promise<AppState>;
  /** Opens the bundled sample community; makes it first when it is missing. Answers the job, or null when it was there. */
  openSample(): Promise<{ jobId: number | null }>;
  close(): Promise<AppState>;
  saveSettings(input: Settings): Promise<Settings>;

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

  activity(input: z.output<typeof grainInput>): Promise<Result<Activity>>;
  lifecycle(input: z.output<typeof grainInput>): Promise<Result<Lifecycle>>;
  stickiness(input: z.output<typeof scopeInput>): Promise<Result<Stickiness>>;
  retention(input: z.output<typeof grainInput>): Promise<Result<Retention>>;
  top(input: z.output<typeof topInput>): Promise<Result<TopContents>>;

  members(input: z.output<typeof memberListInput>): Promise<Result<MemberPage>>;
  facets(input: z.output<typeof memberWhere>): Promise<Result<Facets>>;
  exportMembers(input: z.output<typeof memberExportInput>): Promise<{ blobId: string; fileName: string }>;
  member(input: { memberNo: number }): Promise<MemberDetail>;
  timeline(input: z.output<typeof timelineInput>): Promise<TimelinePage>;
  /** Empty text removes the note. */
  saveNote(input: { memberNo: number; note: string }): Promise<void>;

  contents(input: z.output<typeof contentListInput>): Promise<Result<ContentPage>>;
  exportContents(input: z.output<typeof contentExportInput>): Promise<{ blobId: string; fileName: string }>;
}

export type { InputCode, StoreCode, WireError } from '../base/errors.ts';
export type { From, Result, Unavailable } from '../base/result.ts';
export type { Basis, Grain, Mark, RetentionCell, Scope } from '../cohort/types.ts';
export type { ContentRow, ContentSort } from '../content/types.ts';
export type { Issue, IssueCode } from '../import/issues.ts';
export type { FieldSource, TableRecipe, TimeFormat } from '../import/recipe.ts';
export type { ColumnGuess, ColumnReport, ImportChange, ImportedSource, RowCounts, SourceFormat } from '../import/types.ts';
export type { FacetField, MemberRow, MemberSort } from '../profile/types.ts';
export type { AppRouter } from './router.ts';
export type {
  Activity,
  ChangeAction,
  ChangeHistory,
  ContentPage,
  Facets,
  ImportPreview,
  ImportResult,
  Job,
  Lifecycle,
  MemberDetail,
  MemberPage,
  PastImport,
  Recipe,
  Retention,
  Settings,
  Stickiness,
  TimelinePage,
  TopContents,
};
