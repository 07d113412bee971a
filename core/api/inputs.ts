/** What a window may send: every input, checked and with its defaults. */
import * as z from 'zod';
import { CONTENT_SORTS } from '../content/types.ts';
import type { Recipe } from '../import/recipe.ts';
import { FACETS, MEMBER_SORTS } from '../profile/types.ts';

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

/** The questions a window may ask, by name: each has a function in questions.ts. */
export const asks = {
  activity: grainInput,
  lifecycle: grainInput,
  stickiness: scopeInput,
  retention: grainInput,
  top: topInput,

  members: memberListInput,
  facets: memberWhere,
  member: z.object({ memberNo: z.int().min(1) }),
  timeline: timelineInput,

  contents: contentListInput,
} as const;
export type Asks = typeof asks;

/** The undoable changes a window may make, by name: each has a function in writes.ts. */
export const acts = {
  saveSettings: settingsInput,
  /** Empty text removes the note. */
  saveNote: z.object({ memberNo: z.int().min(1), note: z.string().max(4000) }),
} as const;
export type Acts = typeof acts;
