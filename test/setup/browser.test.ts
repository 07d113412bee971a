import { describe, expect, it } from 'vitest';
import { chosen, isDebian } from './browser.ts';
import { closingLine } from './closingLine.ts';

describe('the browser of the tests', () => {
  it('is the one that was chosen, HEARTH_BROWSER first', () => {
    const here = process.execPath;
    expect(chosen({})).toBeNull();
    expect(chosen({ HEARTH_BROWSER: '', PLAYWRIGHT_CHROMIUM_PATH: here })).toBe(here);
    expect(chosen({ HEARTH_BROWSER: here, PLAYWRIGHT_CHROMIUM_PATH: '/no/such/browser' })).toBe(here);
  });

  it('is not silently another one when the chosen path is wrong', () => {
    expect(() => chosen({ HEARTH_BROWSER: '/no/such/browser' })).toThrow(/HEARTH_BROWSER is "\/no\/such\/browser"/);
  });

  it('comes from apt on Debian and what is built on it, not on Ubuntu', () => {
    expect(isDebian('NAME="Debian GNU/Linux"\nID=debian\n')).toBe(true);
    expect(isDebian('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe(true);
    expect(isDebian('ID=ubuntu\nID_LIKE=debian\n')).toBe(false);
    expect(isDebian('ID=fedora\nHOME_URL="https://debian.org"\n')).toBe(false);
    expect(isDebian('')).toBe(false);
  });
});

describe('the closing line of npm test', () => {
  const counts = { numPassedTests: 12, numFailedTests: 0, numPendingTests: 0 };

  it('counts what passed and failed, and what was skipped when there was any', () => {
    expect(closingLine(counts, false)).toBe('12 passed, 0 failed');
    expect(closingLine({ ...counts, numFailedTests: 2, numPendingTests: 3 }, true)).toBe('12 passed, 2 failed, 3 skipped');
  });

  it('never says 0 failed when a step failed: types, lint, or a file that could not be loaded', () => {
    expect(closingLine(counts, true)).toBe('12 passed, 1 failed');
    expect(closingLine(null, true)).toBe('0 passed, 1 failed');
  });
});
