/** The browser the tests drive. Where none is, one is installed if that can be done without asking; else the error says how. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../core/api/machine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const DOWNLOAD_MS = 180_000;
const APT_MS = 600_000;
const VERSION_MS = 30_000;
const VARIABLES = ['HEARTH_BROWSER', 'PLAYWRIGHT_CHROMIUM_PATH'];

type Env = Record<string, string | undefined>;

/** The chosen one (HEARTH_BROWSER, PLAYWRIGHT_CHROMIUM_PATH), one of the system, Playwright's own, a download, Debian's package.
 *  @throws Error that says how to get one. */
export function ensureBrowser(env: Env = process.env): string {
  return chosen(env) ?? working(findBrowser(env)) ?? ownOfPlaywright() ?? downloaded() ?? debianPackage(env) ?? explain();
}

/** A wrong path is told, not worked around: the tests would run in another browser than the one that was asked for. */
export function chosen(env: Env): string | null {
  for (const name of VARIABLES) {
    const path = env[name];
    if (!path) continue;
    if (!existsSync(path)) throw new Error(`${name} is "${path}", and there is no such file. Correct it, or unset it.`);
    return path;
  }
  return null;
}

/** Some systems have a script in the browser's place that only says how to install it. Windows' browsers answer no --version. */
function working(path: string | null): string | null {
  if (path === null || process.platform === 'win32') return path;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: VERSION_MS }).status === 0 ? path : null;
}

function ownOfPlaywright(): string | null {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function downloaded(): string | null {
  console.log('No browser found; trying Playwright’s download …');
  spawnSync(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: DOWNLOAD_MS,
  });
  return ownOfPlaywright();
}

function debianPackage(env: Env): string | null {
  const about = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!isDebian(about) || process.getuid?.() !== 0) return null;
  console.log('Installing Debian’s chromium …');
  spawnSync('sh', ['-c', 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-cjk'], {
    stdio: 'inherit',
    timeout: APT_MS,
  });
  return working(findBrowser(env));
}

/** @param about the text of /etc/os-release. Ubuntu is Debian-like but its chromium is a snap, which a container cannot run. */
export function isDebian(about: string): boolean {
  return /^ID(_LIKE)?="?([\w ]* )?debian\b/m.test(about) && !/^ID="?ubuntu\b/m.test(about);
}

function explain(): never {
  throw new Error(
    'The tests need a Chromium, Chrome or Edge, and none was found or could be installed. Install one, or set HEARTH_BROWSER to its path, then run npm test again.',
  );
}
