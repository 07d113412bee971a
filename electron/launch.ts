/**
 * `npm start`: the desktop window when Electron's binary is here, else the same interface in a browser on this machine.
 * It never waits for a download: it says in one line what it found and what would get the desktop window.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
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
const portAt = args.indexOf('--port');
const port = portAt < 0 ? 0 : Number(args[portAt + 1]);
const wanted = args.find((a, i) => !a.startsWith('--') && (portAt < 0 || i !== portAt + 1)) ?? null;
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`The port must be 0 to 65535, got "${args[portAt + 1] ?? ''}".`);
if (wanted !== null && !existsSync(wanted))
  fail(`There is no file ${resolve(wanted)}. Check the path, or leave it out for the sample.`);
const electron = args.includes('--browser') ? null : electronBinary();

if (electron) {
  say(`Opening the desktop window (${electron}).`);
  // Terminals of editors made with Electron set this for their own use; with it the binary would be a Node without a window.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(electron, [fileURLToPath(new URL('./main.js', import.meta.url)), ...args], { stdio: 'inherit', env });
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
  const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url));
  const host = await startHost({ engine, rendererFolder, port }).catch((error: unknown) => fail(textOf(error)));
  // What cannot be opened is said; the interface still comes up, and offers everything else.
  await openPath(engine, wanted === null ? null : resolve(wanted)).catch((error: unknown) => say(textOf(error)));
  const browser = findBrowser();
  const how =
    isQuiet || !canShow()
      ? 'Open this address in a browser'
      : browser
        ? `Opening a window of ${browser}`
        : 'Opening the system’s browser';
  say(`${args.includes('--browser') ? '' : 'No desktop binary here (npx install-electron gets it). '}${how}:`);
  say(host.url);
  if (!isQuiet && canShow()) show(browser, host.url);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await host.close();
    await engine.shutdown();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
