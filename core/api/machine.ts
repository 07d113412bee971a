/** What the machine offers: a browser to show the interface in, the SQLite that is bundled. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, platform } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { sqliteVersion } from '../store/connection.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

/** HEARTH_BROWSER, else a Chromium, Chrome or Edge of the system. @returns its path, or null. */
export function findBrowser(env: Record<string, string | undefined> = process.env): string | null {
  const chosen = env['HEARTH_BROWSER'];
  if (chosen) return existsSync(chosen) ? chosen : null;
  const places: string[] = [];
  if (platform() === 'darwin') {
    for (const root of ['/Applications', join(homedir(), 'Applications')]) {
      for (const app of ['Google Chrome', 'Chromium', 'Microsoft Edge'])
        places.push(join(root, `${app}.app`, 'Contents', 'MacOS', app));
    }
  } else if (platform() === 'win32') {
    for (const root of [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]) {
      if (!root) continue;
      places.push(
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      );
    }
  } else {
    for (const folder of (env['PATH'] ?? '').split(delimiter)) for (const name of NAMES) places.push(join(folder, name));
    places.push('/snap/bin/chromium');
  }
  return places.find((p) => existsSync(p)) ?? null;
}

export function versionOfSqlite(): string | null {
  try {
    return sqliteVersion();
  } catch {
    return null; // the native part is missing
  }
}

const ELECTRON: Record<string, string> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The desktop binary, if it was downloaded. The electron package itself is not asked: that would start a download. */
export function electronBinary(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), ELECTRON[platform()] ?? 'electron');
    return existsSync(path) ? path : null;
  } catch {
    return null; // not installed
  }
}
