/** From the first file named to the last thread ended: the real main.js on the double. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, SAMPLE, sampleShown, windowShown } from './asPage.ts';
import { type Desktop, startDesktop } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-life-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a running app', () => {
  let desktop: Desktop;
  const other = join(folder, 'Evening class.hearth');
  beforeAll(async () => {
    desktop = await startDesktop();
    await sampleShown(desktop);
  });
  afterAll(() => desktop?.stop());

  const showsSoon = (text: string) =>
    desktop.inside(({ page }, name) => page.getByText(name).first().waitFor({ timeout: 20_000 }), text);
  const logSince = (from: number) => desktop.inside(({ state }, at) => state.log.slice(at), from);
  const logLength = () => desktop.inside(({ state }) => state.log.length);

  it('comes to the front and opens what a second instance was given', async () => {
    await call(desktop, 'create', { path: other, name: 'Evening class' }, 'mutation');
    await call(desktop, 'openSample', null, 'mutation');
    await showsSoon(SAMPLE);
    const from = await logLength();
    await desktop.inside(
      ({ app, window, state }, given) => {
        window.isMini = true;
        app.emit('second-instance', {}, ['electron', state.options.main, '--flag', given.file], given.folder);
      },
      { file: 'Evening class.hearth', folder }, // relative to where the second instance was started
    );
    await showsSoon('Evening class');
    expect(await logSince(from)).toEqual(expect.arrayContaining(['restore', 'focus']));
    const { data } = await call(desktop, 'state');
    expect(data).toMatchObject({ workspace: { settings: { name: 'Evening class' } } });
  });

  it('only comes to the front when a second instance names nothing that is there', async () => {
    const from = await logLength();
    await desktop.inside(
      ({ app, state }, cwd) => void app.emit('second-instance', {}, ['electron', state.options.main, 'gone.hearth'], cwd),
      folder,
    );
    expect(await logSince(from)).toEqual(['focus']);
    expect((await call(desktop, 'state'))['data']).toMatchObject({ workspace: { settings: { name: 'Evening class' } } });
  });

  it('says so when a file is no workspace, and keeps what is open', async () => {
    const broken = join(folder, 'broken.hearth');
    writeFileSync(broken, 'not a workspace');
    const from = await logLength();
    await desktop.inside(({ app }, path) => {
      const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) };
      app.emit('open-file', event, path);
      if (!event.isPrevented) throw new Error('macOS would open the file a second time');
    }, broken);
    await expect
      .poll(() => logSince(from))
      .toEqual([expect.stringMatching(/^dialog\.showErrorBox The file could not be opened: /)]);
    expect((await call(desktop, 'state'))['data']).toMatchObject({ workspace: { settings: { name: 'Evening class' } } });
  });

  it('lists recent workspaces in the menu and opens one from it', async () => {
    await desktop.inside(({ registered }, name) => {
      const file = registered.menu!.find((m) => m.submenu?.some((i) => i.id === 'recent'))!;
      const recent = file.submenu!.find((i) => i.id === 'recent')!;
      const item = recent.submenu!.find((i) => i.label?.includes(name));
      if (!item) throw new Error(`not listed: ${JSON.stringify(recent.submenu)}`);
      item.click!();
    }, SAMPLE);
    await showsSoon(SAMPLE);
  });

  it('passes a menu command on to the page', async () => {
    await desktop.inside(async ({ registered, page }) => {
      const palette = registered.menu!.flatMap((m) => m.submenu ?? []).find((i) => i.id === 'palette')!;
      palette.click!();
      await page.getByRole('dialog').first().waitFor({ timeout: 10_000 });
      await page.keyboard.press('Escape');
    });
  });

  it('starts over when the page is loaded again', async () => {
    await desktop.inside(async ({ page }, name) => {
      await page.reload();
      await page.getByText(name).first().waitFor({ timeout: 20_000 });
    }, SAMPLE);
    expect((await call(desktop, 'state'))['data']).toMatchObject({ host: { kind: 'electron' } });
    // The page that went had a subscription too; a push must arrive once, for the page that is there.
    const heard = await desktop.inside(async ({ window, registered }) => {
      const { deliver } = window.inner.preload!;
      const heard: string[] = [];
      window.inner.preload!.deliver = (channel, args) => {
        if (String(args[0]).includes('"command":"shortcuts"')) heard.push(String(args[0]));
        deliver(channel, args);
      };
      registered.menu!.flatMap((m) => m.submenu ?? []).find((i) => i.id === 'shortcuts')!.click!();
      await new Promise((resolve) => setTimeout(resolve, 500));
      window.inner.preload!.deliver = deliver;
      return heard;
    });
    expect(heard).toHaveLength(1);
  });

  it('comes back after its page crashed, but not twice in a row', async () => {
    const from = await logLength();
    await desktop.inside(({ window }) => {
      window.inner.emit('render-process-gone', {}, { reason: 'crashed' });
      window.inner.emit('render-process-gone', {}, { reason: 'crashed' });
    });
    await showsSoon(SAMPLE);
    expect((await logSince(from)).filter((l) => l === 'reload')).toHaveLength(1);
  });

  it('closing the window ends its messages, the engine and the app', async () => {
    const listeners = await desktop.inside(({ window, ipcMain }) => {
      const before = ipcMain.listenerCount('hearth');
      window.close();
      return [before, ipcMain.listenerCount('hearth')];
    });
    expect(listeners).toEqual([1, 0]);
    const { log, workers, code } = await desktop.ended;
    expect({ workers, code }).toEqual({ workers: 0, code: 0 });
    expect(log.at(-1)).toBe('quit');
    expect(log.filter((l) => l.startsWith('unhandled'))).toEqual([]);
  });
});

describe('quitting and starting', () => {
  it('in the middle of making the sample leaves nothing running, and the next start makes it', async () => {
    const first = await startDesktop({ userData: folder });
    await windowShown(first);
    await expect.poll(() => first.inside(({ state }) => state.workers), { timeout: 10_000 }).toBeGreaterThan(0);
    await first.inside(({ app }) => app.quit());
    const { workers, code } = await first.ended;
    expect({ workers, code }).toEqual({ workers: 0, code: 0 });

    const { bounds } = JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8')) as { bounds: object };
    expect(bounds).toMatchObject({ x: 20, y: 30 });
    const second = await startDesktop({ userData: folder, locale: 'zh-CN' });
    await sampleShown(second);
    expect(await second.inside(({ window }) => window.options as object)).toMatchObject({ x: 20, y: 30, minWidth: 1100 });
    const labels = await second.inside(({ registered }) => registered.menu!.map((m) => m.label));
    expect(labels).toEqual(expect.arrayContaining(['文件', '编辑', '显示', '帮助']));
    await second.inside(({ app }) => app.quit());
    expect((await second.ended).workers).toBe(0);
    await second.stop();
  });

  it('opens the file it was started with instead of the sample', async () => {
    const desktop = await startDesktop({ argv: [join(folder, 'Evening class.hearth')] });
    await windowShown(desktop);
    await desktop.inside(({ page }) => page.getByText('Evening class').first().waitFor({ timeout: 20_000 }));
    expect(existsSync(join(desktop.userData, 'sample.hearth'))).toBe(false);
    await desktop.stop();
  });

  it('a second instance leaves at once, without an engine or a window', async () => {
    const desktop = await startDesktop({ isFirstInstance: false });
    const { log, workers, code } = await desktop.ended;
    expect({ workers, code }).toEqual({ workers: 0, code: 0 });
    expect(log).not.toContain('new BrowserWindow');
    await desktop.stop();
  });
});
