/** Value groups, members at risk, what moved, renewals: in a real browser. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

describe('worth of the members', () => {
  it('a row of the value groups opens exactly its members', async () => {
    const rfm = await stage.engine.ask('rfm', {});
    if (rfm.kind !== 'rfm') throw new Error(rfm.reason);
    const page = await stage.open({ route: '#/rfm' });
    const row = rfm.classes.find((c) => c.id === 'cannot-lose')!;
    await page.getByRole('button', { name: new RegExp(`^Cannot lose: ${row.members}`) }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1).toBe(row.members);
    await page.context().close();
  });

  it('cuts are tried at once, kept when saved, and undone', async () => {
    const page = await stage.open({ route: '#/rfm', language: 'zh-CN' });
    const before = await page.locator('main').innerText();
    await page.getByLabel('最近活跃的第1个分界').fill('1');
    await page.getByText('正在预览新的分界').waitFor();
    await settled(page);
    await page.getByRole('button', { name: '保存分界' }).click();
    await settled(page);
    const kept = await stage.engine.ask('preferences', {});
    expect(kept.kept.rfm.cuts.recency?.[0]).toBe(1);
    await stage.engine.undo();
    await page.reload();
    await settled(page);
    expect((await stage.engine.ask('preferences', {})).kept.rfm.cuts.recency).toBeNull();
    expect((await page.locator('main').innerText()).split('\n')[0]).toBe(before.split('\n')[0]);
    await page.context().close();
  });

  it('the list of members at risk is as long as it says, and opens all of them', async () => {
    const risk = await stage.engine.ask('atRisk', {});
    if (risk.kind !== 'at-risk') throw new Error(risk.reason);
    const page = await stage.open({ route: '#/risk' });
    expect(await page.locator('main').innerText()).toContain(`${risk.total}`);
    await page.getByRole('button', { name: 'See all of them' }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1).toBe(risk.total);
    await page.context().close();
  });

  it('renewals show the rate of the engine in both languages', async () => {
    const renewals = await stage.engine.ask('renewals', {});
    if (renewals.kind !== 'renewals') throw new Error(renewals.reason);
    for (const language of ['en', 'zh-CN'] as const) {
      const page = await stage.open({ route: '#/value', language });
      expect((await page.locator('main').innerText()).replace(/\s/g, '')).toContain(`${(renewals.all.rate * 100).toFixed(1)}%`);
      await page.context().close();
    }
  });

  it('after a second import the page names what moved, and a change opens its people', async () => {
    const page = await stage.open({ route: '#/moved' });
    expect(await page.locator('main').innerText()).toContain('no earlier import');
    // Everybody who was at risk comes back.
    const risk = await stage.engine.ask('atRisk', { limit: 500 });
    if (risk.kind !== 'at-risk') throw new Error(risk.reason);
    const lines = risk.rows.map((r) => `m${String(r.memberNo).padStart(4, '0')},2026-10-31T12:00:00Z,login`);
    const path = join(stage.folder, 'back.csv');
    writeFileSync(path, `member_id,occurred_at,kind\n${lines.join('\n')}\n`);
    const recipe = {
      tables: [{ match: 'back', entity: 'event', fields: { member_id: 'member_id', occurred_at: 'occurred_at', kind: 'kind' } }],
    };
    const { jobId } = await stage.engine.startImport({
      paths: [path],
      as: 'table',
      recipe,
      tz: null,
      encoding: null,
      source: 'hearth',
      anchor: null,
    } as never);
    await finished(stage.engine, jobId);
    await page.reload();
    await settled(page);
    const moved = await stage.engine.ask('whatMoved', {});
    if (moved.kind !== 'what-moved') throw new Error(moved.reason);
    const left = moved.compared.find((c) => c.of === 'trait' && c.trait === 'health' && c.value === 'at-risk')!;
    if (left.of !== 'trait') throw new Error();
    expect(left.lost).toBeGreaterThan(400);
    await page
      .getByRole('button', { name: `See the ${left.lost} who left` })
      .first()
      .click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(Number((await page.getByRole('grid').first().getAttribute('aria-rowcount'))?.replace(/\D/g, '')) - 1).toBe(left.lost);
    await page.context().close();
  });

  it('no page wrote an error to its console', () => {
    expect(stage.errors).toEqual([]);
  });
});
