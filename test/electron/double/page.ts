/** A window's page in a real Chromium: app:// mapped to a host that does not exist, every request answered by protocol.handle's handler. */
import { type Browser, type BrowserContext, chromium, type Page, type Request as PageRequest, type Route } from 'playwright';
import { findBrowser } from '../../../core/api/machine.ts';
import { bridgeScript } from './bridgeScript.ts';
import type { Preload } from './preload.ts';
import { state } from './state.ts';

export const APP = 'app://hearth/';
export const WEB = 'http://hearth.test/';
const SYNC = '/double/sync';
const BINDING = '__double';

export const toApp = (url: string): string => (url.startsWith(WEB) ? APP + url.slice(WEB.length) : url);
const toWeb = (url: string): string => (url.startsWith(APP) ? WEB + url.slice(APP.length) : url);

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--unsafely-treat-insecure-origin-as-secure=${WEB}`, // the scheme is registered as secure
];

export interface PageHooks {
  handle(request: Request): Response | Promise<Response>;
  /** Every page gets a preload of its own, run before its scripts. */
  startPreload(): Preload;
  /** The page, or a frame in it, wants to go elsewhere. @returns whether it may. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  didNavigate(url: string): void;
  /** The page wants a window. The double models only the answer `deny`. */
  onWindowOpen(url: string): void;
}

let browser: Promise<Browser> | null = null;

export interface ShownPage {
  page: Page;
  load(url: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPage(size: { width: number; height: number }, hooks: PageHooks): Promise<ShownPage> {
  browser ??= chromium.launch({ executablePath: findBrowser() ?? chromium.executablePath(), args: FLAGS });
  const context = await (await browser).newContext({
    viewport: size,
    locale: state.options.locale,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  let isOwn = false; // loadURL is no navigation of the page's own making
  await context.route('**/*', (route, request) => answer(route, request));
  const wires = await bridge(context, page, hooks);
  context.on('page', (popup) => void refusePopup(popup));

  async function answer(route: Route, request: PageRequest): Promise<void> {
    const url = request.url();
    const isMain = pageOf(request) === page;
    if (request.isNavigationRequest() && !isMain) {
      hooks.onWindowOpen(toApp(url));
      return route.abort('aborted');
    }
    const isTop = isMain && request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (request.isNavigationRequest() && !(isTop && isOwn) && !hooks.mayNavigate(toApp(url), isTop)) {
      return route.abort('aborted');
    }
    if (!url.startsWith(WEB)) {
      state.foreignRequests.push(url);
      return route.abort('internetdisconnected');
    }
    if (new URL(url).pathname === SYNC) return route.fulfill({ json: wires.callNow(request.postData() ?? '') });
    if (isTop) {
      hooks.didNavigate(toApp(url));
      wires.renew();
    }
    const response = await hooks.handle(new Request(toApp(url), { method: request.method() }));
    const headers = Object.fromEntries(response.headers);
    return route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) });
  }

  return {
    page,
    async load(url) {
      isOwn = true;
      await page.goto(toWeb(url));
      isOwn = false;
    },
    close: () => context.close(),
  };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** Null for the first request of a window that has no page yet. */
function pageOf(request: PageRequest): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

/** Time for its one request, which is where the decision is taken, to arrive. */
async function refusePopup(popup: Page): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await popup.close().catch(() => {});
}

interface Call {
  key: string;
  name: string;
  args: unknown[];
}

interface Wires {
  /** A new page begins: the old one's listeners are gone. */
  renew(): void;
  callNow(text: string): unknown;
}

/** Both directions: calls of the page arrive in the preload's functions, listeners of the page are called back in batches. */
async function bridge(context: BrowserContext, page: Page, hooks: PageHooks): Promise<Wires> {
  let preload = hooks.startPreload(); // for the shape of its surface; each page gets a fresh one
  let generation = 0;
  const waiting: { listener: number; args: unknown[] }[] = [];
  let isFlushing = false;
  const flush = async () => {
    if (isFlushing) return;
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      await page
        .evaluate((calls) => (window as never as Record<symbol, (c: unknown) => void>)[Symbol.for('double')]?.(calls), batch)
        .catch(() => {}); // the page is gone
    }
    isFlushing = false;
  };
  const listenerOf = (listener: number) => {
    const ofPage = generation;
    return (...args: unknown[]) => {
      if (ofPage !== generation) return; // its page is gone
      waiting.push({ listener, args: structuredClone(args) });
      void flush();
    };
  };
  await context.exposeBinding(BINDING, (source, text: string) => {
    if (source.frame !== page.mainFrame()) return; // preloads do not run in subframes
    const { key, name, args } = JSON.parse(text) as Call;
    const given = args.map((a) => (isTagged(a, '$listener') ? listenerOf(a['$listener'] as number) : a));
    call(preload, key, name, given);
  });
  const surfaces = preload.surfaces.map(({ key, api }) => ({ key, names: Object.keys(api) }));
  await context.addInitScript(bridgeScript, { surfaces, binding: BINDING, syncPath: SYNC });
  return {
    renew() {
      generation++;
      waiting.length = 0;
      preload = hooks.startPreload();
    },
    callNow(text) {
      const { key, name, args } = JSON.parse(text) as Call;
      const given = args.map((a) => (isTagged(a, '$file') ? { fileName: a['$file'] } : a));
      return call(preload, key, name, given);
    },
  };
}

function call(preload: Preload, key: string, name: string, args: unknown[]): unknown {
  return preload.surfaces.find((s) => s.key === key)?.api[name]?.(...args);
}

const isTagged = (value: unknown, tag: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && tag in value;
