/** The text explorer: searched, narrowed, read, by keyboard, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextPage } from '../../core/api/contract.ts';
import { type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

async function texts(input: object): Promise<TextPage> {
  const answer = await stage.engine.ask('texts', input);
  if (answer.kind !== 'texts') throw new Error(answer.reason);
  return answer;
}

describe('the text explorer', () => {
  it('is reached by its letter, searched from the key, and marks what was found', async () => {
    const page = await stage.open({ route: '#/overview', language: 'zh-CN' });
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL(/texts/);
    await settled(page);
    await page.keyboard.press('/');
    await page.keyboard.type('退款');
    await page.locator('mark').first().waitFor();
    await settled(page);
    const { total } = await texts({ query: '退款' });
    expect(Number(await page.getByRole('grid').getAttribute('aria-rowcount'))).toBe(total);
    expect(await page.locator('main').innerText()).toContain(`${total}条文字`);
    expect(new Set(await page.locator('mark').allInnerTexts())).toEqual(new Set(['退款']));
    await page.context().close();
  });

  it('opens with Enter, goes on with j, closes with Esc, and leads to the author', async () => {
    const { rows } = await texts({ query: 'refund' });
    const page = await stage.open({ route: '#/texts?q=refund' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: rows[0]!.memberName! });
    await drawer.waitFor();
    expect((await drawer.innerText()).replace(/\s+/g, ' ')).toContain(rows[0]!.text.replace(/\s+/g, ' '));
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: rows[1]!.memberName! }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('button', { name: 'Close' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Open ${rows[1]!.memberName}` }).click();
    await page.waitForURL(new RegExp(`members/${rows[1]!.memberNo}`));
    await page.context().close();
  });

  it('a facet narrows the list to its own count', async () => {
    const { facets } = await texts({});
    const questions = facets.find((f) => f.facet === 'form')!.values.find((v) => v.value === 'question')!;
    const page = await stage.open({ route: '#/texts' });
    await page.getByRole('group', { name: 'Kind of text' }).getByText('Question').click();
    await settled(page);
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(questions.count));
    await page.context().close();
  });

  it('says how often a thing was said, and shows all of them', async () => {
    const page = await stage.open({ route: '#/texts?q=%E9%80%80%E6%AC%BE' });
    const said = page.getByRole('button', { name: /^said \d+ times$/ }).first();
    await said.waitFor();
    const times = /\d+/.exec(await said.innerText())![0];
    await said.click();
    await page.getByText('Texts that say the same').waitFor();
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(times);
    await page.context().close();
  });

  it('says that nothing fits and offers everything', async () => {
    const page = await stage.open({ route: '#/texts?q=zzzzqqq', language: 'zh-CN' });
    await page.getByRole('button', { name: '显示全部' }).click();
    await page.getByRole('grid').waitFor();
    expect(Number(await page.getByRole('grid').getAttribute('aria-rowcount'))).toBe((await texts({})).total);
    await page.context().close();
    expect(stage.errors).toEqual([]);
  });
});
