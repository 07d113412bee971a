/** The real main.js and preload.cjs, with a double in Electron's place and Chromium as the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, sampleShown } from './asPage.ts';
import { type Desktop, startDesktop } from './stage.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop();
  await sampleShown(desktop);
});
afterAll(() => desktop?.stop());

describe('start', () => {
  it('sandboxes, registers the scheme and asks for the lock before the app is ready', async () => {
    const log = await desktop.inside(({ state }) => state.log);
    const at = (start: string) => log.findIndex((line) => line.startsWith(start));
    for (const early of ['app.enableSandbox', 'protocol.registerSchemesAsPrivileged app', 'app.requestSingleInstanceLock']) {
      expect(at(early)).toBeGreaterThanOrEqual(0);
      expect(at(early)).toBeLessThan(at('ready'));
    }
    expect(at('protocol.handle app')).toBeLessThan(at('new BrowserWindow'));
    expect(at('new BrowserWindow')).toBeLessThan(at('show'));
    const scheme = log[at('protocol.registerSchemesAsPrivileged app')]!;
    for (const privilege of ['standard', 'secure', 'supportFetchAPI']) expect(scheme).toContain(`"${privilege}":true`);
    expect(scheme).not.toContain('bypassCSP');
  });

  it('makes one hardened window of a usable size, shown when it is drawn', async () => {
    const { options, count, isShown } = await desktop.inside(({ windows, window }) => ({
      options: window.options as unknown as Record<string, unknown>,
      count: windows.length,
      isShown: window.isShown,
    }));
    expect(count).toBe(1);
    expect(isShown).toBe(true);
    expect(options).toMatchObject({ show: false, minWidth: 1100, minHeight: 700 });
    expect(options['webPreferences']).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  it('shows the sample community, asked for over IPC', async () => {
    const state = await call(desktop, 'state');
    const { workspace, host } = state['data'] as { workspace: { settings: { name: string } }; host: object };
    expect(host).toMatchObject({ kind: 'electron', canPick: true });
    expect(await desktop.inside(({ page }) => page.locator('body').innerText())).toContain(workspace.settings.name);
    expect(await desktop.inside(({ state }) => state.complaints)).toEqual([]);
  });
});

describe('messages', () => {
  it('carry an error of the engine with its code and without a stack', async () => {
    const { error } = await call(desktop, 'open', { path: '/nowhere/at-all.hearth' }, 'mutation');
    expect((error as { data: { wire: unknown } }).data.wire).toMatchObject({ name: 'InputError', code: 'file-not-found' });
    expect(JSON.stringify(error)).not.toContain('.js:');
  });

  it('refuse input of a wrong shape', async () => {
    const { error } = await call(desktop, 'member', { memberNo: 'one' });
    expect((error as { data: { wire: unknown } }).data.wire).toMatchObject({ code: 'bad-option' });
  });

  it('of a forged frame, a gone frame or another window get silence and a line in the log', async () => {
    const { answers, complaints } = await desktop.inside(async ({ ipcMain, window, state }) => {
      const before = state.complaints.length;
      const answers: string[] = [];
      const deliver = window.inner.preload!.deliver;
      window.inner.preload!.deliver = (channel, args) => {
        answers.push(String(args[0]));
        deliver(channel, args);
      };
      const message = (id: number) => JSON.stringify({ id, type: 'query', path: 'state' });
      const { webContents } = window;
      const subframe = { url: 'app://hearth/', parent: webContents.mainFrame };
      const stranger = { url: 'https://example.com/app://hearth/', parent: null };
      ipcMain.emit('hearth', { sender: webContents, senderFrame: subframe }, message(-1));
      ipcMain.emit('hearth', { sender: webContents, senderFrame: stranger }, message(-6));
      ipcMain.emit('hearth', { sender: webContents, senderFrame: null }, message(-2));
      ipcMain.emit('hearth', { sender: {}, senderFrame: webContents.mainFrame }, message(-3));
      ipcMain.emit('hearth', { sender: webContents, senderFrame: webContents.mainFrame }, { id: -4 });
      ipcMain.emit('hearth', { sender: webContents, senderFrame: webContents.mainFrame }, message(-5));
      for (let i = 0; i < 100 && !answers.some((a) => a.includes('"id":-5')); i++) await new Promise((r) => setTimeout(r, 50));
      window.inner.preload!.deliver = deliver;
      return { answers, complaints: state.complaints.slice(before) };
    });
    const ids = answers.map((a) => (JSON.parse(a) as { id: number }).id).filter((id) => id < 0);
    expect(ids).toEqual([-5]); // the one real frame was answered, so the others had their time
    expect(complaints).toHaveLength(4);
  });

  it('stop with the page’s own wish: a subscription ends when it says stop', async () => {
    const seen = await desktop.inside(({ page }) =>
      page.evaluate(async () => {
        const { host } = window as unknown as { host: { send(t: string): void; on(l: (t: string) => void): void } };
        const seen: string[] = [];
        host.on((text) => {
          const message = JSON.parse(text) as Record<string, unknown>;
          if (message['id'] === 77_777) seen.push('next' in message ? 'next' : 'done' in message ? 'done' : 'error');
        });
        host.send(JSON.stringify({ id: 77_777, type: 'subscription', path: 'push' }));
        await new Promise((r) => setTimeout(r, 500));
        host.send(JSON.stringify({ id: 77_777, type: 'stop' }));
        await new Promise((r) => setTimeout(r, 500));
        return seen;
      }),
    );
    expect(seen).toEqual(['next', 'done']);
  });
});

describe('the page', () => {
  it('finds exactly send, on and pathFor on a frozen host, and nothing of Node', async () => {
    const found = await desktop.inside(({ page }) =>
      page.evaluate(() => {
        const scope = window as unknown as Record<string, unknown>;
        const host = scope['host'] as Record<string, unknown>;
        const attempt = (change: () => void) => {
          try {
            change();
          } catch {
            // strict code is told so; what counts is what is there afterwards
          }
        };
        attempt(() => {
          host['send'] = null;
        });
        attempt(() => {
          host['more'] = 1;
        });
        attempt(() => {
          scope['host'] = null;
        });
        return {
          keys: Object.keys(scope['host'] as object).sort(),
          isFrozen: Object.isFrozen(scope['host']) && Object.values(host).every((f) => Object.isFrozen(f)),
          send: typeof (scope['host'] as Record<string, unknown>)['send'],
          node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname'].filter(
            (n) => n in scope,
          ),
        };
      }),
    );
    expect(found).toEqual({ keys: ['on', 'pathFor', 'send'], isFrozen: true, send: 'function', node: [] });
  });

  it('learns where a dropped file lies, at once', async () => {
    const path = await desktop.inside(({ page, state }) => {
      state.droppedPaths['members.csv'] = '/home/someone/members.csv';
      return page.evaluate(() =>
        (window as unknown as { host: { pathFor(f: File): string } }).host.pathFor(new File(['a'], 'members.csv')),
      );
    });
    expect(path).toBe('/home/someone/members.csv');
  });

  it('cannot run an inline script, fetch from elsewhere, or frame another page', async () => {
    const { violations, didRun, fetched, reached } = await desktop.inside(async ({ page, state }) => ({
      ...(await page.evaluate(async () => {
        const violations: string[] = [];
        document.addEventListener('securitypolicyviolation', (e) => void violations.push(e.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.didRun = true';
        document.body.append(script);
        const fetched = await fetch('https://example.com/').then(
          () => 'fetched',
          () => 'refused',
        );
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/';
        document.body.append(frame);
        await new Promise((r) => setTimeout(r, 200));
        script.remove();
        frame.remove();
        return { violations: violations.sort(), didRun: 'didRun' in window, fetched };
      })),
      reached: state.foreignRequests,
    }));
    expect(violations).toEqual(['connect-src', 'frame-src', 'script-src-elem']);
    expect({ didRun, fetched, reached }).toEqual({ didRun: false, fetched: 'refused', reached: [] });
  });

  it('cannot leave: navigation is denied and the page stays', async () => {
    const { lines, url } = await desktop.inside(async ({ page, state }) => {
      await page.evaluate(() => {
        location.href = 'https://example.com/away';
      });
      await page.waitForTimeout(500);
      return { lines: state.log.filter((l) => l.startsWith('will-navigate')), url: page.url() };
    });
    expect(lines).toEqual(['will-navigate https://example.com/away denied']);
    expect(url).toMatch(/^http:\/\/hearth\.test\//);
  });

  it('cannot open windows; a known page goes to the system’s browser, others nowhere', async () => {
    const { lines, pages, windows } = await desktop.inside(async ({ page, state, windows }) => {
      const from = state.log.length;
      for (const url of ['https://example.com/', 'https://creativecommons.org/licenses/by-sa/4.0/']) {
        await page.evaluate((target) => void window.open(target, '_blank'), url);
        await page.waitForTimeout(600);
      }
      return { lines: state.log.slice(from), pages: page.context().pages().length, windows: windows.length };
    });
    expect(lines).toEqual([
      'window.open https://example.com/ deny',
      'shell.openExternal https://creativecommons.org/licenses/by-sa/4.0/',
      'window.open https://creativecommons.org/licenses/by-sa/4.0/ deny',
    ]);
    expect({ pages, windows }).toEqual({ pages: 1, windows: 1 });
  });

  it('cannot attach a webview and gets no permission', async () => {
    const result = await desktop.inside(({ window, registered }) => {
      const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) };
      window.inner.emit('will-attach-webview', event, {}, {});
      const answers: boolean[] = [];
      const names = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'hid'];
      for (const name of names) registered.permissionRequest!({}, name, (isGranted) => answers.push(isGranted));
      return { isPrevented: event.isPrevented, answers, checked: registered.permissionCheck!(), asked: names.length };
    });
    expect(result.isPrevented).toBe(true);
    expect(result.answers).toEqual(new Array(result.asked).fill(false));
    expect(result.checked).toBe(false);
  });
});

describe('app://', () => {
  /** Straight to the handler: a browser would tidy such addresses before it asks. */
  const ask = (url: string, method = 'GET') =>
    desktop.inside(
      async ({ registered }, given) => {
        const response = await registered.handlers.get('app')!({ url: given.url, method: given.method } as Request);
        return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
      },
      { url, method },
    );

  it('answers nothing outside the built interface', async () => {
    const paths = [
      '../package.json',
      '%2e%2e/main/main.js',
      '..%2fmain%2fmain.js',
      '..%5cmain%5cmain.js',
      'assets/../../main/main.js',
    ];
    paths.push('%00', '%', '.env', 'assets/', 'no-such-file.js', '/etc/passwd', 'file:///etc/passwd');
    for (const path of paths) expect((await ask(`app://hearth/${path}`)).status, path).toBe(404);
    expect((await ask('app://elsewhere/')).status).toBe(403);
    expect((await ask('app://hearth/', 'POST')).status).toBe(405);
  });

  it('sends the policy with every answer, with a new nonce each time', async () => {
    const [first, second, missing] = await Promise.all([
      ask('app://hearth/'),
      ask('app://hearth/'),
      ask('app://hearth/no-such-file.js'),
    ]);
    const nonceOf = (answer: { headers: Record<string, string> }) =>
      /'nonce-([^']+)'/.exec(answer.headers['content-security-policy']!)![1]!;
    for (const answer of [first, second, missing]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    expect(first.text).toContain(nonceOf(first));
    expect(nonceOf(first)).not.toBe(nonceOf(second));
  });

  it('hands out a blob once', async () => {
    const { data } = await call(desktop, 'exportMembers', { columns: ['memberId'] }, 'mutation');
    const { blobId } = data as { blobId: string };
    const first = await ask(`app://hearth/blob/${blobId}`);
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv;charset=utf-8' } });
    expect(first.text.split('\n').length).toBeGreaterThan(100);
    expect((await ask(`app://hearth/blob/${blobId}`)).status).toBe(404);
  });
});

describe('dialogs', () => {
  it('give the picked paths, and null when cancelled', async () => {
    await desktop.inside(({ state }) => {
      state.dialogAnswers.push({ canceled: false, filePaths: ['/a.csv', '/b.csv'] }, { canceled: true, filePaths: [] });
      state.dialogAnswers.push({ canceled: false, filePath: '/c.csv' }, { canceled: true, filePath: '' });
    });
    expect((await call(desktop, 'pickFiles', 'import', 'mutation'))['data']).toEqual(['/a.csv', '/b.csv']);
    expect((await call(desktop, 'pickFiles', 'folder', 'mutation'))['data']).toBeNull();
    expect((await call(desktop, 'pickSave', 'members.csv', 'mutation'))['data']).toBe('/c.csv');
    expect((await call(desktop, 'pickSave', 'members.csv', 'mutation'))['data']).toBeNull();
    const log = await desktop.inside(({ state }) => state.log.filter((l) => l.startsWith('dialog.')));
    expect(log).toEqual([
      'dialog.showOpenDialog openFile,multiSelections',
      'dialog.showOpenDialog openDirectory',
      'dialog.showSaveDialog members.csv',
      'dialog.showSaveDialog members.csv',
    ]);
  });
});
