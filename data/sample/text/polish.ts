/** Finishing touches: capitals in English, loose punctuation and English words among Chinese as people really type. */
import type { Random } from '../../../core/base/random.ts';
import { chance } from '../streams.ts';

/** Capital at the start and after a full stop; lower-case "i" alone becomes "I". */
export function englishCase(text: string): string {
  return text
    .replace(/^(["“]?)([a-z])/, (_, quote: string, letter: string) => quote + letter.toUpperCase())
    .replace(/([.!?:]["”]? )([a-z])/g, (all, stop: string, letter: string) =>
      stop.startsWith(':') ? all : stop + letter.toUpperCase(),
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}

const MIXED: readonly [RegExp, string][] = [
  [/作业/, ' homework '],
  [/反馈/, ' feedback '],
  [/笔记/, ' notes '],
  [/直播/, ' live '],
  [/计划/, ' plan '],
  [/周末/, ' weekend '],
  [/案例/, ' case '],
  [/模板/, ' template '],
  [/同事/, ' colleague '],
  [/评审/, ' review '],
  [/同感/, ' same here'],
  [/退款/, ' refund '],
  [/讲得/, '讲得 super '],
];

/** As typed on a phone: some leave out stops, some put spaces for commas, some drop in an English word. */
export function casualZh(text: string, rng: Random): string {
  let out = text.replace(/[。，]+([。，！？?…])/g, '$1').replace(/([！？?…。])[。，]/g, '$1');
  const manner = rng.unit();
  if (manner < 0.06) out = out.replace(/，/g, ' ');
  else if (manner < 0.13) {
    for (const [word, english] of MIXED)
      if (word.test(out)) {
        out = out.replace(word, english);
        break;
      }
  } else if (manner < 0.17) out = out.replace(/，/g, ',').replace(/。/g, '.');
  if (chance(rng, 0.55)) out = out.replace(/[。.]$/, '');
  return out
    .replace(/ {2,}/g, ' ')
    .replace(/ ([，。！？、])/g, '$1')
    .trim();
}

export function casualEn(text: string, rng: Random): string {
  const manner = rng.unit();
  let out = englishCase(text);
  if (manner < 0.07) out = out.toLowerCase();
  if (manner > 0.95) out += rng.pick([' 加油!', ' 谢谢!', ' 😀', ' 辛苦了']);
  if (chance(rng, 0.25)) out = out.replace(/\.$/, '');
  return out;
}
