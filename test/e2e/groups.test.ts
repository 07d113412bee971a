/** Groups, ties and profiles of the sample community, in a real browser, checked against the engine and against SQL. */
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
let db: Database.Database;
beforeAll(async () => {
  stage = await startStage();
  db = new Database((await stage.engine.state()).workspace!.path, { readonly: true });
});
afterAll(async () => {
  db?.close();
  await stage?.close();
});

const count = (sql: string): number => db.prepare(sql).pluck().get() as number;
/** A click answers at once on a quiet machine; a busy one gets time. */
const PATIENCE = { timeout: 20_000 };
const text = (page: Page) => page.locator('main').innerText();
const rows = async (page: Page) => Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1;

async function clusters() {
  const answer = await stage.engine.ask('clusters', {});
  if (answer.kind !== 'clusters') throw new Error(answer.reason);
  return answer;
}

describe('clusters', () => {
  it('are found with a number, a stability and names, and hold every member once', async () => {
    const answer = await clusters();
    const page = await stage.open({ route: '#/clusters' });
    const shown = await text(page);
    expect(shown).toContain(`${answer.k} clear groups`);
    expect(shown).toContain(`stability ${answer.stability.toFixed(2)}, silhouette ${answer.silhouette.toFixed(2)}`);
    const sizes = await page.locator('article[data-group] p').allInnerTexts();
    expect(sizes.map((size) => Number(size.split(' ')[0]!.replace(',', '')))).toEqual(answer.sizes);
    expect(answer.sizes.reduce((sum, n) => sum + n, 0)).toBe(count('SELECT count(*) FROM member'));
    const names = await page
      .locator('article[data-group]')
      .evaluateAll((cards) => cards.map((c) => c.getAttribute('aria-label')));
    expect(names).toEqual(answer.names.map((name) => name.en));
    await page.context().close();
  });

  it('say why a member is in one, by keys alone, and say the same after a reload', async () => {
    const page = await stage.open({ route: '#/clusters' });
    await page.getByRole('application').first().focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/member=\d+/);
    const card = page.getByRole('region', { name: 'Why here' });
    await card.locator('li').nth(2).waitFor();
    expect(await card.locator('li').count()).toBe(3);
    const memberNo = Number(/member=(\d+)/.exec(page.url())![1]);
    const why = await stage.engine.ask('whyInCluster', { memberNo });
    expect(await card.innerText()).toContain(`In group ${why!.cluster + 1}: ${why!.names[why!.cluster]!.en}`);
    const name = (await stage.engine.ask('member', { memberNo }))!.member.handle!;
    await card.getByText(name).waitFor();
    const before = await card.innerText();
    await page.reload();
    await card.locator('li').nth(2).waitFor();
    await card.getByText(name).waitFor();
    expect(await card.innerText()).toBe(before);
    await page.context().close();
  });

  it('are refused as an answer when there are none, with what was tried', async () => {
    const features = encodeURIComponent(JSON.stringify({ features: ['weekendShare', 'nightShare'] }));
    const page = await stage.open({ route: `#/clusters?clusters=${features}`, language: 'zh-CN' });
    const shown = await text(page);
    expect(shown).toContain('这些成员里没有清晰的群体');
    expect(shown).toContain('切开');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: /看表格/ }).click();
    expect(await page.locator('tbody tr').count()).toBe(11);
    await page.context().close();
  });

  it('are kept, renamed, and saved as a segment of the same size', async () => {
    const answer = await clusters();
    const page = await stage.open({ route: '#/clusters' });
    await page.getByRole('button', { name: 'Keep these groups' }).click();
    await page.getByRole('button', { name: 'Groups kept' }).waitFor();
    const third = page.locator('article[data-group="2"]');
    await third.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('学习小组');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => third.getAttribute('aria-label'), PATIENCE).toBe('学习小组');
    await settled(page);
    await third.getByRole('button', { name: 'Save as segment' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await stage.engine.ask('segments', {})).rows.length, PATIENCE).toBe(1);
    const [segment] = (await stage.engine.ask('segments', {})).rows;
    expect(segment).toMatchObject({ name: '学习小组', rule: { trait: 'cluster', is: ['3'] } });
    const members = await stage.engine.ask('members', { scope: { segment: segment!.segmentNo }, limit: 1 });
    if (members.kind === 'unavailable') throw new Error(members.reason);
    expect(members.total).toBe(answer.sizes[2]);

    await page.reload();
    await settled(page);
    expect(await page.locator('article[data-group="2"]').getAttribute('aria-label')).toBe('学习小组');
    await third.getByRole('button', { name: /^See members of/ }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(await rows(page)).toBe(answer.sizes[2]);
    await page.context().close();
  });
});

/** One row a pair: who replied to whom, by the author of the parent post, else by the name in the reply. */
const PAIRS = `SELECT DISTINCT p.author_no AS giver, coalesce(q.author_no, p.reply_to_member_no) AS getter
  FROM post p LEFT JOIN post q ON q.post_no = p.parent_no
  WHERE p.author_no IS NOT NULL AND coalesce(q.author_no, p.reply_to_member_no) IS NOT NULL
    AND p.author_no <> coalesce(q.author_no, p.reply_to_member_no)`;

