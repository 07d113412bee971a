import { arch, platform, release, totalmem } from 'node:os';
import { electronBinary, findBrowser, versionOfSqlite } from '../api/index.ts';

/** What this machine has of what Hearth uses. Exit 0 when the engine can run. */
export function doctor(isJson: boolean): number {
  const sqlite = versionOfSqlite();
  const browser = findBrowser();
  const electron = electronBinary();
  const node = process.versions.node;
  const isNodeFit = Number(node.split('.')[0]) >= 22;
  const checks = [
    {
      name: 'node',
      found: node,
      ok: isNodeFit,
      advice: isNodeFit ? null : 'Run npm ci (with install scripts): it brings Node 24.',
    },
    { name: 'sqlite', found: sqlite, ok: sqlite !== null, advice: sqlite ? null : 'Run npm ci: better-sqlite3 is missing.' },
    {
      name: 'browser',
      found: browser,
      ok: browser !== null,
      advice: browser
        ? null
        : 'Install Chromium, Chrome or Edge, or set HEARTH_BROWSER to one. The interface then opens in a window of it.',
    },
    {
      name: 'electron',
      found: electron,
      ok: electron !== null,
      advice: electron ? null : 'Run npx install-electron for the desktop window. Without it the interface opens in a browser.',
    },
  ];
  const canRun = isNodeFit && sqlite !== null;
  if (isJson) {
    process.stdout.write(
      `${JSON.stringify({ kind: 'doctor', ok: canRun, platform: `${platform()} ${release()} ${arch()}`, memoryBytes: totalmem(), checks })}\n`,
    );
  } else {
    for (const c of checks)
      process.stdout.write(
        `${c.ok ? 'ok     ' : 'missing'}  ${c.name.padEnd(9)} ${c.found ?? ''}${c.advice ? `  ${c.advice}` : ''}\n`,
      );
  }
  return canRun ? 0 : 1;
}
