/** node electron/tools/build.ts [--if-needed] [--quiet] [--only main]: builds what is stale, one process at a time. */
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { at, mainConfig, preloadConfig, rendererConfig } from './configs.ts';

/** Whether any source is newer than what was built from it. */
function isStale(output: string, sources: string[]): boolean {
  if (!existsSync(at(output))) return true;
  const built = statSync(at(output)).mtimeMs;
  return sources.some((source) => newest(at(source)) > built);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let time = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    time = Math.max(time, newest(join(path, entry.name)));
  }
  return time;
}

const LONGEST_BUILD_MS = 60_000;
const args = process.argv.slice(2);
const isIfNeeded = args.includes('--if-needed');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : null;
const logLevel = args.includes('--quiet') ? 'error' : 'info';
const shared = ['core', 'data/sample', 'data/lexicon', 'package.json', 'electron'];
const steps = [
  { name: 'main', config: mainConfig, output: 'dist/main/cli.js', sources: shared },
  {
    name: 'preload',
    config: preloadConfig,
    output: 'dist/preload/preload.cjs',
    sources: ['electron/preload.ts', 'package.json'],
  },
  {
    name: 'renderer',
    config: rendererConfig,
    output: 'dist/renderer/index.html',
    sources: ['renderer', 'vite.config.ts', 'package.json'],
  },
];
const isWanted = (step: (typeof steps)[number]) =>
  (only === null || step.name === only) && !(isIfNeeded && !isStale(step.output, step.sources));

if (steps.some(isWanted)) {
  const release = await takeTurn();
  try {
    // Asked again: another process may have built it while this one waited.
    for (const step of steps) if (isWanted(step)) await build({ ...step.config, logLevel });
  } finally {
    release();
  }
}

/** Two commands started at once must not empty each other's output. A folder is the lock; one left by a killed build is old. */
async function takeTurn(): Promise<() => void> {
  const lock = at('.cache/building');
  mkdirSync(at('.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmdirSync(lock);
    } catch {
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
      if (age > LONGEST_BUILD_MS) {
        utimesSync(lock, new Date(), new Date()); // ours from now on
        return () => rmdirSync(lock);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
