import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../core/api/machine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const DOWNLOAD_MS = 180_000;

/** The browser the tests drive: HEARTH_BROWSER, a Chromium, Chrome or Edge of the system, Playwright's own; else one is installed
 *  (Playwright's download, then Debian's package when root). @throws Error that says how to get one. */
export function ensureBrowser(): string {
  return findBrowser() ?? ownOfPlaywright() ?? downloaded() ?? debianPackage() ?? explain();
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

function debianPackage(): string | null {
  const isDebian = existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) return null;
  console.log('Installing Debian’s chromium …');
  spawnSync('sh', ['-c', 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-cjk'], {
    stdio: 'inherit',
  });
  return findBrowser();
}

function explain(): never {
  throw new Error(
    'The tests need a Chromium, Chrome or Edge, and none was found or could be installed. Install one, or set HEARTH_BROWSER to its path, then run npm test again.',
  );
}
