import { describe, expect, test } from 'vitest';
import { hashBytes, hashInts } from '../../../../core/kernel/hash64.ts';
import { decodeEntities, isPersonalData, plainText } from '../../../../core/kernel/text/plainText.ts';

describe('plain text of an HTML body', () => {
  test.each([
    ['<p>Hello <b>world</b></p><p>Second</p>', 'Hello world\nSecond'],
    ['a<br/>b<BR>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    ['x<script>alert("<p>no</p>")</script>y', 'x y'],
    ['<style>\np { color: red }\n</style>text', 'text'],
    ['<a href="https://example.org/?a=1&amp;b=2">link</a>', 'link'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;q&quot; &#39;s&#39; &#x4E2D;&#25991;', '1 < 2 && 3 > 2 "q" \'s\' 中文'],
    ['&lt;b&gt;shown as written&lt;/b&gt;', '<b>shown as written</b>'],
    ['<p>中文</p>\n\n\n\n<p>下一段</p>', '中文\n\n下一段'],
    ['no markup at all', 'no markup at all'],
    ['', ''],
  ])('%j becomes %j', (html, text) => expect(plainText(html)).toBe(text));

  test('an open tag at the end and stray brackets do no harm', () => {
    expect(plainText('a < b')).toBe('a < b');
    expect(plainText('text <b')).toBe('text <b');
    expect(plainText('<p>unclosed')).toBe('unclosed');
  });

  test('2 MB of tags, of brackets and of unclosed scripts take no more than a second', () => {
    const from = Date.now();
    for (const piece of ['<b>x</b>', '<', '<p', '&', '&#', '\n \n', '<div><', '<script>', ' ', '<style', '\n'])
      plainText(piece.repeat(2_000_000 / piece.length));
    expect(Date.now() - from).toBeLessThan(5000);
  });
});

describe('entities', () => {
  test('a decoded entity is not decoded again', () => expect(decodeEntities('&amp;lt;')).toBe('&lt;'));
  test('unknown names stay as they are', () => expect(decodeEntities('&nosuch; & &; AT&T')).toBe('&nosuch; & &; AT&T'));
  test('numbers that are no character vanish', () => expect(decodeEntities('a&#0;&#xD800;&#x110000;&#9999999;b')).toBe('ab'));
  test('characters beyond the basic plane survive', () => expect(decodeEntities('&#128512;&#x1F600;')).toBe('😀😀'));
});

describe('personal data in a cell', () => {
  test.each([
    'li.ming@example.com',
    ' Someone@Mail.Example.CN ',
    '13812345678',
    '+86 13812345678',
    '86-13912345678',
    '+44 20 7946 0958',
    '192.168.0.1',
    '8.8.8.8',
  ])('%j is recognised', (text) => expect(isPersonalData(text)).toBe(true));
  test.each([
    '12345678901',
    '1381234567',
    'user@home',
    '@someone',
    'v1.2.3',
    '256.1.1.1',
    '1.2.3.4.5',
    '小明',
    '',
    '2023-01-01',
    'write to a@b.com please',
  ])('%j is not', (text) => expect(isPersonalData(text)).toBe(false));
});

describe('64-bit hashes', () => {
  test('of 200,000 close texts are all different and depend on the seed', () => {
    const out = { low: 0, high: 0 };
    const of = (text: string, seed = 0) => {
      hashBytes(Buffer.from(text), 0, text.length, out, seed);
      return `${out.low}/${out.high}`;
    };
    expect(new Set(Array.from({ length: 200_000 }, (_, i) => of(`row ${i}`))).size).toBe(200_000);
    expect(of('same')).toBe(of('same'));
    expect(of('same', 1)).not.toBe(of('same'));
    expect(of('a\0')).not.toBe(of('a'));
  });

  test('of number lists differ by value, order and length', () => {
    const out = { low: 0, high: 0 };
    const lists = [[], [0], [0, 0], [1, 2], [2, 1], [1, 2, 0], [-1], [2147483647]];
    const keys = lists.map((list) => {
      hashInts(list, out);
      return `${out.low}/${out.high}`;
    });
    expect(new Set(keys).size).toBe(lists.length);
  });
});
