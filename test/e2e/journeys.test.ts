/** Retention, flow, funnel and path in a real browser, against plain SQL over the same workspace. */
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mark } from '../../core/api/contract.ts';
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

type Row = Record<string, number | string>;
const sql = (text: string) => db.prepare(text).all() as Row[];

/** Local day and Monday of a second; China has no daylight saving, so local time is UTC + 8 h. */
const DAY = (s: string) => `date(${s} + 28800, 'unixepoch')`;
const WEEK = (s: string) => `date(${s} + 28800, 'unixepoch', 'weekday 0', '-6 days')`;
const thin = (text: string) => text.replaceAll('\u202f', ' ');

/** The heat table as it stands on the screen: members and cells of each cohort. */
async function heat(page: Page): Promise<Map<string, { size: number; cells: string[] }>> {
  const rows = await page.getByRole('grid', { name: 'Retention by cohort' }).evaluate((table) =>
    [...table.querySelectorAll('tbody tr')].map((row) => ({
      name: row.querySelector('th')?.textContent ?? '',
      size: row.querySelectorAll('th')[1]?.textContent ?? '',
      cells: [...row.querySelectorAll('td[data-cell]')].map((cell) => cell.textContent ?? ''),
    })),
  );
  return new Map(
    rows
      .filter((row) => row.size !== '')
      .map(({ name, size, cells }) => [name, { size: Number(size.replaceAll(',', '')), cells: cells.map(thin) }]),
  );
}

/** What a cohort is called in the table. */
function cohortName(iso: string): string {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}

async function openRoute(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await settled(page);
}

