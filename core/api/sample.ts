/** The bundled sample community: generated, then imported like any export. */
import { writeFileSync } from 'node:fs';
import { generateSample } from '../../data/sample/generate.ts';
import { type ImportOptions, importFiles, memoryTables } from '../import/index.ts';
import type { ImportResult } from '../import/types.ts';
import { createWorkspace, openForReading } from '../store/workspace.ts';

export const answersPath = (workspacePath: string) => workspacePath.replace(/(\.hearth)?$/, '.answers.json');

/** Makes a workspace of the sample community and, beside it, the answer sheet with what was planted. @throws InputError workspace-exists. */
export async function importSample(
  path: string,
  now: number,
  hooks: Pick<ImportOptions, 'exclusively' | 'isCancelled'> & {
    progress?: (stage: string, fraction: number | null) => void;
  } = {},
): Promise<ImportResult> {
  hooks.progress?.('generate', null);
  const sample = generateSample();
  createWorkspace(path, { name: sample.name, tz: sample.tz, currency: sample.currency, isSynthetic: true }, now);
  const live = openForReading(path);
  try {
    const tables = memoryTables(sample.tables.map((t) => ({ name: t.entity, columns: t.columns, rows: t.rows })));
    const result = await importFiles(path, live, { paths: [], tables, now, ...hooks });
    writeFileSync(answersPath(path), JSON.stringify(sample.answers));
    return result;
  } finally {
    live.close();
  }
}
