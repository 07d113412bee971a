/** npm test: build, find a browser, then types, lint and every suite. The last line says how many passed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './setup/browser.ts';
import { type Counts, closingLine } from './setup/closingLine.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules', name);
const scratch = mkdtempSync(join(tmpdir(), 'hearth-test-'));
const report = join(scratch, 'report.json');

const steps: [name: string, args: string[]][] = [
  ['build', [join(root, 'electron/tools/build.ts'), '--if-needed', '--quiet']],
  ['types', [bin('typescript/bin/tsc'), '-b']],
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  [
    'suites',
    [
      ...[bin('vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
  ],
];

let failed: string | null = null;
let code = 0;
const fail = (name: string, status: number | null) => {
  failed ??= name;
  code ||= status || 1; // the first failure's; null = it was killed
};
try {
  // Nothing of the person's own data is touched: the tests have a data folder of their own.
  const env = { ...process.env, HEARTH_BROWSER: ensureBrowser(), HEARTH_HOME: join(scratch, 'home') };
  for (const [name, args] of steps) {
    console.log(`\n== ${name}`);
    const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    if (status === 0) continue;
    fail(name, status);
    if (name === 'build') break; // the rest would test what was built before
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  fail('browser', null);
}
const counts = readCounts();
rmSync(scratch, { recursive: true, force: true });
if (failed) console.log(`\nFailed: ${failed}`);
console.log(`\n${closingLine(counts, failed !== null)}`);
process.exitCode = code;

/** Null when the suites did not get that far. */
function readCounts(): Counts | null {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Counts;
  } catch {
    return null;
  }
}
