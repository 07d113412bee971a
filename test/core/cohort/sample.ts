import Database from 'better-sqlite3';
import { afterAll, beforeAll } from 'vitest';
import { importFiles, memoryTables } from '../../../core/import/index.ts';
import { type Dataset, openDataset } from '../../../core/store/dataset.ts';
import { createWorkspace, openForReading } from '../../../core/store/workspace.ts';
import { generateSample } from '../../../data/sample/generate.ts';
import type { AnswerSheet } from '../../../data/sample/types.ts';
import { tempFolder } from '../store/temp.ts';

export interface SampleUnderTest {
  data: Dataset;
  answers: AnswerSheet;
  /** A plain handle, so that the checks share nothing with the engine. */
  sql(text: string, ...values: (string | number)[]): Record<string, string | number | null>[];
}

/** The sample community, imported once for a test file. */
export function sampleCommunity(): SampleUnderTest {
  const folder = tempFolder();
  const held = {} as { data: Dataset; answers: AnswerSheet; db: Database.Database };
  beforeAll(async () => {
    const sample = generateSample();
    const path = folder.fresh('.hearth');
    createWorkspace(path, { name: sample.name, tz: sample.tz, currency: sample.currency, isSynthetic: true }, 1);
    const live = openForReading(path);
    const tables = memoryTables(sample.tables.map((t) => ({ name: t.entity, columns: t.columns, rows: t.rows })));
    await importFiles(path, live, { paths: [], tables, now: Date.parse('2026-01-01T00:00:00Z') });
    live.close();
    held.data = openDataset(path);
    held.answers = sample.answers;
    held.db = new Database(path, { readonly: true });
  }, 60_000);
  afterAll(() => {
    held.data.db.close();
    held.db.close();
  });
  return {
    get data() {
      return held.data;
    },
    get answers() {
      return held.answers;
    },
    sql: (text, ...values) => held.db.prepare(text).all(...values) as Record<string, string | number | null>[],
  };
}

/** First day of the local period of a second, in SQL; China has no daylight saving, so local time is UTC + 8 h. */
export const PERIOD = {
  day: (s: string) => `date(${s} + 28800, 'unixepoch')`,
  week: (s: string) => `date(${s} + 28800, 'unixepoch', 'weekday 0', '-6 days')`,
  month: (s: string) => `strftime('%Y-%m-01', ${s} + 28800, 'unixepoch')`,
};

export const GRAINS = ['day', 'week', 'month'] as const;
export const ALL = { basis: 'all' as const, kinds: [] as string[], from: null, to: null };

/** Cohorts by first action, any action is a return: the retention table of the overview. */
export const FIRST_SEEN = (grain: (typeof GRAINS)[number]) => ({
  cohort: grain,
  period: grain,
  entry: 'first-event' as const,
  return: 'any' as const,
  mode: 'on' as const,
  brackets: null,
  window: 'calendar' as const,
  mean: 'weighted' as const,
  periods: null,
});
