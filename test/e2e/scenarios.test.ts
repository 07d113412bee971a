/** The manager's first ten minutes, in a real browser, against the real engine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

const SCOPE = { basis: 'all' as const, kinds: [], from: null, to: null };

/** The number of rows a grid says it has (its header row apart). */
async function gridRows(page: Page): Promise<number> {
  const count = await page.getByRole('grid').first().getAttribute('aria-rowcount');
  return Number(count) - 1;
}

describe('with the sample community', () => {
  it('takes the key out of the address and shows the overview without an error', async () => {
    const page = await stage.open();
    expect(page.url()).not.toContain('key=');
    const activity = await stage.engine.ask('activity', { ...SCOPE, grain: 'week' });
    if (activity.kind !== 'activity') throw new Error('no activity');
    const last = activity.complete.lastIndexOf(true);
    await page
      .getByText(`${activity.active[last]!.toLocaleString('en')} members were active`)
      .first()
      .waitFor()
      .catch(() => {});
    expect(await page.locator('main').innerText()).toContain(`${activity.active[last]!.toLocaleString('en')}`);
    await page.context().close();
  });

  it('opens the people behind a bar, and their number is the bar’s', async () => {
    const activity = await stage.engine.ask('activity', { ...SCOPE, grain: 'week' });
    if (activity.kind !== 'activity') throw new Error('no activity');
    const page = await stage.open();
    const chart = page.getByRole('application').first();
    await chart.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/members/);
    await settled(page);
    expect(await gridRows(page)).toBe(activity.active.at(-1));
    await page.context().close();
  });

  it('finds a member by part of a Chinese nickname and keeps a note that can be undone and redone', async () => {
    const page = await stage.open({ language: 'zh-CN', route: '#/members' });
    const search = page.getByRole('searchbox').first();
    await search.fill('小周');
    await settled(page);
    const { total } = (await stage.engine.ask('members', {
      search: '小周',
      facets: {},
      mark: null,
      scope: SCOPE,
      sort: { column: 'handle', direction: 'asc' },
      offset: 0,
      limit: 5,
    })) as { total: number };
    expect(total).toBeGreaterThan(0);
    await expect.poll(() => gridRows(page)).toBe(total);

    await page.getByRole('gridcell').nth(1).click();
    await settled(page);
    const note = page.locator('textarea').first();
    await note.fill('约她下周答疑');
    await note.blur();
    await expect.poll(async () => (await stage.engine.history()).undo.length).toBe(1);
    expect((await stage.engine.history()).undo[0]!.name).toBe('note.save');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await stage.engine.history()).undo.length).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await stage.engine.history()).undo.length).toBe(1);
    await page.context().close();
  });

  it('is driven by keys alone: pages, help and the palette in both languages', async () => {
    const page = await stage.open({ language: 'zh-CN' });
    for (const [keys, hash] of [
      ['gm', 'members'],
      ['gc', 'contents'],
      ['gi', 'import'],
      ['gh', 'history'],
      ['gs', 'settings'],
      ['go', 'overview'],
    ]) {
      for (const key of keys!) await page.keyboard.press(key);
      await page.waitForURL(new RegExp(`#/${hash}`));
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('nr', { delay: 30 }); // 内容, by its pinyin initials
    await page.locator('[data-selected]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/contents/);
    await page.context().close();
  });

  it('gives the CSV of the present view', async () => {
    const page = await stage.open({ route: '#/contents' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.trim().split('\r\n').length).toBe(301);
    await page.context().close();
  });

  it('switches language and theme without a reload', async () => {
    const page = await stage.open();
    await page.evaluate(() => {
      (window as unknown as { stayed: boolean }).stayed = true;
    });
    await page.getByRole('button', { name: /中文|Chinese/ }).click();
    await page.getByText('概览').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
    await page.context().close();
  });

  it('has left no error in the console of any page', () => {
    expect(stage.errors).toEqual([]);
  });
});

describe('from nothing', () => {
  it('welcomes, imports a dropped CSV with a guessed recipe, reports it and shows its people', async () => {
    const empty = await startStage({ withSample: false });
    try {
      const rows = Array.from({ length: 60 }, (_, i) => `${i},u${i % 9},c${i % 4},浏览,2026-0${1 + (i % 6)}-1${i % 9} 08:00:00`);
      const csv = join(empty.folder, '行为.csv');
      writeFileSync(csv, `事件id,用户ID,课程,行为,时间\n${rows.join('\n')}\n`);
      const page = await empty.open({ language: 'zh-CN' });
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page
          .getByRole('button', { name: /导入文件/ })
          .first()
          .click(),
      ]);
      await chooser.setFiles(csv);
      await page.waitForURL(/#\/import/);
      await page.getByRole('button', { name: '新建工作区并导入' }).click();
      await expect.poll(async () => (await empty.engine.jobs()).at(-1)?.state, { timeout: 20_000 }).toBe('done');
      const jobs = await empty.engine.jobs();
      await finished(empty.engine, jobs.at(-1)!.jobId);
      const { workspace } = await empty.engine.state();
      expect(workspace!.description).toMatchObject({ members: 9, contents: 4, events: 60, eventsByKind: { view: 60 } });
      await page.evaluate(() => {
        location.hash = '#/members';
      });
      await settled(page);
      await expect.poll(() => gridRows(page)).toBe(9);
      expect(empty.errors).toEqual([]);
    } finally {
      await empty.close();
    }
  });
});
