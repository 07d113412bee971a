/** node data/build/traditional.ts: writes core/kernel/text/traditional.ts, the characters that differ between the two scripts. */
import { writeFileSync } from 'node:fs';
import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });
let traditional = '';
let simplified = '';
for (let code = 0x3400; code <= 0x9fff; code++) {
  const from = String.fromCharCode(code);
  const to = convert(from);
  if (to === from || to.length !== 1) continue;
  traditional += from;
  simplified += to;
}
writeFileSync(
  new URL('../../core/kernel/text/traditional.ts', import.meta.url),
  `/** Made by data/build/traditional.ts from the character tables of OpenCC (Apache-2.0): the nth of one is the nth of the other. */
export const TRADITIONAL =
  '${traditional}';
export const SIMPLIFIED =
  '${simplified}';
`,
);
