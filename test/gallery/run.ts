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
  import: { language: 'zh-CN', theme: 'light' },
  history: { language: 'en', theme: 'dark' },
  settings: { language: 'zh-CN', theme: 'light' },
  welcome: { language: 'zh-CN', theme: 'light' },
};

mkdirSync(folder, { recursive: true });
const sample = await startStage();
const empty = await startStage({ withSample: false });
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
