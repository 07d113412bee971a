import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { type Placement, parsePlacement, reachable } from './bounds.ts';

const SMALLEST = { minWidth: 1100, minHeight: 700 };
const USUAL = { width: 1280, height: 800 };
/** A page that crashes again within this time is not loaded a third time. */
const CRASH_PAUSE_MS = 60_000;

/** One window, where it stood last time, shown when there is something to see. */
export function createWindow(): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const last = lastPlacement(file);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...USUAL,
    ...(last ? reachable(last.bounds, screens) : {}),
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
  window.once('ready-to-show', () => {
    if (last?.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    const placement: Placement = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(placement));
    } catch {
      // a full disk must not keep a window open
    }
  });
  let crashedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || performance.now() - crashedAt < CRASH_PAUSE_MS) return;
    crashedAt = performance.now();
    window.webContents.reload(); // the data is safe: the engine runs in this process
  });
  return window;
}

function lastPlacement(file: string): Placement | null {
  try {
    return parsePlacement(readFileSync(file, 'utf8'));
  } catch {
    return null; // first start
  }
}
