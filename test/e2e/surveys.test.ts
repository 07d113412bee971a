/** Surveys in a real browser: results, the people behind an answer, cross-tabs, who answered, an imported file. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, type Stage, settled, startStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

const listed = async (page: Awaited<ReturnType<Stage['open']>>) =>
  Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1;

describe('surveys', () => {
  it('shows the score of the engine in both languages', async () => {
    const survey = await stage.engine.ask('survey', { surveyId: 1 });
    if (survey.kind !== 'survey') throw new Error(survey.reason);
    const { figures } = survey.questions[0]!;
    if (figures?.type !== 'nps') throw new Error('The first question should be a score.');
    const score = `+${Math.round(figures.score.value * 100)}`;
    for (const language of ['en', 'zh-CN'] as const) {
      const page = await stage.open({ route: '#/surveys?survey=1', language });
      expect(await page.locator('main').innerText()).toContain(
        language === 'en' ? `The net promoter score is ${score}.` : `净推荐值是${score}。`,
      );
      await page.context().close();
    }
  });

  it('opens exactly the members who gave an answer, and keeps them as a segment', async () => {
    const page = await stage.open();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.waitForURL(/surveys/);
    await settled(page);
    await page.getByRole('combobox', { name: 'Survey' }).click();
    await page.getByRole('option', { name: /Would you recommend us/ }).click();
    await settled(page);
    const panel = page.getByRole('region', { name: /How likely are you to recommend/ });
    await panel.getByRole('button', { name: 'Show as table (T)' }).click();
    const answer = await stage.engine.ask('survey', { surveyId: 1 });
    if (answer.kind !== 'survey' || answer.questions[0]!.figures?.type !== 'nps') throw new Error('a score was expected');
    const promoters = answer.questions[0]!.figures.promoters.count;
    await panel.getByRole('button', { name: String(promoters), exact: true }).click();
    await page.waitForURL(/members/);
    await settled(page);
    const people = await stage.engine.ask('members', {
      mark: { of: 'survey', surveyId: 1, questionId: 1, option: 'promoters', row: null },
    });
    if (people.kind === 'unavailable') throw new Error(people.reason);
    expect(await listed(page)).toBe(people.total);
    expect(await page.locator('main').innerText()).toContain('Answered “Promoters (9–10)” in a survey');
    await page.getByRole('button', { name: 'Save as segment' }).click();
    await page.getByLabel('Name of the segment').fill('Would recommend us');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/segments/);
    const segments = await stage.engine.ask('segments', {});
    expect(segments.rows.find((row) => row.name === 'Would recommend us')?.size).toBe(people.total);
    await page.context().close();
  });

  it('cross-tabs say whether groups differ, by an attribute and by a question', async () => {
    const page = await stage.open({ route: '#/surveys?part=cross&split=country' });
    const tables = page.getByRole('main').getByRole('table');
    expect(await tables.count()).toBe(5);
    expect(await page.locator('main').innerText()).toMatch(/The groups differ: .* after correcting for 5 tests/);
    await page.getByRole('combobox', { name: 'Group by' }).click();
    await page.getByRole('option', { name: /How often do you visit/ }).click();
    await settled(page);
    expect(await tables.count()).toBe(4);
    expect(await page.locator('main').innerText()).toContain('after correcting for 4 tests');
    await page.getByRole('combobox', { name: 'Question' }).click();
    await page.getByRole('option', { name: /Hours of study/ }).click();
    await settled(page);
    expect(await tables.count()).toBe(1);
    await page.context().close();
  });

  it('says who answered, and opens them', async () => {
    const page = await stage.open({ route: '#/surveys?part=who', language: 'zh-CN' });
    const all = await stage.engine.ask('members', {
      mark: { of: 'survey', surveyId: 2, questionId: null, option: null, row: null },
    });
    if (all.kind === 'unavailable') throw new Error(all.reason);
    await page.getByRole('button', { name: '查看填问卷的成员' }).click();
    await page.waitForURL(/members/);
    await settled(page);
    expect(await listed(page)).toBe(all.total);
    await page.context().close();
  });

  it('an imported SurveyMonkey file stands beside the others, question by question', async () => {
    const path = fileURLToPath(new URL('../fixtures/survey/StarWars.csv.gz', import.meta.url));
    const { jobId } = await stage.engine.startImport({
      paths: [path],
      as: null,
      recipe: null,
      tz: null,
      encoding: null,
      source: null,
      anchor: null,
    });
    await finished(stage.engine, jobId);
    const surveys = await stage.engine.ask('surveys', {});
    if (surveys.kind !== 'surveys') throw new Error(surveys.reason);
    const page = await stage.open({
      route: `#/surveys?survey=${surveys.rows.find((row) => row.title === 'StarWars')!.surveyId}`,
    });
    const text = await page.locator('main').innerText();
    expect(text).toContain('1,186');
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(15); // 14 questions, and where people stop
    await page.getByRole('gridcell').first().or(page.locator('[data-cell="0:0"]')).first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('main').innerText()).toMatch(/Han Solo, Somewhat unfavorably: 8 of 829 answers/);
    await page.context().close();
    expect(stage.errors).toEqual([]);
  });
});

it('without a survey it says what to import', async () => {
  const bare = await startStage({ withSample: false });
  await bare.engine.create({ path: `${bare.folder}/bare.hearth`, name: 'Bare' });
  const page = await bare.open({ route: '#/surveys' });
  expect(await page.locator('main').innerText()).toContain('There are no surveys');
  await page.getByRole('button', { name: 'Import a survey' }).click();
  await page.waitForURL(/import/);
  await bare.close();
});
