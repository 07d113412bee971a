/** The desktop process: windows, menus, dialogs and the app:// protocol. No analytics and no SQL here: the engine runs on its own threads. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { attach, createEngine, type RunningEngine, workerEntry } from '../core/api/index.ts';
import { VERSION } from '../core/base/version.ts';
import { harden } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { openPath } from './openPath.ts';
import { ORIGIN, SCHEME, serveApp } from './protocol.ts';
import { createWindow } from './window.ts';
import { FILTERS, languageOf, WORDS } from './words.ts';

const CHANNEL = 'hearth';

// Order matters: both calls are refused once the app is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false } },
]);

if (app.requestSingleInstanceLock()) start();
else app.quit(); // the first instance opens what this one was given

function start(): void {
  let window: BrowserWindow | null = null;
  let engine: RunningEngine | null = null;
  let isStopping = false;
  /** A file named before the engine stood (macOS sends it early). */
  let waiting = fileOf(process.argv);

  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (engine) void openPath(engine, path);
    else waiting = path;
  });
  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const path = fileOf(argv, folder);
    if (engine && path) void openPath(engine, path);
  });
  app.on('web-contents-created', (_event, contents) => harden(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isStopping || !engine) return;
    event.preventDefault();
    isStopping = true;
    void engine.shutdown().finally(() => app.quit());
  });

  void app.whenReady().then(async () => {
    const running = createEngine({
      dataFolder: app.getPath('userData'),
      host: { kind: 'electron', version: VERSION, canPick: true },
      workerEntry: workerEntry(import.meta.url),
    });
    engine = running;
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    session.defaultSession.setPermissionCheckHandler(() => false);
    protocol.handle(SCHEME, serveApp(running.blobs));
    const words = WORDS[languageOf(app.getLocale())];
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate(words, (command) => running.command(command), process.platform === 'darwin')),
    );
    window = createWindow();
    serveWindow(window, running, words);
    await window.loadURL(`${ORIGIN}/`);
    // The page shows what went wrong: an error here is also a job or a state of its own.
    await openPath(running, waiting).catch((error: unknown) =>
      dialog.showErrorBox(words.cannotOpen, error instanceof Error ? error.message : String(error)),
    );
  });
}

/** Messages of one window. Only its main frame, at our origin, is heard; anything else gets silence. */
function serveWindow(window: BrowserWindow, engine: RunningEngine, words: (typeof WORDS)['en']): void {
  const { webContents } = window;
  const served = attach(
    {
      engine,
      pushes: engine.pushes,
      async pickFiles(kind) {
        const properties =
          kind === 'folder'
            ? (['openDirectory'] as const)
            : kind === 'import'
              ? (['openFile', 'multiSelections'] as const)
              : (['openFile'] as const);
        const filters =
          kind === 'folder' ? [] : [{ name: words[kind === 'import' ? 'exports' : 'workspaces'], extensions: FILTERS[kind] }];
        const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: [...properties], filters });
        return canceled ? null : filePaths;
      },
      async pickSave(name) {
        const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
        return canceled || !filePath ? null : filePath;
      },
    },
    (message) => {
      if (!webContents.isDestroyed()) webContents.send(CHANNEL, message);
    },
  );
  const listener = (event: Electron.IpcMainEvent, message: unknown) => {
    const frame = event.senderFrame; // null when the frame is gone
    if (event.sender !== webContents || !frame || frame !== webContents.mainFrame || !frame.url.startsWith(`${ORIGIN}/`)) {
      console.error('A message from an unknown frame was ignored.');
      return;
    }
    if (typeof message === 'string') served.receive(message);
  };
  ipcMain.on(CHANNEL, listener);
  window.on('closed', () => {
    ipcMain.removeListener(CHANNEL, listener);
    served.close();
  });
}

/** The last argument that names a file; switches and the app itself are passed over. */
function fileOf(argv: readonly string[], folder = process.cwd()): string | null {
  for (const argument of argv.slice(1).toReversed()) {
    if (argument.startsWith('-') || /main\.js$|\.asar$/.test(argument)) continue;
    try {
      const path = resolve(folder, argument);
      if (statSync(path).isFile()) return path;
    } catch {
      // not a file
    }
  }
  return null;
}
