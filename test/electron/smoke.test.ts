/** The real binary, where it is. What only it can prove: the sandbox, the context isolation, the native part's ABI, app:// itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary } from '../../core/api/machine.ts';
import { SAMPLE } from './asPage.ts';

const binary = electronBinary();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const isMissing = !binary || !hasDisplay;
if (isMissing) console.log(`Electron smoke skipped: ${binary ? 'no display' : 'no binary'}.`);

describe('the desktop binary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-smoke-'));
  let electron: ElectronApplication | undefined;
  let page: Page;
  beforeAll(async () => {
    if (isMissing) return;
    const main = fileURLToPath(new URL('../../dist/main/main.js', import.meta.url));
    const isRoot = process.getuid?.() === 0; // Chromium refuses its sandbox as root
    const args = [...(isRoot ? ['--no-sandbox'] : []), main];
    const env = { ...(process.env as Record<string, string>), HEARTH_HOME: folder };
    electron = await _electron.launch({ executablePath: binary, args, env });
    page = await electron.firstWindow();
  });
  afterAll(async () => {
    await electron?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(isMissing)('shows the sample community at app://hearth/', async () => {
    await page.getByText(SAMPLE).first().waitFor({ timeout: 60_000 });
    expect(page.url()).toMatch(/^app:\/\/hearth\//);
  });

  it.skipIf(isMissing)('keeps Node out of the page', async () => {
    const found = await page.evaluate(() => ({
      keys: Object.keys((window as unknown as { host: object }).host).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter((n) => n in window),
    }));
    expect(found).toEqual({ keys: ['on', 'pathFor', 'send'], node: [] });
  });

  it.skipIf(isMissing)('has one window with the safe preferences', async () => {
    const preferences = await electron!.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((w) =>
        (w.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
  });
});
