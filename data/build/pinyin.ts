/** node data/build/pinyin.ts: writes core/kernel/text/pinyinTable.ts, how each Chinese character is read most often, without its tone. */
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const byReading = new Map<string, string>();
for (let code = 0x3400; code <= 0x9fff; code++) {
  const character = String.fromCharCode(code);
  const reading = pinyin(character, { toneType: 'none', v: true, nonZh: 'removed' });
  if (/^[a-z]+$/.test(reading)) byReading.set(reading, (byReading.get(reading) ?? '') + character);
}
const table = [...byReading]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([reading, characters]) => reading + characters)
  .join('');
writeFileSync(
  new URL('../../core/kernel/text/pinyinTable.ts', import.meta.url),
  `/** Made by data/build/pinyin.ts from the readings of pinyin-pro (MIT): each reading without its tone (ü as v), then its characters. */
export const PINYIN =
  '${table}';
`,
);
