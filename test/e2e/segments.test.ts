/** Segments in a real browser: built, counted, kept, compared; the counts against plain SQL over the sample community. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading } from '../../core/store/workspace.ts';
import { type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

/** A page whose steps fail soon: nothing here takes long. */
async function open(options: Parameters<Stage['open']>[0] = {}): Promise<Page> {
  const page = await stage.open(options);
  page.setDefaultTimeout(8000);
  return page;
}

const DAY_MS = 86_400_000;

/** Runs SQL on the workspace file as any tool would. */
async function rows<T>(text: string, ...values: unknown[]): Promise<T[]> {
  const { workspace } = await stage.engine.state();
  const db = openForReading(workspace!.path);
  try {
    return db.prepare(text).all(...values) as T[];
  } finally {
    db.close();
  }
}

async function gridRows(page: Page): Promise<number> {
  return Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1;
}

/** The live count, once it stands for what is in the fields. */
async function liveCount(page: Page): Promise<number> {
  await page.waitForTimeout(200);
  const figure = page.locator('[data-live-count]');
  await expect.poll(() => figure.getAttribute('data-live-count')).toMatch(/^\d+$/);
  return Number(await figure.getAttribute('data-live-count'));
}

async function addCondition(page: Page, search: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a condition' }).last().click();
  await page.getByLabel('Search conditions').fill(search);
  await page.locator('[role="option"][data-combobox-selected]').waitFor();
  await page.keyboard.press('Enter');
}

const saved = async () => (await stage.engine.ask('segments', {})).rows.filter((row) => row.trashedAt === null);

