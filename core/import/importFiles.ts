/**
 * From files to the workspace, as one transaction: everything is built in a staging copy, then published.
 * Cancelled, crashed or failed at any point, the workspace is as it was before or as it is after, nothing between.
 */
import { randomBytes } from 'node:crypto';
import type { EventColumns } from '../base/columns.ts';
import { Bug, InputError } from '../base/errors.ts';
import { offsetOf } from '../kernel/calendar.ts';
import { indexTexts } from '../scope/index.ts';
import type { Reader, Writer } from '../store/connection.ts';
import { writeEventPages } from '../store/eventPages.ts';
import { memberTimes, sidecarPath, writeSidecar } from '../store/sidecar.ts';
import { all, one, scalar, sql } from '../store/sql.ts';
import { deferIndexes, openStaging, publish, type Staging } from '../store/staging.ts';
import { addPostEvents, linkPosts, loadOldEvents, storeDetails, storeRanges } from './derive.ts';
import { eventBuilder, type SortedEvents, sortEvents } from './eventBuilder.ts';
import { finishImport } from './finishImport.ts';
import { storeImages } from './images.ts';
import { openKinds } from './kinds.ts';
import { openLinks, type SourceRef } from './links.ts';
import { findKnownEvents, type MergeCounts } from './mergeEvents.ts';
import { knownFile, type PlannedFile, planFiles } from './planFiles.ts';
import { importTotals } from './queries.ts';
import { readTables } from './readTables.ts';
import { type OpenGroup, openGroups, type SourceOptions } from './sources.ts';
import type { ImportedSource, ImportResult, Totals } from './types.ts';

export type ImportStage = 'hash' | 'read' | 'sort' | 'store' | 'derive' | 'publish' | 'columns';

export interface ImportOptions extends SourceOptions {
  now: number;
  progress?: (stage: ImportStage, fraction: number | null) => void;
  /** Polled in every loop. */
  isCancelled?: () => boolean;
  /** Runs `publish` while nobody else writes to the workspace. */
  exclusively?: <T>(publish: () => Promise<T>) => Promise<T>;
}

/**
 * Reads exports into a workspace.
 * @param live open handle of the workspace, used for reading only
 * @returns what was read, changed and wrong. The same file with the same recipe again changes nothing.
 * @throws InputError bad-file, bad-recipe, cancelled; StoreError disk-full.
 *   Cost at 10 million events: see the bench, `import`.
 */
export async function importFiles(workspacePath: string, live: Reader, options: ImportOptions): Promise<ImportResult> {
  const { progress = () => {}, isCancelled = () => false } = options;
  const alive = () => {
    if (isCancelled()) throw new InputError('cancelled', 'The import was cancelled. The workspace is as it was.');
  };
  if (options.tz) checkZone(options.tz);
  const before = importTotals(live);
  const groups = await openGroups(
    options,
    all<{ name: string; definition: string }>(live, sql`SELECT name, definition FROM recipe`),
  );
  try {
    const plan = planFiles(live, groups, options.source ?? null, (fraction) => progress('hash', fraction), alive);
    if (plan.every((file) => file.isKnown)) {
      return { kind: 'import', importId: null, sources: plan.map(knownFile(live)), totals: before, changes: [] };
    }
    const staging = await openStaging(live, workspacePath);
    try {
      const built = await build(staging, groups, plan, before, options, alive, progress);
      progress('publish', null);
      alive();
      await (options.exclusively ?? ((run) => run()))(() => publish(staging, workspacePath));
      progress('columns', null);
      writeSidecar(sidecarPath(workspacePath), built.token, built.columns);
      return built.result;
    } finally {
      staging.discard();
    }
  } finally {
    for (const group of groups) for (const file of group.files) file.close();
  }
}

interface Built {
  result: ImportResult;
  columns: EventColumns;
  token: string;
}

