import { describe, expect, it } from 'vitest';
import { normalise, originalRange } from '../../../../core/kernel/text/normalise.ts';
import { scriptOf, sentencesOf } from '../../../../core/kernel/text/script.ts';

describe('normalise', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['課程講得很亂', '课程讲得很乱'],
    ['加\u200b微\u200d信', '加微信'],
    ['ﬁne', 'fine'],
    ['Cafe\u0301', 'café'],
    ['㎏', 'kg'],
    ['a\ud800b', 'a b'],
    ['\udc00', ' '],
    ['❤️', '❤'],
    ['', ''],
  ])('%j reads %j', (original, expected) => {
    expect(normalise(original).text).toBe(expected);
  });

  it('leads every unit back to the characters it came from', () => {
    const original = 'ＯＫ\u200b，ﬁne 課程😀e\u0301';
    const n = normalise(original);
    expect(n.from.length).toBe(n.text.length + 1);
    const at = (part: string) => {
      const start = n.text.indexOf(part);
      return original.slice(...originalRange(n, start, start + part.length));
    };
    expect(at('ok')).toBe('ＯＫ');
    expect(at('fi')).toBe('ﬁ');
    expect(at('课程')).toBe('課程');
    expect(at('😀')).toBe('😀');
    expect(at('é')).toBe('e\u0301');
  });

  it('is the same when done twice', () => {
    for (const text of ['Ⅷ ｶﾞ 臺灣 ÉCOLE', '10㎡㍿', 'ǅ İ'])
      expect(normalise(normalise(text).text).text).toBe(normalise(text).text);
  });

  it('survives a megabyte and a thousand marks on one letter', () => {
    expect(normalise('很好！'.repeat(400_000)).text.length).toBe(1_200_000);
    expect(normalise(`a${'\u0301'.repeat(100_000)}b`).text.at(-1)).toBe('b');
  });
});

describe('script', () => {
  it.each([
    ['老师讲得很好', 'zh'],
    ['this app is great', 'en'],
    ['这个app太垃圾了', 'zh'],
    ['great course by 李老师, thank you', 'en'],
    ['これはとても良いです', 'other'],
    ['очень хорошо', 'other'],
    ['😀😀 123 !!', 'none'],
    ['', 'none'],
  ])('%j is %s', (text, script) => {
    expect(scriptOf(normalise(text).text).script).toBe(script);
  });

  it('cuts sentences and leaves out what has no letters', () => {
    const { text } = normalise('老师很好。But the price is 3.5 times higher. …… 123！退款吧');
    expect(sentencesOf(text).map((s) => [text.slice(s.start, s.end).trim(), s.script])).toEqual([
      ['老师很好', 'zh'],
      ['but the price is 3.5 times higher', 'en'],
      ['退款吧', 'zh'],
    ]);
  });
});
