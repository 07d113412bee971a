/** Every screen, two languages, two themes: no WCAG A or AA violation, nothing wider than the window, no text key shown raw. */
import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../renderer/i18n/catalogue.ts';
import { type Stage, settled, startStage } from '../e2e/harness.ts';

let sample: Stage;
let empty: Stage;
beforeAll(async () => {
  sample = await startStage();
  empty = await startStage({ withSample: false });
});
afterAll(async () => {
  await sample?.close();
  await empty?.close();
});

const ROUTES = [
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
  'voice',
  'voice?voice={"about":"topic"}',
  'texts',
  'contents',
  'board',
  'lexicon',
  'surveys',
  'surveys?survey=1',
  'surveys?part=cross',
  'surveys?part=kano',
  'surveys?part=who',
  'import',
  'history',
  'settings',
  'welcome',
];
/** Starts like one of our keys: a nickname may have dots too. */
const RAW_KEY = new RegExp(
  `\\b(?:${[...new Set(Object.keys(en).map((key) => key.split('.')[0]))].join('|')})(\\.[a-z][a-z-]*){2,}\\b`,
);

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  /** Route by what it shows: an address that nothing answers to would show another's screen. */
  const shown = new Map<string, string>();
  it.each(ROUTES)('%s is accessible, fits and is translated', async (route) => {
    const isWelcome = route === 'welcome';
    const page = await (isWelcome ? empty : sample).open({ language, ...(isWelcome ? {} : { route: `#/${route}` }) });
    const inLight = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(named(inLight)).toEqual([]);
    const { width, view, text } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      view: window.innerWidth,
      text: document.body.innerText,
    }));
    expect(width).toBeLessThanOrEqual(view);
    expect(text.match(RAW_KEY)?.[0]).toBeUndefined();
    expect(shown.get(text)).toBeUndefined();
    shown.set(text, route);
    // The theme changes colours alone, and the language changes none.
    if (language === 'zh-CN') {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
      await settled(page);
      const inDark = await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze();
      expect(named(inDark)).toEqual([]);
    }
    await page.context().close();
  });
});

const named = ({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] =>
  violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`);
