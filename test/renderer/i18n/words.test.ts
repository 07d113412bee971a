import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en, zh } from '../../../renderer/i18n/catalogue.ts';
import { fixedT, type Key, startI18n } from '../../../renderer/i18n/t.ts';

const root = new URL('../../../renderer/', import.meta.url).pathname;
const notes: Record<string, string> = Object.assign(
  {},
  ...readdirSync(join(root, 'i18n/notes')).map((file) => JSON.parse(readFileSync(join(root, 'i18n/notes', file), 'utf8'))),
);
const bare = (key: string) => key.replace(/_(one|other)$/, '');
const keys = (words: Record<string, string>) => [...new Set(Object.keys(words).map(bare))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => hole[1]!).sort();

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

describe('words', () => {
  it('have the same keys in both languages', () => {
    expect(keys(zh)).toEqual(keys(en));
  });

  it('are named feature.component.purpose', () => {
    expect(keys(en).filter((key) => !/^[a-z]+\.[a-zA-Z-]+\.[\w:+.-]+$/.test(key))).toEqual([]);
  });

  it('have both plurals in English and one form in Chinese', () => {
    const plural = keys(en).filter((key) => `${key}_other` in en);
    expect(plural.filter((key) => !(`${key}_one` in en))).toEqual([]);
    expect(plural.filter((key) => !(`${key}_other` in zh))).toEqual([]);
  });

  it('take no hole in one language that the other does not know', () => {
    const wrong = Object.entries(zh).filter(([key, text]) => {
      const known = new Set(Object.entries(en).flatMap(([other, words]) => (bare(other) === bare(key) ? holes(words) : [])));
      return holes(text).some((hole) => !known.has(hole));
    });
    expect(wrong).toEqual([]);
  });

  it('every literal that the screens use exists', () => {
    const known = new Set(keys(en));
    const missing = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bt\(\s*'([^']+)'/g)]
        .map((match) => match[1]!)
        .filter((key) => !known.has(key))
        .map((key) => `${name}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('every key is used by a screen', () => {
    const all = sources.map((source) => source.text).join('\n');
    const families = [...all.matchAll(/`([a-z]+\.[^`$]*)\$\{/g)].map((match) => match[1]!);
    const idle = keys(en).filter(
      (key) => !all.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)) && !key.startsWith('word.'),
    );
    expect(idle).toEqual([]);
  });

  it('have a note for the translator', () => {
    expect(keys(en).filter((key) => !Object.keys(notes).some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });

  it('mix no half-width punctuation into Chinese sentences', () => {
    const mixed = Object.entries(zh).filter(([, text]) => /[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!hearth)/.test(text));
    expect(mixed).toEqual([]);
  });

  it('put no space between Chinese and numbers', () => {
    expect(Object.entries(zh).filter(([, text]) => /[\u4e00-\u9fff] \{\{|\}\} [\u4e00-\u9fff]/.test(text))).toEqual([]);
  });

  it('fill their holes', async () => {
    await startI18n('en');
    const t = fixedT('en');
    expect(t('grid.foot.total', { count: 1, n: '1' })).toBe('1 row');
    expect(t('grid.foot.total', { count: 1204, n: '1,204' })).toBe('1,204 rows');
    expect(fixedT('zh-CN')('grid.foot.total', { count: 1, n: '1' })).toBe('共1条');
    expect(t('no.such.key' as Key)).toBe('no.such.key');
  });
});
