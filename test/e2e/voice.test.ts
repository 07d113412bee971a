/** Voice: topics and themes read, corrected and named, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Feedback, Topics } from '../../core/api/contract.ts';
import { type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

/** A correction is written, and the model that holds it is asked again. */
const SLOW = { timeout: 20_000 };

const feedback = async (): Promise<Feedback> => {
  const answer = await stage.engine.ask('feedback', {});
  if (answer.kind !== 'feedback') throw new Error(answer.reason);
  return answer;
};
const topics = async (): Promise<Topics> => {
  const answer = await stage.engine.ask('topics', {});
  if (answer.kind !== 'topics') throw new Error(answer.reason);
  return answer;
};
const sizes = (answer: Feedback | Topics) => new Map(answer.groups.map((g) => [g.key, g.texts]));

describe('the page Voice', () => {
  it('is reached by its letter and says the largest kind of feedback with its share', async () => {
    const answer = await feedback();
    const page = await stage.open({ route: '#/overview', language: 'en' });
    await page.keyboard.press('g');
    await page.keyboard.press('y');
    await page.waitForURL(/voice/);
    await page.getByRole('heading', { name: 'Kinds of feedback' }).waitFor();
    await settled(page);
    const largest = answer.groups[0]!;
    expect(await page.locator('main').innerText()).toContain(`of what members write is about “${largest.en}”`);
    await page.getByRole('button', { name: 'Show Price and refund' }).click();
    await page.getByRole('heading', { name: 'What they write: Price and refund' }).waitFor();
    await page.waitForURL(/price/);
    await page.context().close();
  });

  it('two wrong labels corrected move two of the totals at once; undo brings them back', async () => {
    const before = sizes(await feedback());
    const page = await stage.open({ route: '#/voice?voice={"key":"price"}', language: 'en' });
    for (let n = 0; n < 2; n++) {
      const quotes = page.getByRole('list', { name: 'What they write: Price and refund' });
      await quotes.getByRole('button', { name: 'Correct' }).first().click();
      await page.getByRole('menuitem', { name: 'Service' }).click();
      await expect.poll(async () => sizes(await feedback()).get('service'), SLOW).toBe(before.get('service')! + n + 1);
      await settled(page);
    }
    expect(sizes(await feedback()).get('price')).toBe(before.get('price')! - 2);
    await page
      .getByRole('row', { name: /Service/ })
      .filter({ hasText: String(before.get('service')! + 2) })
      .first()
      .waitFor();
    expect(await page.locator('main').innerText()).toContain('2 corrected. With 8 more corrections');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => sizes(await feedback()).get('service'), SLOW).toBe(before.get('service')! + 1);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => sizes(await feedback()), SLOW).toEqual(before);
    await page.context().close();
  });

  it('a text gets a topic of a new name, which then stands in the list', async () => {
    const before = await topics();
    const page = await stage.open({ route: '#/voice?voice={"about":"topic"}', language: 'zh-CN' });
    await page.getByRole('list', { name: /原文/ }).getByRole('button', { name: '更正' }).first().click();
    await page.getByRole('textbox', { name: '其他主题' }).fill('时间管理');
    await page.keyboard.press('Enter');
    await expect.poll(async () => sizes(await topics()).get('时间管理'), SLOW).toBe(1);
    const first = before.groups[0]!;
    expect(sizes(await topics()).get(first.key)).toBe(first.texts - 1);
    await page.getByRole('button', { name: '查看时间管理' }).waitFor();
    await stage.engine.undo();
    await page.context().close();
  });

  it('themes are renamed, added and reset in the drawer, each an undoable step', async () => {
    const page = await stage.open({ route: '#/voice', language: 'en' });
    await page.getByRole('button', { name: 'Edit kinds and names' }).click();
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('button', { name: /^Service/ }).click();
    await drawer.getByRole('textbox', { name: 'Name in English' }).first().fill('Help desk');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Show Help desk' }).waitFor();
    await page.getByRole('button', { name: 'Edit kinds and names' }).click();
    await page.getByRole('complementary').getByRole('button', { name: 'Reset to the defaults' }).click();
    await page.getByRole('button', { name: 'Show Service' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Show Help desk' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Show Service' }).waitFor();
    await page.context().close();
  });

  it('logs no errors on the way', () => {
    expect(stage.errors).toEqual([]);
  });
});
