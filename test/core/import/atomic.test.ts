import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ImportStage, importFiles } from '../../../core/import/importFiles.ts';
import type { Recipe } from '../../../core/import/index.ts';
import { openForReading, openWorkspace } from '../../../core/store/workspace.ts';
import { bytesHash, tempFolder } from '../store/temp.ts';
import { activity, checkInvariants, exportOf, importInto, NOW } from './community.ts';

const folder = tempFolder();
const STAGES: ImportStage[] = ['hash', 'read', 'sort', 'store', 'derive', 'publish'];
const recipe = {
  tables: [
    { match: 'log*', entity: 'event', fields: { member_id: 'u', content_id: 'c', occurred_at: 't' } },
    { match: 'posts', entity: 'post', fields: { source_key: 'id', author_id: 'u', created_at: 't', body_text: 'text' } },
  ],
} as unknown as Recipe;
const rows = (from: number, n: number) =>
  Array.from({ length: n }, (_, i) => `u${(from + i) % 50},c${i % 5},${1_600_000_000 + from + i}\n`).join('');
const FIRST = { 'log.csv': `u,c,t\n${rows(0, 300)}`, 'posts.csv': 'id,u,t,text\n1,u1,2020-01-01,a\n2,u2,2020-01-02,b\n' };
const SECOND = {
  'log.csv': `u,c,t\n${rows(100, 5000)}`,
  'posts.csv': 'id,u,t,text\n1,u1,2020-01-01,changed\n3,u60,2020-01-02,c\n',
};

async function filled(): Promise<string> {
  const path = folder.fresh('.hearth');
  await importInto(path, exportOf(folder, FIRST), { recipe });
  return path;
}

/** What lies beside the workspace, but for the cache of columns and what a read-only handle leaves: an empty log and its index. */
const beside = (path: string) =>
  readdirSync(dirname(path)).filter((n) => n.startsWith(`${basename(path)}-`) && !/-(columns|shm|wal)$/.test(n));

/** Imports with a hook at one stage; the workspace must come out byte for byte the same. */
async function failsAt(stage: ImportStage, how: 'cancel' | 'throw', whenever: number): Promise<unknown> {
  const path = await filled();
  const before = bytesHash(path);
  const columns = bytesHash(`${path}-columns`);
  const live = openForReading(path);
  let cancelled = false;
  let calls = 0;
  const error = await importFiles(path, live, {
    paths: [exportOf(folder, SECOND)],
    recipe,
    now: NOW,
    isCancelled: () => cancelled,
    progress(at) {
      if (at !== stage || ++calls < whenever) return;
      if (how === 'throw') throw new Error(`broken at ${stage}`);
      cancelled = true;
    },
  }).then(
    () => null,
    (e: unknown) => e,
  );
  live.close();
  if (error === null) return null;
  expect(beside(path)).toEqual([]);
  expect(bytesHash(path)).toBe(before);
  expect(bytesHash(`${path}-columns`)).toBe(columns);
  openWorkspace(path).close();
  checkInvariants(path);
  return error;
}

describe('an import that does not end', () => {
  test.each(STAGES)('cancelled at %s leaves the workspace as it was', async (stage) => {
    const error = await failsAt(stage, 'cancel', 1);
    expect(error).toMatchObject({ code: 'cancelled' });
  });

  test.each(STAGES)('broken off at %s leaves the workspace as it was', async (stage) => {
    expect(await failsAt(stage, 'throw', 1)).toMatchObject({ message: `broken at ${stage}` });
  });

  test('cancelled in the middle of reading leaves the workspace as it was', async () => {
    expect(await failsAt('read', 'cancel', 2)).toMatchObject({ code: 'cancelled' });
  });

  test('broken off before anything was published leaves no file where there was none', async () => {
    for (const stage of STAGES) {
      const path = folder.fresh('.hearth');
      const progress = (at: ImportStage) => {
        if (at === stage) throw new Error('broken');
      };
      await expect(importInto(path, exportOf(folder, FIRST), { recipe, progress })).rejects.toThrow('broken');
      expect(
        readdirSync(dirname(path)).filter((n) => n.startsWith(basename(path))),
        stage,
      ).toEqual([]);
    }
  });

  test('with a file that cannot be read among others changes nothing', async () => {
    const path = await filled();
    const before = activity(path);
    const from = exportOf(folder, { ...SECOND, 'broken.db': 'SQLite format 3\0 and then nothing of the kind' });
    await expect(importInto(path, from, { recipe })).rejects.toMatchObject({
      code: expect.stringMatching(/bad-file|unknown-format/),
    });
    await expect(importInto(path, join(from, 'missing.csv'), { recipe })).rejects.toMatchObject({ code: 'file-not-found' });
    const bad = {
      tables: [{ match: 'log', entity: 'event', fields: { member_id: 'nobody', occurred_at: 't' } }],
    } as unknown as Recipe;
    await expect(importInto(path, from, { recipe: bad })).rejects.toMatchObject({
      code: expect.stringMatching(/bad-recipe|bad-file/),
    });
    expect(activity(path)).toEqual(before);
    expect(existsSync(`${path}-staging`)).toBe(false);
  });

  test('does not keep the next one from succeeding', async () => {
    const path = await filled();
    const from = exportOf(folder, SECOND);
    let isFirst = true;
    const progress = (at: ImportStage) => {
      if (at === 'store' && isFirst) {
        isFirst = false;
        throw new Error('once');
      }
    };
    await expect(importInto(path, from, { recipe, progress })).rejects.toThrow('once');
    const result = await importInto(path, from, { recipe, progress });
    expect(result.totals).toMatchObject({ events: 5100, posts: 3 });
    checkInvariants(path);
  });
});

test('progress never goes back within a stage and stages come in order', async () => {
  const seen: [ImportStage, number | null][] = [];
  await importInto(folder.fresh('.hearth'), exportOf(folder, SECOND), {
    recipe,
    progress: (stage, fraction) => seen.push([stage, fraction]),
  });
  const order = [...STAGES, 'columns'];
  for (let i = 1; i < seen.length; i++) {
    const [[before, a], [stage, b]] = [seen[i - 1]!, seen[i]!];
    expect(order.indexOf(stage)).toBeGreaterThanOrEqual(order.indexOf(before));
    if (stage === before && a !== null && b !== null) expect(b).toBeGreaterThanOrEqual(a);
    if (b !== null) expect(b).toBeLessThanOrEqual(1);
  }
  expect(new Set(seen.map(([stage]) => stage))).toEqual(new Set(order));
});
