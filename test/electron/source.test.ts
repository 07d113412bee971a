/** What no file of the desktop shell may say, whatever the tests of its behaviour find. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../core/base/random.ts';
import { isAllowedExternal } from '../../electron/external.ts';

const root = fileURLToPath(new URL('../../electron', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));

const FORBIDDEN = [
  /nodeIntegration\w*: *true/,
  /contextIsolation: *false/,
  /sandbox: *false/,
  /webSecurity: *false/,
  /loadFile/,
  /file:\/\//,
  /allowRunningInsecureContent/,
  /experimentalFeatures/,
  /enableBlinkFeatures/,
  /enableRemoteModule/,
  /webviewTag/,
  /<webview/,
  /bypassCSP/,
  /no-sandbox/,
  /\beval\(/,
  /executeJavaScript/,
];

describe('the sources of the desktop shell', () => {
  it('are there to be read', () => {
    expect(files).toContain('main.ts');
  });

  it.each(FORBIDDEN)('never say %s', (word) => {
    expect(files.filter((file) => word.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('open outside pages in one place only, behind the guard', () => {
    const openers = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('openExternal'));
    expect(openers).toEqual(['guards.ts']);
    expect(readFileSync(join(root, 'guards.ts'), 'utf8')).toMatch(
      /if \(isAllowedExternal\(url\)\) void shell\.openExternal\(url\)/,
    );
  });
});

describe('isAllowedExternal', () => {
  it('lets the pages the interface names through', () => {
    for (const url of [
      'https://stackexchange.com/',
      'https://buddhism.stackexchange.com/questions',
      'https://creativecommons.org/licenses/by-sa/4.0/',
      'https://analyse.kmi.open.ac.uk/open_dataset',
    ])
      expect(isAllowedExternal(url), url).toBe(true);
  });

  it('stops look-alikes', () => {
    for (const url of [
      'http://creativecommons.org/',
      'https://creativecommons.org.evil.test/',
      'https://evil.test/creativecommons.org',
      'https://evilstackexchange.com/',
      'https://creativecommons.org@evil.test/',
      'https://someone@creativecommons.org/',
      'https://creativecommons.org:8443/',
      'https://creativecommons.org./',
      'javascript:alert(1)//creativecommons.org',
      'file:///creativecommons.org',
      'ms-settings://creativecommons.org',
      'app://hearth/',
      'creativecommons.org',
      '',
    ])
      expect(isAllowedExternal(url), url).toBe(false);
  });

  it('holds for 20 000 made-up addresses: through only https, a known host, no port and no name', () => {
    const random = seeded(20261124);
    const one = (texts: readonly string[]) => random.pick(texts);
    let through = 0;
    for (let i = 0; i < 20_000; i++) {
      const scheme = one([
        'https:',
        'https:',
        'https:',
        'HTTPS:',
        'http:',
        'file:',
        'javascript:',
        'data:',
        'app:',
        ' https:',
        'smb:',
      ]);
      const slashes = one(['//', '//', '//', '/', '\\\\', '', '///']);
      const user = one(['', '', '', 'a@', 'a:b@', 'creativecommons.org@', '%40']);
      const host = one([
        'creativecommons.org',
        'stackexchange.com',
        'a.stackexchange.com',
        'evil.test',
        'CreativeCommons.org',
        'xn--a',
      ]);
      const tail = one([
        '',
        '',
        '.',
        '.evil.test',
        ':443',
        ':8443',
        '\t',
        '%2eevil.test',
        '\\evil.test',
        '#@evil.test',
        '?@evil.test',
      ]);
      const url = `${scheme}${slashes}${user}${host}${tail}${one(['', '/', '/a/b', '/\\evil.test'])}`;
      if (!isAllowedExternal(url)) continue;
      through++;
      const seen = new URL(url);
      expect(seen.protocol, url).toBe('https:');
      expect(seen.hostname, url).toMatch(/^(creativecommons\.org|analyse\.kmi\.open\.ac\.uk|([a-z0-9-]+\.)*stackexchange\.com)$/);
      expect(`${seen.username}${seen.password}${seen.port}`, url).toBe('');
    }
    expect(through).toBeGreaterThan(100); // the guard is not simply shut
  });
});
