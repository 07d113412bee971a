import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Events } from './events.ts';
import { mustBeReady, mustNotBeReady, note, preventable, state } from './state.ts';
import { NotModelled, onlyKeys } from './strict.ts';

/** What quitting needs of the windows; the window module fills it in. */
export const windows = { all: [] as { close(): void }[] };

const EVENTS = [
  'open-file',
  'second-instance',
  'web-contents-created',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
];

export class App extends Events {
  name = 'Electron';
  /** False in a checkout: the binary is given the script to run. */
  get isPackaged(): boolean {
    return state.options.isPackaged;
  }
  #become!: () => void;
  readonly #ready = new Promise<void>((resolve) => {
    this.#become = resolve;
  });
  isQuitting = false;
  #userData = state.options.userData;

  constructor() {
    super('app', EVENTS);
  }
  enableSandbox(): void {
    mustNotBeReady('app.enableSandbox');
    note('app.enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    note('app.requestSingleInstanceLock');
    return state.options.isFirstInstance;
  }
  isReady(): boolean {
    return state.isReady;
  }
  whenReady(): Promise<void> {
    return this.#ready;
  }
  /** Electron is ready only after the main module was evaluated; the runner calls this then. */
  becomeReady(): void {
    note('ready');
    state.isReady = true;
    this.#become();
  }
  getPath(name: string): string {
    if (name !== 'userData') throw new NotModelled(`app.getPath('${name}')`);
    return this.#userData;
  }
  setPath(name: string, path: string): void {
    if (name !== 'userData') throw new NotModelled(`app.setPath('${name}')`);
    mustNotBeReady('app.setPath'); // the session is there by then
    if (state.log.includes('app.requestSingleInstanceLock')) throw new Error('the lock lives in userData: set it before');
    if (!existsSync(path)) throw new Error(`${path} does not exist`);
    this.#userData = path;
  }
  setName(name: string): void {
    this.name = name;
  }
  setAboutPanelOptions(options: object): void {
    onlyKeys('about', options, ['applicationName', 'applicationVersion', 'copyright']);
  }
  getLocale(): string {
    mustBeReady('app.getLocale'); // empty before
    return state.options.locale;
  }
  getAppPath(): string {
    return join(state.options.main, '..');
  }
  /** As in Electron: before-quit may be prevented, then windows close one by one, each may refuse. */
  quit(): void {
    note('app.quit');
    const before = preventable();
    this.emit('before-quit', before);
    if (before.isPrevented) return;
    this.isQuitting = true;
    for (const window of [...windows.all]) window.close();
    if (windows.all.length > 0) {
      this.isQuitting = false;
      return;
    }
    this.emit('will-quit', preventable());
    this.emit('quit', {}, 0);
    note('quit');
    this.onQuit(0);
  }
  /** At once: no window is asked. */
  exit(code = 0): void {
    note(`app.exit ${code}`);
    this.onQuit(code);
  }
  /** Replaced by the runner, which ends the process. */
  onQuit: (code: number) => void = () => {};
}

export const app = new App();
