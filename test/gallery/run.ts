/** npm run gallery: every screen with the sample community (fixed data), both languages and themes, as pictures to look at.
 *  --readme also refreshes the pictures README shows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Stage, settled, startStage } from '../e2e/harness.ts';
import { ensureBrowser } from '../setup/browser.ts';

process.env['HEARTH_BROWSER'] = ensureBrowser();
const folder = fileURLToPath(new URL('../../test-results/gallery', import.meta.url));
const readme = fileURLToPath(new URL('./screens', import.meta.url));
const isForReadme = process.argv.includes('--readme');
const SCREENS = [
  'overview',
  'moved',
  'members',
  'members?member=12',
  'members/12',
  'profiles',
  'segments',
  'segments?view=edit',
  'segments?view=compare',
  'members?view=tags',
  'clusters',
  'rfm',
  'risk',
  'retention',
  'lifecycle',
  'funnels',
  'paths',
  'network',
  'answers',
  'value',
  'value?part=stay',
  'value?part=revenue',
  'value?part=buyers',
  'contents',
  'voice',
  'texts',
  'surveys',
  'board',
  'lexicon',
  'import',
  'history',
  'settings',
  'welcome',
];
/** Which of them README shows, and how. */
const SHOWN: Record<string, { language: 'zh-CN' | 'en'; theme: 'light' | 'dark' }> = {
  overview: { language: 'en', theme: 'light' },
  members: { language: 'zh-CN', theme: 'light' },
  'members?member=12': { language: 'zh-CN', theme: 'dark' },
  'segments?view=edit': { language: 'zh-CN', theme: 'light' },
  retention: { language: 'en', theme: 'light' },
  clusters: { language: 'zh-CN', theme: 'light' },
  lifecycle: { language: 'en', theme: 'dark' },
  funnels: { language: 'zh-CN', theme: 'light' },
  network: { language: 'en', theme: 'dark' },
  risk: { language: 'zh-CN', theme: 'light' },
  contents: { language: 'en', theme: 'light' },
  voice: { language: 'zh-CN', theme: 'light' },
  texts: { language: 'zh-CN', theme: 'dark' },
  surveys: { language: 'en', theme: 'light' },
  board: { language: 'zh-CN', theme: 'light' },
  lexicon: { language: 'en', theme: 'light' },
  import: { language: 'zh-CN', theme: 'light' },
  history: { language: 'en', theme: 'dark' },
  settings: { language: 'zh-CN', theme: 'light' },
  welcome: { language: 'zh-CN', theme: 'light' },
};

mkdirSync(folder, { recursive: true });
const sample = await startStage();
const empty = await startStage({ withSample: false });
await putCards(sample);
const files: string[] = [];
if (isForReadme) {
  mkdirSync(readme, { recursive: true });
  for (const [screen, look] of Object.entries(SHOWN))
    await shoot(screen, look.language, look.theme, join(readme, `${nameOf(screen)}.png`));
} else {
  for (const screen of SCREENS) {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        const file = `${nameOf(screen)}-${language}-${theme}.png`;
        await shoot(screen, language, theme, join(folder, file));
        files.push(file);
      }
    }
  }
  writeFileSync(
    join(folder, 'index.html'),
    files.map((f) => `<figure><figcaption>${f}</figcaption><img src="${f}" width="900"></figure>`).join('\n'),
  );
  console.log(join(folder, 'index.html'));
}
await sample.close();
await empty.close();

async function shoot(screen: string, language: 'zh-CN' | 'en', theme: 'light' | 'dark', path: string): Promise<void> {
  const stage: Stage = screen === 'welcome' ? empty : sample;
  const page = await stage.open({ language, theme, ...(screen === 'welcome' ? {} : { route: `#/${screen}` }) });
  await settled(page);
  await page.waitForTimeout(400);
  if (screen === 'import') await previewOf(page, language);
  await page.screenshot({ path });
  await page.context().close();
}

/** The board is worth a look with cards on it. */
async function putCards({ engine }: Stage): Promise<void> {
  const said = await engine.ask('sentimentTexts', { labels: ['negative'], forms: ['complaint'], limit: 60 } as never);
  const rows = said.kind === 'sentiment-texts' ? said.rows : [];
  const about = (words: RegExp) => rows.filter((r) => words.test(r.text)).slice(0, 8);
  const cards = [
    {
      title: '退款拖得太久',
      group: 'theme:price',
      owner: '小林',
      status: 'doing',
      words: /退/,
      metric: 'negative',
      fixedOn: '2026-08-01',
    },
    { title: '更新后打不开、闪退', group: 'theme:app', owner: '客户端组', status: 'planned', words: /打不开|更新|crash|app/i },
    { title: '直播时间撞上晚饭', group: 'theme:schedule', owner: '', status: 'new', words: /直播|live/i },
    { title: '评分统计口径', group: null, owner: '小周', status: 'done', words: /评分/, metric: 'rating', fixedOn: '2026-04-01' },
  ];
  for (const { words, metric, fixedOn = null, ...card } of cards)
    await engine.change('saveCard', {
      ...card,
      fixedOn,
      metric: metric ? { kind: metric, windowDays: 28 } : null,
      evidence: about(words).map(({ item, no }) => ({ item, no })),
    } as never);
}

/** The import screen is worth a look with a file on it. */
async function previewOf(page: import('playwright').Page, language: string): Promise<void> {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},u${i % 9},c${i % 4},浏览,2026-0${1 + (i % 6)}-1${i % 9} 08:00:00`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('button', { name: language === 'en' ? /Choose/ : /选择文件/ })
      .first()
      .click(),
  ]);
  await chooser.setFiles({
    name: '行为.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`事件id,用户ID,课程,行为,时间\n${rows.join('\n')}\n`),
  });
  await page.getByText('用户ID').first().waitFor();
  await settled(page);
}

function nameOf(screen: string): string {
  if (screen.startsWith('members?member=')) return 'member';
  return isForReadme ? screen.split('?')[0]! : screen;
}
