import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type MenuOptions, menuTemplate } from '../../electron/menu.ts';
import { FILTERS, languageOf, WORDS } from '../../electron/words.ts';

const COMMANDS = ['import', 'language', 'open', 'palette', 'redo', 'sample', 'settings', 'shortcuts', 'theme', 'undo'];
const pushed: string[] = [];
const options: MenuOptions = {
  words: WORDS.en,
  recent: [{ path: '/a/b.hearth', name: 'Tea & Books' }],
  isMac: false,
  isPackaged: true,
  command: (name) => pushed.push(name),
  openRecent: (path) => pushed.push(path),
};
const click = (item: MenuItemConstructorOptions) => (item.click as unknown as () => void)();

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

describe.each(['en', 'zh-CN'] as const)('the menu in %s', (language) => {
  const words = WORDS[language];

  describe.each([true, false])('on a Mac: %s', (isMac) => {
    const items = flat(menuTemplate({ ...options, words, isMac }));

    it('pushes every command once, by the name the page knows', () => {
      pushed.length = 0;
      for (const item of items) if (item.id && item.click) click(item);
      expect([...pushed].sort()).toEqual(COMMANDS);
    });

    it('labels everything but lines, in words of one language', () => {
      for (const item of items) if (item.type !== 'separator') expect(item.label, JSON.stringify(item)).toBeTruthy();
      const labels = items.filter((i) => i.label && i.label !== 'Hearth' && i.label !== 'Tea && Books').map((i) => i.label!);
      for (const label of labels) expect(/\p{Script=Han}/u.test(label), label).toBe(language === 'zh-CN');
    });

    it('gives no two items one key', () => {
      const keys = items.flatMap((i) => (i.accelerator ? [String(i.accelerator).replace('CmdOrCtrl', 'Cmd')] : []));
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('leaves undo and redo to the page and to text fields', () => {
      for (const id of ['undo', 'redo']) {
        const item = items.find((i) => i.id === id)!;
        expect(item.accelerator).toBeUndefined();
        expect(item.role).toBeUndefined();
      }
    });
  });

  it('has the same texts as the other language, none empty', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(WORDS.en).sort());
    for (const [key, text] of Object.entries(words)) expect(text.trim(), key).toBe(text);
  });
});

describe('the menu', () => {
  it('opens a recent workspace, and shows an ampersand of its name', () => {
    const item = flat(menuTemplate(options)).find((i) => i.sublabel === '/a/b.hearth')!;
    expect(item.label).toBe('Tea && Books');
    pushed.length = 0;
    click(item);
    expect(pushed).toEqual(['/a/b.hearth']);
  });

  it('greys the list of recent workspaces while it is empty', () => {
    const recent = (list: MenuOptions['recent']) =>
      flat(menuTemplate({ ...options, recent: list })).find((i) => i.id === 'recent')!;
    expect(recent([]).enabled).toBe(false);
    expect(recent(options.recent).enabled).toBe(true);
  });

  it('has developer tools in a checkout only', () => {
    const roles = (isPackaged: boolean) => flat(menuTemplate({ ...options, isPackaged })).map((i) => i.role);
    expect(roles(false)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(true)).not.toContain('reload');
    expect(roles(true)).not.toContain('toggleDevTools');
  });

  it('begins with the application’s own menu on a Mac', () => {
    expect(menuTemplate({ ...options, isMac: true }).map((i) => i.label)).toEqual(['Hearth', 'File', 'Edit', 'View', 'Help']);
    expect(menuTemplate(options).map((i) => i.label)).toEqual(['File', 'Edit', 'View', 'Help']);
  });

  it('speaks Chinese to every Chinese locale and English to the rest', () => {
    expect(['zh', 'zh-CN', 'zh-TW', 'ZH-Hans-CN'].map(languageOf)).toEqual(['zh-CN', 'zh-CN', 'zh-CN', 'zh-CN']);
    expect(['en', 'en-GB', 'de', 'fr-CA', ''].map(languageOf)).toEqual(['en', 'en', 'en', 'en', 'en']);
  });

  it('offers every format the import reads', () => {
    expect(FILTERS.workspace).toEqual(['hearth']);
    expect(FILTERS.import).toEqual(
      expect.arrayContaining(['csv', 'tsv', 'txt', 'json', 'ndjson', 'xml', 'xlsx', 'sqlite', 'db']),
    );
    for (const extension of [...FILTERS.import, ...FILTERS.workspace]) expect(extension).toMatch(/^[a-z0-9]+$/);
  });
});
