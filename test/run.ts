/** npm test: build, find a browser, then types, lint and every suite. The last line says how many passed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './setup/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules', name);
const scratch = mkdtempSync(join(tmpdir(), 'hearth-test-'));
const report = join(scratch, 'report.json');
const browser = ensureBrowser();
// Nothing of the person's own data is touched: the tests have a data folder of their own.
const env = { ...process.env, HEARTH_BROWSER: browser, HEARTH_HOME: join(scratch, 'home') };

const steps: [name: string, args: string[]][] = [
  ['build', [join(root, 'electron/tools/build.ts'), '--quiet']],
  ['types', [bin('typescript/bin/tsc'), '-b']],
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  [
    'suites',
    [
      bin('vitest/vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  ],
];

let failed: string | null = null;
for (const [name, args] of steps) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) failed ??= name;
  if (status !== 0 && name === 'build') break; // the rest would test what was built before
}
const counts = readCounts();
rmSync(scratch, { recursive: true, force: true });
if (failed) console.log(`\nFailed: ${failed}`);
console.log(
  `\n${counts.passed} passed, ${counts.failed + (failed && counts.failed === 0 ? 1 : 0)} failed, ${counts.skipped} skipped`,
);
process.exitCode = failed ? 1 : 0;

function readCounts(): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
      string,
      number
    >;
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0 };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }; // the suites did not get that far
  }
}
