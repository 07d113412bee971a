import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../core/kernel/text/normalise.ts';
import { findPhrases, indexedForm, parseQuery } from '../../../../core/kernel/text/searchTokens.ts';

describe('indexedForm', () => {
  it.each([
    ['知识付费', '知识 识付 付费 费'],
    ['运营，复盘', '运营 营 复盘 盘'],
    ['ChatGPT课程v2', 'chatgpt 课程 程 v2'],
    ['Ｃａｆé don’t', 'café don t'],
    ['課', '课'],
    ['👍 很好', '👍 很好 好'],
    ['ありがとう', 'あり りが がと とう う'],
    ['𠮷野', '𠮷野 野'],
    ['', ''],
    ['!!! …', ''],
  ])('%s is kept as %s', (text, expected) => {
    expect(indexedForm(normalise(text).text)).toBe(expected);
  });

  it('cuts words that nobody looks for', () => {
    expect(indexedForm('x'.repeat(1000))).toBe('x'.repeat(64));
  });
});

describe('parseQuery', () => {
  it.each([
    ['运营', [['运营']], [false]],
    ['营', [['营']], [true]],
    ['知识付费', [['知识', '识付', '付费']], [false]],
    ['refund cours', [['refund'], ['cours']], [false, true]],
    ['退款 refund', [['退款'], ['refund']], [false, true]],
    ['refund 退款', [['refund'], ['退款']], [false, false]],
    ['"live class" 回放', [['live', 'class'], ['回放']], [false, false]],
    ['“课程 v2”', [['课程', '程', 'v2']], [false]],
    ['「v2课」', [['v2', '课']], [true]],
    ['运营 复盘', [['运营'], ['复盘']], [false, false]],
    ['"', [], []],
    ['AND OR NOT *', [['and'], ['or'], ['not']], [false, false, false]],
    [
      'a"b" OR text_index:x) NEAR(',
      [['a'], ['b'], ['or'], ['text'], ['index'], ['x'], ['near']],
      [false, false, false, false, false, false, false],
    ],
  ])('%s', (query, tokens, open) => {
    const phrases = parseQuery(query);
    expect(phrases.map((p) => p.tokens)).toEqual(tokens);
    expect(phrases.map((p) => p.isOpen)).toEqual(open);
  });
});

describe('findPhrases', () => {
  const found = (text: string, query: string) => {
    const plain = normalise(text).text;
    return findPhrases(plain, parseQuery(query))?.map(([s, e]) => plain.slice(s, e)) ?? null;
  };

  it.each([
    ['社群运营复盘，再谈运营', '运营', ['运营', '运营']],
    ['社群运营复盘', '营复', ['营复']],
    ['社群运营复盘', '营', ['营']],
    ['社群运营', '营', ['营']],
    ['社群运营', '运盘', null],
    ['知识不付费', '知识付费', null],
    ['The courses are refunded', 'refund', ['refund']],
    ['The courses are refunded', 'refund courses', null],
    ['The courses are refunded', 'course refund', null],
    ['The courses are refunded', 'courses refund', ['courses', 'refund']],
    ['a live online class', '"live class"', null],
    ['a live class', '"live class"', ['live class']],
    ['課程很好', '课程', ['课程']],
    ['运营运营运营', '运营', ['运营运营运营']],
    ['任何文字', '', []],
  ])('%s: %s', (text, query, expected) => {
    expect(found(text, query)).toEqual(expected);
  });
});
