import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../../core/base/random.ts';
import type { Recipe } from '../../../core/import/index.ts';
import { openForReading, openWorkspace } from '../../../core/store/workspace.ts';
import { peek, tempFolder } from '../store/temp.ts';
import { exportOf, importInto } from './community.ts';

const folder = tempFolder();
const CLI = fileURLToPath(new URL('../../../core/cli/main.ts', import.meta.url));
const ROWS = 60_000;
const OLD_ROWS = 500;
const KILLS = 10;
const line = (i: number) => `u${(i * 7919) % 4001},i${i % 97},${i % 6},${1_600_000_000 + i * 60}\n`;
const csv = (from: number, n: number) =>
  `user,item,rating,timestamp\n${Array.from({ length: n }, (_, i) => line(from + i)).join('')}`;

let big = '';
let filled = '';
/** How long the whole import takes here, unkilled. */
let whole = 0;

beforeAll(async () => {
  big = join(exportOf(folder, { 'log.csv': csv(OLD_ROWS, ROWS) }), 'log.csv');
  filled = folder.fresh('.hearth');
  await importInto(filled, join(exportOf(folder, { 'log.csv': csv(0, OLD_ROWS) }), 'log.csv'), {
    recipe: null as unknown as Recipe,
  });
  const from = Date.now();
  const child = importing(folder.fresh('.hearth'));
  await once(child, 'exit');
  whole = Date.now() - from;
}, 60_000);

const importing = (path: string) => spawn(process.execPath, [CLI, 'import', path, big, '--json'], { stdio: 'ignore' });

/** @returns the number of events, or null when there is no workspace. */
function eventsIn(path: string): number | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  const reader = openForReading(path);
  reader.close();
  const workspace = openWorkspace(path);
  workspace.close();
  return peek(path, (db) => {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const events = db.prepare('SELECT count(*) FROM event').pluck().get() as number;
    expect(db.prepare('SELECT coalesce(sum(ev_to - ev_from), 0) FROM member').pluck().get()).toBe(events);
    return events;
  });
}

describe(`kill -9 at ${KILLS} random moments of an import of ${ROWS} rows`, () => {
  test('a workspace with data opens, is sound and holds all or nothing of the import', async () => {
    const random = seeded(2024);
    const seen = new Set<number | null>();
    for (let i = 0; i < KILLS; i++) {
      const path = folder.fresh('.hearth');
      copyFileSync(filled, path);
      const child = importing(path);
      const exit = once(child, 'exit');
      await sleep(whole * (0.1 + random.unit()));
      child.kill('SIGKILL');
      await exit;
      const events = eventsIn(path);
      seen.add(events);
      expect([OLD_ROWS, OLD_ROWS + ROWS], `kill ${i}`).toContain(events);
      if (i !== 0) continue;
      await importInto(path, big); // and the same import can be done again
      expect(eventsIn(path)).toBe(OLD_ROWS + ROWS);
      expect(existsSync(`${path}-staging`)).toBe(false);
    }
    expect(seen.has(OLD_ROWS)).toBe(true);
  }, 120_000);

  test('a new workspace is not there, or empty and sound, or whole', async () => {
    const random = seeded(77);
    for (let i = 0; i < KILLS; i++) {
      const path = folder.fresh('.hearth');
      const child = importing(path);
      const exit = once(child, 'exit');
      await sleep(whole * (0.1 + random.unit()));
      child.kill('SIGKILL');
      await exit;
      expect([null, 0, ROWS], `kill ${i}`).toContain(eventsIn(path));
      if (i !== 0) continue;
      await importInto(path, big);
      expect(eventsIn(path)).toBe(ROWS);
    }
  }, 120_000);
});
