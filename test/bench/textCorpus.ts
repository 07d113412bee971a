/** Texts for the measurements: the sample community's, which are composed of phrases, and real posts of a public forum in English. */
import { readFileSync } from 'node:fs';
import { plainText } from '../../core/kernel/text/plainText.ts';
import { generateSample } from '../../data/sample/generate.ts';

export interface Corpus {
  name: string;
  texts: string[];
}

export function corpora(): Corpus[] {
  const table = generateSample().tables.find((t) => t.entity === 'post')!;
  const at = table.columns.indexOf('body_text');
  const all = [...new Set(table.rows.map((row) => String(row[at] ?? '')))];
  const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text);
  return [
    { name: 'sample, Chinese', texts: all.filter(isChinese) },
    { name: 'sample, English', texts: all.filter((text) => !isChinese(text)) },
    { name: 'forum, English', texts: forumPosts() },
  ];
}

function forumPosts(): string[] {
  const read = (file: string, attribute: string) =>
    [
      ...readFileSync(new URL(`../fixtures/stackexchange-conlang-meta/${file}`, import.meta.url), 'utf8').matchAll(
        new RegExp(` ${attribute}="([^"]*)"`, 'g'),
      ),
    ].map((match) => plainText(match[1]!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')));
  return [...read('Posts.xml', 'Body'), ...read('Comments.xml', 'Text')];
}

/** A line of a table with a verdict; @returns 1 when the target is missed. */
export function figure(name: string, value: number, shown: string, target: string, isMet: boolean): number {
  console.log(`  ${name.padEnd(58)}${shown.padStart(14)}   ${isMet ? 'met' : 'MISSED'} (${target})`);
  return isMet && Number.isFinite(value) ? 0 : 1;
}
