import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeTheme, type Rectangle } from 'electron';

const SMALLEST = { minWidth: 1100, minHeight: 700 };
const USUAL = { width: 1280, height: 800 };

/** One window, where it stood last time, shown when there is something to see. */
export function createWindow(): BrowserWindow {
  const boundsFile = join(app.getPath('userData'), 'window.json');
  const window = new BrowserWindow({
    ...USUAL,
    ...lastBounds(boundsFile),
    ...SMALLEST,
    show: false,
    title: 'Hearth',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15181b' : '#ffffff', // no flash before the page draws
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false, // would fetch dictionaries
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    try {
      writeFileSync(boundsFile, JSON.stringify(window.getNormalBounds()));
    } catch {
      // a full disk must not keep a window open
    }
  });
  return window;
}

function lastBounds(file: string): Partial<Rectangle> {
  try {
    const { x, y, width, height } = JSON.parse(readFileSync(file, 'utf8')) as Rectangle;
    return [x, y, width, height].every(Number.isFinite) ? { x, y, width, height } : {};
  } catch {
    return {}; // first start
  }
}