/** The list that a mark opened: its number of rows, and the members the engine gives for the mark in the address. */
async function opened(page: Page): Promise<{ rows: number; members: number[]; plans: Set<string | null> }> {
  await page.waitForURL(/#\/members/);
  await settled(page);
  const rows = Number(await page.getByRole('grid').first().getAttribute('aria-rowcount')) - 1;
  const search = new URLSearchParams(page.url().split('?')[1]);
  const mark = JSON.parse(search.get('mark')!) as Mark;
  const members: number[] = [];
  const plans = new Set<string | null>();
  for (let offset = 0; ; offset += 500) {
    const list = await stage.engine.ask('members', { mark, offset, limit: 500 });
    if (list.kind === 'unavailable') throw new Error('no members');
    members.push(...list.rows.map((row) => row.memberNo));
    for (const row of list.rows) plans.add(row.plan);
    if (members.length >= list.total) return { rows, members: members.sort((a, b) => a - b), plans };
  }
}

const ENTRIES = `WITH entry AS (
  SELECT e.member_no AS m, min(e.time_s) AS at FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE k.name IN ('purchase', 'renew') GROUP BY e.member_no
)`;
const LAST_COLUMN = 12;

/** Members of each cohort who did anything k periods after entering. */
function returns(period: 'week' | 'day'): { sizes: Map<string, number>; back: Map<string, Map<number, Set<number>>> } {
  const of = period === 'week' ? WEEK : DAY;
  const length = period === 'week' ? 7 : 1;
  const sizes = new Map(
    sql(`${ENTRIES} SELECT ${WEEK('at')} AS cohort, count(*) AS n FROM entry GROUP BY 1`).map((row) => [
      String(row['cohort']),
      Number(row['n']),
    ]),
  );
  const back = new Map<string, Map<number, Set<number>>>();
  for (const row of sql(
    `${ENTRIES} SELECT DISTINCT m, ${WEEK('at')} AS cohort,
       (julianday(${of('e.time_s')}) - julianday(${of('at')})) / ${length} AS k
     FROM entry JOIN event e ON e.member_no = m WHERE ${of('e.time_s')} >= ${of('at')}`,
  )) {
    const cohort = back.get(String(row['cohort'])) ?? new Map<number, Set<number>>();
    back.set(String(row['cohort']), cohort);
    const k = Math.round(Number(row['k']));
    cohort.set(k, (cohort.get(k) ?? new Set()).add(Number(row['m'])));
  }
  return { sizes, back };
}

const union = (back: Map<number, Set<number>> | undefined, fits: (k: number) => boolean): number => {
  const all = new Set<number>();
  for (const [k, members] of back ?? []) if (fits(k)) for (const m of members) all.add(m);
  return all.size;
};
const percent = (n: number, size: number) => `${((n / size) * 100).toFixed(0)} %`;

describe('retention from the first paid visit on', () => {
  it('On, On or after and Brackets equal SQL, cell by cell, and a cell opens as many members as it says', async () => {
    const page = await stage.open({ route: '#/retention' });
    await page.getByRole('combobox', { name: 'Entered when they' }).or(page.getByLabel('Entered when they')).first().click();
    await page.getByRole('option', { name: 'first did…' }).click();
    await settled(page);
    expect(page.url()).toContain(encodeURIComponent('["purchase","renew"]'));
    await page.getByText('Members who first did any of “Purchased”, “Renewed” in the same week form a cohort.').first().waitFor();

    const weeks = returns('week');
    const check = async (expected: (cohort: string, column: number) => number, columns: number) => {
      const shown = await heat(page);
      expect([...shown.values()].reduce((sum, row) => sum + row.size, 0)).toBe(
        [...weeks.sizes.values()].reduce((sum, n) => sum + n, 0),
      );
      let cells = 0;
      for (const [cohort, size] of weeks.sizes) {
        const row = shown.get(cohortName(cohort))!;
        expect(row.size).toBe(size);
        expect(row.cells.length).toBeLessThanOrEqual(columns);
        expect(row.cells).toEqual(row.cells.map((_, column) => percent(expected(cohort, column), size)));
        cells += row.cells.length;
      }
      expect(cells).toBeGreaterThan(100);
    };
    await check((cohort, k) => union(weeks.back.get(cohort), (one) => one === k), LAST_COLUMN + 1);

    await page.getByText('On or after', { exact: true }).click();
    await settled(page);
    await check((cohort, k) => union(weeks.back.get(cohort), (one) => one >= k), LAST_COLUMN + 1);

    await page.getByText('Brackets', { exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Columns by' }).getByText('Day').click();
    await settled(page);
    const ranges = page.locator('input[aria-label="Ranges"]');
    await ranges.click();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
    await ranges.pressSequentially('1-3,4-7,8-28,');
    await page.keyboard.press('Tab');
    await settled(page);
    const days = returns('day');
    const brackets = [
      [1, 3],
      [4, 7],
      [8, 28],
    ] as const;
    await check(
      (cohort, column) => union(days.back.get(cohort), (k) => k >= brackets[column]![0] && k <= brackets[column]![1]),
      3,
    );

    // One cell of a large cohort: the list has the people that the cell counts.
    const [cohort] = [...weeks.sizes].sort((a, b) => b[1] - a[1])[0]!;
    const expected = union(days.back.get(cohort), (k) => k >= 4 && k <= 7);
    const row = page.getByRole('row', { name: new RegExp(`^${cohortName(cohort)}`) });
    await row.locator('[data-cell]').nth(2).hover();
    await page.getByText(new RegExp(`${expected} of ${weeks.sizes.get(cohort)} came back in days 4–7`)).waitFor();
    await row.locator('[data-cell]').nth(2).click();
    const list = await opened(page);
    expect([list.rows, list.members.length]).toEqual([expected, expected]);

    // Back is where it was left; the name of the cohort opens all of it.
    await page.goBack();
    await settled(page);
    expect(page.url()).toContain(encodeURIComponent('"mode":"bracket"'));
    await page.getByRole('button', { name: cohortName(cohort), exact: true }).click();
    expect((await opened(page)).rows).toBe(weeks.sizes.get(cohort));
    await page.context().close();
  });

  it('a split table opens the members of its group', async () => {
    const page = await stage.open({
      route: `#/retention?retention=${encodeURIComponent(JSON.stringify({ breakdown: 'plan', group: 'monthly', cohort: 'month', period: 'month' }))}`,
    });
    const cell = page.locator('[data-cell="3:1"]');
    await cell.hover();
    const words = await page
      .getByText(/came back in month 1/)
      .last()
      .innerText();
    const [, returned] = words.match(/: (\d+) of (\d+) came back/)!;
    await cell.click();
    const list = await opened(page);
    expect(list.rows).toBe(Number(returned));
    expect([...list.plans]).toEqual(['monthly']);
    await page.context().close();
  });
});

it('a stream of the flow opens the members who moved', async () => {
  const flow = await stage.engine.ask('flow', { grain: 'month' });
  if (flow.kind === 'unavailable') throw new Error('no flow');
  const period = flow.periods[flow.periods.findLastIndex((one) => one.complete)]!;
  const page = await stage.open({ route: '#/lifecycle?grain=month' });
  const chart = page.getByRole('application', { name: /^From state to state/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const words = await chart.locator('[aria-live]').innerText();
  const moved = Number(words.match(/: ([\d,]+) members/)![1]!.replaceAll(',', ''));
  expect(period.moves.map((move) => move.members)).toContain(moved);
  await page.keyboard.press('Enter');
  expect((await opened(page)).rows).toBe(moved);
  await page.context().close();
});

it('the last step of a funnel opens exactly the members who got there', async () => {
  // From every view: the first completion after it, and the first purchase after that, within seven days of the view.
  const timelines = new Map<number, { kind: string; at: number }[]>();
  for (const { m, at, kind } of sql(
    `SELECT e.member_no AS m, e.time_s AS at, k.name AS kind FROM event e JOIN event_kind k ON k.kind = e.kind
     WHERE k.name IN ('view', 'complete', 'purchase') AND k.origin = 'observed' ORDER BY e.event_id`,
  ) as { m: number; at: number; kind: string }[])
    timelines.set(m, [...(timelines.get(m) ?? []), { kind, at }]);
  const isThere = (own: { kind: string; at: number }[]) =>
    own.some((view, i) => {
      if (view.kind !== 'view') return false;
      const rest = own.slice(i + 1).filter((event) => event.at <= view.at + 604_800);
      const done = rest.findIndex((event) => event.kind === 'complete');
      return done >= 0 && rest.slice(done + 1).some((event) => event.kind === 'purchase');
    });
  const there = [...timelines].filter(([, own]) => isThere(own)).map(([m]) => m);
  const page = await stage.open({ route: '#/funnels' });
  await page.getByRole('button', { name: new RegExp(`^Step 3, Purchased: ${there.length} members`) }).click();
  const list = await opened(page);
  expect(list.rows).toBe(there.length);
  expect(list.members).toEqual(there);

  // And by keyboard alone: the last step goes up, the funnel is another one.
  await page.goBack();
  await settled(page);
  await page.locator('input[aria-label="Actions of step 3"]').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('button', { name: /^Step 3, Completed/ }).waitFor();
  await page.context().close();
});

it('a stream of the paths opens exactly the members who took it', async () => {
  const page = await stage.open({ route: '#/paths' });
  await page.getByRole('button', { name: 'Show as table (T)' }).first().click();
  const row = page.getByRole('row', { name: /^1 Viewed Searched / });
  const said = Number((await row.getByRole('button').innerText()).replaceAll(',', ''));
  await row.getByRole('button').click();
  const list = await opened(page);

  const took = new Set<number>();
  let member = -1;
  let last = -Infinity;
  let visit: string[] = [];
  for (const { m, at, kind } of sql(
    `SELECT e.member_no AS m, e.time_s AS at, k.name AS kind FROM event e JOIN event_kind k ON k.kind = e.kind ORDER BY e.event_id`,
  ) as { m: number; at: number; kind: string }[]) {
    if (m !== member || at - last > 1800) visit = [];
    member = m;
    last = at;
    if (visit.at(-1) !== kind) visit.push(kind);
    if (visit.length === 2 && visit[0] === 'view' && visit[1] === 'search') took.add(m);
  }
  const expected = [...took].sort((a, b) => a - b);
  expect(list.members).toEqual(expected);
  expect([said, list.rows]).toEqual([expected.length, expected.length]);
  await page.context().close();
});

it('questions say what the engine counts, and name an expert who opens', async () => {
  const answers = await stage.engine.ask('answers', {});
  if (answers.kind === 'unavailable') throw new Error('no answers');
  const page = await stage.open({ language: 'zh-CN', route: '#/answers' });
  await page
    .getByText(`${(answers.share * 100).toFixed(1)}%`)
    .first()
    .waitFor();
  const expert = answers.byTopic[0]!.experts[0]!;
  await page
    .getByRole('button', { name: `打开${expert.handle}，在这里回答过${expert.answers}次` })
    .first()
    .click();
  await page.waitForURL(new RegExp(`#/members/${expert.memberNo}`));
  await page.context().close();
});

it.each(['zh-CN', 'en'] as const)('the five pages fit their window and raise no error in %s', async (language) => {
  const page = await stage.open({ language, viewport: { width: 1100, height: 800 } });
  for (const route of ['#/retention', '#/lifecycle', '#/funnels', '#/paths', '#/answers']) {
    await openRoute(page, route);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main')!;
      return main.scrollWidth - main.clientWidth;
    });
    expect([route, over]).toEqual([route, 0]);
    expect(await page.locator('main').innerText()).not.toMatch(/\b(retention|lifecycle|funnels|paths|answers)\.[a-z-]+\.[a-z-]+/);
  }
  await page.context().close();
  expect(stage.errors).toEqual([]);
});
