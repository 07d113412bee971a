import { extname } from 'node:path';
import type { RunningEngine } from '../core/api/index.ts';

/** What a person named at the start: a workspace is opened, anything else is an export to import; nothing named = the sample community. */
export async function openPath(engine: RunningEngine, path: string | null): Promise<void> {
  if (path === null) await engine.openSample();
  else if (extname(path) === '.hearth') await engine.open({ path });
  else await engine.startImport({ paths: [path], as: null, recipe: null, tz: null, encoding: null, source: null, anchor: null });
}