async function build(
  staging: Staging,
  groups: OpenGroup[],
  plan: PlannedFile[],
  before: Totals,
  options: ImportOptions,
  alive: () => void,
  progress: (stage: ImportStage, fraction: number | null) => void,
): Promise<Built> {
  const { db } = staging;
  const { now } = options;
  const importId = Number(db.prepare('INSERT INTO import (started_at, finished_at) VALUES (?, ?)').run(now, now).lastInsertRowid);
  const restoreIndexes = deferIndexes(db);
  const kinds = openKinds(db);
  const b = eventBuilder();
  loadOldEvents(db, b);
  const oldCount = b.count;
  const sources: ImportedSource[] = [];
  /** Which file each new event came from: ascending positions at which a file's events end. */
  const ends: { position: number; merge: MergeCounts; source: ImportedSource; table: string; repeats: number }[] = [];
  const totalBytes = plan.reduce((sum, f) => sum + (f.isKnown ? 0 : f.bytes), 0) || 1;
  let bytesDone = 0;

  for (const group of groups) {
    const files = plan.filter((p) => p.group === group);
    if (files.every((f) => f.isKnown)) {
      sources.push(...files.map(knownFile(db)));
      continue;
    }
    const source = sourceOf(db, files[0]!.sourceId, group, options.tz ?? group.zone ?? 'UTC');
    const links = openLinks(db, source, importId, listsMembers(db, source, group));
    const keys = { last: -1 };
    const read = new Set(files.filter((f) => !f.isKnown).map((f) => f.index));
    const counted = await readTables({
      db,
      group,
      files: read,
      source,
      importId,
      now,
      links,
      kinds,
      builder: b,
      keys,
      defaultZone: options.tz ?? group.zone ?? 'UTC',
      isZoneKnown: Boolean(options.tz ?? group.zone),
      alive,
      progress: (bytes) => progress('read', Math.min(1, (bytesDone + bytes) / totalBytes)),
      eventsEnd: (source, table, position) =>
        ends.push({ position, merge: { skipped: 0, updated: 0, duplicates: 0 }, source, table, repeats: 0 }),
      sha256: files.map((f) => f.sha256),
    });
    for (const file of files) {
      const imported = file.isKnown ? knownFile(db)(file) : counted.get(file.index)!;
      sources.push(imported);
      if (!file.isKnown) bytesDone += file.bytes;
    }
  }

  progress('sort', null);
  alive();
  restoreIndexes();
  const fileOf = (position: number): MergeCounts => ends[lowerBound(ends, position)]!.merge;
  const dead = findKnownEvents(b, oldCount, fileOf);
  for (const { merge, source, table } of ends) {
    source.rows.skipped += merge.skipped + merge.duplicates;
    source.rows.updated += merge.updated;
    source.rows.inserted -= merge.skipped + merge.duplicates + merge.updated;
    if (merge.duplicates > 0)
      source.issues.push({
        code: 'duplicate-id',
        severity: 'warn',
        file: source.file,
        table,
        row: null,
        column: null,
        sample: null,
        count: merge.duplicates,
      });
  }
  const orphans = linkPosts(db);
  const eventsEnd = b.count;
  addPostEvents(db, b, kinds);
  const members = scalar<number>(db, sql`SELECT coalesce(max(member_no), 0) FROM member`)!;
  const allDead = dead === null ? null : padded(dead, b.count);
  const rows = sortEvents(b, members, allDead, (position) => {
    if (position < oldCount || position >= eventsEnd) return; // there before, or made from a post
    ends[lowerBound(ends, position)]!.repeats++;
  });
  for (const { source, repeats, table } of ends) {
    if (repeats > 0)
      source.issues.push({
        code: 'repeated-row',
        severity: 'info',
        file: source.file,
        table,
        row: null,
        column: null,
        sample: null,
        count: repeats,
      });
  }

  progress('store', null);
  alive();
  const rootPage = scalar<number>(db, sql`SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'event'`)!;
  staging.reopenAfter((path) => writeEventPages(path, rootPage, rows));
  progress('derive', null);
  const columns = columnsOf(staging.db, rows, members);
  storeDetails(staging.db, rows);
  storeRanges(staging.db, columns.off);
  checkEvents(staging.db, rows);
  indexTexts(staging.db, alive);
  storeImages(staging.db, importId, options.paths, alive);

  const token = randomBytes(8).toString('hex');
  const eventsUpdated = ends.reduce((n, e) => n + e.merge.updated, 0);
  const result = finishImport(staging.db, importId, sources, plan, before, orphans, eventsUpdated, token, options.now);
  return { result, columns, token };
}

/** First entry whose end lies behind the position. */
function lowerBound(ends: { position: number }[], position: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]!.position > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The dead list was made before the derived events came. */
function padded(dead: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length);
  longer.set(dead);
  return longer;
}

function sourceOf(db: Writer, sourceId: string, group: OpenGroup, zone: string): SourceRef {
  db.prepare(
    `INSERT INTO source (source_id, format, label, tz, mapping, id_salt) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (source_id) DO UPDATE SET mapping = excluded.mapping, tz = excluded.tz`,
  ).run(sourceId, group.format, group.label, zone, JSON.stringify(group.recipe), randomBytes(16).toString('hex'));
  const row = one<{ source_no: number; id_salt: string }>(
    db,
    sql`SELECT source_no, id_salt FROM source WHERE source_id = ${sourceId}`,
  )!;
  return { sourceNo: row.source_no, sourceId, salt: row.id_salt };
}

/** Whether unknown authors are orphans (the source lists its members) or new members (it does not). */
function listsMembers(db: Writer, source: SourceRef, group: OpenGroup): boolean {
  if (group.recipe.tables.some((t) => t.entity === 'member')) return true;
  return one(db, sql`SELECT 1 FROM member WHERE source_no = ${source.sourceNo} AND is_implied = 0 LIMIT 1`) !== undefined;
}

function columnsOf(db: Writer, rows: SortedEvents, members: number): EventColumns {
  const off = new Int32Array(members + 1);
  for (let i = 0; i < rows.count; i++) off[rows.member[i]!]!++;
  for (let m = 1; m <= members; m++) off[m]! += off[m - 1]!;
  return {
    members,
    events: rows.count,
    off,
    time: rows.time,
    content: rows.content,
    kind: rows.kind,
    valueAt: rows.valueAt,
    value: rows.value,
    ...memberTimes(db, members),
  };
}

/** The pages were written by us: SQLite must find the same rows in them. A count walks every page; some rows are compared. */
function checkEvents(db: Writer, rows: SortedEvents): void {
  const count = scalar<number>(db, sql`SELECT count(*) FROM event`);
  const find = db.prepare('SELECT member_no, time_s, kind FROM event WHERE event_id = ?').raw();
  let isSame = count === rows.count;
  const step = Math.max(1, Math.floor(rows.count / SPOT_CHECKS));
  for (let i = 0; i < rows.count && isSame; i += step) {
    const [member, time, kind] = find.get(i) as [number, number, number];
    isSame = member === rows.member[i] && time === rows.time[i] && kind === rows.kind[i];
  }
  if (!isSame) throw new Bug(`The event table does not hold what was written: ${count} of ${rows.count} rows.`);
}

const SPOT_CHECKS = 1000;

function checkZone(zone: string): void {
  try {
    offsetOf(zone);
  } catch {
    throw new InputError('bad-option', `A time zone should be an IANA name such as Asia/Shanghai, got "${zone}".`, { tz: zone });
  }
}
