/**
 * `npm start`: the desktop window when Electron's binary is here, else the same interface in a browser on this machine.
 * It never waits for a download: it says in one line what it found and what would get the desktop window.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, dataFolder, electronBinary, findBrowser, workerEntry } from '../core/api/index.ts';
import { VERSION } from '../core/base/version.ts';
import { startHost } from '../core/host/index.ts';
import { openPath } from './openPath.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const args = process.argv.slice(2);
const isQuiet = args.includes('--no-open');
const wanted = args.find((a) => !a.startsWith('--'));
const electron = args.includes('--browser') ? null : electronBinary();

if (electron) {
  say(`Opening the desktop window (${electron}).`);
  const child = spawn(electron, [fileURLToPath(new URL('./main.js', import.meta.url)), ...args], { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 0));
} else {
  await serveInBrowser();
}

async function serveInBrowser(): Promise<void> {
  const engine = createEngine({
    dataFolder: dataFolder(),
    host: { kind: 'browser', version: VERSION, canPick: false },
    workerEntry: workerEntry(import.meta.url),
  });
  const portAt = args.indexOf('--port');
  const host = await startHost({
    engine,
    rendererFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    port: portAt >= 0 ? Number(args[portAt + 1]) : 0,
  });
  await openPath(engine, wanted && existsSync(wanted) && statSync(wanted) ? resolve(wanted) : null);
  const browser = findBrowser();
  const how =
    isQuiet || !canShow()
      ? 'Open this address in a browser'
      : browser
        ? `Opening a window of ${browser}`
        : 'Opening the system’s browser';
  say(`No desktop binary here (npx install-electron gets it). ${how}:`);
  say(host.url);
  if (!isQuiet && canShow()) show(browser, host.url);
  const stop = async () => {
    await host.close();
    await engine.shutdown();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

/** A Linux machine without a display has nothing to show a window on. */
function canShow(): boolean {
  return platform() !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function show(browser: string | null, url: string): void {
  const profile = join(dataFolder(), 'browser-profile');
  const [command, args] = browser
    ? [
        browser,
        [
          `--app=${url}`,
          `--user-data-dir=${profile}`,
          '--no-first-run',
          '--disable-background-networking',
          '--disable-sync',
          '--disable-component-update',
        ],
      ]
    : platform() === 'darwin'
      ? ['open', [url]]
      : platform() === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true, cwd: homedir() });
  child.on('error', () => say('The browser could not be started; open the address above.'));
  child.unref();
}