describe('the network', () => {
  it('has the members, pairs and both ways that SQL counts, and opens the members', async () => {
    const nodes = count(`SELECT count(*) FROM (SELECT giver FROM (${PAIRS}) UNION SELECT getter FROM (${PAIRS}))`);
    const pairs = count(`SELECT count(*) FROM (${PAIRS})`);
    const both = count(`SELECT count(*) FROM (${PAIRS}) a JOIN (${PAIRS}) b ON b.giver = a.getter AND b.getter = a.giver`);
    const page = await stage.open({ route: '#/network' });
    const shown = (await text(page)).replace(/\u202f/g, '');
    expect(shown).toContain(`${nodes.toLocaleString('en')} members are tied together`);
    expect(shown).toContain(pairs.toLocaleString('en'));
    expect(shown).toContain(`${((100 * both) / pairs).toFixed(1)}% run both ways`);
    await page.getByRole('button', { name: 'See these members' }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(await rows(page)).toBe(nodes);
    await page.context().close();
  });

  it('names the share of questions with one answerer, and a node opens its member by keys', async () => {
    const answerers = `SELECT q.post_no AS question, count(DISTINCT a.author_no) AS n FROM post q JOIN post a ON a.parent_no = q.post_no
      WHERE q.kind = 'question' AND a.kind IN ('answer', 'reply') AND a.author_no IS NOT NULL AND a.author_no IS NOT q.author_no GROUP BY 1`;
    const answered = count(`SELECT count(*) FROM (${answerers})`);
    const single = count(`SELECT count(*) FROM (${answerers}) WHERE n = 1`);
    const page = await stage.open({ route: '#/network', language: 'zh-CN', theme: 'dark' });
    expect(await text(page)).toContain(
      `${answered.toLocaleString('en')}个得到回答的提问里，${single.toLocaleString('en')}个只有一人回答`,
    );
    const core = await stage.engine.ask('networkCore', {});
    if (core.kind !== 'network-core') throw new Error(core.reason);
    await page.getByRole('application').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`members/${core.nodes[0]!.memberNo}`));
    await page.context().close();
  });
});

describe('profiles', () => {
  it('count an attribute as SQL does, say how many are known, and open the people of a row', async () => {
    const known = count(`SELECT count(*) FROM member WHERE gender IS NOT NULL AND gender <> ''`);
    const [top] = db
      .prepare(`SELECT gender AS value, count(*) AS n FROM member WHERE gender <> '' GROUP BY 1 ORDER BY 2 DESC`)
      .all() as { value: string; n: number }[];
    const page = await stage.open({ route: '#/profiles?split=gender' });
    expect(await text(page)).toContain(`Known for ${known.toLocaleString('en')} of`);
    await page.getByRole('button', { name: new RegExp(`^See the ${top!.n.toLocaleString('en')} members: `) }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(await rows(page)).toBe(top!.n);
    await page.context().close();
  });

  it('try other weights at once, keep them when saved, and undo them', async () => {
    const page = await stage.open({ route: '#/profiles' });
    await page.getByLabel('Points for: Viewed').fill('50');
    await page.getByText(/With these weights, [1-9]/).waitFor();
    const value = { ...(await stage.engine.ask('preferences', {})).kept.score };
    const tried = await stage.engine.ask('scores', { value: { ...value, weights: { ...value.weights, view: 50 } }, limit: 50 });
    if (tried.kind !== 'scores') throw new Error(tried.reason);
    const moved = tried.rows.filter((row) => row.rank !== row.keptRank).length;
    await settled(page);
    expect(await text(page)).toContain(`With these weights, ${moved} of the first 50`);
    await page.getByRole('button', { name: 'Save these weights' }).click();
    await expect.poll(async () => (await stage.engine.ask('preferences', {})).kept.score.weights['view'], PATIENCE).toBe(50);
    await stage.engine.undo();
    expect((await stage.engine.ask('preferences', {})).kept.score.weights['view']).toBe(1);
    await page.context().close();
  });

  it('move the states of health with the days that decide them', async () => {
    const page = await stage.open({ route: '#/profiles', language: 'zh-CN' });
    await page.getByRole('textbox', { name: '活跃天数' }).fill('30');
    await page.getByRole('button', { name: '保存天数' }).click();
    await expect.poll(async () => (await stage.engine.ask('preferences', {})).kept.health.activeDays, PATIENCE).toBe(30);
    await settled(page);
    const profiles = await stage.engine.ask('profiles', {});
    if (profiles.kind !== 'profiles') throw new Error(profiles.reason);
    const active = profiles.health.find((share) => share.value === 'active')!.members;
    await expect.poll(() => text(page), PATIENCE).toContain(`中有${active.toLocaleString('en')}位活跃`);
    await stage.engine.undo();
    await page.context().close();
  });

  it('and the other pages have left no error in the console', () => {
    expect(stage.errors).toEqual([]);
  });
});
