/**
 * The desktop process: lifecycle only; windows, menus, dialogs and the app:// protocol are beside it. No analytics and no SQL here:
 * the engine runs on its own threads.
 */
import { mkdirSync } from 'node:fs';
import { app, type BrowserWindow, dialog, Menu, protocol, session } from 'electron';
import { createEngine, dataFolder, type RunningEngine, workerEntry } from '../core/api/index.ts';
import { VERSION } from '../core/base/version.ts';
import { commandOf, pathOf } from './argv.ts';
import { pickers } from './dialogs.ts';
import { denyPermissions, harden } from './guards.ts';
import { serveWindow } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { openPath } from './openPath.ts';
import { ORIGIN, SCHEME, serveApp } from './protocol.ts';
import { createWindow } from './window.ts';
import { languageOf, WORDS } from './words.ts';

// Order matters: these are refused, or come too late, once the app is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.setName('Hearth');

const command = commandOf(process.argv, app.isPackaged);
if (command) void runCommand(command);
else {
  // The same folder as the browser host's, so a community opened in one is there in the other. It also holds the instance's lock.
  mkdirSync(dataFolder(), { recursive: true });
  app.setPath('userData', dataFolder());
  if (app.requestSingleInstanceLock()) startWindow();
  else app.quit(); // the first instance opens what this one was given
}

/** `hearth <command>` of an installed product: the command line, bundled beside this file, and no window. */
async function runCommand(args: string[]): Promise<void> {
  process.argv = [process.argv[0]!, 'hearth', ...args];
  await import(new URL('./cli.js', import.meta.url).href);
  app.exit(Number(process.exitCode ?? 0));
}

function startWindow(): void {
  let window: BrowserWindow | null = null;
  let engine: RunningEngine | null = null;
  let isStopping = false;
  /** What was named before the engine stood (macOS says it early); null = the sample community. */
  let wanted = pathOf(process.argv, app.isPackaged, process.cwd());

  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (engine) void openOrSay(engine, path);
    else wanted = path;
  });
  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const path = pathOf(argv, app.isPackaged, folder);
    if (!path) return;
    if (engine) void openOrSay(engine, path);
    else wanted = path;
  });
  app.on('web-contents-created', (_event, contents) => harden(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isStopping || !engine) return;
    event.preventDefault();
    isStopping = true;
    void engine.shutdown().finally(() => app.quit());
  });

  app
    .whenReady()
    .then(async () => {
      engine = createEngine({
        dataFolder: app.getPath('userData'),
        host: { kind: 'electron', version: VERSION, canPick: true },
        workerEntry: workerEntry(import.meta.url),
      });
      denyPermissions(session.defaultSession);
      protocol.handle(SCHEME, serveApp(engine.blobs));
      app.setAboutPanelOptions({ applicationName: 'Hearth', applicationVersion: VERSION, copyright: 'The Hearth developers' });
      void keepMenu(engine);
      window = createWindow();
      window.on('closed', () => {
        window = null;
      });
      serveWindow(window, { engine, pushes: engine.pushes, ...pickers(window, words()) });
      await window.loadURL(`${ORIGIN}/`);
      await openOrSay(engine, wanted);
    })
    .catch((error: unknown) => {
      dialog.showErrorBox(words().cannotStart, textOf(error));
      app.exit(1);
    });
}

/** The menu, built again when the list of recent workspaces may have changed. Ends with the process. */
async function keepMenu(engine: RunningEngine): Promise<void> {
  let isFirst = true;
  for await (const { kind } of engine.pushes(new AbortController().signal)) {
    if (kind !== 'workspace' && !isFirst) continue;
    isFirst = false;
    const recent = await engine.state().then(
      (state) => state.recent,
      () => [], // shutting down, or the workspace went away
    );
    const template = menuTemplate({
      words: words(),
      recent,
      isMac: process.platform === 'darwin',
      isPackaged: app.isPackaged,
      command: (name) => engine.command(name),
      openRecent: (path) => void openOrSay(engine, path),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}

/** A job that fails is shown by the page; a file that cannot be opened at all is said here. */
async function openOrSay(engine: RunningEngine, path: string | null): Promise<void> {
  try {
    await openPath(engine, path);
  } catch (error) {
    dialog.showErrorBox(words().cannotOpen, textOf(error));
  }
}

const words = () => WORDS[languageOf(app.getLocale())];
const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
