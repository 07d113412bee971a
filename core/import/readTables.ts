/** Reads every table of a group in an order that lets later rows point at earlier ones. */
import type { Writer } from '../store/connection.ts';
import { columnStats } from './columnStats.ts';
import type { ConvertContext } from './convert.ts';
import type { EntityName } from './entities.ts';
import type { EventBuilder } from './eventBuilder.ts';
import type { KindCodes } from './kinds.ts';
import type { Links, SourceRef } from './links.ts';
import { eventSink } from './mapEvents.ts';
import { rowSink } from './mapRows.ts';
import type { FieldSource, TableRecipe } from './recipe.ts';
import { matches, type OpenGroup } from './sources.ts';
import type { ImportedSource } from './types.ts';

/** Members and contents first: others point at them. Events last: they point at everything. */
const ORDER: EntityName[] = [
  'member',
  'attribute',
  'membership',
  'content',
  'campaign',
  'experiment',
  'survey',
  'question',
  'response',
  'answer',
  'post',
  'reaction',
  'order',
  'feedback',
  'mod_item',
  'mod_report',
  'mod_decision',
  'campaign_touch',
  'assignment',
  'exposure',
  'assessment_result',
  'event',
];

export interface ReadOptions {
  db: Writer;
  group: OpenGroup;
  /** Indexes of the group's files to read. */
  files: Set<number>;
  sha256: string[];
  source: SourceRef;
  importId: number;
  now: number;
  links: Links;
  kinds: KindCodes;
  builder: EventBuilder;
  keys: { last: number };
  defaultZone: string;
  isZoneKnown: boolean;
  alive: () => void;
  /** @param bytes of this group read so far */
  progress: (bytes: number) => void;
  /** Called after each table of events: where its events end in the builder. */
  eventsEnd: (file: ImportedSource, table: string, position: number) => void;
}

interface Task {
  fileIndex: number;
  table: string;
  columns: string[];
  recipe: TableRecipe;
}

export async function readTables(options: ReadOptions): Promise<Map<number, ImportedSource>> {
  const { db, group, files, links, builder, alive } = options;
  const reports = new Map<number, ImportedSource>();
  const tasks: Task[] = [];
  for (const index of files) {
    const file = group.files[index]!;
    reports.set(index, {
      file: file.name,
      format: group.format,
      sha256: options.sha256[index]!,
      encoding: file.encoding,
      rows: { read: 0, inserted: 0, updated: 0, skipped: 0, rejected: 0 },
      issues: [],
      columns: [],
    });
    for (const head of file.tables) {
      const recipes = group.recipe.tables.filter((r) => matches(r.match, head.name) || matches(r.match, file.name));
      if (recipes.length === 0) group.issues[index]!.add('table-unmapped', { table: head.name });
      for (const recipe of recipes) tasks.push({ fileIndex: index, table: head.name, columns: head.columns, recipe });
      if (recipes.length > 0) reportUnmapped(group, index, head.name, head.columns, recipes);
    }
  }
  tasks.sort((a, b) => ORDER.indexOf(a.recipe.entity) - ORDER.indexOf(b.recipe.entity));

  let bytesDone = 0;
  for (const task of tasks) {
    alive();
    const file = group.files[task.fileIndex]!;
    const report = reports.get(task.fileIndex)!;
    const issues = group.issues[task.fileIndex]!;
    const fieldOf = (column: string) => fieldOfColumn(task.recipe, column);
    const stats = columnStats(task.table, task.columns, fieldOf);
    const ctx: ConvertContext = {
      links,
      issues,
      table: task.table,
      zone: options.defaultZone,
      isZoneKnown: options.isZoneKnown,
      year: new Date(options.now).getUTCFullYear(),
    };
    const counts = { read: 0, inserted: 0, updated: 0, skipped: 0, rejected: 0 };
    const implied = { ...links.implied };
    const from = builder.count;
    const isEvent = task.recipe.entity === 'event';
    const common = { recipe: task.recipe, columns: task.columns, ctx, counts, stats };
    db.exec('BEGIN');
    try {
      const sink = isEvent
        ? eventSink({
            ...common,
            builder,
            kinds: options.kinds,
            sourceNo: options.source.sourceNo,
            keys: options.keys,
            bytes: file.bytes,
          })
        : rowSink({ ...common, db, source: options.source, importId: options.importId, now: options.now });
      for await (const batch of file.batches(task.table)) {
        alive();
        sink.add(batch);
        links.flush();
        options.progress(bytesDone + file.position());
      }
      sink.finish();
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
    if (file.tables.at(-1)?.name === task.table) bytesDone += file.bytes;
    if (isEvent) {
      counts.inserted = builder.count - from; // the merge takes off what was already there
      options.eventsEnd(report, task.table, builder.count);
    }
    if (links.implied.members > implied.members)
      issues.add('member-implied', { table: task.table }, links.implied.members - implied.members);
    if (links.implied.contents > implied.contents)
      issues.add('content-implied', { table: task.table }, links.implied.contents - implied.contents);
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) report.rows[name] += counts[name];
    report.columns.push(
      ...stats
        .report()
        .filter((c) => !report.columns.some((k) => k.table === c.table && k.column === c.column && k.field === c.field)),
    );
  }
  for (const [index, report] of reports) report.issues = group.issues[index]!.list();
  return reports;
}

function reportUnmapped(group: OpenGroup, index: number, table: string, columns: string[], recipes: TableRecipe[]): void {
  for (const column of columns) {
    if (recipes.every((r) => fieldOfColumn(r, column) === null)) group.issues[index]!.add('column-unmapped', { table, column });
  }
}

function fieldOfColumn(recipe: TableRecipe, column: string): string | null {
  const uses = (from: FieldSource) =>
    typeof from === 'string'
      ? from === column
      : !('const' in from) && (from.column === column || (from.with ?? []).includes(column));
  for (const [field, from] of Object.entries(recipe.fields)) if (uses(from)) return `${recipe.entity}.${field}`;
  return null;
}
