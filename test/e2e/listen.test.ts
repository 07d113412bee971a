/** From what members say to what is done about it: labels, a card, its place on the board; and the way back. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, 120_000);
afterAll(() => stage?.close());

async function totals(): Promise<{ positive: number; neutral: number; negative: number }> {
  const answer = await stage.engine.ask('sentiment', { grain: 'month' } as never);
  if (answer.kind !== 'sentiment') throw new Error(answer.kind);
  const { positive, neutral, negative } = answer.summary;
  return { positive, neutral, negative };
}
async function board() {
  const answer = await stage.engine.ask('board', {} as never);
  if (answer.kind !== 'board') throw new Error(answer.kind);
  return answer.cards;
}
const until = async (page: Page, isSo: () => Promise<boolean>) => {
  for (let i = 0; i < 60; i++) {
    if (await isSo()) return;
    await page.waitForTimeout(100);
  }
  throw new Error('It did not come about within six seconds.');
};
const labels = async () => {
  const answer = await stage.engine.ask('sentimentTexts', { isTaught: true, limit: 10 } as never);
  return answer.kind === 'sentiment-texts' ? answer.total : 0;
};

it('two negative texts called neutral by key move the totals by two, and undo takes them back', async () => {
  const before = await totals();
  const page = await stage.open({ route: '#/lexicon' });
  await page.getByText('Negative', { exact: true }).first().click();
  await settled(page);
  const list = page.getByRole('list', { name: 'Texts to label' });
  await list.getByRole('listitem').first().waitFor();
  await page.keyboard.press('2');
  await until(page, async () => (await labels()) === 1);
  await settled(page);
  await page.keyboard.press('2');
  await until(page, async () => (await labels()) === 2);
  const after = await totals();
  expect(after.negative).toBeLessThanOrEqual(before.negative - 2);
  expect(after.neutral).toBeGreaterThanOrEqual(before.neutral + 2);
  await settled(page);
  await page.keyboard.press('Control+z');
  await until(page, async () => (await labels()) === 1);
  await settled(page);
  await page.keyboard.press('Control+z');
  await until(page, async () => (await labels()) === 0);
  expect(await totals()).toEqual(before);
  await page.context().close();
});

it('a kind of feedback becomes a card with its quotes, which keys move and undo brings back', async () => {
  const page = await stage.open({ route: '#/voice' });
  await page.getByRole('heading', { name: /What they write/ }).waitFor();
  await settled(page);
  await page.getByRole('button', { name: 'Add to the issue board' }).first().click();
  await page.getByRole('menuitem', { name: 'Start a card with this' }).click();
  await until(page, async () => (await board()).length === 1);
  const [made] = await board();
  expect(made).toMatchObject({ status: 'new', group: expect.stringMatching(/^theme:/) });
  expect(made!.evidence).toBeGreaterThan(1);
  await page.waitForURL(/#\/board/);
  await page.keyboard.press('Escape');
  const card = page.locator(`#card-${made!.cardNo}`);
  await card.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await until(page, async () => (await board())[0]!.status === 'planned');
  await settled(page);
  await page.keyboard.press('Control+z');
  await until(page, async () => (await board())[0]!.status === 'new');
  await page.context().close();
  expect(stage.errors).toEqual([]);
});
