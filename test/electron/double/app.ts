import { join } from 'node:path';
import { Events } from './events.ts';
import { mustBeReady, mustNotBeReady, note, preventable, state } from './state.ts';
import { NotModelled } from './strict.ts';

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
  readonly name = 'Hearth';
  #become!: () => void;
  readonly #ready = new Promise<void>((resolve) => {
    this.#become = resolve;
  });
  isQuitting = false;

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
    return state.options.userData;
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
    this.onQuit();
  }
  /** Replaced by the runner, which ends the process. */
  onQuit: () => void = () => {};
}

export const app = new App();
