/** A real engine on its own sample community, the loopback host, and a real browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { createEngine, findBrowser, type RunningEngine } from '../../core/api/index.ts';
import { type RunningHost, startHost } from '../../core/host/index.ts';

export interface Stage {
  engine: RunningEngine;
  host: RunningHost;
  folder: string;
  /** A new page with the key, in a language and a theme; errors of the page are collected. */
  open(options?: {
    language?: 'zh-CN' | 'en';
    theme?: 'light' | 'dark';
    route?: string;
    viewport?: { width: number; height: number };
  }): Promise<Page>;
  errors: string[];
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startStage({ withSample = true } = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-e2e-'));
  const engine = createEngine({
    dataFolder: folder,
    host: { kind: 'browser', version: 'test', canPick: false },
    workerEntry: new URL('../../dist/main/worker.js', import.meta.url),
  });
  if (withSample) {
    const { jobId } = await engine.openSample();
    await finished(engine, jobId!);
  }
  const host = await startHost({ engine, rendererFolder: fileURLToPath(new URL('../../dist/renderer', import.meta.url)) });
  const executablePath = findBrowser() ?? chromium.executablePath();
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  const errors: string[] = [];
  return {
    engine,
    host,
    folder,
    errors,
    async open({ language = 'en', theme = 'light', route = '', viewport = { width: 1280, height: 800 } } = {}) {
      const options: BrowserContextOptions = {
        viewport,
        locale: language,
        colorScheme: theme,
        reducedMotion: 'reduce',
        acceptDownloads: true,
      };
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(host.url);
      await page.waitForSelector('main');
      if (route) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, route);
      }
      await settled(page);
      return page;
    },
    async close() {
      await browser.close();
      await host.close();
      await engine.shutdown();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(250);
  await page.waitForFunction(
    () => document.querySelectorAll('[aria-busy="true"], [data-loading="true"]').length === 0,
    undefined,
    { timeout: 20_000 },
  );
  await page.waitForTimeout(250);
}

export async function finished(engine: RunningEngine, jobId: number): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const job = (await engine.jobs()).find((j) => j.jobId === jobId)!;
    if (job.finishedAt !== null) {
      if (job.state !== 'done') throw new Error(`Job ${job.name} ${job.state}: ${job.error?.message ?? ''}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The job did not end within a minute.');
}
