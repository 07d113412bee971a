/** Every question that only reads: features composed, results passed on. Runs in a reader thread, or in the command line's own. */

import { statSync } from 'node:fs';
import type * as z from 'zod';
import {
  countActivity,
  countLifecycleStates,
  countRetentionCells,
  countStickiness,
  type Mark,
  membersOfMark,
  topContents,
} from '../cohort/index.ts';
import { type ContentOrder, type ContentWhere, listContents, orderedContents } from '../content/index.ts';
import { importedFiles, importTotals, pastImports, postsByKind } from '../import/index.ts';
import { isoDay } from '../kernel/calendar.ts';
import {
  countFacets,
  describeMember,
  listMembers,
  listTimeline,
  type MemberWhere,
  memberRow,
  memberTable,
  orderedMembers,
} from '../profile/index.ts';
import { calendarOfData, type Scope } from '../scope/index.ts';
import { history } from '../store/changes.ts';
import type { Dataset } from '../store/dataset.ts';
import { all, scalar, sql } from '../store/sql.ts';
import { settingsOf } from '../store/workspace.ts';
import type { Description, SavedRecipe, WorkspaceInfo } from './contract.ts';
import { toCsv } from './csv.ts';
import type { contentExportInput, contentListInput, memberExportInput, memberListInput, memberWhere } from './inputs.ts';

const calendar = (data: Dataset) => calendarOfData(data)?.calendar ?? null;

export const questions = {
  activity: countActivity,
  lifecycle: countLifecycleStates,
  stickiness: countStickiness,
  retention: countRetentionCells,
  top: topContents,

  members: (data: Dataset, input: z.output<typeof memberListInput>) =>
    listMembers(data, calendar(data), whereOf(data, input), input),
  facets: (data: Dataset, input: z.output<typeof memberWhere>) => countFacets(data, calendar(data), whereOf(data, input)),
  member: (data: Dataset, { memberNo }: { memberNo: number }) => describeMember(data, calendar(data), memberNo),
  timeline: listTimeline,
  contents: (data: Dataset, input: z.output<typeof contentListInput>) => listContents(data, input, input),

  membersCsv(data: Dataset, input: z.output<typeof memberExportInput>) {
    const table = memberTable(data, calendar(data));
    const order = orderedMembers(table, whereOf(data, input), input.sort);
    const shown = (row: ReturnType<typeof memberRow>, column: (typeof input.columns)[number]) => shownText(column, row[column]);
    return toCsv(
      input.columns,
      Array.from(order, (m) => {
        const row = memberRow(table, m);
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

const TIMES: ReadonlySet<string> = new Set(['joinedAt', 'leftAt', 'lastSeenAt', 'publishedAt']);
const shownText = (column: string, value: string | number | null) =>
  value !== null && TIMES.has(column) ? new Date(Number(value)).toISOString() : column === 'spend' ? Number(value) / 100 : value;

function whereOf(data: Dataset, input: z.output<typeof memberWhere>): MemberWhere {
  const { mark, scope } = input;
  return {
    search: input.search,
    facets: input.facets as MemberWhere['facets'],
    mark: mark ? membersOfMark(data, scope as Scope, mark as Mark) : null,
    markOptions: mark
      ? { mark: JSON.stringify(mark), basis: scope.basis, kinds: scope.kinds, from: scope.from, to: scope.to }
      : {},
  };
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
    version: `${data.token}.${change}`,
    lastImportAt: scalar<number | null>(data.db, sql`SELECT max(finished_at) FROM import`) ?? null,
    firstDay: span ? isoDay(span.calendar.firstDay) : null,
    lastDay: span ? isoDay(span.calendar.firstDay + span.calendar.days - 1) : null,
    description: describe(data),
    kinds: data.kinds.map(({ name, origin }) => ({ name, origin })),
  };
}