describe('with the sample community', () => {
  it('builds “paid, posted at least 3 times in 28 days, silent for the last 7” with a count that plain SQL gives too', async () => {
    const page = await open({ route: '#/segments' });
    await page.getByRole('button', { name: 'New segment' }).first().click();
    await settled(page);
    expect(await liveCount(page)).toBe((await stage.engine.ask('segments', {})).members);

    await addCondition(page, 'plan');
    await page.keyboard.type('annual');
    await page.keyboard.press('Enter');
    await page.keyboard.type('monthly');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const paid = await rows<{ n: number }>(`SELECT count(*) AS n FROM member WHERE plan IN ('annual', 'monthly')`);
    expect(await liveCount(page)).toBe(paid[0]!.n);

    await addCondition(page, 'did');
    await page.keyboard.type('post any');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'at least' }).fill('3');
    await addCondition(page, 'did not');
    const count = await liveCount(page);

    // Local days of the community, which keeps the time of Shanghai; the last of them is the day of the last activity.
    const LOCAL_MS = 8 * 3_600_000;
    const [{ last }] = (await rows<{ last: number }>('SELECT max(time_s) AS last FROM event')) as [{ last: number }];
    const end = Math.floor((last * 1000 + LOCAL_MS) / DAY_MS) * DAY_MS + DAY_MS - LOCAL_MS;
    const [{ n }] = (await rows<{ n: number }>(
      `SELECT count(*) AS n FROM member m
       WHERE plan IN ('annual', 'monthly')
         AND (SELECT count(*) FROM post WHERE author_no = m.member_no AND created_at >= ? AND created_at < ?) >= 3
         AND NOT EXISTS (SELECT 1 FROM event WHERE event_id >= m.ev_from AND event_id < m.ev_to AND time_s >= ?)`,
      end - 28 * DAY_MS,
      end,
      (end - 7 * DAY_MS) / 1000,
    )) as [{ n: number }];
    expect(n).toBeGreaterThan(0);
    expect(count).toBe(n);

    // Three views of one definition.
    expect(
      await page
        .getByText('Plan is annual or monthly, posted at least 3 times in the last 28 days, and inactive in the last 7 days')
        .count(),
    ).toBe(1);
    expect(await page.getByText('会员类型是年度会员或月度会员、近28天发帖至少3次、近7天没有活动').count()).toBe(1);
    await page.getByRole('tab', { name: 'Tree' }).click();
    const tree = await page.getByRole('list', { name: 'Tree' }).innerText();
    expect(
      tree
        .split('\n')
        .filter((line) => /^[\d,]+$/.test(line.trim()))[0]!
        .replaceAll(',', ''),
    ).toBe(String(count));
    await page.getByRole('tab', { name: 'SQL' }).click();
    const sql = page.locator('pre');
    await expect.poll(() => sql.innerText()).toContain('SELECT');
    expect(await rows((await sql.innerText()).replace(/;\s*$/, ''))).toHaveLength(count);

    await page.getByLabel('Name of the segment').fill('Paid, wrote, went silent');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/no=1/);
    expect((await saved()).map((row) => [row.name, row.size])).toEqual([['Paid, wrote, went silent', count]]);
    await page.context().close();
  });

  it('warns of a duplicate before and after saving the same once more, written differently', async () => {
    const [first] = await saved();
    const { all } = first!.rule as { all: object[] };
    const rule = { all: [all[2], { all: [all[1], all[0]] }] };
    const page = await open({ route: '#/segments?view=edit' });
    await page.getByText('Rule as JSON (advanced)').click();
    const field = page.getByRole('textbox', { name: 'Rule as JSON (advanced)' });
    await field.fill('{"trait": "shoe size", "is": ["42"]}');
    await page.getByRole('button', { name: 'Use this rule' }).click();
    await page.getByText('should be a known trait').waitFor();
    await field.fill(JSON.stringify(rule));
    await page.getByRole('button', { name: 'Use this rule' }).click();
    await page.getByText('“Paid, wrote, went silent” says the same already.').waitFor();
    expect(await liveCount(page)).toBe(first!.size);
    await page.getByLabel('Name of the segment').fill('The same again');
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByText('It says the same as “Paid, wrote, went silent”').waitFor();
    await page.context().close();
  });

  it('takes back the last change of a draft before anything that is kept', async () => {
    const page = await open({ route: '#/segments?view=edit' });
    await settled(page);
    const everybody = await liveCount(page);
    await addCondition(page, 'did not');
    await expect.poll(() => liveCount(page)).toBeLessThan(everybody);
    const kept = (await stage.engine.history()).undo.length;
    await page.getByRole('group', { name: 'Condition' }).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => liveCount(page)).toBe(everybody);
    expect((await stage.engine.history()).undo).toHaveLength(kept);
    await page.context().close();
  });

  it('moves a segment to the trash, restores it, and undoes and redoes that', async () => {
    const page = await open({ route: '#/segments' });
    await page.getByRole('button', { name: 'Actions for The same again' }).click();
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
    await expect.poll(async () => (await saved()).length).toBe(1);
    await page.getByRole('button', { name: 'Trash (1)' }).click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('The trash is empty.').waitFor();
    expect((await saved()).map((row) => row.name)).toContain('The same again');
    await page.locator('main').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await saved()).length).toBe(1);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await saved()).length).toBe(2);
    await page.context().close();
  });

  it('asks before a segment that another one names goes to the trash', async () => {
    const [first] = await saved();
    await stage.engine.change('saveSegment', { name: 'Builds on it', rule: { not: { segment: first!.segmentNo } } });
    const page = await open({ route: '#/segments' });
    await page.getByRole('button', { name: `Actions for ${first!.name}` }).click();
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Builds on it').waitFor();
    await page.keyboard.press('Escape');
    expect((await saved()).map((row) => row.segmentNo)).toContain(first!.segmentNo);
    await page.context().close();
  });

  it('keeps the people of a chart’s bar as a segment of the same size', async () => {
    const activity = await stage.engine.ask('activity', { grain: 'week' });
    if (activity.kind !== 'activity') throw new Error('no activity');
    const page = await open();
    await page.getByRole('application').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/members/);
    await settled(page);
    await page.getByRole('button', { name: 'Save as segment' }).click();
    await page.getByLabel('Name of the segment').fill('Active in the last week');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/segments/);
    const kept = (await saved()).find((row) => row.name === 'Active in the last week')!;
    expect([kept.size, kept.isList]).toEqual([activity.active.at(-1), true]);
    await page.context().close();
  });

  it('narrows the members by a computed class, and the charts by a segment', async () => {
    const profiles = await stage.engine.ask('profiles', {});
    if (profiles.kind !== 'profiles') throw new Error('no profiles');
    const page = await open({ route: '#/members' });
    await page.getByRole('group', { name: 'Health' }).getByLabel('At risk').check();
    await settled(page);
    await expect.poll(() => gridRows(page)).toBe(profiles.health.find((one) => one.value === 'at-risk')!.members);

    const chosen = (await saved()).find((row) => row.name === 'Active in the last week')!;
    await page.evaluate(() => {
      location.hash = '#/overview';
    });
    await settled(page);
    await page.getByRole('combobox', { name: 'Whose activity counts' }).click();
    await page.getByRole('option', { name: chosen.name }).click();
    await page.waitForURL(new RegExp(`segment=${chosen.segmentNo}`));
    await settled(page);
    const activity = await stage.engine.ask('activity', { grain: 'week', segment: chosen.segmentNo });
    if (activity.kind !== 'activity') throw new Error('no activity');
    const last = activity.complete.lastIndexOf(true);
    expect(await page.locator('main').innerText()).toContain(`${activity.active[last]!.toLocaleString('en')} members`);
    await page.context().close();
  });

  it('compares two: the overlap sums up, and a bar opens its people', async () => {
    const list = await saved();
    const [a, b] = [list.find((row) => row.isList)!, list.find((row) => row.name === 'Builds on it')!];
    const page = await open({ route: '#/segments' });
    await page.getByLabel(`Select ${a.name}`).check();
    await page.getByLabel(`Select ${b.name}`).check();
    await page.getByRole('button', { name: 'Compare these' }).click();
    await settled(page);
    const answer = await stage.engine.ask('segmentOverlap', { segments: [a.segmentNo, b.segmentNo] });
    const bars = page.locator('button[title^="Only"], button[title^="In all"]');
    await bars.first().waitFor();
    expect(await bars.count()).toBe(answer.regions.filter((region) => region.count > 0).length);
    await page.getByText(/real differences? among/).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('button', { name: 'Export' }).last().click();
        await page.getByRole('menuitem', { name: 'Download CSV' }).click();
      })(),
    ]);
    expect(download.suggestedFilename()).toBe('segments-differences.csv');

    const most = Math.max(...answer.regions.map((region) => region.count));
    await bars.first().click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(await gridRows(page)).toBe(most);
    await page.context().close();
  });

  it('makes a tag, counts its values before it is kept, and takes it back', async () => {
    const page = await open({ route: '#/members?view=tags' });
    await page.getByLabel('Name of the tag').fill('Pace');
    await page.getByRole('combobox', { name: 'How it is given' }).click();
    await page.getByRole('option', { name: 'By active days' }).click();
    await page.getByText(/of 3,000 members get a value/).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Tag “Pace” is saved.').waitFor();
    expect((await stage.engine.ask('tags', {})).map((tag) => tag.name)).toEqual(['Pace']);
    await page.locator('main').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await stage.engine.ask('tags', {})).length).toBe(0);
    await page.context().close();
  });

  it('has left no error in the console of any page', () => {
    expect(stage.errors).toEqual([]);
  });
});
