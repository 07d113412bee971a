/** Which files an import has to read: each file's hash decides whether it is already in. */
import { createHash } from 'node:crypto';
import type { Reader } from '../store/connection.ts';
import { one, scalar, sql } from '../store/sql.ts';
import { sha256Of } from './files.ts';
import { issueLog } from './issues.ts';
import type { OpenGroup } from './sources.ts';
import type { ImportedSource } from './types.ts';

export interface PlannedFile {
  group: OpenGroup;
  index: number;
  sourceId: string;
  sha256: string;
  bytes: number;
  recipeHash: string;
  isKnown: boolean;
}

export function planFiles(
  live: Reader,
  groups: OpenGroup[],
  source: string | null,
  progress: (fraction: number) => void,
  alive: () => void,
): PlannedFile[] {
  const total = groups.reduce((sum, g) => sum + g.files.reduce((s, f) => s + f.bytes, 0), 0) || 1;
  let done = 0;
  const plan: PlannedFile[] = [];
  for (const group of groups) {
    const sourceId = source ?? group.format;
    const recipeHash = createHash('sha256')
      .update(JSON.stringify([group.recipe, group.zone]))
      .digest('hex')
      .slice(0, 16);
    group.files.forEach((file, index) => {
      const sha256 = isMemory(file.path)
        ? createHash('sha256').update(file.name).update(String(file.bytes)).digest('hex')
        : sha256Of(file.path, (at) => {
            alive();
            progress((done + at) / total);
          });
      done += file.bytes;
      const known = one(
        live,
        sql`SELECT 1 FROM import_file JOIN source USING (source_no)
            WHERE source_id = ${sourceId} AND file_sha256 = ${sha256} AND recipe_hash = ${recipeHash}`,
      );
      plan.push({ group, index, sourceId, sha256, bytes: file.bytes, recipeHash, isKnown: known !== undefined });
    });
  }
  return plan;
}

/** Tables made in memory (the sample community) have no path. */
const isMemory = (path: string) => path === '';

export const knownFile =
  (live: Reader) =>
  (file: PlannedFile): ImportedSource => {
    const opened = file.group.files[file.index]!;
    const read = scalar<number>(
      live,
      sql`SELECT rows_read FROM import_file JOIN source USING (source_no)
        WHERE source_id = ${file.sourceId} AND file_sha256 = ${file.sha256} ORDER BY file_no DESC LIMIT 1`,
    );
    const issues = issueLog(opened.name);
    issues.add('same-file');
    return {
      file: opened.name,
      format: file.group.format,
      sha256: file.sha256,
      encoding: opened.encoding,
      rows: { read: read ?? 0, inserted: 0, updated: 0, skipped: read ?? 0, rejected: 0 },
      issues: issues.list(),
      columns: [],
    };
  };
