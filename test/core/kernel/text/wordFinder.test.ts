import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../core/base/random.ts';
import { normalise, originalRange } from '../../../../core/kernel/text/normalise.ts';
import { pinyinSkeleton } from '../../../../core/kernel/text/pinyin.ts';
import { findWords, wordFinder } from '../../../../core/kernel/text/wordFinder.ts';

const found = (words: string[], text: string, options = {}) =>
  findWords(wordFinder(words), text, options).map((f) => [words[f.word], f.start, f.end]);

describe('findWords', () => {
  it('finds words that overlap, hide in one another or end together', () => {
    expect(found(['he', 'she', 'his', 'hers'], 'ushers')).toEqual([
      ['she', 1, 4],
      ['he', 2, 4],
      ['hers', 2, 6],
    ]);
    expect(found(['退款', '退', '款', '要退款'], '我要退款')).toEqual([
      ['退', 2, 3],
      ['要退款', 1, 4],
      ['退款', 2, 4],
      ['款', 3, 4],
    ]);
  });

  it('finds the same word twice when it was given twice, and never an empty one', () => {
    expect(findWords(wordFinder(['加微信', '', '加微信']), '加微信').map((f) => f.word)).toEqual([0, 2]);
    expect(found([], '加微信')).toEqual([]);
    expect(found([''], '加微信')).toEqual([]);
  });

  it('leaves out what continues a Latin word when whole words are asked for', () => {
    expect(found(['ass', 'vx'], 'class vx vx1 加vx，ass', { whole: true })).toEqual([
      ['vx', 6, 8],
      ['vx', 14, 16],
      ['ass', 17, 20],
    ]);
  });

  it('finds what a plain search finds, seed 12', () => {
    const rng = seeded(12);
    const letters = 'ab退款😀';
    const make = (length: number) => Array.from({ length }, () => letters[rng.below(letters.length)]!).join('');
    for (let round = 0; round < 200; round++) {
      const words = Array.from({ length: 1 + rng.below(12) }, () => make(1 + rng.below(4)));
      const text = make(rng.below(60));
      const plain = words
        .flatMap((w, n) => Array.from({ length: text.length }, (_, i) => (text.startsWith(w, i) ? `${n} ${i}` : '')))
        .filter(Boolean);
      expect(
        findWords(wordFinder(words), text)
          .map((f) => `${f.word} ${f.start}`)
          .toSorted(),
      ).toEqual(plain.toSorted());
    }
  });

  it('holds 50,000 words and finds each', () => {
    const words = Array.from({ length: 50_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + (i % 300), 0x5000 + ((i / 300) | 0), 0x6000 + (i % 7)),
    );
    const finder = wordFinder(words);
    const missing = words.filter((w, n) => !findWords(finder, `前${w}后`).some((f) => f.word === n));
    expect(missing).toEqual([]);
  });

  it('leads back to the original through normalised text', () => {
    const original = '請加ＷｅＣｈａｔ\u200b：abc';
    const n = normalise(original);
    const [hit] = findWords(wordFinder(['wechat']), n.text);
    expect(original.slice(...originalRange(n, hit!.start, hit!.end))).toBe('ＷｅＣｈａｔ');
  });
});

describe('pinyinSkeleton', () => {
  const skeleton = (text: string) => pinyinSkeleton(normalise(text)).text;

  it.each(['微信', '薇信', '威 信', '葳心', 'Wei Xin', 'wei-xin', '薇❤信', 'ｗｅｉ信', '威\u200b信'])(
    '%s reads weixin',
    (text) => {
      expect(skeleton(text)).toBe('weixin');
    },
  );

  it.each([
    ['加Q群：12345', 'jiaqqun12345'],
    ['綠色', 'lvse'],
    ['😀！', ''],
    ['', ''],
    ['ひ', ''],
  ])('%j reads %j', (text, expected) => {
    expect(skeleton(text)).toBe(expected);
  });

  it('leads back to the characters in the original', () => {
    const original = '老师的【葳 心】是多少';
    const s = pinyinSkeleton(normalise(original));
    const at = s.text.indexOf('weixin');
    expect(original.slice(...originalRange(s, at, at + 6))).toBe('葳 心');
    expect(s.from.length).toBe(s.text.length + 1);
    expect(s.from.at(-1)).toBe(original.length);
  });
});
