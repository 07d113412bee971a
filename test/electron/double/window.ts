import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { app, windows } from './app.ts';
import { Events } from './events.ts';
import { openPage, type ShownPage, toApp } from './page.ts';
import { type Preload, runPreload } from './preload.ts';
import { ipcMain, registered } from './services.ts';
import { mustBeReady, note, preventable } from './state.ts';
import { NotModelled, onlyKeys, strict } from './strict.ts';

const OPTIONS = ['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'show', 'title', 'backgroundColor', 'webPreferences'];
const PREFERENCES = ['preload', 'contextIsolation', 'sandbox', 'nodeIntegration', 'webSecurity', 'spellcheck'];

interface Options {
  width: number;
  height: number;
  webPreferences: { preload: string };
}

/** The main frame: the same object for as long as its contents live. */
export class Frame {
  readonly parent = null;
  readonly #page: () => Page | null;
  constructor(page: () => Page | null) {
    this.#page = page;
  }
  get url(): string {
    return toApp(this.#page()?.url() ?? '');
  }
}

export class WebContents extends Events {
  readonly mainFrame: Frame;
  readonly id: number;
  onReload: () => void = () => {};
  preload: Preload | null = null;
  isGone = false;
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  constructor(id: number, page: () => Page | null) {
    super('webContents', [
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'did-navigate',
      'will-attach-webview',
      'render-process-gone',
      'destroyed',
    ]);
    this.id = id;
    this.mainFrame = strict('frame', new Frame(page));
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.isGone) throw new Error('Object has been destroyed');
    this.preload?.deliver(channel, structuredClone(args));
  }
  reload(): void {
    note('reload');
    this.onReload();
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
}

export class BrowserWindow extends Events {
  /** For tests: every window ever made, with the options it was given. */
  static readonly made: BrowserWindow[] = [];
  readonly options: Options;
  readonly webContents: WebContents;
  readonly inner: WebContents;
  shown: ShownPage | null = null;
  isShown = false;
  isMini = false;
  isMax = false;

  constructor(options: Options) {
    super('BrowserWindow', ['ready-to-show', 'close', 'closed']);
    mustBeReady('BrowserWindow');
    onlyKeys('BrowserWindow options', options, OPTIONS);
    onlyKeys('webPreferences', options.webPreferences, PREFERENCES);
    note('new BrowserWindow');
    readFileSync(options.webPreferences.preload); // a wrong path is only a line in Electron's console
    this.options = options;
    this.inner = new WebContents(BrowserWindow.made.length + 1, () => this.shown?.page ?? null);
    this.webContents = strict('webContents', this.inner);
    BrowserWindow.made.push(this);
    windows.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    // main.ts holds the strict view, as everything else it gets.
    // biome-ignore lint/correctness/noConstructorReturn: a proxy is what `new` must give
    return strict('BrowserWindow', this);
  }

  async loadURL(url: string): Promise<void> {
    note(`loadURL ${url}`);
    const scheme = url.slice(0, url.indexOf(':'));
    const handle = registered.handlers.get(scheme);
    if (!handle || !registered.privileged.has(scheme)) throw new Error(`ERR_UNKNOWN_URL_SCHEME ${url}`);
    const event = (frame: Frame | null) => ({ sender: this.webContents, senderFrame: frame });
    this.shown = await openPage(
      { width: this.options.width, height: this.options.height },
      {
        handle,
        startPreload: () => {
          this.inner.preload = runPreload(this.options.webPreferences.preload, (channel, args) =>
            ipcMain.emit(channel, event(this.inner.mainFrame), ...args),
          );
          return this.inner.preload;
        },
        mayNavigate: (target, isMainFrame) => {
          const navigation = Object.assign(preventable(), { url: target, isMainFrame });
          this.inner.emit('will-frame-navigate', navigation);
          if (isMainFrame) this.inner.emit('will-navigate', navigation, target);
          note(`will-navigate ${target} ${navigation.isPrevented ? 'denied' : 'allowed'}`);
          return !navigation.isPrevented;
        },
        didNavigate: (target) => void this.inner.emit('did-navigate', {}, target, 200, 'OK'),
        onWindowOpen: (target) => {
          const action = this.inner.openHandler?.({ url: target }).action ?? 'allow';
          note(`window.open ${target} ${action}`);
          if (action !== 'deny') throw new NotModelled('a window opened by a page');
        },
      },
    );
    this.inner.onReload = () => void this.shown?.load(url);
    await this.shown.load(url);
    if (!this.isShown) this.emit('ready-to-show');
  }
  loadFile(): never {
    throw new Error('loadFile opens the page as file://, without our headers');
  }
  show(): void {
    this.isShown = true;
    note('show');
  }
  focus(): void {
    note('focus');
  }
  isMinimized(): boolean {
    return this.isMini;
  }
  restore(): void {
    this.isMini = false;
    note('restore');
  }
  isMaximized(): boolean {
    return this.isMax;
  }
  maximize(): void {
    this.isMax = true;
  }
  getNormalBounds(): object {
    return { x: 20, y: 30, width: this.options.width, height: this.options.height };
  }
  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.isPrevented) return;
    this.inner.isGone = true;
    this.inner.emit('destroyed');
    windows.all.splice(windows.all.indexOf(this), 1);
    void this.shown?.close();
    this.emit('closed');
    if (windows.all.length === 0 && !app.isQuitting) app.emit('window-all-closed');
  }
}
